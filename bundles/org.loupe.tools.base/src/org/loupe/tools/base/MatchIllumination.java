package org.loupe.tools.base;

import java.util.Arrays;
import java.util.Optional;
import org.loupe.api.PairOperator;
import org.loupe.api.Param;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.ToolException;

/**
 * Gives the reference the light of the test image: reference times a gain plus an offset, where the gain is a
 * polynomial of the place and the offset a plane. They are fitted to some thousand even places of the reference,
 * reweighted by Tukey's function; a few smooth numbers for a whole image cannot imitate a defect. The test image stays
 * as it is, so differences are counted in its grey levels.
 *
 * <p>Both images have one channel of 8 or 16 bits and the same type and size.
 */
public abstract class MatchIllumination implements PairOperator<MatchIllumination.Params> {
    private static final int SAMPLES = 2500;
    private static final int FEWEST = 40;
    private static final int ROUNDS = 6;
    private static final int LEAST_CHANGE_PER_255 = 3;
    /** Gain and offset are exact every so many columns and straight between. */
    protected static final int COLUMNS_AT_ONCE = 16;
    /**
     * What "gain 1, no offset" weighs, per place that was looked at: it decides where an image is all dark or all
     * bright.
     */
    private static final double GAIN_ONE = 1e-4, NO_OFFSET = 2e-3;

