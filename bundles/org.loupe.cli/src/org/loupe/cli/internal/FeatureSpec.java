package org.loupe.cli.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loupe.api.ToolException;
import org.loupe.engine.Spec;
import org.loupe.engine.features.FeatureSet;
import org.loupe.workspace.crops.CropList;
import org.loupe.workspace.crops.UsualFeatures;

/**
 * A feature set as specifications have it: a section for each tool, in the order of the columns, with its parameters
 * and how much it counts.
 *
 * <pre>
 * features:
 *   measure:
 *   haralick:
 *     levels: 32
 *     weight: 2
 * </pre>
 */
final class FeatureSpec {
    /** What the option for a net's weights says. */
    static final String WEIGHTS = "Weights of a pretrained net, which then tells of each crop, too, beside the usual "
            + "features.";
    private static final String WEIGHT = "weight";

    private FeatureSpec() {
    }

    /** The id of a tool; one of Loupe may be named without its first part. */
    static String id(String name) {
        return name.contains(".") || name.isBlank() ? name : "loupe." + name;
    }

    /**
     * The usual features of crops, or those of a section where that holds any.
     *
     * @param weights of a pretrained net that tells of the crops besides
     * @throws ToolException as {@link #read(Spec)}, or if the section has a net of its own
     */
    static FeatureSet read(Spec section, Optional<Path> weights, CropList crops) throws ToolException {
        if (section.isEmpty())
            return UsualFeatures.of(crops, weights);
        FeatureSet set = read(section);
        if (weights.isEmpty())
            return set;
        if (set.blocks().stream().anyMatch(b -> b.tool().equals(UsualFeatures.NET)))
            throw new ToolException("Weights of a net are named twice, also as features.embedding.weights.",
                    "Keep one of them.");
        return set.and(UsualFeatures.net(crops, weights.get()));
    }

    /** The file that a word names; nothing for none. */
    static Optional<Path> weights(String given) throws ToolException {
        return given.isBlank() ? Optional.empty() : Optional.of(Console.path(given));
    }

    /** @throws ToolException if something else than a section stands below a tool, or a weight is none */
    static FeatureSet read(Spec section) throws ToolException {
        List<FeatureSet.Block> blocks = new ArrayList<>();
        for (Map.Entry<String, Object> tool : section.values().entrySet()) {
            Map<String, Object> params = new LinkedHashMap<>();
            if (tool.getValue() instanceof Map<?, ?> given)
                given.forEach((key, value) -> params.put(String.valueOf(key), value));
            else if (tool.getValue() != null && !Boolean.TRUE.equals(tool.getValue()))
                throw new ToolException("\"features." + tool.getKey() + "\" is a section of the tool's parameters, "
                        + "found " + tool.getValue() + ".", "Write its parameters below it, or nothing.");
            Object weight = params.remove(WEIGHT);
            if (weight != null && !(weight instanceof Number))
                throw new ToolException("\"features." + tool.getKey() + ".weight\" is a number, found " + weight + ".",
                        "1 lets it count as much as each of the others.");
            try {
                blocks.add(new FeatureSet.Block(id(tool.getKey()), params,
                        weight == null ? 1 : ((Number) weight).doubleValue()));
            } catch (IllegalArgumentException e) {
                throw new ToolException(e.getMessage(), "Give a weight above 0.", e);
            }
        }
        return new FeatureSet(blocks);
    }
}
