package org.loupe.tools.imageio.internal;

import java.io.IOException;
import java.nio.ByteOrder;

import org.loupe.api.Shape;

/**
 * How a page of a TIFF is stored, as far as {@link TiffPages} reads it itself.
 *
 * @param shape       of the result
 * @param tileWidth   px of a tile; the image's width for strips
 * @param tileHeight  px of a tile, or rows of a strip
 * @param tiled       tiles, not strips
 * @param bits        of a sample: 1 to 16, 32 or 64
 * @param format      of a sample: 1 unsigned, 2 signed, 3 floating point
 * @param samples     per pixel as stored
 * @param planar      whether each sample has its own tiles
 * @param predictor   1 none, 2 differences, 3 differences of floating-point bytes
 * @param inverted    whether 0 is white
 * @param palette     colours, or {@code null}
 * @param compression number of TIFF
 * @param order       of bytes in samples
 * @param offsets     where each tile begins
 * @param lengths     packed bytes of each tile
 */
record TiffLayout(Shape shape, int tileWidth, int tileHeight, boolean tiled, int bits, int format, int samples,
        boolean planar, int predictor, boolean inverted, Palette palette, int compression, ByteOrder order,
        long[] offsets, long[] lengths) {
    /** Unpacked bytes of one row of a tile. */
    private static final long LONGEST_ROW = 96L << 20;

    /** Whether pages so described are read here; the others go to the library. */
    static boolean known(TiffDirectory page) throws IOException {
        long bits = page.number(258, 1), samples = page.number(277, 1), format = page.number(339, 1);
        long photometric = page.number(262, samples >= 3 ? 2 : 1), predictor = page.number(317, 1);
        for (long b : page.numbers(258, 16))
            if (b != bits)
                return false;
        boolean sample = format == 1 && bits >= 1 && bits <= 16 || format == 2 && (bits == 8 || bits == 16)
                || bits == 32 && format >= 1 && format <= 3 || format == 3 && bits == 64;
        boolean difference = predictor == 1 || predictor == 2 && (bits == 8 || bits == 16 || bits == 32 && format != 3)
                || predictor == 3 && format == 3 && bits == 32;
        boolean colour = photometric == 0 || photometric == 1 || photometric == 2 && samples >= 3
                || photometric == 3 && samples == 1 && bits <= 8 && format == 1;
        int compression = (int) page.number(259, 1);
        return sample && difference && colour && TiffCodec.known(compression) && page.number(266, 1) == 1
                && samples >= 1 && samples <= 64 && !(page.number(284, 1) == 2 && bits < 8);
    }

    /** Reads and checks a page that is {@link #known}. */
    static TiffLayout of(TiffDirectory page, long fileLength, double umPerPx) throws IOException {
        long width = page.number(256, 0), height = page.number(257, 0);
        Guard.size(width, height, Long.MAX_VALUE);
        int bits = (int) page.number(258, 1), samples = (int) page.number(277, 1);
        int format = (int) page.number(339, 1), compression = (int) page.number(259, 1);
        boolean planar = page.number(284, 1) == 2 && samples > 1;
        long photometric = page.number(262, samples >= 3 ? 2 : 1);
        boolean tiled = page.has(322);
        long tileWidth = tiled ? page.number(322, 0) : width;
        long tileHeight = tiled ? page.number(323, 0) : Math.min(height, page.number(278, height));
        if (tileWidth < 1 || tileHeight < 1 || tileWidth > 1 << 30 || tileHeight > 1 << 30)
            throw new Unreadable("its tiles have " + tileWidth + " × " + tileHeight + " pixels.");
        long rowBytes = (tileWidth * (planar ? 1 : samples) * bits + 7) / 8;
        if (rowBytes > LONGEST_ROW)
            throw new Unreadable("one row of a tile needs " + rowBytes + " bytes; at most " + LONGEST_ROW
                    + " are allowed.");
        long across = (width + tileWidth - 1) / tileWidth, down = (height + tileHeight - 1) / tileHeight;
        if (across * down > Integer.MAX_VALUE / 16)
            throw new Unreadable("its header says " + across + " × " + down + " tiles or strips.");
        long tiles = across * down * (planar ? samples : 1);
        int at = tiled ? 324 : 273, size = tiled ? 325 : 279;
        if (page.count(at) < tiles)
            throw new Unreadable("its header says " + width + " × " + height + " pixels in " + tiles
                    + (tiled ? " tiles" : " strips") + "; it holds " + page.count(at) + ".");
        long[] offsets = page.numbers(at, tiles), lengths = page.numbers(size, tiles);
        if (compression == TiffCodec.NONE)
            lengths = plain(lengths, offsets.length, rowBytes, tileHeight, tiled ? 0 : height);
        if (lengths.length < tiles)
            throw new Unreadable("the sizes of its " + (tiled ? "tiles" : "strips") + " are missing.");
        for (int i = 0; i < offsets.length; i++)
            if (offsets[i] < 0 || offsets[i] > fileLength)
                throw new Unreadable("a " + (tiled ? "tile" : "strip") + " of it begins at byte " + offsets[i]
                        + ", behind the file's end at " + fileLength + ".");
        Palette palette = photometric == 3 ? palette(page, bits) : null;
        int channels = palette != null ? palette.channels() : photometric != 2 ? 1 : samples == 3 ? 3 : 4;
        Shape.Type type = format == 1 && bits <= 8 ? Shape.Type.U8 : format == 1 && bits <= 16 ? Shape.Type.U16
                : Shape.Type.F32;
        return new TiffLayout(new Shape((int) width, (int) height, channels, type, umPerPx), (int) tileWidth,
                (int) tileHeight, tiled, bits, format, samples, planar, (int) page.number(317, 1),
                photometric == 0, palette, compression, page.order(), offsets, lengths);
    }

    /** Sizes of uncompressed tiles follow from the image's, and writers get them wrong; so they are computed. */
    private static long[] plain(long[] given, int tiles, long rowBytes, long tileHeight, long height) {
        long[] lengths = given.length == tiles ? given : new long[tiles];
        for (int i = 0; i < tiles; i++)
            lengths[i] = rowBytes * tileHeight;
        if (height > 0) {
            int down = (int) ((height + tileHeight - 1) / tileHeight);
            for (int i = down - 1; i < tiles; i += down)
                lengths[i] = rowBytes * (height - (down - 1) * tileHeight);
        }
        return lengths;
    }

    private static Palette palette(TiffDirectory page, int bits) throws IOException {
        int n = 1 << bits;
        long[] map = page.numbers(320, 3L * n);
        if (map.length < 3 * n)
            throw new Unreadable("its palette has " + map.length + " of " + 3 * n + " values.");
        boolean small = true;
        for (long v : map)
            small &= v < 256;
        int shift = small ? 0 : 8;
        int[] argb = new int[n];
        for (int i = 0; i < n; i++)
            argb[i] = 0xff000000 | (int) (map[i] >> shift & 0xff) << 16 | (int) (map[n + i] >> shift & 0xff) << 8
                    | (int) (map[2 * n + i] >> shift & 0xff);
        return Palette.of(argb);
    }

    /** Bytes of one unpacked row of a tile. */
    int rowBytes() {
        return (int) (((long) tileWidth * stored() * bits + 7) / 8);
    }

    /** Samples of one pixel in one tile. */
    int stored() {
        return planar ? 1 : samples;
    }

    /** Tiles beside each other. */
    int across() {
        return (shape.width() + tileWidth - 1) / tileWidth;
    }

    /** Tiles below each other. */
    int down() {
        return (shape.height() + tileHeight - 1) / tileHeight;
    }

    /** Whether unpacked samples are those of the result, but for the byte order. */
    boolean same() {
        return palette == null && !inverted && !planar && shape.channels() == samples
                && bits == shape.type().bytes() * 8 && (format == 1 && bits <= 16 || format == 3 && bits == 32);
    }
}
