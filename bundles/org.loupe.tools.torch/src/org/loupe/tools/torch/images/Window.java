package org.loupe.tools.torch.images;

/**
 * A square that is cut out of an image, turned and mirrored: which pixel of the image each of its pixels shows.
 *
 * @param x    column of the image that its left edge lies on; may be negative
 * @param y    row of the image that its top edge lies on
 * @param size px of its side
 * @param turn 0 to 3 quarter turns, plus 4 if mirrored
 */
public record Window(int x, int y, int size, int turn) {

    /** Column of the image that a pixel of the window shows; beyond the image it may be negative. */
    public int column(int u, int v) {
        return x + across(u, v);
    }

    /** Row of the image that it shows. */
    public int row(int u, int v) {
        return y + down(u, v);
    }

    private int across(int u, int v) {
        int m = turn >= 4 ? size - 1 - u : u;
        return switch (turn & 3) {
            case 0 -> m;
            case 1 -> v;
            case 2 -> size - 1 - m;
            default -> size - 1 - v;
        };
    }

    private int down(int u, int v) {
        int m = turn >= 4 ? size - 1 - u : u;
        return switch (turn & 3) {
            case 0 -> v;
            case 1 -> size - 1 - m;
            case 2 -> size - 1 - v;
            default -> m;
        };
    }

    /**
     * Where a box of the image lies in the window; may reach beyond it.
     *
     * @param box left, top, right, bottom edge in px of the image
     * @return the same of the window
     */
    public double[] box(double... box) {
        double left = box[0] - x, top = box[1] - y, right = box[2] - x, bottom = box[3] - y;
        double[] turned = switch (turn & 3) {
            case 0 -> new double[] { left, top, right, bottom };
            case 1 -> new double[] { size - bottom, left, size - top, right };
            case 2 -> new double[] { size - right, size - bottom, size - left, size - top };
            default -> new double[] { top, size - right, bottom, size - left };
        };
        return turn < 4 ? turned : new double[] { size - turned[2], turned[1], size - turned[0], turned[3] };
    }
}
