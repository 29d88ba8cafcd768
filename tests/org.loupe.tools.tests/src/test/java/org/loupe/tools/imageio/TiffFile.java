package org.loupe.tools.imageio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;

/** Writes small TIFFs of all kinds for tests: both byte orders, classic and big, tiles and strips, packed or plain. */
final class TiffFile {
    private final boolean big;
    private final ByteOrder order;
    private final List<TreeMap<Integer, Object>> pages = new ArrayList<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    TiffFile(boolean big, ByteOrder order) {
        this.big = big;
        this.order = order;
        ByteBuffer head = ByteBuffer.allocate(big ? 16 : 8).order(order);
        head.put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M')).put(head.get(0));
        head.putShort((short) (big ? 43 : 42));
        if (big)
            head.putShort((short) 8).putShort((short) 0);
        body.writeBytes(head.array());
    }

    /** A page of {@code samples} of {@code bits} each; a value is given by column, row and sample. */
    interface Value {
        double at(int x, int y, int sample);
    }

    /** Adds a page; tile sizes of 0 mean strips of {@code rows} rows. */
    TiffFile page(int width, int height, int samples, int bits, int format, int tileWidth, int rows, int compression,
            int predictor, Value value) {
        TreeMap<Integer, Object> tags = new TreeMap<>();
        tags.put(256, new int[] { width });
        tags.put(257, new int[] { height });
        short[] depth = new short[samples], kind = new short[samples];
        Arrays.fill(depth, (short) bits);
        Arrays.fill(kind, (short) format);
        tags.put(258, depth);
        tags.put(259, new short[] { (short) compression });
        tags.put(262, new short[] { (short) (samples >= 3 ? 2 : 1) });
        tags.put(277, new short[] { (short) samples });
        tags.put(339, kind);
        if (predictor > 1)
            tags.put(317, new short[] { (short) predictor });
        boolean tiled = tileWidth > 0;
        int w = tiled ? tileWidth : width;
        List<Long> offsets = new ArrayList<>(), lengths = new ArrayList<>();
        for (int top = 0; top < height; top += rows)
            for (int left = 0; left < width; left += w) {
                int h = tiled ? rows : Math.min(rows, height - top);
                int rowBytes = (w * samples * bits + 7) / 8;
                byte[] plain = new byte[rowBytes * h];
                for (int y = 0; y < h; y++)
                    row(plain, y * rowBytes, left, top + y, w, width, height, samples, bits, format, predictor, value);
                byte[] packed = pack(plain, compression);
                offsets.add((long) body.size());
                lengths.add((long) packed.length);
                body.writeBytes(packed);
            }
        tags.put(tiled ? 324 : 273, offsets.stream().mapToLong(Long::longValue).toArray());
        tags.put(tiled ? 325 : 279, lengths.stream().mapToLong(Long::longValue).toArray());
        if (tiled)
            tags.put(322, new int[] { tileWidth });
        tags.put(tiled ? 323 : 278, new int[] { rows });
        pages.add(tags);
        return this;
    }

    /** Adds a tag to the last page: String, short[], int[], long[], or double[] for a fraction. */
    TiffFile tag(int id, Object value) {
        pages.get(pages.size() - 1).put(id, value);
        return this;
    }

    private void row(byte[] out, int at, int left, int y, int w, int width, int height, int samples, int bits,
            int format, int predictor, Value value) {
        ByteBuffer b = ByteBuffer.wrap(out, at, out.length - at).slice().order(order);
        long[] before = new long[samples];
        for (int x = 0; x < w; x++)
            for (int s = 0; s < samples; s++) {
                int i = x * samples + s;
                double v = left + x < width && y < height ? value.at(left + x, y, s) : 0;
                if (format == 3) {
                    b.putFloat(4 * i, (float) v);
                    continue;
                }
                long whole = (long) v, written = predictor == 2 ? whole - before[s] : whole;
                before[s] = whole;
                switch (bits) {
                    case 8 -> b.put(i, (byte) written);
                    case 16 -> b.putShort(2 * i, (short) written);
                    case 32 -> b.putInt(4 * i, (int) written);
                    default -> {
                        for (int k = 0; k < bits; k++)
                            if ((whole >> bits - 1 - k & 1) != 0) {
                                int bit = i * bits + k;
                                b.put(bit >> 3, (byte) (b.get(bit >> 3) | 0x80 >> (bit & 7)));
                            }
                    }
                }
            }
        if (predictor == 3) {
            int n = w * samples;
            byte[] planes = new byte[4 * n];
            for (int i = 0; i < n; i++)
                for (int k = 0; k < 4; k++)
                    planes[k * n + i] = b.get(4 * i + (order == ByteOrder.LITTLE_ENDIAN ? 3 - k : k));
            for (int i = 4 * n - 1; i >= samples; i--)
                planes[i] -= planes[i - samples];
            b.put(0, planes);
        }
    }

    private static byte[] pack(byte[] plain, int compression) {
        return switch (compression) {
            case 8, 32946 -> deflate(plain);
            case 32773 -> packBits(plain);
            case 5 -> lzw(plain);
            default -> plain;
        };
    }

    private static byte[] deflate(byte[] plain) {
        Deflater deflater = new Deflater();
        deflater.setInput(plain);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[4096];
        while (!deflater.finished())
            out.write(buffer, 0, deflater.deflate(buffer));
        deflater.end();
        return out.toByteArray();
    }

