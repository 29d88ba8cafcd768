package org.loupe.tools.classic;

import java.util.List;
import java.util.Optional;
import org.loupe.api.Detections;
import org.loupe.api.Detector;
import org.loupe.api.Device;
import org.loupe.api.Labels;
import org.loupe.api.Mask;
import org.loupe.api.Pair;
import org.loupe.api.Param;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/**
 * Spots by their size and their contrast against the local background. The image is smoothed by a bell of a quarter of
 * the smallest diameter; the background is its opening (closing for dark spots) by a square just larger than the
 * largest diameter. What stands out by at least the contrast is a spot if the disc of its area has a suiting diameter
 * and its box is no longer than one and a half times the largest.
 */
public final class FindSpots implements Detector<FindSpots.Params> {
    private static final double LENGTH = 1.5;

    /** Which spots are looked for. */
    public enum Polarity {
        /** Darker than their surroundings. */
        DARK,
        /** Brighter than their surroundings. */
        BRIGHT,
        /** Either. */
        BOTH
    }

    /**
     * @param polarity which spots are looked for
     * @param smallest diameter in px
     * @param largest  diameter in px
     * @param contrast grey levels against the local background
     */
    public record Params(
            @Param(label = "Polarity",
                    help = "Whether spots are darker or brighter than their surroundings.") Polarity polarity,
            @Param(label = "Smallest diameter", unit = "px", min = 1, max = 200, step = 0.5,
                    help = "Diameter of a disc of the spot's area. Raise it if noise is reported.") double smallest,
            @Param(label = "Largest diameter", unit = "px", min = 1, max = 200, step = 0.5,
                    help = "Diameter of the largest spot; what is longer or has more area is taken for structure.")
                    double largest,
            @Param(label = "Contrast", unit = "grey levels", min = 1, max = 65535, step = 1,
                    help = "How much a spot's pixels differ from the local background at least. Lower it for faint"
                            + " spots, raise it against noise.") double contrast) {

        public Params {
            if (smallest > largest)
                throw new IllegalArgumentException("The smallest diameter " + smallest
                        + " px is above the largest diameter " + largest + " px.");
        }
    }

    @Override
    public Info info() {
        return Info.of("loupe.spots", "Find spots", "Finds dark or bright spots, such as particles and pits, by their"
                + " diameter and contrast, without a reference. Corners and thin lines of a pattern can look like"
                + " spots: compare patterned images with a reference instead.");
    }

    @Override
    public Params defaults() {
        return new Params(Polarity.BOTH, 3, 15, 20);
    }

    @Override
    public int halo(Params params) {
        return radius(params) + element(params) - 1 + (int) Math.ceil(LENGTH * params.largest());
    }

    private static double sigma(Params params) {
        return params.smallest() / 4;
    }

    private static int radius(Params params) {
        return sigma(params) < 0.3 ? 0 : (int) Math.ceil(3 * sigma(params));
    }

    private static int element(Params params) {
        return 2 * (int) Math.ceil(params.largest() / 2) + 3;
    }

    @Override
    public void check(Params params, Shape in) throws ToolException {
        Needs.greyInteger(info().label(), in);
    }

    @Override
    public List<String> classes(Params params) {
        return switch (params.polarity()) {
            case DARK -> List.of("dark");
            case BRIGHT -> List.of("bright");
            case BOTH -> List.of("dark", "bright");
        };
    }

    @Override
    public Step<Pair, Detections> open(Params params, Device device) {
        return (pair, run) -> find(pair, params, run);
    }

    private Detections find(Pair pair, Params params, Run run) throws ToolException {
        Tile test = pair.test(), smooth = test;
        check(params, test.shape());
        if (radius(params) > 0) {
            smooth = run.tile(test.shape());
            GaussianFilter.blur(test, smooth, radius(params), sigma(params), run);
        }
        List<String> classes = classes(params);
        Detections.Builder found = new Detections.Builder(classes);
        for (int c = 0; c < classes.size(); c++) {
            Tile contrast = run.tile(test.shape());
            TopHat.transform(smooth, contrast, classes.get(c).equals("bright"), element(params), run);
            Labels labels = Objects.label(contrast, above(contrast, pair.valid(), params.contrast()), 1, run);
            Detections all = labels.detections(classes.get(c));
            float[] peaks = peaks(labels, contrast);
            for (int i = 0; i < all.size(); i++)
                if (suits(all, i, params))
                    found.add(all.x()[i], all.y()[i], all.width()[i], all.height()[i],
                            peaks[i + 1] / (peaks[i + 1] + params.contrast()), c, all.masks()[i]);
        }
        return found.build();
    }

    private static Objects.Mask above(Tile contrast, Optional<Tile> valid, double threshold) {
        float[] line = new float[contrast.width()], allowed = new float[contrast.width()];
        java.util.Arrays.fill(allowed, 255);
        return (row, on) -> {
            Samples.read(contrast, row, line);
            valid.ifPresent(mask -> Samples.read(mask, row, allowed));
            for (int i = 0; i < line.length; i++)
                on[i] = line[i] >= threshold && allowed[i] != 0;
        };
    }

    private static boolean suits(Detections all, int row, Params params) {
        double diameter = 2 * Math.sqrt(Mask.area(all.masks()[row]) / Math.PI);
        return diameter >= params.smallest() && diameter <= params.largest()
                && Math.max(all.width()[row], all.height()[row]) <= LENGTH * params.largest();
    }

    /** The largest of {@code values} within each object, by its number; at index 0 is 0. */
    private static float[] peaks(Labels labels, Tile values) {
        float[] peaks = new float[labels.count() + 1], line = new float[values.width()],
                numbers = new float[line.length];
        for (int row = 0; row < values.height(); row++) {
            Samples.read(values, row, line);
            Samples.read(labels.tile(), row, numbers);
            for (int i = 0; i < line.length; i++)
                if (numbers[i] != 0)
                    peaks[(int) numbers[i]] = Math.max(peaks[(int) numbers[i]], line[i]);
        }
        return peaks;
    }
}
