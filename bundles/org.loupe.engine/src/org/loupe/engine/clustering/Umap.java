package org.loupe.engine.clustering;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.loupe.api.Features;
import org.loupe.engine.Progress;

/**
 * Uniform manifold approximation and projection (McInnes, Healy and Melville, arXiv:1802.03426, 2018), with Euclidean
 * distances: rows that are near stay near, so that groups become visible. Starts from the principal components, which
 * keep the large structure (Kobak and Linderman, Nature Biotechnology 39, 2021). Rows of more than {@link #COLUMNS}
 * columns are first brought onto so many components. The points are moved by one thread in one order: equal rows and
 * seeds give equal pictures. 100,000 rows take about a minute.
 *
 * @param neighbours of a row that shall stay near
 * @param distance   least distance in the plane
 * @param seed       of the random numbers
 */
record Umap(int neighbours, double distance, long seed) {
    /** Columns from which rows are brought onto their principal components first. */
    static final int COLUMNS = 50;
    private static final int LARGE = 10_000;
    private static final int EPOCHS = 500;
    private static final int EPOCHS_OF_LARGE = 200;
    private static final int PUSHED = 5;
    private static final float MOST = 4;
    private static final double EXTENT = 10;

    Umap {
        if (neighbours < 2 || neighbours > 200 || !(distance >= 0 && distance <= 1))
            throw new IllegalArgumentException("A neighbour embedding takes 2 … 200 neighbours and a least distance of"
                    + " 0 … 1, found " + neighbours + " and " + distance + ".");
    }

    /** Places rows in the plane. @throws CancellationException once the progress is cancelled */
    Projection embed(Features rows, Progress progress) {
        int n = rows.rows(), k = Math.min(neighbours, n - 1);
        Projection start = Projection.pca(rows, progress.part(0, 0.1));
        if (n < 4)
            return new Projection(start.x(), start.y(), new double[0]);
        Features reduced = rows.names().size() <= COLUMNS ? rows
                : Pca.learn(rows, COLUMNS, progress.part(0.1, 0.18))
                        .apply(rows, progress.part(0.18, 0.2));
        NeighbourIndex index = NeighbourIndex.of(reduced, progress.part(0.2, 0.3));
        NeighbourIndex.Nearest nearest = index.others(k, progress.part(0.3, 0.5));
        Graph graph = Graph.of(n, nearest.rows(), memberships(nearest, n));
        float[] x = scaled(start.x(), start.y(), start.x(), 1), y = scaled(start.x(), start.y(), start.y(), 2);
        move(x, y, graph, n <= LARGE ? EPOCHS : EPOCHS_OF_LARGE, progress.part(0.5, 1));
        return new Projection(x, y, new double[0]);
    }

    /** How much each neighbour belongs to a row: exp(−(d − ρ) / σ), with σ such that their sum is log2 k. */
    private static float[] memberships(NeighbourIndex.Nearest nearest, int n) {
        int k = nearest.k();
        double target = Math.log(k) / Math.log(2), mean = 0;
        float[] d = nearest.distances(), weights = new float[d.length];
        for (float v : d)
            mean += v / d.length;
        for (int row = 0; row < n; row++) {
            double rho = 0, sum = 0, of = 0;
            for (int j = k - 1; j >= 0; j--) {
                if (d[row * k + j] > 0)
                    rho = d[row * k + j];
                of += d[row * k + j] / k;
            }
            double low = 0, high = Double.POSITIVE_INFINITY, sigma = 1;
            for (int step = 0; step < 64; step++) {
                sum = 0;
                for (int j = 0; j < k; j++)
                    sum += Math.exp(-Math.max(0, d[row * k + j] - rho) / sigma);
                if (Math.abs(sum - target) < 1e-5)
                    break;
                if (sum > target) {
                    high = sigma;
                    sigma = (low + high) / 2;
                } else {
                    low = sigma;
                    sigma = high == Double.POSITIVE_INFINITY ? 2 * sigma : (low + high) / 2;
                }
            }
            sigma = Math.max(sigma, 1e-3 * (rho > 0 ? of : mean));
            for (int j = 0; j < k; j++) {
                double beyond = d[row * k + j] - rho;
                weights[row * k + j] = beyond <= 0 || sigma == 0 ? 1 : (float) Math.exp(-beyond / sigma);
            }
        }
        return weights;
    }

