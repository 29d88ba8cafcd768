package org.loupe.tools.cuda;

import java.util.Optional;
import org.loupe.api.Device;
import org.loupe.api.DeviceException;
import org.loupe.api.Pair;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.tools.base.References;

/**
 * Gives the reference the light of the test image, bit for bit as on the processor: the GPU looks at both images and
 * applies the light, which is fitted here for each image.
 */
public final class MatchIllumination extends org.loupe.tools.base.MatchIllumination {
    private static final String SOURCE = "MatchIllumination";

    @Override
    public Info info() {
        return super.info().rank(100).devices(Device.Kind.CUDA);
    }

    @Override
    public Step<Pair, Pair> open(Params params, Device device) throws ToolException {
        Gpu.of(device);
        return (pair, run) -> {
            check(params, pair.test().shape());
            Tile reference = References.aligned(info().label(), pair);
            try (Work work = new Work(device, run, SOURCE)) {
                Seen seen = look(work, pair, reference);
                Optional<Light> light = light(seen, reference.shape(), params, run);
                if (light.isEmpty())
                    return pair;
                Tile matched = apply(work, light.get(), reference, params);
                return new Pair(pair.test(), Optional.of(matched), pair.valid());
            }
        };
    }

    private static Seen look(Work work, Pair pair, Tile reference) throws DeviceException {
        Shape shape = reference.shape();
        Squares squares = Squares.of(shape);
        Seen seen = Seen.none(squares);
        int count = squares.count();
        if (count == 0)
            return seen;
        boolean masked = pair.valid().isPresent();
        long found = work.take(3L * 4 * count);
        work.launch("squares" + Work.suffix(shape.type()), Grid.line(count), work.in(pair.test()), work.in(reference),
                masked ? work.in(pair.valid().get()) : 0L, masked ? 1 : 0, shape.width(), squares.side(),
                squares.every(), squares.across(), count, found);
        work.fetch(found, 3L * 4 * count).asFloatBuffer().get(seen.range()).get(seen.reference()).get(seen.test());
        return seen;
    }

    private static Tile apply(Work work, Light light, Tile in, Params params) throws DeviceException {
        Shape shape = in.shape();
        CudaTile out = work.out(shape, in.x(), in.y());
        double change = params.maxChange() / 100;
        int runs = (shape.width() + COLUMNS_AT_ONCE - 1) / COLUMNS_AT_ONCE;
        work.launch("light" + Work.suffix(shape.type()), Grid.plane(runs, shape.height()), work.in(in),
                work.address(out), shape.width(), shape.height(), work.put(light.factors()), params.degree(),
                1 - change, 1 + change, full(shape.type()), COLUMNS_AT_ONCE);
        return work.result(out);
    }
}
