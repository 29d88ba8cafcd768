package org.loupe.tools.classic;

import java.util.Arrays;
import java.util.List;
import org.loupe.api.Device;
import org.loupe.api.FeatureExtractor;
import org.loupe.api.Features;
import org.loupe.api.Param;
import org.loupe.api.Patch;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.tools.base.Needs;
import org.loupe.tools.base.Samples;

/**
 * What a defect changed against the reference, for images of two levels such as boards, masks and etched layers: how
 * much, in which direction, and above all what it touches. Bright and dark are told apart by one limit for image and
 * reference together (Otsu), and the reference is moved by whole pixels to where it fits best. A change is the largest
 * connected difference in the defect's box that is no mere jitter of edges; its rim is the band of pixels around it.
 * The numbers of bright and dark stretches on the rim tell an open or short (two of each) from a bite or spur (one of
 * each) and from a pinhole or an island (one of one kind), whatever the size.
 * <ul>
 * <li>{@code change_sign}: 1 if brighter than the reference, -1 if darker, 0 if nothing has changed;</li>
 * <li>{@code change_area_px}, {@code change_share}: its pixels, and their share of the defect's box;</li>
 * <li>{@code change_length_px}, {@code change_width_px}: axes of the ellipse with the same second moments;</li>
 * <li>{@code changes}: number of such differences in the box;</li>
 * <li>{@code added_px}, {@code removed_px}: pixels in the box that became bright or dark, of all differences;</li>
 * <li>{@code rim_bright}: share of the rim that is bright in the reference;</li>
 * <li>{@code rim_bright_parts}, {@code rim_dark_parts}: stretches of the rim that are bright or dark there;</li>
 * <li>{@code bright_joined}, {@code dark_joined}: by how many there are fewer bright or dark objects at the rim than
 * in the reference, as far as the patch shows; negative where one was cut.</li>
 * </ul> All are NaN without a reference. The tool does not see changes of grey level within bright or dark areas.
 */
public final class PairChange implements FeatureExtractor<PairChange.Params> {
    private static final int RIM = 2;
    /** Stretches of the rim of fewer pixels are jitter. */
    private static final int SMALLEST_STRETCH = 3;

    private static final List<String> NAMES = List.of("change_sign", "change_area_px", "change_share",
            "change_length_px", "change_width_px", "changes", "added_px", "removed_px", "rim_bright",
            "rim_bright_parts", "rim_dark_parts", "bright_joined", "dark_joined");

