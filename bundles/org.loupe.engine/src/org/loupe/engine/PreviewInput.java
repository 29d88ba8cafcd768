package org.loupe.engine;

import java.util.Optional;
import org.loupe.api.ImageInfo;
import org.loupe.api.ImageSource;
import org.loupe.api.Pair;
import org.loupe.api.Region;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/** Reads the part of an image that a preview works on, and keeps it while it serves. For one thread. */
final class PreviewInput implements AutoCloseable {
    /** Up to this many pixels an image is worked on whole: numbers are those of a run, and panning costs nothing. */
    static final long WHOLE = 1 << 21;
    /** More pixels than this are looked at from further away, if the screen shows no more anyway. */
    private static final long MOST = 1 << 21;
    /** Halos are rounded up to a multiple of this, so that a change of a parameter seldom asks for other pixels. */
    private static final int ROUND = 64;
    /** Files that can only be decoded whole stay in memory up to this many bytes. */
    private static final long DECODED = 128L << 20;

    private final long mostWhole;
    private final OpenFile testFile, referenceFile;
    private final TilePool memory = new TilePool();
    private Item item;
    private ImageSource test, reference;
    private ImageInfo.Conditions conditions;
    private Part part;

    /**
     * A part of an image as it was read.
     *
     * @param image   the whole image's extent, in px of the tiles
     * @param scale   px of the full image per px of the tiles along each edge
     * @param pair    at its place in the image, in px of the tiles
     * @param visible what is looked at, in px of the tiles
     */
    record Part(Region image, int scale, Pair pair, Region visible) {

        Part looking(Region other) {
            return new Part(image, scale, pair, other);
        }
    }

    /** @param mostWhole pixels of the largest image that is worked on whole */
    PreviewInput(Registry registry, long mostWhole) {
        this.mostWhole = mostWhole;
        testFile = new OpenFile(registry);
        referenceFile = new OpenFile(registry);
    }

    /**
     * The pixels around a region.
     *
     * @param region in px of the full image
     * @param zoom   points of the screen per px
     * @param halo   px around it that decide what is found there
     * @return the same pair as last time as long as that serves
     */
    Part read(Item wanted, Region region, double zoom, int halo, WorkRun run) throws ToolException {
        if (!wanted.equals(item)) {
            part = null;
            item = null;
            memory.recycle();
            test = open(testFile, wanted, wanted.test(), wanted.page(), run);
            conditions = Worker.merge(wanted.conditions(),
                    testFile.open(wanted.test()).info(wanted.page()).conditions());
            reference = wanted.reference().isPresent()
                    ? open(referenceFile, wanted, wanted.reference().get(), -1, run) : null;
            item = wanted;
        }
        Region image = info().shape().region();
        Region seen = region.intersect(image);
        if (seen.isEmpty())
            throw new ToolException("The part that is looked at lies outside of " + item.name() + ".",
                    "Move the image into sight.");
        int scale = 1;
        while (scale < 1 << 12 && area(seen) / ((long) scale * scale) > MOST && 2 * scale * zoom < 1.02)
            scale *= 2;
        Region small = reduce(image, scale), visible = reduce(seen, scale);
        boolean whole = scale == 1 && area(image) <= mostWhole;
        Region needed = whole ? small : visible.grow(halo).intersect(small);
        if (part == null || part.scale != scale || !covers(part.pair.test().region(), needed)
                || area(part.pair.test().region()) > 2 * area(needed) + (1 << 18)) {
            part = null;
            Region work = whole ? small
                    : visible.grow((halo + ROUND - 1) / ROUND * ROUND + ROUND / 2).intersect(small);
            memory.recycle();
            part = new Part(small, scale, pair(work, scale, whole, run), visible);
        }
        return part.looking(visible);
    }

    /** How the image that was read last was taken: what the item says, else its file. */
    ImageInfo.Conditions conditions() {
        return conditions;
    }

    private ImageInfo info() throws ToolException {
        return test.info(Math.min(item.page(), test.pages() - 1));
    }

    /** @param page -1 for the reference, whose only page serves all */
    private static ImageSource open(OpenFile file, Item item, java.nio.file.Path path, int page, WorkRun run)
            throws ToolException {
        ImageSource source = file.open(path);
        if (page >= source.pages())
            throw new ToolException(path + " has " + source.pages() + " pages, so there is no page " + (page + 1)
                    + ".", "Make the list of images afresh.");
        int at = page < 0 ? Math.min(item.page(), source.pages() - 1) : page;
        ImageInfo info = source.info(at);
        boolean onePiece = info.storage().width() >= info.shape().width()
                && info.storage().height() >= info.shape().height();
        if (!onePiece || source.pages() > 1 || info.shape().bytes() > DECODED)
            return source;
        WorkRun own = new WorkRun(new TilePool(), run::isCancelled, w -> { }, text -> { }, 0);
        return new MemorySource(source.read(at, info.shape().region(), 1, own));
    }

    private Pair pair(Region work, int scale, boolean whole, WorkRun run) throws ToolException {
        WorkRun reading = new WorkRun(memory, run::isCancelled, w -> { }, text -> { }, 0);
        Tile tile = read(test, Math.min(item.page(), test.pages() - 1), work, scale, reading);
        Optional<Tile> with = Optional.empty();
        if (reference != null) {
            int page = Math.min(item.page(), reference.pages() - 1);
            Region all = reduce(reference.info(page).shape().region(), scale);
            Region common = whole ? all : work.intersect(all);
            if (common.isEmpty())
                throw new ToolException("The reference of " + all.width() + " × " + all.height()
                        + " px does not reach the part that is looked at.", "Take a reference of the image's size.");
            with = Optional.of(read(reference, page, common, scale, reading));
        }
        return new Pair(tile, with, Optional.empty());
    }

    private Tile read(ImageSource source, int page, Region reduced, int scale, WorkRun run) throws ToolException {
        Region all = source.info(page).shape().region();
        Region full = new Region(reduced.x() * scale, reduced.y() * scale, reduced.width() * scale,
                reduced.height() * scale).intersect(all);
        try {
            Tile tile = source.read(page, full, scale, run).at(reduced.x(), reduced.y());
            return Double.isNaN(item.umPerPx()) ? tile : tile.scale(item.umPerPx() * scale);
        } finally {
            run.end();
        }
    }

    /** The pixels of reduced copies that a region touches. */
    private static Region reduce(Region region, int scale) {
        int x = Math.floorDiv(region.x(), scale), y = Math.floorDiv(region.y(), scale);
        return new Region(x, y, (region.right() + scale - 1) / scale - x, (region.bottom() + scale - 1) / scale - y);
    }

    private static boolean covers(Region outer, Region inner) {
        return outer.intersect(inner).equals(inner);
    }

    private static long area(Region region) {
        return (long) region.width() * region.height();
    }

    @Override
    public void close() {
        part = null;
        item = null;
        test = null;
        reference = null;
        memory.clear();
        testFile.close();
        referenceFile.close();
    }
}
