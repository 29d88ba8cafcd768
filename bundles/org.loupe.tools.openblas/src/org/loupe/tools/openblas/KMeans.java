package org.loupe.tools.openblas;

import java.util.Optional;
import org.loupe.api.Clusterer;
import org.loupe.api.Clustering;
import org.loupe.api.Device;
import org.loupe.api.Features;
import org.loupe.api.Param;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.ToolException;

/** K-means: rows around as many means as asked for, from several starts of which the best counts. */
public final class KMeans implements Clusterer<KMeans.Params> {

    /**
     * @param clusters means
     * @param starts   from other first means, drawn by lot
     * @param rounds   of each start at most
     * @param metric   distance of rows; with cosine and correlation, of the rows brought to length 1
     * @param smallest rows of a cluster; smaller ones are outliers
     */
    public record Params(
            @Param(label = "Clusters", min = 1, max = 10_000, step = 1, help = "How many clusters to make.")
                    int clusters,
            @Param(label = "Starts", min = 1, max = 1_000, step = 1, advanced = true,
                    help = "How often to begin anew from other first means; the tightest clusters count. Lower it for"
                            + " very many rows.") int starts,
            @Param(label = "Rounds", min = 1, max = 10_000, step = 50, advanced = true,
                    help = "Each start ends after so many rounds at the latest.") int rounds,
            @Param(label = "Distance", help = "How two rows are compared. Cosine and correlation leave out how strong a"
                    + " pattern is, and compare its form alone.") Metric metric,
            @Param(label = "Smallest cluster", unit = "rows", min = 1, max = 10_000, step = 1,
                    help = "Clusters with fewer rows are outliers. 2 sets single rows apart.") int smallest) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.k-means", "K-means",
                "Sorts rows into a given number of round clusters of like size. The fastest method, for any number of"
                        + " rows; odd ones are not set apart unless they are alone.")
                .reference("Arthur, Vassilvitskii: k-means++: The Advantages of Careful Seeding, SODA 2007; Lloyd, IEEE"
                        + " Transactions on Information Theory 28, 1982")
                .within(1e-5);
    }

    @Override
    public Params defaults() {
        return new Params(8, 10, 300, Metric.EUCLIDEAN, 2);
    }

    @Override
    public Step<Features, Clustering> open(Params params, Device device) throws ToolException {
        Blas.load();
        return (features, run) -> cluster(features, params, run);
    }

    private static Clustering cluster(Features features, Params params, Run run) throws ToolException {
        if (features.rows() == 0)
            return new Clustering(new int[0], new int[0], Optional.empty());
        try (Workers workers = new Workers(run); Rows rows = Rows.single(features, params.metric());
                Means means = new Means(rows, Math.min(params.clusters(), rows.count()), workers)) {
            int[] best = null;
            double least = Double.POSITIVE_INFINITY;
            for (int start = 0; start < params.starts(); start++) {
                workers.stage((double) start / params.starts(), (start + 1.0) / params.starts(), "start " + (start + 1)
                        + " of " + params.starts());
                double inertia = means.run(run.random(), params.rounds());
                if (inertia < least) {
                    least = inertia;
                    best = means.clusters();
                }
            }
            return Groups.of(rows, best, params.smallest(), Optional.empty());
        }
    }
}
