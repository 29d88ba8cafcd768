package org.loupe.tools.cuda;

import org.loupe.api.Device;
import org.loupe.api.DeviceException;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/**
 * Weighted mean by a bell, as the reference implementation has it, bit for bit: with the same whole weights.
 */
public final class GaussianFilter extends org.loupe.tools.base.GaussianFilter {
    private static final String SOURCE = "GaussianFilter";

    @Override
    public Info info() {
        return super.info().rank(100).devices(Device.Kind.CUDA);
    }

    @Override
    public Step<Tile, Tile> open(Params params, Device device) throws ToolException {
        int radius = radius(params.sigma());
        return Batch.step(device, SOURCE, shape -> check(params, shape), batch -> {
            blur(batch.work(), batch.in(), batch.out(batch.shape()), batch.shape(), radius, params.sigma());
            return batch.results();
        });
    }

    /** Smooths the samples of tiles of a shape from one place each to another. */
    static void blur(Work work, long[] from, long[] to, Shape shape, int radius, double sigma) throws DeviceException {
        boolean floating = shape.type() == Shape.Type.F32;
        double[] bell = bell(radius, sigma);
        long weights = floating ? work.put(bell) : work.put(whole(bell, bits(shape.type())));
        int line = shape.width() * shape.channels();
        long[] between = work.take(from.length, (floating ? 8L : 4L) * line * shape.height());
        Grid grid = Grid.plane(line, shape.height()).layers(from.length);
        String type = Work.suffix(shape.type());
        work.launchOf(SOURCE, "rows" + type, grid, from, between, shape.width(), shape.height(),
                shape.channels(), weights, radius);
        work.launchOf(SOURCE, "columns" + type, grid, between, to, line, shape.height(), weights, radius);
    }
}
