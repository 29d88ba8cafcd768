package org.loupe.engine;

import java.util.List;

/**
 * What becomes of the detections that a classifier put into one class.
 *
 * @param drop  whether they are removed
 * @param steps a chain that goes on with them: operators on their patches, feature extractors, classifiers; empty
 *              keeps them as they are
 */
public record Route(boolean drop, List<RecipeStep> steps) {

    public Route {
        steps = List.copyOf(steps);
        if (drop && !steps.isEmpty())
            throw new IllegalArgumentException("A route either drops its detections or has steps, found both.");
    }
}
