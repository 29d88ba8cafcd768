package org.loupe.workspace.curation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.IntFunction;
import org.loupe.api.Features;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.engine.Problem;
import org.loupe.engine.Progress;
import org.loupe.engine.Registry;
import org.loupe.engine.SimpleRun;
import org.loupe.engine.curation.TileLook;
import org.loupe.engine.features.Extraction;
import org.loupe.engine.features.FeatureSet;
import org.loupe.store.labels.Label;
import org.loupe.workspace.crops.Crop;
import org.loupe.workspace.crops.CropMeasuring;
import org.loupe.workspace.internal.NumberCache;
import org.loupe.workspace.internal.TilePixels;

/**
 * Measures labels and tiles: labels by the features that are chosen, tiles by {@link TileLook}. What was measured is kept
 * in a folder, by the content of image, reference and outline, so that the next time takes no reading of images. For one
 * thread.
 */
public final class Measuring implements AutoCloseable {
    /** Folder of what is kept, within that of the labels; it may be deleted at any time. */
    public static final String FOLDER = "measured";
    /** Form, contrast and what differs from the reference: they tell classes apart without any choice of a person. */
    public static final FeatureSet FORM = FeatureSet.of("loupe.measure", "loupe.pair-change");

    private final Registry registry;
    private final CropMeasuring labels;
    private final NumberCache tiles;
    private final Set<Problem> problems = new LinkedHashSet<>();

    /**
     * Opens the extractors.
     *
     * @param set    what labels are described by
     * @param folder where numbers are kept
     * @throws ToolException as {@link Extraction#open} does
     */
    public Measuring(FeatureSet set, Registry registry, Path folder) throws ToolException {
        this.registry = registry;
        labels = new CropMeasuring(set, registry, Optional.of(folder));
        tiles = new NumberCache(folder, "tiles", TileLook.NAMES + " 1",
                TileLook.NAMES.size() + TileLook.EDGE * TileLook.EDGE);
    }

    /** What could not be measured, each once. */
    public List<Problem> problems() {
        Set<Problem> all = new LinkedHashSet<>(labels.problems());
        all.addAll(problems);
        return List.copyOf(all);
    }

    /**
     * Measures labels; those without an area (points, classes of whole tiles) by a box of 33 px around the point or by the
     * whole tile.
     *
     * @param wanted   in any order
     * @param images   where the pixels of a tile's number are; nothing if they are unknown
     * @param progress asked often whether to stop, told of labels done
     * @return a row for each label, NaN where nothing could be measured
     * @throws CancellationException once the progress is cancelled; what was measured until then is kept
     */
    public Features labels(List<Label> wanted, IntFunction<Optional<TileImage>> images, Progress progress) {
        List<Crop> crops = new ArrayList<>();
        List<Integer> rows = new ArrayList<>();
        Map<Integer, Optional<TileImage>> found = new HashMap<>();
        Map<Integer, Item> items = new HashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            Label label = wanted.get(i);
            Optional<TileImage> image = found.computeIfAbsent(label.tile(), images::apply);
            if (image.isEmpty())
                continue;
            Item item = items.computeIfAbsent(label.tile(), t -> image.get().item());
            crops.add(new Crop(item, image.get().sha256(), label.shape(), "label " + label.id(), "", "",
                    Crop.Origin.label(label.id())));
            rows.add(i);
        }
        int width = labels.names().size();
        float[] all = new float[wanted.size() * width];
        Arrays.fill(all, Float.NaN);
        Features measured = labels.measure(crops, progress);
        for (int i = 0; i < crops.size(); i++)
            System.arraycopy(measured.values(), i * width, all, rows.get(i) * width, width);
        return new Features(labels.names(), wanted.size(), all);
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
            progress.check();
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

    /** Closes the tools and what is kept. */
    @Override
    public void close() {
        labels.close();
        tiles.close();
    }
}
