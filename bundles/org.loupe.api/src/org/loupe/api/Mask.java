package org.loupe.api;

import java.util.Arrays;

/**
 * Masks as run lengths: how many pixels are off, then on, then off, …, row by row from the top left corner of a box.
 * Compact, exact and readable by anyone.
 */
public final class Mask {

    private Mask() {
    }

    /**
     * Encodes a part of an 8-bit grey tile.
     *
     * @param tile one channel of {@link Shape.Type#U8}; a pixel other than 0 is on
     * @param box  the part, in the tile's own pixels (its first pixel is 0, 0), inside the tile
     */
    public static int[] encode(Tile tile, Region box) {
        var data = tile.data();
        int[] runs = new int[16];
        int n = 0, length = 0;
        boolean on = false;
        byte[] pixels = new byte[box.width()]; // read a row at once: a direct buffer checks each single access
        for (int row = box.y(); row < box.bottom(); row++) {
            data.get(row * tile.width() + box.x(), pixels);
            for (byte pixel : pixels) {
                boolean here = pixel != 0;
                if (here != on) {
                    if (n == runs.length)
                        runs = Arrays.copyOf(runs, n * 2);
                    runs[n++] = length;
                    length = 0;
                    on = here;
                }
                length++;
            }
        }
        if (n == runs.length)
            runs = Arrays.copyOf(runs, n + 1);
        runs[n++] = length;
        return Arrays.copyOf(runs, n);
    }

    /**
     * Switches the pixels of a mask on (to 255) in an 8-bit grey tile; parts outside the tile are left out.
     *
     * @param runs as from {@link #encode}
     * @param box  where the mask's box lies, in the tile's own pixels
     */
    public static void draw(int[] runs, Region box, Tile tile) {
        var data = tile.data();
        int at = 0;
        boolean on = false;
        for (int run : runs) {
            if (on)
                for (int i = at; i < at + run; i++) {
                    int column = box.x() + i % box.width(), row = box.y() + i / box.width();
                    if (column >= 0 && row >= 0 && column < tile.width() && row < tile.height())
                        data.put(row * tile.width() + column, (byte) 255);
                }
            at += run;
            on = !on;
        }
    }

    /** Number of pixels that are on. */
    public static int area(int[] runs) {
        int area = 0;
        for (int i = 1; i < runs.length; i += 2)
            area += runs[i];
        return area;
    }
}
