package org.loupe.tools.opencv;

import org.loupe.api.Tile;

/** A tile's samples, row by row. */
final class Samples {

    private Samples() {
    }

    /** Reads a row of all channels; every 8-bit and 16-bit sample is exact. */
    static void read(Tile tile, int row, float[] line) {
        int at = row * line.length;
        var data = tile.data();
        switch (tile.shape().type()) {
            case U8 -> {
                for (int i = 0; i < line.length; i++)
                    line[i] = data.get(at + i) & 0xff;
            }
            case U16 -> {
                var shorts = data.asShortBuffer();
                for (int i = 0; i < line.length; i++)
                    line[i] = shorts.get(at + i) & 0xffff;
            }
            case S32 -> {
                var ints = data.asIntBuffer();
                for (int i = 0; i < line.length; i++)
                    line[i] = ints.get(at + i);
            }
            case F32 -> data.asFloatBuffer().get(at, line);
        }
    }
}
