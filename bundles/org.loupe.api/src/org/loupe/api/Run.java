package org.loupe.api;

import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What the engine lends a step for one call. Not to be kept after the call, nor handed to another thread.
 */
public interface Run {

    /** Returns at once while the run goes on. @throws java.util.concurrent.CancellationException once it is cancelled */
    void checkCancelled();

    /** Tells how far this call is: {@code fraction} 0..1, absolute, so it cannot get out of step. Cheap; throttled. */
    void progress(double fraction, String message);

    /** Random numbers fixed by seed, image, tile and step: the same draws on any thread or machine. */
    RandomGenerator random();

    /**
     * How many threads this call may keep busy, its own among them. 1 during an inspection, where each worker has an
     * image of its own; more where one call is all there is to do, such as clustering. Threads that a step starts within
     * this number end before its call does, and its result is the same for any number.
     */
    default int threads() {
        return 1;
    }

    /**
     * Memory for a result, at position (0, 0), with undefined content. It is the engine's: valid until the image that
     * is worked on is finished, then used again. A tool neither frees nor keeps it.
     */
    Tile tile(Shape shape);

    /** Closes {@code resource} when this call ends, however it ends; last in, first out. Returns it. */
    <T extends AutoCloseable> T own(T resource);

    /**
     * Closes {@code resource} when the image that is worked on is finished, as the memory of {@link #tile} is taken back
     * then: for what a result holds on a device.
     *
     * @return whether it will; if not, the caller closes it within this call
     */
    default boolean keep(AutoCloseable resource) {
        return false;
    }

    /** Records something that the user should know though the work goes on; kept with the image's result. */
    void warn(String problem, String remedy);

    /** Who watches, if this call is a training. */
    default TrainingRun training() {
        return TrainingRun.ALONE;
    }

    /**
     * Arithmetic of a device that the engine chose, for a step that computes on the processor; empty where it chose
     * none, so that every step can do without. As this run, not to be kept after the call.
     */
    default Optional<Kernels> kernels() {
        return Optional.empty();
    }
}
