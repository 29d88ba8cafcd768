package org.loupe.tools.opencv;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.loupe.api.Detections;
import org.loupe.api.Detector;
import org.loupe.api.Device;
import org.loupe.api.Pair;
import org.loupe.api.Param;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.tools.base.Needs;

/**
 * Die to die, device to device: each place is compared with the same place one and two pitches to the left, right,
 * above and below, as far as the image has them. Of these neighbours' grey levels, in order, the middle one counts, or
 * the range between the middle two; so one defective neighbour does no harm. A place is defective if it is brighter or
 * darker by at least the contrast than this is anywhere within the tolerance. Places with fewer than two neighbours
 * are not compared. A pitch that is no whole number is rounded for each neighbour, so the tolerance should be 1 px at
 * least.
 */
public final class RepeatComparison implements Detector<RepeatComparison.Params> {
    private static final int LARGEST_IN_TILES = 64;
    private static final int FARTHEST = 2;
    /** So few that all copies of them stay in the processor's cache. */
    private static final int PIXELS_AT_ONCE = 1 << 17;

    /** Where the pitch comes from. */
    public enum Pitch {
        /** Found in each image by its likeness to itself when shifted. */
        AUTOMATIC,
        /** Given by two parameters. */
        GIVEN
    }

    /**
     * @param pitch        where the pitch comes from
     * @param pitchX       px from one repetition to the next in a row, 0 if nothing repeats that way
     * @param pitchY       px from one repetition to the next in a column, 0 if nothing repeats that way
     * @param tolerance    px by which edges may lie elsewhere
     * @param contrast     grey levels
     * @param smallestArea pixels of the smallest defect
     */
    public record Params(
            @Param(label = "Pitch",
                    help = "Automatic finds the shortest distance at which most of the image repeats; give"
                    + " it where it is known, or where automatic takes fine lines for the pattern.") Pitch pitch,
            @Param(label = "Pitch in x", unit = "px", min = 0, max = 16384, step = 0.1, when = "pitch=given",
                    help = "Distance to the next repetition in a row; 0 if nothing repeats that way.") double pitchX,
            @Param(label = "Pitch in y", unit = "px", min = 0, max = 16384, step = 0.1, when = "pitch=given",
                    help = "Distance to the next repetition in a column; 0 if nothing repeats that way.") double pitchY,
            @Param(label = "Edge tolerance", unit = "px", min = 0, max = 15, step = 1,
                    help = "By how much edges may lie elsewhere. Raise it if edges are reported; smaller defects at"
                            + " edges are then missed.") int tolerance,
            @Param(label = "Contrast", unit = "grey levels", min = 1, max = 65535, step = 1,
                    help = "How much a defect differs from its neighbours at least. About five times the noise is a"
                            + " good start.") double contrast,
            @Param(label = "Smallest area", unit = "px²", min = 1, max = 1e6, step = 1,
                    help = "Defects of fewer pixels are left out. Raise it if noise is reported.") int smallestArea) {

        public Params {
            if (pitch == Pitch.GIVEN && pitchX == 0 && pitchY == 0)
                throw new IllegalArgumentException("Give a pitch in x, in y or in both; found 0 and 0.");
            if (pitch == Pitch.GIVEN && (pitchX > 0 && pitchX < 2 || pitchY > 0 && pitchY < 2))
                throw new IllegalArgumentException("A pitch is 0 or at least 2 px, found " + pitchX + " and " + pitchY
                        + ".");
        }
    }

    @Override
    public Info info() {
        return Info.of("loupe.repeat-comparison", "Repeat comparison", "Finds what differs between repetitions of a"
                + " pattern: die to die, device to device, cell to cell. Needs no reference image. Defects that repeat"
                + " with the pattern are not seen. The pattern has to lie straight, within the edge tolerance over two"
                + " pitches.").rank(10).within(0.001);
    }

    @Override
    public Params defaults() {
        return new Params(Pitch.AUTOMATIC, 100, 100, 1, 30, 4);
    }

    @Override
    public int halo(Params params) {
        double farthest = FARTHEST * Math.max(params.pitchX(), params.pitchY());
        return (int) Math.ceil(farthest) + params.tolerance() + LARGEST_IN_TILES;
    }

    @Override
    public boolean global(Params params) {
        return params.pitch() == Pitch.AUTOMATIC;
    }

    @Override
    public void check(Params params, Shape in) throws ToolException {
        Needs.greyInteger(info().label(), in);
    }

    @Override
    public List<String> classes(Params params) {
        return List.of("dark", "bright");
    }

    @Override
    public Step<Pair, Detections> open(Params params, Device device) throws ToolException {
        Natives.load();
        return (pair, run) -> find(pair, params, run);
    }

