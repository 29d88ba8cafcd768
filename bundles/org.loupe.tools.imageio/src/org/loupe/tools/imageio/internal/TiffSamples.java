package org.loupe.tools.imageio.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

import org.loupe.api.Shape;

/** From one unpacked row of a tile to samples of the result. Not for use by several threads. */
final class TiffSamples {
    private final TiffLayout layout;
    private final boolean swap;

    TiffSamples(TiffLayout layout) {
        this.layout = layout;
        this.swap = layout.order() != ByteOrder.nativeOrder();
    }

    /** Undoes the predictor of the whole row of a tile that begins at {@code at}, in place. */
    void undo(byte[] row, int at) {
        int stored = layout.stored(), n = layout.tileWidth() * stored;
        if (layout.predictor() == 3) {
            floats(row, at, n, stored);
        } else if (layout.predictor() == 2 && layout.bits() == 8) {
            for (int i = at + stored; i < at + n; i++)
                row[i] += row[i - stored];
        } else if (layout.predictor() == 2) {
            ByteBuffer b = ByteBuffer.wrap(row, at, layout.rowBytes()).slice().order(layout.order());
            for (int i = stored; i < n; i++)
                if (layout.bits() == 16)
                    b.putShort(2 * i, (short) (b.getShort(2 * i) + b.getShort(2 * (i - stored))));
                else
                    b.putInt(4 * i, b.getInt(4 * i) + b.getInt(4 * (i - stored)));
        }
    }

    /** Adobe's third predictor: the bytes of all samples by significance, each the difference from its neighbour. */
    private void floats(byte[] row, int at, int n, int stored) {
        for (int i = at + stored; i < at + 4 * n; i++)
            row[i] += row[i - stored];
        byte[] planes = Arrays.copyOfRange(row, at, at + 4 * n);
        boolean little = layout.order() == ByteOrder.LITTLE_ENDIAN;
        for (int i = 0; i < n; i++)
            for (int k = 0; k < 4; k++)
                row[at + 4 * i + (little ? 3 - k : k)] = planes[k * n + i];
    }

    /**
     * Writes a part of a row.
     *
     * @param row    unpacked, predictor undone
     * @param origin index in {@code row} of the byte where the row's first pixel begins; may lie before the array when
     *               only a part of the row was read
     * @param first  first pixel
     * @param count  how many pixels
     * @param step   every {@code step}-th
     * @param plane  which sample the row holds if each has its own tiles, else 0
     * @param out    the result
     * @param at     index in {@code out} of the first byte of the first pixel
     */
    void write(byte[] row, int origin, int first, int count, int step, int plane, ByteBuffer out, int at) {
        Shape shape = layout.shape();
        int size = shape.type().bytes(), pixel = shape.channels() * size;
        if (layout.same() && step == 1) {
            int from = origin + first * pixel, length = count * pixel;
            if (swap && size > 1)
                swap(row, from, length, size);
            out.put(at, row, from, length);
            return;
        }
        if (layout.planar() && plane >= shape.channels())
            return;
        int stored = layout.stored(), copied = layout.planar() ? 1 : Math.min(shape.channels(), stored);
        for (int i = 0, x = first; i < count; i++, x += step, at += pixel) {
            if (layout.palette() != null) {
                int number = (int) sample(row, origin, x);
                for (int c = 0; c < shape.channels(); c++)
                    out.put(at + c, layout.palette().sample(number, c));
                continue;
            }
            for (int c = 0; c < copied; c++)
                put(sample(row, origin, x * stored + c), out, at + (plane + c) * size);
        }
    }

    private static void swap(byte[] row, int from, int length, int size) {
        for (int i = from; i < from + length; i += size)
            for (int a = i, b = i + size - 1; a < b; a++, b--) {
                byte v = row[a];
                row[a] = row[b];
                row[b] = v;
            }
    }

    private void put(double value, ByteBuffer out, int at) {
        switch (layout.shape().type()) {
            case U8 -> {
                int most = (1 << layout.bits()) - 1, v = (int) value;
                out.put(at, (byte) ((layout.inverted() ? most - v : v) * (layout.bits() < 8 ? 255 / (double) most : 1)
                        + 0.5));
            }
            case U16 -> {
                int v = (int) value;
                out.putShort(at, (short) (layout.inverted() ? (1 << layout.bits()) - 1 - v : v));
            }
            case S32 -> out.putInt(at, (int) value);
            case F32 -> out.putFloat(at, (float) value);
        }
    }

    private double sample(byte[] row, int origin, int i) {
        int bits = layout.bits(), at = origin + i * (bits >> 3);
        switch (bits) {
            case 8:
                return layout.format() == 2 ? row[at] : row[at] & 0xff;
            case 16:
                int two = (int) bytes(row, at, 2);
                return layout.format() == 2 ? (short) two : two;
            case 32:
                int four = (int) bytes(row, at, 4);
                return layout.format() == 3 ? Float.intBitsToFloat(four) : layout.format() == 2 ? four
                        : four & 0xffffffffL;
            case 64:
                return Double.longBitsToDouble(bytes(row, at, 8));
            default:
                int value = 0;
                for (int bit = i * bits; bit < (i + 1) * bits; bit++)
                    value = value << 1 | row[origin + (bit >> 3)] >> 7 - (bit & 7) & 1;
                return value;
        }
    }

    private long bytes(byte[] row, int at, int n) {
        long value = 0;
        boolean little = layout.order() == ByteOrder.LITTLE_ENDIAN;
        for (int k = 0; k < n; k++)
            value = value << 8 | row[little ? at + n - 1 - k : at + k] & 0xff;
        return value;
    }
}
