package org.loupe.api;

/**
 * Describes each place of an image by numbers: a feature map. The result is a tile of {@link Shape.Type#F32} with
 * {@link #channels} channels and one pixel for each {@link #stride} × {@link #stride} px of the image, the last row and
 * column of them also where the image ends before; pixel (x, y) describes the surroundings of
 * ({@code (x + ½) · stride}, {@code (y + ½) · stride}).
 */
public interface LocalFeatureExtractor<P extends Record> extends Tool<P, Tile, Tile> {

    /** Numbers at each place. */
    int channels(P params);

    /** Distance of places in px. */
    int stride(P params);

    /** How many px around a place decide what is told of it. */
    int halo(P params);

    /**
     * What keeps it from working with these parameters, such as a file that is not there; with the remedy. Where it
     * throws, what the other methods tell of these parameters is of no use.
     */
    default void check(P params) throws ToolException {
    }

    /** Says whether images of this shape suit. @throws ToolException what is wrong, what is allowed and the remedy */
    default void check(P params, Shape in) throws ToolException {
    }
}
