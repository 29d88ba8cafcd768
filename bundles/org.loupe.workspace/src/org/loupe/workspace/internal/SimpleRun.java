package org.loupe.workspace.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.engine.Progress;

/** A run for work outside an inspection: making samples, reading crops. For one thread; closed when its call ends. */
public final class SimpleRun implements Run, AutoCloseable {
    private final Progress progress;
    private final RandomGenerator random;
    private final Deque<AutoCloseable> owned = new ArrayDeque<>();

    /**
     * A run whose random numbers are fixed by seed and number.
     *
     * @param number of the sample, from 0
     */
    public SimpleRun(Progress progress, long seed, long number) {
        this.progress = progress;
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed * 0x9E3779B97F4A7C15L + number);
    }

    @Override
    public void checkCancelled() {
        if (progress.cancelled())
            throw new CancellationException();
    }

    @Override
    public void progress(double fraction, String message) {
        // told per image, not within one
    }

    @Override
    public RandomGenerator random() {
        return random;
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
