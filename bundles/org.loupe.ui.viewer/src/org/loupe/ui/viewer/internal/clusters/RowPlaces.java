package org.loupe.ui.viewer.internal.clusters;

import java.util.Arrays;

import org.eclipse.swt.graphics.Rectangle;

/**
 * Where the crops of clusters lie that are listed below each other: a heading, below it one line of crops with a number
 * for those that have no room, or all lines of a cluster that is opened. The first crop of each cluster, its exemplar,
 * stands a little apart. Pixels from the top of the list; immutable.
 */
public final class RowPlaces {
    /** Height of a heading. */
    static final int HEAD = 28;
    /** Between crops, and left of the first one. */
    static final int GAP = 4, SIDE = 12;
    /** Between the exemplar and what is like it. */
    static final int APART = 12;
    private static final int FOOT = 10, MORE = 56;

    /**
     * What lies at a point.
     *
     * @param cluster index of the row; -1 below all
     * @param member  index of the crop within it; -1 for none
     * @param more    whether it is the number of crops that have no room
     */
    public record Hit(int cluster, int member, boolean more) {
        /** Nothing. */
        static final Hit NONE = new Hit(-1, -1, false);
    }

    private final int[] counts, tops;
    private final boolean[] open;
    private final int edge, columns;

    /**
     * @param counts number of crops of each cluster
     * @param open   whether all its crops are shown
     * @param edge   of a crop
     * @param width  of the list
     */
    public RowPlaces(int[] counts, boolean[] open, int edge, int width) {
        this.counts = counts;
        this.open = open;
        this.edge = edge;
        columns = Math.max(2, (width - 2 * SIDE - APART - MORE + GAP) / (edge + GAP));
        tops = new int[counts.length + 1];
        for (int i = 0; i < counts.length; i++)
            tops[i + 1] = tops[i] + HEAD + lines(i) * (edge + GAP) + FOOT;
    }

    /** Lines of crops of a cluster. */
    private int lines(int cluster) {
        return open[cluster] ? Math.max(1, (counts[cluster] + columns - 1) / columns) : 1;
    }

    /** Crops in a line. */
    public int columns() {
        return columns;
    }

    /** Height of all. */
    public int height() {
        return tops[counts.length];
    }

    /** Upper edge of a cluster's row. */
    public int top(int cluster) {
        return tops[cluster];
    }

    /** Height of a cluster's row. */
    public int height(int cluster) {
        return tops[cluster + 1] - tops[cluster];
    }

    /** Number of crops of a cluster that are shown. */
    public int shown(int cluster) {
        return open[cluster] ? counts[cluster] : Math.min(columns, counts[cluster]);
    }

    /** The cluster whose row a height lies in; -1 above or below all. */
    public int cluster(int y) {
        if (y < 0 || y >= height())
            return -1;
        int at = Arrays.binarySearch(tops, y);
        if (at < 0)
            return -at - 2;
        return Math.min(counts.length - 1, at);
    }

    /** Where a crop lies. */
    public Rectangle place(int cluster, int member) {
        int column = member % columns, line = member / columns;
        return new Rectangle(SIDE + column * (edge + GAP) + (column > 0 ? APART : 0),
                tops[cluster] + HEAD + line * (edge + GAP), edge, edge);
    }

    /** Where the number of crops stands that have no room; of no width if all have. */
    public Rectangle more(int cluster) {
        int shown = shown(cluster);
        if (shown == counts[cluster] && !open[cluster] || counts[cluster] <= columns)
            return new Rectangle(0, 0, 0, 0);
        Rectangle last = place(cluster, columns - 1);
        return new Rectangle(last.x + edge + GAP, tops[cluster] + HEAD, MORE, edge);
    }

    /** What lies at a point. */
    public Hit at(int x, int y) {
        int cluster = cluster(y);
        if (cluster < 0)
            return Hit.NONE;
        if (more(cluster).contains(x, y))
            return new Hit(cluster, -1, true);
        int line = Math.floorDiv(y - tops[cluster] - HEAD, edge + GAP);
        int column = Math.floorDiv(x - SIDE, edge + GAP);
        if (column > 0)
            column = Math.max(0, Math.floorDiv(x - SIDE - APART, edge + GAP));
        int member = line * columns + column;
        boolean on = line >= 0 && column >= 0 && column < columns && member < shown(cluster)
                && place(cluster, member).contains(x, y);
        return new Hit(cluster, on ? member : -1, false);
    }

    /** The first and the last member of a cluster that a stretch of heights shows at least in part; empty if none. */
    public int[] members(int cluster, int from, int to) {
        int top = tops[cluster] + HEAD, line = edge + GAP;
        int first = Math.max(0, Math.floorDiv(from - top, line)) * columns;
        int last = Math.min(shown(cluster), (Math.floorDiv(to - top, line) + 1) * columns) - 1;
        return last < first ? new int[0] : new int[] { first, last };
    }
}
