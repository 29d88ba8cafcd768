package org.loupe.api;

/**
 * A tool that works on pixels and says beforehand what it needs of them, so that a recipe is checked before any pixel
 * is read and large images are cut into tiles that overlap enough.
 */
public sealed interface ImageTool<P extends Record, I, O> extends Tool<P, I, O>
        permits Operator, PairOperator, Detector, Segmenter {

    /**
     * How many pixels around a place decide the result there, 0 or more. For a detector it is also the size of the
     * largest object that is reported whole when an image is cut into tiles.
     */
    int halo(P params);

    /**
     * Whether the result at a place depends on the whole image (a histogram, a registration), not on the halo alone.
     * Such a tool is given the whole image if the engine can hold it; a larger image is worked tile by tile, each
     * tile for itself, and the run says so.
     */
    default boolean global(P params) {
        return false;
    }

    /**
     * Says whether images of this shape suit.
     *
     * @throws ToolException what is wrong, what is allowed and the remedy
     */
    default void check(P params, Shape in) throws ToolException {
    }
}
