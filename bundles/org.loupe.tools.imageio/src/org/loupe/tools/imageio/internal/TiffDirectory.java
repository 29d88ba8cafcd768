package org.loupe.tools.imageio.internal;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One directory of a TIFF (TIFF 6.0, 1992; BigTIFF): the tags of a page. Values stay in the file until asked for, and
 * no more is read than the file holds, whatever a tag claims.
 */
final class TiffDirectory {
    private static final int MOST_PAGES = 100_000;
    private static final int MOST_TAGS = 4096;
    private static final int[] SIZES = { 0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8 };

    private final RandomAccessFile in;
    private final ByteOrder order;
    private final Map<Integer, Tag> tags = new HashMap<>();

    private record Tag(int type, long count, long at) {
    }

    private TiffDirectory(RandomAccessFile in, ByteOrder order) {
        this.in = in;
        this.order = order;
    }

    /** All directories of the file's main chain, at least one. */
    static List<TiffDirectory> all(RandomAccessFile in) throws IOException {
        byte[] head = new byte[16];
        in.seek(0);
        in.readFully(head, 0, (int) Math.min(16, in.length()));
        ByteOrder order = head[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        ByteBuffer b = ByteBuffer.wrap(head).order(order);
        boolean big = b.getShort(2) == 43;
        if (big && (b.getShort(4) != 8 || b.getShort(6) != 0))
            throw new Unreadable("its header says offsets of " + b.getShort(4) + " bytes; BigTIFF has 8.");
        long at = big ? b.getLong(8) : b.getInt(4) & 0xffffffffL;
        List<TiffDirectory> all = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        while (at != 0) {
            if (!seen.add(at))
                throw new Unreadable("its pages refer to each other in a circle.");
            if (all.size() == MOST_PAGES)
                throw new Unreadable("it has more than " + MOST_PAGES + " pages.");
            TiffDirectory directory = new TiffDirectory(in, order);
            at = directory.load(at, big);
            all.add(directory);
        }
        if (all.isEmpty())
            throw new Unreadable("it holds no page.");
        return all;
    }

    private long load(long at, boolean big) throws IOException {
        long length = in.length();
        ByteBuffer b = bytes(at, big ? 8 : 2);
        long count = big ? b.getLong() : b.getShort() & 0xffff;
        if (count < 1 || count > MOST_TAGS)
            throw new Unreadable("a page has " + count + " tags; 1 to " + MOST_TAGS + " are allowed.");
        int entry = big ? 20 : 12, inline = big ? 8 : 4;
        long first = at + (big ? 8 : 2);
        b = bytes(first, (int) count * entry + inline);
        for (int i = 0; i < count; i++) {
            int from = i * entry;
            int id = b.getShort(from) & 0xffff, type = b.getShort(from + 2) & 0xffff;
            long values = big ? b.getLong(from + 4) : b.getInt(from + 4) & 0xffffffffL;
            int size = type < SIZES.length ? SIZES[type] : 0;
            if (size == 0 || values <= 0 || values > length / size)
                continue;
            int place = from + entry - inline;
            long where = values * size <= inline ? first + place
                    : big ? b.getLong(place) : b.getInt(place) & 0xffffffffL;
            if (where >= 0 && where <= length - values * size)
                tags.put(id, new Tag(type, values, where));
        }
        int next = (int) count * entry;
        return big ? b.getLong(next) : b.getInt(next) & 0xffffffffL;
    }

    private ByteBuffer bytes(long at, int length) throws IOException {
        if (at < 0 || at > in.length() - length)
            throw new EOFException();
        byte[] bytes = new byte[length];
        in.seek(at);
        in.readFully(bytes);
        return ByteBuffer.wrap(bytes).order(order);
    }

    /** The file's byte order. */
    ByteOrder order() {
        return order;
    }

    /** Whether the page has the tag, with values that lie in the file. */
    boolean has(int tag) {
        return tags.containsKey(tag);
    }

    /** How many values a tag has; 0 if it is missing. */
    long count(int tag) {
        Tag t = tags.get(tag);
        return t == null ? 0 : t.count;
    }

    /** The first value of a tag as a whole number, or {@code otherwise}. */
    long number(int tag, long otherwise) throws IOException {
        long[] values = numbers(tag, 1);
        return values.length == 0 ? otherwise : values[0];
    }

    /** At most {@code most} values of a tag as whole numbers; none if it is missing. */
    long[] numbers(int tag, long most) throws IOException {
        Tag t = tags.get(tag);
        if (t == null)
            return new long[0];
        int n = (int) Math.min(t.count, Math.min(most, Integer.MAX_VALUE / 16)), size = SIZES[t.type];
        ByteBuffer b = bytes(t.at, n * size);
        long[] values = new long[n];
        for (int i = 0; i < n; i++)
            values[i] = switch (t.type) {
                case 1, 2, 7 -> b.get() & 0xff;
                case 3 -> b.getShort() & 0xffff;
                case 4, 13 -> b.getInt() & 0xffffffffL;
                case 6 -> b.get();
                case 8 -> b.getShort();
                case 9 -> b.getInt();
                case 16, 17, 18 -> b.getLong();
                case 11 -> (long) b.getFloat();
                case 12 -> (long) b.getDouble();
                default -> {
                    long top = b.getInt(), bottom = b.getInt();
                    yield bottom == 0 ? 0 : top / bottom;
                }
            };
        return values;
    }

    /** The first value of a fraction or floating-point tag, or NaN. */
    double fraction(int tag) throws IOException {
        Tag t = tags.get(tag);
        if (t == null)
            return Double.NaN;
        ByteBuffer b = bytes(t.at, SIZES[t.type]);
        return switch (t.type) {
            case 5 -> (b.getInt() & 0xffffffffL) / (double) (b.getInt() & 0xffffffffL);
            case 10 -> b.getInt() / (double) b.getInt();
            case 11 -> b.getFloat();
            case 12 -> b.getDouble();
            default -> number(tag, 0);
        };
    }

    /** A tag's text without trailing zeros, at most {@code most} bytes of it; "" if it is missing. */
    String text(int tag, int most, Charset charset) throws IOException {
        Tag t = tags.get(tag);
        if (t == null || SIZES[t.type] != 1)
            return "";
        int n = (int) Math.min(t.count, most);
        return new String(bytes(t.at, n).array(), charset).replace('\0', ' ').strip();
    }

    /** A tag's text in UTF-8, short. */
    String text(int tag) throws IOException {
        return text(tag, 4000, StandardCharsets.UTF_8);
    }
}
