package org.loupe.tools.base;

import java.util.Arrays;

/**
 * Fits the motion between two grey images of one size from their edges: Gauss-Newton on the grey levels of the test
 * image's edge points, reweighted by Tukey's function so that defects do not pull (Lucas and Kanade 1981; Odobez and
 * Bouthemy 1995; Baker and Matthews 2004). For one thread.
 *
 * <p>A motion is six numbers, each in px of these images: shift in x and y at the centre; then what happens at half the
 * longer edge from the centre: growth, turn (clockwise), and the two ways to stretch. Test pixel p lies at
 * {@code centre + shift + M (p - centre)} in the reference.
 */
final class MotionFit {
    /** How many of the six numbers a motion may use. */
    static final int SHIFT = 2, SIMILARITY = 4, AFFINE = 6;

    private static final double LARGEST_STEP = 3;
    private static final double SMALLEST_STEP = 0.02;
    /** A point's gradient, as a share of the strongest ones'. */
    private static final double LEAST_GRADIENT = 0.25;
    /**
     * Shares of what the edges say of the shift that hold growth and turn, and the stretches, where edges say little.
     */
    private static final double CALM = 0.002, CALM_STRETCH = 0.02;
    private static final double LARGEST_MISFIT = 60;
    /** About how many pixels tell the levels and the correlation of an image. */
    private static final int LOOKS = 10_000;

    private final int width;
    private final int height;
    private final double radius;
    private final float[] test;
    private final float[] reference;
    private final double gain;
    private final double offset;
    private final float[] x;
    private final float[] y;
    private final float[] gradientX;
    private final float[] gradientY;
    private final float[] grey;
    private final float[] found;
    private final int points;

    /**
     * @param test      grey levels, about 0..255, row by row
     * @param reference the same
     * @param most      about how many edge points are used, spread over the image
     */
    MotionFit(int width, int height, float[] test, float[] reference, int most) {
        this.width = width;
        this.height = height;
        this.test = test;
        this.reference = reference;
        radius = Math.max(width, height) / 2.0;
        int[] testLevels = levels(test), referenceLevels = levels(reference);
        int testRange = testLevels[1] - testLevels[0], referenceRange = referenceLevels[1] - referenceLevels[0];
        gain = testRange < 8 || referenceRange < 8 ? 1
                : Math.max(0.4, Math.min(2.5, (double) testRange / referenceRange));
        offset = (testLevels[0] + testLevels[1] - gain * (referenceLevels[0] + referenceLevels[1])) / 2;
        int[] places = edgePoints(most);
        points = places.length;
        x = new float[points];
        y = new float[points];
        gradientX = new float[points];
        gradientY = new float[points];
        grey = new float[points];
        found = new float[points];
        for (int i = 0; i < points; i++) {
            int at = places[i];
            x[i] = at % width - (width - 1) / 2f;
            y[i] = at / width - (height - 1) / 2f;
            gradientX[i] = (test[at + 1] - test[at - 1]) / 2;
            gradientY[i] = (test[at + width] - test[at - width]) / 2;
            grey[i] = test[at];
        }
    }

    /**
     * The grey levels that 1 % of the pixels lie below and above. They match the light of both images once and for all:
     * at edge points alone, an offset looks like a growth.
     */
    private static int[] levels(float[] pixels) {
        int[] histogram = new int[256];
        int every = Math.max(1, pixels.length / LOOKS | 1), looks = 0;
        for (int i = 0; i < pixels.length; i += every, looks++)
            histogram[Math.max(0, Math.min(255, (int) pixels[i]))]++;
        int few = looks / 100, low = 0, high = 255;
        for (int below = histogram[0]; below <= few && low < 255; below += histogram[++low])
            continue;
        for (int above = histogram[255]; above <= few && high > 0; above += histogram[--high])
            continue;
        return new int[] { low, high };
    }

    /** The strongest gradient of each cell of a grid, unless it is weak beside the strongest of all. */
    private int[] edgePoints(int most) {
        int cell = (int) Math.max(2, Math.round(Math.sqrt((double) width * height / most)));
        int step = cell >= 4 ? 2 : 1;
        int[] places = new int[(width / cell + 1) * (height / cell + 1)];
        float[] strengths = new float[places.length];
        int count = 0;
        for (int top = 2; top + cell <= height - 2; top += cell)
            for (int left = 2; left + cell <= width - 2; left += cell) {
                float best = 0;
                int place = -1;
                for (int row = top; row < top + cell; row += step)
                    for (int at = row * width + left, end = at + cell; at < end; at += step) {
                        float dx = test[at + 1] - test[at - 1], dy = test[at + width] - test[at - width];
                        float strength = dx * dx + dy * dy;
                        if (strength > best) {
                            best = strength;
                            place = at;
                        }
                    }
                if (place >= 0) {
                    places[count] = place;
                    strengths[count++] = best;
                }
            }
        if (count == 0)
            return new int[0];
        float[] ordered = Arrays.copyOf(strengths, count);
        Arrays.sort(ordered);
        double least = ordered[(int) ((count - 1) * 0.998)] * LEAST_GRADIENT * LEAST_GRADIENT;
        int kept = 0;
        for (int i = 0; i < count; i++)
            if (strengths[i] >= least)
                places[kept++] = places[i];
        return Arrays.copyOf(places, kept);
    }

    /** Number of edge points. */
    int points() {
        return points;
    }

