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
        return Batch.step(device, "AdaptiveThreshold", shape -> check(params, shape), batch -> {
            Shape shape = batch.shape();
            long[] from = batch.in(), on = batch.work().take(batch.count(), shape.pixels());
            if (params.method() == Method.MEAN)
                byMean(batch, from, on, params);
            else
                byGaussian(batch, from, on, params);
            return Objects.label(batch.work(), on, shape, params.smallestArea());
        });
    }

    private static void byMean(Batch batch, long[] from, long[] on, Params params) throws DeviceException {
        int width = batch.shape().width(), height = batch.shape().height();
        Grid grid = Grid.plane(width, height);
        long[] sums = batch.work().take(batch.count(), 4 * batch.shape().pixels());
        batch.launch("row_sums" + batch.type(), grid, from, sums, width, height, params.block() / 2);
        batch.launch("differs_from_block" + batch.type(), grid, from, sums, on, width, height, params.block() / 2,
                params.offset(), bright(params));
    }

    private static void byGaussian(Batch batch, long[] from, long[] on, Params params) throws DeviceException {
        Shape shape = batch.shape();
        long[] means = batch.work().take(batch.count(), shape.bytes());
        GaussianFilter.blur(batch.work(), from, means, shape, params.block() / 2, sigma(params));
        batch.launch("differs" + batch.type(), Grid.line(shape.pixels()), from, means, on, shape.pixels(),
                params.offset(), bright(params));
    }

    private static int bright(Params params) {
        return params.polarity() == Polarity.BRIGHT ? 1 : 0;
    }
}
