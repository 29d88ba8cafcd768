package org.loupe.engine.curation;

import org.loupe.api.Features;
import org.loupe.engine.Progress;

/**
 * Learns classes from rows of features and gives probabilities for other rows: a stand-in for whatever classifier a
 * project has, whose own probabilities serve as well wherever this package takes probabilities. Deterministic.
 */
@FunctionalInterface
public interface Learner {
    /**
     * What is used where nothing else is said: a penalty of 0.01 found most planted errors on boards 00041, 13000 and
     * 20085 of DeepPCB, on which it was chosen.
     */
    Learner STANDARD = new Softmax(0.01, 300);

    /**
     * Learns and predicts.
     *
     * @param known    rows with known classes, at least one
     * @param given    their classes, 0 … {@code classes - 1}
     * @param classes  number of classes
     * @param asked    rows to predict, with the same features
     * @param progress asked often whether to stop
     * @return {@code asked.rows() × classes}, each row summing to 1
     * @throws java.util.concurrent.CancellationException once the progress is cancelled
     */
    float[] probabilities(Features known, int[] given, int classes, Features asked, Progress progress);
}
