package org.loupe.ui;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.loupe.api.Detections;
import org.loupe.api.Region;
import org.loupe.api.Tile;
import org.loupe.engine.Item;
import org.loupe.engine.Problem;

/**
 * What the recipe makes of the part of an image that is looked at, while it is edited. Immutable; its tiles are nobody
 * else's and are not written any more.
 *
 * @param image      the image that was looked at
 * @param region     its part that was worked on, in px of the full image
 * @param scale      px of the full image per px of the stages' tiles along each edge, 1 or more; above 1 the result is
 *                   approximate
 * @param stages     what can be looked at, in order: input, reference, what the steps made of it, result
 * @param detections found in the region, in px of the full image
 * @param steps      what the steps took and found, one for each step of the recipe
 * @param millis     time of the whole chain in ms, cached steps not counted
 * @param warnings   what the steps doubt of the image, and what they had to say
 * @param error      why it ended early
 */
public record LivePreview(Item image, Region region, double scale, List<Stage> stages, Detections detections,
        List<StepCost> steps, double millis, List<Problem> warnings, Optional<Problem> error) {

    public LivePreview {
        stages = List.copyOf(stages);
        steps = List.copyOf(steps);
        warnings = List.copyOf(warnings);
    }

    /** The warnings and the error. */
    public List<Problem> problems() {
        return Stream.concat(error.stream(), warnings.stream()).toList();
    }

    /**
     * An image on the way from input to result.
     *
     * @param label as it is shown
     * @param step  index of the recipe's step that made it, -1 for input and reference
     * @param kind  how to draw it
     * @param tile  pixels of the preview's region
     */
    public record Stage(String label, int step, Kind kind, Tile tile) {
        /** How a stage is drawn. */
        public enum Kind {
            /** Grey or colour, as it is. */
            IMAGE,
            /** A magnitude: dark where it is 0, by the colour map of heat. */
            HEAT
        }
    }

    /**
     * What a step took.
     *
     * @param millis time when it last ran, in ms; NaN if it did not run
     * @param count  objects after it, -1 if it makes none
     */
    public record StepCost(double millis, int count) {
    }
}
