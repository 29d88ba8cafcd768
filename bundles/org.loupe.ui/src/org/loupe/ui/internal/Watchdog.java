package org.loupe.ui.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.Status;
import org.eclipse.swt.widgets.Display;
import org.loupe.ui.Words;

/**
 * Asks something of the UI thread again and again, from a thread of its own, and tells how long that took. Development
 * builds, started with {@code -Dorg.loupe.watchdog=true}, so write every stall to the Error Log, with the stack that
 * the UI thread had meanwhile.
 */
public final class Watchdog implements AutoCloseable {
    private static final String PROPERTY = "org.loupe.watchdog";
    private static final int EVERY_MS = 25, LIMIT_MS = 50;

    /**
     * One answer of the UI thread.
     *
     * @param millis from question to answer
     * @param stack  of the UI thread in the middle of what was beyond the limit; empty if nothing was
     */
    public record Beat(double millis, List<StackTraceElement> stack) {
    }

    private final Thread thread;

    /**
     * Starts to ask, until closed or the display is disposed.
     *
     * @param everyMs pause between answer and next question
     * @param limitMs after which the stack is taken
     * @param heard   told of each answer, on the watchdog's thread
     */
    public Watchdog(Display display, int everyMs, int limitMs, Consumer<Beat> heard) {
        thread = new Thread(() -> watch(display, everyMs, limitMs, heard), "watchdog");
        thread.setDaemon(true);
        thread.start();
    }

    /** Starts to log stalls of the UI thread if the system property asks for it. */
    static void startIfWanted(Display display) {
        if (!Boolean.getBoolean(PROPERTY))
            return;
        new Watchdog(display, EVERY_MS, LIMIT_MS, beat -> {
            if (beat.stack().isEmpty())
                return;
            Throwable where = new Throwable(Words.get("watchdog.where"));
            where.setStackTrace(beat.stack().toArray(StackTraceElement[]::new));
            Platform.getLog(Watchdog.class).log(new Status(IStatus.WARNING, "org.loupe.ui",
                    Words.get("watchdog.stall", beat.millis(), LIMIT_MS), where));
        });
    }

    private static void watch(Display display, int everyMs, int limitMs, Consumer<Beat> heard) {
        try {
            while (!display.isDisposed()) {
                CountDownLatch answered = new CountDownLatch(1);
                long asked = System.nanoTime();
                display.asyncExec(answered::countDown);
                List<List<StackTraceElement>> stacks = new ArrayList<>();
                if (!answered.await(limitMs, TimeUnit.MILLISECONDS))
                    do {
                        if (display.isDisposed())
                            return;
                        stacks.add(List.of(display.getThread().getStackTrace()));
                    } while (!answered.await(100, TimeUnit.MILLISECONDS));
                double millis = (System.nanoTime() - asked) / 1e6;
                // of the middle: what kept it, not what was before or is drawn after it
                heard.accept(new Beat(millis, stacks.isEmpty() ? List.of() : stacks.get(stacks.size() / 2)));
                Thread.sleep(everyMs);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        } catch (org.eclipse.swt.SWTException e) {
            if (!display.isDisposed())
                throw e;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
