package org.loupe.tools.imageio.internal;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The unpacked bytes of one tile or strip, in order. */
abstract class TiffCodec {

    /** Compression numbers of TIFF that are read here. */
    static final int NONE = 1;
    static final int LZW = 5;
    static final int DEFLATE = 8;
    static final int OLD_DEFLATE = 32946;
    static final int PACK_BITS = 32773;

    /** Whether {@link #open} knows a compression. */
    static boolean known(int compression) {
        return compression == NONE || compression == LZW || compression == DEFLATE || compression == OLD_DEFLATE
                || compression == PACK_BITS;
    }

    /** Name for people. */
    static String name(int compression) {
        return switch (compression) {
            case NONE -> "none";
            case 2, 3, 4 -> "CCITT fax";
            case LZW -> "LZW";
            case 6, 7 -> "JPEG";
            case DEFLATE, OLD_DEFLATE -> "Deflate";
            case PACK_BITS -> "PackBits";
            case 34712 -> "JPEG 2000";
            case 34887 -> "LERC";
            case 34925 -> "LZMA";
            case 50000 -> "Zstandard";
            case 50001 -> "WebP";
            default -> "number " + compression;
        };
    }

    /**
     * Opens the packed bytes from {@code at} on, {@code length} of them.
     *
     * @param inflater used for {@link #DEFLATE} until the next is opened; it stays the caller's
     */
    static TiffCodec open(int compression, RandomAccessFile in, long at, long length, Inflater inflater)
            throws IOException {
        Source source = new Source(in, at, length);
        return switch (compression) {
            case NONE -> new Plain(source);
            case LZW -> new Lzw(source);
            case DEFLATE, OLD_DEFLATE -> new Deflate(source, inflater);
            case PACK_BITS -> new PackBits(source);
            default -> throw new Unreadable("its compression, " + name(compression) + ", is not known.");
        };
    }

    /** The next {@code length} bytes. */
    abstract void read(byte[] out, int from, int length) throws IOException;

    /** Passes over bytes. */
    void skip(long length) throws IOException {
        byte[] dump = new byte[(int) Math.min(length, 1 << 14)];
        for (long left = length; left > 0;) {
            int n = (int) Math.min(left, dump.length);
            read(dump, 0, n);
            left -= n;
        }
    }

    /** Packed bytes, buffered. */
    private static final class Source {
        private final RandomAccessFile in;
        private final byte[] buffer;
        private long at;
        private long left;
        private int next;
        private int end;

        Source(RandomAccessFile in, long at, long length) {
            this.in = in;
            this.at = at;
            this.left = length;
            this.buffer = new byte[(int) Math.max(16, Math.min(length, 1 << 16))];
        }

        boolean fill() throws IOException {
            if (left <= 0)
                return false;
            in.seek(at);
            int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (n <= 0)
                throw new EOFException();
            at += n;
            left -= n;
            next = 0;
            end = n;
            return true;
        }

        int read() throws IOException {
            if (next == end && !fill())
                return -1;
            return buffer[next++] & 0xff;
        }

        void read(byte[] out, int from, int length) throws IOException {
            while (length > 0) {
                if (next == end) {
                    if (length >= buffer.length) {
                        direct(out, from, length);
                        return;
                    }
                    if (!fill())
                        throw new EOFException();
                }
                int n = Math.min(length, end - next);
                System.arraycopy(buffer, next, out, from, n);
                next += n;
                from += n;
                length -= n;
            }
        }

        private void direct(byte[] out, int from, int length) throws IOException {
            if (length > left)
                throw new EOFException();
            in.seek(at);
            in.readFully(out, from, length);
            at += length;
            left -= length;
        }

        void skip(long length) throws IOException {
            int buffered = (int) Math.min(length, end - next);
            next += buffered;
            long further = length - buffered;
            if (further > left)
                throw new EOFException();
            at += further;
            left -= further;
        }
    }

    private static final class Plain extends TiffCodec {
        private final Source source;

        Plain(Source source) {
            this.source = source;
        }

        @Override
        void read(byte[] out, int from, int length) throws IOException {
            source.read(out, from, length);
        }

        @Override
        void skip(long length) throws IOException {
            source.skip(length);
        }
    }

    private static final class PackBits extends TiffCodec {
        private final Source source;
        private int literal;
        private int repeat;
        private byte value;

        PackBits(Source source) {
            this.source = source;
        }

