package org.loupe.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
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
    private Tile lasting;
    private String lastingName = "";
    private PlanStep step;
    private RandomGenerator random;
    private Supplier<Optional<Kernels>> lent = Optional::empty;
    /** Of the images of a call for several; empty if this is for one. */
    private List<WorkRun> members = List.of();
    private boolean asked;

    /** @param seed fixed by the run's seed, the image and the tile */
    WorkRun(TilePool pool, BooleanSupplier cancelled, Consumer<Problem> warnings, Consumer<String> status, long seed) {
        this.pool = pool;
        this.cancelled = cancelled;
        this.warnings = warnings;
        this.status = status;
        this.seed = seed;
    }

    /** What calls for several images at once are lent. @param members what each image's own calls are lent */
    static WorkRun together(List<WorkRun> members) {
        WorkRun first = members.get(0);
        WorkRun together = new WorkRun(first.pool, first.cancelled, first.warnings, first.status, first.seed).keeping();
        together.members = List.copyOf(members);
        return together;
    }

    /** Whether this is for several images at once. */
    boolean isTogether() {
        return !members.isEmpty();
    }

    /** Whether a call for several images wanted what only the call for one has: its random numbers or its warnings. */
    boolean asked() {
        return asked;
    }

    /** A call of this step begins. */
    void begin(PlanStep called) {
        step = called;
        random = null;
        asked = false;
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

    /** The same for calls on trial; what they keep is closed by {@link #finish} of what is returned. */
    WorkRun apart() {
        WorkRun apart = new WorkRun(pool, cancelled, warnings, status, seed).keeping();
        apart.lasting(lasting, lastingName);
        return apart;
    }

    /** A tile whose pixels other images use too. @param name equal for equal pixels */
    void lasting(Tile tile, String name) {
        lasting = tile;
        lastingName = name;
    }

    @Override
    public String lasting(Tile tile) {
        return tile == lasting ? lastingName
                : members.stream().map(m -> m.lasting(tile)).filter(name -> !name.isEmpty()).findFirst().orElse("");
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

    /** What steps are lent from now on. @param kernels asked whenever a step asks */
    void lend(Supplier<Optional<Kernels>> kernels) {
        lent = kernels;
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
        asked = true;
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
        asked = true;
        if (!isTogether())
            warnings.accept(Problem.warning(step == null ? "" : step.where(), problem, remedy));
    }
}
