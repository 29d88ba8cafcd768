package org.loupe.tests.ui;

import static org.loupe.tests.ui.RunningWorkbench.display;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.loupe.ui.internal.Watchdog;

/**
 * How long the UI thread kept others waiting between its making and its closing: every 5 ms something is asked of it.
 *
 * <pre>
 * try (Stalls stalls = new Stalls()) {
 *     User.drag(canvas, from, to, 0);
 *     assertTrue(stalls.percentile(95) &lt; 100, stalls::toString);
 * }
 * </pre>
 */
public final class Stalls implements AutoCloseable {
    private static final int EVERY_MS = 5, NAMED_MS = 50;

    private final List<Double> latencies = Collections.synchronizedList(new ArrayList<>());
    private final Watchdog watchdog;
    private volatile Watchdog.Beat worst = new Watchdog.Beat(0, List.of());

    /** Starts to sample. */
    public Stalls() {
        watchdog = new Watchdog(display(), EVERY_MS, NAMED_MS, beat -> {
            latencies.add(beat.millis());
            if (beat.millis() > worst.millis())
                worst = beat;
        });
    }

    /** The longest wait so far in ms. */
    public double worst() {
        return worst.millis();
    }

    /** The wait in ms that a share of all samples does not pass. @param percent 0..100 */
    public double percentile(double percent) {
        List<Double> sorted;
        synchronized (latencies) {
            sorted = new ArrayList<>(latencies);
        }
        Collections.sort(sorted);
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.ceil(percent / 100 * sorted.size() - 1e-9) - 1);
    }

    /** Number of waits longer than this many ms. */
    public long over(double millis) {
        synchronized (latencies) {
            return latencies.stream().filter(l -> l > millis).count();
        }
    }

    /** Figures, and where the UI thread was during the longest wait. */
    @Override public String toString() {
        StringBuilder text = new StringBuilder(String.format(
                "%d samples: median %.1f ms, 95 %% %.1f ms, longest %.1f ms",
                latencies.size(), percentile(50), percentile(95), worst()));
        for (StackTraceElement frame : worst.stack())
            text.append("\n    at ").append(frame);
        return text.toString();
    }

    @Override public void close() {
        watchdog.close();
    }
}
