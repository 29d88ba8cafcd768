package org.loupe.tools.imageio.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

import org.loupe.api.ImageFormat;
import org.loupe.api.ImageInfo;
import org.loupe.api.ImageSource;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/**
 * A scan: one image made of many files, described by a JSON file beside them. With a list of files:
 *
 * <pre>
 * {"loupe": "scan", "version": 1, "umPerPx": 0.65, "layer": "M1", "mode": "BF", "magnification": 20,
 *  "tiles": [{"file": "r0c0.png", "x": 0, "y": 0}, {"file": "r0c1.png", "x": 1900, "y": 0}]}
 * </pre>
 *
 * or, where the names count rows and columns, with a pattern:
 *
 * <pre>
 * {"loupe": "scan", "version": 1, "pattern": "tile_r{row}_c{column}.png", "rows": 40, "columns": 30,
 *  "firstRow": 0, "firstColumn": 0, "digits": 3, "stepX": 1900, "stepY": 1400}
 * </pre>
 *
 * Positions are px of the tile's first pixel in the scan, whole numbers from 0. All tiles are of the first tile's
 * size, channels and type. Where tiles overlap, the later in the list (with a pattern: row by row) wins. What no tile
 * covers is 0. Names count from the scan file's folder. A region opens only the tiles that it touches; the last
 * {@value #MOST_OPEN} stay open.
 */
final class ScanPages implements Pages {
    private static final int MOST_OPEN = 16;
    private static final int MOST_TILES = 4_000_000;
    private static final int LARGEST_FILE = 512 << 20;
    private static final Set<String> KEYS = Set.of("loupe", "version", "umPerPx", "layer", "mode", "magnification",
            "exposureMs", "tiles", "pattern", "rows", "columns", "firstRow", "firstColumn", "digits", "stepX", "stepY");
    private static final String REMEDY = "Correct the scan file in a text editor.";

    private final Path folder;
    private final List<ImageFormat> formats;
    private final Scratch scratch = new Scratch();
    private final List<String> files = new ArrayList<>();
    private int[] xs = new int[16];
    private int[] ys = new int[16];
    private Shape tileShape;
    private ImageInfo info;
    private final Map<Integer, ImageSource> open = new LinkedHashMap<>(32, 0.75f, true);

    static Pages open(Path file, List<ImageFormat> formats) throws IOException, ToolException {
        if (Files.size(file) > LARGEST_FILE)
            throw new Unreadable("it has " + Files.size(file) + " bytes; a scan file has at most " + LARGEST_FILE
                    + ".", REMEDY);
        if (!(Json.parse(Files.readString(file, StandardCharsets.UTF_8)) instanceof Map<?, ?> map))
            throw new Unreadable("a scan file is a JSON object.", REMEDY);
        ScanPages pages = new ScanPages(file.toAbsolutePath().getParent(), formats);
        try {
            pages.describe(map);
            return pages;
        } catch (IOException | ToolException | RuntimeException | Error e) {
            pages.close();
            throw e;
        }
    }

    private ScanPages(Path folder, List<ImageFormat> formats) {
        this.folder = folder;
        this.formats = formats;
    }

    private void describe(Map<?, ?> map) throws IOException, ToolException {
        for (Object key : map.keySet())
            if (!KEYS.contains(key))
                throw new Unreadable("it has the unknown key \"" + key + "\"; known are "
                        + String.join(", ", new TreeSet<>(KEYS)) + ".", REMEDY);
        if (!"scan".equals(map.get("loupe")))
            throw new Unreadable("it lacks \"loupe\": \"scan\".", REMEDY);
        if (whole(map, "version", 1, 1, Integer.MAX_VALUE) > 1)
            throw new Unreadable("it is of version " + whole(map, "version", 1, 1, Integer.MAX_VALUE)
                    + "; this Loupe reads version 1.", "Open it with a newer Loupe.");
        if (map.containsKey("tiles") == map.containsKey("pattern"))
            throw new Unreadable("it needs either \"tiles\" or \"pattern\".", REMEDY);
        if (map.containsKey("tiles"))
            list(map.get("tiles"));
        else
            pattern(map);
        ImageInfo first = source(0).info(0);
        double given = number(map, "umPerPx");
        tileShape = first.shape().scale(given > 0 ? given : first.shape().umPerPx());
        long width = 0, height = 0;
        for (int i = 0; i < files.size(); i++) {
            width = Math.max(width, (long) xs[i] + tileShape.width());
            height = Math.max(height, (long) ys[i] + tileShape.height());
        }
        Guard.size(width, height, Long.MAX_VALUE);
        ImageInfo.Conditions c = first.conditions();
        double magnification = number(map, "magnification"), exposure = number(map, "exposureMs");
        ImageInfo.Conditions conditions = new ImageInfo.Conditions(text(map, "layer", c.layer()),
                text(map, "mode", c.mode()), Double.isNaN(magnification) ? c.magnification() : magnification,
                Double.isNaN(exposure) ? c.exposureMs() : exposure);
        Map<String, String> metadata = new TreeMap<>(first.metadata());
        metadata.put("Tiles", Integer.toString(files.size()));
        info = new ImageInfo(tileShape.size((int) width, (int) height), tileShape.region(), conditions, metadata);
    }

