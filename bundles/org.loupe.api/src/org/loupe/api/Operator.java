package org.loupe.api;

/** Turns an image into an image: a filter, a crop, a conversion. */
public non-sealed interface Operator<P extends Record> extends ImageTool<P, Tile, Tile> {

    /** The shape that an image of shape {@code in} will have; {@code in} has passed {@link #check}. */
    Shape output(P params, Shape in);
}