    private static byte[] packBits(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < plain.length;) {
            int run = 1;
            while (run < 128 && i + run < plain.length && plain[i + run] == plain[i])
                run++;
            if (run > 2) {
                out.write(1 - run);
                out.write(plain[i]);
                i += run;
            } else {
                int n = Math.min(1 + plain[i] % 5 & 7, plain.length - i);
                n = Math.max(1, n);
                out.write(n - 1);
                out.write(plain, i, n);
                i += n;
            }
        }
        return out.toByteArray();
    }

    private static byte[] lzw(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long[] bits = new long[2];
        Map<String, Integer> table = new HashMap<>();
        int width = 9, free = 258;
        emit(out, bits, 256, 9);
        String word = "";
        for (byte b : plain) {
            String longer = word + (char) (b & 0xff);
            if (longer.length() == 1 || table.containsKey(longer)) {
                word = longer;
                continue;
            }
            emit(out, bits, word.length() == 1 ? word.charAt(0) : table.get(word), width);
            table.put(longer, free++);
            if (free > (1 << width) - 1)
                width++;
            if (free == 4094) {
                emit(out, bits, 256, 12);
                table.clear();
                width = 9;
                free = 258;
            }
            word = "" + (char) (b & 0xff);
        }
        if (!word.isEmpty()) {
            emit(out, bits, word.length() == 1 ? word.charAt(0) : table.get(word), width);
            free++;
            if (free > (1 << width) - 1)
                width++;
        }
        emit(out, bits, 257, width);
        emit(out, bits, 0, 7);
        return out.toByteArray();
    }

    private static void emit(ByteArrayOutputStream out, long[] bits, int code, int width) {
        bits[0] = bits[0] << width | code;
        bits[1] += width;
        while (bits[1] >= 8) {
            out.write((int) (bits[0] >> bits[1] - 8));
            bits[1] -= 8;
        }
    }

    /** Writes the file. */
    Path write(Path file) throws IOException {
        byte[] content = bytes();
        Files.write(file, content);
        return file;
    }

    /** The file's bytes. */
    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(body.toByteArray());
        int link = big ? 8 : 4;
        List<long[]> links = new ArrayList<>();
        for (TreeMap<Integer, Object> tags : pages) {
            while (out.size() % 8 != 0)
                out.write(0);
            links.add(new long[] { link, out.size() });
            int entry = big ? 20 : 12, start = out.size(), size = (big ? 8 : 2) + tags.size() * entry + (big ? 8 : 4);
            ByteBuffer directory = ByteBuffer.allocate(size).order(order);
            ByteArrayOutputStream values = new ByteArrayOutputStream();
            if (big)
                directory.putLong(tags.size());
            else
                directory.putShort((short) tags.size());
            tags.forEach((id, value) -> {
                byte[] data = value(value);
                int type = type(value), count = data.length / (type < 3 ? 1 : type == 3 ? 2 : type == 4 ? 4 : 8);
                directory.putShort((short) (int) id).putShort((short) type);
                if (big)
                    directory.putLong(count);
                else
                    directory.putInt(count);
                int inline = big ? 8 : 4;
                if (data.length <= inline) {
                    directory.put(Arrays.copyOf(data, inline));
                } else {
                    long at = start + size + values.size();
                    if (big)
                        directory.putLong(at);
                    else
                        directory.putInt((int) at);
                    values.writeBytes(data);
                    if (data.length % 2 != 0)
                        values.write(0);
                }
            });
            link = start + size - (big ? 8 : 4);
            out.writeBytes(directory.array());
            out.writeBytes(values.toByteArray());
        }
        ByteBuffer whole = ByteBuffer.wrap(out.toByteArray()).order(order);
        for (long[] l : links)
            if (big)
                whole.putLong((int) l[0], l[1]);
            else
                whole.putInt((int) l[0], (int) l[1]);
        return whole.array();
    }

    private int type(Object value) {
        return value instanceof String ? 2 : value instanceof short[] ? 3 : value instanceof double[] ? 5
                : value instanceof byte[] ? 1 : value instanceof long[] && big ? 16 : 4;
    }

    private byte[] value(Object value) {
        if (value instanceof String text)
            return (text + "\0").getBytes(StandardCharsets.ISO_8859_1);
        if (value instanceof byte[] bytes)
            return bytes;
        if (value instanceof short[] shorts) {
            ByteBuffer b = ByteBuffer.allocate(2 * shorts.length).order(order);
            for (short s : shorts)
                b.putShort(s);
            return b.array();
        }
        if (value instanceof double[] fractions) {
            ByteBuffer b = ByteBuffer.allocate(8 * fractions.length).order(order);
            for (double f : fractions)
                b.putInt((int) Math.round(f * 10000)).putInt(10000);
            return b.array();
        }
        long[] numbers = value instanceof int[] ints ? Arrays.stream(ints).asLongStream().toArray()
                : (long[]) value;
        ByteBuffer b = ByteBuffer.allocate((big && value instanceof long[] ? 8 : 4) * numbers.length).order(order);
        for (long n : numbers)
            if (big && value instanceof long[])
                b.putLong(n);
            else
                b.putInt((int) n);
        return b.array();
    }
}