    /**
     * Who belongs to whom, in both directions: a + b − a b.
     *
     * @param from   {@code from[row]} … {@code from[row + 1] − 1} are the places of a row in the other two
     * @param to     the other row
     * @param weight 0 … 1
     */
    private record Graph(int[] from, int[] to, float[] weight) {

        static Graph of(int n, int[] rows, float[] weights) {
            int k = rows.length / n;
            int[] from = new int[n + 1];
            for (int i = 0; i < rows.length; i++)
                if (rows[i] >= 0) {
                    from[rows[i] + 1]++;
                    from[i / k + 1]++;
                }
            for (int row = 0; row < n; row++)
                from[row + 1] += from[row];
            int[] at = from.clone(), to = new int[from[n]];
            float[] given = new float[from[n]];
            for (int i = 0; i < rows.length; i++)
                if (rows[i] >= 0) {
                    to[at[i / k]] = rows[i];
                    given[at[i / k]++] = weights[i];
                    to[at[rows[i]]] = i / k;
                    given[at[rows[i]]++] = weights[i];
                }
            int[] place = new int[n], start = new int[n + 1];
            Arrays.fill(place, -1);
            int used = 0;
            for (int row = 0; row < n; row++) { // a pair that names each other stands twice: joined into one
                start[row] = used;
                for (int i = from[row]; i < from[row + 1]; i++)
                    if (place[to[i]] >= start[row]) {
                        float a = given[place[to[i]]], b = given[i];
                        given[place[to[i]]] = a + b - a * b;
                    } else {
                        place[to[i]] = used;
                        given[used] = given[i];
                        to[used++] = to[i];
                    }
            }
            start[n] = used;
            return new Graph(start, Arrays.copyOf(to, used), Arrays.copyOf(given, used));
        }
    }

    /** Within ±10, and moved by a hair, so that equal rows can part. */
    private static float[] scaled(float[] x, float[] y, float[] values, long salt) {
        double most = 1e-30;
        for (int i = 0; i < x.length; i++)
            most = Math.max(most, Math.max(Math.abs(x[i]), Math.abs(y[i])));
        SplittableRandom hair = new SplittableRandom(salt);
        float[] scaled = new float[x.length];
        for (int i = 0; i < x.length; i++)
            scaled[i] = (float) (values[i] * (EXTENT / most) + 1e-3 * (hair.nextDouble() - 0.5));
        return scaled;
    }

    /** Pulls neighbours together and pushes others, drawn by lot, apart; ever less. */
    private void move(float[] x, float[] y, Graph graph, int epochs, Progress progress) {
        Forces forces = Forces.of(distance);
        int n = x.length;
        float strongest = 0;
        for (float w : graph.weight)
            strongest = Math.max(strongest, w);
        long random = seed * 0x9E3779B97F4A7C15L + 1;
        for (int epoch = 0; epoch < epochs; epoch++) {
            progress.update(epoch, epochs, 0, 0, "");
            float alpha = 1 - (float) epoch / epochs;
            for (int i = 0; i < n; i++) {
                if (i % 4096 == 0)
                    progress.check();
                for (int e = graph.from[i]; e < graph.from[i + 1]; e++) {
                    double share = graph.weight[e] / strongest;
                    if ((int) ((epoch + 1) * share) == (int) (epoch * share))
                        continue; // weak ones take their turn less often
                    int j = graph.to[e];
                    float dx = x[i] - x[j], dy = y[i] - y[j], f = forces.pull(dx * dx + dy * dy);
                    float stepX = alpha * within(f * dx), stepY = alpha * within(f * dy);
                    x[i] += stepX;
                    y[i] += stepY;
                    x[j] -= stepX;
                    y[j] -= stepY;
                    for (int p = 0; p < PUSHED; p++) {
                        random = random * 6364136223846793005L + 1442695040888963407L;
                        int other = (int) ((random >>> 33) * n >>> 31);
                        if (other == i)
                            continue;
                        dx = x[i] - x[other];
                        dy = y[i] - y[other];
                        f = forces.push(dx * dx + dy * dy);
                        x[i] += alpha * within(f * dx);
                        y[i] += alpha * within(f * dy);
                    }
                }
            }
        }
        progress.check();
    }