    /**
     * @param degree    of the polynomial of the gain
     * @param maxChange percent by which the gain may differ from 1
     */
    public record Params(
            @Param(label = "Degree", min = 0, max = 4, step = 1,
                    help = "How the light may change over the image: 0 everywhere alike, 1 from side to side, 2"
                            + " vignette, up to 4 for several lamps.") int degree,
            @Param(label = "Largest change", unit = "%", min = 1, max = 95, step = 5,
                    help = "How much darker or brighter the test image may be than the reference at a place.")
                    double maxChange) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.match-illumination", "Match illumination", "Gives the reference the brightness and the"
                + " vignette of the test image. Register first. The light has to change slowly over the image; shadows"
                + " of components stay differences.").reference("Robust polynomial shading model: J. W. Tukey's"
                + " biweight by iteratively reweighted least squares (P. W. Holland, R. E. Welsch, 1977)");
    }

    @Override
    public Params defaults() {
        return new Params(2, 60);
    }

    @Override
    public int halo(Params params) {
        return 0;
    }

    @Override
    public boolean global(Params params) {
        return true;
    }

    @Override
    public void check(Params params, Shape in) throws ToolException {
        Needs.greyInteger(info().label(), in);
    }

    /** The largest grey level of a type. */
    protected static int full(Shape.Type type) {
        return type == Shape.Type.U8 ? 255 : 65535;
    }

    /**
     * Squares that are looked at, in rows. The first one's corner lies at {@code (side, side)}, so that it has a square
     * of its size at each of its sides.
     *
     * @param side   px of a square
     * @param every  px from one to the next
     * @param across squares in a row
     * @param down   rows of squares
     */
    protected record Squares(int side, int every, int across, int down) {
        /** Those of an image. */
        public static Squares of(Shape image) {
            int width = image.width(), height = image.height();
            int side = Math.max(1, Math.min(16, Math.max(width, height) / 160));
            int every = (int) Math.max(side, Math.round(Math.sqrt((double) width * height / SAMPLES)));
            return new Squares(side, every, fitting(width, side, every), fitting(height, side, every));
        }

        private static int fitting(int size, int side, int every) {
            return size < 3 * side ? 0 : (size - 3 * side) / every + 1;
        }

        /** How many there are. */
        public int count() {
            return across * down;
        }

        /** The column or row at which a square begins, by its number in its row or column. */
        public int begin(int number) {
            return side + number * every;
        }
    }

    /**
     * What was seen of the squares, row by row.
     *
     * @param range     how far the means of nine squares of the reference, a square and those around it, are apart
     * @param reference mean of the square; NaN where something in it is not valid
     * @param test      mean
     */
    protected record Seen(Squares squares, float[] range, float[] reference, float[] test) {
        /** With room for what is seen. */
        public static Seen none(Squares squares) {
            int count = squares.count();
            return new Seen(squares, new float[count], new float[count], new float[count]);
        }

        /** Even places: x, y, grey level of the reference, of the test image. */
        private float[][] even(Shape image, double full) {
            float low = Float.POSITIVE_INFINITY, high = 0;
            for (float grey : reference)
                if (!Float.isNaN(grey)) {
                    low = Math.min(low, grey);
                    high = Math.max(high, grey);
                }
            float even = Math.max((float) full * 6 / 255, (high - low) / 10);
            float[][] found = new float[range.length][];
            int kept = 0;
            for (int i = 0; i < range.length; i++)
                if (!Float.isNaN(reference[i]) && range[i] <= even) {
                    float x = centre(squares.begin(i % squares.across()), image.width());
                    float y = centre(squares.begin(i / squares.across()), image.height());
                    found[kept++] = new float[] { x, y, reference[i], test[i] };
                }
            return Arrays.copyOf(found, kept);
        }

        private float centre(int begin, int size) {
            return (begin + squares.side() / 2f) * 2 / size - 1;
        }
    }

    /** The light of the test image as it was seen; empty if it hardly differs or too little is known of it. */
    protected static Optional<Light> light(Seen seen, Shape image, Params params, Run run) {
        double full = full(image.type());
        Light light = new Light(params.degree(), params.maxChange() / 100, full);
        return light.fit(seen.even(image, full), run) ? Optional.of(light) : Optional.empty();
    }

    /** The light of a test image against its reference. Places run from -1 to 1 in both directions. */
    protected static final class Light {
        private final int degree;
        private final double maxChange;
        private final double full;
        private final int gains;
        private double[] factors;

        private Light(int degree, double maxChange, double full) {
            this.degree = degree;
            this.maxChange = maxChange;
            this.full = full;
            gains = (degree + 1) * (degree + 2) / 2;
        }

        /** The factors of the gain's polynomial, then those of the offset's plane. */
        public double[] factors() {
            return factors.clone();
        }

        /** Returns whether the light differs so much that it is worth matching. */
        private boolean fit(float[][] places, Run run) {
            int count = places.length, unknowns = gains + 3;
            if (count < FEWEST)
                return false;
            factors = new double[unknowns];
            factors[0] = 1;
            double cut = Double.POSITIVE_INFINITY;
            double[] row = new double[unknowns + 1], misfits = new double[count];
            for (int round = 0; round < ROUNDS; round++) {
                run.checkCancelled();
                LeastSquares equations = new LeastSquares(unknowns);
                for (int i = 0; i < count; i++) {
                    double z = round == 0 ? 0 : misfits[i] / cut;
                    if (z >= 1)
                        continue;
                    equation(places[i], row);
                    equations.add(row, (1 - z * z) * (1 - z * z));
                }
                for (int i = 0; i < unknowns; i++)
                    equations.expect(i, i == 0 ? 1 : 0, count * (i < gains ? GAIN_ONE : NO_OFFSET));
                double[] better = equations.solve();
                if (better == null)
                    return false;
                double change = 0;
                for (int i = 0; i < unknowns; i++)
                    change = Math.max(change, Math.abs(better[i] - factors[i]));
                factors = better;
                if (round > 0 && change < 1e-3)
                    break;
                for (int i = 0; i < count; i++) {
                    equation(places[i], row);
                    double misfit = row[unknowns];
                    for (int k = 0; k < unknowns; k++)
                        misfit -= factors[k] * row[k];
                    misfits[i] = Math.abs(misfit);
                }
                double[] ordered = misfits.clone();
                Arrays.sort(ordered);
                cut = Math.max(round == 0 ? 0.15 : 0.03, 4.5 * 1.4826 * ordered[count / 2]);
            }
            return differs(places);
        }

        /**
         * The factors of the unknowns at a place, then the test image's grey level, all grey levels as shares of full.
         */
        private void equation(float[] place, double[] row) {
            double grey = place[2] / full, x = place[0], y = place[1];
            int k = 0;
            for (int order = 0; order <= degree; order++)
                for (int inY = 0; inY <= order; inY++)
                    row[k++] = power(x, order - inY) * power(y, inY) * grey;
            row[k++] = 1;
            row[k++] = x;
            row[k++] = y;
            row[k] = place[3] / full;
        }

        private static double power(double base, int exponent) {
            double power = 1;
            for (int i = 0; i < exponent; i++)
                power *= base;
            return power;
        }

        /** The gain at a place, within its limits. */
        public double gain(double x, double y) {
            double gain = 0;
            int k = 0;
            for (int order = 0; order <= degree; order++)
                for (int inY = 0; inY <= order; inY++)
                    gain += factors[k++] * power(x, order - inY) * power(y, inY);
            return Math.max(1 - maxChange, Math.min(1 + maxChange, gain));
        }

        /** The offset at a place, as a share of full. */
        public double offset(double x, double y) {
            return factors[gains] + factors[gains + 1] * x + factors[gains + 2] * y;
        }

        private boolean differs(float[][] places) {
            double largest = 0;
            for (float[] place : places) {
                double change = place[2] * (gain(place[0], place[1]) - 1) + full * offset(place[0], place[1]);
                largest = Math.max(largest, Math.abs(change));
            }
            return largest * 255 >= LEAST_CHANGE_PER_255 * full;
        }
    }
}