    private void list(Object tiles) throws Unreadable {
        if (!(tiles instanceof List<?> list) || list.isEmpty())
            throw new Unreadable("\"tiles\" is a list of at least one tile.", REMEDY);
        for (Object tile : list) {
            if (!(tile instanceof Map<?, ?> map) || !(map.get("file") instanceof String file) || map.size() != 3)
                throw new Unreadable("tile " + files.size() + " is not of the form {\"file\": …, \"x\": …, \"y\": …}.",
                        REMEDY);
            add(file, whole(map, "x", -1, 0, 1 << 30), whole(map, "y", -1, 0, 1 << 30));
        }
    }

    private void pattern(Map<?, ?> map) throws Unreadable {
        String pattern = text(map, "pattern", "");
        if (!pattern.contains("{row}") || !pattern.contains("{column}"))
            throw new Unreadable("its pattern \"" + pattern + "\" lacks {row} or {column}.", REMEDY);
        int rows = whole(map, "rows", -1, 1, MOST_TILES), columns = whole(map, "columns", -1, 1, MOST_TILES);
        int firstRow = whole(map, "firstRow", 0, 0, 1 << 20), firstColumn = whole(map, "firstColumn", 0, 0, 1 << 20);
        int digits = whole(map, "digits", 1, 1, 9);
        int stepX = whole(map, "stepX", -1, 1, 1 << 30), stepY = whole(map, "stepY", -1, 1, 1 << 30);
        if ((long) rows * columns > MOST_TILES)
            throw new Unreadable("it has " + (long) rows * columns + " tiles; at most " + MOST_TILES + " are allowed.",
                    REMEDY);
        Guard.size((columns - 1L) * stepX + 1, (rows - 1L) * stepY + 1, Long.MAX_VALUE);
        for (int r = 0; r < rows; r++)
            for (int c = 0; c < columns; c++)
                add(pattern.replace("{row}", digits(firstRow + r, digits)).replace("{column}",
                        digits(firstColumn + c, digits)), c * stepX, r * stepY);
    }

    private static String digits(int number, int least) {
        String digits = Integer.toString(number);
        return "0".repeat(Math.max(0, least - digits.length())) + digits;
    }

    private void add(String file, int x, int y) throws Unreadable {
        int n = files.size();
        if (n == MOST_TILES)
            throw new Unreadable("it has more than " + MOST_TILES + " tiles.", REMEDY);
        if (n == xs.length) {
            xs = Arrays.copyOf(xs, 2 * n);
            ys = Arrays.copyOf(ys, 2 * n);
        }
        try {
            folder.resolve(file);
        } catch (InvalidPathException e) {
            throw new Unreadable("its tile name \"" + file + "\" is no file name here.", REMEDY);
        }
        files.add(file);
        xs[n] = x;
        ys[n] = y;
    }

    private static int whole(Map<?, ?> map, String key, int otherwise, int least, int most) throws Unreadable {
        Object value = map.containsKey(key) ? map.get(key) : otherwise < least ? null : (Object) (double) otherwise;
        if (!(value instanceof Double number) || number != Math.rint(number) || number < least || number > most)
            throw new Unreadable("\"" + key + "\" is a whole number from " + least + " to " + most + ", found "
                    + (value == null ? "nothing" : value) + ".", REMEDY);
        return number.intValue();
    }

    private static double number(Map<?, ?> map, String key) throws Unreadable {
        if (!map.containsKey(key))
            return Double.NaN;
        if (!(map.get(key) instanceof Double number) || !(number > 0) || number.isInfinite())
            throw new Unreadable("\"" + key + "\" is a number above 0, found " + map.get(key) + ".", REMEDY);
        return number;
    }

