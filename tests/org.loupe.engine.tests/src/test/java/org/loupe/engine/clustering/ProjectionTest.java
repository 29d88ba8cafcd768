package org.loupe.engine.clustering;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.loupe.api.Features;
import org.loupe.engine.Progress;

/** Where rows lie in a plane, and which are near to each other. */
class ProjectionTest {
    private static final Features ROWS = Blobs.rows(90, 6, 5, 1.6);

    @Test
    void principalComponentsAreThoseOfNumPy() throws Exception {
        Pca pca = Pca.learn(ROWS, 6, Progress.NONE);
        assertArrayEquals(Blobs.reference("variance"), pca.variance(), 1e-9);
        assertArrayEquals(Blobs.reference("first-axis"), pca.axes()[0], 1e-9);
        double[] first = Blobs.reference("first-component");
        Projection plane = Projection.pca(ROWS, Progress.NONE);
        for (int i = 0; i < first.length; i++)
            assertEquals(first[i], plane.x()[i], 1e-5);
        assertEquals(pca.variance()[1] / Arrays.stream(pca.variance()).sum(), plane.explained()[1], 1e-12);
    }

    /** More columns than are solved directly: the same components by iteration. */
    @Test
    void principalComponentsOfManyColumnsAreFoundByIteration() {
        SplittableRandom random = new SplittableRandom(1);
        int columns = 150, n = 400;
        float[] values = new float[n * columns];
        for (int i = 0; i < n; i++) {
            double a = 8 * random.nextDouble(), b = 4 * random.nextDouble(), c = 2 * random.nextDouble();
            for (int j = 0; j < columns; j++)
                values[i * columns + j] = (float) (a * Math.sin(j) + b * Math.cos(2 * j) + c * Math.sin(5 * j)
                        + 0.1 * random.nextDouble());
        }
        Pca pca = Pca.learn(new Features(names(columns), n, values), 3, Progress.NONE);
        for (int a = 0; a < 3; a++)
            for (int b = 0; b <= a; b++) {
                double dot = 0;
                for (int c = 0; c < columns; c++)
                    dot += pca.axes()[a][c] * pca.axes()[b][c];
                assertEquals(a == b ? 1 : 0, dot, 1e-9);
            }
        Features along = pca.apply(new Features(names(columns), n, values));
        for (int a = 0; a < 3; a++) {
            double square = 0;
            for (int i = 0; i < n; i++)
                square += Math.pow(along.get(i, a), 2);
            assertEquals(pca.variance()[a], square / (n - 1), 1e-4 * pca.variance()[a]);
        }
        assertTrue(pca.variance()[0] > pca.variance()[1] && pca.variance()[1] > pca.variance()[2]);
        assertTrue(Arrays.stream(pca.variance()).sum() > 0.99 * pca.total());
    }

    private static List<String> names(int columns) {
        List<String> names = new ArrayList<>();
        for (int c = 0; c < columns; c++)
            names.add("column" + c);
        return names;
    }

    /** As McInnes and others publish it for a least distance of 0.1. */
    @Test
    void theCurveOfTheForcesIsThePublishedOne() {
        Umap.Forces forces = Umap.Forces.of(0.1);
        assertEquals(1.577, forces.a(), 0.002);
        assertEquals(0.895, forces.b(), 0.002);
    }

    @Test
    void neighboursStayTogetherInTheNeighbourEmbedding() {
        Features rows = Blobs.rows(300, 8, 5, 1.2);
        Projection plane = Projection.umap(rows, 15, 0.1, 1, Progress.NONE);
        float[] values = new float[600];
        for (int i = 0; i < 300; i++) {
            values[2 * i] = plane.x()[i];
            values[2 * i + 1] = plane.y()[i];
        }
        NeighbourIndex.Nearest nearest = NeighbourIndex.of(new Features(List.of("x", "y"), 300, values), Progress.NONE)
                .others(5, Progress.NONE);
        int same = 0;
        for (int i = 0; i < 1500; i++)
            same += nearest.rows()[i] % 5 == i / 5 % 5 ? 1 : 0;
        assertTrue(same > 0.98 * 1500, "Of 1500 neighbours in the plane " + same + " are of the same group");
    }

    @Test
    void theNeighbourEmbeddingIsTheSameAgain() {
        assertArrayEquals(Projection.umap(ROWS, 10, 0.1, 3, Progress.NONE).x(),
                Projection.umap(ROWS, 10, 0.1, 3, Progress.NONE).x());
    }

    @Test
    void fewRowsAndEqualRowsHaveAPlaceToo() {
        for (int n = 0; n < 7; n++) {
            Projection plane = Projection.umap(ROWS.select(new int[n]), 15, 0.1, 1, Progress.NONE);
            assertEquals(n, plane.x().length);
            for (float x : plane.x())
                assertTrue(Float.isFinite(x));
            assertEquals(n, Projection.pca(ROWS.select(new int[n]), Progress.NONE).y().length);
        }
    }

    @Test
    void whatIsCancelledStops() {
        Progress cancelled = new Progress() {
            @Override
            public boolean cancelled() {
                return true;
            }
        };
        assertThrows(CancellationException.class, () -> Projection.umap(ROWS, 10, 0.1, 3, cancelled));
        assertThrows(CancellationException.class, () -> Pca.learn(ROWS, 2, cancelled));
    }

    @Test
    void theNearestRowsAreFoundInTheirOrder() {
        Features rows = new Features(List.of("a", "b"), 5, new float[] { 0, 0, 3, 4, 1, 0, 3, 4, 0, 2 });
        NeighbourIndex index = NeighbourIndex.of(rows, Progress.NONE);
        NeighbourIndex.Nearest nearest = index.find(new Features(List.of("a", "b"), 1, new float[] { 0, 0 }), 6,
                Progress.NONE);
        assertArrayEquals(new int[] { 0, 2, 4, 1, 3, -1 }, nearest.rows());
        assertArrayEquals(new float[] { 0, 1, 2, 5, 5, Float.POSITIVE_INFINITY }, nearest.distances());
        assertEquals(3, index.others(1, Progress.NONE).rows()[1], "Equal rows are each other's neighbours");
    }

    /** The index of many rows, made of few: what it leaves out is seen by comparing with all. */
    @Test
    void theIndexOfManyRowsFindsMostNeighbours() {
        Features rows = Blobs.rows(6000, 8, 40, 2);
        NeighbourIndex exact = new NeighbourIndex(rows, true, Progress.NONE);
        NeighbourIndex index = new NeighbourIndex(rows, false, Progress.NONE);
        assertFalse(index.exact());
        assertTrue(index.probes(10) < index.cells() / 2, index.probes(10) + " of " + index.cells());
        int[] truth = exact.others(10, Progress.NONE).rows(), found = index.others(10, Progress.NONE).rows();
        int hits = 0;
        for (int i = 0; i < truth.length; i++)
            for (int j = i / 10 * 10; j < i / 10 * 10 + 10; j++)
                hits += truth[i] == found[j] ? 1 : 0;
        assertTrue(hits >= 0.95 * truth.length, hits + " of " + truth.length);
    }
}
