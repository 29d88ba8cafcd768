package org.loupe.engine.clustering;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.loupe.api.Clustering;
import org.loupe.api.Dendrogram;
import org.loupe.api.Features;
import org.loupe.engine.Progress;

/** What clusters are judged by, against scikit-learn on the same rows and against cases that can be counted. */
class ClusteringTest {
    private static final Features ROWS = Blobs.rows(90, 6, 5, 1.6);

    /** Every sixth row in a wrong group, more or less. */
    private static int[] labels() {
        int[] labels = new int[90];
        Arrays.setAll(labels, i -> i % 6 == 0 ? (7 * i + i / 9) % 5 : i % 5);
        return labels;
    }

    private static int[] groups(int rows, int groups) {
        int[] labels = new int[rows];
        Arrays.setAll(labels, i -> i % groups);
        return labels;
    }

    @Test
    void silhouettesAreThoseOfScikitLearn() throws Exception {
        double[] expected = Blobs.reference("silhouette");
        Silhouette found = Silhouette.of(ROWS, labels(), 1, Progress.NONE);
        for (int i = 0; i < expected.length; i++)
            assertEquals(expected[i], found.rows()[i], 1e-5, "row " + i);
        assertEquals(Arrays.stream(expected).average().getAsDouble(), found.mean(), 1e-6);
    }

    @Test
    void silhouettesOfASampleAreNearThoseOfAllRows() {
        Features rows = Blobs.rows(6000, 6, 5, 1.6);
        Silhouette sampled = Silhouette.of(rows, groups(6000, 5), 1, Progress.NONE);
        assertTrue(sampled.sampled());
        Features part = rows.select(groupsOfFirst(3000));
        assertEquals(Silhouette.of(part, groups(3000, 5), 1, Progress.NONE).mean(), sampled.mean(), 0.01);
    }

    private static int[] groupsOfFirst(int rows) {
        int[] first = new int[rows];
        Arrays.setAll(first, i -> i);
        return first;
    }

    @Test
    void outliersHaveNoSilhouetteAndSingleRowsHaveZero() {
        int[] cluster = groups(90, 5);
        cluster[3] = Clustering.OUTLIER;
        cluster[4] = 5;
        Silhouette found = Silhouette.of(ROWS, cluster, 1, Progress.NONE);
        assertTrue(Float.isNaN(found.rows()[3]));
        assertEquals(0, found.rows()[4]);
        assertTrue(Double.isNaN(Silhouette.of(ROWS, new int[90], 1, Progress.NONE).mean()),
                "One cluster has no next one");
    }

    @Test
    void agreementIsThatOfScikitLearn() throws Exception {
        Agreement found = Agreement.of(labels(), groups(90, 5));
        assertEquals(Blobs.reference("adjusted-rand")[0], found.adjustedRand(), 1e-12);
        assertEquals(Blobs.reference("mutual-information")[0], found.mutualInformation(), 1e-12);
    }

    @Test
    void accuracyIsThatOfTheBestAssignment() {
        // clusters 0 and 1 are both mostly class 0; greedily, cluster 1 would be given nothing
        int[] cluster = { 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, Clustering.OUTLIER, 0 };
        int[] known = { 0, 0, 0, 1, 1, 0, 0, 0, 0, 2, 2, 2, 2, -1 };
        Agreement found = Agreement.of(cluster, known);
        assertEquals(13, found.rows());
        assertArrayEquals(new int[] { 1, 0, 2 }, found.classOf());
        assertEquals((2 + 4 + 2) / 13.0, found.accuracy(), 1e-12);
        assertEquals((3 + 4 + 2 + 1) / 13.0, found.purity(), 1e-12);
    }

    @Test
    void moreClustersThanClassesLeaveSomeWithoutAClass() {
        Agreement found = Agreement.of(new int[] { 0, 0, 1, 2, 2, 2 }, new int[] { 0, 0, 0, 1, 1, 1 });
        assertArrayEquals(new int[] { 0, -1, 1 }, found.classOf());
        assertEquals(5 / 6.0, found.accuracy(), 1e-12);
        assertEquals(1, found.purity());
    }

    @Test
    void agreementWithItselfIsFull() {
        Agreement found = Agreement.of(groups(90, 5), groups(90, 5));
        assertEquals(1, found.adjustedRand(), 1e-12);
        assertEquals(1, found.mutualInformation(), 1e-12);
        assertEquals(1, found.accuracy());
    }

    @Test
    void groupsThatAreThereAreStableAndHalvesOfOneAreNot() throws Exception {
        Features rows = Blobs.rows(120, 8, 3, 0.6);
        int[] cluster = groups(120, 3);
        for (int i = 2; i < 120; i += 3)
            cluster[i] = i % 2 == 0 ? 2 : 3; // the third group is cut in two, at random
        Stability found = Stability.of(rows, cluster, ClusteringTest::byNearestOfFirstRows, 20, 1, Progress.NONE);
        assertTrue(found.jaccard()[0] > 0.9 && found.jaccard()[1] > 0.9, Arrays.toString(found.jaccard()));
        assertTrue(found.jaccard()[2] < 0.65 && found.jaccard()[3] < 0.65, Arrays.toString(found.jaccard()));
        assertArrayEquals(found.jaccard(), Stability.of(rows, cluster, ClusteringTest::byNearestOfFirstRows, 20, 1,
                Progress.NONE).jaccard());
    }

