package org.loupe.store.labels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** The outlines of masks. Any thread. */
public final class Contours {

    private Contours() {
    }

    /**
     * The borders of a mask's pixels as closed polygons; those of holes run the other way round. Corners touch only
     * where pixels do diagonally.
     *
     * @param runs   as {@link org.loupe.api.Mask} has them
     * @param width  of the mask's box in px
     * @param height of the mask's box in px
     * @return corners of each polygon as x, y, x, y, … in px of the box
     */
    public static List<int[]> trace(int[] runs, int width, int height) {
        BitSet on = new BitSet(width * height);
        int at = 0;
        for (int i = 0; i < runs.length; i++) {
            int end = Math.min(at + runs[i], width * height);
            if (i % 2 == 1)
                on.set(Math.min(at, end), end);
            at = end;
        }
        BitSet seen = new BitSet(width * height); // pixels whose upper edge was walked along
        List<int[]> polygons = new ArrayList<>();
        for (int i = on.nextSetBit(0); i >= 0; i = on.nextSetBit(i + 1))
            if (!seen.get(i) && (i < width || !on.get(i - width)))
                polygons.add(walk(on, seen, width, height, i % width, i / width));
        return polygons;
    }

    /** Walks with the mask on the right hand, from the upper left corner of a pixel that has none above it. */
    private static int[] walk(BitSet on, BitSet seen, int width, int height, int startX, int startY) {
        int[] corners = new int[16];
        int n = 0, x = startX, y = startY, dx = 1, dy = 0;
        do {
            // the pixels ahead on the right and on the left of the way
            if (dx == 1)
                seen.set(y * width + x);
            x += dx;
            y += dy;
            int nextX = dx, nextY = dy;
            if (!is(on, width, height, x + (dx - dy - 1) / 2, y + (dy + dx - 1) / 2)) {
                nextX = -dy; // the mask ends: turn right
                nextY = dx;
            } else if (is(on, width, height, x + (dx + dy - 1) / 2, y + (dy - dx - 1) / 2)) {
                nextX = dy; // it goes on to the left
                nextY = -dx;
            }
            if (nextX != dx) {
                if (n + 2 > corners.length)
                    corners = Arrays.copyOf(corners, n * 2);
                corners[n++] = x;
                corners[n++] = y;
                dx = nextX;
                dy = nextY;
            }
        } while (x != startX || y != startY || dx != 1);
        return Arrays.copyOf(corners, n);
    }

    private static boolean is(BitSet on, int width, int height, int x, int y) {
        return x >= 0 && y >= 0 && x < width && y < height && on.get(y * width + x);
    }
}
