package org.loupe.tools.opencv;

import java.lang.ref.Reference;
import java.nio.IntBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.loupe.api.Device;
import org.loupe.api.Labels;
import org.loupe.api.Param;
import org.loupe.api.Run;
import org.loupe.api.Segmenter;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.tools.base.Needs;
import org.loupe.tools.base.Polarity;
import org.loupe.tools.base.Samples;

/**
 * Splits objects that touch. After a threshold each object is flooded from the places that lie deepest in it, by the
 * distance to the ground in steps of 1/16 px. Where two floods meet they stay two objects if both places lie deeper
 * than the neck between them by at least the neck depth; otherwise they are one.
 */
public final class Watershed implements Segmenter<Watershed.Params> {
    /** Objects up to this size are whole when an image is cut into tiles. */
    private static final int LARGEST_IN_TILES = 128;
    private static final int STEPS_PER_PX = 16;
    private static final int PIXELS_BETWEEN_CHECKS = 1 << 19;

    /** Where the threshold comes from. */
    public enum Method {
        /** The grey level that parts each image's histogram best. */
        OTSU,
        /** A given grey level. */
        FIXED
    }

    /**
     * @param polarity     which side of the threshold the objects lie on
     * @param method       where the threshold comes from
     * @param level        threshold in grey levels: above it is bright
     * @param neckDepth    px by which a neck is narrower, on each side, than both its objects
     * @param smallestArea pixels of the smallest object
     */
    public record Params(
            @Param(label = "Objects", help = "Whether the objects are the bright or the dark parts of the image.")
                    Polarity polarity,
            @Param(label = "Threshold", help = "Otsu chooses a grey level for each image; fixed uses the level below.")
                    Method method,
            @Param(label = "Level", unit = "grey levels", min = 0, max = 65535, step = 1, when = "method=fixed",
                    help = "Pixels above this grey level are bright, all others dark.") double level,
            @Param(label = "Neck depth", unit = "px", min = 0.1, max = 100, step = 0.5,
                    help = "How much the neck between two objects is narrower, on each side, than both of them. Raise"
                            + " it if single objects are split, lower it if touching ones are not.") double neckDepth,
            @Param(label = "Smallest area", unit = "px²", min = 1, max = 1e6, step = 1,
                    help = "Objects of fewer pixels are left out. Raise it if noise is reported.") int smallestArea) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.watershed", "Watershed", "Finds objects by a threshold and splits those that touch at"
                + " their necks, such as bumps, balls and particles. Round objects split best; long ones may be cut.")
                .reference("Vincent, Soille: Watersheds in Digital Spaces, IEEE Trans. PAMI 1991").rank(10).within(1);
    }

    @Override
    public Params defaults() {
        return new Params(Polarity.BRIGHT, Method.OTSU, 128, 1, 10);
    }

    @Override
    public int halo(Params params) {
        return LARGEST_IN_TILES;
    }

    @Override
    public boolean global(Params params) {
        return params.method() == Method.OTSU;
    }

    @Override
    public void check(Params params, Shape in) throws ToolException {
        Needs.greyInteger(info().label(), in);
    }

    @Override
    public Step<Tile, Labels> open(Params params, Device device) throws ToolException {
        Natives.load();
        return (in, run) -> split(in, params, run);
    }

    private Labels split(Tile in, Params params, Run run) throws ToolException {
        check(params, in.shape());
        int flags = params.method() == Method.OTSU ? opencv_imgproc.THRESH_OTSU : 0;
        Tile mask = mask(in, params.level(), params.polarity() == Polarity.BRIGHT, flags, run);
        Tile depth = run.tile(in.shape().samples(1, Shape.Type.F32));
        run.checkCancelled();
        try (PointerScope scope = new PointerScope()) {
            opencv_imgproc.distanceTransform(Mats.of(mask), Mats.of(depth), opencv_imgproc.DIST_L2,
                    opencv_imgproc.DIST_MASK_5, opencv_core.CV_32F);
        }
        Reference.reachabilityFence(mask);
        Tile labels = run.tile(in.shape().samples(1, Shape.Type.S32));
        Flood flood = new Flood(labels, (int) Math.round(params.neckDepth() * STEPS_PER_PX));
        int count = flood.run(fromDeepest(depth, run), depth, run);
        return new Labels(labels, Objects.renumber(labels, count, params.smallestArea(), run));
    }

    /**
     * A mask of the bright or of the dark pixels.
     *
     * @param flags 0, or OpenCV's flag of a way to find the level, which is then not used
     */
    private static Tile mask(Tile in, double level, boolean bright, int flags, Run run) {
        run.checkCancelled();
        Tile mask = run.tile(Shape.grey(in.width(), in.height()));
        try (PointerScope scope = new PointerScope()) {
            int type = (bright ? opencv_imgproc.THRESH_BINARY : opencv_imgproc.THRESH_BINARY_INV) | flags;
            Mat source = Mats.of(in), target = Mats.of(mask);
            if (in.shape().type() == Shape.Type.U8)
                opencv_imgproc.threshold(source, target, level, 255, type);
            else {
                Mat wide = new Mat();
                opencv_imgproc.threshold(source, wide, level, 255, type);
                wide.convertTo(target, target.type());
            }
        }
        Reference.reachabilityFence(in);
        Reference.reachabilityFence(mask);
        return mask;
    }

    /** Depth in steps: 0 on the ground, at most 65535. */
    private static int steps(float depth) {
        return (int) Math.min(65535, depth * STEPS_PER_PX + 0.5f);
    }

    /** Indices of all pixels above the ground, the deepest first, row by row where equally deep. */
    private static int[] fromDeepest(Tile depth, Run run) {
        int[] start = new int[65537];
        float[] line = new float[depth.width()];
        for (int row = 0; row < depth.height(); row++) {
            Samples.read(depth, row, line);
            for (float d : line)
                start[65535 - steps(d) + 1]++;
        }
        run.checkCancelled();
        int ground = start[65536];
        for (int i = 1; i < start.length; i++)
            start[i] += start[i - 1];
        int[] order = new int[start[65536] - ground];
        for (int row = 0; row < depth.height(); row++) {
            if (row % 256 == 0)
                run.checkCancelled();
            Samples.read(depth, row, line);
            for (int i = 0; i < line.length; i++)
                if (steps(line[i]) > 0)
                    order[start[65535 - steps(line[i])]++] = row * line.length + i;
        }
        return order;
    }

    /** Objects that grow from their deepest places; those that flow together too easily are joined. */
    private static final class Flood {
        private final IntBuffer labels;
        private final int width;
        private final int height;
        private final int neckDepth;
        private int[] parent = new int[1024];
        private int[] deepest = new int[1024];
        private int count = 1;

        Flood(Tile labels, int neckDepth) {
            this.labels = labels.data().asIntBuffer();
            width = labels.width();
            height = labels.height();
            this.neckDepth = neckDepth;
        }

        /** Labels all pixels; returns the number above the highest label. */
        int run(int[] order, Tile depths, Run run) {
            int[] zeros = new int[width];
            for (int row = 0; row < height; row++)
                labels.put(row * width, zeros);
            var depth = depths.data().asFloatBuffer();
            for (int i = 0; i < order.length; i++) {
                if (i % PIXELS_BETWEEN_CHECKS == 0)
                    run.checkCancelled();
                labels.put(order[i], labelFor(order[i], steps(depth.get(order[i]))));
            }
            for (int i = 0; i < order.length; i++) {
                if (i % PIXELS_BETWEEN_CHECKS == 0)
                    run.checkCancelled();
                labels.put(order[i], root(labels.get(order[i])));
            }
            return count;
        }

        private int labelFor(int index, int depth) {
            int x = index % width, y = index / width, best = 0;
            for (int dy = y > 0 ? -1 : 0; dy <= (y < height - 1 ? 1 : 0); dy++)
                for (int dx = x > 0 ? -1 : 0; dx <= (x < width - 1 ? 1 : 0); dx++) {
                    int other = labels.get(index + dy * width + dx);
                    if (other != 0)
                        best = meet(best, root(other), depth);
                }
            return best != 0 ? best : begin(depth);
        }

        /** Lets two objects, or none and one, meet at a depth; returns the one that goes on. */
        private int meet(int a, int b, int depth) {
            if (a == 0 || a == b)
                return b;
            int strong = deepest[a] > deepest[b] || deepest[a] == deepest[b] && a < b ? a : b, weak = a + b - strong;
            if (deepest[weak] - depth < neckDepth)
                parent[weak] = strong;
            return strong;
        }

        private int begin(int depth) {
            if (count == parent.length) {
                parent = Arrays.copyOf(parent, count * 2);
                deepest = Arrays.copyOf(deepest, count * 2);
            }
            parent[count] = count;
            deepest[count] = depth;
            return count++;
        }

        private int root(int label) {
            while (parent[label] != label) {
                parent[label] = parent[parent[label]];
                label = parent[label];
            }
            return label;
        }
    }
}
