package org.loupe.tools.openblas;

import java.util.Arrays;

/**
 * Agglomerative clustering on a matrix of distances, for linkages in which joining two clusters never brings them
 * nearer to a third: all pairs that are each other's nearest can then be joined at once, in rounds that pass through
 * the matrix row by row and on many threads (Sumengen and others, Scaling Hierarchical Agglomerative Clustering to
 * Billion-sized Datasets, arXiv:2105.11653, 2021). When few such pairs are left, chains of nearest neighbours are
 * followed (Murtagh, The Computer Journal 26, 1983), with the nearest kept until one of the two is joined. Of equal
 * distances the first counts.
 *
 * <p>Takes 4 n² bytes: the upper triangle, row by row; what is joined is taken out of it in place. The rows lie in
 * blocks so large that the garbage collector never moves them: moved, they would be there twice.
 */
final class Hierarchy {
    /** A round joins at least this share of the clusters, or chains take over: they need a pass for each join. */
    private static final int FEW = 32;
    private static final int TILE = 256;
    /** Numbers of a block: with the head of an array 8 MiB, so that no region of the heap is left half empty. */
    private static final int BLOCK = (1 << 20) - 2;
    private static final int NONE = -1;

    private final Linkage linkage;
    private final Workers workers;
    private final Merges merges;
    private final int rows;
    /** Distance of clusters i < j: {@code matrix[i][start[i] + j - i - 1]}; rows share arrays. */
    private final double[][] matrix;
    private final int[] start;
    private final int[] row;
    private final double[] size;
    private final int[] nearest;
    private final double[] distance;
    private final boolean[] stale;
    private int count;

    private Hierarchy(Rows rows, Linkage linkage, Workers workers) {
        this.linkage = linkage;
        this.workers = workers;
        this.rows = count = rows.count();
        merges = new Merges(count);
        matrix = new double[count][];
        start = new int[count];
        row = new int[count];
        Arrays.setAll(row, i -> i);
        size = new double[count];
        Arrays.fill(size, 1);
        nearest = new int[count];
        distance = new double[count];
        stale = new boolean[count];
        Arrays.fill(stale, true);
    }

    /**
     * Joins rows until all are one.
     *
     * @return the merges, at the heights of the metric; for {@link Linkage#WARD} those of SciPy and MATLAB
     */
    static Merges of(Rows rows, Linkage linkage, Workers workers) {
        Hierarchy hierarchy = new Hierarchy(rows, linkage, workers);
        hierarchy.measure(rows);
        hierarchy.rounds();
        hierarchy.chains();
        return hierarchy.merges;
    }

    // ---------------------------------------------------------------- distances

    /** Makes room for all rows; a block is cleared by the thread that makes it. */
    private void allocate() {
        int[] first = new int[count + 1];
        int blocks = 0;
        for (int i = 0, used = BLOCK; i < count; used += count - i - 1, i++) {
            if (used + count - i - 1 > BLOCK) {
                first[blocks++] = i;
                used = 0;
            }
            start[i] = used;
        }
        first[blocks] = count;
        workers.each(blocks, (block, thread) -> {
            int last = first[block + 1] - 1;
            double[] values = new double[start[last] + count - last - 1];
            Arrays.fill(matrix, first[block], last + 1, values);
        });
    }

    private void measure(Rows all) {
        allocate();
        boolean squared = linkage == Linkage.WARD;
        int tiles = (count + TILE - 1) / TILE;
        try (Rows.Blocks blocks = new Rows.Blocks(workers.threads(), TILE * Math.min(TILE, count))) {
            for (int band = 0; band < tiles; band++) {
                int a = band * TILE, m = Math.min(TILE, count - a);
                workers.stage(0.6 * share(a), 0.6 * share(a + m), "distances");
                workers.each(tiles - band, (tile, thread) -> {
                    int b = a + tile * TILE, n = Math.min(TILE, count - b);
                    double[] squares = all.squares(a, m, b, n, blocks.of(thread));
                    for (int i = 0; i < m; i++) {
                        double[] to = matrix[a + i];
                        int at = at(a + i) + b;
                        for (int j = Math.max(0, a + i + 1 - b); j < n; j++) {
                            double d = squares[i * n + j];
                            to[at + j] = squared ? d : all.distance(d);
                        }
                    }
                });
            }
        }
    }

    /** Share of the matrix that is in its first rows. */
    private double share(int upTo) {
        double left = 1 - (double) upTo / count;
        return 1 - left * left;
    }

