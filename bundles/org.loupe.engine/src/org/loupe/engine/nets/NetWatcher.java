package org.loupe.engine.nets;

import java.util.List;
import java.util.Map;
import org.loupe.api.Pair;

/** Who looks on while a net learns. Called by the thread of the training; must not keep it long. */
public interface NetWatcher {
    /** Nobody. */
    NetWatcher NONE = new NetWatcher() {
    };

    /**
     * What a net gives for an image held apart, beside what is true there: detections, or maps of classes.
     *
     * @param loss how wrong it is on the image, by the loss that it learns by; NaN if that is not known
     */
    record Shown(int example, Pair pair, Object truth, Object found, double loss) {
    }

    /** Numbers of the step just done. See {@link org.loupe.api.TrainingRun#figures}. */
    default void figures(double epoch, Map<String, Double> values) {
    }

    /** An epoch is over. @param shown the same few images each time */
    default void epoch(NetEpoch epoch, List<Shown> shown) {
    }

    /** Whether the user wants an end with the best so far. */
    default boolean ending() {
        return false;
    }
}
