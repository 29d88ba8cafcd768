package org.loupe.tools.imageio.internal;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import org.loupe.api.ImageInfo;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.ToolException;

/**
 * PNG, all colour types and depths: 1 to 4 bits become 8, palettes become grey or RGB(A), grey with alpha loses the
 * alpha, 16 bits stay. Decoded row by row with little memory, check sums checked, so a damaged byte is noticed. A
 * decoder of our own, since it goes on where the last region ended and ImageIO's starts again. Interlaced images are
 * decoded as a whole.
 */
final class PngPages implements Pages {
    /** Deflate packs at most 1032 bytes into one. */
    private static final long MOST_DEFLATED = 1040;
    private static final int[][] PASSES = { { 0, 0, 8, 8 }, { 4, 0, 8, 8 }, { 0, 4, 4, 8 }, { 2, 0, 4, 4 },
            { 0, 2, 2, 4 }, { 1, 0, 2, 2 }, { 0, 1, 1, 2 } };

    private final RandomAccessFile in;
    private final Header header;
    private final Palette palette;
    private final ImageInfo info;
    private final long data;
    private final int pixelBytes;
    private final Band band = new Band(4 << 20, 1 << 20);
    private final Inflater inflater = new Inflater();
    private final byte[] packed = new byte[1 << 16];
    private final CRC32 crc = new CRC32();
    private final byte[][] rows;
    private int nextRow = -1;
    private long chunkLeft;
    private byte[] interlaced;

    private record Header(int width, int height, int bits, int colour, boolean interlaced) {
        int samples() {
            return switch (colour) {
                case 2 -> 3;
                case 4 -> 2;
                case 6 -> 4;
                default -> 1;
            };
        }

        int rowBytes(int pixels) throws Unreadable {
            long bytes = ((long) pixels * samples() * bits + 7) / 8;
            if (bytes > Integer.MAX_VALUE - 64)
                throw new Unreadable("one row of its " + pixels + " pixels needs " + bytes + " bytes.");
            return (int) bytes;
        }

        void check() throws Unreadable {
            boolean known = switch (colour) {
                case 0 -> bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16;
                case 3 -> bits == 1 || bits == 2 || bits == 4 || bits == 8;
                case 2, 4, 6 -> bits == 8 || bits == 16;
                default -> false;
            };
            if (!known)
                throw new Unreadable("its header says colour type " + colour + " with " + bits
                        + " bits, which PNG does not have.");
        }
    }

    static Pages open(Path file) throws IOException {
        RandomAccessFile in = new RandomAccessFile(file.toFile(), "r");
        try {
            return new PngPages(in);
        } catch (IOException | RuntimeException | Error e) {
            in.close();
            throw e;
        }
    }

    private PngPages(RandomAccessFile in) throws IOException {
        this.in = in;
        Map<String, String> metadata = new TreeMap<>();
        double umPerPx = Double.NaN;
        Header found = null;
        int[] colours = null;
        byte[] alpha = new byte[0];
        long at = 8;
        while (true) {
            in.seek(at);
            long length = in.readInt() & 0xffffffffL;
            int type = in.readInt();
            if (length > in.length() - at - 12 && type != 0x49444154)
                throw new EOFException();
            if (found == null && type != 0x49484452)
                throw new Unreadable("it does not begin with a PNG header.");
            if (type == 0x49444154) {
                data = at;
                break;
            }
            switch (type) {
                case 0x49484452 -> {
                    ByteBuffer b = ByteBuffer.wrap(chunk(type, length, 13, 13));
                    found = new Header(b.getInt(), b.getInt(), b.get() & 0xff, b.get() & 0xff, false);
                    int rest = b.get() | b.get();
                    int lace = b.get();
                    found = new Header(found.width, found.height, found.bits, found.colour, lace == 1);
                    found.check();
                    if (rest != 0 || lace < 0 || lace > 1)
                        throw new Unreadable("its header names a compression that PNG does not have.");
                }
                case 0x504c5445 -> {
                    byte[] rgb = chunk(type, length, 3, 768);
                    colours = new int[rgb.length / 3];
                    for (int i = 0; i < colours.length; i++)
                        colours[i] = 0xff000000 | (rgb[3 * i] & 0xff) << 16 | (rgb[3 * i + 1] & 0xff) << 8
                                | rgb[3 * i + 2] & 0xff;
                }
                case 0x74524e53 -> alpha = length <= 256 ? chunk(type, length, 0, 256) : alpha;
                case 0x70485973 -> {
                    ByteBuffer b = ByteBuffer.wrap(chunk(type, length, 9, 9));
                    int x = b.getInt(), y = b.getInt();
                    if (b.get() == 1)
                        umPerPx = Density.fromMetre(x & 0xffffffffL, y & 0xffffffffL);
                }
                case 0x74455874 -> {
                    if (length <= 10000)
                        text(chunk(type, length, 0, 10000), metadata);
                }
                case 0x49454e44 -> throw new Unreadable("it holds no image data.");
                default -> {
                    if ((type >> 24 & 0x20) == 0)
                        throw new Unreadable("its header holds a necessary part that is not known to PNG.");
                }
            }
            at += length + 12;
        }
        header = found;
        Guard.size(header.width, header.height, Long.MAX_VALUE);
        long bytes = (long) header.rowBytes(header.width) * header.height;
        if (bytes / MOST_DEFLATED > in.length())
            throw new Unreadable("its header says " + header.width + " × " + header.height + " pixels; the file's "
                    + in.length() + " bytes cannot hold them.");
        if (header.colour == 3 && colours == null)
            throw new Unreadable("its palette is missing.");
        if (header.colour == 3)
            for (int i = 0; i < Math.min(alpha.length, colours.length); i++)
                colours[i] = colours[i] & 0xffffff | alpha[i] << 24;
        palette = header.colour == 3 ? Palette.of(colours) : null;
        int channels = palette != null ? palette.channels() : header.samples() == 2 ? 1 : header.samples();
        Shape shape = new Shape(header.width, header.height, channels,
                header.bits == 16 ? Shape.Type.U16 : Shape.Type.U8, umPerPx);
        pixelBytes = channels * shape.type().bytes();
        metadata.put("Compression", header.interlaced ? "PNG, interlaced" : "PNG");
        info = new ImageInfo(shape, new Region(0, 0, shape.width(), 1), ImageInfo.Conditions.UNKNOWN, metadata);
        if (header.interlaced)
            Guard.memory(shape, pixelBytes, "an interlaced PNG");
        int rowBytes = header.rowBytes(header.width);
        if (rowBytes > 256 << 20)
            throw new Unreadable("one row of its " + header.width + " pixels needs " + rowBytes + " bytes.");
        rows = new byte[2][rowBytes + 1];
    }

