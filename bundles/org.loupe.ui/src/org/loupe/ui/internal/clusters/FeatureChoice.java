package org.loupe.ui.internal.clusters;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.loupe.api.FeatureExtractor;
import org.loupe.engine.Registry;
import org.loupe.engine.ToolText;
import org.loupe.engine.features.FeatureSet;
import org.loupe.engine.features.FeatureSet.Block;
import org.loupe.ui.Preferences;
import org.loupe.workspace.crops.UsualFeatures;

/** Which extractors there are to describe defects with, and which are taken unless others are chosen. */
public final class FeatureChoice {
    /** The extractor that runs a pretrained net. */
    public static final String EMBEDDING = UsualFeatures.NET;
    private static final List<String> USUAL = UsualFeatures.HAND_MADE.blocks().stream().map(Block::tool).toList();

    private FeatureChoice() {
    }

    /** Ids of all extractors that are installed: those that are usual first, the others by name. */
    public static List<String> all(Registry registry) {
        Set<String> ids = new LinkedHashSet<>();
        List<Registry.Entry> extractors = registry.tools().stream().filter(e -> e.tool() instanceof FeatureExtractor)
                .toList();
        List<String> installed = extractors.stream().map(e -> e.tool().info().id()).toList();
        if (installed.contains(EMBEDDING))
            ids.add(EMBEDDING);
        USUAL.stream().filter(installed::contains).forEach(ids::add);
        extractors.stream().sorted((a, b) -> label(a).compareTo(label(b))).map(e -> e.tool().info().id())
                .forEach(ids::add);
        return new ArrayList<>(ids);
    }

    private static String label(Registry.Entry entry) {
        return ToolText.info(entry.tool(), Locale.getDefault()).label();
    }

    /** Hand-made features and, if the user has chosen a file of weights, those of its net. */
    public static FeatureSet usual(Registry registry) {
        List<String> installed = all(registry);
        List<Block> blocks = new ArrayList<>();
        for (String id : installed)
            if (USUAL.contains(id) || id.equals(EMBEDDING) && !Preferences.FEATURE_WEIGHTS.get().isBlank())
                blocks.add(block(id));
        return new FeatureSet(blocks);
    }

    /** An extractor with its defaults; the net's with the file of weights and the layer that the user has chosen. */
    public static Block block(String id) {
        if (!id.equals(EMBEDDING))
            return Block.of(id);
        Block net = Block.of(id).with(UsualFeatures.WEIGHTS, Preferences.FEATURE_WEIGHTS.get());
        String layer = Preferences.FEATURE_LAYER.get();
        return layer.isBlank() ? net : net.with(UsualFeatures.LAYER, layer);
    }

    /** Whether an extractor cannot be used until the user has chosen a file of weights. */
    public static boolean lacksWeights(String id) {
        return id.equals(EMBEDDING) && Preferences.FEATURE_WEIGHTS.get().isBlank();
    }
}
