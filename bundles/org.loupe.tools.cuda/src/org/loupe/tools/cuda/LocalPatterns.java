package org.loupe.tools.cuda;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.loupe.api.Device;
import org.loupe.api.DeviceException;
import org.loupe.api.FeatureExtractor;
import org.loupe.api.Features;
import org.loupe.api.Param;
import org.loupe.api.Patch;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.ToolException;
import org.loupe.tools.base.Variant;

/**
 * Texture of a defect by local binary patterns, as the reference implementation measures it, bit for bit; all defects
 * that are given at once in one launch.
 */
public final class LocalPatterns implements FeatureExtractor<LocalPatterns.Params> {
    /** What is no number is darker than all else. */
    private static final double DARK = -1e300;
    /** Samples of all patches of a launch. */
    private static final long MOST_SAMPLES = 1 << 27;
    private static final int BLOCKS = 64;

    /**
     * @param points  on the circle
     * @param radius  px of the circle
     * @param area    which pixels take part
     * @param context px around the box that take part
     */
    public record Params(
            @Param(label = "Points", min = 4, max = 24, step = 1,
                    help = "How many points of the circle a pixel is compared with: about 8 for each px of the radius.")
                    int points,
            @Param(label = "Radius", unit = "px", min = 1, max = 16, step = 0.5,
                    help = "How far the points are away. Raise it for coarse texture.") double radius,
            @Param(label = "Area",
                    help = "Whether the box around the defect is looked at, or the defect's own pixels only.")
                    Area area,
            @Param(label = "Context", unit = "px", min = 0, max = 200, step = 1, when = "area=box",
                    help = "How far around the box the texture is looked at.") int context) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.lbp", "Texture (local binary patterns)", "Measures the texture of each defect by how"
                + " often each pattern of brighter and darker neighbours occurs; neither brightness, contrast nor"
                + " turning the part matter. It suits fine texture; on flat areas it sees the noise, so remove"
                + " noise first.")
                .reference("Ojala, Pietikäinen, Mäenpää: Multiresolution Gray-Scale and Rotation Invariant Texture"
                        + " Classification with Local Binary Patterns, IEEE PAMI 2002")
                .rank(100).devices(Device.Kind.CUDA);
    }

    @Override
    public Params defaults() {
        return new Params(8, 1, Area.BOX, 0);
    }

    @Override
    public List<String> names(Params params) {
        String family = "lbp" + Variant.of(params, defaults(), "points", "radius", "area", "context") + ".";
        return IntStream.range(0, params.points() + 2).mapToObj(i -> family + i).toList();
    }

    @Override
    public int context(Params params) {
        return (params.area() == Area.BOX ? params.context() : 0) + (int) Math.ceil(params.radius());
    }

    @Override
    public Step<Patch, Features> open(Params params, Device device) throws ToolException {
        Gpu.of(device);
        return new Step<>() {
            private final List<String> names = names(params);
            private final double[] circle = circle(params);

            @Override
            public Features apply(Patch patch, Run run) throws ToolException {
                return applyAll(List.of(patch), run).get(0);
            }

            @Override
            public List<Features> applyAll(List<Patch> patches, Run run) throws ToolException {
                for (Patch patch : patches)
                    Needs.grey(info().label(), patch.image().shape());
                int[] counts = count(patches, params, circle, device, run);
                List<Features> all = new ArrayList<>();
                for (int i = 0; i < patches.size(); i++)
                    all.add(new Features(names, 1, shares(Arrays.copyOfRange(counts, i * names.size(),
                            (i + 1) * names.size()))));
                return all;
            }
        };
    }

    /** Of each point on the circle, px to the right of the pixel and down, to 5 decimals as scikit-image has it. */
    private static double[] circle(Params params) {
        double[] circle = new double[2 * params.points()];
        for (int i = 0; i < params.points(); i++) {
            double angle = 2 * Math.PI * i / params.points();
            circle[2 * i] = decimals(params.radius() * StrictMath.cos(angle));
            circle[2 * i + 1] = decimals(-params.radius() * StrictMath.sin(angle));
        }
        return circle;
    }

    private static double decimals(double value) {
        return Math.rint(value * 1e5) / 1e5;
    }

    private static float[] shares(int[] counts) {
        int total = Arrays.stream(counts).sum();
        float[] shares = new float[counts.length];
        for (int i = 0; i < counts.length; i++)
            shares[i] = (float) (counts[i] / (double) total);
        return shares;
    }

    /** How often each pattern occurs in each patch. */
    private static int[] count(List<Patch> patches, Params params, double[] circle, Device device, Run run)
            throws ToolException {
        int reach = (int) Math.ceil(Arrays.stream(circle).map(Math::abs).max().orElse(0)), largest = 1;
        int[] place = new int[6 * patches.size()];
        long samples = 0, flags = 0;
        List<Region> regions = new ArrayList<>();
        for (int i = 0; i < patches.size(); i++) {
            Patch patch = patches.get(i);
            Region region = patch.box().grow(params.area() == Area.BOX ? params.context() : 0)
                    .intersect(patch.image().shape().region());
            regions.add(region);
            int[] its = { (int) samples, (int) flags, region.width(), region.height(), region.x(), region.y() };
            System.arraycopy(its, 0, place, 6 * i, its.length);
            samples += (region.width() + 2L * reach + 1) * (region.height() + 2L * reach + 1);
            flags += (long) region.width() * region.height();
            largest = Math.max(largest, region.width() * region.height());
        }
        if (samples > MOST_SAMPLES)
            throw new DeviceException(DeviceException.Cause.MEMORY, "The defects of " + samples
                    + " pixels are too much for one launch.", "Measure fewer at once.");
        ByteBuffer values = Work.buffer(8 * samples), takesPart = Work.buffer(Math.max(1, flags));
        for (int i = 0; i < patches.size(); i++) {
            run.checkCancelled();
            fill(patches.get(i), regions.get(i), params, reach, values, place[6 * i], takesPart, place[6 * i + 1]);
        }
        int columns = params.points() + 2;
        try (Work work = new Work(device, run, "LocalPatterns")) {
            long counts = work.zeros(4L * columns * patches.size());
            int blocks = Math.min(BLOCKS, (largest + Grid.THREADS - 1) / Grid.THREADS);
            work.launch("local_patterns", new Grid(blocks, patches.size(), 1, Grid.THREADS, 1), work.put(values),
                    work.put(takesPart), work.put(place), work.put(circle), params.points(), reach, counts);
            return work.ints(counts, columns * patches.size());
        }
    }

    /** A patch's samples with what the circle reaches around them, 0 beyond the image, and which pixels take part. */
    private static void fill(Patch patch, Region region, Params params, int reach, ByteBuffer values, int from,
            ByteBuffer takesPart, int fromFlag) {
        int width = patch.image().width(), height = patch.image().height(), pitch = region.width() + 2 * reach + 1;
        ByteBuffer mask = params.area() == Area.MASK ? patch.mask().data() : null;
        float[] line = new float[width];
        for (int row = 0; row <= region.height() + 2 * reach; row++) {
            int y = region.y() - reach + row;
            if (y < 0 || y >= height)
                continue;
            Samples.read(patch.image(), y * width, line, 0, width);
            for (int column = 0; column < pitch; column++) {
                int x = region.x() - reach + column;
                if (x < 0 || x >= width)
                    continue;
                boolean number = Float.isFinite(line[x]);
                values.putDouble(8 * (from + row * pitch + column), number ? line[x] + 0.0 : DARK);
                if (region.contains(x, y) && number && (mask == null || mask.get(y * width + x) != 0))
                    takesPart.put(fromFlag + (y - region.y()) * region.width() + x - region.x(), (byte) 1);
            }
        }
    }
}
