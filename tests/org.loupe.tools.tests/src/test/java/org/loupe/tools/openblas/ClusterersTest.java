package org.loupe.tools.openblas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.api.Clusterer;
import org.loupe.api.Clustering;
import org.loupe.api.Dendrogram;
import org.loupe.api.Device;
import org.loupe.api.Features;
import org.loupe.api.ToolException;
import org.loupe.testkit.TestRun;

/** Results against those of SciPy and scikit-learn on the same rows, and on cases whose result can be seen. */
class ClusterersTest {
    private static final Features ROWS = Blobs.rows(90, 6, 5, 1.6);

    private static <P extends Record> Clustering cluster(Clusterer<P> tool, P params, Features rows) throws Exception {
        return cluster(tool, params, rows, new TestRun(1));
    }

    private static <P extends Record> Clustering cluster(Clusterer<P> tool, P params, Features rows, TestRun run)
            throws Exception {
        try (var step = tool.open(params, Device.CPU)) {
            return step.apply(rows, run);
        }
    }

    private static Agglomerative.Params tree(Linkage linkage, Metric metric, int groups) {
        return new Agglomerative.Params(linkage, metric, Agglomerative.Cut.NUMBER, groups, 0, 1, 10_000);
    }

    // ---------------------------------------------------------------- hierarchies

    @ParameterizedTest
    @EnumSource(Linkage.class)
    void theTreeIsThatOfSciPy(Linkage linkage) throws Exception {
        Dendrogram tree = cluster(new Agglomerative(), tree(linkage, Metric.EUCLIDEAN, 5), ROWS).hierarchy().get();
        String name = linkage.name().toLowerCase(Locale.ROOT);
        double[] nodes = Blobs.reference(name + "-nodes"), found = new double[nodes.length];
        for (int i = 0; i < tree.left().length; i++) {
            found[2 * i] = tree.left()[i];
            found[2 * i + 1] = tree.right()[i];
        }
        assertArrayEquals(nodes, found);
        assertArrayEquals(Blobs.reference(name + "-heights"), tree.height(), 1e-9);
    }

    @ParameterizedTest
    @EnumSource(value = Metric.class, names = { "COSINE", "CORRELATION" })
    void theTreeIsThatOfSciPyForOtherDistances(Metric metric) throws Exception {
        Dendrogram tree = cluster(new Agglomerative(), tree(Linkage.AVERAGE, metric, 5), ROWS).hierarchy().get();
        assertArrayEquals(Blobs.reference("average-" + metric.name().toLowerCase(Locale.ROOT) + "-heights"),
                tree.height(), 1e-9);
    }

    /** Rows far from the origin of all, close to each other: scalar products alone would lose most digits. */
    @Test
    void nearRowsFarFromTheMeanKeepTheirDistances() throws Exception {
        Features rows = new Features(List.of("a", "b"), 4,
                new float[] { -1000, -1000, 1000, 1000, 1000.0625f, 1000, 1000, 1000.125f });
        double[] height = cluster(new Agglomerative(), tree(Linkage.SINGLE, Metric.EUCLIDEAN, 2), rows).hierarchy()
                .get().height();
        assertEquals(0.0625, height[0], 1e-12);
        assertEquals(0.125, height[1], 1e-12);
    }

    @Test
    void theTreeIsCutAtAHeight() throws Exception {
        Features rows = new Features(List.of("a"), 5, new float[] { 0, 1, 10, 11.5f, 30 });
        Clustering found = cluster(new Agglomerative(), new Agglomerative.Params(Linkage.COMPLETE, Metric.EUCLIDEAN,
                Agglomerative.Cut.HEIGHT, 1, 5, 1, 10_000), rows);
        assertArrayEquals(new int[] { 0, 0, 1, 1, 2 }, found.cluster());
    }

    @Test
    void groupsBelowTheSmallestSizeAreOutliers() throws Exception {
        Features rows = new Features(List.of("a"), 6, new float[] { 30, 0, 10, 1, 11.5f, 0.5f });
        Clustering found = cluster(new Agglomerative(), new Agglomerative.Params(Linkage.WARD, Metric.EUCLIDEAN,
                Agglomerative.Cut.NUMBER, 3, 0, 2, 10_000), rows);
        assertArrayEquals(new int[] { Clustering.OUTLIER, 0, 1, 0, 1, 0 }, found.cluster());
        assertEquals(5, found.exemplars()[0], "The middle one stands for 0, 0.5 and 1");
    }

