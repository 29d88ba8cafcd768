package org.loupe.tools.openblas;

import java.util.Arrays;
import java.util.Optional;
import org.loupe.api.Clusterer;
import org.loupe.api.Clustering;
import org.loupe.api.Dendrogram;
import org.loupe.api.Device;
import org.loupe.api.Features;
import org.loupe.api.Param;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.ToolException;

/**
 * HDBSCAN*: clusters are where rows lie dense, at whatever density, and what lies in between is an outlier. The
 * hierarchy is the tree of single linkage by mutual reachability.
 */
public final class Hdbscan implements Clusterer<Hdbscan.Params> {

    /**
     * @param smallest rows of a cluster
     * @param density  rows, itself among them, within the core distance of a row; 0: as in the smallest cluster
     * @param metric   distance of rows
     * @param one      whether all rows may be one cluster
     */
    public record Params(
            @Param(label = "Smallest cluster", unit = "rows", min = 2, max = 10_000, step = 1,
                    help = "Groups with fewer rows are no clusters. The one setting to begin with: raise it for fewer"
                            + " and larger clusters.") int smallest,
            @Param(label = "Density", unit = "rows", min = 0, max = 1_000, step = 1,
                    help = "How many rows make a place dense. Raise it to set more rows apart as outliers; 0 takes the"
                            + " smallest cluster.") int density,
            @Param(label = "Distance", help = "How two rows are compared. Cosine and correlation leave out how strong a"
                    + " pattern is, and compare its form alone.") Metric metric,
            @Param(label = "Allow one cluster", advanced = true,
                    help = "Whether all rows may be one cluster. Otherwise rows that never part are all outliers.")
                    boolean one) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.hdbscan", "HDBSCAN clustering",
                "Finds clusters of any form and density and their number by itself; rows that lie between them are"
                        + " outliers. Works best with few columns, such as 20. Time grows with the square of the rows.")
                .reference("Campello, Moulavi, Zimek, Sander: Hierarchical Density Estimates for Data Clustering,"
                        + " Visualization, and Outlier Detection, ACM TKDD 10, 2015")
                .within(1e-9);
    }

    @Override
    public Params defaults() {
        return new Params(5, 0, Metric.EUCLIDEAN, false);
    }

    @Override
    public Step<Features, Clustering> open(Params params, Device device) throws ToolException {
        Blas.load();
        return (features, run) -> cluster(features, params, run);
    }

    private static Clustering cluster(Features features, Params params, Run run) throws ToolException {
        if (features.rows() == 0)
            return new Clustering(new int[0], new int[0], Optional.empty());
        try (Workers workers = new Workers(run); Rows rows = new Rows(features, params.metric())) {
            int density = params.density() == 0 ? params.smallest() : params.density();
            Merges merges = SpanningTree.of(rows, density, workers);
            Dendrogram tree = merges.tree(i -> i);
            int[] found = CondensedTree.clusters(tree, params.smallest(), params.one());
            int[] numbers = Arrays.stream(found).filter(c -> c >= 0).distinct().sorted().toArray();
            int[] group = Arrays.stream(found).map(c -> c < 0 ? c : Arrays.binarySearch(numbers, c)).toArray();
            return Groups.of(rows, group, 1, Optional.of(merges.tree(rows::original)));
        }
    }
}
