package org.loupe.engine.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.loupe.api.Features;
import org.loupe.api.Predictions;
import org.loupe.api.ToolException;
import org.loupe.engine.Progress;
import org.loupe.engine.SimpleRun;

/**
 * What is said of rows by what was learned without them: all rows of one group are predicted by what was learned from
 * other groups. Copies made of a row are learned from where the row is, and never tested on.
 *
 * @param fold      part of each row
 * @param folds     number of parts
 * @param byGroup   whether groups were kept together; with one group alone each row counts as one
 * @param raw       the trainer's own probabilities
 * @param distances of each row to what was learned from, on the scale learned there
 */
record CrossValidation(int[] fold, int folds, boolean byGroup, Predictions raw, double[] distances) {

    /** A part: what is learned from, and what is asked. */
    private record Part(int repeat, int[] learned, int[] asked) {
    }

    private record Answer(Predictions predictions, double[] distances) {
    }

    /**
     * Cross-validates several times, each time with another division and other random numbers of the trainer. The parts
     * are worked on by all processors; their number does not change the result.
     *
     * @return one for each repeat
     * @throws ToolException         what the trainer says
     * @throws CancellationException once the progress is cancelled
     */
    static List<CrossValidation> of(LabelledRows rows, Variants variants, Columns columns, Learning learning,
            TrainingSettings settings, Progress progress) throws ToolException {
        boolean byGroup = rows.groupCount() > 1;
        int[] groups = byGroup ? rows.groupNumbers() : IntStream.range(0, rows.rows()).toArray();
        List<int[]> folds = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        for (int repeat = 0; repeat < settings.repeats(); repeat++) {
            int[] fold = Folds.of(rows.truth(), rows.classes().size(), groups, settings.folds(), seed(settings,
                    repeat, 0));
            folds.add(fold);
            for (int f = 0; f <= Arrays.stream(fold).max().orElse(-1); f++) {
                int now = f;
                parts.add(new Part(repeat, IntStream.range(0, fold.length).filter(i -> fold[i] != now).toArray(),
                        IntStream.range(0, fold.length).filter(i -> fold[i] == now).toArray()));
            }
        }
        List<Answer> answers = all(parts, part -> answer(part, rows, variants, columns, learning, settings, progress),
                progress);
        List<CrossValidation> repeats = new ArrayList<>();
        int classes = rows.classes().size();
        for (int repeat = 0; repeat < settings.repeats(); repeat++) {
            int[] best = new int[rows.rows()];
            float[] probabilities = new float[rows.rows() * classes];
            double[] distances = new double[rows.rows()];
            for (int p = 0; p < parts.size(); p++)
                if (parts.get(p).repeat == repeat)
                    for (int i = 0; i < parts.get(p).asked.length; i++) {
                        int row = parts.get(p).asked[i];
                        Predictions given = answers.get(p).predictions;
                        best[row] = given.best()[i];
                        System.arraycopy(given.probabilities(), i * classes, probabilities, row * classes, classes);
                        distances[row] = answers.get(p).distances[i];
                    }
            int[] fold = folds.get(repeat);
            repeats.add(new CrossValidation(fold, Arrays.stream(fold).max().orElse(-1) + 1, byGroup,
                    new Predictions(rows.classes(), best, probabilities), distances));
        }
        return repeats;
    }

    private static Answer answer(Part part, LabelledRows rows, Variants variants, Columns columns, Learning learning,
            TrainingSettings settings, Progress progress) throws ToolException {
        LabelledRows learned = rows.select(part.learned);
        Progress quiet = progress.quiet();
        Learning.Fitted fitted = learning.fit(learned, variants.select(part.learned), columns,
                seed(settings, part.repeat, part.asked[0] + 1), quiet);
        Features asked = fitted.fusion().apply(rows.features().select(part.asked));
        try (SimpleRun run = new SimpleRun(quiet, settings.seed(), 0)) {
            Predictions predictions = Learning.ask(fitted.model(), rows.classes(), asked, run);
            // only the first repeat tells how far known objects are from each other
            double[] distances = part.repeat > 0 ? new double[part.asked.length]
                    : new Memory(fitted.fusion().apply(learned.features()), learned.truth(), learned.ids())
                            .distances(asked, run::checkCancelled);
            return new Answer(predictions, distances);
        } catch (ToolException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("What the model had opened cannot be closed.", e);
        }
    }

    /** The calibrated probabilities of all rows, each part's by a temperature found on the other parts. */
    Predictions calibrated(int[] truth) {
        int classes = raw.classes().size();
        float[] probabilities = raw.probabilities().clone();
        for (int f = 0; f < folds; f++) {
            int now = f;
            int[] others = IntStream.range(0, fold.length).filter(i -> fold[i] != now).toArray();
            int[] asked = IntStream.range(0, fold.length).filter(i -> fold[i] == now).toArray();
            float[] p = Calibration.fit(Arrays.stream(others).map(i -> truth[i]).toArray(), select(others))
                    .apply(select(asked)).probabilities();
            for (int i = 0; i < asked.length; i++)
                System.arraycopy(p, i * classes, probabilities, asked[i] * classes, classes);
        }
        return new Predictions(raw.classes(), raw.best(), probabilities);
    }

    private Predictions select(int[] rows) {
        int classes = raw.classes().size();
        float[] p = new float[rows.length * classes];
        for (int i = 0; i < rows.length; i++)
            System.arraycopy(raw.probabilities(), rows[i] * classes, p, i * classes, classes);
        return new Predictions(raw.classes(), Arrays.stream(rows).map(i -> raw.best()[i]).toArray(), p);
    }

    /** A piece of work of several that do not depend on each other. */
    @FunctionalInterface
    interface Work<T, R> {
        R of(T part) throws ToolException;
    }

    /** Does all pieces of work by all processors; the calling thread tells the progress. */
    static <T, R> List<R> all(List<T> parts, Work<T, R> work, Progress progress) throws ToolException {
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, Math.min(parts.size(),
                Runtime.getRuntime().availableProcessors())), task -> {
                    Thread thread = new Thread(task, "learning");
                    thread.setDaemon(true);
                    return thread;
                });
        try {
            List<Future<R>> futures = new ArrayList<>();
            for (T part : parts)
                futures.add(threads.submit(() -> {
                    progress.check();
                    return work.of(part);
                }));
            List<R> results = new ArrayList<>();
            for (Future<R> future : futures) {
                progress.update(results.size(), parts.size(), 0, 0, "");
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ToolException t)
                throw t;
            if (e.getCause() instanceof CancellationException c)
                throw c;
            if (e.getCause() instanceof Error error)
                throw error;
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    /** Random numbers of their own for each repeat and part. */
    static long seed(TrainingSettings settings, int repeat, int part) {
        return (settings.seed() * 1_000_003 + repeat) * 1_000_003 + part;
    }
}
