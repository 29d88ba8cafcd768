package org.loupe.ui.viewer;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.loupe.api.ImageInfo;
import org.loupe.api.ImageSource;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.engine.Pyramid;
import org.loupe.engine.Registry;

/**
 * The pixels of one page of an image file as a pyramid: level 0 is the file, each next level half of it, down to one
 * tile. An image that fits into memory is read once; a larger one is read region by region, so that 30,000 × 30,000
 * pixels open as fast as 640 × 640. Any thread; a caller closes it.
 */
public final class Pixels implements AutoCloseable {

    /** Edge of a tile, in px of its level. */
    public static final int TILE = 512;
    /** Images of up to this many bytes are kept whole. */
    private static final long WHOLE = 64L << 20;
    /** Sources kept open for the threads that read. */
    private static final int IDLE = 2;
    /** Share of samples beyond black, and beyond white, when both are chosen automatically. */
    static final double LEFT_OUT = 0.005;

    private final Registry registry;
    private final Path file;
    private final int page;
    private final ImageInfo info;
    private final Deque<ImageSource> idle = new ArrayDeque<>();
    private final Object wholeLock = new Object();
    /** What {@link #whole} covers, where it is not the image; else null. */
    private final Region part;
    private final int partLevel;
    private volatile Tile whole;
    private volatile double[] range;
    private volatile boolean closed;

    private Pixels(Registry registry, Path file, int page, ImageSource source) throws ToolException {
        this.registry = registry;
        this.file = file;
        this.page = page;
        part = null;
        partLevel = 0;
        info = source.info(page);
        idle.push(source);
    }

    private Pixels(Tile tile, Shape full, Region covered, int coveredLevel) {
        registry = null;
        file = null;
        page = 0;
        info = new ImageInfo(full, full.region(), ImageInfo.Conditions.UNKNOWN, Map.of());
        whole = tile;
        part = covered.equals(full.region()) && coveredLevel == 0 ? null : covered;
        partLevel = coveredLevel;
    }

    /** An image in memory, which nobody writes any more. */
    public static Pixels of(Tile tile) {
        return new Pixels(tile.at(0, 0), tile.shape(), tile.shape().region(), 0);
    }

    /**
     * An image of which only a part is in memory; the rest is 0.
     *
     * @param part   its pixels, which nobody writes any more
     * @param full   the image's size
     * @param region of the image that the part covers
     * @param level  of the part: {@code 2^level} px of the image for each of its own along each edge
     */
    public static Pixels of(Tile part, Shape full, Region region, int level) {
        Shape shape = part.shape().size(full.width(), full.height());
        return region.equals(full.region()) && level == 0 ? of(part) : new Pixels(part, shape, region, level);
    }

    /**
     * Opens a file and reads what describes it, not its pixels.
     *
     * @throws ToolException if it is no image that can be read
     */
    public static Pixels open(Registry registry, Path file, int page) throws ToolException {
        ImageSource source = registry.open(file);
        try {
            return new Pixels(registry, file, page, source);
        } catch (ToolException | RuntimeException e) {
            source.close();
            throw e;
        }
    }

    /** What the file says of the page. */
    public ImageInfo info() {
        return info;
    }

    /** Size and samples of level 0. */
    public Shape shape() {
        return info.shape();
    }

    /** Number of levels, at least 1; the last is one tile. */
    public int levels() {
        int levels = 1;
        for (long edge = Math.max(shape().width(), shape().height()); edge > TILE; edge = (edge + 1) / 2)
            levels++;
        return levels;
    }

    /** The region of the file, in its own pixels, that a tile of a level shows. */
    public Region region(int level, int column, int row) {
        int edge = TILE << level;
        return new Region(0, 0, shape().width(), shape().height())
                .intersect(new Region(column * edge, row * edge, edge, edge));
    }

    /**
     * Reads a tile of a level. From level 1 on each pixel is the mean of four, so that thin lines do not flicker.
     *
     * @throws ToolException                              if the file cannot be read
     * @throws java.util.concurrent.CancellationException if {@code run} was cancelled
     */
    public Tile read(int level, int column, int row, Run run) throws ToolException {
        return read(region(level, column, row), level, run);
    }

