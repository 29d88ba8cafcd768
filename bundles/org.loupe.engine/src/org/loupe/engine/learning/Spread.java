package org.loupe.engine.learning;

import java.util.Arrays;

/**
 * A figure of several repeats, such as with different seeds.
 *
 * @param mean    of the repeats
 * @param sd      standard deviation of the repeats (n − 1); NaN of fewer than two
 * @param repeats how many there were
 */
public record Spread(double mean, double sd, int repeats) {

    /** Of the figures of all repeats. */
    public static Spread of(double... values) {
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return new Spread(mean, values.length < 2 ? Double.NaN : Math.sqrt(squares / (values.length - 1)),
                values.length);
    }
}
