package org.loupe.engine.clustering;

import java.util.concurrent.CancellationException;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.loupe.engine.Progress;

/** Work on rows that do not depend on each other, on all processors; told and cancelled through a {@link Progress}. */
final class Parallel {
    private static final int PARTS = 64;

    private Parallel() {
    }

    /**
     * Calls {@code work} for each of 0 … count − 1, on many threads and in any order.
     *
     * @throws CancellationException once the progress is cancelled; some calls may have been made
     */
    static void each(int count, Progress progress, IntConsumer work) {
        int part = Math.max(1, (count + PARTS - 1) / PARTS);
        for (int from = 0; from < count; from += part) {
            progress.update(from, count, 0, 0, "");
            IntStream.range(from, Math.min(count, from + part)).parallel().forEach(i -> {
                progress.check();
                work.accept(i);
            });
        }
        progress.check();
    }
}