    /**
     * Reads a region of the file at a level: {@code ceil(width / 2^level)} pixels wide.
     *
     * @throws ToolException                              if the file cannot be read
     * @throws java.util.concurrent.CancellationException if {@code run} was cancelled
     */
    public Tile read(Region region, int level, Run run) throws ToolException {
        if (part != null)
            return fromPart(region, level);
        if (whole != null || shape().bytes() <= WHOLE) {
            Tile all = whole(run);
            return level == 0 ? crop(all, region) : Pyramid.reduce(all, region, 1 << level, run);
        }
        if (level == 0)
            return fromFile(region, 1, run);
        Tile fine = fromFile(region, 1 << level - 1, run);
        return Pyramid.reduce(fine, fine.shape().region(), 2, run);
    }

    private Tile whole(Run run) throws ToolException {
        Tile all = whole;
        if (all == null)
            synchronized (wholeLock) {
                all = whole;
                if (all == null)
                    whole = all = fromFile(shape().region(), 1, run);
            }
        return all;
    }

    private Tile fromPart(Region region, int level) {
        int n = 1 << level, channels = shape().channels();
        Tile made = Tile.allocate(shape().size((region.width() + n - 1) / n, (region.height() + n - 1) / n));
        for (int y = 0; y < made.height(); y++)
            for (int x = 0; x < made.width(); x++) {
                int u = region.x() + x * n + n / 2, v = region.y() + y * n + n / 2;
                if (!part.contains(u, v))
                    continue;
                int column = Math.min(whole.width() - 1, u - part.x() >> partLevel);
                int row = Math.min(whole.height() - 1, v - part.y() >> partLevel);
                for (int c = 0; c < channels; c++)
                    made.set(x, y, c, whole.get(column, row, c));
            }
        return made.at(region.x(), region.y());
    }

    private Tile fromFile(Region region, int reduction, Run run) throws ToolException {
        ImageSource source = borrow();
        try {
            return source.read(page, region, reduction, run);
        } finally {
            giveBack(source);
        }
    }

    private ImageSource borrow() throws ToolException {
        synchronized (idle) {
            ImageSource source = idle.poll();
            if (source != null)
                return source;
        }
        return registry.open(file);
    }

    private void giveBack(ImageSource source) {
        synchronized (idle) {
            if (closed || idle.size() >= IDLE)
                source.close();
            else
                idle.push(source);
        }
    }

    /** Number of the files that a scan is made of; empty for a single file. */
    public OptionalInt files() {
        String tiles = info.metadata().get("Tiles");
        return tiles != null && tiles.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(tiles))
                : OptionalInt.empty();
    }

    /**
     * The file of a scan that shows a place. May open a file, so it is not called on the UI thread.
     *
     * @return empty for a single file, and where no file of the scan lies
     * @throws ToolException if the scan cannot be opened
     */
    public Optional<Path> fileAt(int x, int y) throws ToolException {
        if (files().isEmpty())
            return Optional.empty();
        ImageSource source = borrow();
        try {
            return source.fileAt(page, x, y);
        } finally {
            giveBack(source);
        }
    }

    /**
     * Pixels that stand for all, to count how often values occur: the whole image if it is kept in memory, else its
     * overview.
     *
     * @throws ToolException                              if the file cannot be read
     * @throws java.util.concurrent.CancellationException if {@code run} was cancelled
     */
    public Tile sample(Run run) throws ToolException {
        return part != null ? whole : whole != null || shape().bytes() <= WHOLE ? whole(run)
                : read(levels() - 1, 0, 0, run);
    }

    /**
     * The values shown as black and white: 0 and 255 of 8-bit images, else the darkest and brightest 0.5 % left out of
     * the tile given first.
     */
    public double[] range(Tile sample) {
        double[] found = range;
        if (found == null)
            range = found = shape().type() == Shape.Type.U8 ? new double[] { 0, 255 }
                    : Histogram.of(sample).window(LEFT_OUT);
        return found.clone();
    }

    private static Tile crop(Tile all, Region region) {
        Shape shape = all.shape().size(region.width(), region.height());
        Tile part = Tile.allocate(shape);
        ByteBuffer from = all.data(), to = part.data();
        int pixel = shape.channels() * shape.type().bytes(), row = region.width() * pixel;
        for (int y = 0; y < region.height(); y++)
            to.put(y * row, from, ((region.y() + y) * all.width() + region.x()) * pixel, row);
        return part.at(region.x(), region.y());
    }

    /** Whether it was closed. */
    public boolean isClosed() {
        return closed;
    }

    /** Closes the file. Reads under way end by themselves. */
    @Override
    public void close() {
        synchronized (idle) {
            closed = true;
            idle.forEach(ImageSource::close);
            idle.clear();
        }
    }
}
