package org.loupe.tools.classic;

import java.nio.IntBuffer;
import java.util.Arrays;
import org.loupe.api.Labels;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Tile;

/** Finds connected pixels: rows of pixels that are on, joined where they touch those of the row above. */
final class Objects {
    private int[] row = new int[1024];
    private int[] from = new int[1024];
    private int[] to = new int[1024];
    private int[] parent = new int[1024];
    private int count;

    private Objects() {
    }

    /** Says which pixels of a row are on. */
    interface Mask {
        /** Sets all elements of {@code on}. Called once for each row from the first on. */
        void row(int row, boolean[] on);
    }

    /**
     * Numbers the objects of a mask: pixels that touch at edges or corners. Objects of fewer than {@code smallestArea}
     * pixels are left out; the others are numbered as their first pixels come, row by row.
     *
     * @param image whose size and scale the labels get
     */
    static Labels label(Tile image, Mask mask, int smallestArea, Run run) {
        Objects objects = new Objects();
        objects.collect(image, mask, run);
        return objects.labels(image.shape().samples(1, Shape.Type.S32), smallestArea, run);
    }

    private void collect(Tile image, Mask mask, Run run) {
        boolean[] on = new boolean[image.width()];
        int above = 0;
        for (int y = 0; y < image.height(); y++) {
            run.checkCancelled();
            mask.row(y, on);
            int first = count;
            for (int x = 0; x < on.length; x++)
                if (on[x]) {
                    int start = x;
                    while (x < on.length && on[x])
                        x++;
                    add(y, start, x);
                }
            for (int i = first, j = above; i < count && j < first;) {
                if (from[j] <= to[i] && from[i] <= to[j])
                    join(i, j);
                if (to[j] < to[i])
                    j++;
                else
                    i++;
            }
            above = first;
        }
    }

    private void add(int y, int start, int end) {
        if (count == row.length) {
            row = Arrays.copyOf(row, count * 2);
            from = Arrays.copyOf(from, count * 2);
            to = Arrays.copyOf(to, count * 2);
            parent = Arrays.copyOf(parent, count * 2);
        }
        row[count] = y;
        from[count] = start;
        to[count] = end;
        parent[count] = count++;
    }

    private void join(int a, int b) {
        int rootA = root(a), rootB = root(b);
        parent[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
    }

    private int root(int i) {
        while (parent[i] != i) {
            parent[i] = parent[parent[i]];
            i = parent[i];
        }
        return i;
    }

    private Labels labels(Shape shape, int smallestArea, Run run) {
        int[] area = new int[count], number = new int[count];
        for (int i = 0; i < count; i++)
            area[root(i)] += to[i] - from[i];
        Tile tile = run.tile(shape);
        IntBuffer data = tile.data().asIntBuffer();
        int[] line = new int[shape.width()];
        int used = 0, i = 0;
        for (int y = 0; y < shape.height(); y++) {
            run.checkCancelled();
            Arrays.fill(line, 0);
            for (; i < count && row[i] == y; i++) {
                int root = root(i);
                if (root == i && area[i] >= smallestArea)
                    number[i] = ++used;
                Arrays.fill(line, from[i], to[i], number[root]);
            }
            data.put(line);
        }
        return new Labels(tile, used);
    }
}