    private Detections find(Pair pair, Params params, Run run) throws ToolException {
        Tile test = pair.test();
        check(params, test.shape());
        double pitchX = params.pitchX(), pitchY = params.pitchY();
        if (params.pitch() == Pitch.AUTOMATIC) {
            pitchX = Repetition.pitch(test, true, run);
            pitchY = Repetition.pitch(test, false, run);
            if (pitchX == 0 && pitchY == 0)
                throw new ToolException("No repetition was found in this image of " + test.shape() + ".",
                        "Set 'Pitch' to given and enter the pitch, or compare with a golden image.");
        }
        if (!comparable(test.shape(), pitchX, pitchY))
            throw new ToolException("No place of this image of " + test.shape() + " has two neighbours at a pitch of "
                    + pitchX + " × " + pitchY + " px.",
                    "Check the pitch, or take images of three repetitions or more.");
        List<int[]> offsets = offsets(pitchX, pitchY);
        int farthest = offsets.stream().mapToInt(o -> Math.abs(o[1])).max().orElse(0) + params.tolerance();
        Tile excess = run.tile(test.shape().samples(1, Shape.Type.F32));
        Bands.filter(test, excess, farthest, 10, run, (in, out) -> excess(in, out, offsets, params.tolerance()));
        Tile shortfall = run.tile(excess.shape());
        Bands.filter(excess, shortfall, 0, 1, run, (in, out) -> in.convertTo(out, out.type(), -1, 0));
        Detections.Builder found = new Detections.Builder(classes(params));
        for (int c = 0; c < 2; c++)
            Objects.add(c == 0 ? shortfall : excess, params.contrast(), pair.valid(), params.smallestArea(),
                    (all, row) -> true, c, found, run);
        return found.build();
    }

    /** Whether some place has two neighbours: in its row, in its column, or one in each. */
    private static boolean comparable(Shape image, double pitchX, double pitchY) {
        boolean inX = pitchX > 0 && pitchX < image.width(), inY = pitchY > 0 && pitchY < image.height();
        return inX && 2 * pitchX < image.width() || inY && 2 * pitchY < image.height() || inX && inY;
    }

    /** Where the neighbours lie: columns and rows from a place. */
    private static List<int[]> offsets(double pitchX, double pitchY) {
        List<int[]> offsets = new ArrayList<>();
        for (int k = -FARTHEST; k <= FARTHEST; k++) {
            if (k != 0 && pitchX > 0)
                offsets.add(new int[] { (int) Math.round(k * pitchX), 0 });
            if (k != 0 && pitchY > 0)
                offsets.add(new int[] { 0, (int) Math.round(k * pitchY) });
        }
        return offsets;
    }

    /** By how much each place is brighter than its neighbours, negative: darker; 0 if it is neither or has too few. */
    private static void excess(Mat in, Mat out, List<int[]> offsets, int tolerance) {
        Mat lower = new Mat(in.rows(), in.cols(), in.type(), new Scalar(0));
        Mat upper = new Mat(in.rows(), in.cols(), in.type(), new Scalar(65535));
        for (Rect place : places(in, offsets))
            try (PointerScope scope = new PointerScope()) {
                Mat[] levels = neighbours(in, place, offsets);
                if (levels.length >= 2) {
                    order(levels, levels.length / 2);
                    levels[(levels.length - 1) / 2].copyTo(new Mat(lower, place));
                    levels[levels.length / 2].copyTo(new Mat(upper, place));
                }
            }
        Mat element = opencv_imgproc.getStructuringElement(opencv_imgproc.MORPH_RECT,
                new Size(2 * tolerance + 1, 2 * tolerance + 1));
        opencv_imgproc.erode(lower, lower, element);
        opencv_imgproc.dilate(upper, upper, element);
        Mat brighter = new Mat(), darker = new Mat();
        opencv_core.subtract(in, upper, brighter);
        opencv_core.subtract(lower, in, darker);
        opencv_core.subtract(brighter, darker, out, new Mat(), out.type());
    }

    /** Copies of the places one and two pitches away, as far as the image has them. */
    private static Mat[] neighbours(Mat in, Rect place, List<int[]> offsets) {
        List<Mat> neighbours = new ArrayList<>();
        for (int[] offset : offsets) {
            int x = place.x() + offset[0], y = place.y() + offset[1];
            if (x >= 0 && y >= 0 && x + place.width() <= in.cols() && y + place.height() <= in.rows())
                neighbours.add(new Mat(in, new Rect(x, y, place.width(), place.height())).clone());
        }
        return neighbours.toArray(Mat[]::new);
    }

    /** The image in small rectangles whose places have the same neighbours in the image. */
    private static List<Rect> places(Mat in, List<int[]> offsets) {
        TreeSet<Integer> columns = new TreeSet<>(List.of(0, in.cols())), rows = new TreeSet<>(List.of(0, in.rows()));
        for (int[] offset : offsets) {
            columns.add(Math.max(0, Math.min(in.cols(), offset[0] < 0 ? -offset[0] : in.cols() - offset[0])));
            rows.add(Math.max(0, Math.min(in.rows(), offset[1] < 0 ? -offset[1] : in.rows() - offset[1])));
        }
        int step = Math.max(1, PIXELS_AT_ONCE / in.cols());
        for (int row = step; row < in.rows(); row += step)
            rows.add(row);
        List<Rect> places = new ArrayList<>();
        for (int x = 0; x < in.cols(); x = columns.higher(x))
            for (int y = 0; y < in.rows(); y = rows.higher(y))
                places.add(new Rect(x, y, columns.higher(x) - x, rows.higher(y) - y));
        return places;
    }

    /** Puts the grey levels in order, pixel by pixel, from the lowest up to the one at {@code last}. */
    private static void order(Mat[] levels, int last) {
        Mat spare = new Mat();
        for (int i = 0; i <= last; i++)
            for (int j = levels.length - 1; j > i; j--) {
                opencv_core.min(levels[j - 1], levels[j], spare);
                opencv_core.max(levels[j - 1], levels[j], levels[j]);
                Mat lower = spare;
                spare = levels[j - 1];
                levels[j - 1] = lower;
            }
    }
}
