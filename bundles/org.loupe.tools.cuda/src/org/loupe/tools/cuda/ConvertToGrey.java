package org.loupe.tools.cuda;

import org.loupe.api.Device;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/**
 * Luma of an RGB or RGBA image as the reference implementation has it: whole numbers bit for bit.
 */
public final class ConvertToGrey extends org.loupe.tools.base.ConvertToGrey {

    @Override
    public Info info() {
        return super.info().rank(100).devices(Device.Kind.CUDA);
    }

    @Override
    public Step<Tile, Tile> open(Params params, Device device) throws ToolException {
        Gpu.of(device);
        return (in, run) -> {
            check(params, in.shape());
            if (in.shape().channels() == 1)
                return in;
            try (Work work = new Work(device, run, "ConvertToGrey")) {
                long from = work.in(in);
                CudaTile out = work.out(output(params, in.shape()), in.x(), in.y());
                long pixels = in.shape().pixels();
                work.launch("grey" + Work.suffix(in.shape().type()), Grid.line(pixels), from, work.address(out),
                        pixels, in.shape().channels());
                return work.result(out);
            }
        };
    }
}
