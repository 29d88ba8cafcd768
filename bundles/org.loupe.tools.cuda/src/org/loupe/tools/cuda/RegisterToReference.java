package org.loupe.tools.cuda;

import java.util.Optional;
import org.loupe.api.Device;
import org.loupe.api.Pair;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.tools.base.References;

/**
 * Lays the reference on the test image: the GPU makes the smaller copies and resamples the reference, the place is
 * found here. Copies, fit and resampling are those of the processor bit for bit; only the phase correlation, which
 * proposes whole shifts to start from, is computed in another precision: were it to propose others, the place would
 * differ by less than the fit's smallest step, 0.04 px. Image by image: each fit decides which copies come next.
 */
public final class RegisterToReference extends org.loupe.tools.base.RegisterToReference {

    @Override
    public Info info() {
        return super.info().rank(100).devices(Device.Kind.CUDA);
    }

    @Override
    public Step<Pair, Pair> open(Params params, Device device) throws ToolException {
        Gpu.of(device);
        Registration registration = new Registration(params.maxShift(), params.maxRotation(), params.maxScale() / 100,
                params.motion().freedom());
        return (pair, run) -> {
            Tile reference = References.of(info().label(), pair);
            try (Work work = new Work(device, run, Registration.SOURCE)) {
                return register(work, pair, reference, params, registration.with(work), run);
            }
        };
    }

    private Pair register(Work work, Pair pair, Tile reference, Params params, Registration registration, Run run)
            throws ToolException {
        Tile test = pair.test();
        double[] map = find(pair, reference, params, registration, run).map();
        int width = test.width(), height = test.height(), masked = pair.valid().isPresent() ? 1 : 0;
        CudaTile moved = work.out(reference.shape().size(width, height), test.x(), test.y());
        CudaTile valid = work.out(Shape.grey(width, height), test.x(), test.y());
        Grid grid = Grid.plane(width, height);
        work.launch("warp" + Work.suffix(reference.shape().type()), grid, work.in(reference), reference.width(),
                reference.height(), work.address(moved), width, height, map[0], map[1], map[2], map[3], map[4], map[5],
                rowsAtOnce(width));
        int[] columns = new int[2 * height];
        for (int row = 0; row < height; row++)
            System.arraycopy(covered(reference.shape(), map, width, row), 0, columns, 2 * row, 2);
        work.launch("cover", grid, work.put(columns), masked == 1 ? work.in(pair.valid().get()) : 0L, masked,
                work.address(valid), width, height);
        return new Pair(test, Optional.of(work.result(moved)), Optional.of(work.result(valid)));
    }
}
