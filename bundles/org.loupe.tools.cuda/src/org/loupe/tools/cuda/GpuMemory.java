package org.loupe.tools.cuda;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.loupe.api.DeviceException;

/**
 * A GPU's memory, lent and taken back, then lent again on the same stream, where work on it is in order: taking and
 * giving back call the driver rarely. Never more than a limit. Safe for use by any thread.
 */
final class GpuMemory {
    private static final int LEAST = 512;

    private record Key(int stream, long bytes) {
    }

    private final Gpu gpu;
    private final long limit;
    private final Map<Key, ArrayDeque<Long>> free = new HashMap<>();
    private long owned;

    GpuMemory(Gpu gpu, long limit) {
        this.gpu = gpu;
        this.limit = limit;
    }

    /**
     * Lends memory with undefined content, aligned to 256 bytes.
     *
     * @return its address on the device
     * @throws DeviceException {@code MEMORY} if there is not enough, even after all that is free was given up
     */
    synchronized long take(GpuStream stream, long bytes) throws DeviceException {
        long size = size(bytes);
        ArrayDeque<Long> same = free.get(new Key(stream.number(), size));
        if (same != null && !same.isEmpty())
            return same.pop();
        if (owned + size > limit)
            giveUp();
        if (owned + size > limit)
            throw new DeviceException(DeviceException.Cause.MEMORY, gpu.device().label() + " has no " + (size >> 20)
                    + " MiB free: " + (owned >> 20) + " of " + (limit >> 20) + " MiB that Loupe may take are in use.",
                    "Use smaller tiles or fewer threads, or allow more with -D" + Gpu.MEMORY + ".");
        long[] address = new long[1];
        int code = gpu.driver().cuMemAlloc_v2(address, size);
        if (code == Driver.OUT_OF_MEMORY) {
            giveUp();
            code = gpu.driver().cuMemAlloc_v2(address, size);
        }
        gpu.check(code, "taking " + size + " bytes");
        owned += size;
        return address[0];
    }

    /** Takes memory back, when all work on it is done or in the stream. */
    synchronized void giveBack(GpuStream stream, long address, long bytes) {
        free.computeIfAbsent(new Key(stream.number(), size(bytes)), k -> new ArrayDeque<>()).push(address);
    }

    /** Bytes rounded up to one of eight sizes per power of two, so that images of about one size share memory. */
    private static long size(long bytes) {
        if (bytes <= LEAST)
            return LEAST;
        long step = Math.max(LEAST, Long.highestOneBit(bytes - 1) >> 3);
        return (bytes + step - 1) / step * step;
    }

    /** Gives all free memory back to the driver. */
    private void giveUp() throws DeviceException {
        for (GpuStream stream : gpu.streams())
            gpu.check(gpu.driver().cuStreamSynchronize(stream.handle()), "waiting for it");
        for (Map.Entry<Key, ArrayDeque<Long>> e : free.entrySet())
            for (long address : e.getValue()) {
                gpu.check(gpu.driver().cuMemFree_v2(address), "giving memory back");
                owned -= e.getKey().bytes();
            }
        free.clear();
    }
}