    // ---------------------------------------------------------------- rounds

    private void rounds() {
        workers.stage(0.6, 0.95, "hierarchy");
        int[] kept = new int[count];
        Arrays.setAll(kept, i -> i);
        while (count > 1) {
            findNearest(kept);
            int[] mate = new int[count];
            Arrays.fill(mate, NONE);
            int pairs = 0;
            for (int i = 0; i < count; i++)
                if (nearest[i] > i && nearest[nearest[i]] == i) {
                    mate[i] = nearest[i];
                    mate[nearest[i]] = i;
                    pairs++;
                }
            if (pairs < Math.max(1, count / FEW))
                return;
            kept = join(mate, pairs);
            workers.done(1 - (double) count / rows * count / rows);
        }
    }

    /**
     * Finds the nearest of all that are stale, in one pass through the matrix, which moves together what is kept of it.
     *
     * @param kept column that each one had before
     */
    private void findNearest(int[] kept) {
        int threads = workers.threads(), part = Math.max(16, count / (16 * threads));
        double[][] least = new double[threads][];
        int[][] from = new int[threads][];
        for (int i = 0; i < count; i++)
            if (stale[i]) {
                nearest[i] = NONE;
                distance[i] = Double.POSITIVE_INFINITY;
            }
        workers.each((count + part - 1) / part, (number, thread) -> {
            if (least[thread] == null) {
                least[thread] = new double[count];
                from[thread] = new int[count];
                for (int j = 0; j < count; j++)
                    least[thread][j] = stale[j] ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
            }
            for (int i = number * part; i < Math.min(count, (number + 1) * part); i++)
                pass(i, kept, least[thread], from[thread]);
        });
        for (int t = 0; t < threads; t++)
            for (int j = 0; j < count; j++)
                if (least[t] != null && stale[j] && least[t][j] < Double.POSITIVE_INFINITY)
                    nearer(j, from[t][j], least[t][j]);
        Arrays.fill(stale, 0, count, false);
    }

    private void pass(int i, int[] kept, double[] least, int[] from) {
        double[] to = matrix[i];
        int own = start[i], before = kept[i] + 1 - own;
        double best = stale[i] ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        int at = NONE;
        for (int k = own, j = i + 1; j < count; k++, j++) {
            double d = to[kept[j] - before];
            to[k] = d;
            if (d < best) {
                best = d;
                at = j;
            }
            if (d < least[j]) {
                least[j] = d;
                from[j] = i;
            }
        }
        if (at != NONE) {
            nearest[i] = at;
            distance[i] = best;
        }
    }

    private void nearer(int i, int other, double d) {
        if (nearest[i] == NONE || d < distance[i] || d == distance[i] && other < nearest[i]) {
            nearest[i] = other;
            distance[i] = d;
        }
    }

    /** Joins all pairs; returns the columns of the matrix that are kept, each pair's first and all that stay alone. */
    private int[] join(int[] mate, int pairs) {
        int[] firsts = new int[pairs], kept = new int[count - pairs], place = new int[count];
        for (int i = 0, p = 0, k = 0; i < count; i++) {
            if (mate[i] > i)
                firsts[p++] = i;
            place[i] = k;
            if (mate[i] == NONE || mate[i] > i)
                kept[k++] = i;
        }
        workers.each((kept.length + 15) / 16, (number, thread) -> {
            for (int k = number * 16; k < Math.min(kept.length, (number + 1) * 16); k++)
                if (mate[kept[k]] == NONE)
                    toPairs(kept[k], mate, firsts);
                else
                    pairToAll(kept[k], mate);
        });
        for (int a : firsts) {
            merges.add(row[a], row[mate[a]], height(distance[a]));
            size[a] += size[mate[a]];
        }
        for (int k = 0; k < kept.length; k++) {
            int i = kept[k];
            matrix[k] = matrix[i];
            start[k] = start[i];
            row[k] = row[i];
            size[k] = size[i];
            stale[k] = mate[i] != NONE || mate[nearest[i]] != NONE;
            nearest[k] = place[nearest[i]];
            distance[k] = distance[i];
        }
        Arrays.fill(matrix, kept.length, count, null);
        count = kept.length;
        return kept;
    }

