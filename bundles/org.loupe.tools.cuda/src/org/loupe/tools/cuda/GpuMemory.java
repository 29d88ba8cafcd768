package org.loupe.tools.cuda;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.loupe.api.DeviceException;

/**
 * A GPU's memory, lent and taken back, then lent again on the same stream, where work on it is in order: taking and
 * giving back call the driver rarely. Never more than a limit. It also keeps pixels that many images use, such as a
 * golden image, for all streams; of these what was not used for longest goes first when memory is short. Safe for use
 * by any thread.
 */
final class GpuMemory {
    private static final int LEAST = 512;

    /** Lasting pixels take up to this share of the limit. */
    private static final int LASTING_SHARE = 4;

    private record Key(int stream, long bytes) {
    }

    /** Pixels that stay. */
    private static final class Lasting {
        private final GpuStream stream;
        private final long address;
        private final long bytes;
        private int users;

        Lasting(GpuStream stream, long address, long bytes) {
            this.stream = stream;
            this.address = address;
            this.bytes = bytes;
        }
    }

    private final Gpu gpu;
    private final long limit;
    private final Map<Key, ArrayDeque<Long>> free = new HashMap<>();
    /** The one that was not used for longest first. */
    private final Map<String, Lasting> lasting = new LinkedHashMap<>(16, 0.75f, true);
    private long lastingBytes;
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
        if (owned + size > limit && forget(Long.MAX_VALUE))
            giveUp();
        if (owned + size > limit)
            throw new DeviceException(DeviceException.Cause.MEMORY, gpu.device().label() + " has no " + (size >> 20)
                    + " MiB free: " + (owned >> 20) + " of " + (limit >> 20) + " MiB that Loupe may take are in use.",
                    "Use smaller tiles or fewer threads, or allow more with -D" + Gpu.MEMORY + ".");
        long[] address = new long[1];
        int code = gpu.driver().cuMemAlloc_v2(address, size);
        if (code == Driver.OUT_OF_MEMORY) {
            forget(Long.MAX_VALUE);
            giveUp();
            code = gpu.driver().cuMemAlloc_v2(address, size);
        }
        gpu.check(code, "taking " + size + " bytes");
        owned += size;
        return address[0];
    }

    /**
     * Where pixels lie that all streams may read until {@link #unused} is called; they are brought there if they are
     * not there yet.
     *
     * @param name equal for equal pixels
     * @return 0 if they are too large to be kept
     */
    synchronized long lasting(String name, ByteBuffer pixels, long bytes, GpuStream stream) throws DeviceException {
        Lasting there = lasting.get(name);
        if (there == null) {
            long size = size(bytes), most = limit / LASTING_SHARE;
            if (size > most || lastingBytes + size > most && !(forget(lastingBytes + size - most)
                    && lastingBytes + size <= most))
                return 0;
            there = new Lasting(stream, take(stream, bytes), bytes);
            try {
                stream.upload(pixels, there.address, bytes);
                stream.await(); // other streams do not wait for this one
            } catch (DeviceException e) {
                giveBack(stream, there.address, bytes);
                throw e;
            }
            lasting.put(name, there);
            lastingBytes += size;
        }
        there.users++;
        return there.address;
    }

    /** All work that reads lasting pixels is in its stream. */
    synchronized void unused(String name) {
        lasting.get(name).users--;
    }

    /** Takes lasting pixels back that nobody uses, until so many bytes are free. @return whether there were any */
    private boolean forget(long least) throws DeviceException {
        if (lasting.values().stream().allMatch(l -> l.users > 0))
            return false;
        await();
        long end = least > lastingBytes ? 0 : lastingBytes - least;
        for (Iterator<Lasting> i = lasting.values().iterator(); i.hasNext() && lastingBytes > end;) {
            Lasting oldest = i.next();
            if (oldest.users == 0) {
                i.remove();
                giveBack(oldest.stream, oldest.address, oldest.bytes);
                lastingBytes -= size(oldest.bytes);
            }
        }
        return true;
    }

    private void await() throws DeviceException {
        for (GpuStream stream : gpu.streams())
            gpu.check(gpu.driver().cuStreamSynchronize(stream.handle()), "waiting for it");
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
        await();
        for (Map.Entry<Key, ArrayDeque<Long>> e : free.entrySet())
            for (long address : e.getValue()) {
                gpu.check(gpu.driver().cuMemFree_v2(address), "giving memory back");
                owned -= e.getKey().bytes();
            }
        free.clear();
    }
}