    private static float within(float v) {
        return Math.max(-MOST, Math.min(MOST, v));
    }

    /**
     * The two forces by squared distance, from tables with 128 steps for each doubling: they are smooth and what they
     * move is drawn by lot.
     *
     * @param a of the curve 1 / (1 + a d^2b) that the forces are the slopes of
     * @param b of the same
     */
    record Forces(double a, double b, float[] pull, float[] push) {
        private static final int STEPS = 7;
        private static final int LEAST = 127 - 24;
        private static final int OCTAVES = 48;

        /** For a least distance, by fitting the curve to 1 up to there and exp(least − d) beyond, up to d = 3. */
        static Forces of(double least) {
            double a = 1, b = 1, damping = 1e-3, error = error(a, b, least);
            for (int step = 0; step < 200; step++) {
                double aa = 0, ab = 0, bb = 0, ra = 0, rb = 0;
                for (int i = 1; i < 300; i++) {
                    double d = i / 100.0, power = Math.pow(d, 2 * b), value = 1 / (1 + a * power);
                    double rest = wanted(d, least) - value;
                    double byA = -power * value * value, byB = -2 * a * power * Math.log(d) * value * value;
                    aa += byA * byA;
                    ab += byA * byB;
                    bb += byB * byB;
                    ra += byA * rest;
                    rb += byB * rest;
                }
                double p = aa * (1 + damping), q = bb * (1 + damping), det = p * q - ab * ab;
                double nextA = a + (ra * q - rb * ab) / det, nextB = b + (p * rb - ab * ra) / det;
                double next = nextA > 0 && nextB > 0 ? error(nextA, nextB, least) : Double.POSITIVE_INFINITY;
                if (next < error) {
                    a = nextA;
                    b = nextB;
                    error = next;
                    damping /= 3;
                } else
                    damping *= 4;
            }
            float[] pull = new float[OCTAVES << STEPS], push = new float[OCTAVES << STEPS];
            for (int i = 0; i < pull.length; i++) {
                double d2 = Float.intBitsToFloat((LEAST << STEPS) + i << 23 - STEPS);
                double power = Math.pow(d2, b);
                pull[i] = (float) (-2 * a * b * power / d2 / (1 + a * power));
                push[i] = (float) (2 * b / ((0.001 + d2) * (1 + a * power)));
            }
            return new Forces(a, b, pull, push);
        }

        private static double wanted(double d, double least) {
            return d < least ? 1 : Math.exp(least - d);
        }

        private static double error(double a, double b, double least) {
            double sum = 0;
            for (int i = 1; i < 300; i++) {
                double rest = wanted(i / 100.0, least) - 1 / (1 + a * Math.pow(i / 100.0, 2 * b));
                sum += rest * rest;
            }
            return sum;
        }

        float pull(float d2) {
            return pull[place(d2)];
        }

        float push(float d2) {
            return push[place(d2)];
        }

        private int place(float d2) {
            int i = (Float.floatToRawIntBits(d2) >>> 23 - STEPS) - (LEAST << STEPS);
            return Math.max(0, Math.min(pull.length - 1, i));
        }
    }
}
