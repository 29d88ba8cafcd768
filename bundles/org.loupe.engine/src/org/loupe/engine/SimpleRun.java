package org.loupe.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.loupe.api.Kernels;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.TrainingRun;

/**
 * A run for work outside an inspection: making samples, measuring crops, clustering, training. For one thread; closed
 * when its call ends.
 */
public final class SimpleRun implements Run, AutoCloseable {
    private final Progress progress;
    private final boolean tells;
    private final TrainingRun training;
    private final RandomGenerator random;
    private final Deque<AutoCloseable> owned = new ArrayDeque<>();

    /**
     * A run whose random numbers are fixed by seed and number.
     *
     * @param progress asked whether to stop; told nothing
     * @param number   of the sample, from 0
     */
    public SimpleRun(Progress progress, long seed, long number) {
        this(progress, seed, number, false, TrainingRun.ALONE);
    }

    private SimpleRun(Progress progress, long seed, long number, boolean tells, TrainingRun training) {
        this.progress = progress;
        this.tells = tells;
        this.training = training;
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed * 0x9E3779B97F4A7C15L + number);
    }

    /** A run of one long call, which may use all processors and whose progress is told in thousandths. */
    public static SimpleRun telling(Progress progress, long seed) {
        return new SimpleRun(progress, seed, 0, true, TrainingRun.ALONE);
    }

    /** The same for a training that somebody watches. */
    public static SimpleRun training(Progress progress, long seed, TrainingRun training) {
        return new SimpleRun(progress, seed, 0, true, training);
    }

    @Override
    public void checkCancelled() {
        progress.check();
    }

    @Override
    public void progress(double fraction, String message) {
        if (tells)
            progress.update((int) Math.round(fraction * 1000), 1000, 0, 0, message);
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public int threads() {
        return tells ? Runtime.getRuntime().availableProcessors() : 1;
    }

    @Override
    public Tile tile(Shape shape) {
        return Tile.allocate(shape);
    }

    @Override
    public <T extends AutoCloseable> T own(T resource) {
        owned.push(resource);
        return resource;
    }

    @Override
    public void warn(String problem, String remedy) {
        // there is no result to keep it with
    }

    /** What the progress lends. */
    @Override
    public Optional<Kernels> kernels() {
        return progress.kernels();
    }

    @Override
    public TrainingRun training() {
        return training;
    }

    @Override
    public void close() throws Exception {
        Exception first = null;
        while (!owned.isEmpty())
            try {
                owned.pop().close();
            } catch (Exception e) {
                if (first == null)
                    first = e;
                else
                    first.addSuppressed(e);
            }
        if (first != null)
            throw first;
    }
}
