package org.loupe.tools.imageio.internal;

/**
 * Random numbers for samples: SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, OOPSLA
 * 2014) written out, so that a seed gives the same sample with every Java version, on every machine. Not for use by
 * several threads.
 */
public final class Dice {
    private static final long GAMMA = 0x9e3779b97f4a7c15L;
    private static final float[] QUANTILES = quantiles();

    private long state;
    private long spare;
    private int spares;

    /** Dice of a seed. */
    public Dice(long seed) {
        state = mix(seed + GAMMA);
    }

    private static long mix(long z) {
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    /** Dice for one purpose, so that what is drawn for one does not change another. */
    public Dice fork(int purpose) {
        return new Dice(state ^ mix(purpose * GAMMA + 1));
    }

    /** 64 random bits. */
    public long next() {
        state += GAMMA;
        return mix(state);
    }

    /** 0 to below 1. */
    public double uniform() {
        return (next() >>> 11) * 0x1p-53;
    }

    /** {@code low} to below {@code high}. */
    public double uniform(double low, double high) {
        return low + (high - low) * uniform();
    }

    /** {@code -most} to {@code most}. */
    public double around(double most) {
        return uniform(-most, most);
    }

    /** 0 to below {@code n}. */
    public int below(int n) {
        return (int) (uniform() * n);
    }

    /** {@code low} to {@code high}, both included. */
    public int whole(int low, int high) {
        return low + below(high - low + 1);
    }

    /** True with a probability. */
    public boolean chance(double probability) {
        return uniform() < probability;
    }

    /** Normally distributed, mean 0, deviation 1, within ±4.3; 16 random bits each, fast. */
    public float normal() {
        if (spares == 0) {
            spare = next();
            spares = 4;
        }
        float value = QUANTILES[(int) spare & 0xffff];
        spare >>>= 16;
        spares--;
        return value;
    }

    private static float[] quantiles() {
        float[] q = new float[1 << 16];
        for (int i = 0; i < q.length / 2; i++) {
            q[i] = (float) quantile((i + 0.5) / q.length);
            q[q.length - 1 - i] = -q[i];
        }
        return q;
    }

    /** Inverse of the normal distribution for p below 0.5, to 1e-9 (P. J. Acklam, 2003). */
    private static double quantile(double p) {
        if (p < 0.02425) {
            double q = StrictMath.sqrt(-2 * StrictMath.log(p));
            return (((((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q - 2.400758277161838) * q
                    - 2.549732539343734) * q + 4.374664141464968) * q + 2.938163982698783)
                    / ((((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996) * q
                            + 3.754408661907416) * q + 1);
        }
        double q = p - 0.5, r = q * q;
        return (((((-3.969683028665376e+01 * r + 2.209460984245205e+02) * r - 2.759285104469687e+02) * r
                + 1.383577518672690e+02) * r - 3.066479806614716e+01) * r + 2.506628277459239) * q
                / (((((-5.447609879822406e+01 * r + 1.615858368580409e+02) * r - 1.556989798598866e+02) * r
                        + 6.680131188771972e+01) * r - 1.328068155288572e+01) * r + 1);
    }
}
