package org.loupe.tools.imageio.internal;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.Inflater;

import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;

import com.twelvemonkeys.imageio.plugins.tiff.BigTIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;

import org.loupe.api.ImageInfo;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.ToolException;

/**
 * TIFF and BigTIFF, both byte orders, many pages. Grey, RGB and palette pages of 1 to 16 bits and floating point,
 * stored plain or packed by LZW, Deflate or PackBits in tiles or strips, are read here: only what a region touches, in
 * memory for a few rows. All others (JPEG, CMYK, YCbCr, …) are decoded by TwelveMonkeys. Pages that are marked as
 * reduced copies or masks of another page are left out.
 */
final class TiffPages implements Pages {
    /** Rows of strips are read whole if at least this part of them is wanted, else only the wanted part. */
    private static final int WHOLE_ROW = 4096;
    private static final int BLOCK = 1 << 20;
    private static final int UNPACKED = 1 << 16;

    /** Compressions that TwelveMonkeys decodes. */
    private static final Set<Integer> LIBRARY = Set.of(1, 2, 3, 4, 5, 6, 7, 8, 32771, 32773, 32946);

    private final Path file;
    private final RandomAccessFile in;
    private final List<TiffDirectory> pages = new ArrayList<>();
    private final List<Integer> numbers = new ArrayList<>();
    private final Map<Integer, ImageInfo> infos = new HashMap<>();
    private final Band band = new Band(4 << 20, 1 << 20);
    private LibraryPages library;
    private ImageReader reader;
    private int layoutOf = -1;
    private TiffLayout layout;
    private TiffSamples samples;
    private byte[] buffer = new byte[0];
    private final Inflater inflater = new Inflater();
    private TiffCodec codec;
    private int codecPage = -1;
    private int codecTile;
    private int codecRow;

    static Pages open(Path file) throws IOException {
        RandomAccessFile in = new RandomAccessFile(file.toFile(), "r");
        TiffPages pages = null;
        try {
            pages = new TiffPages(file, in);
            pages.info(0);
            return pages;
        } catch (IOException | RuntimeException | Error e) {
            if (pages != null)
                pages.close();
            in.close();
            throw e;
        }
    }

    private TiffPages(Path file, RandomAccessFile in) throws IOException {
        this.file = file;
        this.in = in;
        List<TiffDirectory> all = TiffDirectory.all(in);
        for (int i = 0; i < all.size(); i++)
            if ((all.get(i).number(254, 0) & 5) == 0)
                add(all.get(i), i);
        if (pages.isEmpty())
            for (int i = 0; i < all.size(); i++)
                add(all.get(i), i);
    }

    private void add(TiffDirectory page, int number) {
        pages.add(page);
        numbers.add(number);
    }

    @Override
    public int count() {
        return pages.size();
    }

    @Override
    public ImageInfo info(int page) throws IOException {
        ImageInfo known = infos.get(page);
        if (known != null)
            return known;
        TiffDirectory tags = pages.get(page);
        TiffTags description = TiffTags.read(tags);
        Map<String, String> metadata = new TreeMap<>(description.metadata());
        int compression = (int) tags.number(259, 1);
        metadata.put("Compression", TiffCodec.name(compression));
        Shape shape;
        Region storage;
        if (TiffLayout.known(tags)) {
            layout(page, description.umPerPx());
            shape = layout.shape();
            storage = new Region(0, 0, Math.min(shape.width(), layout.tileWidth()),
                    Math.min(shape.height(), layout.tileHeight()));
        } else {
            if (!LIBRARY.contains(compression))
                throw new Unreadable("its compression, " + TiffCodec.name(compression) + ", is not read.",
                        "Save it with LZW or Deflate compression, or without.");
            long width = tags.number(256, 0), height = tags.number(257, 0);
            Guard.size(width, height, Long.MAX_VALUE);
            long tileWidth = tags.number(322, width), tileHeight = tags.number(323, tags.number(278, height));
            if (tileWidth < 1 || tileHeight < 1)
                throw new Unreadable("its tiles have " + tileWidth + " × " + tileHeight + " pixels.");
            int w = (int) Math.min(width, tileWidth), h = (int) Math.min(height, tileHeight);
            Guard.memory(new Shape(w, h, 4, Shape.Type.U8, Double.NaN), 8, "a tile of a TIFF of this kind");
            openLibrary();
            shape = Pixels.shape(reader.getImageTypes(numbers.get(page)).next(), (int) width, (int) height,
                    description.umPerPx());
            storage = new Region(0, 0, w, h);
        }
        ImageInfo info = new ImageInfo(shape, storage, description.conditions(), metadata);
        infos.put(page, info);
        return info;
    }

