package org.loupe.workspace.clusters;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.loupe.api.Clustering;
import org.loupe.api.Dendrogram;
import org.loupe.api.Features;
import org.loupe.api.Provenance;
import org.loupe.engine.Item;
import org.loupe.engine.Progress;
import org.loupe.engine.features.FeatureSet;
import org.loupe.engine.learning.Columns;
import org.loupe.store.labels.LabelShape;
import org.loupe.workspace.crops.Crop;
import org.loupe.workspace.crops.CropTable;

/** What people do to clusters, on a line of nine crops: 0 1 2, 10 11 12 and 20 21, and 50 alone. */
class ClustersTest {
    private static final float[] AT = {0, 1, 2, 10, 11, 12, 20, 21, 50};
    /** 9: 0 1 · 10: 3 4 · 11: 6 7 · 12: 9 2 · 13: 10 5 · 14: 12 13 · 15: 14 11 · 16: 8 15. */
    private static final Dendrogram TREE = new Dendrogram(new int[] {0, 3, 6, 2, 5, 12, 11, 8},
            new int[] {1, 4, 7, 9, 10, 13, 14, 15}, new double[] {1, 1, 1, 1.5, 1.5, 10, 15, 40});

    private static Clusters of(Clustering clustering, int cut, int smallest) {
        List<Crop> crops = IntStream.range(0, AT.length).mapToObj(i -> new Crop(Item.of(Path.of(i + ".png")), "",
                new LabelShape.Whole(), i + ".png", "", "", Crop.Origin.IMAGE)).toList();
        Features rows = new Features(List.of("x"), AT.length, AT);
        CropTable table = new CropTable(crops, rows, Columns.of(List.of("x")), "drawn", List.of());
        return Clusters.of(new Computed(table, new ClusteringPlan(FeatureSet.of(), "loupe.agglomerative", Map.of(), 1,
                smallest, 0), table.fusion(), rows, clustering, cut, 3, ClusterMeasures.unknown(0), Optional.empty(),
                new Provenance("loupe.agglomerative", "b", "1", Map.of(), 1, "", "CPU", Map.of(), List.of()), 0, 1,
                Instant.EPOCH, List.of()));
    }

    /** Cut into four groups, of which the last is one crop. */
    private static Clusters cut(int groups) {
        return of(new Clustering(TREE.cut(4), new int[] {1, 4, 6, 8}, Optional.of(TREE)), groups, 2);
    }

    private static List<String> ids(Clusters now) {
        return now.clusters().stream().map(Cluster::id).toList();
    }

    private static List<Integer> sizes(Clusters now) {
        return now.clusters().stream().map(Cluster::size).toList();
    }

    @Test
    void aSmallGroupIsNoClusterButOutliers() {
        Clusters now = cut(4);
        assertEquals(List.of("n12", "n13", "n11"), ordered(now));
        assertArrayEquals(new int[] {8}, now.outliers());
        assertEquals(4, now.with(new Edit.Smallest(1)).clusters().size());
        assertEquals(2, now.with(new Edit.Smallest(3)).clusters().size());
    }

    /** By the first crop, to be independent of how the tree is drawn. */
    private static List<String> ordered(Clusters now) {
        List<String> ids = new ArrayList<>();
        for (int c : now.cluster())
            if (c >= 0 && !ids.contains(now.clusters().get(c).id()))
                ids.add(now.clusters().get(c).id());
        return ids;
    }

    @Test
    void theOrderIsThatOfTheDendrogramFromTheTop() {
        Clusters now = cut(4);
        Hierarchy tree = now.hierarchy().orElseThrow();
        int last = -1;
        for (Cluster cluster : now.clusters()) {
            assertTrue(tree.start(cluster.node()) > last);
            last = tree.start(cluster.node());
            assertArrayEquals(IntStream.of(tree.rows(cluster.node())).sorted().toArray(),
                    now.members(now.index(cluster.id())));
        }
    }

    @Test
    void aNameSurvivesTheCutLineGoingUpAndDown() {
        Clusters now = cut(4).with(new Edit.Name("n12", "Left  one"));
        assertEquals("Left one", now.clusters().get(now.index("n12")).name());
        Clusters up = now.with(new Edit.Cut(3));
        assertEquals(-1, up.index("n12"));
        assertTrue(up.clusters().stream().noneMatch(Cluster::named));
        Clusters down = up.with(new Edit.Cut(4));
        assertEquals("Left one", down.clusters().get(down.index("n12")).name());
        assertEquals("", down.with(new Edit.Name("n12", "")).clusters().get(down.index("n12")).name());
    }

