package org.loupe.workspace.crops;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.loupe.engine.features.FeatureSet;

/**
 * What crops are described by unless something else is chosen, wherever they are measured, clustered or learned from:
 * the same crops and the same net give the same numbers in the workbench and by each verb.
 */
public final class UsualFeatures {
    /** Without a deep net: form, texture, picture and grey levels. */
    public static final FeatureSet HAND_MADE = FeatureSet.of("loupe.measure", "loupe.haralick", "loupe.zernike",
            "loupe.gabor", "loupe.histogram");
    /** The extractor that runs a pretrained net, whose weights are a file of the user's. */
    public static final String NET = "loupe.embedding";
    /** The parameter that names that file. */
    public static final String WEIGHTS = "weights";
    /** The parameter that names a layer of the net. */
    public static final String LAYER = "layer";
    private static final String PAIRING = "pairing";
    /**
     * How much a net counts where crops are whole images, whose form tells nothing. On drawn textures of six kinds
     * Ward's method did better with it than with either alone, and more of it gained nothing.
     */
    private static final double NET_OF_WHOLE = 3;

    private UsualFeatures() {
    }

    /**
     * The hand-made features and, where there is a pretrained net, what it tells.
     *
     * @param weights of the net; nothing to do without
     */
    public static FeatureSet of(CropList crops, Optional<Path> weights) {
        return weights.map(file -> HAND_MADE.and(net(crops, file))).orElse(HAND_MADE);
    }

    /**
     * What a net tells of the image, and of the reference where crops have one. It counts as much as each of the
     * others, but more where crops are whole images.
     */
    public static FeatureSet.Block net(CropList crops, Path weights) {
        FeatureSet.Block net = FeatureSet.Block.of(NET).with(WEIGHTS, weights.toString());
        if (crops.all().stream().anyMatch(c -> c.image().reference().isPresent()))
            net = net.with(PAIRING, "both");
        return crops.size() > 0 && crops.all().stream().allMatch(Crop::whole) ? net.weight(NET_OF_WHOLE) : net;
    }

    /**
     * The same features where a net was chosen before anything was known of the crops: one of which nothing but its
     * file of weights, and perhaps its layer, was said becomes as {@link #net}.
     */
    public static FeatureSet suited(FeatureSet chosen, CropList crops) {
        return new FeatureSet(chosen.blocks().stream().map(block -> {
            Set<String> said = block.params().keySet();
            if (!block.tool().equals(NET) || block.weight() != 1 || !said.contains(WEIGHTS)
                    || !Set.of(WEIGHTS, LAYER).containsAll(said))
                return block;
            FeatureSet.Block net = net(crops, Path.of(block.params().get(WEIGHTS).toString()));
            return said.contains(LAYER) ? net.with(LAYER, block.params().get(LAYER)) : net;
        }).toList());
    }
}
