package org.loupe.ui.viewer.internal.clusters;

/**
 * Which part of a dendrogram is in sight, and where heights and places lie on the screen: the root at the left,
 * height 0 at the right, places from top to bottom. Immutable.
 *
 * @param left   px of the root
 * @param right  px of height 0, above {@code left}
 * @param top    px of the upper edge of what is in sight
 * @param bottom px of its lower edge
 * @param height of the root
 * @param from   first place in sight
 * @param to     end of the places in sight, above {@code from}
 */
record TreeView(int left, int right, int top, int bottom, double height, double from, double to) {
    /** Places that are in sight at least. */
    private static final double LEAST = 4;

    /** Where a height lies. */
    int x(double h) {
        return height <= 0 ? right : right - (int) Math.round((right - left) * Math.min(1, h / height));
    }

    /** The height at a pixel, 0 to that of the root. */
    double height(int x) {
        return height * Math.max(0, Math.min(1, (right - x) / (double) Math.max(1, right - left)));
    }

    /** Where a place lies. */
    int y(double place) {
        double y = top + (place - from) / (to - from) * (bottom - top);
        return (int) Math.round(Math.max(-10_000, Math.min(30_000, y)));
    }

    /** The place at a pixel. */
    double place(int y) {
        return from + (y - top) / (double) Math.max(1, bottom - top) * (to - from);
    }

    /** Shows more or fewer places around one that stays where it is. @param factor above 1 shows fewer */
    TreeView zoom(double around, double factor, int leaves) {
        double span = Math.max(Math.min(LEAST, leaves), Math.min(leaves, (to - from) / factor));
        double share = (around - from) / (to - from), first = around - share * span;
        return sight(first, span, leaves);
    }

    /** Moves along the places. */
    TreeView pan(double by, int leaves) {
        return sight(from + by, to - from, leaves);
    }

    private TreeView sight(double first, double span, int leaves) {
        double start = Math.max(0, Math.min(leaves - span, first));
        return new TreeView(left, right, top, bottom, height, start, start + span);
    }

    /** Whether all places are in sight. */
    boolean whole(int leaves) {
        return to - from >= leaves - 1e-6;
    }
}