    /** A clusterer for three well separated groups: rows within a distance of the first one of a group belong to it. */
    private static Clustering byNearestOfFirstRows(Features rows) {
        int[] cluster = new int[rows.rows()], first = new int[3];
        int found = 0;
        for (int i = 0; i < rows.rows(); i++) {
            cluster[i] = -1;
            for (int c = 0; c < found; c++)
                if (squared(rows, i, first[c]) < 6)
                    cluster[i] = c;
            if (cluster[i] < 0 && found < 3) {
                first[found] = i;
                cluster[i] = found++;
            }
        }
        return new Clustering(cluster, Arrays.copyOf(first, found), Optional.empty());
    }

    private static double squared(Features rows, int a, int b) {
        double sum = 0;
        for (int c = 0; c < rows.names().size(); c++)
            sum += Math.pow(rows.get(a, c) - rows.get(b, c), 2);
        return sum;
    }

    @Test
    void rowsInBatchesAreClusteredAsTheGroupsAre() throws Exception {
        Features rows = Blobs.rows(3000, 8, 4, 1);
        List<Features> batches = new ArrayList<>();
        for (int from = 0; from < 3000; from += 500) {
            int first = from, size = 500;
            int[] chosen = new int[size];
            Arrays.setAll(chosen, i -> first + i);
            batches.add(rows.select(chosen));
        }
        StreamingKMeans means = StreamingKMeans.learn(batches::forEach, 4, 5, 1, Progress.NONE);
        assertEquals(1, Agreement.of(means.cluster(rows, Progress.NONE), groups(3000, 4)).accuracy());
        for (int c = 0; c < 8; c++) {
            double sum = 0;
            int[] cluster = means.cluster(rows, Progress.NONE);
            int counted = 0;
            for (int i = 0; i < 3000; i++)
                if (cluster[i] == 2) {
                    sum += rows.get(i, c);
                    counted++;
                }
            assertEquals(sum / counted, means.means().get(2, c), 1e-3);
        }
        StreamingKMeans again = StreamingKMeans.learn(batches::forEach, 4, 5, 1, Progress.NONE);
        assertArrayEquals(means.means().values(), again.means().values());
    }

    /** Of a list that repeats itself, every n-th row may be of one kind. */
    @Test
    void rowsAreDrawnByLotAndNotByTheirPlaces() {
        int count = 6000, wanted = 2000;
        float[] values = new float[2 * count];
        for (int i = 0; i < count; i++) {
            values[2 * i] = i % 3;
            values[2 * i + 1] = i % 3 == 2 ? 0 : i; // a third of the rows are alike
        }
        Features rows = new Features(List.of("kind", "value"), count, values);
        int[] drawn = Sample.of(rows, wanted, 1), kinds = new int[3];
        assertEquals(wanted, drawn.length);
        for (int row : drawn)
            kinds[row % 3]++;
        for (int kind : kinds)
            assertEquals(wanted / 3, kind, 80, Arrays.toString(kinds));
        int[] backward = new int[count];
        Arrays.setAll(backward, i -> count - 1 - i);
        Features turned = rows.select(backward);
        assertEquals(held(rows, drawn), held(turned, Sample.of(turned, wanted, 1)));
        assertTrue(!held(rows, drawn).equals(held(rows, Sample.of(rows, wanted, 2))), "another seed, other rows");
        assertArrayEquals(new int[] { 4, 7 }, Sample.of(rows, new int[] { 4, 7 }, 5, 1));
        assertEquals(0, Sample.of(rows, 0, 1).length);
    }

    private static List<List<Float>> held(Features rows, int[] drawn) {
        return Arrays.stream(drawn).mapToObj(row -> List.of(rows.get(row, 0), rows.get(row, 1)))
                .sorted(Comparator.<List<Float>>comparingDouble(r -> r.get(0)).thenComparing(r -> r.get(1))).toList();
    }

    @Test
    void theNumberOfGroupsIsProposed() {
        Features rows = Blobs.rows(60, 8, 4, 0.6);
        Dendrogram tree = single(rows);
        Proposal bySilhouette = Proposal.bySilhouette(tree, rows, 20, 2, 1, Progress.NONE);
        assertEquals(4, bySilhouette.clusters(), Arrays.toString(bySilhouette.scores()));
    }

    @Test
    void oddRowsDoNotCountAmongTheProposedClusters() {
        Features blobs = Blobs.rows(60, 8, 4, 0.6);
        float[] values = Arrays.copyOf(blobs.values(), 62 * 8);
        Arrays.fill(values, 480, 488, 60);
        Arrays.fill(values, 488, 496, -90);
        Features rows = new Features(blobs.names(), 62, values);
        assertEquals(4, Proposal.bySilhouette(single(rows), rows, 20, 2, 1, Progress.NONE).clusters());
    }

    /** Single linkage, by looking at all pairs. */
    private static Dendrogram single(Features rows) {
        int n = rows.rows();
        int[] node = new int[n], left = new int[n - 1], right = new int[n - 1];
        double[] height = new double[n - 1];
        Arrays.setAll(node, i -> i);
        for (int m = 0; m < n - 1; m++) {
            int a = -1, b = -1;
            double least = Double.POSITIVE_INFINITY;
            for (int i = 0; i < n; i++)
                for (int j = 0; j < i; j++)
                    if (node[i] != node[j] && squared(rows, i, j) < least) {
                        least = squared(rows, i, j);
                        a = node[i];
                        b = node[j];
                    }
            left[m] = Math.min(a, b);
            right[m] = Math.max(a, b);
            height[m] = Math.sqrt(least);
            for (int i = 0; i < n; i++)
                if (node[i] == a || node[i] == b)
                    node[i] = n + m;
        }
        return new Dendrogram(left, right, height);
    }
}