    private static void text(byte[] chunk, Map<String, String> metadata) {
        String[] parts = new String(chunk, StandardCharsets.ISO_8859_1).split("\0", 2);
        if (parts.length == 2 && !parts[0].isBlank())
            metadata.put(parts[0], parts[1].strip());
    }

    private byte[] chunk(int type, long length, int least, int most) throws IOException {
        if (length < least || length > most)
            throw new Unreadable("a part of its header has " + length + " bytes; " + least + " to " + most
                    + " are allowed.");
        byte[] content = new byte[(int) length];
        in.readFully(content);
        checkSum(type);
        crc.update(content);
        if ((int) crc.getValue() != in.readInt())
            throw new Unreadable("the check sum of its header is wrong.");
        return content;
    }

    private void checkSum(int type) {
        crc.reset();
        for (int shift = 24; shift >= 0; shift -= 8)
            crc.update(type >> shift);
    }

    @Override
    public int count() {
        return 1;
    }

    @Override
    public ImageInfo info(int page) {
        return info;
    }

    @Override
    public void read(int page, Region region, int step, ByteBuffer out, Run run) throws IOException, ToolException {
        if (header.interlaced && interlaced == null)
            interlaced = deinterlace(run);
        int rowLength = header.width * pixelBytes;
        if (interlaced == null)
            band.read(0, info.shape(), this::decode, region, step, out, run);
        else
            for (int y = region.y(); y < region.bottom(); y += step)
                for (int x = region.x(); x < region.right(); x += step)
                    out.put(interlaced, y * rowLength + x * pixelBytes, pixelBytes);
    }

    private void decode(int from, int count, byte[] out, int at) throws IOException {
        if (nextRow < 0 || from < nextRow)
            start();
        int rowLength = header.width * pixelBytes;
        try {
            while (nextRow < from + count) {
                byte[] row = row(header.width, nextRow);
                if (nextRow >= from)
                    convert(row, header.width, out, at + (nextRow - from) * rowLength, pixelBytes);
                nextRow++;
            }
            if (nextRow == header.height)
                finish();
        } catch (IOException | RuntimeException e) {
            nextRow = -1;
            throw e;
        }
    }

    private byte[] deinterlace(Run run) throws IOException {
        byte[] whole = new byte[header.width * header.height * pixelBytes];
        start();
        for (int[] pass : PASSES) {
            int width = Pages.steps(Math.max(0, header.width - pass[0]), pass[2]);
            int height = Pages.steps(Math.max(0, header.height - pass[1]), pass[3]);
            for (int y = 0; y < height && width > 0; y++) {
                run.checkCancelled();
                byte[] row = row(width, y);
                convert(row, width, whole, ((pass[1] + y * pass[3]) * header.width + pass[0]) * pixelBytes,
                        pixelBytes * pass[2]);
            }
        }
        finish();
        return whole;
    }

    private void start() throws IOException {
        inflater.reset();
        in.seek(data);
        chunkLeft = 0;
        nextRow = 0;
        nextChunk();
    }

    /** Goes to the content of the next piece of image data. @return whether there is one */
    private boolean nextChunk() throws IOException {
        long length = in.readInt() & 0xffffffffL;
        int type = in.readInt();
        if (type != 0x49444154)
            return false;
        checkSum(type);
        chunkLeft = length;
        return true;
    }

