package org.loupe.tools.openblas;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.loupe.api.Run;

/**
 * The threads of one call: that which calls and as many helpers as {@link Run#threads()} allows, started when they are
 * first needed and ended with the call. Only the calling thread talks to the run.
 */
final class Workers implements AutoCloseable {
    private final Run run;
    private final int threads;
    private ExecutorService helpers;
    private double from;
    private double to = 1;
    private String doing = "";
    private volatile boolean stopped;

    /** A part of some work. */
    @FunctionalInterface
    interface Part {
        /** @param number of the part, from 0 @param thread that does it, 0 … {@link #threads()} − 1, 0 the caller */
        void run(int number, int thread);
    }

    Workers(Run run) {
        this.run = run;
        threads = Math.max(1, run.threads());
    }

    int threads() {
        return threads;
    }

    /** What the next work is called and which share of the whole call it is. */
    void stage(double begin, double end, String what) {
        from = begin;
        to = end;
        doing = what;
        run.progress(begin, what);
    }

    /** Returns unless the run is cancelled. */
    void check() {
        run.checkCancelled();
    }

    /** The same for a thread that does a part which takes longer than some milliseconds. */
    void check(int thread) {
        if (thread == 0)
            run.checkCancelled();
        else if (stopped)
            throw new CancellationException();
    }

    /** Tells how much of the stage is done. */
    void done(double share) {
        run.progress(from + (to - from) * Math.min(1, share), doing);
    }

    /**
     * Does parts 0 … count − 1, which do not depend on each other; each thread takes them in rising order. A part takes
     * some milliseconds at most, so that cancelling is quick.
     *
     * @throws CancellationException once the run is cancelled, when no thread works any more
     */
    void each(int count, Part part) {
        int helping = Math.max(0, Math.min(threads, count) - 1);
        AtomicInteger next = new AtomicInteger();
        AtomicReference<Throwable> failed = new AtomicReference<>();
        CountDownLatch ended = new CountDownLatch(helping);
        if (helping > 0 && helpers == null)
            helpers = Executors.newFixedThreadPool(threads - 1, task -> {
                Thread thread = new Thread(task, "clustering");
                thread.setDaemon(true);
                return thread;
            });
        for (int h = 1; h <= helping; h++) {
            int thread = h;
            helpers.execute(() -> {
                try {
                    for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement())
                        part.run(i, thread);
                } catch (Throwable e) {
                    failed.compareAndSet(null, e);
                    next.set(count);
                } finally {
                    ended.countDown();
                }
            });
        }
        try {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                run.checkCancelled();
                part.run(i, 0);
                if ((i & 15) == 0)
                    done((double) i / count);
            }
        } catch (Throwable e) {
            failed.compareAndSet(null, e);
            stopped = true;
        } finally {
            next.set(count);
        }
        await(ended);
        Throwable cause = failed.get();
        if (cause instanceof Error error)
            throw error;
        if (cause != null)
            throw (RuntimeException) cause;
    }

    /** The helpers use memory of the call: it does not end before they do, whoever interrupts it. */
    private static void await(CountDownLatch ended) {
        boolean interrupted = false;
        for (;;)
            try {
                ended.await(1, TimeUnit.HOURS);
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        if (interrupted)
            Thread.currentThread().interrupt();
    }

    @Override
    public void close() {
        if (helpers != null)
            helpers.shutdown();
    }
}