    /**
     * @param context   px around the box that are looked at, to see what the change touches
     * @param maxShift  px by which the reference may lie beside the image
     * @param tolerance px by which an edge may lie elsewhere without being a change
     */
    public record Params(
            @Param(label = "Context", unit = "px", min = 4, max = 200, step = 1,
                    help = "How far around the box it is seen what belongs together. Two to three line widths are"
                            + " good.") int context,
            @Param(label = "Maximum shift", unit = "px", min = 0, max = 8, step = 1,
                    help = "How far the reference may lie beside the image; it is moved to where it fits best.")
                    int maxShift,
            @Param(label = "Edge tolerance", unit = "px", min = 0, max = 10, step = 1,
                    help = "How far an edge may lie elsewhere without being a change.") int tolerance) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.pair-change", "Measure change", "Measures what each defect changed against the reference:"
                + " size, direction, and what it joins, cuts or leaves alone. It tells opens, shorts, bites, spurs,"
                + " pinholes and islands apart on images of two levels; grey changes within an area stay unseen.")
                .reference("Otsu: A Threshold Selection Method from Gray-Level Histograms, IEEE SMC 1979");
    }

    @Override
    public Params defaults() {
        return new Params(12, 2, 1);
    }

    @Override
    public List<String> names(Params params) {
        return NAMES;
    }

    @Override
    public int context(Params params) {
        return params.context() + params.maxShift();
    }

    @Override
    public Step<Patch, Features> open(Params params, Device device) {
        return (patch, run) -> measure(patch, params, run);
    }

    private Features measure(Patch patch, Params params, Run run) throws ToolException {
        Needs.grey(info().label(), patch.image().shape());
        float[] values = new float[NAMES.size()];
        if (patch.reference().isEmpty())
            Arrays.fill(values, Float.NaN);
        else {
            Needs.grey(info().label() + " (reference)", patch.reference().get().shape());
            compare(patch, params, run, values);
        }
        return new Features(NAMES, 1, values);
    }

    private static void compare(Patch patch, Params params, Run run, float[] values) {
        int width = patch.image().width(), height = patch.image().height();
        float[][] pixels = { read(patch.image(), run), read(patch.reference().get(), run) };
        float limit = otsu(pixels, run);
        Bits test = Bits.above(pixels[0], limit, width, height), reference = Bits.above(pixels[1], limit, width, height)
                .fitted(test, params.maxShift(), run);
        Bits differ = test.differing(reference, run);
        // jitter of an edge leaves the same value within the tolerance; what does not is surely changed
        Bits added = test.and(reference.grown(params.tolerance(), run).not());
        Bits removed = test.not().and(reference.not().grown(params.tolerance(), run).not());
        Bits changed = added.or(removed).grown(params.tolerance(), run).and(differ);
        int[] area = changed.areas(patch.box(), run);
        int main = 0;
        for (int i = 1; i < area.length; i++) {
            if (area[i] > 0)
                values[5]++;
            if (area[i] > area[main])
                main = i;
        }
        for (int y = patch.box().y(); y < patch.box().bottom(); y++)
            for (int x = patch.box().x(); x < patch.box().right(); x++)
                if (changed.get(x, y))
                    values[test.get(x, y) ? 6 : 7]++;
        if (main == 0)
            return;
        Bits blob = changed.object(main);
        values[0] = blob.and(test).count() * 2 >= blob.count() ? 1 : -1;
        values[1] = area[main];
        values[2] = area[main] / (float) (patch.box().width() * patch.box().height());
        blob.axes(values, 3);
        Bits rim = blob.grown(params.tolerance() + RIM, run).and(blob.grown(params.tolerance(), run).not());
        Bits bright = rim.and(reference), dark = rim.and(reference.not());
        values[8] = rim.count() == 0 ? Float.NaN : bright.count() / (float) rim.count();
        values[9] = bright.objects(SMALLEST_STRETCH, run);
        values[10] = dark.objects(SMALLEST_STRETCH, run);
        values[11] = touched(reference, rim, run) - touched(test, rim, run);
        values[12] = touched(reference.not(), rim, run) - touched(test.not(), rim, run);
    }

    /** Number of objects that reach into the rim. */
    private static int touched(Bits objects, Bits rim, Run run) {
        return objects.sharing(rim, SMALLEST_STRETCH, run);
    }

    private static float[] read(Tile image, Run run) {
        float[] all = new float[image.width() * image.height()], line = new float[image.width()];
        for (int row = 0; row < image.height(); row++) {
            run.checkCancelled();
            Samples.read(image, row, line);
            System.arraycopy(line, 0, all, row * line.length, line.length);
        }
        return all;
    }

    /** The limit between the two levels of all pixels; infinite where there is but one level. */
    private static float otsu(float[][] pixels, Run run) {
        float low = Float.POSITIVE_INFINITY, high = Float.NEGATIVE_INFINITY;
        for (float[] image : pixels) {
            run.checkCancelled();
            for (float v : image)
                if (Float.isFinite(v)) {
                    low = Math.min(low, v);
                    high = Math.max(high, v);
                }
        }
        if (!(high > low))
            return Float.POSITIVE_INFINITY;
        double step = ((double) high - low) / 256;
        long[] histogram = new long[256];
        for (float[] image : pixels) {
            run.checkCancelled();
            for (float v : image)
                if (Float.isFinite(v))
                    histogram[(int) Math.min(255, (v - low) / step)]++;
        }
        double total = 0, sum = 0;
        for (int i = 0; i < 256; i++) {
            total += histogram[i];
            sum += (double) i * histogram[i];
        }
        double below = 0, sumBelow = 0, best = -1;
        int first = 0, last = 0;
        for (int i = 0; i < 255; i++) {
            below += histogram[i];
            sumBelow += (double) i * histogram[i];
            if (below == 0 || below == total)
                continue;
            double difference = sumBelow / below - (sum - sumBelow) / (total - below);
            double between = below * (total - below) * difference * difference;
            if (between > best) {
                best = between;
                first = i;
            }
            if (between == best)
                last = i;
        }
        return (float) (low + step * ((first + last) / 2.0 + 1)); // the middle of the gap between both levels
    }
}
