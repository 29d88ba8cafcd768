package org.loupe.workspace.nets;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import org.loupe.api.Clusterer;
import org.loupe.api.Clustering;
import org.loupe.api.Device;
import org.loupe.api.Features;
import org.loupe.api.Step;
import org.loupe.api.ToolException;
import org.loupe.engine.Policy;
import org.loupe.engine.Progress;
import org.loupe.engine.Registry;
import org.loupe.engine.Schema;
import org.loupe.engine.SimpleRun;
import org.loupe.engine.features.FeatureSet;
import org.loupe.engine.features.Fusion;
import org.loupe.store.labels.LabelShape;
import org.loupe.workspace.crops.Crop;
import org.loupe.workspace.crops.CropMeasuring;
import org.loupe.workspace.stack.StackExamples;

/** How some of many images are chosen to learn from. */
public enum ImageChoice {
    /** The first ones by name. */
    NAME("the first by name"),
    /** By lot. */
    RANDOM("at random"),
    /**
     * Those that stand for most: images are described by their texture and brightness, sorted into as many clusters as
     * images are wanted by k-means, and of each cluster the one in the middle is taken.
     */
    CLUSTERS("the middle of as many clusters by texture and brightness (k-means)");

    private static final FeatureSet FEATURES = FeatureSet.of("loupe.haralick", "loupe.gabor", "loupe.histogram");
    private static final String CLUSTERER = "loupe.k-means";

    private final String words;

    ImageChoice(String words) {
        this.words = words;
    }

    /** Such as "the first by name". */
    public String words() {
        return words;
    }

    /**
     * Chooses rows.
     *
     * @param rows  that may be chosen
     * @param image by its row
     * @param seed  of all random numbers
     * @return so many of the rows, rising
     * @throws ToolException if images cannot be measured or sorted
     */
    int[] of(int[] rows, int count, IntFunction<StackExamples.Image> image, long seed, Registry registry,
            Progress progress) throws ToolException {
        List<Integer> order = new ArrayList<>(Arrays.stream(rows).boxed()
                .sorted(Comparator.comparing(row -> image.apply(row).item().test() + "#" + image.apply(row).item()
                        .page())).toList());
        Set<Integer> chosen = new LinkedHashSet<>();
        if (this == RANDOM)
            Collections.shuffle(order, new Random(seed));
        if (this == CLUSTERS)
            for (int middle : middles(order, count, image, seed, registry, progress))
                chosen.add(order.get(middle));
        for (int i = 0; chosen.size() < count; i++)
            chosen.add(order.get(i)); // where clusters are fewer than images are wanted
        return chosen.stream().mapToInt(row -> row).sorted().toArray();
    }

    private static int[] middles(List<Integer> order, int count, IntFunction<StackExamples.Image> image, long seed,
            Registry registry, Progress progress) throws ToolException {
        List<Crop> crops = new ArrayList<>();
        for (int row : order) {
            StackExamples.Image one = image.apply(row);
            crops.add(new Crop(one.item(), "", new LabelShape.Whole(), one.item().name() + " " + row, one.group(), "",
                    Crop.Origin.IMAGE));
        }
        Features measured;
        try (CropMeasuring measuring = new CropMeasuring(FEATURES, registry, Optional.empty())) {
            measured = measuring.measure(crops, progress.quiet());
        }
        if (!(registry.find(CLUSTERER, Policy.AUTO).tool() instanceof Clusterer<?> clusterer))
            throw new ToolException(CLUSTERER + " does not sort rows into clusters.", "Choose images by name.");
        try (Step<Features, Clustering> step = open(clusterer, count);
                SimpleRun run = SimpleRun.telling(progress.quiet(), seed)) {
            return step.apply(Fusion.standard(measured).apply(measured), run).exemplars();
        } catch (ToolException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("What sorting had opened cannot be closed.", e);
        }
    }

    private static <P extends Record> Step<Features, Clustering> open(Clusterer<P> clusterer, int count)
            throws ToolException {
        return clusterer.open(Schema.of(clusterer).read(Map.of("clusters", (long) count, "smallest", 1L)), Device.CPU);
    }
}
