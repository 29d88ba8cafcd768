package org.loupe.tools.cuda;

import java.nio.ByteBuffer;
import org.loupe.api.DeviceException;
import org.loupe.api.Shape;
import org.loupe.api.Tile;

/**
 * A tile whose pixels lie on a GPU, and come into the processor's memory when they are first asked for there. A chain
 * of steps on one GPU therefore copies nothing between them.
 */
final class CudaTile extends Tile {

    /** Pixels on a GPU that several tiles may show at different places. */
    static final class Pixels implements AutoCloseable {
        private final Gpu gpu;
        private final GpuStream stream;
        private final ByteBuffer host;
        private final long bytes;
        private final long address;
        private boolean here;
        private boolean closed;

        /** @param host where they come to, of undefined content until then */
        Pixels(Gpu gpu, GpuStream stream, ByteBuffer host, long bytes) throws DeviceException {
            this.gpu = gpu;
            this.stream = stream;
            this.host = host;
            this.bytes = bytes;
            address = gpu.memory().take(stream, bytes);
        }

        /** Brings them into the processor's memory. */
        synchronized void fetch() throws DeviceException {
            if (here || closed)
                return;
            gpu.enter();
            stream.download(address, host, bytes);
            here = true;
        }

        /** Waits until they are computed. */
        synchronized void await() throws DeviceException {
            if (here || closed)
                return;
            gpu.enter();
            stream.await();
        }

        /** Gives the GPU's memory back; what was not fetched is lost. */
        @Override
        public synchronized void close() {
            if (closed)
                return;
            closed = true;
            if (!gpu.isSpoilt())
                gpu.memory().giveBack(stream, address, bytes);
        }

        /** Where they lie for work on that stream, or 0 if they do not. */
        synchronized long address(Gpu user, GpuStream on) throws DeviceException {
            if (closed || user != gpu)
                return 0;
            if (on != stream)
                stream.await();
            return address;
        }
    }

    private final Pixels pixels;
    private final ByteBuffer host;

    CudaTile(Shape shape, int x, int y, ByteBuffer host, Pixels pixels) {
        super(shape, x, y, host);
        this.host = host;
        this.pixels = pixels;
    }

    Pixels pixels() {
        return pixels;
    }

    @Override
    public Tile at(int newX, int newY) {
        return new CudaTile(shape(), newX, newY, host, pixels);
    }

    @Override
    public Tile scale(double umPerPx) {
        return new CudaTile(shape().scale(umPerPx), x(), y(), host, pixels);
    }

    /** @throws LostPixels if the GPU failed meanwhile */
    @Override
    public void await() {
        try {
            pixels.await();
        } catch (DeviceException e) {
            throw new LostPixels(e);
        }
    }

    /** @throws LostPixels if the GPU failed before they were fetched */
    @Override
    public ByteBuffer data() {
        try {
            pixels.fetch();
        } catch (DeviceException e) {
            throw new LostPixels(e);
        }
        return super.data();
    }

    /** Pixels that could not be brought from the GPU. */
    static final class LostPixels extends IllegalStateException {
        private static final long serialVersionUID = 1;

        LostPixels(DeviceException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
