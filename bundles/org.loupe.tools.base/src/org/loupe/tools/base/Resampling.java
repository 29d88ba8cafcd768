package org.loupe.tools.base;

/**
 * Which pixels of a line each new pixel is made of, and the share of each: the triangle filter, wide enough to let each
 * pixel count when the line becomes shorter (Pillow's "bilinear", PyTorch's with antialias). Immutable.
 */
public final class Resampling {
    private final int[] first;
    private final float[][] shares;

    /** @param from px of the line @param to px that it becomes */
    public Resampling(int from, int to) {
        first = new int[to];
        shares = new float[to][];
        double step = (double) from / to, reach = Math.max(1, step);
        for (int i = 0; i < to; i++) {
            double centre = (i + 0.5) * step;
            int low = Math.max(0, (int) (centre - reach + 0.5));
            int high = Math.min(from, (int) (centre + reach + 0.5));
            double[] weights = new double[high - low];
            double sum = 0;
            for (int k = 0; k < weights.length; k++) {
                weights[k] = Math.max(0, 1 - Math.abs((k + low - centre + 0.5) / reach));
                sum += weights[k];
            }
            first[i] = low;
            shares[i] = new float[weights.length];
            for (int k = 0; k < weights.length; k++)
                shares[i][k] = (float) (weights[k] / sum);
        }
    }

    /** Number of the first pixel that a new one is made of. */
    public int first(int pixel) {
        return first[pixel];
    }

    /** How many pixels a new one is made of. */
    public int count(int pixel) {
        return shares[pixel].length;
    }

    /** First pixels of all new ones. */
    public int[] first() {
        return first.clone();
    }

    /** Where the shares of each new pixel begin among {@link #shares}, and where the last ones end. */
    public int[] starts() {
        int[] starts = new int[shares.length + 1];
        for (int i = 0; i < shares.length; i++)
            starts[i + 1] = starts[i] + shares[i].length;
        return starts;
    }

    /** The shares of all new pixels, one behind the other. */
    public float[] shares() {
        float[] all = new float[starts()[shares.length]];
        int at = 0;
        for (float[] each : shares) {
            System.arraycopy(each, 0, all, at, each.length);
            at += each.length;
        }
        return all;
    }

    /**
     * Brings a line to its new length.
     *
     * @param from  place of its first pixel in {@code line}, the others being {@code step} apart
     * @param at    place of the first new pixel in {@code into}, the others being {@code stride} apart
     */
    public void along(float[] line, int from, int step, float[] into, int at, int stride) {
        for (int i = 0; i < first.length; i++) {
            float sum = 0;
            int place = from + first[i] * step;
            for (float share : shares[i]) {
                sum += share * line[place];
                place += step;
            }
            into[at + i * stride] = sum;
        }
    }
}
