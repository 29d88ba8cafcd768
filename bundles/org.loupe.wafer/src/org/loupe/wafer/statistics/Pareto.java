package org.loupe.wafer.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Counts from the most frequent to the rarest; equally frequent ones by their number. Immutable.
 *
 * @param bars  at least 1 each
 * @param total sum of the bars
 */
public record Pareto(List<Bar> bars, long total) {
    /** Number of the bar that stands for all the rest. */
    public static final int OTHER = Integer.MIN_VALUE;

    /**
     * A bar.
     *
     * @param number     of the class or bin, {@link #OTHER} for the rest
     * @param name       of it, "" for the rest
     * @param count      how many
     * @param cumulative share of all that this bar and those before it hold, 0 to 1
     */
    public record Bar(int number, String name, long count, double cumulative) {
    }

    public Pareto {
        bars = List.copyOf(bars);
    }

    /** Sorts counts by number. @param names what a number is called */
    static Pareto of(Map<Integer, long[]> counts, IntFunction<String> names) {
        List<Map.Entry<Integer, long[]>> sorted = new ArrayList<>(counts.entrySet());
        sorted.sort(Comparator.comparingLong((Map.Entry<Integer, long[]> e) -> -e.getValue()[0])
                .thenComparing(Map.Entry::getKey));
        long total = sorted.stream().mapToLong(e -> e.getValue()[0]).sum();
        List<Bar> bars = new ArrayList<>();
        long sum = 0;
        for (Map.Entry<Integer, long[]> one : sorted) {
            sum += one.getValue()[0];
            bars.add(new Bar(one.getKey(), names.apply(one.getKey()), one.getValue()[0], (double) sum / total));
        }
        return new Pareto(bars, total);
    }

    /** At most so many bars: the first ones, and one for the rest if there are more. @param most at least 1 */
    public Pareto top(int most) {
        if (bars.size() <= most)
            return this;
        List<Bar> top = new ArrayList<>(bars.subList(0, most - 1));
        long rest = total - top.stream().mapToLong(Bar::count).sum();
        top.add(new Bar(OTHER, "", rest, 1));
        return new Pareto(top, total);
    }
}
