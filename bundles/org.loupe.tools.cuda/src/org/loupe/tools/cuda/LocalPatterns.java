package org.loupe.tools.cuda;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.loupe.api.Device;
import org.loupe.api.DeviceException;
import org.loupe.api.Features;
import org.loupe.api.Patch;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.ToolException;
import org.loupe.tools.base.Area;
import org.loupe.tools.base.Needs;
import org.loupe.tools.base.Samples;

/**
 * Texture of a defect by local binary patterns, as the reference implementation measures it, bit for bit; all defects
 * that are given at once in one launch.
 */
public final class LocalPatterns extends org.loupe.tools.base.LocalPatterns {
    /** What is no number is darker than all else. */
    private static final double DARK = -1e300;
    /** Samples of all patches of a launch. */
    private static final long MOST_SAMPLES = 1 << 27;
    private static final int BLOCKS = 64;

    @Override
    public Info info() {
        return super.info().rank(100).devices(Device.Kind.CUDA);
    }

    @Override
    public Step<Patch, Features> open(Params params, Device device) throws ToolException {
        List<String> names = names(params);
        double[] circle = circle(params);
        return GroupStep.on(device, (patches, run) -> {
            for (Patch patch : patches)
                Needs.grey(info().label(), patch.image().shape());
            int[] counts = count(patches, params, circle, device, run);
            List<Features> all = new ArrayList<>();
            for (int i = 0; i < patches.size(); i++)
                all.add(new Features(names, 1, shares(Arrays.copyOfRange(counts, i * names.size(),
                        (i + 1) * names.size()))));
            return all;
        });
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
            Region region = region(patch, params);
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
