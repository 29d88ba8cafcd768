package org.loupe.engine.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.loupe.api.Clustering;
import org.loupe.api.Dendrogram;

/** The tree of merges of the contract, on one that is drawn by hand. */
class DendrogramTest {
    /** Rows 1 and 3 join at 1, rows 0 and 2 at 2, both at 5, row 4 comes last at 9. */
    private static final Dendrogram TREE = new Dendrogram(new int[] { 1, 0, 5, 4 }, new int[] { 3, 2, 6, 7 },
            new double[] { 1, 2, 5, 9 });

    @Test
    void aCutNumbersClustersByTheirFirstRow() {
        assertArrayEquals(new int[] { 0, 0, 0, 0, 0 }, TREE.cut(1));
        assertArrayEquals(new int[] { 0, 0, 0, 0, 1 }, TREE.cut(2));
        assertArrayEquals(new int[] { 0, 1, 0, 1, 2 }, TREE.cut(3));
        assertArrayEquals(new int[] { 0, 1, 2, 1, 3 }, TREE.cut(4));
        assertArrayEquals(new int[] { 0, 1, 2, 3, 4 }, TREE.cut(5));
        assertThrows(IllegalArgumentException.class, () -> TREE.cut(0));
        assertThrows(IllegalArgumentException.class, () -> TREE.cut(6));
    }

    @Test
    void heightsAndNumbersOfClustersBelongTogether() {
        for (int clusters = 1; clusters <= 5; clusters++)
            assertEquals(clusters, TREE.clustersAt(TREE.heightFor(clusters)), "cut for " + clusters);
        assertEquals(3, TREE.clustersAt(2), "a merge at the cut is made");
        assertEquals(5, TREE.clustersAt(-1));
        Dendrogram tied = new Dendrogram(new int[] { 0, 2, 4 }, new int[] { 1, 3, 5 }, new double[] { 1, 1, 1 });
        assertEquals(1, tied.clustersAt(1));
        assertEquals(4, tied.clustersAt(0.5));
    }

    @Test
    void rowsAreDrawnWithoutCrossingLines() {
        assertArrayEquals(new int[] { 4, 1, 3, 0, 2 }, TREE.order());
        assertArrayEquals(new int[] { 2, 2, 4, 5 }, TREE.sizes());
        Dendrogram one = new Dendrogram(new int[0], new int[0], new double[0]);
        assertArrayEquals(new int[] { 0 }, one.order());
        assertArrayEquals(new int[] { 0 }, one.cut(1));
    }

    @Test
    void whatIsNoTreeIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Dendrogram(new int[] { 0, 0 }, new int[] { 1, 2 },
                new double[] { 1, 2 }), "row 0 is joined twice");
        assertThrows(IllegalArgumentException.class, () -> new Dendrogram(new int[] { 0, 2 }, new int[] { 1, 3 },
                new double[] { 2, 1 }), "heights fall");
        assertThrows(IllegalArgumentException.class, () -> new Dendrogram(new int[] { 0 }, new int[] { 3 },
                new double[] { 1 }), "a node that is not there yet");
    }

    @Test
    void aClusteringKnowsItsOutliersAndExemplars() {
        Clustering c = new Clustering(new int[] { 0, 1, 0, 1, Clustering.OUTLIER }, new int[] { 2, 1 },
                Optional.of(TREE));
        assertArrayEquals(new int[] { 2, 2 }, c.sizes());
        String wrong = assertThrows(IllegalArgumentException.class, () -> new Clustering(new int[] { 0, 1 },
                new int[] { 0, 0 }, Optional.empty())).getMessage();
        assertTrue(wrong.contains("stands for cluster 1"), wrong);
        assertThrows(IllegalArgumentException.class, () -> new Clustering(new int[] { 0, 2 }, new int[] { 0 },
                Optional.empty()));
    }
}
