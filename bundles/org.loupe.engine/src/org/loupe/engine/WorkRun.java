package org.loupe.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.loupe.api.Kernels;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Tile;

/** What one worker lends the steps while it works on one tile of one image. */
final class WorkRun implements Run {
    private final TilePool pool;
    private final BooleanSupplier cancelled;
    private final Consumer<Problem> warnings;
    private final Consumer<String> status;
    private final long seed;
    private final Deque<AutoCloseable> owned = new ArrayDeque<>();
    private Deque<AutoCloseable> kept;
    private PlanStep step;
    private RandomGenerator random;
    private Supplier<Optional<Kernels>> lent = Optional::empty;

    /** @param seed fixed by the run's seed, the image and the tile */
    WorkRun(TilePool pool, BooleanSupplier cancelled, Consumer<Problem> warnings, Consumer<String> status, long seed) {
        this.pool = pool;
        this.cancelled = cancelled;
        this.warnings = warnings;
        this.status = status;
        this.seed = seed;
    }

    /** A call of this step begins. @param kernels of the worker's device, for when the step asks for them */
    void begin(PlanStep called, Supplier<Optional<Kernels>> kernels) {
        step = called;
        lent = kernels;
        random = null;
    }

    /** The call has ended well or not; what it owned is closed. */
    void end() {
        while (!owned.isEmpty())
            close(owned.pop());
    }

    private void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            warn("It could not release what it used: " + e + ".", "");
        }
    }

    /** The step that was called last, or null: whom to name if something was thrown. */
    PlanStep step() {
        return step;
    }

    /** From now on what a step keeps is closed by {@link #finish}; else it keeps nothing. Returns this. */
    WorkRun keeping() {
        kept = new ArrayDeque<>();
        return this;
    }

    /** The image or tile is finished: closes what was kept for it. */
    void finish() {
        while (kept != null && !kept.isEmpty())
            close(kept.pop());
    }

    @Override
    public boolean keep(AutoCloseable resource) {
        if (kept != null)
            kept.push(resource);
        return kept != null;
    }

    @Override
    public Optional<Kernels> kernels() {
        return lent.get();
    }

    TilePool pool() {
        return pool;
    }

    /** Whether nobody wants the result any more. */
    boolean isCancelled() {
        return cancelled.getAsBoolean();
    }

    @Override
    public void checkCancelled() {
        if (cancelled.getAsBoolean())
            throw new CancellationException();
    }

    @Override
    public void progress(double fraction, String message) {
        if (!message.isEmpty())
            status.accept(message);
    }

    @Override
    public RandomGenerator random() {
        if (random == null)
            random = new SplittableRandom(mix(seed, step == null ? -1 : step.number()));
        return random;
    }

    /** Two numbers to one, every bit depending on every bit of both. */
    static long mix(long a, long b) {
        long z = a * 0x9e3779b97f4a7c15L + b + 0x632be59bd9b4e019L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    @Override
    public Tile tile(Shape shape) {
        return pool.take(shape);
    }

    @Override
    public <T extends AutoCloseable> T own(T resource) {
        owned.push(resource);
        return resource;
    }

    @Override
    public void warn(String problem, String remedy) {
        warnings.accept(Problem.warning(step == null ? "" : step.where(), problem, remedy));
    }
}
