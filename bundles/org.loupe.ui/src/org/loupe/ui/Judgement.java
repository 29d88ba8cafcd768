package org.loupe.ui;

import java.util.List;

/** What is true and what was missed or falsely found at a limit, for the images of the run that is shown. UI thread. */
@FunctionalInterface
public interface Judgement {

    /** What to draw over an image. @param image index of the run's image */
    List<Mark> marks(int image);

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