    private void layout(int page, double umPerPx) throws IOException {
        if (layoutOf == page)
            return;
        layoutOf = -1;
        layout = TiffLayout.of(pages.get(page), in.length(), umPerPx);
        samples = new TiffSamples(layout);
        layoutOf = page;
    }

    private void openLibrary() throws IOException {
        if (library != null)
            return;
        in.seek(2);
        boolean big = in.readUnsignedByte() == 43 | in.readUnsignedByte() == 43;
        reader = big ? new BigTIFFImageReaderSpi().createReaderInstance()
                : new TIFFImageReaderSpi().createReaderInstance();
        FileImageInputStream input = new FileImageInputStream(file.toFile());
        library = new LibraryPages(reader, input, List.of(), true, false);
        reader.setInput(input, false, true);
    }

    @Override
    public void read(int page, Region region, int step, ByteBuffer out, Run run) throws IOException, ToolException {
        ImageInfo info = info(page);
        if (!TiffLayout.known(pages.get(page))) {
            fromLibrary(page, info, region, step, out, run);
            return;
        }
        layout(page, info.shape().umPerPx());
        boolean packedStrips = !layout.tiled() && layout.compression() != TiffCodec.NONE && !layout.planar();
        if (packedStrips && step == 1 && region.width() < layout.shape().width())
            band.read(page, layout.shape(), (from, count, rows, at) -> {
                ByteBuffer target = ByteBuffer.wrap(rows, at, rows.length - at).slice().order(ByteOrder.nativeOrder());
                tiles(page, new Region(0, from, layout.shape().width(), count), 1, target, run);
            }, region, 1, out, run);
        else
            tiles(page, region, step, out, run);
    }

    private void fromLibrary(int page, ImageInfo info, Region region, int step, ByteBuffer out, Run run)
            throws IOException, ToolException {
        openLibrary();
        library.read(numbers.get(page), info.shape(), region, step, out, run);
    }

    private void tiles(int page, Region region, int step, ByteBuffer out, Run run) throws IOException {
        int tileWidth = layout.tileWidth(), tileHeight = layout.tileHeight();
        int planes = layout.planar() ? Math.min(layout.samples(), layout.shape().channels()) : 1;
        int last = region.bottom() - 1, lastColumn = region.right() - 1;
        for (int row = region.y() / tileHeight; row <= last / tileHeight; row++)
            for (int column = region.x() / tileWidth; column <= lastColumn / tileWidth; column++)
                for (int plane = 0; plane < planes; plane++) {
                    run.checkCancelled();
                    tile(page, row, column, plane, region, step, out, run);
                }
    }

    /** Reads what a tile gives to a region. */
    private void tile(int page, int row, int column, int plane, Region region, int step, ByteBuffer out, Run run)
            throws IOException {
        int left = column * layout.tileWidth(), top = row * layout.tileHeight();
        int x = first(region.x(), left, step), y = first(region.y(), top, step);
        int right = Math.min(region.right(), left + layout.tileWidth());
        int bottom = Math.min(region.bottom(), top + layout.tileHeight());
        if (x >= right || y >= bottom)
            return;
        int count = Pages.steps(right - x, step);
        int number = (plane * layout.down() + row) * layout.across() + column;
        int pixel = layout.shape().channels() * layout.shape().type().bytes();
        int outRow = Pages.steps(region.width(), step) * pixel;
        int at = (y - region.y()) / step * outRow + (x - region.x()) / step * pixel;
        Strip strip = new Strip(number, x - left, right - left, y - top, bottom - top, count, step, plane);
        if (layout.lengths()[number] == 0 || layout.offsets()[number] == 0)
            empty(strip, out, at, outRow);
        else if (layout.compression() == TiffCodec.NONE && layout.predictor() == 1)
            plain(strip, out, at, outRow, run);
        else
            packed(page, strip, out, at, outRow, run);
    }

