package org.loupe.tools.cuda;

import org.loupe.api.Device;
import org.loupe.api.Shape;
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
        return Batch.step(device, "ConvertToGrey", shape -> check(params, shape), batch -> {
            Shape shape = batch.shape();
            if (shape.channels() == 1)
                return batch.tiles();
            batch.launch("grey" + batch.type(), Grid.line(shape.pixels()), batch.in(),
                    batch.out(output(params, shape)), shape.pixels(), shape.channels());
            return batch.results();
        });
    }
}
