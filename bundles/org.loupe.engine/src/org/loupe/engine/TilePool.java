package org.loupe.engine;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.loupe.api.Shape;
import org.loupe.api.Tile;

/**
 * Memory for tiles, lent and taken back in the order of a stack, then lent again: a worker that goes on to the next
 * image of the same size allocates nothing. For one thread.
 */
final class TilePool {
    /** Free memory that is kept beyond twice what the work at hand needs. */
    private static final long SPARE = 64L << 20;

    private final Map<Integer, ArrayDeque<ByteBuffer>> free = new HashMap<>();
    private final List<ByteBuffer> lent = new ArrayList<>();
    private long bytesLent;
    private long mostLent;
    private long bytesOwned;
    private long allocations;

    /** A tile at (0, 0) with undefined content. */
    Tile take(Shape shape) {
        if (shape.bytes() > Integer.MAX_VALUE)
            throw new IllegalArgumentException("A tile holds at most 2 GiB, " + shape + " needs " + shape.bytes()
                    + " bytes.");
        int size = size(shape.bytes());
        ArrayDeque<ByteBuffer> same = free.get(size);
        ByteBuffer memory = same == null ? null : same.pollLast();
        if (memory == null) {
            memory = ByteBuffer.allocateDirect(size);
            allocations++;
            bytesOwned += size;
        }
        lent.add(memory);
        bytesLent += size;
        mostLent = Math.max(mostLent, bytesLent);
        return new Tile(shape, 0, 0, memory);
    }

    /** Bytes rounded up to one of eight sizes per power of two, so that images of about one size share memory. */
    private static int size(long bytes) {
        if (bytes <= 4096)
            return 4096;
        long step = Long.highestOneBit(bytes - 1) >> 3;
        return (int) Math.min(Integer.MAX_VALUE, (bytes + step - 1) / step * step);
    }

    /** How much is lent, for {@link #release}. */
    int mark() {
        return lent.size();
    }

    /** Takes back what was lent since the mark. */
    void release(int mark) {
        for (int i = lent.size() - 1; i >= mark; i--) {
            ByteBuffer memory = lent.remove(i);
            bytesLent -= memory.capacity();
            free.computeIfAbsent(memory.capacity(), c -> new ArrayDeque<>()).add(memory);
        }
    }

    /** Takes everything back; gives memory up that was of no use lately. */
    void recycle() {
        release(0);
        if (bytesOwned > 2 * mostLent + SPARE)
            clear();
        mostLent = 0;
    }

    /** Gives all memory up, after {@link OutOfMemoryError}. */
    void clear() {
        free.clear();
        lent.clear();
        bytesLent = bytesOwned = mostLent = 0;
    }

    /** How often new memory was needed. */
    long allocations() {
        return allocations;
    }
}
