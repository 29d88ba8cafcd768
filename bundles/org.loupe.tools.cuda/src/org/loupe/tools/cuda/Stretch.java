package org.loupe.tools.cuda;

import java.util.Arrays;
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

    /** The samples of {@code in}, which lie at {@code from}, as the result's type; floating point becomes 0..1. */
    static Tile apply(Work work, Tile in, long from, Shape result, double black, double white) throws DeviceException {
        CudaTile out = work.out(result, in.x(), in.y());
        long samples = result.pixels() * result.channels();
        work.launch("stretch" + Work.suffix(in.shape().type()) + Work.suffix(result.type()), Grid.line(samples), from,
                work.address(out), samples, black, white);
        return work.result(out);
    }

    /** So many blocks that each has much to count. */
    static Grid counting(long samples) {
        return Grid.ofBlocks((int) Math.max(1, Math.min(COUNTING, (samples + Grid.THREADS - 1) / Grid.THREADS)));
    }

    /** How often each grey level of whole numbers occurs. */
    static long[] histogram(Work work, long in, Shape shape) throws DeviceException {
        long samples = shape.pixels() * shape.channels();
        int bins = shape.type() == Shape.Type.U8 ? 1 << 8 : 1 << 16;
        long counts = work.zeros(4L * bins);
        work.launchOf(SOURCE, "histogram" + Work.suffix(shape.type()), counting(samples), in, samples, counts);
        return unsigned(work.ints(counts, bins));
    }

    /** Counts of a kernel, which fill all 32 bits. */
    static long[] unsigned(int[] counts) {
        return Arrays.stream(counts).mapToLong(Integer::toUnsignedLong).toArray();
    }
}
