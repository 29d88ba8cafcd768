package org.loupe.tools.opencv;

import java.util.Arrays;
import java.util.Optional;
import org.loupe.api.Device;
import org.loupe.api.Pair;
import org.loupe.api.PairOperator;
import org.loupe.api.Param;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.tools.base.Needs;
import org.loupe.tools.base.Samples;

/**
 * Gives the reference the light of the test image: reference times a gain plus an offset, where the gain is a
 * polynomial of the place and the offset a plane. They are fitted to some thousand even places of the reference,
 * reweighted by Tukey's function; a few smooth numbers for a whole image cannot imitate a defect. The test image stays
 * as it is, so differences are counted in its grey levels.
 *
 * <p>Both images have one channel of 8 or 16 bits and the same type and size.
 */
public final class MatchIllumination implements PairOperator<MatchIllumination.Params> {
    private static final int SAMPLES = 2500;
    private static final int FEWEST = 40;
    private static final int ROUNDS = 6;
    private static final int LEAST_CHANGE_PER_255 = 3;
    private static final int COLUMNS_AT_ONCE = 16;
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
                + " biweight by iteratively reweighted least squares (P. W. Holland, R. E. Welsch, 1977)").rank(10);
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

    @Override
    public Step<Pair, Pair> open(Params params, Device device) {
        return (pair, run) -> match(pair, params, run);
    }

    private Pair match(Pair pair, Params params, Run run) throws ToolException {
        check(params, pair.test().shape());
        Tile reference = References.aligned(info().label(), pair);
        Light light = new Light(params.degree(), params.maxChange() / 100);
        if (!light.fit(pair.test(), reference, pair.valid(), run))
            return pair;
        Tile matched = run.tile(reference.shape()).at(reference.x(), reference.y());
        light.apply(reference, matched, run);
        return new Pair(pair.test(), Optional.of(matched), pair.valid());
    }

    /** The light of a test image against its reference. Places run from -1 to 1 in both directions. */
    private static final class Light {
        private final int degree;
        private final double maxChange;
        private final int gains;
        private double[] factors;

        Light(int degree, double maxChange) {
            this.degree = degree;
            this.maxChange = maxChange;
            gains = (degree + 1) * (degree + 2) / 2;
        }

        /** Returns whether the light differs so much that it is worth matching. */
        boolean fit(Tile test, Tile reference, Optional<Tile> valid, Run run) {
            double full = full(test);
            float[][] places = places(test, reference, valid, run);
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
                    equation(places[i], full, row);
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
                    equation(places[i], full, row);
                    double misfit = row[unknowns];
                    for (int k = 0; k < unknowns; k++)
                        misfit -= factors[k] * row[k];
                    misfits[i] = Math.abs(misfit);
                }
                double[] ordered = misfits.clone();
                Arrays.sort(ordered);
                cut = Math.max(round == 0 ? 0.15 : 0.03, 4.5 * 1.4826 * ordered[count / 2]);
            }
            return differs(places, full);
        }

        private static double full(Tile tile) {
            return tile.shape().type() == Shape.Type.U8 ? 255 : 65535;
        }

        /**
         * The factors of the unknowns at a place, then the test image's grey level, all grey levels as shares of full.
         */
        private void equation(float[] place, double full, double[] row) {
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

        private double gain(double x, double y) {
            double gain = 0;
            int k = 0;
            for (int order = 0; order <= degree; order++)
                for (int inY = 0; inY <= order; inY++)
                    gain += factors[k++] * power(x, order - inY) * power(y, inY);
            return Math.max(1 - maxChange, Math.min(1 + maxChange, gain));
        }

        private double offset(double x, double y) {
            return factors[gains] + factors[gains + 1] * x + factors[gains + 2] * y;
        }

        private boolean differs(float[][] places, double full) {
            double largest = 0;
            for (float[] place : places) {
                double change = place[2] * (gain(place[0], place[1]) - 1) + full * offset(place[0], place[1]);
                largest = Math.max(largest, Math.abs(change));
            }
            return largest * 255 >= LEAST_CHANGE_PER_255 * full;
        }

        /**
         * Even places of the reference: x, y, grey level of the reference, of the test image; each a mean of a square.
         */
        private static float[][] places(Tile test, Tile reference, Optional<Tile> valid, Run run) {
            int width = test.width(), height = test.height();
            int side = Math.max(1, Math.min(16, Math.max(width, height) / 160));
            int every = (int) Math.max(side, Math.round(Math.sqrt((double) width * height / SAMPLES)));
            float[][] found = new float[(width / every + 1) * (height / every + 1)][];
            float[] ranges = new float[found.length];
            int count = 0;
            float low = Float.POSITIVE_INFINITY, high = 0;
            float[][] referenceLines = new float[3 * side][width], testLines = new float[side][width];
            byte[] validLine = new byte[width];
            Arrays.fill(validLine, (byte) 255);
            for (int top = side; top + 2 * side <= height; top += every) {
                run.checkCancelled();
                for (int i = 0; i < referenceLines.length; i++)
                    Samples.read(reference, top - side + i, referenceLines[i]);
                for (int i = 0; i < side; i++)
                    Samples.read(test, top + i, testLines[i]);
                if (valid.isPresent())
                    valid.get().data().get((top + side / 2) * width, validLine);
                for (int left = side; left + 2 * side <= width; left += every) {
                    if (validLine[left] == 0 || validLine[left + side - 1] == 0)
                        continue;
                    float range = range(referenceLines, left - side, 3 * side);
                    float grey = mean(referenceLines, side, left, side);
                    low = Math.min(low, grey);
                    high = Math.max(high, grey);
                    ranges[count] = range;
                    float x = (left + side / 2f) * 2 / width - 1, y = (top + side / 2f) * 2 / height - 1;
                    found[count++] = new float[] { x, y, grey, mean(testLines, 0, left, side) };
                }
            }
            float even = Math.max((float) full(test) * 6 / 255, (high - low) / 10);
            int kept = 0;
            for (int i = 0; i < count; i++)
                if (ranges[i] <= even)
                    found[kept++] = found[i];
            return Arrays.copyOf(found, kept);
        }

        /** The darkest and brightest of nine squares' means apart. */
        private static float range(float[][] lines, int left, int side) {
            float low = Float.POSITIVE_INFINITY, high = 0;
            int third = side / 3;
            for (int row = 0; row < 3; row++)
                for (int column = 0; column < 3; column++) {
                    float mean = mean(lines, row * third, left + column * third, third);
                    low = Math.min(low, mean);
                    high = Math.max(high, mean);
                }
            return high - low;
        }

        private static float mean(float[][] lines, int top, int left, int side) {
            float sum = 0;
            for (int row = top; row < top + side; row++)
                for (int column = left; column < left + side; column++)
                    sum += lines[row][column];
            return sum / (side * side);
        }

        /** Gain and offset are exact every few columns and straight between. */
        void apply(Tile in, Tile out, Run run) {
            int width = in.width(), height = in.height(), full = (int) full(in);
            float[] line = new float[width];
            byte[] bytes = new byte[width];
            var data = out.data();
            var shorts = data.asShortBuffer();
            for (int row = 0; row < height; row++) {
                if (row % 64 == 0)
                    run.checkCancelled();
                Samples.read(in, row, line);
                double y = row * 2.0 / height - 1;
                for (int left = 0; left < width; left += COLUMNS_AT_ONCE) {
                    int right = Math.min(width, left + COLUMNS_AT_ONCE);
                    double x0 = left * 2.0 / width - 1, x1 = right * 2.0 / width - 1;
                    float gain = (float) gain(x0, y), offset = (float) (full * offset(x0, y));
                    float gainStep = ((float) gain(x1, y) - gain) / (right - left);
                    float offsetStep = ((float) (full * offset(x1, y)) - offset) / (right - left);
                    for (int i = left; i < right; i++) {
                        int value = (int) (gain * line[i] + offset + 0.5f);
                        line[i] = value < 0 ? 0 : Math.min(full, value);
                        gain += gainStep;
                        offset += offsetStep;
                    }
                }
                if (full == 255) {
                    for (int i = 0; i < width; i++)
                        bytes[i] = (byte) (int) line[i];
                    data.put(row * width, bytes);
                } else
                    for (int i = 0; i < width; i++)
                        shorts.put(row * width + i, (short) (int) line[i]);
            }
        }
    }
}
