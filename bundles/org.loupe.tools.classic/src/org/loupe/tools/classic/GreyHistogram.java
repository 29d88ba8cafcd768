package org.loupe.tools.classic;

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
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.ToolException;
import org.loupe.tools.base.Needs;
import org.loupe.tools.base.Plane;
import org.loupe.tools.base.Scale;
import org.loupe.tools.base.Variant;

/**
 * How the grey levels of a defect are spread, those of its surroundings, and those of image minus reference on the
 * defect: for each of the three
 * <ul>
 * <li>{@code histogram.0} …: shares of the pixels in bins of equal width, from dark to bright; of the difference, from
 * as far below 0 as above;</li>
 * <li>{@code histogram.mean}, {@code .deviation}: mean and standard deviation, in grey levels;</li>
 * <li>{@code histogram.skewness}, {@code .kurtosis}: third and fourth moment of (value − mean) / deviation, the latter
 * minus 3; NaN where all values are equal;</li>
 * <li>{@code histogram.p5}, {@code .p25}, {@code .p50}, {@code .p75}, {@code .p95}: percentiles, in grey levels,
 * between two values in proportion.</li>
 * </ul>
 * Those of the surroundings are called {@code histogram.around.…}, those of the difference
 * {@code histogram.difference.…}. The defect is its mask; its surroundings are all other pixels of the box and the
 * context around it. Pixels that are no numbers take no part; what has no pixel, and without a reference the
 * difference, is NaN. Numbers are those of NumPy and SciPy.
 */
public final class GreyHistogram implements FeatureExtractor<GreyHistogram.Params> {
    private static final int[] PERCENTILES = { 5, 25, 50, 75, 95 };
    private static final int MOMENTS = 4;

