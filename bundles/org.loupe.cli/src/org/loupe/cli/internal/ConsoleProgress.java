package org.loupe.cli.internal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.loupe.engine.Progress;

/**
 * Progress on the console: a bar that moves in place on a terminal, else a line every few seconds. For one run.
 */
final class ConsoleProgress implements Progress, AutoCloseable {
    /** The unit of work that is told as a share of the whole, in percent, with what is being done. */
    static final String SHARE = "%";
    private static final long BAR_NANOS = 100_000_000L;
    private static final long LINE_NANOS = 5_000_000_000L;
    private static final int BAR = 24;

    private final PrintStream out;
    private final BooleanSupplier cancelled;
    private final boolean terminal;
    private final boolean quiet;
    private final String unit;
    private final long start = System.nanoTime();
    private long last;
    private int shown;

    /**
     * @param unit what is counted, in the plural: "images"; or {@link #SHARE}
     */
    ConsoleProgress(PrintStream out, boolean quiet, String unit, BooleanSupplier cancelled) {
        this(out, quiet, unit, cancelled, terminal());
    }

    ConsoleProgress(PrintStream out, boolean quiet, String unit, BooleanSupplier cancelled, boolean terminal) {
        this.out = out;
        this.quiet = quiet;
        this.unit = unit;
        this.cancelled = cancelled;
        this.terminal = terminal;
        last = terminal ? start - BAR_NANOS : start;
    }

    /** Whether the error stream is seen by a person. */
    private static boolean terminal() {
        Path stream = Path.of("/proc/self/fd/2");
        try {
            if (Files.exists(stream)) {
                String target = Files.readSymbolicLink(stream).toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
            }
        } catch (IOException unknown) {
            return false;
        }
        return System.console() != null;
    }

    @Override
    public boolean cancelled() {
        return cancelled.getAsBoolean();
    }

    @Override
    public synchronized void update(int done, int total, int detections, int errors, String current) {
        long now = System.nanoTime();
        if (quiet || now - last < (terminal ? BAR_NANOS : LINE_NANOS))
            return;
        last = now;
        String line = line(done, total, detections, errors, (now - start) / 1e9);
        if (!current.isEmpty() && (terminal || unit.equals(SHARE)))
            line += "  " + current;
        if (terminal) {
            int width = width();
            String text = line;
            if (text.length() > width)
                text = text.substring(0, width);
            out.print("\r" + text + " ".repeat(Math.max(0, shown - text.length())));
            out.flush();
            shown = text.length();
        } else
            out.println(line);
    }

    private String line(int done, int total, int detections, int errors, double seconds) {
        StringBuilder text = new StringBuilder();
        if (terminal) {
            int filled = total == 0 ? BAR : (int) ((long) BAR * done / total);
            text.append('[').append("#".repeat(filled)).append(".".repeat(BAR - filled)).append("] ");
        }
        boolean share = unit.equals(SHARE);
        if (share)
            text.append(100L * done / Math.max(1, total)).append(" %");
        else
            text.append(done).append('/').append(total).append(' ').append(unit);
        if (done > 0 && seconds > 0) {
            double rate = done / seconds;
            if (!share)
                text.append(String.format(Locale.ROOT, ", %.1f/s", rate));
            if (done < total)
                text.append(", ").append(time((total - done) / rate)).append(" left");
        }
        if (detections > 0)
            text.append(", ").append(detections).append(" found");
        if (errors > 0)
            text.append(", ").append(errors).append(errors == 1 ? " error" : " errors");
        return text.toString();
    }

    /** Such as "0:07", "12:30" or "3:05:00". */
    static String time(double seconds) {
        long s = Math.round(seconds);
        return s >= 3600 ? String.format(Locale.ROOT, "%d:%02d:%02d", s / 3600, s / 60 % 60, s % 60)
                : String.format(Locale.ROOT, "%d:%02d", s / 60, s % 60);
    }

    private static int width() {
        String columns = System.getenv("COLUMNS");
        return columns != null && columns.matches("[1-9]\\d{1,3}") ? Integer.parseInt(columns) - 1 : 79;
    }

    /** Takes the bar away. */
    @Override
    public synchronized void close() {
        if (shown > 0) {
            out.print("\r" + " ".repeat(shown) + "\r");
            out.flush();
            shown = 0;
        }
    }
}
