package org.loupe.tools.classic;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.loupe.api.Device;
import org.loupe.api.FeatureExtractor;
import org.loupe.api.Features;
import org.loupe.api.Param;
import org.loupe.api.Patch;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.ToolException;

/**
 * Texture of a defect by a bank of Gabor filters, each of which answers to waves of one length and direction. Told is
 * the amplitude: twice the root of the mean squared magnitude of the answer over the pixels, in grey levels, which is
 * that of a pure wave that the filter fits.
 * <ul>
 * <li>{@code gabor.s1}, {@code gabor.s2} …: mean over the directions for each wavelength, the shortest first, each of
 * the others twice the one before;</li>
 * <li>{@code gabor.s1.range} …: the largest minus the smallest over the directions;</li>
 * <li>{@code gabor.s1.o1}, {@code gabor.s1.o2} …: for each direction by itself. The first one answers to grey levels
 * that change from left to right; the others follow clockwise as seen on the screen.</li>
 * </ul>
 * A filter is scikit-image's {@code gabor_kernel} of a bandwidth of one octave, over three standard deviations to each
 * side, less what it answers to an even grey. Beyond the image it is as at its edge. All are NaN where the filters
 * reach pixels that are no numbers.
 */
public final class GaborFilters implements FeatureExtractor<GaborFilters.Params> {
    /** Standard deviation of the bell curve for each px of wavelength, at a bandwidth of one octave. */
    private static final double BELL = 3 * Math.sqrt(StrictMath.log(2) / 2) / Math.PI;
    private static final int DEVIATIONS = 3;
    private static final int LONGEST = 256;

    /**
     * @param wavelength px of the shortest waves
     * @param scales     wavelengths, each twice the one before
     * @param angles     directions within 180°
     * @param directions what is told of the directions
     * @param area       which pixels take part
     * @param context    px around the box that take part
     */
    public record Params(
            @Param(label = "Shortest wave", unit = "px", min = 3, max = 32, step = 1,
                    help = "Length of the shortest waves that are looked for: about twice the width of the finest lines"
                            + " that matter.") double wavelength,
            @Param(label = "Scales", min = 1, max = 5, step = 1,
                    help = "How many wavelengths are looked for, each twice the one before. Long waves need a large"
                            + " defect or context.") int scales,
            @Param(label = "Angles", min = 2, max = 12, step = 1,
                    help = "How many directions are told apart within 180°.") int angles,
            @Param(label = "Directions",
                    help = "What is told of the directions: their mean, which hardly depends on how the part lies; also"
                            + " their range, which tells stripes from grains; or each by itself.")
                    Directions directions,
            @Param(label = "Area",
                    help = "Whether the box around the defect is looked at, or the defect's own pixels only.")
                    Area area,
            @Param(label = "Context", unit = "px", min = 0, max = 200, step = 1, when = "area=box",
                    help = "How far around the box the texture is looked at.") int context) {

        /** @throws IllegalArgumentException if the longest waves are too long */
        public Params {
            double longest = wavelength * (1 << scales - 1);
            if (longest > LONGEST)
                throw new IllegalArgumentException("The longest waves are " + longest + " px long, at most " + LONGEST
                        + " px are allowed. Take fewer scales or a shorter shortest wave.");
        }

        private double deviation(int scale) {
            return BELL * wavelength * (1 << scale);
        }

        private int reach(int scale) {
            return (int) Math.ceil(DEVIATIONS * deviation(scale));
        }
    }

    @Override
    public Info info() {
        return Info.of("loupe.gabor", "Texture (Gabor)", "Measures the texture of each defect by how strong waves of"
                + " several lengths and directions are in it: scratches, stripes and grain of known size. It needs"
                + " images of one magnification; long waves also see what lies around the defect.")
                .reference("Manjunath, Ma: Texture Features for Browsing and Retrieval of Image Data, IEEE PAMI 1996");
    }

    @Override
    public Params defaults() {
        return new Params(4, 3, 6, Directions.MEAN_AND_RANGE, Area.BOX, 0);
    }

    @Override
    public List<String> names(Params params) {
        String family = "gabor" + Variant.of(params, defaults(), "wavelength", "angles", "area", "context") + ".s";
        List<String> names = new ArrayList<>();
        for (int scale = 1; scale <= params.scales(); scale++)
            if (params.directions() == Directions.EACH)
                for (int angle = 1; angle <= params.angles(); angle++)
                    names.add(family + scale + ".o" + angle);
            else {
                names.add(family + scale);
                if (params.directions() == Directions.MEAN_AND_RANGE)
                    names.add(family + scale + ".range");
            }
        return List.copyOf(names);
    }

    @Override
    public int context(Params params) {
        return (params.area() == Area.BOX ? params.context() : 0) + params.reach(params.scales() - 1);
    }

    @Override
    public Step<Patch, Features> open(Params params, Device device) {
        List<String> names = names(params);
        return (patch, run) -> new Features(names, 1, measure(patch, params, names.size(), run));
    }

    private float[] measure(Patch patch, Params params, int columns, Run run) throws ToolException {
        Needs.grey(info().label(), patch.image().shape());
        Plane image = Plane.of(patch.image(), run);
        Region region = patch.box().grow(params.area() == Area.BOX ? params.context() : 0)
                .intersect(patch.image().shape().region());
        ByteBuffer mask = params.area() == Area.MASK ? patch.mask().data() : null;
        boolean[] counting = new boolean[region.width() * region.height()];
        for (int i = 0; i < counting.length; i++)
            counting[i] = mask == null || mask.get((region.y() + i / region.width()) * image.width() + region.x()
                    + i % region.width()) != 0;
        float[] row = new float[columns];
        for (int scale = 0; scale < params.scales(); scale++)
            params.directions().write(new Bank(image, region, counting, params.deviation(scale), params.reach(scale),
                    2 * Math.PI / (params.wavelength() * (1 << scale))).amplitudes(params.angles(), run), row,
                    scale * columns / params.scales(), 1);
        return row;
    }

