package org.loupe.tools.cuda;

import java.util.Arrays;
import org.loupe.api.Device;
import org.loupe.api.Labels;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.tools.base.Polarity;

/**
 * Objects above or below a fixed grey level, as the reference implementation has them, bit for bit.
 */
public final class Threshold extends org.loupe.tools.base.Threshold {

    @Override
    public Info info() {
        return super.info().rank(100).devices(Device.Kind.CUDA);
    }

    @Override
    public Step<Tile, Labels> open(Params params, Device device) throws ToolException {
        return Batch.step(device, Objects.SOURCE, shape -> check(params, shape), batch -> {
            double[] levels = new double[batch.count()];
            Arrays.fill(levels, params.level());
            return Objects.above(batch, batch.in(), levels, params.polarity() == Polarity.BRIGHT,
                    params.smallestArea());
        });
    }
}
