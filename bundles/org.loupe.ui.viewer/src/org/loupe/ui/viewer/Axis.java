package org.loupe.ui.viewer;

import java.util.ArrayList;
import java.util.List;
import org.loupe.ui.Words;

/**
 * A stretch of values along one side of a plot. Any thread.
 *
 * @param label what is measured, with its unit: "Area, µm²"
 * @param min   value at the left or lower end
 * @param max   value at the other end, above {@code min}
 * @param log   whether equal factors, not equal differences, have equal lengths; then {@code min} is above 0
 */
public record Axis(String label, double min, double max, boolean log) {
    private static final double[] STEPS = { 1, 2, 5 };
    private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private static final double LARGE = 1e7, SMALL = 1e-5;

    /** A value with a line of the grid. @param text "" where only the line is drawn */
    public record Tick(double value, String text) {
    }

    public Axis {
        if (!(max > min) || !Double.isFinite(max - min) || log && min <= 0)
            throw new IllegalArgumentException("An axis goes from a smaller to a larger value"
                    + (log ? ", a logarithmic one from above 0" : "") + "; found " + min + " to " + max + ".");
    }

    /** A linear axis. */
    public Axis(String label, double min, double max) {
        this(label, min, max, false);
    }

    /**
     * An axis that holds the values, whatever they are: a single value gets some room, unknown ones a stretch from 0
     * to 1; and a logarithmic one starts above 0.
     */
    public static Axis around(String label, double min, double max, boolean log) {
        if (!Double.isFinite(min) || !Double.isFinite(max))
            return new Axis(label, log ? 0.1 : 0, 1, log);
        double low = log && min <= 0 ? max > 0 ? max / 1e6 : 0.1 : min, high = log && max <= 0 ? 1 : max;
        if (log)
            return high / low > 1.001 ? new Axis(label, low, high, true) : new Axis(label, low / 2, low * 2, true);
        double least = Math.max(Math.abs(low) * 1e-6, 1e-9);
        return high - low > least ? new Axis(label, low, high, false)
                : new Axis(label, low - Math.max(0.5, least), low + Math.max(0.5, least), false);
    }

    /** Where a value lies: 0 at {@code min}, 1 at {@code max}; far below if it has no logarithm. */
    public double share(double value) {
        if (!log)
            return (value - min) / (max - min);
        return value <= 0 ? -1e3 : Math.log(value / min) / Math.log(max / min);
    }

    /** The value at a place: 0 gives {@code min}, 1 {@code max}. */
    public double value(double share) {
        return log ? min * Math.pow(max / min, share) : min + (max - min) * share;
    }

    /** The same with other ends, given as shares of this one. */
    public Axis part(double from, double to) {
        double low = value(Math.min(from, to)), high = value(Math.max(from, to));
        return high > low && Double.isFinite(high) && (!log || low > 0)
                && (high - low) > Math.max(Math.abs(high), Math.abs(low)) * 1e-9 ? new Axis(label, low, high, log)
                        : this;
    }

    /** The same, enlarged about a value. @param factor above 1 shows less */
    public Axis zoom(double about, double factor) {
        double at = share(about);
        return part(at - at / factor, at + (1 - at) / factor);
    }

    /** A value as the read-out writes it: so many digits that neighbouring points differ. */
    public String text(double value) {
        return number(value, log ? Math.abs(value) / 100 : (max - min) / 400);
    }

    /**
     * Round values along the axis, ascending.
     *
     * @param most about how many texts have room, 2 or more
     */
    public List<Tick> ticks(int most) {
        return log && max / min >= 8 ? decades(most) : even(most);
    }

    private List<Tick> even(int most) {
        double raw = (max - min) / Math.max(1, most), base = Math.pow(10, Math.floor(Math.log10(raw)));
        double step = base * 10;
        for (double s : STEPS)
            if (base * s >= raw * 0.999) {
                step = base * s;
                break;
            }
        List<Tick> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(min / step - 1e-9); i * step <= max + step * 1e-9; i++)
            ticks.add(new Tick(i * step, number(i * step, step)));
        return ticks;
    }

    private List<Tick> decades(int most) {
        int low = (int) Math.ceil(Math.log10(min) - 1e-9), high = (int) Math.floor(Math.log10(max) + 1e-9);
        int every = Math.max(1, (int) Math.ceil((high - low + 1) / (double) Math.max(1, most)));
        boolean dense = (high - low + 2) * 2 <= most;
        List<Tick> ticks = new ArrayList<>();
        for (int power = low - 1; power <= high; power++)
            for (double s : STEPS) {
                double value = s * Math.pow(10, power);
                if (value < min * (1 - 1e-9) || value > max * (1 + 1e-9) || s > 1 && every > 1)
                    continue;
                boolean written = s == 1 ? Math.floorMod(power - low, every) == 0 : dense;
                ticks.add(new Tick(value, written ? number(value, value) : ""));
            }
        return ticks;
    }

    /** @param step the difference that must be seen */
    private static String number(double value, double step) {
        double size = Math.abs(value);
        if (Double.isFinite(value) && size > 0 && (size >= LARGE || size < SMALL)) {
            int power = (int) Math.floor(Math.log10(size) + 1e-12);
            double unit = Math.pow(10, power);
            String raised = Integer.toString(Math.abs(power)).chars().mapToObj(c -> RAISED.substring(c - '0', c - '/'))
                    .reduce(power < 0 ? "⁻" : "", String::concat);
            String front = Words.number(value / unit, decimals(step / unit));
            return front.equals("1") ? "10" + raised : front + "·10" + raised;
        }
        if (size < step * 1e-9)
            return Words.number(0, step < SMALL ? 0 : decimals(step));
        return Words.number(value, decimals(step));
    }

    private static int decimals(double step) {
        return (int) Math.max(0, Math.min(9, -Math.floor(Math.log10(step) + 1e-9)));
    }
}