    /** The filters of one wavelength on a region. The bell is round, so rows and columns are filtered apart. */
    private static final class Bank {
        private final Plane image;
        private final Region region;
        private final boolean[] counting;
        private final double[] bell;
        private final int reach;
        private final double frequency;
        /** The rows that the filters reach, as far as they reach to the sides, less the mean grey level. */
        private final float[][] rows;

        /** @param frequency in radians for each px */
        Bank(Plane image, Region region, boolean[] counting, double deviation, int reach, double frequency) {
            this.image = image;
            this.region = region;
            this.counting = counting;
            this.reach = reach;
            this.frequency = frequency;
            bell = new double[2 * reach + 1];
            double sum = 0;
            for (int i = 0; i < bell.length; i++)
                sum += bell[i] = StrictMath.exp(-0.5 * (i - reach) * (i - reach) / (deviation * deviation));
            for (int i = 0; i < bell.length; i++)
                bell[i] /= sum;
            rows = new float[region.height() + 2 * reach][region.width() + 2 * reach];
        }

        /** The amplitude in each direction; NaN where no pixel counts. */
        double[] amplitudes(int angles, Run run) {
            read(run);
            float[] even = even(run);
            double[] amplitudes = new double[angles];
            for (int i = 0; 2 * i <= angles; i++) {
                double angle = Math.PI * i / angles;
                double[] both = energies(frequency * StrictMath.cos(angle), frequency * StrictMath.sin(angle), even,
                        run);
                amplitudes[i] = 2 * Math.sqrt(both[0]);
                if (i > 0 && 2 * i < angles)
                    amplitudes[angles - i] = 2 * Math.sqrt(both[1]); // mirrored, so from the same rows
            }
            return amplitudes;
        }

        private void read(Run run) {
            double sum = 0;
            for (int y = region.y(); y < region.bottom(); y++)
                for (int x = region.x(); x < region.right(); x++)
                    sum += image.values()[y * image.width() + x];
            float mean = (float) (sum / counting.length);
            for (int y = 0; y < rows.length; y++) {
                run.checkCancelled();
                image.extended(Math.min(image.height() - 1, Math.max(0, region.y() - reach + y)), region.x() - reach,
                        rows[y]);
                for (int x = 0; x < rows[y].length; x++)
                    rows[y][x] -= mean;
            }
        }

        /** The mean around each pixel under the bell. */
        private float[] even(Run run) {
            int width = region.width();
            float[][] across = new float[rows.length][width];
            for (int y = 0; y < rows.length; y++) {
                run.checkCancelled();
                for (int i = 0; i < bell.length; i++)
                    add(across[y], (float) bell[i], rows[y], i);
            }
            float[] even = new float[width * region.height()], line = new float[width];
            for (int y = 0; y < region.height(); y++) {
                run.checkCancelled();
                Arrays.fill(line, 0);
                for (int i = 0; i < bell.length; i++)
                    add(line, (float) bell[i], across[y + i], 0);
                System.arraycopy(line, 0, even, y * width, width);
            }
            return even;
        }

        private static void add(float[] sum, float factor, float[] values, int from) {
            for (int x = 0; x < sum.length; x++)
                sum[x] += factor * values[from + x];
        }

        /**
         * Mean squared magnitude of the answers to waves of these frequencies to the right and down, and of those that
         * go to the left instead.
         */
        private double[] energies(double right, double down, float[] even, Run run) {
            int width = region.width();
            float[] cosine = wave(right, true), sine = wave(right, false);
            float[][] real = new float[rows.length][width], imaginary = new float[rows.length][width];
            for (int y = 0; y < rows.length; y++) {
                run.checkCancelled();
                for (int i = 0; i < bell.length; i++) {
                    add(real[y], cosine[i], rows[y], i);
                    add(imaginary[y], sine[i], rows[y], i);
                }
            }
            float rest = sum(cosine);
            cosine = wave(down, true);
            sine = wave(down, false);
            rest *= sum(cosine);
            float[][] lines = new float[4][width];
            double one = 0, other = 0;
            long pixels = 0;
            for (int y = 0, at = 0; y < region.height(); y++) {
                run.checkCancelled();
                for (float[] line : lines)
                    Arrays.fill(line, 0);
                for (int i = 0; i < bell.length; i++) {
                    add(lines[0], cosine[i], real[y + i], 0);
                    add(lines[1], sine[i], imaginary[y + i], 0);
                    add(lines[2], sine[i], real[y + i], 0);
                    add(lines[3], cosine[i], imaginary[y + i], 0);
                }
                for (int x = 0; x < width; x++, at++)
                    if (counting[at]) {
                        double offset = rest * even[at];
                        one += square(lines[0][x] - lines[1][x] - offset, lines[2][x] + lines[3][x]);
                        other += square(lines[0][x] + lines[1][x] - offset, lines[2][x] - lines[3][x]);
                        pixels++;
                    }
            }
            return new double[] { one / pixels, other / pixels };
        }

        private static double square(double real, double imaginary) {
            return real * real + imaginary * imaginary;
        }

        private float[] wave(double step, boolean cosine) {
            float[] wave = new float[bell.length];
            for (int i = 0; i < wave.length; i++)
                wave[i] = (float) (bell[i] * (cosine ? StrictMath.cos(step * (i - reach))
                        : StrictMath.sin(step * (i - reach))));
            return wave;
        }

        private static float sum(float[] values) {
            float sum = 0;
            for (float value : values)
                sum += value;
            return sum;
        }
    }
}