    /**
     * @param bins       of the histograms
     * @param scale      between which values the bins lie
     * @param around     whether the surroundings are told of
     * @param difference whether the difference to the reference is told of
     * @param context    px around the box that are its surroundings
     */
    public record Params(
            @Param(label = "Bins", min = 2, max = 256, step = 1,
                    help = "How many ranges of grey levels are counted. Small defects need few.") int bins,
            @Param(label = "Grey scale", advanced = true,
                    help = "What the bins divide: all values that the image's type can have, which keeps patches"
                            + " comparable; or those from the patch's darkest to its brightest pixel, which takes away"
                            + " differences of light. Images of floating point always take the patch's.")
                    Scale scale,
            @Param(label = "Surroundings", help = "Also tells of the pixels around the defect.") boolean around,
            @Param(label = "Difference", help = "Also tells of the difference to the reference on the defect.")
                    boolean difference,
            @Param(label = "Context", unit = "px", min = 1, max = 200, step = 1, when = "around=true",
                    help = "How far around the box its surroundings reach.") int context) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.histogram", "Grey levels (histogram)", "Measures how the grey levels of each defect, of"
                + " its surroundings and of its difference to the reference are spread: histograms, moments and"
                + " percentiles. It does not see where in the defect a grey level lies.")
                .reference("Gonzalez, Woods: Digital Image Processing, 4th edition 2018, section 3.3");
    }

    @Override
    public Params defaults() {
        return new Params(16, Scale.TYPE, true, true, 8);
    }

    @Override
    public List<String> names(Params params) {
        List<String> names = new ArrayList<>();
        add(names, "histogram" + Variant.of(params, defaults(), "bins", "scale"), params.bins());
        if (params.around())
            add(names, "histogram.around" + Variant.of(params, defaults(), "bins", "scale", "context"), params.bins());
        if (params.difference())
            add(names, "histogram.difference" + Variant.of(params, defaults(), "bins", "scale"), params.bins());
        return List.copyOf(names);
    }

    private static void add(List<String> names, String family, int bins) {
        for (int i = 0; i < bins; i++)
            names.add(family + "." + i);
        for (String moment : List.of("mean", "deviation", "skewness", "kurtosis"))
            names.add(family + "." + moment);
        for (int percentile : PERCENTILES)
            names.add(family + ".p" + percentile);
    }

    @Override
    public int context(Params params) {
        return params.around() ? params.context() : 0;
    }

    @Override
    public Step<Patch, Features> open(Params params, Device device) {
        List<String> names = names(params);
        return (patch, run) -> new Features(names, 1, measure(patch, params, names.size(), run));
    }

    private float[] measure(Patch patch, Params params, int columns, Run run) throws ToolException {
        Needs.grey(info().label(), patch.image().shape());
        if (patch.reference().isPresent())
            Needs.grey(info().label() + " (reference)", patch.reference().get().shape());
        float[] image = Plane.of(patch.image(), run).values(), mask = Plane.of(patch.mask(), run).values();
        int width = patch.image().width();
        Region around = patch.box().grow(context(params)).intersect(patch.image().shape().region());
        Spread defect = new Spread(image.length), beside = new Spread(image.length);
        for (int y = around.y(); y < around.bottom(); y++) {
            run.checkCancelled();
            for (int at = y * width + around.x(); at < y * width + around.right(); at++)
                (mask[at] != 0 ? defect : beside).add(image[at]);
        }
        boolean own = params.scale() == Scale.PATCH || patch.image().shape().type() == Shape.Type.F32;
        double most = patch.image().shape().type() == Shape.Type.U8 ? 256 : 65536;
        double low = own ? Math.min(defect.least, beside.least) : 0;
        double high = own ? Math.max(defect.most, beside.most) : most;
        float[] row = new float[columns];
        int at = defect.write(row, 0, params.bins(), low, high, run);
        if (params.around())
            at = beside.write(row, at, params.bins(), low, high, run);
        if (params.difference()) {
            Spread difference = new Spread(image.length);
            if (patch.reference().isPresent()) {
                float[] reference = Plane.of(patch.reference().get(), run).values();
                for (int i = 0; i < reference.length; i++)
                    if (mask[i] != 0)
                        difference.add(image[i] - reference[i]);
            }
            double far = own ? Math.max(-difference.least, difference.most) : most;
            difference.write(row, at, params.bins(), -far, far, run);
        }
        return row;
    }

    /** Some values, and what is told of them. */
    private static final class Spread {
        private final float[] values;
        private int count;
        private float least = Float.POSITIVE_INFINITY;
        private float most = Float.NEGATIVE_INFINITY;

        Spread(int most) {
            values = new float[most];
        }

        void add(float value) {
            if (!Float.isFinite(value))
                return;
            values[count++] = value;
            least = Math.min(least, value);
            most = Math.max(most, value);
        }

        /** Writes all columns; returns the place behind them. */
        int write(float[] row, int at, int bins, double low, double high, Run run) {
            int end = at + bins + MOMENTS + PERCENTILES.length;
            if (count == 0) {
                Arrays.fill(row, at, end, Float.NaN);
                return end;
            }
            run.checkCancelled();
            int[] counts = new int[bins];
            double sum = 0;
            for (int i = 0; i < count; i++) {
                counts[high > low ? Math.min(bins - 1, (int) ((values[i] - low) * bins / (high - low))) : 0]++;
                sum += values[i];
            }
            for (int i = 0; i < bins; i++)
                row[at + i] = (float) (counts[i] / (double) count);
            moments(sum / count, row, at + bins);
            int from = 0;
            for (int i = 0; i < PERCENTILES.length; i++) {
                double place = PERCENTILES[i] / 100.0 * (count - 1);
                int below = (int) place;
                double value = select(below, from, run);
                if (place > below)
                    value += (select(below + 1, below, run) - value) * (place - below);
                row[at + bins + MOMENTS + i] = (float) value;
                from = below;
            }
            return end;
        }

        private void moments(double mean, float[] row, int at) {
            double two = 0, three = 0, four = 0;
            for (int i = 0; i < count; i++) {
                double d = values[i] - mean;
                two += d * d;
                three += d * d * d;
                four += d * d * d * d;
            }
            double variance = least == most ? 0 : two / count;
            row[at] = (float) mean;
            row[at + 1] = (float) Math.sqrt(variance);
            row[at + 2] = (float) (variance == 0 ? Double.NaN : three / count / (variance * Math.sqrt(variance)));
            row[at + 3] = (float) (variance == 0 ? Double.NaN : four / count / (variance * variance) - 3);
        }

        /**
         * The value at a place if they were sorted; afterwards no smaller one stands behind it, no larger one before.
         *
         * @param from place from which on the values are no smaller than those before
         */
        private float select(int place, int from, Run run) {
            int low = from, high = count - 1;
            while (low < high) {
                run.checkCancelled();
                float pivot = values[low + high >>> 1];
                int left = low, right = high;
                while (left <= right) {
                    while (values[left] < pivot)
                        left++;
                    while (values[right] > pivot)
                        right--;
                    if (left <= right) {
                        float swapped = values[left];
                        values[left++] = values[right];
                        values[right--] = swapped;
                    }
                }
                if (place <= right)
                    high = right;
                else if (place >= left)
                    low = left;
                else
                    break;
            }
            return values[place];
        }
    }
}