    @Test
    void manyRowsGetATreeOfASampleAndAreToldSo() throws Exception {
        Features rows = Blobs.rows(1200, 6, 5, 0.8);
        TestRun run = new TestRun(1);
        Clustering sampled = cluster(new Agglomerative(), new Agglomerative.Params(Linkage.WARD, Metric.EUCLIDEAN,
                Agglomerative.Cut.NUMBER, 5, 0, 1, 200), rows, run);
        assertTrue(run.warnings().get(0).startsWith("The tree of 1200 rows is one of 200 of them"),
                run.warnings().toString());
        assertEquals(1200, sampled.hierarchy().get().leaves());
        int[] truth = new int[1200];
        Arrays.setAll(truth, i -> i % 5);
        assertSamePartition(truth, sampled.cluster());
    }

    // ---------------------------------------------------------------- HDBSCAN

    @ParameterizedTest
    @ValueSource(strings = { "5-5", "8-3" })
    void hdbscanFindsWhatItsDefinitionSays(String which) throws Exception {
        int smallest = which.charAt(0) - '0', density = which.charAt(2) - '0';
        Clustering found = cluster(new Hdbscan(), new Hdbscan.Params(smallest, density, Metric.EUCLIDEAN, false), ROWS);
        assertArrayEquals(Blobs.reference("hdbscan-" + which + "-heights"), found.hierarchy().get().height(), 1e-9);
        assertSamePartition(ints(Blobs.reference("hdbscan-" + which + "-labels")), found.cluster());
    }

    /** By hand: two triples, which join at 19, and one row that joins both at 38. */
    @Test
    void hdbscanSetsTheRowApartThatIsNearNoGroup() throws Exception {
        Features rows = new Features(List.of("a"), 7, new float[] { 0, 1, 2.25f, 60, 20, 21, 22.5f });
        Clustering found = cluster(new Hdbscan(), new Hdbscan.Params(3, 2, Metric.EUCLIDEAN, false), rows);
        assertArrayEquals(new int[] { 0, 0, 0, Clustering.OUTLIER, 1, 1, 1 }, found.cluster());
    }

    @Test
    void hdbscanMakesOneClusterOnlyWhereItIsAllowed() throws Exception {
        Features rows = Blobs.rows(40, 2, 1, 1);
        assertEquals(1, cluster(new Hdbscan(), new Hdbscan.Params(15, 5, Metric.EUCLIDEAN, true), rows).clusters());
        assertEquals(0, cluster(new Hdbscan(), new Hdbscan.Params(25, 5, Metric.EUCLIDEAN, false), rows).clusters());
    }

    /** The neighbours that are kept of each row are all in its own group then, so rows are compared with all again. */
    @Test
    void groupsWithMoreRowsThanNeighboursAreKeptAreJoined() throws Exception {
        Features rows = Blobs.rows(400, 6, 4, 0.3);
        Dendrogram single = cluster(new Agglomerative(), tree(Linkage.SINGLE, Metric.EUCLIDEAN, 4), rows).hierarchy()
                .get();
        double[] shortest = prim(rows);
        assertArrayEquals(shortest, single.height(), 1e-9);
    }

    /** The edges of the shortest spanning tree, one row after the other (Prim). */
    private static double[] prim(Features rows) {
        int n = rows.rows(), next = 0;
        double[] distance = new double[n], edges = new double[n - 1];
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        for (int e = 0; e < n - 1; e++) {
            distance[next] = Double.NaN;
            int nearest = -1;
            for (int i = 0; i < n; i++) {
                double sum = 0;
                for (int c = 0; c < rows.names().size(); c++)
                    sum += Math.pow((double) rows.get(i, c) - rows.get(next, c), 2);
                if (Math.sqrt(sum) < distance[i])
                    distance[i] = Math.sqrt(sum);
                if (!Double.isNaN(distance[i]) && (nearest < 0 || distance[i] < distance[nearest]))
                    nearest = i;
            }
            edges[e] = distance[nearest];
            next = nearest;
        }
        Arrays.sort(edges);
        return edges;
    }

    // ---------------------------------------------------------------- affinity propagation, k-means

    @Test
    void affinityPropagationFindsTheLabelsOfScikitLearn() throws Exception {
        Features blobs = Blobs.rows(120, 3, 4, 0.6);
        AffinityPropagation.Params defaults = new AffinityPropagation().defaults();
        assertSamePartition(ints(Blobs.reference("affinity-labels")),
                cluster(new AffinityPropagation(), defaults, blobs).cluster());
        assertSamePartition(ints(Blobs.reference("affinity-lower-labels")), cluster(new AffinityPropagation(),
                new AffinityPropagation.Params(-50, 0.7, 200, 15, Metric.EUCLIDEAN, 1), blobs).cluster());
    }

    @Test
    void affinityPropagationSaysWhenItDoesNotSettle() throws Exception {
        TestRun run = new TestRun(1);
        cluster(new AffinityPropagation(), new AffinityPropagation.Params(-50, 0.5, 3, 15, Metric.EUCLIDEAN, 1), ROWS,
                run);
        assertTrue(run.warnings().get(0).startsWith("The clusters did not settle within 3 rounds."),
                run.warnings().toString());
    }

