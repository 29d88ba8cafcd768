package org.loupe.tools.openblas;

import java.util.Arrays;

/**
 * The tree of least total length that joins all rows, by Borůvka's method (1926): in each round every part is joined by
 * its shortest way out. No matrix is kept, only some nearest neighbours of each row; a row is compared with all others
 * again only when these are in its own part and what is known does not rule it out. The distance of two rows is the
 * largest of their own and their core distances, those to the neighbour that makes so many rows with themselves:
 * mutual reachability (Campello, Moulavi and Sander, PAKDD 2013); with 1 it is their own and the tree that of single
 * linkage.
 */
final class SpanningTree {
    private static final int NEIGHBOURS = 16;
    private static final int BAND = 128;
    private static final int WIDTH = 1024;
    private static final int NONE = -1;

    private final Rows rows;
    private final Workers workers;
    private final int count;
    private final int neighbours;
    private final int[] near;
    private final double[] apart;
    private final double[] core;
    private final int[] part;
    /** The shortest known way out of each row's part; a bound for all others, once it leads into the part itself. */
    private final int[] out;
    private final double[] length;

    private SpanningTree(Rows rows, int density, Workers workers) {
        this.rows = rows;
        this.workers = workers;
        count = rows.count();
        neighbours = Math.min(count - 1, Math.max(NEIGHBOURS, density - 1));
        near = new int[count * neighbours];
        apart = new double[count * neighbours];
        core = new double[count];
        part = new int[count];
        Arrays.setAll(part, i -> i);
        out = new int[count];
        Arrays.fill(out, NONE);
        length = new double[count];
    }

    /**
     * The edges of the tree as merges.
     *
     * @param density rows, itself among them, within the core distance of a row
     */
    static Merges of(Rows rows, int density, Workers workers) {
        Merges merges = new Merges(rows.count());
        if (rows.count() > 1)
            new SpanningTree(rows, density, workers).grow(density, merges);
        return merges;
    }

    private void grow(int density, Merges merges) {
        workers.stage(0, 0.45, "neighbours");
        int[] all = new int[count];
        Arrays.setAll(all, i -> i);
        Arrays.fill(near, NONE);
        Arrays.fill(apart, Double.POSITIVE_INFINITY);
        compare(all, count, this::keep);
        int last = Math.min(density - 1, count - 1);
        for (int i = 0; i < count; i++)
            core[i] = last < 1 ? 0 : apart[i * neighbours + last - 1];
        for (int left = count, round = 0; left > 1; round++) {
            double share = 0.45 + 0.5 * (1 - Math.log(left) / Math.log(count));
            workers.stage(share, Math.min(1, share + 0.1), "hierarchy");
            double[] best = fromNeighbours();
            int[] asked = new int[count];
            int used = 0;
            for (int i = 0; i < count; i++)
                if (out[i] == NONE && length[i] <= best[part[i]])
                    asked[used++] = i;
            for (int a = 0; a < used; a++)
                length[asked[a]] = Double.POSITIVE_INFINITY;
            compare(asked, used, this::leave);
            left -= join(merges);
        }
    }

    // ---------------------------------------------------------------- comparing with all

    /** Told the squared distances of a row to {@code n} rows from {@code b} on. */
    private interface Seen {
        void distances(int row, int b, int n, double[] squares, int at);
    }

    private void compare(int[] asked, int used, Seen seen) {
        try (Rows.Blocks blocks = new Rows.Blocks(workers.threads(), BAND * Math.min(WIDTH, count))) {
            int bands = (used + BAND - 1) / BAND, strips = (count + WIDTH - 1) / WIDTH;
            int together = 4 * workers.threads(); // a strip at a time for some bands: short parts, one writer of each
            for (int first = 0; first < bands; first += together) {
                int here = Math.min(together, bands - first), from = first;
                for (int strip = 0; strip < strips; strip++) {
                    int b = strip * WIDTH, n = Math.min(WIDTH, count - b);
                    workers.each(here, (number, thread) -> {
                        int a = (from + number) * BAND, m = Math.min(BAND, used - a);
                        double[] squares = rows.squares(asked, a, m, b, n, blocks.of(thread));
                        for (int i = 0; i < m; i++)
                            seen.distances(asked[a + i], b, n, squares, i * n);
                    });
                    workers.done((first + here * (strip + 1.0) / strips) / bands);
                }
            }
        }
    }

