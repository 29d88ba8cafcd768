package org.loupe.api;

/**
 * Brings a reference closer to the test image: registration, illumination. It gives the test image back untouched, so
 * that detections keep their places; what changes is the reference, whose new shape is that of the test image, and
 * {@link Pair#valid()}.
 */
public non-sealed interface PairOperator<P extends Record> extends ImageTool<P, Pair, Pair> {
}
