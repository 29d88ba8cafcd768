package org.loupe.workspace.crops;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.loupe.api.Features;
import org.loupe.api.Patch;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.engine.Policy;
import org.loupe.engine.Problem;
import org.loupe.engine.Progress;
import org.loupe.engine.Registry;
import org.loupe.engine.SimpleRun;
import org.loupe.engine.features.Extraction;
import org.loupe.engine.features.FeatureSet;
import org.loupe.engine.learning.Columns;
import org.loupe.store.labels.LabelShape;
import org.loupe.workspace.internal.NumberCache;
import org.loupe.workspace.internal.TilePixels;

/**
 * Measures crops by a feature set, on all processors; the numbers depend neither on their number nor on the order of
 * the crops. What was measured is kept in a folder, by the content of image, reference and outline, so that the next
 * time takes no reading of images. An image that cannot be read never stops the others: its crops are NaN.
 *
 * <p>Colours are made grey, as most extractors need. For one thread at a time.
 */
public final class CropMeasuring implements AutoCloseable {
    /** Crops of one image that one worker takes at a time: an image with more is read by several. */
    private static final int PART = 256;
    private static final int MOST_PROBLEMS = 100;

    private final FeatureSet set;
    private final Registry registry;
    private final Extraction first;
    private final List<String> names;
    private final Optional<NumberCache> kept;
    private final int threads;
    private final Set<Problem> problems = new LinkedHashSet<>();

    /**
     * Opens the extractors.
     *
     * @param folder where numbers are kept; nothing to keep none
     * @throws ToolException as {@link Extraction#open} does
     */
    public CropMeasuring(FeatureSet set, Registry registry, Optional<Path> folder) throws ToolException {
        this(set, registry, folder, Runtime.getRuntime().availableProcessors());
    }

    /** As above. @param threads workers, at least 1 */
    public CropMeasuring(FeatureSet set, Registry registry, Optional<Path> folder, int threads) throws ToolException {
        this.set = set;
        this.registry = registry;
        this.threads = threads;
        first = Extraction.open(set, registry, Policy.AUTO);
        names = first.names();
        kept = folder.map(place -> new NumberCache(place, "crops", first.identity(), names.size()));
    }

    /** The columns that it measures. */
    public List<String> names() {
        return names;
    }

    /** What could not be measured, each once, the first {@value #MOST_PROBLEMS}. */
    public List<Problem> problems() {
        synchronized (problems) {
            return List.copyOf(problems);
        }
    }

    /**
     * Measures crops.
     *
     * @param progress asked often whether to stop, told of crops done
     * @throws CancellationException once the progress is cancelled; what was measured until then is kept
     */
    public CropTable measure(CropList crops, Progress progress) {
        Features rows = measure(crops.all(), progress);
        List<Problem> all = new ArrayList<>(crops.problems());
        all.addAll(problems());
        return new CropTable(crops.all(), rows, new Columns(set, names, first.blocks(), first.provenance()),
                crops.source(), all);
    }

    /**
     * Measures crops.
     *
     * @return a row for each, NaN where nothing could be measured
     * @throws CancellationException once the progress is cancelled; what was measured until then is kept
     */
    public Features measure(List<Crop> crops, Progress progress) {
        float[] all = new float[crops.size() * names.size()];
        Arrays.fill(all, Float.NaN);
        List<int[]> parts = unknown(crops, all, progress);
        int missing = parts.stream().mapToInt(p -> p.length).sum();
        AtomicInteger next = new AtomicInteger(), done = new AtomicInteger(crops.size() - missing);
        AtomicReference<Throwable> failed = new AtomicReference<>();
        AtomicReference<String> current = new AtomicReference<>("");
        Progress cancelled = new Progress() {
            @Override
            public boolean cancelled() {
                return failed.get() != null || progress.cancelled();
            }
        };
        List<Thread> workers = new ArrayList<>();
        for (int w = 0; w < Math.min(threads, parts.size()); w++) {
            boolean opened = w == 0;
            Thread worker = new Thread(() -> work(opened, crops, parts, next, all, done, current, cancelled, failed),
                    "Loupe crops " + (w + 1));
            worker.setDaemon(true);
            worker.start();
            workers.add(worker);
        }
        try {
            for (Thread worker : workers)
                while (worker.isAlive()) {
                    progress.update(done.get(), crops.size(), 0, count(), current.get());
                    worker.join(100);
                }
        } catch (InterruptedException e) {
            failed.compareAndSet(null, new CancellationException());
            Thread.currentThread().interrupt();
        }
        rethrow(failed.get());
        progress.check();
        progress.update(crops.size(), crops.size(), 0, count(), "");
        return new Features(names, crops.size(), all);
    }

