package org.loupe.api;

import java.util.List;

/**
 * Finds objects in a test image, alone or against its reference.
 *
 * <p>A detector that leaves out what scores low calls the parameter {@code leastScore} and uses it for nothing else:
 * then the limit can be tuned on a run's results, without running again.
 */
public non-sealed interface Detector<P extends Record> extends ImageTool<P, Pair, Detections> {

    /** Whether it cannot work without {@link Pair#reference()}. */
    default boolean needsReference() {
        return false;
    }

    /** The classes that its detections can have, in the order of {@link Detections#classIndex()}. */
    default List<String> classes(P params) {
        return List.of("defect");
    }
}
