package org.loupe.exchange.internal.labels;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.loupe.store.labels.LabelShape.Mask;

/**
 * The pixels of a mask image as runs along its rows, each with its value, and which of them belong together. One
 * thread.
 */
final class Blobs {
    private final int[] parent;
    private final int[] row;
    private final int[] from;
    private final int[] to;
    private final int[] value;
    private final int runs;

    /** Finds the runs of all values but 0. */
    Blobs(MaskImage image) {
        int n = 0;
        for (int y = 0, at = 0; y < image.height(); y++) {
            int last = 0;
            for (int x = 0; x < image.width(); x++, at++) {
                int now = image.value(at);
                if (now != 0 && now != last)
                    n++;
                last = now;
            }
        }
        runs = n;
        parent = new int[n];
        row = new int[n];
        from = new int[n];
        to = new int[n];
        value = new int[n];
        n = 0;
        for (int y = 0, at = 0; y < image.height(); y++) {
            int last = 0;
            for (int x = 0; x < image.width(); x++, at++) {
                int now = image.value(at);
                if (now != 0 && now != last) {
                    parent[n] = n;
                    row[n] = y;
                    from[n] = x;
                    value[n++] = now;
                }
                if (now != 0)
                    to[n - 1] = x + 1;
                last = now;
            }
        }
    }

    /** One mask for each piece of one value whose pixels touch, also at corners; in order of their first pixels. */
    Map<Integer, Mask> pieces() {
        int above = 0;
        for (int i = 0; i < runs; i++) {
            while (above < i && (row[above] < row[i] - 1 || row[above] == row[i] - 1 && to[above] < from[i]))
                above++;
            for (int k = above; k < i && row[k] == row[i] - 1 && from[k] <= to[i]; k++)
                if (value[k] == value[i])
                    join(k, i);
        }
        int[] group = new int[runs];
        for (int i = 0; i < runs; i++)
            group[i] = root(i);
        return masks(group);
    }

    /** One mask for each value, by it; in order of their first pixels. */
    Map<Integer, Mask> values() {
        return masks(value);
    }

    /** The value of a piece. @param key of {@link #pieces} */
    int value(int key) {
        return value[key];
    }

    private int root(int i) {
        int root = i;
        while (parent[root] != root)
            root = parent[root];
        while (parent[i] != root) {
            int next = parent[i];
            parent[i] = root;
            i = next;
        }
        return root;
    }

    private void join(int a, int b) {
        int first = root(a), second = root(b);
        parent[Math.max(first, second)] = Math.min(first, second);
    }

    private Map<Integer, Mask> masks(int[] group) {
        Map<Integer, int[]> boxes = new LinkedHashMap<>(); // left, top, right, bottom, runs
        for (int i = 0; i < runs; i++) {
            int run = i;
            int[] box = boxes.computeIfAbsent(group[i], g -> new int[] { from[run], row[run], 0, 0, 0 });
            box[0] = Math.min(box[0], from[i]);
            box[2] = Math.max(box[2], to[i]);
            box[3] = row[i] + 1;
            box[4]++;
        }
        Map<Integer, int[]> lengths = new LinkedHashMap<>();
        Map<Integer, long[]> ends = new LinkedHashMap<>(); // where the last run ended, number of lengths
        boxes.forEach((g, box) -> {
            lengths.put(g, new int[2 * box[4] + 1]);
            ends.put(g, new long[2]);
        });
        for (int i = 0; i < runs; i++) {
            int[] box = boxes.get(group[i]), of = lengths.get(group[i]);
            long[] end = ends.get(group[i]);
            long start = (long) (row[i] - box[1]) * (box[2] - box[0]) + from[i] - box[0];
            int length = to[i] - from[i], n = (int) end[1];
            if (start == end[0] && n > 0) // it goes on from the end of the row above
                of[n - 1] += length;
            else {
                of[n] = (int) (start - end[0]);
                of[n + 1] = length;
                end[1] += 2;
            }
            end[0] = start + length;
        }
        Map<Integer, Mask> masks = new LinkedHashMap<>();
        boxes.forEach((g, box) -> {
            int width = box[2] - box[0], height = box[3] - box[1], n = (int) ends.get(g)[1];
            int[] of = lengths.get(g);
            int rest = (int) ((long) width * height - ends.get(g)[0]);
            if (rest > 0)
                of[n++] = rest;
            masks.put(g, new Mask(box[0], box[1], width, height, Arrays.copyOf(of, n)));
        });
        return masks;
    }
}
