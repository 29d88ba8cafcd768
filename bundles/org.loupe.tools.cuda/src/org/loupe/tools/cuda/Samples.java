package org.loupe.tools.cuda;

import org.loupe.api.Tile;

/** A tile's samples as numbers, all channels side by side. 8-bit and 16-bit samples are exact. */
final class Samples {

    private Samples() {
    }

    /** Reads {@code count} samples from number {@code from} on into a place of an array. */
    static void read(Tile tile, int from, float[] into, int at, int count) {
        var data = tile.data();
        switch (tile.shape().type()) {
            case U8 -> {
                for (int i = 0; i < count; i++)
                    into[at + i] = data.get(from + i) & 0xff;
            }
            case U16 -> {
                var shorts = data.asShortBuffer();
                for (int i = 0; i < count; i++)
                    into[at + i] = shorts.get(from + i) & 0xffff;
            }
            case S32 -> {
                var ints = data.asIntBuffer();
                for (int i = 0; i < count; i++)
                    into[at + i] = ints.get(from + i);
            }
            case F32 -> data.asFloatBuffer().get(from, into, at, count);
        }
    }
}
