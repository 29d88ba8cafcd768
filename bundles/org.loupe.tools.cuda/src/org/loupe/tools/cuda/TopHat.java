package org.loupe.tools.cuda;

import org.loupe.api.Device;
import org.loupe.api.DeviceException;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/**
 * What a square element does not fit under, as the reference implementation has it, bit for bit.
 */
public final class TopHat extends org.loupe.tools.base.TopHat {
    private static final String SOURCE = "TopHat";
    // as the kernels have it
    private static final int ROW = 256;
    private static final int WIDE = 32;
    private static final int HIGH = 56;
    private static final int THREADS_HIGH = 8;

    @Override
    public Info info() {
        return super.info().rank(100).devices(Device.Kind.CUDA);
    }

    @Override
    public Step<Tile, Tile> open(Params params, Device device) throws ToolException {
        return Batch.step(device, SOURCE, shape -> check(params, shape), batch -> {
            transform(batch.work(), batch.in(), batch.out(batch.shape()), batch.shape(), params.kind() == Kind.WHITE,
                    params.size());
            return batch.results();
        });
    }

    /** The top-hat of tiles of a shape by a square of {@code size} px, from one place each to another. */
    static void transform(Work work, long[] from, long[] to, Shape shape, boolean white, int size)
            throws DeviceException {
        int line = shape.width() * shape.channels(), height = shape.height(), count = from.length;
        long samples = (long) line * height;
        long[] along = work.take(count, 4 * samples), level = work.take(count, 4 * samples);
        int largest = white ? 0 : 1;
        Grid rows = new Grid(height, (line + ROW - 1) / ROW, count, ROW, 1);
        Grid columns = new Grid((line + WIDE - 1) / WIDE, (height + HIGH - 1) / HIGH, count, WIDE, THREADS_HIGH);
        String type = Work.suffix(shape.type());
        work.launchOf(SOURCE, "rows_extreme" + type, rows, from, along, shape.width(), shape.channels(), size, largest);
        work.launchOf(SOURCE, "columns_extreme", columns, along, level, line, height, size, largest);
        work.launchOf(SOURCE, "rows_extreme_f32", rows, level, along, shape.width(), shape.channels(), size,
                1 - largest);
        work.launchOf(SOURCE, "columns_extreme", columns, along, level, line, height, size, 1 - largest);
        work.launchOf(SOURCE, "top_hat" + type, Grid.line(samples).layers(count), from, level, to, samples,
                white ? 1 : 0);
    }
}
