package org.loupe.tools.base;

import org.loupe.api.Shape;
import org.loupe.api.Tile;

/** A tile's samples as numbers, row by row, all channels side by side. 8-bit and 16-bit samples are exact. */
public final class Samples {

    private Samples() {
    }

    /** Samples in a row. */
    public static int perRow(Tile tile) {
        return tile.width() * tile.shape().channels();
    }

    /** A row that is read into an array of its own. */
    public static float[] read(Tile tile, int row) {
        float[] line = new float[perRow(tile)];
        read(tile, row, line);
        return line;
    }

    /** Reads a row. */
    public static void read(Tile tile, int row, float[] line) {
        read(tile, row * line.length, line, 0, line.length);
    }

    /** Reads {@code count} samples from number {@code from} on into a place of an array. */
    public static void read(Tile tile, int from, float[] into, int at, int count) {
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

    /** Writes a row; whole numbers in the type's range unless it is floating point. */
    public static void write(Tile tile, int row, float[] line) {
        int at = row * line.length;
        var data = tile.data();
        switch (tile.shape().type()) {
            case U8 -> {
                for (int i = 0; i < line.length; i++)
                    data.put(at + i, (byte) (int) line[i]);
            }
            case U16 -> {
                var shorts = data.asShortBuffer();
                for (int i = 0; i < line.length; i++)
                    shorts.put(at + i, (short) (int) line[i]);
            }
            case S32 -> {
                var ints = data.asIntBuffer();
                for (int i = 0; i < line.length; i++)
                    ints.put(at + i, (int) line[i]);
            }
            case F32 -> data.asFloatBuffer().put(at, line);
        }
    }

    /** Rounds half up and limits to the type's range; floating point stays as it is. */
    public static float fit(double value, Shape.Type type) {
        return switch (type) {
            case U8 -> (float) Math.max(0, Math.min(255, Math.floor(value + 0.5)));
            case U16 -> (float) Math.max(0, Math.min(65535, Math.floor(value + 0.5)));
            case S32 -> (float) Math.floor(value + 0.5);
            case F32 -> (float) value;
        };
    }
}