    private void keep(int row, int b, int n, double[] squares, int at) {
        int from = row * neighbours, last = from + neighbours - 1;
        double most = apart[last] == Double.POSITIVE_INFINITY ? apart[last] : square(apart[last]);
        for (int j = 0; j < n; j++) {
            if (squares[at + j] > most || b + j == row)
                continue;
            double d = rows.distance(squares[at + j]);
            if (!(d < apart[last]))
                continue;
            int place = last;
            for (; place > from && d < apart[place - 1]; place--) {
                apart[place] = apart[place - 1];
                near[place] = near[place - 1];
            }
            apart[place] = d;
            near[place] = b + j;
            if (apart[last] < Double.POSITIVE_INFINITY)
                most = square(apart[last]);
        }
    }

    private void leave(int row, int b, int n, double[] squares, int at) {
        double best = length[row];
        for (int j = 0; j < n; j++) {
            if (part[b + j] == part[row])
                continue;
            double d = Math.max(rows.distance(squares[at + j]), Math.max(core[row], core[b + j]));
            if (d < best) {
                best = d;
                out[row] = b + j;
            }
        }
        length[row] = best;
    }

    /** A squared distance that no nearer row exceeds, rounding included. */
    private double square(double d) {
        return (rows.metric() == Metric.EUCLIDEAN ? d * d : 2 * d) * (1 + 1e-12);
    }

    // ---------------------------------------------------------------- a round

    /**
     * The way out of each row as far as it is known: its end, or {@link #NONE} and the least that it can be. Returns
     * the shortest known one of each part.
     */
    private double[] fromNeighbours() {
        double[] best = new double[count];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        for (int i = 0; i < count; i++) {
            if (out[i] == NONE || part[out[i]] == part[i])
                look(i);
            if (out[i] != NONE)
                best[part[i]] = Math.min(best[part[i]], length[i]);
        }
        return best;
    }

    private void look(int i) {
        double bound = Math.max(core[i], apart[(i + 1) * neighbours - 1]), least = Double.POSITIVE_INFINITY;
        int end = NONE;
        for (int k = i * neighbours; k < (i + 1) * neighbours; k++)
            if (near[k] != NONE && part[near[k]] != part[i]) {
                double d = Math.max(apart[k], Math.max(core[i], core[near[k]]));
                if (d < least || d == least && near[k] < end) {
                    least = d;
                    end = near[k];
                }
            }
        if (end != NONE && least <= bound) {
            out[i] = end;
            length[i] = least;
        } else {
            out[i] = NONE;
            length[i] = Math.max(bound, length[i]);
        }
    }

    /** Joins every part by its shortest way out; returns how many joins were made. */
    private int join(Merges merges) {
        int[] way = new int[count];
        Arrays.fill(way, NONE);
        for (int i = 0; i < count; i++)
            if (out[i] != NONE && (way[part[i]] == NONE || shorter(i, way[part[i]])))
                way[part[i]] = i;
        int[] parent = part.clone();
        int joined = 0;
        for (int p = 0; p < count; p++) {
            if (way[p] == NONE)
                continue;
            int x = Merges.root(parent, p), y = Merges.root(parent, part[out[way[p]]]);
            if (x == y)
                continue; // the same way from its other end
            parent[Math.max(x, y)] = Math.min(x, y);
            merges.add(way[p], out[way[p]], length[way[p]]);
            joined++;
        }
        for (int i = 0; i < count; i++)
            part[i] = Merges.root(parent, part[i]);
        return joined;
    }

    private boolean shorter(int i, int j) {
        if (length[i] != length[j])
            return length[i] < length[j];
        int lowI = Math.min(i, out[i]), lowJ = Math.min(j, out[j]);
        return lowI != lowJ ? lowI < lowJ : Math.max(i, out[i]) < Math.max(j, out[j]);
    }
}
