package org.loupe.tools.cuda;

import java.util.ArrayList;
import java.util.List;
import org.loupe.api.DeviceException;
import org.loupe.api.Shape;
import org.loupe.api.Tile;

/** Spreads a range of grey levels over a type's whole range; what lies outside of it is limited. Rounded half up. */
final class Stretch {
    static final String SOURCE = "Stretch";
    /** Blocks that count side by side. */
    private static final int COUNTING = 1024;

    private Stretch() {
    }

    /** The samples of tiles, which lie at {@code in}, as the result's type; floating point becomes 0..1. */
    static List<Tile> apply(Batch batch, long[] in, Shape result, double[] black, double[] white)
            throws DeviceException {
        long samples = result.pixels() * result.channels();
        batch.launch("stretch" + batch.type() + Work.suffix(result.type()), Grid.line(samples), in, batch.out(result),
                samples, black, white);
        return batch.results();
    }

    /** So many blocks that each has much to count. */
    static Grid counting(long samples) {
        return Grid.ofBlocks((int) Math.max(1, Math.min(COUNTING, (samples + Grid.THREADS - 1) / Grid.THREADS)));
    }

    /** How often each grey level of whole numbers occurs in each tile. */
    static long[][] histograms(Batch batch, long[] in) throws DeviceException {
        return histograms(batch, in, batch.shape().type() == Shape.Type.U8 ? 1 << 8 : 1 << 16);
    }

    /** Counts of so many bins for each tile. @param bounds of the bins, as the kernel has them */
    static long[][] histograms(Batch batch, long[] in, int bins, Object... bounds) throws DeviceException {
        int count = batch.count();
        long samples = batch.shape().pixels() * batch.shape().channels();
        long counts = batch.work().zeros(4L * bins * count);
        List<Object> arguments = new ArrayList<>(List.of(in, samples, Work.parts(counts, count, 4L * bins)));
        arguments.addAll(List.of(bounds));
        batch.work().launchOf(SOURCE, "histogram" + batch.type(), counting(samples).layers(count),
                arguments.toArray());
        int[] all = batch.work().ints(counts, bins * count);
        long[][] histograms = new long[count][bins];
        for (int i = 0; i < all.length; i++)
            histograms[i / bins][i % bins] = Integer.toUnsignedLong(all[i]);
        return histograms;
    }
}
