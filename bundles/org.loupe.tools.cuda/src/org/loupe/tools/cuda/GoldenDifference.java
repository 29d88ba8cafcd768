package org.loupe.tools.cuda;

import org.loupe.api.Detections;
import org.loupe.api.Device;
import org.loupe.api.DeviceException;
import org.loupe.api.Pair;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.tools.base.Comparison;
import org.loupe.tools.base.Comparison.Disc;
import org.loupe.tools.base.LineWidth;
import org.loupe.tools.base.LocalFit;
import org.loupe.tools.base.References;

/**
 * What differs between a test image and its reference, bit for bit as on the processor. The GPU finds the evidence; the
 * pieces around it are weighed here, and only where there is any are pixels fetched. Image by image: how often lines are
 * adapted and what is fetched hang on the image.
 */
public final class GoldenDifference extends org.loupe.tools.base.GoldenDifference {
    private static final String SOURCE = "GoldenDifference";

    @Override
    public Info info() {
        return super.info().rank(100).devices(Device.Kind.CUDA);
    }

    @Override
    public Step<Pair, Detections> open(Params params, Device device) throws ToolException {
        Gpu.of(device);
        Comparison images = new Comparison();
        LocalFit localFit = localFit(params);
        return (pair, run) -> {
            check(params, pair.test().shape());
            Tile reference = References.aligned(info().label(), pair);
            images.size(pair.test().width(), pair.test().height());
            try (Work work = new Work(device, run, SOURCE)) {
                compare(work, pair, reference, params, images, run);
            }
            return judge(images, localFit, params, run);
        };
    }

    /** Puts the flags of what differs into {@code images}, and both images if there is evidence. */
    private static void compare(Work work, Pair pair, Tile of, Params params, Comparison images, Run run)
            throws ToolException {
        Shape shape = pair.test().shape();
        int width = shape.width(), height = shape.height(), masked = pair.valid().isPresent() ? 1 : 0;
        long pixels = shape.pixels(), valid = masked == 1 ? work.in(pair.valid().get()) : 0;
        long test = smooth(work, pair.test(), params), reference = smooth(work, of, params);
        if (params.lineWidth() > 0)
            new Lines(work, shape, test, reference, valid, masked).adapt(params.lineWidth(), run);
        long flags = work.take(pixels), found = work.take(pixels), count = work.zeros(4);
        Grid grid = Grid.plane(width, height);
        work.launch("mark", grid, test, reference, valid, masked, flags, width, height, (int) params.contrast(),
                share(params));
        Disc tolerance = tolerance(params), thick = thick(params);
        long thickPixels = work.put(pairs(thick));
        work.launch("evidence", grid, test, reference, flags, found, width, height, work.put(pairs(tolerance)),
                tolerance.x().length, thickPixels, thick.x().length, params.contrast(), share(params));
        work.launch("gather", grid, found, valid, masked, flags, width, height, thickPixels, thick.x().length,
                params.margin(), count);
        if (work.ints(count, 1)[0] == 0)
            return;
        images.take(work.fetch(flags, pixels));
        work.fetch(test, 2 * pixels).asCharBuffer().get(images.test(), 0, (int) pixels);
        work.fetch(reference, 2 * pixels).asCharBuffer().get(images.reference(), 0, (int) pixels);
    }

    private static int[] pairs(Disc disc) {
        int[] pairs = new int[2 * disc.x().length];
        for (int i = 0; i < disc.x().length; i++) {
            pairs[2 * i] = disc.x()[i];
            pairs[2 * i + 1] = disc.y()[i];
        }
        return pairs;
    }

    /** A copy in 16 bits. */
    private static long smooth(Work work, Tile tile, Params params) throws DeviceException {
        Shape shape = tile.shape();
        long smooth = work.in(tile), pixels = shape.pixels();
        if (radius(params) > 0) {
            long from = smooth;
            smooth = work.take(shape.bytes());
            GaussianFilter.blur(work, new long[] { from }, new long[] { smooth }, shape, radius(params),
                    params.smoothing());
            if (shape.type() == Shape.Type.U16)
                return smooth;
        }
        long wide = work.take(2 * pixels);
        work.launch("widen" + Work.suffix(shape.type()), Grid.line(pixels), smooth, wide, pixels);
        return wide;
    }

    /** Adapts the width of a reference's lines. */
    private static final class Lines extends LineWidth {
        private static final int BLOCKS = 512;

        private final Work work;
        private final Shape shape;
        private final long test;
        private final long reference;
        private final long valid;
        private final int masked;
        private final long pixels;
        private long current;
        private long wide;
        private long narrow;

        Lines(Work work, Shape shape, long test, long reference, long valid, int masked) {
            this.work = work;
            this.shape = shape;
            this.test = test;
            this.reference = reference;
            this.valid = valid;
            this.masked = masked;
            pixels = shape.pixels();
            current = reference;
        }

        @Override
        protected double drift() throws DeviceException {
            wide = work.take(2 * pixels);
            narrow = work.take(2 * pixels);
            work.launch("spread", Grid.plane(shape.width(), shape.height()), current, wide, narrow, shape.width(),
                    shape.height());
            int rows = (shape.height() + ROWS_APART - 2) / ROWS_APART;
            long sums = work.zeros(4 * 8);
            long looked = (long) rows * shape.width();
            work.launch("drift", Grid.ofBlocks((int) Math.max(1, Math.min(BLOCKS, looked / Grid.THREADS))), test,
                    reference, wide, narrow, valid, masked, shape.width(), rows, ROWS_APART, sums);
            var all = work.fetch(sums, 4 * 8).asLongBuffer();
            return drift(all.get(0), all.get(1), all.get(2), all.get(3));
        }

        @Override
        protected void blend(boolean wider, double share) throws DeviceException {
            current = wider ? wide : narrow;
            work.launch("blend", Grid.line(pixels), reference, current, pixels, share);
        }
    }
}