    @Test
    void theCutLineIsPutByHeightAndByNumberOfClusters() {
        Clusters now = cut(4);
        assertEquals(new Edit.Cut(3), now.cutAt(12));
        assertEquals(12.5, now.with(now.cutAt(12)).cutHeight());
        assertEquals(new Edit.Cut(3), now.cutInto(2), "two clusters and a crop that stands alone");
        assertEquals(List.of(6, 2), sizes(now.with(now.cutInto(2))).stream().sorted((a, b) -> b - a).toList());
        assertThrows(IllegalArgumentException.class, () -> now.with(new Edit.Cut(10)));
    }

    @Test
    void aSplitOpensANodeAndSmallBranchesOfItAreStillClusters() {
        Clusters now = cut(4).with(cut(4).split("n12"));
        assertEquals(List.of("n9", "n2"), ordered(now).subList(0, 2));
        assertEquals(1, now.clusters().get(now.index("n2")).size(), "a person wanted to see it");
        assertEquals(1, now.with(new Edit.Cut(3)).clusters().stream().filter(c -> c.id().equals("n14")).count());
        assertTrue(now.with(new Edit.Cut(3)).with(new Edit.Cut(4)).index("n2") >= 0);
    }

    @Test
    void aMergeKeepsTheLargestNameAndStaysWhereverTheLineGoes() {
        Clusters now = cut(4).with(new Edit.Name("n11", "Small")).with(new Edit.Name("n13", "Large"));
        Clusters merged = now.with(now.merge(List.of("n13", "n11")));
        Cluster made = merged.clusters().get(merged.index("p1"));
        assertEquals("Large", made.name());
        assertEquals(5, made.size());
        assertTrue(made.made());
        assertEquals(5, merged.with(new Edit.Cut(2)).clusters().get(merged.with(new Edit.Cut(2)).index("p1")).size());
        assertArrayEquals(new int[] {3, 4, 5, 6, 7}, merged.members(merged.index("p1")));
        assertEquals("p2", ((Edit.Gather) merged.gather(0, 1)).made(), "numbers are not given twice");
        assertThrows(IllegalArgumentException.class, () -> now.with(new Edit.Merge("p1", List.of("n13"))));
        assertThrows(IllegalArgumentException.class, () -> merged.with(new Edit.Gather("p1", new int[] {0})));
    }

    @Test
    void aMovedCropGoesWithItsNewCluster() {
        Clusters now = cut(4).with(new Edit.Move("n12", new int[] {3}));
        assertArrayEquals(new int[] {0, 1, 2, 3}, now.members(now.index("n12")));
        assertEquals(List.of(4, 5), IntStream.of(now.members(now.index("n13"))).boxed().toList());
        Clusters deeper = now.with(new Edit.Cut(6));
        assertEquals(deeper.cluster()[1], deeper.cluster()[3], "with the middle of the cluster");
        Clusters back = now.with(new Edit.Move("n13", new int[] {3}));
        assertArrayEquals(cut(4).cluster(), back.cluster());
        Clusters own = cut(4).with(cut(4).gather(6, 8)).with(new Edit.Move("p1", new int[] {0}));
        assertArrayEquals(new int[] {0, 6, 8}, own.members(own.index("p1")));
        Clusters deepest = own.with(new Edit.Cut(9));
        assertArrayEquals(new int[] {0, 6, 8}, deepest.members(deepest.index("p1")));
    }

    @Test
    void whatIsNoClusterBecomesOutliers() {
        Clusters now = cut(4).with(new Edit.Dissolve("n11"));
        assertEquals(-1, now.index("n11"));
        assertArrayEquals(new int[] {6, 7, 8}, now.outliers());
        Clusters some = now.with(new Edit.Outliers(new int[] {5, 0}));
        assertArrayEquals(new int[] {0, 5, 6, 7, 8}, some.outliers());
        assertArrayEquals(new int[] {5, 6, 7, 8}, some.with(new Edit.Move("n12", new int[] {0})).outliers());
    }

    @Test
    void editsAreLinesThatAreReadAsTheyWereWritten() {
        List<Edit> all = List.of(new Edit.Cut(7), new Edit.Smallest(4), new Edit.Split("n12"),
                new Edit.Merge("p3", List.of("n1", "k2", "p1")), new Edit.Gather("p4", new int[] {9, 5, 6, 7}),
                new Edit.Move("k0", new int[] {1}), new Edit.Outliers(new int[] {3, 1, 2}), new Edit.Dissolve("p2"),
                new Edit.Name("n5", "划痕 und mehr"), new Edit.Name("n5", ""));
        assertEquals(List.of("cut 7", "smallest 4", "split n12", "merge p3 n1 k2 p1", "gather p4 5-7,9", "move k0 1",
                "outliers 1-3", "dissolve p2", "name n5 划痕 und mehr", "name n5"),
                all.stream().map(Edit::text).toList());
        for (Edit edit : all)
            assertEquals(edit.text(), Edit.parse(edit.text()).text());
        for (String wrong : List.of("", "cut", "cut x", "jump 3", "split 12", "merge n1 n2 n3", "move n1 5-3",
                "gather p1 -4"))
            assertThrows(IllegalArgumentException.class, () -> Edit.parse(wrong), wrong);
    }

