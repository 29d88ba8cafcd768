package org.loupe.tools.cuda;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.loupe.api.DeviceException;

/** Non-maximum suppression of boxes. For one call. */
final class Suppression implements CudaKernels.Parts {
    private static final int BITS = 64;
    /** Bytes of bits that are in memory at once. */
    private static final int MASK = 64 << 20;

    private final int count;
    /** Numbers of the boxes from the surest on. */
    private final int[] order;
    private final float[] boxes;
    private final int[] kinds;
    private final float limit;
    private final int words;
    private int atOnce;
    private byte[] stays = {};

    /** @throws IllegalArgumentException if the arrays do not fit each other or the limit is out of its range */
    Suppression(float[] boxes, float[] scores, int[] kinds, float limit) {
        if (!(limit >= 0 && limit <= 1))
            throw new IllegalArgumentException("The limit of what boxes share is from 0 to 1, found " + limit + ".");
        CudaKernels.require("boxes", boxes.length, 4L * scores.length);
        CudaKernels.require("kinds", kinds.length, scores.length);
        this.limit = limit;
        count = scores.length;
        order = fromTheSurest(scores);
        this.boxes = new float[boxes.length];
        this.kinds = new int[count];
        for (int i = 0; i < count; i++) {
            System.arraycopy(boxes, 4 * order[i], this.boxes, 4 * i, 4);
            this.kinds[i] = kinds[order[i]];
        }
        words = (count + BITS - 1) / BITS;
        atOnce = (int) Math.min(count, Math.max(1, MASK / 8L / Math.max(1, words) / BITS) * BITS);
    }

    private static int[] fromTheSurest(float[] scores) {
        long[] keys = new long[scores.length];
        for (int i = 0; i < keys.length; i++) {
            int bits = Float.floatToIntBits(scores[i]); // as Float.compare, once negative ones are turned round
            keys[i] = (long) ~(bits ^ bits >> 31 & Integer.MAX_VALUE) << 32 | i;
        }
        Arrays.sort(keys);
        return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
    }

    /** The numbers of the boxes that stay, from the surest on. */
    int[] kept(CudaKernels.Doer doer) throws DeviceException {
        if (count > 0)
            doer.all(this);
        int[] kept = new int[count];
        int n = 0;
        for (int i = 0; i < count; i++)
            if (stays[i] != 0)
                kept[n++] = order[i];
        return Arrays.copyOf(kept, n);
    }

    @Override
    public boolean halve() {
        boolean less = atOnce > BITS;
        atOnce = (atOnce / 2 + BITS - 1) / BITS * BITS;
        return less;
    }

    @Override
    public void run(Work work) throws DeviceException {
        long where = work.put(boxes), kind = work.put(kinds), mask = work.take(8L * atOnce * words);
        long gone = work.zeros(8L * words), kept = work.take(count);
        for (int first = 0; first < count; first += atOnce) {
            int rows = Math.min(atOnce, count - first);
            Grid later = new Grid(words - first / BITS, (rows + BITS - 1) / BITS, 1, BITS, 1);
            work.launch("box_overlaps", later, where, kind, count, first, rows, words, limit, mask);
            work.launch("keep_boxes", Grid.ofBlocks(1), mask, first, rows, words, gone, kept);
        }
        ByteBuffer fetched = work.fetch(kept, count);
        stays = new byte[count];
        fetched.get(stays);
    }
}