    /** The first place of the grid of steps that is not before a tile's edge. */
    private static int first(int regionEdge, int tileEdge, int step) {
        return tileEdge <= regionEdge ? regionEdge : regionEdge + Pages.steps(tileEdge - regionEdge, step) * step;
    }

    /** The wanted part of a tile: columns and rows in the tile's own pixels. */
    private record Strip(int number, int x, int right, int y, int bottom, int count, int step, int plane) {
    }

    /** A tile that the file leaves out holds zeros, as in sparse files of GDAL and libtiff. */
    private void empty(Strip s, ByteBuffer out, int at, int outRow) {
        byte[] zeros = new byte[layout.rowBytes()];
        for (int y = s.y; y < s.bottom; y += s.step, at += outRow)
            samples.write(zeros, 0, s.x, s.count, s.step, s.plane, out, at);
    }

    private void plain(Strip s, ByteBuffer out, int at, int outRow, Run run) throws IOException {
        int rowBytes = layout.rowBytes(), pixelBits = layout.stored() * layout.bits();
        int from = (int) ((long) s.x * pixelBits / 8), to = (int) (((long) s.right * pixelBits + 7) / 8);
        long begin = layout.offsets()[s.number];
        long need = (long) (s.bottom - 1 - (s.bottom - 1 - s.y) % s.step) * rowBytes + to;
        if (begin + need > in.length())
            throw new EOFException();
        boolean whole = s.step == 1 && (rowBytes <= WHOLE_ROW || (to - from) * 2L >= rowBytes);
        int block = whole ? Math.max(1, Math.min(s.bottom - s.y, BLOCK / rowBytes)) : 1;
        int size = whole ? block * rowBytes : to - from;
        if (buffer.length < size)
            buffer = new byte[size];
        for (int y = s.y; y < s.bottom; y += whole ? block : s.step) {
            run.checkCancelled();
            int rows = whole ? Math.min(block, s.bottom - y) : 1;
            in.seek(begin + (long) y * rowBytes + from);
            in.readFully(buffer, 0, whole ? (rows - 1) * rowBytes + to - from : to - from);
            for (int r = 0; r < rows; r++, at += outRow)
                samples.write(buffer, r * rowBytes - from, s.x, s.count, s.step, s.plane, out, at);
        }
    }

    private void packed(int page, Strip s, ByteBuffer out, int at, int outRow, Run run) throws IOException {
        int rowBytes = layout.rowBytes(), block = s.step > 1 ? 1 : Math.max(1, UNPACKED / rowBytes);
        if (buffer.length < block * rowBytes)
            buffer = new byte[block * rowBytes];
        if (codec == null || codecPage != page || codecTile != s.number || codecRow > s.y)
            openCodec(page, s.number);
        try {
            for (int y = s.y; y < s.bottom; y += s.step * block) {
                run.checkCancelled();
                int rows = Math.min(block, s.bottom - y);
                codec.skip((long) (y - codecRow) * rowBytes);
                codec.read(buffer, 0, rows * rowBytes);
                codecRow = y + rows;
                for (int row = 0; row < rows; row++, at += outRow) {
                    samples.undo(buffer, row * rowBytes);
                    samples.write(buffer, row * rowBytes, s.x, s.count, s.step, s.plane, out, at);
                }
            }
        } catch (IOException | RuntimeException e) {
            codec = null;
            throw e;
        }
    }

    private void openCodec(int page, int number) throws IOException {
        long at = layout.offsets()[number], length = layout.lengths()[number];
        if (length < 0 || length > in.length() - at)
            throw new EOFException();
        codec = TiffCodec.open(layout.compression(), in, at, length, inflater);
        codecPage = page;
        codecTile = number;
        codecRow = 0;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
        if (library != null)
            library.close();
    }
}