    /** Twelve clusters in five groups have many solutions: ten starts find one or the other, fifty find more. */
    @ParameterizedTest
    @ValueSource(ints = { 3, 5, 12 })
    void kMeansIsAsTightAsThatOfScikitLearn(int clusters) throws Exception {
        int starts = clusters > 5 ? 50 : 10;
        Clustering found = cluster(new KMeans(), new KMeans.Params(clusters, starts, 300, Metric.EUCLIDEAN, 1), ROWS);
        assertEquals(clusters, found.clusters());
        double inertia = inertia(ROWS, found.cluster(), clusters);
        double reference = Blobs.reference("inertia-" + clusters)[0];
        assertTrue(inertia <= reference * 1.0001, inertia + " against " + reference);
    }

    private static double inertia(Features rows, int[] cluster, int clusters) {
        int columns = rows.names().size();
        double[] sums = new double[clusters * columns], sizes = new double[clusters];
        for (int i = 0; i < rows.rows(); i++) {
            sizes[cluster[i]]++;
            for (int c = 0; c < columns; c++)
                sums[cluster[i] * columns + c] += rows.get(i, c);
        }
        double inertia = 0;
        for (int i = 0; i < rows.rows(); i++)
            for (int c = 0; c < columns; c++)
                inertia += Math.pow(rows.get(i, c) - sums[cluster[i] * columns + c] / sizes[cluster[i]], 2);
        return inertia;
    }

    // ---------------------------------------------------------------- all

    @Test
    void cosineLeavesOutTheLengthOfRowsAndCorrelationTheirMeanToo() throws Exception {
        Features rows = new Features(List.of("a", "b", "c"), 6,
                new float[] { 1, 2, 3, 10, 20, 30.1f, 3, 1, 2, 30, 10, 20.1f, 101, 102, 103.1f, 103, 101, 102.1f });
        int[] cosine = cluster(new KMeans(), new KMeans.Params(2, 5, 50, Metric.COSINE, 1), rows.select(0, 1, 2, 3))
                .cluster();
        assertSamePartition(new int[] { 0, 0, 1, 1 }, cosine);
        int[] correlation = cluster(new Agglomerative(), tree(Linkage.WARD, Metric.CORRELATION, 2), rows).cluster();
        assertSamePartition(new int[] { 0, 0, 1, 1, 0, 1 }, correlation);
    }

    /** Affinity propagation has made several of them: each row is as good an exemplar as any other. */
    @Test
    void rowsThatAreAlikeAreNoTwoClusters() throws Exception {
        Features rows = new Features(List.of("a", "b"), 20, new float[40]);
        for (Clustering found : List.of(
                cluster(new Agglomerative(), tree(Linkage.WARD, Metric.EUCLIDEAN, 1), rows),
                cluster(new KMeans(), new KMeans.Params(3, 2, 50, Metric.EUCLIDEAN, 1), rows),
                cluster(new Hdbscan(), new Hdbscan.Params(5, 5, Metric.EUCLIDEAN, true), rows),
                cluster(new AffinityPropagation(), new AffinityPropagation().defaults(), rows))) {
            assertEquals(1, found.clusters());
            assertArrayEquals(new int[20], found.cluster());
        }
    }

    @Test
    void moreClustersThanRowsAreAsManyAsRows() throws Exception {
        Features rows = new Features(List.of("a"), 4, new float[] { 3, 1, 2, 9 });
        assertEquals(4, cluster(new Agglomerative(), tree(Linkage.AVERAGE, Metric.EUCLIDEAN, 50), rows).clusters());
        assertEquals(4, cluster(new KMeans(), new KMeans.Params(50, 2, 50, Metric.EUCLIDEAN, 1), rows).clusters());
    }

    @Test
    void aRowWithoutANumberIsRefusedWithItsPlace() {
        Features rows = new Features(List.of("area", "angle"), 2, new float[] { 1, 2, 3, Float.NaN });
        ToolException e = assertThrows(ToolException.class, () -> cluster(new KMeans(), new KMeans().defaults(), rows));
        assertTrue(e.getMessage().contains("Row 1") && e.getMessage().contains("\"angle\""), e.getMessage());
        assertFalse(e.remedy().isBlank());
    }

    private static int[] ints(double[] values) {
        return Arrays.stream(values).mapToInt(v -> (int) v).toArray();
    }

    /** Fails unless both are the same but for the names of the clusters. */
    private static void assertSamePartition(int[] expected, int[] found) {
        assertEquals(Arrays.toString(named(expected)), Arrays.toString(named(found)));
    }

    private static int[] named(int[] cluster) {
        int[] named = new int[cluster.length];
        for (int i = 0; i < cluster.length; i++) {
            int first = 0;
            while (cluster[first] != cluster[i])
                first++;
            named[i] = cluster[i] < 0 ? -1 : first;
        }
        return named;
    }
}
