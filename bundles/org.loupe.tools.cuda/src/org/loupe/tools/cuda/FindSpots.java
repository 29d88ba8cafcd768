package org.loupe.tools.cuda;

import java.util.List;
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
 * Spots by a top-hat, as the reference implementation finds them, bit for bit.
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
                + " spots: compare patterned images with a reference instead.")
                .rank(100).devices(Device.Kind.CUDA);
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
    public Step<Pair, Detections> open(Params params, Device device) throws ToolException {
        Gpu.of(device);
        return (pair, run) -> find(pair, params, device, run);
    }

    private Detections find(Pair pair, Params params, Device device, Run run) throws ToolException {
        Tile test = pair.test();
        Shape shape = test.shape();
        check(params, shape);
        try (Work work = new Work(device, run, "FindSpots")) {
            long smooth = work.in(test), pixels = shape.pixels();
            if (radius(params) > 0) {
                long from = smooth;
                smooth = work.take(shape.bytes());
                GaussianFilter.blur(work, from, smooth, shape, radius(params), sigma(params));
            }
            boolean masked = pair.valid().isPresent();
            long valid = masked ? work.in(pair.valid().get()) : 0, contrast = work.take(shape.bytes());
            long on = work.take(pixels);
            String type = Work.suffix(shape.type());
            List<String> classes = classes(params);
            Detections.Builder found = new Detections.Builder(classes);
            for (int c = 0; c < classes.size(); c++) {
                TopHat.transform(work, smooth, contrast, shape, classes.get(c).equals("bright"), element(params));
                work.launch("contrast" + type, Grid.line(pixels), contrast, valid, on, pixels, params.contrast(),
                        masked ? 1 : 0);
                Labels labels = Objects.label(work, on, shape, 1);
                long numbers = work.in(labels.tile()), highest = work.zeros(4L * (labels.count() + 1));
                work.launch("peaks" + type, Grid.line(pixels), contrast, numbers, highest, pixels);
                float[] peaks = work.floats(highest, labels.count() + 1);
                Detections all = labels.detections(classes.get(c));
                for (int i = 0; i < all.size(); i++)
                    if (suits(all, i, params))
                        found.add(all.x()[i], all.y()[i], all.width()[i], all.height()[i],
                                peaks[i + 1] / (peaks[i + 1] + params.contrast()), c, all.masks()[i]);
            }
            return found.build();
        }
    }

    private static boolean suits(Detections all, int row, Params params) {
        double diameter = 2 * Math.sqrt(Mask.area(all.masks()[row]) / Math.PI);
        return diameter >= params.smallest() && diameter <= params.largest()
                && Math.max(all.width()[row], all.height()[row]) <= LENGTH * params.largest();
    }
}