    private static void rethrow(Throwable failed) {
        if (failed instanceof RuntimeException e)
            throw e;
        if (failed instanceof Error e)
            throw e;
    }

    private int count() {
        synchronized (problems) {
            return problems.size();
        }
    }

    private void problem(Problem problem) {
        synchronized (problems) {
            if (problems.size() < MOST_PROBLEMS)
                problems.add(problem);
        }
    }

    /** Fills in what is kept. @return rows that are to be measured: each part of one image */
    private List<int[]> unknown(List<Crop> crops, float[] all, Progress progress) {
        Map<String, List<Integer>> byImage = new LinkedHashMap<>();
        Map<Item, String> content = new HashMap<>();
        for (int row = 0; row < crops.size(); row++) {
            if (row % 1000 == 0 && progress.cancelled())
                throw new CancellationException();
            Crop crop = crops.get(row);
            Optional<float[]> known = Optional.empty();
            if (kept.isPresent())
                known = kept.get().get(key(crop, content));
            if (known.isPresent())
                System.arraycopy(known.get(), 0, all, row * names.size(), names.size());
            else
                byImage.computeIfAbsent(crop.image().test() + "#" + crop.image().page(), i -> new ArrayList<>())
                        .add(row);
        }
        List<int[]> parts = new ArrayList<>();
        for (List<Integer> rows : byImage.values()) {
            rows.sort(Comparator.comparingDouble(row -> crops.get(row).shape().bounds().y())); // as files are read
            for (int from = 0; from < rows.size(); from += PART)
                parts.add(rows.subList(from, Math.min(rows.size(), from + PART)).stream().mapToInt(r -> r).toArray());
        }
        return parts;
    }

    private NumberCache.Key key(Crop crop, Map<Item, String> content) {
        String image = content.computeIfAbsent(crop.image(), i -> TilePixels.content(i.test(), crop.sha256()) + "#"
                + i.page() + (Double.isNaN(i.umPerPx()) ? "" : " " + i.umPerPx())
                + i.reference().map(r -> "\n" + TilePixels.content(r, "")).orElse(""));
        return NumberCache.Key.of(image + "\n" + outline(crop.shape()));
    }

    /** What tells an outline from others. */
    private static String outline(LabelShape shape) {
        if (shape instanceof LabelShape.Mask || shape instanceof LabelShape.Polygon) {
            LabelShape.Mask mask = shape.mask();
            return mask.x() + " " + mask.y() + " " + mask.width() + " " + mask.height() + Arrays.toString(mask.runs());
        }
        return shape.toString();
    }

    private void work(boolean opened, List<Crop> crops, List<int[]> parts, AtomicInteger next, float[] all,
            AtomicInteger done, AtomicReference<String> current, Progress cancelled,
            AtomicReference<Throwable> failed) {
        Step<Tile, Tile> toGrey = TilePixels.toGrey(registry);
        Extraction own = null;
        try {
            own = opened ? first : Extraction.open(set, registry, Policy.AUTO);
            Map<Item, String> content = new HashMap<>();
            for (int part; (part = next.getAndIncrement()) < parts.size() && !cancelled.cancelled();) {
                int[] rows = parts.get(part);
                current.set(crops.get(rows[0]).image().name());
                content.clear();
                measure(own, toGrey, rows, crops, all, content, cancelled);
                done.addAndGet(rows.length);
            }
        } catch (CancellationException e) {
            return; // whoever waits sees the same progress
        } catch (ToolException e) {
            problem(Problem.warning("", "One worker less measures the crops: " + e.getMessage(), e.remedy()));
        } catch (RuntimeException | Error e) {
            failed.compareAndSet(null, e);
        } finally {
            if (own != null && own != first)
                own.close();
            close(toGrey);
        }
    }

    private static void close(Step<Tile, Tile> step) {
        if (step != null)
            try {
                step.close();
            } catch (RuntimeException | LinkageError e) {
                System.getLogger(CropMeasuring.class.getName()).log(System.Logger.Level.WARNING,
                        "A tool did not close", e);
            }
    }