    private static String text(Map<?, ?> map, String key, String otherwise) throws Unreadable {
        Object value = map.containsKey(key) ? map.get(key) : otherwise;
        if (!(value instanceof String text))
            throw new Unreadable("\"" + key + "\" is a text, found " + value + ".", REMEDY);
        return text;
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
        int pixel = tileShape.channels() * tileShape.type().bytes();
        int outRow = Pages.steps(region.width(), step) * pixel, rows = Pages.steps(region.height(), step);
        byte[] zeros = new byte[outRow];
        for (int y = 0; y < rows; y++)
            out.put(y * outRow, zeros);
        for (int i = 0; i < files.size(); i++) {
            Region tile = new Region(xs[i], ys[i], tileShape.width(), tileShape.height());
            Region wanted = region.intersect(tile);
            if (wanted.isEmpty())
                continue;
            int x = region.x() + Pages.steps(wanted.x() - region.x(), step) * step;
            int y = region.y() + Pages.steps(wanted.y() - region.y(), step) * step;
            if (x >= wanted.right() || y >= wanted.bottom())
                continue;
            run.checkCancelled();
            Tile part = source(i).read(0, new Region(x - xs[i], y - ys[i], wanted.right() - x, wanted.bottom() - y),
                    step, scratch.of(run));
            ByteBuffer samples = part.data();
            int at = (y - region.y()) / step * outRow + (x - region.x()) / step * pixel, length = part.width() * pixel;
            for (int row = 0; row < part.height(); row++)
                out.put(at + row * outRow, samples, row * length, length);
        }
    }

    private ImageSource source(int tile) throws IOException, ToolException {
        ImageSource known = open.get(tile);
        if (known != null)
            return known;
        Path file = folder.resolve(files.get(tile));
        byte[] head = Guard.read(file, () -> {
            Guard.check(file);
            try (InputStream in = Files.newInputStream(file)) {
                return in.readNBytes(256);
            }
        });
        for (ImageFormat format : formats)
            if (format.support(file, head) > 0) {
                ImageSource source = format.open(file);
                Shape shape = source.info(0).shape();
                if (tileShape != null && !shape.scale(tileShape.umPerPx()).equals(tileShape)) {
                    source.close();
                    throw new Unreadable("its tile " + files.get(tile) + " is " + shape + ", the first is " + tileShape
                            + "; all must be alike.", "Correct the tile, or leave it out of the scan file.");
                }
                if (open.size() >= MOST_OPEN) {
                    var oldest = open.entrySet().iterator();
                    oldest.next().getValue().close();
                    oldest.remove();
                }
                open.put(tile, source);
                return source;
            }
        throw new Unreadable("its tile " + files.get(tile) + " is no PNG, JPEG, BMP, WebP or TIFF image.",
                "Convert the tile.");
    }

    @Override
    public Optional<Path> fileAt(int x, int y) {
        for (int i = files.size() - 1; i >= 0; i--)
            if (x >= xs[i] && y >= ys[i] && x < xs[i] + tileShape.width() && y < ys[i] + tileShape.height())
                return Optional.of(folder.resolve(files.get(i)));
        return Optional.empty();
    }

    @Override
    public void close() {
        open.values().forEach(ImageSource::close);
        open.clear();
    }

    /** Lends the same memory for one tile after the other, so that a region costs no more than itself. */
    private static final class Scratch implements Run {
        private Run run;
        private ByteBuffer memory = ByteBuffer.allocateDirect(0);

        Run of(Run current) {
            run = current;
            return this;
        }

        @Override
        public void checkCancelled() {
            run.checkCancelled();
        }

        @Override
        public void progress(double fraction, String message) {
            run.progress(fraction, message);
        }

        @Override
        public RandomGenerator random() {
            return run.random();
        }

        @Override
        public Tile tile(Shape shape) {
            if (memory.capacity() < shape.bytes())
                memory = ByteBuffer.allocateDirect((int) shape.bytes());
            return new Tile(shape, 0, 0, memory);
        }

        @Override
        public <T extends AutoCloseable> T own(T resource) {
            return run.own(resource);
        }

        @Override
        public void warn(String problem, String remedy) {
            run.warn(problem, remedy);
        }
    }
}
