package org.loupe.ui;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.loupe.api.Kernels;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Tile;

/**
 * What a view lends a tool or a reader for one call: fresh memory, and an end as soon as nobody wants the result. For
 * one thread; closed when the call ends.
 */
public final class Reading implements Run, AutoCloseable {
    private final BooleanSupplier unwanted;
    private final Supplier<Optional<Kernels>> lent;
    private final Deque<AutoCloseable> owned = new ArrayDeque<>();

    /** @param unwanted whether nobody waits for the result any more; asked by the reading thread */
    public Reading(BooleanSupplier unwanted) {
        this(unwanted, Optional::empty);
    }

    /** The same with what devices lend. */
    public Reading(BooleanSupplier unwanted, Supplier<Optional<Kernels>> lent) {
        this.unwanted = unwanted;
        this.lent = lent;
    }

    @Override
    public Optional<Kernels> kernels() {
        return lent.get();
    }

    @Override
    public void checkCancelled() {
        if (unwanted.getAsBoolean())
            throw new CancellationException();
    }

    @Override
    public void progress(double fraction, String message) {
        // too short to be told
    }

    @Override
    public RandomGenerator random() {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(1);
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
    public void close() {
        while (!owned.isEmpty())
            try {
                owned.pop().close();
            } catch (Exception e) {
                Failures.log(e);
            }
    }
}
