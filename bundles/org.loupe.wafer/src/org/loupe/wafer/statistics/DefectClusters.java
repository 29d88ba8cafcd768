package org.loupe.wafer.statistics;

import java.util.Arrays;
import java.util.List;
import org.loupe.wafer.Outline;
import org.loupe.wafer.WaferDefects;

/**
 * Groups of defects that lie closer together than chance puts them: DBSCAN (Ester, Kriegel, Sander, Xu: A density-based
 * algorithm for discovering clusters in large spatial databases with noise, KDD 1996), computed by cells as Gunawan (A
 * faster algorithm for DBSCAN, TU Eindhoven 2013) does: exact, and fast also where many defects lie at one place. A
 * defect with at least {@code least} defects within {@code reach}, itself counted, is a core; cores within reach of
 * each other are one cluster; a defect within reach of a core belongs to it, if of several clusters to the one whose
 * first core comes first in the file; all others are random. Clusters are numbered from 0 by their first core.
 * Immutable.
 */
public final class DefectClusters {
    /** What {@link #of(int)} tells of a defect in no cluster. */
    public static final int RANDOM = -1;

    private final Params params;
    private final int[] labels;
    private final List<ClusterShape> shapes;
    private final int random;

    /**
     * How close is close.
     *
     * @param reachUm radius in µm, above 0
     * @param least   defects within it that make a cluster, itself counted; 2 or more
     */
    public record Params(double reachUm, int least) {
        private static final int LEAST = 5;
        private static final double BY_CHANCE = 0.01;
        private static final int IN_CELL = 8;

        public Params {
            if (!(reachUm > 0) || least < 2 || Double.isInfinite(reachUm))
                throw new IllegalArgumentException("Clusters need a reach above 0 µm and 2 or more defects, found "
                        + reachUm + " µm and " + least + ".");
        }

        /**
         * From the data: five defects make a cluster, on full wafers a few more (2·lg n − 1), and the reach is so large
         * that on a wafer of random defects about one would have so many within it, at most one of a hundred. The
         * density of the background is the median of square cells that hold eight defects on average, since clusters
         * fill few of them; below 72 defects it is the mean.
         */
        public static Params of(WaferDefects defects, Outline outline) {
            double density = Math.max(1, defects.size()) / outline.area();
            int side = (int) Math.floor(Math.sqrt(defects.size() / (double) IN_CELL));
            if (side >= 3) {
                double[] counts = cells(defects, outline, side);
                if (counts.length > 0) {
                    Arrays.sort(counts);
                    double cell = outline.widthUm() / side * (outline.heightUm() / side);
                    density = Math.min(density, (counts[counts.length / 2] + 1.0 / 3) / cell);
                }
            }
            int least = Math.max(LEAST, (int) Math.round(2 * Math.log10(Math.max(1, defects.size())) - 1));
            double mean = Distributions.poissonMean(least - 1, Math.min(BY_CHANCE, 1.0 / Math.max(1, defects.size())));
            return new Params(Math.min(Math.sqrt(mean / (Math.PI * density)),
                    Math.min(outline.widthUm(), outline.heightUm()) / 8), least);
        }

        private static double[] cells(WaferDefects defects, Outline outline, int side) {
            double w = outline.widthUm() / side, h = outline.heightUm() / side;
            double x0 = -outline.widthUm() / 2, y0 = -outline.heightUm() / 2;
            int[] counts = new int[side * side];
            for (int i = 0; i < defects.size(); i++) {
                int c = (int) Math.floor((defects.x(i) - x0) / w), r = (int) Math.floor((defects.y(i) - y0) / h);
                if (c >= 0 && c < side && r >= 0 && r < side)
                    counts[r * side + c]++;
            }
            double[] inside = new double[side * side];
            int n = 0;
            for (int r = 0; r < side; r++)
                for (int c = 0; c < side; c++)
                    if (outline.contains(x0 + c * w, y0 + r * h) && outline.contains(x0 + (c + 1) * w, y0 + r * h)
                            && outline.contains(x0 + c * w, y0 + (r + 1) * h)
                            && outline.contains(x0 + (c + 1) * w, y0 + (r + 1) * h))
                        inside[n++] = counts[r * side + c];
            return Arrays.copyOf(inside, n);
        }
    }

    private DefectClusters(Params params, int[] labels, List<ClusterShape> shapes, int random) {
        this.params = params;
        this.labels = labels;
        this.shapes = shapes;
        this.random = random;
    }

    /** Finds the clusters: about a second for 1,000,000 defects. */
    public static DefectClusters find(WaferDefects defects, Params params) {
        double[] xs = new double[defects.size()], ys = new double[defects.size()];
        for (int i = 0; i < xs.length; i++) {
            xs[i] = defects.x(i);
            ys[i] = defects.y(i);
        }
        int[] labels = labels(xs, ys, params);
        int clusters = Arrays.stream(labels).max().orElse(-1) + 1;
        int[] sizes = new int[clusters];
        int random = 0;
        for (int label : labels)
            if (label >= 0)
                sizes[label]++;
            else
                random++;
        int[][] members = new int[clusters][];
        for (int c = 0; c < clusters; c++)
            members[c] = new int[sizes[c]];
        Arrays.fill(sizes, 0);
        for (int i = 0; i < labels.length; i++)
            if (labels[i] >= 0)
                members[labels[i]][sizes[labels[i]]++] = i;
        ClusterShape[] shapes = new ClusterShape[clusters];
        for (int c = 0; c < clusters; c++)
            shapes[c] = ClusterShape.of(xs, ys, members[c]);
        return new DefectClusters(params, labels, List.of(shapes), random);
    }

    /** The cluster of each point, {@link #RANDOM} for none. */
    static int[] labels(double[] xs, double[] ys, Params params) {
        return new CellClusters(xs, ys, params.reachUm(), params.least()).labels();
    }

    /** What they were found with. */
    public Params params() {
        return params;
    }

    /** The cluster of a defect, {@link #RANDOM} for none. */
    public int of(int defect) {
        return labels[defect];
    }

    /** How many clusters there are. */
    public int size() {
        return shapes.size();
    }

    /** What a cluster looks like. */
    public ClusterShape shape(int cluster) {
        return shapes.get(cluster);
    }

    /** All clusters, by number. */
    public List<ClusterShape> shapes() {
        return shapes;
    }

    /** Defects in no cluster. */
    public int random() {
        return random;
    }
}
