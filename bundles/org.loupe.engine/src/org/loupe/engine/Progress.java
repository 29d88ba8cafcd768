package org.loupe.engine;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.loupe.api.Kernels;

/** How a run tells how far it is, and learns that nobody wants its result any more. */
public interface Progress {

    /** Nobody watches and nobody cancels. */
    Progress NONE = new Progress() {
    };

    /** Whether the run shall end soon. Called often and by any thread: cheap and without side effects. */
    default boolean cancelled() {
        return false;
    }

    /**
     * Tells how far the run is; called by the thread that runs the inspection, after each image and some ten times a
     * second.
     *
     * @param done       images finished or skipped
     * @param total      images of the run
     * @param detections found so far
     * @param errors     images that failed so far
     * @param current    what is being worked on, for people
     */
    default void update(int done, int total, int detections, int errors, String current) {
    }

    /**
     * Ends work that nobody wants any more.
     *
     * @throws CancellationException once it is cancelled
     */
    default void check() {
        if (cancelled())
            throw new CancellationException();
    }

    /**
     * The progress of one part of this work, which is then told in thousandths of the whole.
     *
     * @param from where the part begins, 0 … 1
     * @param to   where it ends, 0 … 1
     */
    default Progress part(double from, double to) {
        Progress whole = this;
        return new Progress() {
            @Override
            public boolean cancelled() {
                return whole.cancelled();
            }

            @Override
            public void update(int done, int total, int detections, int errors, String current) {
                double fraction = from + (to - from) * done / Math.max(1, total);
                whole.update((int) Math.round(1000 * fraction), 1000, detections, errors, current);
            }

            @Override
            public Optional<Kernels> kernels() {
                return whole.kernels();
            }
        };
    }

    /** A progress that is cancelled with this one and told nothing. */
    default Progress quiet() {
        Progress told = this;
        return new Progress() {
            @Override
            public boolean cancelled() {
                return told.cancelled();
            }

            @Override
            public Optional<Kernels> kernels() {
                return told.kernels();
            }
        };
    }

    /** Arithmetic of a device that what is computed under this progress may use; see {@link Registry#lending}. */
    default Optional<Kernels> kernels() {
        return Optional.empty();
    }

    /** The same progress, which lends something. @param kernels asked each time that somebody wants it */
    default Progress lending(Supplier<Optional<Kernels>> kernels) {
        Progress told = this;
        return new Progress() {
            @Override
            public boolean cancelled() {
                return told.cancelled();
            }

            @Override
            public void update(int done, int total, int detections, int errors, String current) {
                told.update(done, total, detections, errors, current);
            }

            @Override
            public Optional<Kernels> kernels() {
                return kernels.get();
            }
        };
    }
}
