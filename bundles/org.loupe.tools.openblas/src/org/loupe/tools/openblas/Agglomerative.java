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
 * Joins the two nearest clusters again and again until all rows are one; the tree of merges is cut into clusters.
 * Heights are those of SciPy's {@code linkage}. Beyond a number of rows, the tree is one of evenly chosen rows, which
 * each of the others joins at its distance to the nearest of them.
 */
public final class Agglomerative implements Clusterer<Agglomerative.Params> {

    /** Where the tree is cut. */
    public enum Cut {
        /** Into so many groups. */
        NUMBER,
        /** Where groups are farther apart than a height. */
        HEIGHT
    }

    /**
     * @param linkage  distance of clusters
     * @param metric   distance of rows
     * @param cut      what decides how many clusters there are
     * @param clusters groups, outliers among them
     * @param height   merges above it are not made
     * @param smallest rows of a cluster; smaller groups are outliers
     * @param mostRows rows of a full tree; 10,000 need 400 MB
     */
    public record Params(
            @Param(label = "Linkage",
                    help = "How far two clusters are apart. Ward makes compact clusters of like size; average and"
                            + " complete follow the data more and leave odd ones alone; single follows chains.")
                    Linkage linkage,
            @Param(label = "Distance", help = "How two rows are compared. Cosine and correlation leave out how strong a"
                    + " pattern is, and compare its form alone.") Metric metric,
            @Param(label = "Cut by", help = "Whether the tree is cut into a number of groups or at a height.") Cut cut,
            @Param(label = "Groups", min = 1, max = 10_000, step = 1, when = "cut=number",
                    help = "How many groups to cut the tree into. Those below the smallest size are outliers.")
                    int clusters,
            @Param(label = "Height", min = 0, max = 1e9, when = "cut=height",
                    help = "Groups farther apart than this stay apart. Raise it for fewer clusters.") double height,
            @Param(label = "Smallest cluster", unit = "rows", min = 1, max = 10_000, step = 1,
                    help = "Groups with fewer rows are outliers. 2 sets single rows apart.") int smallest,
            @Param(label = "Rows of a full tree", unit = "rows", min = 100, max = 50_000, step = 1000, advanced = true,
                    help = "With more rows, the tree is made of so many of them and every other row joins the nearest."
                            + " Memory grows with its square: 10,000 need 400 MB, 20,000 need 1.6 GB.")
                    int mostRows) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.agglomerative", "Agglomerative clustering",
                "Joins what is most alike, step by step, into a tree that is cut into clusters at any level. For some"
                        + " thousands of rows, when the number of clusters is not known. Time and memory grow with the"
                        + " square of the rows.")
                .reference("Müllner: Modern hierarchical, agglomerative clustering algorithms, arXiv:1109.2378, 2011")
                .within(1e-9);
    }

    @Override
    public Params defaults() {
        return new Params(Linkage.WARD, Metric.EUCLIDEAN, Cut.NUMBER, 8, 10, 2, 10_000);
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
            Merges merges;
            if (params.linkage() == Linkage.SINGLE)
                merges = SpanningTree.of(rows, 1, workers);
            else if (rows.count() <= params.mostRows()) {
                Memory.require(4.0 * rows.count() * rows.count(), rows.count() + " rows",
                        "lower \"Rows of a full tree\"");
                merges = Hierarchy.of(rows, params.linkage(), workers);
            } else {
                run.warn("The tree of " + rows.count() + " rows is one of " + params.mostRows()
                        + " of them; every other row joins the nearest of these.",
                        "Raise \"Rows of a full tree\" if there is the memory: " + Memory.text(4.0 * rows.count()
                                * rows.count()) + " for all of them.");
                merges = SampledTree.of(rows, features, params, workers);
            }
            // a tree over the rows in their order, for groups that do not depend on how they came, and one as they came
            Dendrogram tree = merges.tree(i -> i);
            int groups = params.cut() == Cut.NUMBER ? Math.min(params.clusters(), rows.count())
                    : tree.clustersAt(params.height());
            return Groups.of(rows, tree.cut(groups), params.smallest(), Optional.of(merges.tree(rows::original)));
        }
    }
}
