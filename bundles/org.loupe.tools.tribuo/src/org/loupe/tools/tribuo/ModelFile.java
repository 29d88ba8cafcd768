package org.loupe.tools.tribuo;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * The file of one model: a line that says what it is, the format's number, texts and arrays of numbers, big-endian, and
 * the CRC-32 of all that. It holds numbers only and names no class to be loaded, so reading a stranger's file can do no
 * more than give a model that is wrong.
 */
final class ModelFile {
    static final int FORMAT = 1;
    private static final byte[] HEAD = "Loupe trained model\n".getBytes(StandardCharsets.US_ASCII);
    private static final int CHUNK = 1 << 14;

    private ModelFile() {
    }

    /** Writes one file; not whole until closed. */
    static final class Writer implements Closeable {
        private final CheckedOutputStream checked;
        private final DataOutputStream out;

        Writer(Path file) throws IOException {
            checked = new CheckedOutputStream(new BufferedOutputStream(Files.newOutputStream(file)), new CRC32());
            out = new DataOutputStream(checked);
            out.write(HEAD);
            out.writeInt(FORMAT);
        }

        void put(int value) throws IOException {
            out.writeInt(value);
        }

        void put(double value) throws IOException {
            out.writeDouble(value);
        }

        void put(String text) throws IOException {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }

        void put(List<String> texts) throws IOException {
            out.writeInt(texts.size());
            for (String text : texts)
                put(text);
        }

        void put(int[] values) throws IOException {
            out.writeInt(values.length);
            ByteBuffer buffer = ByteBuffer.allocate(CHUNK * Integer.BYTES);
            for (int at = 0; at < values.length; at += CHUNK) {
                int length = Math.min(CHUNK, values.length - at);
                buffer.asIntBuffer().put(values, at, length);
                out.write(buffer.array(), 0, length * Integer.BYTES);
            }
        }

        void put(float[] values) throws IOException {
            out.writeInt(values.length);
            ByteBuffer buffer = ByteBuffer.allocate(CHUNK * Float.BYTES);
            for (int at = 0; at < values.length; at += CHUNK) {
                int length = Math.min(CHUNK, values.length - at);
                buffer.asFloatBuffer().put(values, at, length);
                out.write(buffer.array(), 0, length * Float.BYTES);
            }
        }

        @Override
        public void close() throws IOException {
            try (out) {
                out.flush();
                out.writeLong(checked.getChecksum().getValue());
            }
        }
    }

    /** Reads one file, whose sum was found right. */
    static final class Reader implements Closeable {
        private final DataInputStream in;
        private long left;

        /** @throws IOException if the file is no whole model file of this format; its message says what is wrong */
        Reader(Path file) throws IOException {
            long size = Files.size(file);
            if (size < HEAD.length + Integer.BYTES + Long.BYTES || !Arrays.equals(HEAD, head(file)))
                throw new IOException("it is no trained model");
            left = size - Long.BYTES;
            verify(file, left);
            in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
            in.skipNBytes(HEAD.length);
            left -= HEAD.length;
            int format = integer();
            if (format != FORMAT) {
                in.close();
                throw new IOException("it has format " + format + ", this version reads format " + FORMAT);
            }
        }

        private static byte[] head(Path file) throws IOException {
            try (InputStream in = Files.newInputStream(file)) {
                return in.readNBytes(HEAD.length);
            }
        }

        private static void verify(Path file, long length) throws IOException {
            try (CheckedInputStream checked = new CheckedInputStream(
                    new BufferedInputStream(Files.newInputStream(file)), new CRC32());
                    DataInputStream in = new DataInputStream(checked)) {
                in.skipNBytes(length);
                long sum = checked.getChecksum().getValue();
                if (in.readLong() != sum)
                    throw new IOException("it is damaged or not whole: its check sum is wrong");
            }
        }

        private void take(long bytes) throws IOException {
            if (bytes < 0 || bytes > left)
                throw new IOException("it is damaged: it ends too early");
            left -= bytes;
        }

        int integer() throws IOException {
            take(Integer.BYTES);
            return in.readInt();
        }

        double real() throws IOException {
            take(Double.BYTES);
            return in.readDouble();
        }

        String text() throws IOException {
            int length = integer();
            take(length);
            return new String(in.readNBytes(length), StandardCharsets.UTF_8);
        }

        List<String> texts() throws IOException {
            int count = integer();
            if (count < 0 || (long) count * Integer.BYTES > left)
                throw new IOException("it is damaged: it ends too early");
            List<String> texts = new ArrayList<>(count);
            for (int i = 0; i < count; i++)
                texts.add(text());
            return texts;
        }

        int[] integers() throws IOException {
            int count = integer();
            take((long) count * Integer.BYTES);
            int[] values = new int[count];
            for (int at = 0; at < count; at += CHUNK) {
                int length = Math.min(CHUNK, count - at);
                ByteBuffer.wrap(in.readNBytes(length * Integer.BYTES)).asIntBuffer().get(values, at, length);
            }
            return values;
        }

        float[] reals() throws IOException {
            int count = integer();
            take((long) count * Float.BYTES);
            float[] values = new float[count];
            for (int at = 0; at < count; at += CHUNK) {
                int length = Math.min(CHUNK, count - at);
                ByteBuffer.wrap(in.readNBytes(length * Float.BYTES)).asFloatBuffer().get(values, at, length);
            }
            return values;
        }

        /** Fails unless the rest of the file keeps to what its beginning says. */
        static void require(boolean right) throws IOException {
            if (!right)
                throw new IOException("it is damaged: its numbers do not fit each other");
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