    /** Measures crops of one image. */
    private void measure(Extraction extraction, Step<Tile, Tile> toGrey, int[] rows, List<Crop> crops, float[] all,
            Map<Item, String> content, Progress cancelled) {
        Item image = crops.get(rows[0]).image();
        try (TilePixels test = TilePixels.open(image.test(), image.page(), registry, toGrey);
                TilePixels reference = reference(image, toGrey)) {
            for (int row : rows) {
                if (cancelled.cancelled())
                    throw new CancellationException();
                Crop crop = crops.get(row);
                float[] numbers = measure(extraction, crop, test, reference, cancelled);
                if (numbers == null)
                    continue;
                System.arraycopy(numbers, 0, all, row * names.size(), names.size());
                if (kept.isPresent())
                    kept.get().put(key(crop, content), numbers);
            }
        } catch (ToolException e) {
            problem(Problem.warning("", e.getMessage(), e.remedy()));
        } catch (OutOfMemoryError e) {
            problem(Problem.warning("", image.name() + " does not fit into memory.",
                    "Give Java more memory (-Xmx), or cut the image into smaller ones."));
        }
    }

    /** The reference, if there is one that can be read. */
    private TilePixels reference(Item image, Step<Tile, Tile> toGrey) {
        if (image.reference().isEmpty())
            return null;
        try {
            return TilePixels.open(image.reference().get(), image.page(), registry, toGrey);
        } catch (ToolException e) {
            problem(Problem.warning("", e.getMessage(), e.remedy()));
            return null;
        }
    }

    /** @return {@code null} if nothing could be measured */
    private float[] measure(Extraction extraction, Crop crop, TilePixels test, TilePixels reference,
            Progress progress) {
        try (SimpleRun run = new SimpleRun(progress, 0, 0)) {
            Optional<Patch> patch = patch(crop, test, reference, extraction.context(), run);
            if (patch.isEmpty()) {
                problem(Problem.warning("", crop.name() + " lies outside its image " + crop.image().test() + ".",
                        "Check that the image is the one that it was found on."));
                return null;
            }
            Map<FeatureSet.Block, Problem> failed = new LinkedHashMap<>();
            float[] numbers = extraction.describe(patch.get(), run, failed).values();
            failed.values().forEach(this::problem);
            return failed.size() == extraction.set().blocks().size() ? null : numbers;
        } catch (CancellationException e) {
            throw e;
        } catch (ToolException e) {
            problem(Problem.warning("", e.getMessage(), e.remedy()));
            return null;
        } catch (Exception e) {
            throw new IllegalStateException("What reading a crop had opened cannot be closed.", e);
        }
    }

    /**
     * The pixels of a crop and around it.
     *
     * @param reference of the image; {@code null} without one
     * @param context   px around the crop's box
     * @param run       whose memory it lies in
     * @return empty if it lies outside of the image
     */
    static Optional<Patch> patch(Crop crop, TilePixels test, TilePixels reference, int context, Run run)
            throws ToolException {
        Region box = crop.whole() ? test.shape().region() : crop.region(test.shape());
        Region around = box.grow(context);
        Tile tile = test.part(around, run).orElse(null);
        if (tile == null)
            return Optional.empty();
        Tile pixels = scaled(tile, crop.image());
        Optional<Tile> golden = reference == null ? Optional.empty() : reference.part(around, run)
                .filter(g -> g.region().equals(pixels.region())).map(g -> scaled(g, crop.image()));
        return Optional.of(new Patch(pixels, golden,
                box.move(-pixels.x(), -pixels.y()).intersect(pixels.shape().region()), mask(crop, box, pixels)));
    }

    private static Tile scaled(Tile tile, Item image) {
        return Double.isNaN(image.umPerPx()) ? tile : tile.scale(image.umPerPx());
    }

    /** 255 on the defect, within the pixels of the tile; all of the box if the outline has no area. */
    private static Tile mask(Crop crop, Region box, Tile tile) {
        Tile mask = Tile.allocate(Shape.grey(tile.width(), tile.height()));
        LabelShape shape = crop.shape();
        boolean outlined = !(shape instanceof LabelShape.Box || shape instanceof LabelShape.Point || crop.whole());
        if (outlined) {
            LabelShape.Mask pixels = shape.mask();
            org.loupe.api.Mask.draw(pixels.runs(), new Region(pixels.x() - tile.x(), pixels.y() - tile.y(),
                    pixels.width(), pixels.height()), mask);
        }
        Region inside = box.move(-tile.x(), -tile.y()).intersect(mask.shape().region());
        boolean empty = true;
        for (int i = 0; outlined && i < mask.shape().pixels() && empty; i++)
            empty = mask.data().get(i) == 0;
        if (empty)
            for (int y = inside.y(); y < inside.bottom(); y++)
                for (int x = inside.x(); x < inside.right(); x++)
                    mask.data().put(y * mask.width() + x, (byte) 255);
        return mask.at(tile.x(), tile.y());
    }

    /** Closes the tools and what is kept. */
    @Override
    public void close() {
        kept.ifPresent(NumberCache::close);
        first.close();
    }
}
