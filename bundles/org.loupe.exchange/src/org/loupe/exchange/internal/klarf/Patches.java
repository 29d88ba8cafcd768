package org.loupe.exchange.internal.klarf;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Copies bytes and replaces some of them, from the first to the last. Not safe for use by several threads. */
final class Patches implements Closeable {
    private final InputStream from;
    private final OutputStream to;
    private final byte[] buffer = new byte[1 << 16];
    private long position;

    Patches(InputStream from, OutputStream to) {
        this.from = from;
        this.to = to;
    }

    /** Puts bytes in the place of some, which begin at or behind the end of those replaced before. */
    void replace(long begin, long end, byte[] by) throws IOException {
        if (begin < position || end < begin)
            throw new IllegalStateException("Bytes " + begin + " to " + end + " were passed at " + position + ".");
        while (position < begin) {
            int read = from.read(buffer, 0, (int) Math.min(buffer.length, begin - position));
            if (read < 0)
                throw new EOFException("The file became shorter while it was read.");
            to.write(buffer, 0, read);
            position += read;
        }
        from.skipNBytes(end - begin);
        position = end;
        to.write(by);
    }

    /** Puts bytes before those at a place. */
    void insert(long at, byte[] bytes) throws IOException {
        replace(at, at, bytes);
    }

    /** Copies what is left. */
    void rest() throws IOException {
        from.transferTo(to);
    }

    @Override
    public void close() throws IOException {
        try (from) {
            to.close();
        }
    }
}
