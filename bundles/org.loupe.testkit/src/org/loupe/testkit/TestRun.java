package org.loupe.testkit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.TrainingRun;

/**
 * A {@link Run} for unit tests. Its tiles are filled with rubbish, as an engine's used ones are, so a tool that counts
 * on zeros is found out. One call at a time; {@link #cancel()} from any thread.
 */
public final class TestRun implements Run, AutoCloseable {
    private final long seed;
    private final byte[] rubbish = new byte[1 << 14];
    private final Map<Integer, Deque<Tile>> free = new HashMap<>();
    private final List<Tile> lent = new ArrayList<>();
    private final Deque<AutoCloseable> owned = new ArrayDeque<>();
    private final List<String> warnings = new ArrayList<>();
    private RandomGenerator random;
    private int threads = 1;
    private TrainingRun training = new Brief();
    private volatile boolean cancelled;

    /** A run of seed 0. */
    public TestRun() {
        this(0);
    }

    /** A run whose {@link #random()} is fixed by {@code seed}. */
    public TestRun(long seed) {
        this(seed, 0xA5);
    }

    /** A run whose tiles are filled with the byte {@code rubbish}; 0 leaves new ones as they are. */
    TestRun(long seed, int rubbish) {
        this.seed = seed;
        Arrays.fill(this.rubbish, (byte) rubbish);
        random = new SplittableRandom(seed);
    }

    /** The same with so many threads that a call may keep busy. */
    public TestRun threads(int count) {
        threads = count;
        return this;
    }

    /** Ends trainings after a few steps. */
    private static final class Brief implements TrainingRun {
        private static final int STEPS = 2;

        private int steps;

        @Override
        public void figures(double epoch, Map<String, Double> values) {
            steps++;
        }

        @Override
        public boolean ending() {
            if (steps < STEPS)
                return false;
            steps = 0;
            return true;
        }
    }

    /**
     * The same with somebody who watches trainings; {@link TrainingRun#ALONE} lets them go on to their end. Without,
     * they are asked to end after two steps.
     */
    public TestRun training(TrainingRun watching) {
        training = watching;
        return this;
    }

    /** From now on {@link #checkCancelled()} throws. */
    public void cancel() {
        cancelled = true;
    }

    /** What was warned of since the last {@link #close()}. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    @Override
    public void checkCancelled() {
        if (cancelled)
            throw new CancellationException();
    }

    @Override
    public void progress(double fraction, String message) {
        if (!(fraction >= 0 && fraction <= 1))
            throw new AssertionError("Progress is 0..1, found " + fraction + " (" + message + ").");
    }

    @Override
    public int threads() {
        return threads;
    }

    @Override
    public TrainingRun training() {
        return training;
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public Tile tile(Shape shape) {
        Deque<Tile> fitting = free.get((int) shape.bytes());
        Tile memory = fitting == null || fitting.isEmpty() ? Tile.allocate(shape) : fitting.pop();
        Tile tile = new Tile(shape, 0, 0, memory.data());
        lent.add(tile);
        var data = tile.data();
        while (rubbish[0] != 0 && data.hasRemaining())
            data.put(rubbish, 0, Math.min(rubbish.length, data.remaining()));
        return tile;
    }

    @Override
    public <T extends AutoCloseable> T own(T resource) {
        owned.push(resource);
        return resource;
    }

    @Override
    public void warn(String problem, String remedy) {
        if (problem.isBlank())
            throw new AssertionError("A warning says what is wrong.");
        warnings.add(problem + " " + remedy);
    }

    /**
     * Ends a call: closes what it owned, takes its tiles back to lend them again, forgets its warnings and starts the
     * random numbers anew. The run can then be used for the next call.
     */
    @Override
    public void close() {
        while (!owned.isEmpty())
            try {
                owned.pop().close();
            } catch (Exception e) {
                throw new AssertionError("What the tool handed to own() cannot be closed: " + e, e);
            }
        for (Tile tile : lent)
            free.computeIfAbsent((int) tile.shape().bytes(), k -> new ArrayDeque<>()).push(tile);
        lent.clear();
        warnings.clear();
        random = new SplittableRandom(seed);
    }
}