    /** Distances of a cluster that stays alone to later pairs. */
    private void toPairs(int i, int[] mate, int[] firsts) {
        double[] to = matrix[i];
        int from = Arrays.binarySearch(firsts, i), at = at(i);
        for (int p = -from - 1; p < firsts.length; p++) {
            int a = firsts[p], b = mate[a];
            to[at + a] = linkage.joined(to[at + a], to[at + b], distance[a], size[a], size[b], size[i]);
        }
    }

    /** Distances of a pair to all later clusters that stay or are the first of a pair. */
    private void pairToAll(int i, int[] mate) {
        int p = mate[i], atI = at(i), atP = at(p);
        double[] to = matrix[i], other = matrix[p];
        for (int j = i + 1; j < count; j++) {
            int q = mate[j];
            if (q != NONE && q < j)
                continue;
            double d = linkage.joined(to[atI + j], j > p ? other[atP + j] : between(j, p), distance[i], size[i],
                    size[p], size[j]);
            if (q != NONE) {
                double second = linkage.joined(to[atI + q], q > p ? other[atP + q] : between(q, p), distance[i],
                        size[i], size[p], size[q]);
                d = linkage.joined(d, second, distance[j], size[j], size[q], size[i] + size[p]);
            }
            to[atI + j] = d;
        }
    }

    private double height(double d) {
        return linkage == Linkage.WARD ? Math.sqrt(Math.max(0, d)) : d;
    }

    // ---------------------------------------------------------------- chains

    private void chains() {
        workers.stage(0.95, 1, "hierarchy");
        int start = count, left = count, length = 0;
        int[] chain = new int[count + 1];
        boolean[] gone = new boolean[count];
        int first = 0;
        while (left > 1) {
            workers.check();
            if (2 * left < count && count > 64) {
                compact(gone);
                gone = new boolean[count];
                first = length = 0;
                workers.done(1 - (double) left / start);
            }
            if (length == 0) {
                while (gone[first])
                    first++;
                chain[length++] = first;
            }
            int top = chain[length - 1], before = length > 1 ? chain[length - 2] : NONE;
            if (stale[top])
                findNearest(top, gone);
            if (before != NONE && between(top, before) <= distance[top]) {
                length -= 2;
                join(Math.min(top, before), Math.max(top, before), gone);
                left--;
            } else
                chain[length++] = nearest[top];
        }
    }

    private double between(int i, int j) {
        return i < j ? matrix[i][at(i) + j] : matrix[j][at(j) + i];
    }

    /** Where the distances of a cluster begin, so that those to a later one are its number farther on. */
    private int at(int i) {
        return start[i] - i - 1;
    }

    private void findNearest(int i, boolean[] gone) {
        nearest[i] = NONE;
        for (int j = 0; j < i; j++)
            if (!gone[j])
                nearer(i, j, matrix[j][at(j) + i]);
        double[] to = matrix[i];
        for (int j = i + 1, at = at(i); j < count; j++)
            if (!gone[j])
                nearer(i, j, to[at + j]);
        stale[i] = false;
    }

    private void join(int a, int b, boolean[] gone) {
        double apart = between(a, b);
        merges.add(row[a], row[b], height(apart));
        gone[b] = true;
        nearest[a] = NONE;
        for (int j = 0; j < count; j++) {
            if (gone[j] || j == a)
                continue;
            double d = linkage.joined(between(a, j), between(b, j), apart, size[a], size[b], size[j]);
            if (j < a)
                matrix[j][at(j) + a] = d;
            else
                matrix[a][at(a) + j] = d;
            nearer(a, j, d);
            stale[j] |= nearest[j] == a || nearest[j] == b;
        }
        size[a] += size[b];
        stale[a] = false;
    }

    /** Takes the clusters that are gone out of the matrix. */
    private void compact(boolean[] gone) {
        int[] kept = new int[count], place = new int[count];
        int k = 0;
        for (int i = 0; i < count; i++) {
            place[i] = k;
            if (!gone[i])
                kept[k++] = i;
        }
        for (int i = 0; i < k; i++) {
            double[] of = matrix[kept[i]];
            int from = at(kept[i]), to = start[kept[i]] - i - 1;
            for (int j = i + 1; j < k; j++)
                of[to + j] = of[from + kept[j]];
            matrix[i] = of;
            start[i] = start[kept[i]];
            row[i] = row[kept[i]];
            size[i] = size[kept[i]];
            stale[i] = stale[kept[i]];
            nearest[i] = stale[i] ? NONE : place[nearest[kept[i]]];
            distance[i] = distance[kept[i]];
        }
        Arrays.fill(matrix, k, count, null);
        count = k;
    }
}
