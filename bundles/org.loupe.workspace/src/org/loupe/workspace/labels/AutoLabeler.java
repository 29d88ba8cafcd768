package org.loupe.workspace.labels;

import java.util.List;
import org.loupe.api.Detections;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.engine.Problem;
import org.loupe.engine.Progress;

/** A machine that says what is in images: a recipe, the results of a run, a model. */
public interface AutoLabeler {

    /** What it is called for people, and what its earlier labels are known by: "recipe golden-board". No brackets. */
    String name();

    /** Hash of all that its answers depend on besides the image, in lower-case hexadecimal digits. */
    String hash();

    /**
     * Looks at images. A broken one is told and passed over.
     *
     * @param items    names are unique
     * @param answers  is told from the calling thread
     * @param progress watches and cancels; what was told until then counts
     * @throws ToolException if it cannot look at any image
     */
    void look(List<Item> items, Answers answers, Progress progress) throws ToolException;

    /** Takes what an auto-labeler says. */
    interface Answers {

        /**
         * An image was looked at.
         *
         * @param sha256     of its file
         * @param width      px
         * @param height     px
         * @param detections in px of the whole image, maybe none
         */
        void found(Item item, String sha256, int width, int height, Detections detections);

        /** An image could not be looked at. */
        void failed(Item item, Problem why);
    }
}
