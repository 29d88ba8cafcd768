package org.loupe.tools.cuda;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.loupe.api.Device;
import org.loupe.api.DeviceException;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/**
 * What one call of a step does on a GPU: it takes memory, brings tiles there, launches kernels and fetches results.
 * All on one stream, in order. Closed at the end of the call, which gives back everything but the tiles that are the
 * {@linkplain #result result}. For one thread.
 */
final class Work implements AutoCloseable {
    /** Bytes of an array that are on their way at once. */
    private static final int PART = 8 << 20;
    /** Bytes after which samples of any type may begin. */
    private static final int ALIGNED = 8;

    private final Gpu gpu;
    private final GpuStream stream;
    private final Run run;
    private final String source;
    private final List<long[]> taken = new ArrayList<>();
    private final List<CudaTile.Pixels> results = new ArrayList<>();
    private final List<String> lasting = new ArrayList<>();
    private String what = "";

    /**
     * @param source of the kernels, as its file is named
     * @throws ToolException if the device is none that can be used
     */
    Work(Device device, Run run, String source) throws ToolException {
        gpu = Gpu.of(device);
        gpu.enter();
        stream = gpu.stream();
        this.run = run;
        this.source = source;
    }

    /** What is worked on if it is no tile, for the message if that fails. Returns this. */
    Work on(String something) {
        what = something;
        return this;
    }

    /** Where a tile's pixels lie on the GPU; they are brought there if need be, and stay there if they are lasting. */
    long in(Tile tile) throws DeviceException {
        what = "the tile of " + tile.shape() + " at " + tile.x() + ", " + tile.y();
        long there = there(tile);
        if (there != 0)
            return there;
        long bytes = tile.shape().bytes();
        String name = run.lasting(tile);
        if (!name.isEmpty()) {
            there = gpu.memory().lasting(name, tile.data(), bytes, stream);
            if (there != 0) {
                lasting.add(name);
                return there;
            }
        }
        long address = take(bytes);
        stream.upload(tile.data(), address, bytes);
        return address;
    }

    /** Where a tile's pixels lie on the GPU already, or 0 if they do not. */
    long there(Tile tile) throws DeviceException {
        return tile instanceof CudaTile t ? t.pixels().address(gpu, stream) : 0;
    }

