package org.loupe.ui.internal.start;

/**
 * A sample that the start page offers.
 *
 * @param kind  of the generator
 * @param count number of samples that are made
 * @param icon  beside its title
 */
public record SampleKind(String kind, int count, String icon) {
    /** Boards beside their golden images: the first that a newcomer should open. */
    public static final SampleKind BOARDS = new SampleKind("boards", 24, "image");
    /** SEM images of layers beside their golden images. */
    public static final SampleKind SEM = new SampleKind("sem", 12, "layers");
    /** Wafer tiles with particles, pits and scratches. */
    public static final SampleKind WAFER = new SampleKind("wafer", 12, "search");
}
