package org.loupe.exchange.internal.labels;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.loupe.store.labels.LabelShape.Box;
import org.loupe.store.labels.LabelShape.Mask;
import org.loupe.store.labels.LabelShape.Ring;

/** Outlines filled with pixels, line by line: a pixel belongs to an outline if its centre lies in it. One thread. */
final class Fill {
    private final int left;
    private final int top;
    private final int width;
    private final int height;
    private final BitSet pixels;

    private Fill(int left, int top, int width, int height) {
        this.left = left;
        this.top = top;
        this.width = width;
        this.height = height;
        pixels = new BitSet(width * height);
    }

    /**
     * The pixels in any of some outlines.
     *
     * @throws IllegalArgumentException if the box around them has more than {@link Shapes#LARGEST} px
     */
    static Mask union(List<Ring> rings) {
        Fill all = around(rings);
        for (Ring ring : rings) {
            Fill one = new Fill(all.left, all.top, all.width, all.height);
            one.flip(ring);
            all.pixels.or(one.pixels);
        }
        return all.mask();
    }

    /** The pixels in an odd number of outlines: in one, but in no hole. @throws IllegalArgumentException as above */
    static Mask evenOdd(List<Ring> rings) {
        Fill all = around(rings);
        rings.forEach(all::flip);
        return all.mask();
    }

    private static Fill around(List<Ring> rings) {
        double left = Double.MAX_VALUE, top = Double.MAX_VALUE, right = -Double.MAX_VALUE, bottom = -Double.MAX_VALUE;
        for (Ring ring : rings) {
            Box box = ring.bounds();
            left = Math.min(left, Math.floor(box.x()));
            top = Math.min(top, Math.floor(box.y()));
            right = Math.max(right, Math.ceil((double) box.x() + box.width()));
            bottom = Math.max(bottom, Math.ceil((double) box.y() + box.height()));
        }
        if (!((right - left) * (bottom - top) <= Shapes.LARGEST)
                || Math.max(Math.max(-left, right), Math.max(-top, bottom)) > Shapes.FARTHEST)
            throw new IllegalArgumentException("an outline of " + (long) (right - left) + " × " + (long) (bottom - top)
                    + " px is too large to be filled, allowed are " + Shapes.LARGEST + " px");
        return new Fill((int) left, (int) top, (int) (right - left), (int) (bottom - top));
    }

    private void flip(Ring ring) {
        float[] xy = ring.xy();
        double[] crossings = new double[16];
        Edges edges = new Edges(xy, top, height);
        for (int row = 0; row < height; row++) {
            double y = top + row + 0.5;
            int n = 0;
            for (int edge : edges.at(row)) {
                int i = 2 * edge, j = i == 0 ? xy.length - 2 : i - 2;
                if (xy[i + 1] > y == xy[j + 1] > y)
                    continue;
                if (n == crossings.length)
                    crossings = Arrays.copyOf(crossings, 2 * n);
                crossings[n++] = (double) (xy[j] - xy[i]) * (y - xy[i + 1]) / (xy[j + 1] - xy[i + 1]) + xy[i];
            }
            Arrays.sort(crossings, 0, n);
            for (int k = 0; k + 1 < n; k += 2) {
                int from = column(crossings[k]), to = column(crossings[k + 1]);
                if (from < to)
                    pixels.flip(row * width + from, row * width + to);
            }
        }
    }

    /** The first pixel whose centre is at x or to the right of it. */
    private int column(double x) {
        return (int) Math.max(0, Math.min(width, Math.ceil(x - 0.5 - left)));
    }

    private Mask mask() {
        return mask(pixels, left, top, width, height);
    }

    /**
     * Pixels row by row as a mask, cut to those that are on.
     *
     * @throws IllegalArgumentException if it has more than {@link Shapes#MOST_RUNS} runs
     */
    static Mask mask(BitSet pixels, int x, int y, int width, int height) {
        int left = width, right = -1, top = height, bottom = -1;
        for (int row = 0; row < height; row++) {
            int first = pixels.nextSetBit(row * width);
            if (first < 0)
                break;
            if (first >= (row + 1) * width) {
                row = first / width - 1;
                continue;
            }
            left = Math.min(left, first - row * width);
            right = Math.max(right, pixels.previousSetBit((row + 1) * width - 1) - row * width);
            top = Math.min(top, row);
            bottom = row;
        }
        if (bottom < 0)
            return new Mask(x, y, 0, 0, new int[0]);
        int[] runs = new int[16];
        int n = 0, wide = right - left + 1, length = 0;
        boolean now = false;
        for (int row = top; row <= bottom; row++)
            for (int at = row * width + left, end = at + wide; at < end;) {
                int next = Math.min(end, now ? pixels.nextClearBit(at) : next(pixels, at, end));
                length += next - at;
                at = next;
                if (at == end)
                    break;
                if (n + 2 > runs.length)
                    runs = Arrays.copyOf(runs, 2 * n + 2);
                runs[n++] = length;
                if (n > Shapes.MOST_RUNS)
                    throw new IllegalArgumentException("a mask has more than " + Shapes.MOST_RUNS + " runs of pixels");
                length = 0;
                now = !now;
            }
        runs = Arrays.copyOf(runs, n + 1);
        runs[n] = length;
        return new Mask(x + left, y + top, wide, bottom - top + 1, runs);
    }

    private static int next(BitSet pixels, int at, int end) {
        int next = pixels.nextSetBit(at);
        return next < 0 ? end : next;
    }

    /** The edges of an outline that reach each line of pixels. */
    private static final class Edges {
        private final int[] start;
        private final int[] edges;
        private int[] active = new int[0];
        private int count;
        private final int[] last;

        Edges(float[] xy, int top, int height) {
            int n = xy.length / 2;
            int[] first = new int[n];
            last = new int[n];
            start = new int[height + 1];
            for (int i = 0; i < n; i++) {
                double a = xy[2 * i + 1], b = xy[i == 0 ? xy.length - 1 : 2 * i - 1];
                first[i] = (int) Math.max(0, Math.floor(Math.min(a, b)) - top);
                last[i] = (int) Math.ceil(Math.max(a, b)) - top;
                start[Math.min(height, first[i])]++;
            }
            for (int row = 1; row <= height; row++)
                start[row] += start[row - 1];
            edges = new int[n];
            for (int i = n - 1; i >= 0; i--)
                edges[--start[Math.min(height, first[i])]] = i;
        }

        /** Edges that may cross a line; lines are asked for from the top down, each once. */
        int[] at(int row) {
            int kept = 0;
            int end = row + 1 < start.length ? start[row + 1] : edges.length;
            int[] now = new int[count + end - start[row]];
            for (int i = 0; i < count; i++)
                if (last[active[i]] >= row)
                    now[kept++] = active[i];
            for (int i = start[row]; i < end; i++)
                now[kept++] = edges[i];
            active = now;
            count = kept;
            return kept == now.length ? now : Arrays.copyOf(now, kept);
        }
    }
}
