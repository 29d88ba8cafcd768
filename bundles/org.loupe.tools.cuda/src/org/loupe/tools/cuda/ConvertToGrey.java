package org.loupe.tools.cuda;

import org.loupe.api.Device;
import org.loupe.api.Operator;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/**
 * Luma of an RGB or RGBA image as the reference implementation has it: whole numbers bit for bit.
 */
public final class ConvertToGrey implements Operator<ConvertToGrey.Params> {
    private static final long RED = 9798;
    private static final long GREEN = 19235;
    private static final long BLUE = 3735;
    private static final int FRACTION_BITS = 15;

    /** None. */
    public record Params() {
    }

    @Override
    public Info info() {
        return Info.of("loupe.grey", "Convert to grey", "Turns RGB or RGBA into grey by the weights that the eye gives"
                + " red, green and blue. Grey images pass unchanged; 16-bit stays 16-bit.")
                .reference("ITU-R Recommendation BT.601")
                .rank(100).devices(Device.Kind.CUDA);
    }

    @Override
    public Params defaults() {
        return new Params();
    }

    @Override
    public int halo(Params params) {
        return 0;
    }

    @Override
    public void check(Params params, Shape in) throws ToolException {
        Needs.pixels(info().label(), in);
    }

    @Override
    public Shape output(Params params, Shape in) {
        return in.samples(1, in.type());
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
