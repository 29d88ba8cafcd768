package org.loupe.workspace.clusters;

import java.util.Map;
import java.util.Objects;
import org.loupe.engine.RecipeStep;
import org.loupe.engine.features.FeatureSet;

/**
 * How crops are clustered. Immutable.
 *
 * @param features   what they are described by, and how much each block counts
 * @param method     id of the clusterer: {@code loupe.agglomerative}
 * @param params     of it that differ from its defaults, as a recipe holds them
 * @param seed       of all random numbers
 * @param smallest   crops of a cluster: fewer are outliers, unless a person named or made it
 * @param components principal components that the features are brought onto first; 0 to take them as they are
 */
public record ClusteringPlan(FeatureSet features, String method, Map<String, Object> params, long seed, int smallest,
        int components) {
    /** Crops below which a cluster is no cluster, unless said otherwise. */
    public static final int SMALLEST = 3;
    /** Id of the method that is used unless another is chosen: Ward's, with the full dendrogram. */
    public static final String METHOD = "loupe.agglomerative";

    public ClusteringPlan {
        Objects.requireNonNull(features);
        params = RecipeStep.of(method, params).params();
        if (smallest < 1)
            throw new IllegalArgumentException("A cluster has at least 1 crop, found " + smallest + ".");
        if (components < 0)
            throw new IllegalArgumentException("The number of components is 0 or more, found " + components + ".");
    }

    /** The usual method, with seed 1. */
    public static ClusteringPlan of(FeatureSet features) {
        return new ClusteringPlan(features, METHOD, Map.of(), 1, SMALLEST, 0);
    }

    /** The same by another method. */
    public ClusteringPlan method(String id, Map<String, Object> with) {
        return new ClusteringPlan(features, id, with, seed, smallest, components);
    }

    /** The same on other features or weights. */
    public ClusteringPlan features(FeatureSet other) {
        return new ClusteringPlan(other, method, params, seed, smallest, components);
    }

    /** The same with another seed. */
    public ClusteringPlan seed(long other) {
        return new ClusteringPlan(features, method, params, other, smallest, components);
    }

    /** The same with another smallest cluster. */
    public ClusteringPlan smallest(int crops) {
        return new ClusteringPlan(features, method, params, seed, crops, components);
    }

    /** The same along so many principal components. */
    public ClusteringPlan components(int number) {
        return new ClusteringPlan(features, method, params, seed, smallest, number);
    }
}
