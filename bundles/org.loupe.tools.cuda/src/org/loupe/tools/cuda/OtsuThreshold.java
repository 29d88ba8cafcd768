package org.loupe.tools.cuda;

import java.util.Arrays;
import org.loupe.api.Device;
import org.loupe.api.Labels;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.tools.base.Polarity;

/**
 * Objects above or below the level that parts the grey levels best (Otsu), as the reference implementation has them,
 * bit for bit: the grey levels are counted on the GPU, the level is found here.
 */
public final class OtsuThreshold extends org.loupe.tools.base.OtsuThreshold {

    @Override
    public Info info() {
        return super.info().rank(100).devices(Device.Kind.CUDA);
    }

    @Override
    public Step<Tile, Labels> open(Params params, Device device) throws ToolException {
        return Batch.step(device, Objects.SOURCE, shape -> check(params, shape), batch -> {
            long[] in = batch.in();
            double[] levels = Arrays.stream(Stretch.histograms(batch, in))
                    .mapToDouble(histogram -> level(histogram, batch.shape().pixels())).toArray();
            return Objects.above(batch, in, levels, params.polarity() == Polarity.BRIGHT, params.smallestArea());
        });
    }
}
