package org.loupe.workspace.labels.curation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.IntFunction;
import org.loupe.api.Features;
import org.loupe.api.Patch;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.engine.Policy;
import org.loupe.engine.Problem;
import org.loupe.engine.Progress;
import org.loupe.engine.Registry;
import org.loupe.engine.SimpleRun;
import org.loupe.engine.curation.TileLook;
import org.loupe.engine.features.Extraction;
import org.loupe.engine.features.FeatureSet;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelShape;

/**
 * Measures labels and tiles: labels by the features that are chosen, tiles by {@link TileLook}. What was measured is kept in a folder, by the content of image, reference and
 * outline, so that the next time takes no reading of images. For one thread; several may work in one folder one after
 * another.
 */
public final class Measuring implements AutoCloseable {
    /** Folder of what is kept, within that of the labels; it may be deleted at any time. */
    public static final String FOLDER = "measured";
    /** Form and contrast, which tell labels' classes apart without any choice of a person. */
    public static final FeatureSet FORM = FeatureSet.of("loupe.measure");

    private final Registry registry;
    private final Extraction extraction;
    private final List<String> names;
    private final NumberCache labels, tiles;
    private final Set<Problem> problems = new LinkedHashSet<>();
    private Step<Tile, Tile> toGrey;

    /**
     * Opens the extractors.
     *
     * @param set    what labels are described by
     * @param folder where numbers are kept
     * @throws ToolException as {@link Extraction#open} does
     */
    public Measuring(FeatureSet set, Registry registry, Path folder) throws ToolException {
        this.registry = registry;
        extraction = Extraction.open(set, registry, Policy.AUTO);
        names = extraction.names();
        toGrey = TilePixels.toGrey(registry);
        labels = new NumberCache(folder, "labels", extraction.identity(), names.size());
        tiles = new NumberCache(folder, "tiles", TileLook.NAMES + " 1",
                TileLook.NAMES.size() + TileLook.EDGE * TileLook.EDGE);
    }

    /** What could not be measured, each once. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /**
     * Measures labels, tile by tile; those without an area (points, classes of whole tiles) by a box of 33 px around the
     * point or by the whole tile.
     *
     * @param wanted   in any order, best those of one tile together
     * @param images   where the pixels of a tile's number are; nothing if they are unknown
     * @param progress asked often whether to stop, told of labels done
     * @return a row for each label, NaN where nothing could be measured
     * @throws CancellationException once the progress is cancelled; what was measured until then is kept
     */
    public Features labels(List<Label> wanted, IntFunction<Optional<TileImage>> images, Progress progress) {
        float[] all = new float[wanted.size() * names.size()];
        Arrays.fill(all, Float.NaN);
        Map<Integer, List<Integer>> byTile = new LinkedHashMap<>();
        for (int i = 0; i < wanted.size(); i++)
            byTile.computeIfAbsent(wanted.get(i).tile(), t -> new ArrayList<>()).add(i);
        int done = 0;
        for (var tile : byTile.entrySet()) {
            check(progress);
            progress.update(done, wanted.size(), 0, problems.size(), "");
            Optional<TileImage> image = images.apply(tile.getKey());
            if (image.isPresent())
                labels(image.get(), tile.getValue(), wanted, all, progress);
            done += tile.getValue().size();
        }
        return new Features(names, wanted.size(), all);
    }

    private void labels(TileImage image, List<Integer> rows, List<Label> wanted, float[] all, Progress progress) {
        String content = TilePixels.content(image.file(), image.sha256()) + "#" + image.page()
                + image.reference().map(r -> "\n" + TilePixels.content(r, "")).orElse("");
        List<Integer> unknown = new ArrayList<>();
        Map<Integer, NumberCache.Key> keys = new LinkedHashMap<>();
        for (int row : rows) {
            NumberCache.Key key = NumberCache.Key.of(content + "\n" + outline(wanted.get(row).shape()));
            keys.put(row, key);
            labels.get(key).ifPresentOrElse(v -> System.arraycopy(v, 0, all, row * names.size(), names.size()),
                    () -> unknown.add(row));
        }
        if (unknown.isEmpty())
            return;
        try (TilePixels test = TilePixels.open(image.file(), image.page(), registry, toGrey);
                TilePixels reference = reference(image)) {
            for (int row : unknown) {
                check(progress);
                float[] numbers = measure(wanted.get(row).shape(), test, reference, progress);
                System.arraycopy(numbers, 0, all, row * names.size(), names.size());
                labels.put(keys.get(row), numbers);
            }
        } catch (ToolException e) {
            problems.add(Problem.warning("", e.getMessage(), e.remedy()));
        }
    }

    /** The reference, if there is one that can be read and is large enough. */
    private TilePixels reference(TileImage image) {
        if (image.reference().isEmpty())
            return null;
        try {
            return TilePixels.open(image.reference().get(), image.page(), registry, toGrey);
        } catch (ToolException e) {
            problems.add(Problem.warning("", e.getMessage(), e.remedy()));
            return null;
        }
    }

    private float[] measure(LabelShape shape, TilePixels test, TilePixels reference, Progress progress) {
        Region box = box(shape, test.shape());
        try (SimpleRun run = new SimpleRun(progress, 0, 0)) {
            Region around = box.grow(extraction.context());
            Optional<Tile> crop = test.part(around, run);
            if (crop.isEmpty())
                return unknown();
            Optional<Tile> golden = reference == null ? Optional.empty() : reference.part(around, run)
                    .filter(g -> g.region().equals(crop.get().region()));
            Map<FeatureSet.Block, Problem> failed = new LinkedHashMap<>();
            float[] numbers = extraction.describe(new Patch(crop.get(), golden,
                    box.move(-crop.get().x(), -crop.get().y()).intersect(crop.get().shape().region()),
                    mask(shape, box, crop.get())), run, failed).values();
            problems.addAll(failed.values());
            return numbers;
        } catch (CancellationException e) {
            throw e;
        } catch (ToolException e) {
            problems.add(Problem.warning("", e.getMessage(), e.remedy()));
            return unknown();
        } catch (Exception e) {
            throw new IllegalStateException("What reading a crop had opened cannot be closed.", e);
        }
    }

