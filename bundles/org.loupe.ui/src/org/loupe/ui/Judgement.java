package org.loupe.ui;

import java.util.List;
import java.util.Optional;

import org.loupe.api.Detections;
import org.loupe.engine.Recipe;

/**
 * What is true and what was missed or falsely found at a limit, for the images of the run that is shown, or of others.
 * UI thread.
 */
@FunctionalInterface
public interface Judgement {

    /** What to draw over an image. @param image index of the run's image */
    List<Mark> marks(int image);

    /** What is judged on an image in place of what the shown run found there; empty for the run's. @param image its name */
    default Optional<Found> of(String image) {
        return Optional.empty();
    }

    /**
     * What was found on an image without a run.
     *
     * @param objects in px of the full image
     * @param marks   what to draw over it
     * @param by      the recipe that found them, with files named by their whole path
     */
    record Found(Detections objects, List<Mark> marks, Recipe by) {
    }

    /**
     * A box that is judged.
     *
     * @param kind  what it is
     * @param x     left edge in px of the full image
     * @param y     top edge in px
     * @param width px
     * @param height px
     * @param text  such as "Escape Spur 0.31", or ""
     */
    record Mark(Kind kind, double x, double y, double width, double height, String text) {
        /** How a box was judged. */
        public enum Kind {
            /** A true defect that was found. */
            TRUTH,
            /** A true defect that was missed. */
            ESCAPE,
            /** Found, but no defect. */
            OVERKILL
        }
    }
}
