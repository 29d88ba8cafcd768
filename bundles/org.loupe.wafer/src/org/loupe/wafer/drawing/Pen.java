package org.loupe.wafer.drawing;

/**
 * Draws on a surface in px, origin at the top left, y down. Colours are 0xRRGGBB. Used by one thread; what it draws on
 * belongs to whoever made it.
 */
public interface Pen {

    /**
     * How a figure is drawn.
     *
     * @param fill    colour inside, {@link #NOTHING} for none
     * @param opacity of the fill, 0 to 1
     * @param line    colour of the outline, {@link #NOTHING} for none
     * @param width   of the outline in px, above 0
     * @param dash    lengths of strokes and gaps in turn, in px; empty for a whole line
     */
    record Ink(int fill, double opacity, int line, double width, double... dash) {
        /** No colour. */
        public static final int NOTHING = -1;

        /** Only an area. */
        public static Ink fill(int colour) {
            return new Ink(colour, 1, NOTHING, 1);
        }

        /** Only a line. */
        public static Ink line(int colour, double width, double... dash) {
            return new Ink(NOTHING, 1, colour, width, dash);
        }

        /** An area with a line around it. */
        public static Ink both(int fill, int line, double width) {
            return new Ink(fill, 1, line, width);
        }
    }

    /** Which end of a text is at its place. */
    enum Anchor {
        START, MIDDLE, END
    }

    /** A rectangle. */
    void rectangle(double x, double y, double width, double height, Ink ink);

    /** A circle. */
    void circle(double x, double y, double radius, Ink ink);

    /**
     * Lines from point to point.
     *
     * @param xs     of the points
     * @param ys     as many
     * @param closed whether the last point is joined with the first; only then it can be filled
     */
    void path(double[] xs, double[] ys, boolean closed, Ink ink);

    /**
     * A line of text.
     *
     * @param y      of the line that the letters stand on
     * @param size   height of the font in px
     * @param colour of the letters
     */
    void text(double x, double y, String text, double size, boolean bold, Anchor anchor, int colour);

    /** Width that a text would have, in px; may be an estimate. */
    double textWidth(String text, double size, boolean bold);

    /** From here on only this rectangle is drawn on, until {@link #unclip()}. */
    void clip(double x, double y, double width, double height);

    /** Everything is drawn on again. */
    void unclip();
}