    /** Feeds the inflater. @return whether there was something left */
    private boolean feed() throws IOException {
        while (chunkLeft == 0) {
            endChunk();
            if (!nextChunk())
                return false;
        }
        int n = in.read(packed, 0, (int) Math.min(packed.length, chunkLeft));
        if (n <= 0)
            throw new EOFException();
        crc.update(packed, 0, n);
        chunkLeft -= n;
        inflater.setInput(packed, 0, n);
        return true;
    }

    private void endChunk() throws IOException {
        if ((int) crc.getValue() != in.readInt())
            throw new Unreadable("the check sum of its image data is wrong.");
    }

    /** Undoes the filter of the next row of so many pixels. The row begins at index 1. */
    private byte[] row(int width, int y) throws IOException {
        int length = header.rowBytes(width) + 1;
        byte[] row = rows[y & 1], above = rows[1 - (y & 1)];
        if (y == 0)
            Arrays.fill(above, (byte) 0);
        inflate(row, length);
        int pixel = Math.max(1, header.samples() * header.bits / 8);
        switch (row[0]) {
            case 0 -> {
            }
            case 1 -> {
                for (int i = 1 + pixel; i < length; i++)
                    row[i] += row[i - pixel];
            }
            case 2 -> {
                for (int i = 1; i < length; i++)
                    row[i] += above[i];
            }
            case 3 -> {
                for (int i = 1; i < length; i++)
                    row[i] += (byte) ((i > pixel ? row[i - pixel] & 0xff : 0) + (above[i] & 0xff) >> 1);
            }
            case 4 -> paeth(row, above, length, pixel);
            default -> throw new Unreadable("a row of its image data has filter " + (row[0] & 0xff)
                    + "; 0 to 4 are allowed.");
        }
        return row;
    }

    private static void paeth(byte[] row, byte[] above, int length, int pixel) {
        for (int i = 1; i < length; i++) {
            int a = i > pixel ? row[i - pixel] & 0xff : 0, b = above[i] & 0xff;
            int c = i > pixel ? above[i - pixel] & 0xff : 0;
            int pa = Math.abs(b - c), pb = Math.abs(a - c), pc = Math.abs(a + b - 2 * c);
            row[i] += (byte) (pa <= pb && pa <= pc ? a : pb <= pc ? b : c);
        }
    }

    private void inflate(byte[] row, int length) throws IOException {
        try {
            int done = 0;
            while (done < length) {
                int n = inflater.inflate(row, done, length - done);
                done += n;
                if (n == 0) {
                    if (inflater.finished() || inflater.needsDictionary() || inflater.needsInput() && !feed())
                        throw new Unreadable("its image data end too early.");
                }
            }
        } catch (DataFormatException e) {
            throw new Unreadable("its compressed image data are damaged.");
        }
    }

    /** Checks what follows the last row: the check sums of the data. */
    private void finish() throws IOException {
        try {
            byte[] rest = new byte[16];
            while (!inflater.finished()) {
                if (inflater.inflate(rest) > 0 || inflater.needsDictionary())
                    break;
                if (!inflater.finished() && inflater.needsInput() && !feed())
                    throw new Unreadable("its image data end too early.");
            }
            if (chunkLeft == 0)
                endChunk();
        } catch (DataFormatException e) {
            throw new Unreadable("the check sum of its image data is wrong.");
        }
        nextRow = -1;
    }

    /** Turns a row's samples into those of the result, {@code stride} bytes from pixel to pixel. */
    private void convert(byte[] row, int width, byte[] out, int at, int stride) {
        int samples = header.samples(), channels = info.shape().channels();
        if (palette != null) {
            for (int x = 0; x < width; x++, at += stride)
                for (int c = 0; c < channels; c++)
                    out[at + c] = palette.sample(bits(row, x), c);
        } else if (header.bits < 8) {
            int scale = 255 / ((1 << header.bits) - 1);
            for (int x = 0; x < width; x++, at += stride)
                out[at] = (byte) (bits(row, x) * scale);
        } else if (header.bits == 8 && samples == channels && stride == channels) {
            System.arraycopy(row, 1, out, at, width * channels);
        } else if (header.bits == 8) {
            for (int x = 0; x < width; x++, at += stride)
                for (int c = 0; c < channels; c++)
                    out[at + c] = row[1 + x * samples + c];
        } else {
            int high = ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? 0 : 1;
            for (int x = 0; x < width; x++, at += stride)
                for (int c = 0; c < channels; c++) {
                    int i = 1 + (x * samples + c) * 2;
                    out[at + 2 * c + high] = row[i];
                    out[at + 2 * c + 1 - high] = row[i + 1];
                }
        }
    }

    private int bits(byte[] row, int x) {
        int bit = x * header.bits;
        return row[1 + (bit >> 3)] >> 8 - header.bits - (bit & 7) & (1 << header.bits) - 1;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
