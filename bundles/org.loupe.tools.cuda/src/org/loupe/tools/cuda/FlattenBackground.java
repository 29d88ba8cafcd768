package org.loupe.tools.cuda;

import org.loupe.api.Device;
import org.loupe.api.DeviceException;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/**
 * Takes an uneven background out and keeps the image's mean level, as the reference implementation does, bit for bit:
 * the means of blocks are taken on the GPU, the surface is fitted to them here and taken out there.
 */
public final class FlattenBackground extends org.loupe.tools.base.FlattenBackground {

    @Override
    public Info info() {
        return super.info().rank(100).devices(Device.Kind.CUDA);
    }

    @Override
    public Step<Tile, Tile> open(Params params, Device device) throws ToolException {
        Gpu.of(device);
        return (in, run) -> {
            check(params, in.shape());
            try (Work work = new Work(device, run, "FlattenBackground")) {
                long from = work.in(in);
                CudaTile out = work.out(in.shape(), in.x(), in.y());
                if (params.method() == Method.GAUSSIAN)
                    bell(work, from, work.address(out), in.shape(), params, run);
                else
                    polynomial(work, from, work.address(out), in.shape(), params);
                return work.result(out);
            }
        };
    }

    private static void polynomial(Work work, long from, long to, Shape shape, Params params) throws DeviceException {
        int width = shape.width(), height = shape.height(), order = params.order();
        Polynomial surface = new Polynomial(blocks(work, from, shape, params), order, width, height);
        double[] rows = new double[height * (order + 1)];
        for (int row = 0; row < height; row++)
            System.arraycopy(surface.inX(row), 0, rows, row * (order + 1), order + 1);
        work.launch("flatten_polynomial" + Work.suffix(shape.type()), Grid.plane(width, height), from, to, width,
                height, work.put(rows), order, surface.mean(), divides(params), DARKEST);
    }

    private static void bell(Work work, long from, long to, Shape shape, Params params, Run run)
            throws DeviceException {
        int width = shape.width(), height = shape.height();
        Blocks blocks = blocks(work, from, shape, params);
        double[] smooth = blocks.smoothed(params.sigma(), run);
        work.launch("flatten_bell" + Work.suffix(shape.type()), Grid.plane(width, height), from, to, width, height,
                work.put(smooth), blocks.across(), blocks.down(), blocks.side(), blocks.mean(smooth), divides(params),
                DARKEST);
    }

    private static int divides(Params params) {
        return params.operation() == Operation.DIVIDE ? 1 : 0;
    }

    private static Blocks blocks(Work work, long in, Shape shape, Params params) throws DeviceException {
        int side = side(params, shape);
        int across = (shape.width() + side - 1) / side, down = (shape.height() + side - 1) / side;
        long sums = work.take(8L * across * down);
        work.launch("block_sums" + Work.suffix(shape.type()), new Grid(across, down, 1, Grid.THREADS, 1), in, sums,
                shape.width(), shape.height(), side);
        return Blocks.ofSums(work.doubles(sums, across * down), across, down, side);
    }
}
