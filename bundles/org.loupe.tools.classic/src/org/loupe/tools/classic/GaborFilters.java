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
import org.loupe.tools.base.Area;
import org.loupe.tools.base.Directions;
import org.loupe.tools.base.Needs;
import org.loupe.tools.base.Plane;
import org.loupe.tools.base.Variant;

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

    /**
     * The filters of one wavelength on a region. The bell is round, so columns and rows are filtered apart; both times
     * whole rows are added up, which processors do fastest, so the image is turned over its diagonal in between.
     */
    private static final class Bank {
        private static final int AT_ONCE = 4;

        private final Plane image;
        private final Region region;
        private final boolean[] counting;
        private final double[] bell;
        private final int reach;
        private final double frequency;

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
        }

        /** The amplitude in each direction; NaN where no pixel counts. */
        double[] amplitudes(int angles, Run run) {
            float[][] rows = read(run);
            float[] plain = wave(0, true);
            float[][] columns = down(rows, plain, run), even = new float[region.width()][region.height()];
            for (int x = 0; x < even.length; x++)
                add(columns, x, plain, even[x]);
            double[] amplitudes = new double[angles];
            for (int i = 0; 2 * i <= angles; i++) {
                double angle = Math.PI * i / angles;
                double[] both = energies(rows, frequency * StrictMath.cos(angle), frequency * StrictMath.sin(angle),
                        even, run);
                amplitudes[i] = 2 * Math.sqrt(both[0]);
                if (i > 0 && 2 * i < angles)
                    amplitudes[angles - i] = 2 * Math.sqrt(both[1]); // mirrored, so from the same columns
            }
            return amplitudes;
        }

        /** The rows that the filters reach, as far as they reach to the sides, less the mean grey level. */
        private float[][] read(Run run) {
            double sum = 0;
            for (int y = region.y(); y < region.bottom(); y++)
                for (int x = region.x(); x < region.right(); x++)
                    sum += image.values()[y * image.width() + x];
            float mean = (float) (sum / counting.length);
            float[][] rows = new float[region.height() + 2 * reach][region.width() + 2 * reach];
            for (int y = 0; y < rows.length; y++) {
                run.checkCancelled();
                image.extended(Math.min(image.height() - 1, Math.max(0, region.y() - reach + y)), region.x() - reach,
                        rows[y]);
                for (int x = 0; x < rows[y].length; x++)
                    rows[y][x] -= mean;
            }
            return rows;
        }

        /**
         * Mean squared magnitude of the answers to waves of these frequencies to the right and down, and of those that
         * go to the left instead.
         */
        private double[] energies(float[][] rows, double right, double down, float[][] even, Run run) {
            float[] cosine = wave(down, true), sine = wave(down, false);
            float[][] real = down(rows, cosine, run), imaginary = down(rows, sine, run);
            float rest = sum(cosine);
            cosine = wave(right, true);
            sine = wave(right, false);
            rest *= sum(cosine);
            int height = region.height();
            float[] a = new float[height], b = new float[height], c = new float[height], d = new float[height];
            double one = 0, other = 0;
            long pixels = 0;
            for (int x = 0; x < region.width(); x++) {
                run.checkCancelled();
                add(real, x, cosine, a);
                add(imaginary, x, sine, b);
                add(real, x, sine, c);
                add(imaginary, x, cosine, d);
                for (int y = 0; y < height; y++)
                    if (counting[y * region.width() + x]) {
                        double offset = rest * even[x][y];
                        one += square(a[y] - b[y] - offset, c[y] + d[y]);
                        other += square(a[y] + b[y] - offset, c[y] - d[y]);
                        pixels++;
                    }
            }
            return new double[] { one / pixels, other / pixels };
        }

        private static double square(double real, double imaginary) {
            return real * real + imaginary * imaginary;
        }

        /** Rows filtered downwards, turned over the diagonal: a row for each column. */
        private float[][] down(float[][] rows, float[] taps, Run run) {
            float[][] columns = new float[rows[0].length][region.height()];
            float[] sum = new float[columns.length];
            for (int y = 0; y < region.height(); y++) {
                run.checkCancelled();
                add(rows, y, taps, sum);
                for (int x = 0; x < sum.length; x++)
                    columns[x][y] = sum[x];
            }
            return columns;
        }

        /** The sum of rows from one on, each times its tap; taps are filled up with zeros. */
        private static void add(float[][] rows, int from, float[] taps, float[] sum) {
            Arrays.fill(sum, 0);
            int last = rows.length - 1;
            for (int i = 0; i < taps.length; i += AT_ONCE)
                add(sum, taps[i], rows[from + i], taps[i + 1], rows[Math.min(last, from + i + 1)], taps[i + 2],
                        rows[Math.min(last, from + i + 2)], taps[i + 3], rows[Math.min(last, from + i + 3)]);
        }

        private static void add(float[] sum, float f, float[] a, float g, float[] b, float h, float[] c, float k,
                float[] d) {
            for (int x = 0; x < sum.length; x++)
                sum[x] += f * a[x] + g * b[x] + h * c[x] + k * d[x];
        }

        private float[] wave(double step, boolean cosine) {
            float[] wave = new float[(bell.length + AT_ONCE - 1) / AT_ONCE * AT_ONCE];
            for (int i = 0; i < bell.length; i++)
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
