package org.loupe.workspace.crops;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.loupe.api.Features;
import org.loupe.api.Patch;
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
import org.loupe.engine.learning.Augmentation;
import org.loupe.engine.learning.Variants;
import org.loupe.workspace.internal.TilePixels;

/**
 * Measures altered copies of crops. The copies of a crop follow from the seed and its name, whatever the number of
 * workers or the order of the crops.
 */
public final class CropVariants {
    private final FeatureSet set;
    private final Registry registry;
    private final Augmentation augmentation;
    private final long seed;

    /** An altered copy, measured. */
    private record Copy(int of, int number, float[] values) {
    }

    private CropVariants(FeatureSet set, Registry registry, Augmentation augmentation, long seed) {
        this.set = set;
        this.registry = registry;
        this.augmentation = augmentation;
        this.seed = seed;
    }

    /**
     * Makes and measures copies of each crop; a crop that cannot be read or measured has none.
     *
     * @param progress asked often whether to stop, told of crops done
     * @throws ToolException         as {@link Extraction#open} does
     * @throws CancellationException once the progress is cancelled
     */
    public static Variants measure(List<Crop> crops, FeatureSet set, Augmentation augmentation, long seed,
            Registry registry, Progress progress) throws ToolException {
        return new CropVariants(set, registry, augmentation, seed).measure(crops, progress);
    }

    private Variants measure(List<Crop> crops, Progress progress) throws ToolException {
        Map<String, List<Integer>> byImage = new LinkedHashMap<>();
        for (int row = 0; row < crops.size(); row++)
            byImage.computeIfAbsent(crops.get(row).image().test() + "#" + crops.get(row).image().page(),
                    i -> new ArrayList<>()).add(row);
        List<List<Integer>> images = List.copyOf(byImage.values());
        int workers = Math.max(1, Math.min(images.size(), Runtime.getRuntime().availableProcessors()));
        AtomicInteger next = new AtomicInteger(), done = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(workers, task -> {
            Thread thread = new Thread(task, "Loupe copies");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<List<Copy>>> parts = new ArrayList<>();
            for (int w = 0; w < workers; w++)
                parts.add(threads.submit(() -> work(crops, images, next, done, progress)));
            List<Copy> copies = new ArrayList<>();
            for (Future<List<Copy>> part : parts) {
                while (!part.isDone()) {
                    progress.update(done.get(), crops.size(), 0, 0, "");
                    Thread.sleep(50);
                }
                copies.addAll(part.get());
            }
            return variants(copies);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ToolException t)
                throw t;
            if (e.getCause() instanceof RuntimeException r)
                throw r;
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private Variants variants(List<Copy> copies) throws ToolException {
        copies.sort(Comparator.comparingInt(Copy::of).thenComparingInt(Copy::number));
        List<String> names;
        try (Extraction extraction = Extraction.open(set, registry, Policy.AUTO)) {
            names = extraction.names();
        }
        float[] values = new float[copies.size() * names.size()];
        for (int i = 0; i < copies.size(); i++)
            System.arraycopy(copies.get(i).values, 0, values, i * names.size(), names.size());
        return new Variants(new Features(names, copies.size(), values),
                copies.stream().mapToInt(Copy::of).toArray());
    }

    private List<Copy> work(List<Crop> crops, List<List<Integer>> images, AtomicInteger next, AtomicInteger done,
            Progress progress) throws ToolException {
        List<Copy> copies = new ArrayList<>();
        try (Extraction extraction = Extraction.open(set, registry, Policy.AUTO);
                Step<Tile, Tile> toGrey = TilePixels.toGrey(registry)) {
            for (int i; (i = next.getAndIncrement()) < images.size();) {
                image(crops, images.get(i), extraction, toGrey, copies, progress);
                done.addAndGet(images.get(i).size());
            }
        }
        return copies;
    }

    private void image(List<Crop> crops, List<Integer> rows, Extraction extraction, Step<Tile, Tile> toGrey,
            List<Copy> copies, Progress progress) {
        Item image = crops.get(rows.get(0)).image();
        try (TilePixels test = TilePixels.open(image.test(), image.page(), registry, toGrey);
                TilePixels reference = image.reference().isEmpty() ? null
                        : TilePixels.open(image.reference().get(), image.page(), registry, toGrey)) {
            for (int row : rows) {
                progress.check();
                crop(crops.get(row), row, test, reference, extraction, copies, progress);
            }
        } catch (ToolException e) {
            // the crops themselves have told it when they were measured
        }
    }

    private void crop(Crop crop, int row, TilePixels test, TilePixels reference, Extraction extraction,
            List<Copy> copies, Progress progress) throws ToolException {
        try (SimpleRun run = new SimpleRun(progress, seed, crop.name().hashCode())) {
            int margin = (int) Math.ceil(augmentation.shift()) + (augmentation.rotate() > 0 ? 16 : 0);
            Optional<Patch> patch = CropMeasuring.patch(crop, test, reference, extraction.context() + margin, run);
            if (patch.isEmpty())
                return;
            List<Patch> altered = augmentation.apply(patch.get(), run.random());
            for (int i = 0; i < altered.size(); i++) {
                Map<FeatureSet.Block, Problem> failed = new LinkedHashMap<>();
                float[] values = extraction.describe(altered.get(i), run, failed).values();
                if (failed.size() < set.blocks().size())
                    copies.add(new Copy(row, i, values));
            }
        } catch (ToolException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("What reading a crop had opened cannot be closed.", e);
        }
    }
}
