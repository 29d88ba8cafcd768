package org.loupe.api;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the engine lends a trainer besides: who watches a long training, judges it and may end it early. Without an
 * engine nobody does. For the thread of the call; the trainer calls each method as often as it likes.
 */
public interface TrainingRun {
    /** Nobody watches. */
    TrainingRun ALONE = new TrainingRun() {
    };

    /**
     * Tells numbers of the training under way: {@code loss} is less for better, {@code learningRate} is the present one;
     * others as the trainer names them. Cheap; throttled.
     *
     * @param epoch how often the examples have been gone through, with the part of the present time
     */
    default void figures(double epoch, Map<String, Double> values) {
    }

    /**
     * Judges a model under training on examples that the trainer is not given; called after each epoch.
     *
     * @param soFar what would be the result if the training ended now; it stays as it is
     * @return how good it is, 0..1 as its {@link Task} is judged; NaN if nothing was held apart, or not this time
     * @throws ToolException                                  if it gives nonsense, such as nothing for every image
     * @throws java.util.concurrent.CancellationException once the run is cancelled
     */
    default double judge(Model<?, ?> soFar) throws ToolException {
        return Double.NaN;
    }

    /**
     * A model of the same trainer to go on from in place of random weights; its classes may be others. Empty: the
     * training begins anew. A trainer whose net cannot take it over says why.
     */
    default Optional<Model<?, ?>> start() {
        return Optional.empty();
    }

    /** Whether the user wants the training to end now with the best that it has. */
    default boolean ending() {
        return false;
    }

    /**
     * A folder that outlives the process if it is killed. What is found there was left by a training on the same
     * examples with the same parameters and seed that did not end; going on from it gives the result that it would
     * have given. The engine removes it after a training that ended well.
     */
    default Optional<Path> folder() {
        return Optional.empty();
    }
}
