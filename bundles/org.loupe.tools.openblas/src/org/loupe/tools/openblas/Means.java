package org.loupe.tools.openblas;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Lloyd's rounds from means drawn by k-means++, the best of some candidates each time. Rows and means are in single
 * precision, sums in double; only rows that change their cluster move the sums.
 */
final class Means implements AutoCloseable {
    private static final int CHUNK = 512;
    /** Sums are taken in parts of the rows, whatever the threads, and then in order. */
    private static final int PARTS = 16;
    private static final int MOST_SUMS = 1 << 22;
    /** Ends when the means move by less than this share of the rows' variance, as scikit-learn does. */
    private static final double STILL = 1e-4;

    private final Workers workers;
    private final int count;
    private final int columns;
    private final int k;
    private final FloatPointer rows;
    private final FloatPointer means;
    private final FloatPointer[] products;
    private final float[][] chunk;
    private final float[][] row;
    private final float[] squares;
    private final float[] nearest;
    private final int[] cluster;
    private final double[] sums;
    private final int[] sizes;
    private final double variance;
    private final int parts;

    Means(Rows from, int k, Workers workers) {
        this.workers = workers;
        this.k = k;
        count = from.count();
        columns = from.columns();
        int candidates = Math.max(k, candidates());
        rows = new FloatPointer(Math.max(1, (long) count * columns));
        means = new FloatPointer(Math.max(1, (long) candidates * columns));
        products = new FloatPointer[workers.threads()];
        int found = Math.min(CHUNK, count) * candidates;
        chunk = new float[workers.threads()][found];
        row = new float[workers.threads()][columns];
        for (int t = 0; t < products.length; t++)
            products[t] = new FloatPointer(found);
        squares = new float[count];
        nearest = new float[count];
        cluster = new int[count];
        sums = new double[k * columns];
        sizes = new int[k];
        parts = Math.max(1, Math.min(PARTS, MOST_SUMS / Math.max(1, k * columns)));
        double all = 0;
        float[] values = row[0];
        for (int i = 0; i < count; i++) {
            double sum = 0;
            from.centred(i, values);
            for (int c = 0; c < columns; c++)
                sum += values[c] * values[c];
            squares[i] = (float) sum;
            all += sum;
            rows.getPointer((long) i * columns).put(values, 0, columns);
        }
        variance = columns == 0 ? 0 : all / count / columns;
    }

    /** Twice the usual number: they are measured in one product, and a group that none hits costs a whole start. */
    private int candidates() {
        return 2 + (int) (2 * Math.log(k));
    }

    /** Runs from new first means; returns the sum of the rows' squared distances to the mean of their cluster. */
    double run(RandomGenerator random, int rounds) {
        float[] current = first(random);
        Arrays.fill(cluster, -1);
        Arrays.fill(sums, 0);
        Arrays.fill(sizes, 0);
        for (int round = 0;; round++) {
            workers.check();
            int changed = assign(current);
            changed += fillEmpty();
            if (changed == 0 || round == rounds)
                break;
            double moved = 0;
            for (int j = 0; j < k; j++)
                for (int c = 0; c < columns; c++) {
                    float mean = (float) (sums[j * columns + c] / sizes[j]);
                    double by = mean - current[j * columns + c];
                    moved += by * by;
                    current[j * columns + c] = mean;
                }
            workers.done((double) round / rounds);
            if (moved <= STILL * variance) {
                assign(current);
                break;
            }
        }
        double inertia = 0;
        for (float d : nearest)
            inertia += d;
        return inertia;
    }

    /** The cluster of each row after the last run; some may be empty. */
    int[] clusters() {
        return cluster.clone();
    }

    // ---------------------------------------------------------------- first means

    private float[] first(RandomGenerator random) {
        float[] chosen = new float[k * columns];
        int tries = candidates();
        Arrays.fill(nearest, Float.POSITIVE_INFINITY);
        take(random.nextInt(count), chosen, 0);
        float[][] distances = new float[tries][count];
        double potential = potentials(chosen, 1, distances)[0];
        System.arraycopy(distances[0], 0, nearest, 0, count);
        for (int j = 1; j < k; j++) {
            float[] tried = new float[tries * columns];
            int[] places = new int[tries];
            for (int t = 0; t < tries; t++) {
                places[t] = draw(random.nextDouble() * potential, random);
                take(places[t], tried, t);
            }
            double[] potentials = potentials(tried, tries, distances);
            int best = 0;
            for (int t = 1; t < tries; t++)
                if (potentials[t] < potentials[best])
                    best = t;
            take(places[best], chosen, j);
            potential = potentials[best];
            System.arraycopy(distances[best], 0, nearest, 0, count);
        }
        return chosen;
    }

    private void take(int place, float[] into, int number) {
        rows.getPointer((long) place * columns).get(into, number * columns, columns);
    }