    /** Where each tile's pixels lie on the GPU; those that are not there yet are brought there together. */
    long[] in(List<Tile> tiles) throws DeviceException {
        what = tiles.size() + " patches";
        long[] addresses = new long[tiles.size()];
        long bytes = 0;
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = there(tiles.get(i));
            if (addresses[i] == 0)
                bytes += padded(tiles.get(i).shape().bytes());
        }
        if (bytes > Integer.MAX_VALUE)
            throw new DeviceException(DeviceException.Cause.MEMORY, "Patches of " + (bytes >> 20) + " MiB are too much"
                    + " for one launch; up to 2047 MiB are allowed.", "Measure fewer defects at once.");
        ByteBuffer together = buffer(bytes);
        int at = 0;
        long there = take(Math.max(1, bytes));
        for (int i = 0; i < addresses.length; i++)
            if (addresses[i] == 0) {
                Tile tile = tiles.get(i);
                run.checkCancelled();
                together.put(at, tile.data(), 0, (int) tile.shape().bytes());
                addresses[i] = there + at;
                at += (int) padded(tile.shape().bytes());
            }
        stream.upload(together, there, bytes);
        return addresses;
    }

    private static long padded(long bytes) {
        return (bytes + ALIGNED - 1) / ALIGNED * ALIGNED;
    }

    /** A tile on the GPU with undefined content, to become the {@link #result}. */
    CudaTile out(Shape shape, int x, int y) throws DeviceException {
        ByteBuffer host = run.tile(shape).data();
        CudaTile tile = new CudaTile(shape, x, y, host, new CudaTile.Pixels(gpu, stream, host, shape.bytes()));
        results.add(tile.pixels());
        return tile;
    }

    /** Where the pixels of a tile from {@link #out} lie. */
    long address(CudaTile tile) throws DeviceException {
        return tile.pixels().address(gpu, stream);
    }

    /** The tile as a step gives it: it stays on the GPU where the run keeps it, else its pixels are fetched now. */
    Tile result(CudaTile tile) throws DeviceException {
        results.remove(tile.pixels());
        boolean kept = false;
        try {
            kept = run.keep(tile.pixels());
            if (!kept)
                tile.pixels().fetch();
        } finally {
            if (!kept)
                tile.pixels().close();
        }
        return tile;
    }

    /** Memory with undefined content until the end of this work. */
    long take(long bytes) throws DeviceException {
        long address = gpu.memory().take(stream, bytes);
        taken.add(new long[] { address, bytes });
        return address;
    }

    /** Memory for each of several tiles. */
    long[] take(int count, long bytes) throws DeviceException {
        long each = padded(bytes);
        return parts(take(count * each), count, each);
    }

    /** Where parts of so many bytes begin that lie side by side. */
    static long[] parts(long address, int count, long bytes) {
        return LongStream.range(0, count).map(i -> address + i * bytes).toArray();
    }

    /** Memory filled with zeros. */
    long zeros(long bytes) throws DeviceException {
        long address = take(bytes);
        stream.zero(address, bytes);
        return address;
    }

    /** Fills memory with zeros. */
    void zero(long address, long bytes) throws DeviceException {
        stream.zero(address, bytes);
    }

    /** Numbers on the GPU. */
    long put(int... values) throws DeviceException {
        ByteBuffer buffer = buffer(4L * values.length);
        buffer.asIntBuffer().put(values);
        return put(buffer);
    }

    /** Numbers on the GPU. */
    long put(float... values) throws DeviceException {
        ByteBuffer buffer = buffer(4L * values.length);
        buffer.asFloatBuffer().put(values);
        return put(buffer);
    }

    /** Numbers on the GPU. */
    long put(long... values) throws DeviceException {
        ByteBuffer buffer = buffer(8L * values.length);
        buffer.asLongBuffer().put(values);
        return put(buffer);
    }

    /** Numbers on the GPU. */
    long put(double... values) throws DeviceException {
        ByteBuffer buffer = buffer(8L * values.length);
        buffer.asDoubleBuffer().put(values);
        return put(buffer);
    }

    /** The buffer's content on the GPU. */
    long put(ByteBuffer buffer) throws DeviceException {
        long address = take(Math.max(1, buffer.capacity()));
        stream.upload(buffer, address, buffer.capacity());
        return address;
    }

    /** Brings the buffer's content to memory on the GPU. */
    void put(ByteBuffer buffer, long address) throws DeviceException {
        stream.upload(buffer, address, buffer.capacity());
    }

    /** Brings a part of an array to memory on the GPU, from an address on. */
    void put(float[] values, int from, int count, long address) throws DeviceException {
        ByteBuffer buffer = buffer(Math.min(PART, 4L * count));
        for (int done = 0; done < count;) {
            int length = Math.min(buffer.capacity() / 4, count - done);
            buffer.asFloatBuffer().put(values, from + done, length);
            stream.upload(buffer, address + 4L * done, 4L * length);
            done += length;
        }
    }

    /** Brings numbers to memory on the GPU. */
    void put(long[] values, long address) throws DeviceException {
        ByteBuffer buffer = buffer(8L * values.length);
        buffer.asLongBuffer().put(values);
        stream.upload(buffer, address, buffer.capacity());
    }

    /** Fills the buffer when all work so far is done. */
    void fetch(long address, ByteBuffer buffer) throws DeviceException {
        stream.download(address, buffer, buffer.capacity());
    }

    /** Fetches a part of an array when all work so far is done. */
    void fetch(long address, float[] values, int from, int count) throws DeviceException {
        ByteBuffer buffer = buffer(Math.min(PART, 4L * count));
        for (int done = 0; done < count;) {
            int length = Math.min(buffer.capacity() / 4, count - done);
            stream.download(address + 4L * done, buffer, 4L * length);
            buffer.asFloatBuffer().get(values, from + done, length);
            done += length;
        }
    }

    /** Direct memory in native order. */
    static ByteBuffer buffer(long bytes) {
        return ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.nativeOrder());
    }

    /** Fetches bytes when all work so far is done. */
    ByteBuffer fetch(long address, long bytes) throws DeviceException {
        ByteBuffer buffer = buffer(bytes);
        stream.download(address, buffer, bytes);
        return buffer;
    }

    /** Fetches numbers. */
    int[] ints(long address, int count) throws DeviceException {
        int[] values = new int[count];
        fetch(address, 4L * count).asIntBuffer().get(values);
        return values;
    }

    /** Fetches numbers. */
    long[] longs(long address, int count) throws DeviceException {
        long[] values = new long[count];
        fetch(address, 8L * count).asLongBuffer().get(values);
        return values;
    }

    /** Fetches numbers. */
    float[] floats(long address, int count) throws DeviceException {
        float[] values = new float[count];
        fetch(address, 4L * count).asFloatBuffer().get(values);
        return values;
    }

    /** Fetches numbers. */
    double[] doubles(long address, int count) throws DeviceException {
        double[] values = new double[count];
        fetch(address, 8L * count).asDoubleBuffer().get(values);
        return values;
    }

    /** Launches a kernel of this work's source; see {@link GpuStream#launch}. */
    void launch(String kernel, Grid grid, Object... arguments) throws DeviceException {
        launchOf(source, kernel, grid, arguments);
    }

    /** Launches a kernel of another source. */
    void launchOf(String other, String kernel, Grid grid, Object... arguments) throws DeviceException {
        run.checkCancelled();
        stream.launch(other, kernel, grid, what, arguments);
    }

    /** The name that kernels for samples of a type end with. */
    static String suffix(Shape.Type type) {
        return "_" + type.name().toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public void close() {
        results.forEach(CudaTile.Pixels::close);
        lasting.forEach(gpu.memory()::unused);
        if (!gpu.isSpoilt())
            for (long[] memory : taken)
                gpu.memory().giveBack(stream, memory[0], memory[1]);
    }
}
