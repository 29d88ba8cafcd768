package org.loupe.tools.cuda;

import org.loupe.api.Device;
import org.loupe.api.Shape;
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
        return Batch.step(device, "MedianFilter", shape -> check(params, shape), batch -> {
            Shape shape = batch.shape();
            batch.launch("median" + batch.type(), Grid.plane(shape.width(), shape.height(), shape.channels()),
                    batch.in(), batch.out(shape), shape.width(), shape.height(), shape.channels(), params.size() / 2);
            return batch.results();
        });
    }
}