    /** A row, with the chance of its squared distance to the nearest mean. */
    private int draw(double at, RandomGenerator random) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += nearest[i];
            if (sum > at)
                return i;
        }
        return random.nextInt(count); // all rows are means already
    }

    /** The sum of squared distances to the nearest mean if each of some candidates were one, and the distances. */
    private double[] potentials(float[] candidates, int number, float[][] distances) {
        means.getPointer(0).put(candidates, 0, number * columns);
        float[] own = lengths(candidates, number);
        double[][] partial = new double[(count + CHUNK - 1) / CHUNK][number];
        workers.each(partial.length, (part, thread) -> {
            int a = part * CHUNK, m = Math.min(CHUNK, count - a);
            float[] found = products(a, m, number, thread);
            for (int i = 0; i < m; i++)
                for (int t = 0; t < number; t++) {
                    float d = Math.max(0, squares[a + i] + own[t] - 2 * found[i * number + t]);
                    d = Math.min(nearest[a + i], d);
                    partial[part][t] += d;
                    distances[t][a + i] = d;
                }
        });
        double[] potentials = new double[number];
        for (double[] p : partial)
            for (int t = 0; t < number; t++)
                potentials[t] += p[t];
        return potentials;
    }

    private float[] lengths(float[] of, int number) {
        float[] lengths = new float[number];
        for (int t = 0; t < number; t++) {
            double sum = 0;
            for (int c = 0; c < columns; c++) {
                double v = of[t * columns + c];
                sum += v * v;
            }
            lengths[t] = (float) sum;
        }
        return lengths;
    }

    private float[] products(int a, int m, int number, int thread) {
        if (columns == 0)
            Arrays.fill(chunk[thread], 0);
        else {
            Blas.products(rows.getPointer((long) a * columns), m, means, number, columns, products[thread]);
            products[thread].get(chunk[thread], 0, m * number);
        }
        return chunk[thread];
    }

    // ---------------------------------------------------------------- rounds

    /** Puts each row to its nearest mean; returns how many changed. */
    private int assign(float[] current) {
        means.getPointer(0).put(current, 0, current.length);
        float[] own = lengths(current, k);
        int chunks = (count + CHUNK - 1) / CHUNK;
        int[] changed = new int[parts];
        double[][] moved = new double[parts][];
        int[][] grown = new int[parts][];
        workers.each(parts, (part, thread) -> {
            for (int number = (int) ((long) part * chunks / parts); number < (long) (part + 1) * chunks
                    / parts; number++) {
                workers.check(thread);
                int a = number * CHUNK, m = Math.min(CHUNK, count - a);
                float[] found = products(a, m, k, thread);
                for (int i = 0; i < m; i++) {
                    int best = 0;
                    float least = own[0] - 2 * found[i * k];
                    for (int j = 1, at = i * k + 1; j < k; j++, at++) {
                        float d = own[j] - 2 * found[at];
                        if (d < least) {
                            least = d;
                            best = j;
                        }
                    }
                    nearest[a + i] = Math.max(0, squares[a + i] + least);
                    if (best == cluster[a + i])
                        continue;
                    if (moved[part] == null) {
                        moved[part] = new double[k * columns];
                        grown[part] = new int[k];
                    }
                    rows.getPointer((long) (a + i) * columns).get(row[thread], 0, columns);
                    move(row[thread], cluster[a + i], best, moved[part], grown[part]);
                    cluster[a + i] = best;
                    changed[part]++;
                }
            }
        });
        for (int part = 0; part < parts; part++)
            if (moved[part] != null) {
                for (int c = 0; c < sums.length; c++)
                    sums[c] += moved[part][c];
                for (int j = 0; j < k; j++)
                    sizes[j] += grown[part][j];
            }
        return Arrays.stream(changed).sum();
    }

    private void move(float[] values, int from, int to, double[] sum, int[] size) {
        for (int c = 0, at = to * columns; c < columns; c++, at++)
            sum[at] += values[c];
        size[to]++;
        if (from < 0)
            return;
        for (int c = 0, at = from * columns; c < columns; c++, at++)
            sum[at] -= values[c];
        size[from]--;
    }

    /** Gives each cluster without rows the row farthest from its mean; returns how many there were. */
    private int fillEmpty() {
        int filled = 0;
        for (int j = 0; j < k; j++) {
            if (sizes[j] > 0)
                continue;
            int farthest = -1;
            for (int i = 0; i < count; i++)
                if (sizes[cluster[i]] > 1 && (farthest < 0 || nearest[i] > nearest[farthest]))
                    farthest = i;
            if (farthest < 0)
                break;
            rows.getPointer((long) farthest * columns).get(row[0], 0, columns);
            move(row[0], cluster[farthest], j, sums, sizes);
            cluster[farthest] = j;
            filled += nearest[farthest] > 0 ? 1 : 0; // among equal rows there is nothing to gain
            nearest[farthest] = 0;
        }
        return filled;
    }

    @Override
    public void close() {
        rows.close();
        means.close();
        for (FloatPointer p : products)
            p.close();
    }
}
