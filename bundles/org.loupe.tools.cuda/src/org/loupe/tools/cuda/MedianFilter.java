package org.loupe.tools.cuda;

import org.loupe.api.Device;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/**
 * Median of a square window, channel by channel, as the reference implementation has it, bit for bit.
 */
public final class MedianFilter extends org.loupe.tools.base.MedianFilter {

    @Override
    public Info info() {
        return super.info()
                .reference("Danielsson: Getting the Median Faster, Computer Graphics and Image Processing 1981")
                .rank(100).devices(Device.Kind.CUDA);
    }

    @Override
    public Step<Tile, Tile> open(Params params, Device device) throws ToolException {
        Gpu.of(device);
        return (in, run) -> {
            check(params, in.shape());
            try (Work work = new Work(device, run, "MedianFilter")) {
                long from = work.in(in);
                CudaTile out = work.out(in.shape(), in.x(), in.y());
                work.launch("median" + Work.suffix(in.shape().type()),
                        Grid.plane(in.width(), in.height(), in.shape().channels()), from, work.address(out), in.width(),
                        in.height(), in.shape().channels(), params.size() / 2);
                return work.result(out);
            }
        };
    }
}
