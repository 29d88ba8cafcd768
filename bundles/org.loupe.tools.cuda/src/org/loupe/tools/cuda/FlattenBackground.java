package org.loupe.tools.cuda;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.loupe.api.Device;
import org.loupe.api.DeviceException;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/**
 * Takes an uneven background out and keeps the image's mean level, as the reference implementation does, bit for bit:
 * the means of blocks are taken on the GPU, the surface is fitted to them here and taken out there.
 */
public final class FlattenBackground extends org.loupe.tools.base.FlattenBackground {

    @Override
    public Info info() {
        return super.info().rank(100).devices(Device.Kind.CUDA);
    }

    @Override
    public Step<Tile, Tile> open(Params params, Device device) throws ToolException {
        return Batch.step(device, "FlattenBackground", shape -> check(params, shape), batch -> {
            long[] in = batch.in(), out = batch.out(batch.shape());
            if (params.method() == Method.GAUSSIAN)
                bell(batch, in, out, params);
            else
                polynomial(batch, in, out, params);
            return batch.results();
        });
    }

    private static void polynomial(Batch batch, long[] from, long[] to, Params params) throws DeviceException {
        int width = batch.shape().width(), height = batch.shape().height(), order = params.order(), at = 0;
        double[] rows = new double[batch.count() * height * (order + 1)], means = new double[batch.count()];
        List<Blocks> blocks = blocks(batch, from, params);
        for (int i = 0; i < means.length; i++) {
            Polynomial surface = new Polynomial(blocks.get(i), order, width, height);
            means[i] = surface.mean();
            for (int row = 0; row < height; row++, at += order + 1)
                System.arraycopy(surface.inX(row), 0, rows, at, order + 1);
        }
        batch.launch("flatten_polynomial" + batch.type(), Grid.plane(width, height), from, to, width, height,
                Work.parts(batch.work().put(rows), means.length, 8L * height * (order + 1)), order, means,
                divides(params), DARKEST);
    }

    private static void bell(Batch batch, long[] from, long[] to, Params params) throws DeviceException {
        int width = batch.shape().width(), height = batch.shape().height();
        List<Blocks> blocks = blocks(batch, from, params);
        Blocks like = blocks.get(0);
        int each = like.across() * like.down();
        double[] all = new double[batch.count() * each], means = new double[batch.count()];
        for (int i = 0; i < means.length; i++) {
            double[] smooth = blocks.get(i).smoothed(params.sigma(), batch.run());
            means[i] = like.mean(smooth);
            System.arraycopy(smooth, 0, all, i * each, each);
        }
        batch.launch("flatten_bell" + batch.type(), Grid.plane(width, height), from, to, width, height,
                Work.parts(batch.work().put(all), means.length, 8L * each), like.across(), like.down(), like.side(),
                means, divides(params), DARKEST);
    }

    private static int divides(Params params) {
        return params.operation() == Operation.DIVIDE ? 1 : 0;
    }

    /** The blocks of each tile. */
    private static List<Blocks> blocks(Batch batch, long[] in, Params params) throws DeviceException {
        Shape shape = batch.shape();
        int side = side(params, shape);
        int across = (shape.width() + side - 1) / side, down = (shape.height() + side - 1) / side;
        int each = across * down;
        long sums = batch.work().take(8L * each * batch.count());
        batch.launch("block_sums" + batch.type(), new Grid(across, down, 1, Grid.THREADS, 1), in,
                Work.parts(sums, batch.count(), 8L * each), shape.width(), shape.height(), side);
        double[] all = batch.work().doubles(sums, each * batch.count());
        return IntStream.range(0, batch.count()).mapToObj(i -> Blocks.ofSums(Arrays.copyOfRange(all, i * each,
                (i + 1) * each), across, down, side)).toList();
    }
}
