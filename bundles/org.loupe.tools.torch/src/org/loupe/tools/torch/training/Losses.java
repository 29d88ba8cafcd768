package org.loupe.tools.torch.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;
import org.loupe.api.Run;
import org.loupe.api.ToolException;

/** How wrong nets are on samples that they do not learn from. */
public final class Losses {
    private static final RandomGeneratorFactory<RandomGenerator> RANDOM = RandomGeneratorFactory.of("L64X128MixRandom");

    private Losses() {
    }

    /**
     * The mean loss of the samples of each example. Which part of it a sample shows is the same each time.
     *
     * @param subject   whose nets stay as they are, see {@link LearningNet#still}
     * @param examples  how many there are
     * @param batchSize samples of one example that are looked at together at most
     * @param run       for cancelling and threads
     * @return for each example; NaN for one without samples
     */
    public static <S> double[] of(Subject<S> subject, int examples, int batchSize, Run run) throws ToolException {
        torch.set_num_threads(run.threads());
        double[] losses = new double[examples];
        int[] counts = new int[examples];
        int n = subject.samples();
        for (int from = 0, to; from < n; from = to) {
            int example = subject.example(from);
            List<S> batch = new ArrayList<>();
            for (to = from; to < n && to - from < batchSize && subject.example(to) == example; to++)
                batch.add(subject.prepare(to, RANDOM.create(to)));
            run.checkCancelled();
            try (PointerScope scope = new PointerScope()) {
                losses[example] += subject.loss(batch, new HashMap<>()).item_float() * batch.size();
            }
            counts[example] += batch.size();
        }
        Arrays.setAll(losses, i -> losses[i] / counts[i]);
        return losses;
    }
}
