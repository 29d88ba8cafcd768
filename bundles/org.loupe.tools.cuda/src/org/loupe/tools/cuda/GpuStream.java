package org.loupe.tools.cuda;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.loupe.api.DeviceException;

/**
 * A queue of work on a GPU: copies and kernels are done in the order in which they were put in, beside the work of
 * other streams. Copies go through two buffers in pinned memory, so that one is filled while the other is on its way.
 * A method returns when its work is in the queue; what comes back to the processor is waited for. Safe for use by any
 * thread.
 */
final class GpuStream {
    private static final int CHUNK = 4 << 20;
    private static final int NON_BLOCKING = 1;
    private static final int NO_TIMING = 2;
    private static final int MOST_ARGUMENTS = 32;
    /** As CUDA has it. */
    private static final int MOST_ARGUMENT_BYTES = 4096;
    /** Launches that an error may be blamed on. */
    private static final int REMEMBERED = 16;
    /** Makes every launch wait for its end, so that an error names one kernel. */
    private static final boolean CHECK_EACH = Boolean.getBoolean("loupe.cuda.check");

    private final Gpu gpu;
    private final int number;
    private final long handle;
    private final ByteBuffer[] pinned = new ByteBuffer[2];
    private final long[] copied = new long[2];
    private int next;
    private final Memory arguments = new Memory(8L * MOST_ARGUMENTS + MOST_ARGUMENT_BYTES);
    /** What was launched since it was last waited for. */
    private final Deque<String> launched = new ArrayDeque<>();

    GpuStream(Gpu gpu, int number) throws DeviceException {
        this.gpu = gpu;
        this.number = number;
        long[] made = new long[1];
        gpu.check(gpu.driver().cuStreamCreate(made, NON_BLOCKING), "making a stream");
        handle = made[0];
    }

    int number() {
        return number;
    }

    long handle() {
        return handle;
    }

    /** Copies {@code bytes} from the buffer's beginning on; the buffer can be changed afterwards. */
    synchronized void upload(ByteBuffer from, long to, long bytes) throws DeviceException {
        for (long done = 0; done < bytes; done += CHUNK) {
            int length = (int) Math.min(CHUNK, bytes - done), slot = slot();
            pinned[slot].put(0, from, (int) done, length);
            gpu.check(gpu.driver().cuMemcpyHtoDAsync_v2(to + done, pinned[slot], length, handle), "a copy to it");
            gpu.check(gpu.driver().cuEventRecord(copied[slot], handle), "a copy to it");
        }
    }

    /** Waits for the work so far, then fills the buffer from its beginning on. */
    synchronized void download(long from, ByteBuffer to, long bytes) throws DeviceException {
        long[] begin = { -1, -1 };
        int[] length = new int[2];
        for (long done = 0; done < bytes; done += CHUNK) {
            int slot = slot();
            fetch(slot, begin, length, to);
            begin[slot] = done;
            length[slot] = (int) Math.min(CHUNK, bytes - done);
            gpu.check(gpu.driver().cuMemcpyDtoHAsync_v2(pinned[slot], from + done, length[slot], handle),
                    "a copy from it");
            gpu.check(gpu.driver().cuEventRecord(copied[slot], handle), "a copy from it");
            fetch(1 - slot, begin, length, to);
        }
        fetch(0, begin, length, to);
        fetch(1, begin, length, to);
        launched.clear();
    }

    private void fetch(int slot, long[] begin, int[] length, ByteBuffer to) throws DeviceException {
        if (begin[slot] < 0)
            return;
        waited(gpu.driver().cuEventSynchronize(copied[slot]));
        to.put((int) begin[slot], pinned[slot], 0, length[slot]);
        begin[slot] = -1;
    }

    /** A buffer that is free for the next copy. */
    private int slot() throws DeviceException {
        int slot = next;
        next = 1 - next;
        if (pinned[slot] == null) {
            PointerByReference address = new PointerByReference();
            gpu.check(gpu.driver().cuMemHostAlloc(address, CHUNK, 0), "taking pinned memory");
            long[] event = new long[1];
            gpu.check(gpu.driver().cuEventCreate(event, NO_TIMING), "making an event");
            pinned[slot] = address.getValue().getByteBuffer(0, CHUNK);
            copied[slot] = event[0];
        } else
            waited(gpu.driver().cuEventSynchronize(copied[slot]));
        return slot;
    }

    synchronized void copy(long from, long to, long bytes) throws DeviceException {
        gpu.check(gpu.driver().cuMemcpyDtoDAsync_v2(to, from, bytes, handle), "a copy within it");
    }

    synchronized void zero(long at, long bytes) throws DeviceException {
        gpu.check(gpu.driver().cuMemsetD8Async(at, (byte) 0, bytes, handle), "filling with zeros");
    }

    /**
     * Puts a kernel into the queue.
     *
     * @param arguments the kernel's, each a {@code Long} (also for an address), {@code Integer}, {@code Float} or
     *                  {@code Double}, of the very types that the kernel declares, or a {@code long[]} or
     *                  {@code double[]} of what each tile of a {@link Batch} has of it
     * @param what      it works on, for the message if it fails
     */
    synchronized void launch(String source, String kernel, Grid grid, String what, Object... arguments)
            throws DeviceException {
        long function = gpu.kernel(source, kernel);
        if (arguments.length > MOST_ARGUMENTS)
            throw new IllegalArgumentException(kernel + " has more than " + MOST_ARGUMENTS + " arguments.");
        long at = 8L * MOST_ARGUMENTS;
        for (int i = 0; i < arguments.length; i++) {
            this.arguments.setPointer(8L * i, this.arguments.share(at));
            at += set(at, arguments[i]);
        }
        if (launched.size() == REMEMBERED)
            launched.removeFirst();
        launched.add(kernel + " <" + grid + "> on " + what);
        waited(gpu.driver().cuLaunchKernel(function, grid.x(), grid.y(), grid.z(), grid.threadsX(), grid.threadsY(), 1,
                0, handle, this.arguments, Pointer.NULL));
        if (CHECK_EACH)
            await();
    }

    /** Writes an argument down. @return the bytes that it takes */
    private int set(long at, Object argument) {
        if (argument instanceof long[] each)
            arguments.write(at, each, 0, each.length);
        else if (argument instanceof double[] each)
            arguments.write(at, each, 0, each.length);
        else if (argument instanceof Long value)
            arguments.setLong(at, value);
        else if (argument instanceof Integer value)
            arguments.setInt(at, value);
        else if (argument instanceof Float value)
            arguments.setFloat(at, value);
        else
            arguments.setDouble(at, (Double) argument);
        return argument.getClass().isArray() ? 8 * Batch.MOST : 8;
    }

    /** Waits for all the work so far. */
    synchronized void await() throws DeviceException {
        waited(gpu.driver().cuStreamSynchronize(handle));
        launched.clear();
    }

    /** An error here may be of any launch since the last time. */
    private void waited(int code) throws DeviceException {
        if (code != 0) {
            String suspects = String.join("; ", launched);
            launched.clear();
            gpu.check(code, launched(suspects));
        }
    }

    private static String launched(String suspects) {
        return suspects.isEmpty() ? "a copy" : "a kernel, one of these that were launched last: " + suspects;
    }
}
