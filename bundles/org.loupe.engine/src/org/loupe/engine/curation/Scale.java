package org.loupe.engine.curation;

import org.loupe.api.Features;

/**
 * Brings features of unlike units to one scale: mean 0 and standard deviation 1 over the rows that it was made from.
 * Unknown values (NaN, infinite) become the mean, values beyond {@link #MOST} deviations stop there, so that no single
 * measurement outweighs all others; features without any spread become 0. Immutable.
 */
final class Scale {
    private static final float MOST = 4;

    private final double[] mean;
    private final double[] factor;

    /** The scale of these rows. */
    Scale(Features rows) {
        int columns = rows.names().size();
        mean = new double[columns];
        factor = new double[columns];
        for (int c = 0; c < columns; c++) {
            double n = 0, middle = 0, squares = 0;
            for (int row = 0; row < rows.rows(); row++) {
                double v = rows.get(row, c);
                if (!Double.isFinite(v))
                    continue;
                n++;
                double before = v - middle; // Welford: stable for large values of little spread
                middle += before / n;
                squares += before * (v - middle);
            }
            mean[c] = middle;
            double deviation = n < 2 ? 0 : Math.sqrt(squares / n);
            factor[c] = deviation > 1e-9 * (1 + Math.abs(middle)) ? 1 / deviation : 0;
        }
    }

    /** The rows on this scale, {@code rows × names.size()}. */
    float[] apply(Features rows) {
        int columns = mean.length;
        if (rows.names().size() != columns)
            throw new IllegalArgumentException("Rows of " + columns + " features were expected, found "
                    + rows.names().size() + ".");
        float[] scaled = new float[rows.rows() * columns];
        for (int i = 0; i < scaled.length; i++) {
            int c = i % columns;
            float v = rows.values()[i];
            scaled[i] = Float.isFinite(v)
                    ? Math.max(-MOST, Math.min(MOST, (float) ((v - mean[c]) * factor[c]))) : 0;
        }
        return scaled;
    }
}
