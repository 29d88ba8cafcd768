package org.loupe.tools.cuda;

import org.loupe.api.Device;
import org.loupe.api.DeviceException;
import org.loupe.api.Labels;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.tools.base.Polarity;

/**
 * Objects that differ from the mean of the block around them, as the reference implementation has them, bit for bit.
 */
public final class AdaptiveThreshold extends org.loupe.tools.base.AdaptiveThreshold {

    @Override
    public Info info() {
        return super.info().rank(100).devices(Device.Kind.CUDA);
    }

    @Override
    public Step<Tile, Labels> open(Params params, Device device) throws ToolException {
        Gpu.of(device);
        return (in, run) -> {
            check(params, in.shape());
            try (Work work = new Work(device, run, "AdaptiveThreshold")) {
                long from = work.in(in), on = work.take(in.shape().pixels());
                if (params.method() == Method.MEAN)
                    byMean(work, from, on, in.shape(), params);
                else
                    byGaussian(work, from, on, in.shape(), params);
                return Objects.label(work, on, in.shape(), params.smallestArea());
            }
        };
    }

    private static void byMean(Work work, long from, long on, Shape shape, Params params) throws DeviceException {
        Grid grid = Grid.plane(shape.width(), shape.height());
        long sums = work.take(4 * shape.pixels());
        String type = Work.suffix(shape.type());
        work.launch("row_sums" + type, grid, from, sums, shape.width(), shape.height(), params.block() / 2);
        work.launch("differs_from_block" + type, grid, from, sums, on, shape.width(), shape.height(),
                params.block() / 2, params.offset(), bright(params));
    }

    private static void byGaussian(Work work, long from, long on, Shape shape, Params params) throws DeviceException {
        long means = work.take(shape.bytes());
        GaussianFilter.blur(work, from, means, shape, params.block() / 2, sigma(params));
        work.launch("differs" + Work.suffix(shape.type()), Grid.line(shape.pixels()), from, means, on, shape.pixels(),
                params.offset(), bright(params));
    }

    private static int bright(Params params) {
        return params.polarity() == Polarity.BRIGHT ? 1 : 0;
    }
}
