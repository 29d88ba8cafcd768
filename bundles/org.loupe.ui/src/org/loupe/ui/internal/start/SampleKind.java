package org.loupe.ui.internal.start;

import java.util.List;
import java.util.Map;

/**
 * A sample that the start page offers.
 *
 * @param kind  as {@link org.loupe.workspace.Samples} names it
 * @param count number of samples that are made
 * @param icon  beside its title
 * @param look  parameters of the generator for the card's picture, where they differ from its defaults
 */
public record SampleKind(String kind, int count, String icon, Map<String, Object> look) {
    /** Boards beside their golden images: the first that a newcomer should open. */
    public static final SampleKind BOARDS = new SampleKind("boards", 24, "image", Map.of());
    /** SEM images of layers beside their golden images. */
    public static final SampleKind SEM = new SampleKind("sem", 12, "layers", Map.of());
    /** Bare wafer tiles with particles, pits and scratches. */
    public static final SampleKind WAFER = new SampleKind("wafer", 12, "search", Map.of("surface", "bare"));
    /** Patterned wafer tiles, whose devices are compared with each other. */
    public static final SampleKind DIES = new SampleKind("dies", 12, "gallery", Map.of("surface", "dies"));
    /** Review images with the classes of a stack of classifiers, which is to be trained. */
    public static final SampleKind STACK = new SampleKind("stack", 24, "stack-levels",
            Map.of("width", 1024, "height", 1024, "objects", 60));

    /** All, in the order of the start page. */
    public static final List<SampleKind> ALL = List.of(BOARDS, SEM, WAFER, DIES, STACK);
}
