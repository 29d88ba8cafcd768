package org.loupe.tools.base;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Zernike polynomials on a square of pixels, to take the moments of an image with: the disc that fits into the square
 * is the unit disc. Each pixel's value is the mean over places spread within it, so that moments of analytic functions
 * come out right at few pixels; the four quarters of the disc are added or taken from each other first, since the
 * polynomials are even or odd there. Immutable.
 */
public final class ZernikeBasis {
    private static final int SPREAD = 5;

    /** A moment: order n, and repetition m of as many or fewer, n − m even. */
    public record Moment(int n, int m) {
    }

    /** Sums over the pixels are taken in so many lanes, which are added up in their order at the end. */
    public static final int LANES = 8;

    private final int half;
    private final List<Moment> moments;
    /** Column and row of each pixel of the lower right quarter that the disc touches, one behind the other. */
    private final int[] pixels;
    /** Of each moment, the share of these pixels in its real part and in its imaginary part; filled up with zeros. */
    private final float[][] real;
    private final float[][] imaginary;

    /**
     * @param order highest n
     * @param size  px of the square's side, even
     */
    public ZernikeBasis(int order, int size) {
        half = size / 2;
        moments = new ArrayList<>();
        for (int n = 0; n <= order; n++)
            for (int m = n % 2; m <= n; m += 2)
                moments.add(new Moment(n, m));
        pixels = IntStream.range(0, half * half).filter(i -> Math.hypot(i % half, i / half) < half)
                .flatMap(i -> IntStream.of(i % half, i / half)).toArray();
        int padded = (pixels.length / 2 + LANES - 1) / LANES * LANES;
        real = new float[moments.size()][padded];
        imaginary = new float[moments.size()][padded];
        double[][] radial = moments.stream().map(ZernikeBasis::radial).toArray(double[][]::new);
        for (int i = 0; i < pixels.length / 2; i++)
            weigh(i, order, radial);
    }

    /** Fills in the shares of a pixel, the mean over the places within it. */
    private void weigh(int pixel, int order, double[][] radial) {
        double step = 1.0 / half, area = step * step / (SPREAD * SPREAD) / Math.PI;
        for (int place = 0; place < SPREAD * SPREAD; place++) {
            double u = (pixels[2 * pixel] + (place % SPREAD + 0.5) / SPREAD) * step;
            double v = (pixels[2 * pixel + 1] + (place / SPREAD + 0.5) / SPREAD) * step, square = u * u + v * v;
            if (square > 1)
                continue;
            // powers of u + iv: rᵐ cos mθ and rᵐ sin mθ
            double[] cosine = new double[order + 1], sine = new double[order + 1];
            cosine[0] = 1;
            for (int m = 1; m <= order; m++) {
                cosine[m] = cosine[m - 1] * u - sine[m - 1] * v;
                sine[m] = cosine[m - 1] * v + sine[m - 1] * u;
            }
            for (int i = 0; i < moments.size(); i++) {
                Moment one = moments.get(i); // the conjugate: the imaginary part is taken off; y goes down
                double share = 0;
                for (double coefficient : radial[i])
                    share = share * square + coefficient;
                share *= (one.n + 1) * area;
                real[i][pixel] += share * cosine[one.m];
                imaginary[i][pixel] += share * sine[one.m];
            }
        }
    }

    /** The radial polynomial divided by rᵐ: its coefficients of falling powers of r². */
    private static double[] radial(Moment of) {
        double[] coefficients = new double[(of.n - of.m) / 2 + 1];
        for (int s = 0; s < coefficients.length; s++)
            coefficients[s] = (s % 2 == 0 ? 1 : -1) * factorial(of.n - s) / factorial(s)
                    / factorial((of.n + of.m) / 2 - s) / factorial((of.n - of.m) / 2 - s);
        return coefficients;
    }

    private static double factorial(int of) {
        double product = 1;
        for (int i = 2; i <= of; i++)
            product *= i;
        return product;
    }

    /** The moments in the order in which they are given. */
    public List<Moment> moments() {
        return moments;
    }

    /** Column and row of each pixel of the lower right quarter that the disc touches, one behind the other. */
    public int[] pixels() {
        return pixels.clone();
    }

    /**
     * Of each moment, the share of these pixels in its real part, then in its imaginary part; each filled up with zeros
     * to a multiple of {@link #LANES}.
     */
    public float[] shares() {
        int padded = real[0].length;
        float[] shares = new float[2 * moments.size() * padded];
        for (int i = 0; i < moments.size(); i++) {
            System.arraycopy(real[i], 0, shares, 2 * i * padded, padded);
            System.arraycopy(imaginary[i], 0, shares, (2 * i + 1) * padded, padded);
        }
        return shares;
    }

    /**
     * The moments of an image.
     *
     * @param image  size × size values row by row
     * @return real and imaginary part of each moment, side by side
     */
    public double[] of(float[] image) {
        int size = 2 * half;
        float[][] folded = new float[4][real[0].length];
        for (int i = 0; i < pixels.length / 2; i++) {
            int x = pixels[2 * i], down = (half + pixels[2 * i + 1]) * size, up = (half - 1 - pixels[2 * i + 1]) * size;
            float a = image[down + half + x], b = image[down + half - 1 - x];
            float c = image[up + half + x], d = image[up + half - 1 - x];
            folded[0][i] = a + b + c + d;
            folded[1][i] = a - b - c + d;
            folded[2][i] = a - b + c - d;
            folded[3][i] = a + b - c - d;
        }
        double[] all = new double[2 * moments.size()];
        for (int i = 0; i < moments.size(); i++) {
            int m = moments.get(i).m;
            all[2 * i] = product(real[i], folded[m % 2 * 2]);
            all[2 * i + 1] = m == 0 ? 0 : product(imaginary[i], folded[m % 2 * 2 + 1]);
        }
        return all;
    }

    private static double product(float[] one, float[] other) {
        float a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0;
        for (int i = 0; i < one.length; i += LANES) {
            a += one[i] * other[i];
            b += one[i + 1] * other[i + 1];
            c += one[i + 2] * other[i + 2];
            d += one[i + 3] * other[i + 3];
            e += one[i + 4] * other[i + 4];
            f += one[i + 5] * other[i + 5];
            g += one[i + 6] * other[i + 6];
            h += one[i + 7] * other[i + 7];
        }
        return (double) a + b + c + d + e + f + g + h;
    }
}
