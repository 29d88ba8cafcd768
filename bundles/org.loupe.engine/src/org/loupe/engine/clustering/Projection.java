package org.loupe.engine.clustering;

import java.util.concurrent.CancellationException;
import org.loupe.api.Features;
import org.loupe.engine.Progress;

/**
 * Where rows lie in a plane, to be looked at. The axes have no unit and, for {@link #umap}, no meaning: only who is
 * near to whom has.
 *
 * @param x         of each row
 * @param y         of each row
 * @param explained share of the rows' variance along x and along y; empty for {@link #umap}
 */
public record Projection(float[] x, float[] y, double[] explained) {

    /**
     * Onto the first two principal components.
     *
     * @throws CancellationException once the progress is cancelled
     */
    public static Projection pca(Features rows, Progress progress) {
        if (rows.rows() == 0 || rows.names().isEmpty())
            return new Projection(new float[rows.rows()], new float[rows.rows()], new double[2]);
        Pca pca = Pca.learn(rows, 2, progress.part(0, 0.9));
        Features along = pca.apply(rows, progress.part(0.9, 1));
        float[] x = new float[rows.rows()], y = new float[rows.rows()];
        double[] explained = new double[2];
        for (int a = 0; a < pca.axes().length; a++) {
            explained[a] = pca.total() > 0 ? pca.variance()[a] / pca.total() : 0;
            for (int row = 0; row < x.length; row++)
                (a == 0 ? x : y)[row] = along.get(row, a);
        }
        return new Projection(x, y, explained);
    }

    /**
     * By UMAP, which keeps neighbours together: see {@link Umap}.
     *
     * @param neighbours of a row that shall stay near, 2 … 200; 15 suits most, more shows the large structure
     * @param distance   least distance in the plane, 0 … 1: small lets clusters be dense; 0.1 suits most
     * @param seed       of the random numbers; equal seeds and rows give equal pictures
     * @throws CancellationException once the progress is cancelled
     */
    public static Projection umap(Features rows, int neighbours, double distance, long seed, Progress progress) {
        return new Umap(neighbours, distance, seed).embed(rows, progress);
    }
}
