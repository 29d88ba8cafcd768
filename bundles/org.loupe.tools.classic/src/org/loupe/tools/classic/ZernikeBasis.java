package org.loupe.tools.classic;

import java.util.ArrayList;
import java.util.List;

/**
 * Zernike polynomials on a square of pixels, to take the moments of an image with: the disc that fits into the square
 * is the unit disc. Each pixel's value is the mean over places spread within it, so that moments of analytic functions
 * come out right at few pixels; the four quarters of the disc are added or taken from each other first, since the
 * polynomials are even or odd there. Immutable.
 */
final class ZernikeBasis {
    private static final int SPREAD = 5;

    /** A moment: order n, and repetition m of as many or fewer, n − m even. */
    record Moment(int n, int m) {
    }

    private final int half;
    private final List<Moment> moments;
    /** For even m and then for odd: of each pixel of a quarter, the real and then the imaginary part of its moments. */
    private final float[][] weights = new float[2][];
    private final int[] counts = new int[2];

    /**
     * @param order highest n
     * @param size  px of the square's side, even
     */
    ZernikeBasis(int order, int size) {
        half = size / 2;
        moments = new ArrayList<>();
        for (int n = 0; n <= order; n++)
            for (int m = n % 2; m <= n; m += 2)
                moments.add(new Moment(n, m));
        for (int odd = 0; odd < 2; odd++) {
            int parity = odd;
            List<Moment> of = moments.stream().filter(one -> one.m % 2 == parity).toList();
            counts[odd] = of.size();
            weights[odd] = new float[half * half * 2 * of.size()];
            for (int y = 0, at = 0; y < half; y++)
                for (int x = 0; x < half; x++)
                    for (int part = 0; part < 2; part++)
                        for (Moment one : of)
                            weights[odd][at++] = (float) weight(one, x, y, part == 0);
        }
    }

    /** The moments in the order in which they are given. */
    List<Moment> moments() {
        return moments;
    }

    /** Share of a pixel of the lower right quarter in a moment. */
    private double weight(Moment one, int x, int y, boolean real) {
        double sum = 0, step = 1.0 / half;
        for (int i = 0; i < SPREAD; i++)
            for (int j = 0; j < SPREAD; j++) {
                double u = (x + (i + 0.5) / SPREAD) * step, v = (y + (j + 0.5) / SPREAD) * step, r = Math.hypot(u, v);
                if (r <= 1) { // the conjugate: the imaginary part is taken off; y goes down, angles anti-clockwise
                    double angle = one.m * Math.atan2(v, u);
                    sum += radial(one.n, one.m, r) * (real ? Math.cos(angle) : Math.sin(angle));
                }
            }
        return sum * (one.n + 1) / Math.PI * step * step / (SPREAD * SPREAD);
    }

    /** R of n and m at a radius of 0 to 1. */
    static double radial(int n, int m, double r) {
        double sum = 0;
        for (int s = 0; s <= (n - m) / 2; s++) {
            double term = s % 2 == 0 ? 1 : -1;
            for (int i = 2; i <= n - s; i++)
                term *= i;
            for (int i = 2; i <= s; i++)
                term /= i;
            for (int i = 2; i <= (n + m) / 2 - s; i++)
                term /= i;
            for (int i = 2; i <= (n - m) / 2 - s; i++)
                term /= i;
            sum += term * Math.pow(r, n - 2 * s);
        }
        return sum;
    }

    /**
     * The moments of an image.
     *
     * @param image  size × size values row by row
     * @return real and imaginary part of each moment, side by side
     */
    double[] of(float[] image) {
        int size = 2 * half;
        float[][] sums = { new float[2 * counts[0]], new float[2 * counts[1]] };
        for (int y = 0, at = 0; y < half; y++) {
            int down = (half + y) * size, up = (half - 1 - y) * size;
            for (int x = 0; x < half; x++, at++) {
                int right = half + x, left = half - 1 - x;
                float a = image[down + right], b = image[down + left], c = image[up + right], d = image[up + left];
                add(sums[0], weights[0], at, a + b + c + d, a - b - c + d);
                add(sums[1], weights[1], at, a - b + c - d, a + b - c - d);
            }
        }
        double[] all = new double[2 * moments.size()];
        int[] next = new int[2];
        for (int i = 0; i < moments.size(); i++) {
            int odd = moments.get(i).m % 2, at = next[odd]++;
            all[2 * i] = sums[odd][at];
            all[2 * i + 1] = sums[odd][counts[odd] + at];
        }
        return all;
    }

    private static void add(float[] sums, float[] weights, int pixel, float real, float imaginary) {
        int n = sums.length / 2, from = pixel * 2 * n;
        for (int k = 0; k < n; k++)
            sums[k] += weights[from + k] * real;
        for (int k = 0; k < n; k++)
            sums[n + k] += weights[from + n + k] * imaginary;
    }
}
