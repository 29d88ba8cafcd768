package org.loupe.cli.internal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets Ctrl-C (or a request to end) cancel the work instead of cutting it off: the program waits until the work has
 * kept what is finished and {@link #close} was called.
 */
final class Interrupt implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook = new Thread(this::ending, "loupe-interrupt");
    private volatile boolean cancelled;

    Interrupt() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void ending() {
        cancelled = true;
        try {
            finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the user wants the work to end. */
    boolean cancelled() {
        return cancelled;
    }

    @Override
    public void close() {
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // the program is ending: the hook has run
        }
    }
}