    /**
     * Improves a motion.
     *
     * @param motion changed in place
     * @param freedom how many of its numbers may change: {@link #SHIFT}, {@link #SIMILARITY} or {@link #AFFINE}
     * @return mean misfit of the edge points in grey levels; infinite if too few of them lie in the reference
     */
    double improve(double[] motion, int freedom, int rounds) {
        double[] row = new double[freedom + 1];
        for (int round = 0;; round++) {
            int inside = sample(motion);
            if (inside < 4 * freedom)
                return Double.POSITIVE_INFINITY;
            double cut = Math.max(2, 1.4826 * median(inside)) * 4.5, misfit = 0;
            LeastSquares equations = new LeastSquares(freedom);
            for (int i = 0; i < points; i++) {
                if (Float.isNaN(found[i]))
                    continue;
                double difference = found[i];
                misfit += Math.min(Math.abs(difference), LARGEST_MISFIT);
                double z = difference / cut;
                if (z <= -1 || z >= 1)
                    continue;
                double dx = gradientX[i], dy = gradientY[i];
                row[0] = dx;
                row[1] = dy;
                if (freedom >= SIMILARITY) {
                    double u = x[i] / radius, v = y[i] / radius;
                    row[2] = dx * u + dy * v;
                    row[3] = dy * u - dx * v;
                    if (freedom >= AFFINE) {
                        row[4] = dx * u - dy * v;
                        row[5] = dx * v + dy * u;
                    }
                }
                row[freedom] = difference;
                equations.add(row, (1 - z * z) * (1 - z * z));
            }
            misfit /= inside;
            double[] step = round == rounds ? null : step(equations, motion, freedom);
            if (step == null)
                return misfit;
            double largest = 0;
            for (int i = 0; i < freedom; i++) {
                step[i] = Math.max(-LARGEST_STEP, Math.min(LARGEST_STEP, step[i]));
                motion[i] += step[i];
                largest = Math.max(largest, Math.abs(step[i]));
            }
            if (largest < SMALLEST_STEP)
                rounds = round + 1;
        }
    }

    private static double[] step(LeastSquares equations, double[] motion, int freedom) {
        double weight = (equations.weight(0) + equations.weight(1)) / 2;
        for (int i = 0; i < freedom; i++)
            equations.expect(i, 0, 1e-4 * weight + 1e-6);
        for (int i = 2; i < freedom; i++)
            equations.expect(i, -motion[i], (i < 4 ? CALM : CALM_STRETCH) * weight);
        return equations.solve();
    }

    /**
     * Sets for each point the test's grey level minus the reference's; NaN outside of it. Returns how many are inside.
     */
    private int sample(double[] motion) {
        double xx = 1 + (motion[2] + motion[4]) / radius, xy = (motion[5] - motion[3]) / radius;
        double yx = (motion[5] + motion[3]) / radius, yy = 1 + (motion[2] - motion[4]) / radius;
        double left = motion[0] + (width - 1) / 2.0, top = motion[1] + (height - 1) / 2.0;
        int inside = 0;
        for (int i = 0; i < points; i++) {
            double u = xx * x[i] + xy * y[i] + left, v = yx * x[i] + yy * y[i] + top;
            if (!(u >= 0 && v >= 0 && u < width - 1 && v < height - 1)) {
                found[i] = Float.NaN;
                continue;
            }
            found[i] = (float) (grey[i] - gain * at(u, v) - offset);
            inside++;
        }
        return inside;
    }

    private float at(double u, double v) {
        int column = (int) u, row = (int) v, at = row * width + column;
        float right = (float) (u - column), down = (float) (v - row);
        float upper = reference[at] + right * (reference[at + 1] - reference[at]);
        float lower = reference[at + width] + right * (reference[at + width + 1] - reference[at + width]);
        return upper + down * (lower - upper);
    }

    /** About the median of the absolute differences. */
    private double median(int inside) {
        int every = Math.max(1, inside / 500), seen = 0, kept = 0;
        float[] some = new float[inside / every + 1];
        for (int i = 0; i < points; i++)
            if (!Float.isNaN(found[i]) && seen++ % every == 0)
                some[kept++] = Math.abs(found[i]);
        Arrays.sort(some, 0, kept);
        return some[kept / 2];
    }

    /** Correlation, -1..1, of the test image with the moved reference where both are; 0 if they have no contrast. */
    double correlation(double[] motion) {
        double xx = 1 + (motion[2] + motion[4]) / radius, xy = (motion[5] - motion[3]) / radius;
        double yx = (motion[5] + motion[3]) / radius, yy = 1 + (motion[2] - motion[4]) / radius;
        int every = (int) Math.max(1, Math.sqrt((double) width * height / LOOKS));
        double n = 0, a = 0, b = 0, aa = 0, bb = 0, ab = 0;
        for (int row = every / 2; row < height; row += every)
            for (int column = every / 2; column < width; column += every) {
                double dx = column - (width - 1) / 2.0, dy = row - (height - 1) / 2.0;
                double u = xx * dx + xy * dy + motion[0] + (width - 1) / 2.0;
                double v = yx * dx + yy * dy + motion[1] + (height - 1) / 2.0;
                if (!(u >= 0 && v >= 0 && u < width - 1 && v < height - 1))
                    continue;
                double t = test[row * width + column], r = at(u, v);
                n++;
                a += t;
                b += r;
                aa += t * t;
                bb += r * r;
                ab += t * r;
            }
        double spread = (aa - a * a / n) * (bb - b * b / n);
        return n > 0 && spread > 1e-6 ? (ab - a * b / n) / Math.sqrt(spread) : 0;
    }
}