    @Test
    void replayingGivesTheSameAndLeavesOutWhatCannotBe() {
        Clusters now = cut(4).with(new Edit.Move("n12", new int[] {3})).with(cut(4).gather(4, 5));
        Clusters again = cut(4).replay(now.edits());
        assertArrayEquals(now.cluster(), again.cluster());
        assertEquals(ids(now), ids(again));
        Clusters undone = now.replay(now.edits().subList(0, 1));
        assertArrayEquals(cut(4).with(new Edit.Move("n12", new int[] {3})).cluster(), undone.cluster());
        Clusters damaged = cut(4).replay(List.of("name n12 A", "nonsense", "merge p1 n12 n99", "name n13 B"));
        assertEquals(2, damaged.problems().size());
        assertEquals(2, damaged.clusters().stream().filter(Cluster::named).count());
        assertEquals(0, damaged.replay(List.of("name n12 A")).problems().size());
    }

    @Test
    void clustersWithoutATreeAreSplitByTwoMeans() {
        int[] cluster = {0, 0, 0, 0, 0, 0, 1, 1, -1};
        Clusters now = of(new Clustering(cluster, new int[] {2, 6}, Optional.empty()), 0, 2);
        assertEquals(List.of("k0", "k1"), ids(now));
        assertThrows(IllegalStateException.class, () -> now.cutAt(3));
        Clusters split = now.with(now.split("k0"));
        assertEquals(3, split.clusters().size());
        assertEquals(split.cluster()[0], split.cluster()[2]);
        assertEquals(split.cluster()[3], split.cluster()[5]);
        assertTrue(split.cluster()[0] != split.cluster()[3]);
        Clusters one = now.with(now.gather(0));
        assertThrows(IllegalArgumentException.class, () -> one.split("p1"));
    }

    @Test
    void computedClustersThatAreNodesAreNamedByThem() {
        int[] cluster = {0, 0, 0, 1, 1, 1, -1, -1, -1};
        Clusters now = of(new Clustering(cluster, new int[] {1, 4}, Optional.of(TREE)), 0, 2);
        assertEquals(List.of("n12", "n13"), ordered(now));
        assertArrayEquals(new int[] {6, 7, 8}, now.outliers());
        assertTrue(now.with(new Edit.Name("n12", "A")).with(new Edit.Cut(4)).clusters().stream()
                .anyMatch(c -> c.name().equals("A")), "the name stays when the tree is cut instead");
    }

    @Test
    void detailsHaveTheExemplarFirstAndTheFarthestOutlierFirst() {
        Clusters now = cut(4).with(new Edit.Outliers(new int[] {6}));
        ClusterDetails details = ClusterDetails.of(now, Progress.NONE);
        int left = now.index("n12");
        assertEquals(1, details.members()[left][0]);
        assertArrayEquals(new float[] {0, 1, 1}, details.distance()[left]);
        assertArrayEquals(new int[] {8, 7, 6}, details.outliers(), "21 is alone without 20");
        double spread = Math.sqrt(2.0 / 3);
        assertEquals((20 - 11) / spread, details.sigmas()[2], 1e-4);
    }

    @Test
    void representativesAreTheExemplarAndThenTheFarthestOrTheClosest() {
        Clusters now = cut(2); // 0 … 21 and 50 alone
        ClusterDetails details = ClusterDetails.of(now, Progress.NONE);
        int[] members = details.members()[0];
        assertArrayEquals(Arrays.copyOf(members, 3), Representatives.of(now, details, "c1", 3,
                Representatives.By.CLOSEST).rows());
        assertEquals(members.length, Representatives.of(now, details, "c1", 99, Representatives.By.CLOSEST)
                .rows().length, "no more than there are");
        Representatives two = Representatives.of(now, details, "c1", 2, Representatives.By.FARTHEST);
        int[] rows = two.rows();
        assertEquals(2, rows.length);
        assertEquals(members[0], rows[0]);
        assertTrue(rows[1] == 7 || rows[1] == 0, "the end of the line");
        assertTrue(two.record().contains("2 of 9 crops") && two.record().contains("seed 1"), two.record());
    }
}
