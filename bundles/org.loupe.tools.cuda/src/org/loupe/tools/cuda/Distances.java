package org.loupe.tools.cuda;

import java.nio.LongBuffer;
import java.util.Arrays;
import org.loupe.api.DeviceException;
import org.loupe.api.Kernels.Nearest;

/** Squared distances of rows to others, and the nearest of these. For one call. */
final class Distances {
    /** Rows, and others, whose distances are in memory at once. */
    private static final int ROWS = 2048;
    private static final int OTHERS = 8192;
    /** Neighbours that are looked for at once: what a block's shared memory holds. */
    private static final int MOST = 1024;
    private static final int TILE = 64;
    private static final int THREADS = 16;

    private final float[] rows;
    private final float[] others;
    private final int columns;
    private final int count;
    private final int otherCount;

    /** @throws IllegalArgumentException if the arrays are not of whole rows */
    Distances(float[] rows, float[] others, int columns) {
        if (columns < 1)
            throw new IllegalArgumentException("Rows have at least one column, found " + columns + ".");
        this.rows = rows;
        this.others = others;
        this.columns = columns;
        count = rows.length / columns;
        otherCount = others.length / columns;
        CudaKernels.require("rows", rows.length, (long) count * columns);
        CudaKernels.require("others", others.length, (long) otherCount * columns);
    }

    float[] squares(CudaKernels.Doer doer) throws DeviceException {
        float[] result = new float[CudaKernels.size(count, otherCount)];
        if (result.length > 0)
            doer.all(new Blocks() {
                private final float[] fetched = new float[CudaKernels.size(most(), Math.min(OTHERS, otherCount))];

                @Override
                void block(Work work, int from, int n, int first, int m, long squares) throws DeviceException {
                    work.fetch(squares, fetched, 0, n * m);
                    for (int i = 0; i < n; i++)
                        System.arraycopy(fetched, i * m, result, (from + i) * otherCount + first, m);
                }
            });
        return result;
    }

    Nearest nearest(int k, CudaKernels.Doer doer) throws DeviceException {
        if (k < 0)
            throw new IllegalArgumentException("The number of neighbours is 0 or more, found " + k + ".");
        Nearest nearest = new Nearest(k, new int[CudaKernels.size(count, k)], new float[CudaKernels.size(count, k)]);
        Arrays.fill(nearest.others(), -1);
        Arrays.fill(nearest.squares(), Float.POSITIVE_INFINITY);
        int wanted = Math.min(k, otherCount);
        if (count > 0)
            for (int done = 0; done < wanted; done += MOST)
                doer.all(new Keeping(nearest, done, Math.min(MOST, wanted - done)));
        return nearest;
    }

    /** Goes through all rows, a number at a time; for each through all others, a number at a time. */
    private abstract class Blocks implements CudaKernels.Parts {
        private int done;
        private int atOnce = most();
        private int othersAtOnce = otherCount;

        final int most() {
            return Math.min(ROWS, count);
        }

        @Override
        public boolean halve() {
            boolean less = atOnce > 1 || othersAtOnce > 1;
            atOnce = (atOnce + 1) / 2;
            othersAtOnce = (othersAtOnce + 1) / 2;
            return less;
        }

        @Override
        public void run(Work work) throws DeviceException {
            int width = Math.min(OTHERS, othersAtOnce), there = -1;
            long a = work.take(4L * atOnce * columns), b = work.take(4L * othersAtOnce * columns);
            long squares = work.take(4L * atOnce * width);
            prepare(work, atOnce);
            while (done < count) {
                int n = Math.min(atOnce, count - done);
                work.put(rows, done * columns, n * columns, a);
                begin(work, done, n);
                for (int from = 0; from < otherCount; from += othersAtOnce) {
                    int held = Math.min(othersAtOnce, otherCount - from);
                    if (there != from)
                        work.put(others, from * columns, held * columns, b);
                    there = from;
                    for (int first = 0; first < held; first += width) {
                        int m = Math.min(width, held - first);
                        work.launch("row_squares", new Grid((m + TILE - 1) / TILE, (n + TILE - 1) / TILE, 1, THREADS,
                                THREADS), a, n, b + 4L * first * columns, m, columns, squares);
                        block(work, done, n, from + first, m, squares);
                    }
                }
                end(work, done, n);
                done += n;
            }
        }

        /** Takes memory for rows at once. */
        void prepare(Work work, int most) throws DeviceException {
            // none
        }

        /** Begins with n rows. */
        void begin(Work work, int from, int n) throws DeviceException {
            // nothing
        }

        /** The distances of n rows to m others, row by row. */
        abstract void block(Work work, int from, int n, int first, int m, long squares) throws DeviceException;

        /** All others were gone through. */
        void end(Work work, int from, int n) throws DeviceException {
            // nothing
        }
    }

    /** Keeps the nearest of each row, as keys: the bits of the distance above the number. */
    private final class Keeping extends Blocks {
        private final Nearest nearest;
        private final int given;
        private final int wanted;
        private long best;
        private long above;

        /** @param given neighbours that are known; those farther away are looked for */
        Keeping(Nearest nearest, int given, int wanted) {
            this.nearest = nearest;
            this.given = given;
            this.wanted = wanted;
        }

        @Override
        void prepare(Work work, int most) throws DeviceException {
            best = work.take(8L * most * wanted);
            above = work.take(8L * most);
        }

        @Override
        void begin(Work work, int from, int n) throws DeviceException {
            if (given == 0)
                return;
            long[] last = new long[n];
            for (int i = 0; i < n; i++) {
                int at = (from + i) * nearest.k() + given - 1;
                last[i] = (long) Float.floatToRawIntBits(nearest.squares()[at]) << 32
                        | nearest.others()[at] & 0xFFFFFFFFL;
            }
            work.put(last, above);
        }

        @Override
        void block(Work work, int from, int n, int first, int m, long squares) throws DeviceException {
            work.launch("keep_nearest", Grid.ofBlocks(n), squares, m, first, best, wanted, first == 0 ? 1 : 0, above,
                    given == 0 ? 0 : 1);
        }

        @Override
        void end(Work work, int from, int n) throws DeviceException {
            LongBuffer keys = work.fetch(best, 8L * n * wanted).asLongBuffer();
            for (int i = 0; i < n; i++)
                for (int j = 0; j < wanted; j++) {
                    long key = keys.get(i * wanted + j);
                    if (key == -1)
                        break;
                    int at = (from + i) * nearest.k() + given + j;
                    nearest.others()[at] = (int) key;
                    nearest.squares()[at] = Float.intBitsToFloat((int) (key >>> 32));
                }
        }
    }
}
