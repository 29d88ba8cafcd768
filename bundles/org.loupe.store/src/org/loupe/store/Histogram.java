package org.loupe.store;

/**
 * How the known values of a column spread. Immutable by agreement.
 *
 * @param min     smallest value, NaN if none is known
 * @param max     largest value, NaN if none is known
 * @param counts  values in each of equally wide bins from {@code min} to {@code max}; the last one holds {@code max}
 * @param unknown number of rows without a value
 */
public record Histogram(double min, double max, long[] counts, long unknown) {

    /** Left edge of a bin; of {@code counts.length} the right edge of the last. */
    public double edge(int bin) {
        return min + (max - min) * bin / counts.length;
    }
}