        @Override
        void read(byte[] out, int from, int length) throws IOException {
            int end = from + length;
            while (from < end) {
                if (literal > 0) {
                    int n = Math.min(literal, end - from);
                    source.read(out, from, n);
                    literal -= n;
                    from += n;
                } else if (repeat > 0) {
                    int n = Math.min(repeat, end - from);
                    Arrays.fill(out, from, from + n, value);
                    repeat -= n;
                    from += n;
                } else {
                    int code = (byte) next();
                    if (code >= 0) {
                        literal = code + 1;
                    } else if (code != -128) {
                        repeat = 1 - code;
                        value = (byte) next();
                    }
                }
            }
        }

        private int next() throws IOException {
            int b = source.read();
            if (b < 0)
                throw new Unreadable("a tile or strip of it ends too early.");
            return b;
        }
    }

    private static final class Deflate extends TiffCodec {
        private final Source source;
        private final Inflater inflater;

        Deflate(Source source, Inflater inflater) {
            this.source = source;
            this.inflater = inflater;
            inflater.reset();
        }

        @Override
        void read(byte[] out, int from, int length) throws IOException {
            try {
                int done = 0;
                while (done < length) {
                    int n = inflater.inflate(out, from + done, length - done);
                    done += n;
                    if (n > 0)
                        continue;
                    if (inflater.finished() || inflater.needsDictionary() || !source.fill())
                        throw new Unreadable("a tile or strip of it ends too early.");
                    inflater.setInput(source.buffer, 0, source.end);
                }
            } catch (DataFormatException e) {
                throw new Unreadable("a tile or strip of it is damaged.");
            }
        }
    }

    /** LZW as in TIFF 6.0, section 13: codes of 9 to 12 bits, high bits first, one code early. */
    private static final class Lzw extends TiffCodec {
        private static final int CLEAR = 256;
        private static final int END = 257;

        private final Source source;
        private final short[] prefix = new short[4096];
        private final byte[] suffix = new byte[4096];
        private final short[] lengths = new short[4096];
        private final byte[] word = new byte[4096];
        private int pending;
        private int pendingFrom;
        private int bits;
        private int bitCount;
        private int width = 9;
        private int free = 258;
        private int previous = -1;

        Lzw(Source source) {
            this.source = source;
            for (int i = 0; i < 256; i++) {
                suffix[i] = (byte) i;
                lengths[i] = 1;
            }
        }

        @Override
        void read(byte[] out, int from, int length) throws IOException {
            int end = from + length;
            while (from < end) {
                if (pending > 0) {
                    int n = Math.min(pending, end - from);
                    System.arraycopy(word, pendingFrom, out, from, n);
                    pendingFrom += n;
                    pending -= n;
                    from += n;
                    continue;
                }
                int n = next(out, from, end - from);
                from += n;
            }
        }

        /** Decodes one code, to {@code out} if there is room, else to {@link #word}. @return bytes put to out */
        private int next(byte[] out, int at, int room) throws IOException {
            int code = code();
            if (code == CLEAR) {
                width = 9;
                free = 258;
                previous = -1;
                return 0;
            }
            if (code == END)
                throw new Unreadable("a tile or strip of it ends too early.");
            boolean own = code == free && previous >= 0;
            if (code > free || code >= 258 && code == free && !own || previous < 0 && code > 257)
                throw new Unreadable("a tile or strip of it is damaged.");
            int base = own ? previous : code, length = lengths[base] + (own ? 1 : 0);
            boolean fits = length <= room;
            byte[] target = fits ? out : word;
            int start = fits ? at : 0;
            if (length > 4096)
                throw new Unreadable("a tile or strip of it is damaged.");
            int c = base;
            for (int i = start + lengths[base] - 1; i >= start; i--) {
                target[i] = suffix[c];
                c = prefix[c];
            }
            if (own)
                target[start + length - 1] = target[start];
            if (previous >= 0 && free < 4096) {
                prefix[free] = (short) previous;
                suffix[free] = target[start];
                lengths[free] = (short) (lengths[previous] + 1);
                free++;
                if (free + 1 >= 1 << width && width < 12)
                    width++;
            }
            previous = code;
            if (fits)
                return length;
            pending = length;
            pendingFrom = 0;
            return 0;
        }

        private int code() throws IOException {
            while (bitCount < width) {
                int b = source.read();
                if (b < 0)
                    throw new Unreadable("a tile or strip of it ends too early.");
                bits = bits << 8 | b;
                bitCount += 8;
            }
            bitCount -= width;
            return bits >>> bitCount & (1 << width) - 1;
        }
    }
}
