package org.loupe.tools.cuda;

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
        Gpu.of(device);
        double black = params.level() - params.window() / 2, white = params.level() + params.window() / 2;
        return (in, run) -> {
            check(params, in.shape());
            try (Work work = new Work(device, run, Stretch.SOURCE)) {
                return Stretch.apply(work, in, work.in(in), output(params, in.shape()), black, white);
            }
        };
    }
}
