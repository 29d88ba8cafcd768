package org.loupe.engine.features;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.loupe.engine.RecipeStep;

/**
 * Which numbers describe a defect: feature extractors with their parameters and how much each of them counts. Side by
 * side their columns are the fusion vector. Immutable.
 *
 * @param blocks in the order of the columns
 */
public record FeatureSet(List<Block> blocks) {

    /**
     * One extractor.
     *
     * @param tool   id, such as {@code loupe.haralick}
     * @param params those that differ from the tool's defaults, as a recipe holds them
     * @param weight how much all its columns together count against those of a block of weight 1; above 0
     */
    public record Block(String tool, Map<String, Object> params, double weight) {

        public Block {
            Objects.requireNonNull(tool);
            params = RecipeStep.of(tool, params).params();
            if (!(weight > 0) || !Double.isFinite(weight))
                throw new IllegalArgumentException("The weight of " + tool + " is above 0, found " + weight
                        + ". Leave out what shall not count.");
        }

        /** An extractor with its defaults and weight 1. */
        public static Block of(String tool) {
            return new Block(tool, Map.of(), 1);
        }

        /** The same with another weight. */
        public Block weight(double other) {
            return new Block(tool, params, other);
        }

        /** The same with one more parameter. */
        public Block with(String name, Object value) {
            Map<String, Object> more = new LinkedHashMap<>(params);
            more.put(name, value);
            return new Block(tool, more, weight);
        }
    }

    public FeatureSet {
        blocks = List.copyOf(blocks);
    }

    /** Extractors with their defaults, all of weight 1. */
    public static FeatureSet of(String... tools) {
        return new FeatureSet(Stream.of(tools).map(Block::of).toList());
    }

    /** The same with one more block. */
    public FeatureSet and(Block block) {
        return new FeatureSet(Stream.concat(blocks.stream(), Stream.of(block)).toList());
    }
}