    private float[] unknown() {
        float[] numbers = new float[names.size()];
        Arrays.fill(numbers, Float.NaN);
        return numbers;
    }

    /** The pixels that a label is measured on. */
    private static Region box(LabelShape shape, Shape image) {
        if (shape instanceof LabelShape.Whole)
            return image.region();
        LabelShape.Box b = shape.bounds();
        Region box = pixels(b).intersect(image.region());
        return shape instanceof LabelShape.Point || box.isEmpty()
                ? new Region((int) Math.floor(b.x()) - 16, (int) Math.floor(b.y()) - 16, 33, 33) : box;
    }

    /** The pixels that a box touches. */
    static Region pixels(LabelShape.Box b) {
        int left = (int) Math.floor(b.x()), top = (int) Math.floor(b.y());
        return new Region(left, top, Math.max(1, (int) Math.ceil(b.x() + b.width()) - left),
                Math.max(1, (int) Math.ceil(b.y() + b.height()) - top));
    }

    private static Tile mask(LabelShape shape, Region box, Tile crop) {
        Tile mask = Tile.allocate(Shape.grey(crop.width(), crop.height()));
        boolean outlined = !(shape instanceof LabelShape.Box || shape instanceof LabelShape.Point
                || shape instanceof LabelShape.Whole);
        if (outlined) {
            LabelShape.Mask pixels = shape.mask();
            org.loupe.api.Mask.draw(pixels.runs(), new Region(pixels.x() - crop.x(), pixels.y() - crop.y(),
                    pixels.width(), pixels.height()), mask);
        }
        Region inside = box.move(-crop.x(), -crop.y()).intersect(mask.shape().region());
        boolean empty = true;
        for (int i = 0; outlined && i < mask.shape().pixels() && empty; i++)
            empty = mask.data().get(i) == 0;
        if (empty)
            for (int y = inside.y(); y < inside.bottom(); y++)
                for (int x = inside.x(); x < inside.right(); x++)
                    mask.data().put(y * mask.width() + x, (byte) 255);
        return mask.at(crop.x(), crop.y());
    }

    /** What tells an outline from others. */
    private static String outline(LabelShape shape) {
        if (shape instanceof LabelShape.Mask || shape instanceof LabelShape.Polygon) {
            LabelShape.Mask mask = shape.mask();
            return mask.x() + " " + mask.y() + " " + mask.width() + " " + mask.height() + Arrays.toString(mask.runs());
        }
        return shape.toString();
    }

    /**
     * Measures how tiles look.
     *
     * @return one for each tile; {@code null} where it cannot be read
     * @throws CancellationException once the progress is cancelled; what was measured until then is kept
     */
    public List<TileLook> tiles(List<TileImage> wanted, Progress progress) {
        List<TileLook> all = new ArrayList<>(wanted.size());
        for (TileImage image : wanted) {
            check(progress);
            progress.update(all.size(), wanted.size(), 0, problems.size(), image.file().getFileName().toString());
            NumberCache.Key key = NumberCache.Key.of(TilePixels.content(image.file(), image.sha256()) + "#"
                    + image.page());
            TileLook look = tiles.get(key).map(Measuring::look).orElseGet(() -> look(image, progress));
            if (look != null)
                tiles.put(key, row(look));
            all.add(look);
        }
        return all;
    }

    private TileLook look(TileImage image, Progress progress) {
        try (TilePixels pixels = TilePixels.open(image.file(), image.page(), registry, null);
                SimpleRun run = new SimpleRun(progress, 0, 0)) {
            return TileLook.of(pixels.overview(run));
        } catch (ToolException e) {
            problems.add(Problem.warning("", e.getMessage(), e.remedy()));
            return null;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("What reading a tile had opened cannot be closed.", e);
        }
    }

    /** A look in a row: its numbers, then its thumbnail. */
    private static float[] row(TileLook look) {
        float[] row = Arrays.copyOf(look.values(), TileLook.NAMES.size() + look.thumbnail().length);
        for (int i = 0; i < look.thumbnail().length; i++)
            row[TileLook.NAMES.size() + i] = look.thumbnail()[i];
        return row;
    }

    private static TileLook look(float[] row) {
        byte[] thumbnail = new byte[row.length - TileLook.NAMES.size()];
        for (int i = 0; i < thumbnail.length; i++)
            thumbnail[i] = (byte) row[TileLook.NAMES.size() + i];
        return new TileLook(Arrays.copyOf(row, TileLook.NAMES.size()), thumbnail);
    }

    /** Asked whether to stop, told nothing: what comes after measuring takes seconds. */
    static Progress quiet(Progress progress) {
        return new Progress() {
            @Override
            public boolean cancelled() {
                return progress.cancelled();
            }
        };
    }

    private static void check(Progress progress) {
        if (progress.cancelled())
            throw new CancellationException();
    }

    /** Closes the tools and what is kept. */
    @Override
    public void close() {
        labels.close();
        tiles.close();
        extraction.close();
        Step<Tile, Tile> grey = toGrey;
        toGrey = null;
        if (grey != null)
            try {
                grey.close();
            } catch (RuntimeException | LinkageError e) {
                System.getLogger(Measuring.class.getName()).log(System.Logger.Level.WARNING, "A tool did not close", e);
            }
    }
}
