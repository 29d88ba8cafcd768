package org.loupe.api;

/** Gives each pixel of an image the number of the object that it belongs to. */
public non-sealed interface Segmenter<P extends Record> extends ImageTool<P, Tile, Labels> {
}
