package org.loupe.tools.cuda;

import java.util.Arrays;
import org.loupe.api.Device;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/**
 * Spreads a fixed range of grey levels over 0..255, as the reference implementation does, bit for bit.
 */
public final class WindowLevel extends org.loupe.tools.base.WindowLevel {

    @Override
    public Info info() {
        return super.info().rank(100).devices(Device.Kind.CUDA);
    }

    @Override
    public Step<Tile, Tile> open(Params params, Device device) throws ToolException {
        double black = params.level() - params.window() / 2, white = params.level() + params.window() / 2;
        return Batch.step(device, Stretch.SOURCE, shape -> check(params, shape), batch -> {
            double[] from = new double[batch.count()], to = new double[batch.count()];
            Arrays.fill(from, black);
            Arrays.fill(to, white);
            return Stretch.apply(batch, batch.in(), output(params, batch.shape()), from, to);
        });
    }
}
