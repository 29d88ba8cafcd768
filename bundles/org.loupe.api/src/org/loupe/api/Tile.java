package org.loupe.api;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * Pixels: {@code [height × width × channels]}, rows from the top, channels interleaved, without gaps, in direct memory
 * of native byte order, so that native code works on it without a copy. The position is where the tile's first pixel
 * lies in the full image: a crop or a tile of a scan knows where it came from.
 *
 * <p>A tile does not own its memory: one made by {@link #allocate} lives as long as it is referenced, one from
 * {@link Run#tile} until its image is finished. Whoever made it may write it; all others only read. A subclass may keep
 * a device's copy of the same pixels, and bring them into this memory when {@link #data} is first asked for.
 */
public class Tile {
    private final Shape shape;
    private final int x;
    private final int y;
    private final ByteBuffer data;

    /**
     * A tile over existing memory.
     *
     * @param data direct, at least {@code shape.bytes()} from its position on
     * @param x    column of the full image that the tile's first column is
     * @param y    row of the full image that the tile's first row is
     */
    public Tile(Shape shape, int x, int y, ByteBuffer data) {
        this.shape = Objects.requireNonNull(shape);
        this.x = x;
        this.y = y;
        if (!data.isDirect())
            throw new IllegalArgumentException("A tile needs direct memory.");
        if (data.remaining() < shape.bytes())
            throw new IllegalArgumentException("A tile of " + shape + " needs " + shape.bytes() + " bytes, found "
                    + data.remaining() + ".");
        this.data = data.slice(data.position(), (int) shape.bytes()).order(ByteOrder.nativeOrder());
    }

    /** New zeroed memory at position (0, 0). */
    public static Tile allocate(Shape shape) {
        if (shape.bytes() > Integer.MAX_VALUE)
            throw new IllegalArgumentException("A tile holds at most 2 GiB, " + shape + " needs " + shape.bytes()
                    + " bytes. Read the image by region.");
        return new Tile(shape, 0, 0, ByteBuffer.allocateDirect((int) shape.bytes()));
    }

    /** A tile of 8-bit samples, copied. */
    public static Tile of(Shape shape, byte[] samples) {
        Tile tile = allocate(shape);
        tile.data().put(samples);
        return tile;
    }

    public final Shape shape() {
        return shape;
    }

    public final int width() {
        return shape.width();
    }

    public final int height() {
        return shape.height();
    }

    /** Column of the full image that the tile's first column is. */
    public final int x() {
        return x;
    }

    /** Row of the full image that the tile's first row is. */
    public final int y() {
        return y;
    }

    /** Where the tile lies in the full image. */
    public final Region region() {
        return new Region(x, y, shape.width(), shape.height());
    }

    /** The same pixels at another position. */
    public Tile at(int newX, int newY) {
        return new Tile(shape, newX, newY, data);
    }

    /** The same pixels with another scale. */
    public Tile scale(double umPerPx) {
        return new Tile(shape.scale(umPerPx), x, y, data);
    }

    /** All samples, from position 0, in native order; a new view of the same memory at each call. */
    public ByteBuffer data() {
        return data.duplicate().order(ByteOrder.nativeOrder());
    }

    /**
     * Returns when the pixels are computed, wherever they lie; at once for a tile that is in memory alone. Who times a
     * step asks for it, since a device may still be at work when the step has returned.
     *
     * @throws IllegalStateException if they cannot be computed any more
     */
    public void await() {
    }

    /** One sample; convenient, not fast. {@code column} and {@code row} count from this tile's first pixel. */
    public final double get(int column, int row, int channel) {
        int i = index(column, row, channel);
        ByteBuffer samples = data();
        return switch (shape.type()) {
            case U8 -> samples.get(i) & 0xff;
            case U16 -> samples.getShort(i * 2) & 0xffff;
            case S32 -> samples.getInt(i * 4);
            case F32 -> samples.getFloat(i * 4);
        };
    }

    /** Sets one sample, rounded to the nearest and limited to the type's range; convenient, not fast. */
    public final void set(int column, int row, int channel, double value) {
        int i = index(column, row, channel);
        ByteBuffer samples = data();
        switch (shape.type()) {
            case U8 -> samples.put(i, (byte) Math.max(0, Math.min(255, Math.rint(value))));
            case U16 -> samples.putShort(i * 2, (short) (int) Math.max(0, Math.min(65535, Math.rint(value))));
            case S32 -> samples.putInt(i * 4, (int) Math.rint(value));
            case F32 -> samples.putFloat(i * 4, (float) value);
        }
    }

    private int index(int column, int row, int channel) {
        if (column < 0 || row < 0 || channel < 0 || column >= shape.width() || row >= shape.height()
                || channel >= shape.channels())
            throw new IndexOutOfBoundsException("No sample " + column + ", " + row + ", " + channel + " in " + shape);
        return (row * shape.width() + column) * shape.channels() + channel;
    }
}
