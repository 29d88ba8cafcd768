package org.loupe.engine.clustering;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.loupe.api.Features;
import org.loupe.api.Kernels;
import org.loupe.engine.Progress;
import org.loupe.engine.SimpleRun;

/**
 * Finds the rows nearest to given ones, by Euclidean distance; of equal distances the row that comes first. Up to
 * {@link #EXACT} rows all are compared and the result is exact. Beyond, rows are sorted into cells around centres, and
 * only the cells nearest to what is asked are looked through (inverted file; Sivic and Zisserman, Video Google, ICCV
 * 2003); how many, is measured while the index is made, on rows whose true neighbours are known, so that {@link
 * #RECALL} of the neighbours are found. Equal rows make an equal index, on any number of threads. Where all rows are
 * compared, a device that the progress lends does it, with the same result. Immutable; any thread.
 */
public final class NeighbourIndex {
    /** Rows that are all compared. */
    public static final int EXACT = 50_000;
    /** Share of the true neighbours that an index of more rows finds on rows of its own, in the mean. */
    public static final double RECALL = 0.97;
    /** Numbers that are compared, from which on a device is faster though all must go there and back. */
    private static final double WORTH_A_DEVICE = 1 << 26;
    private static final int CELL = 2048;
    private static final int SAMPLE_PER_CELL = 64;
    private static final int ROUNDS = 8;
    private static final int PROBES = 256;
    /** Numbers of neighbours for which it is measured how many cells to look through. */
    private static final int[] MEASURED = { 10, 100 };

    private final Features rows;
    private final int columns;
    private final Cell[] cells;
    /** Centres of the cells; null where all are compared. */
    private final Cell centres;
    private final int[] probes = new int[MEASURED.length];

    /**
     * The nearest rows of each asked row, nearest first.
     *
     * @param k         neighbours of a row
     * @param rows      {@code rows[i * k + j]} is the j-th nearest of row i, -1 where there are fewer
     * @param distances of the same; infinite where there are fewer
     */
    public record Nearest(int k, int[] rows, float[] distances) {

        private static Nearest none(int asked, int k) {
            Nearest nearest = new Nearest(k, new int[asked * k], new float[asked * k]);
            Arrays.fill(nearest.rows, -1);
            Arrays.fill(nearest.distances, Float.POSITIVE_INFINITY);
            return nearest;
        }

        private void keep(int asked, int found, float distance) {
            int first = asked * k, at = first + k - 1;
            if (distance == distances[at] && found > rows[at])
                return;
            while (at > first && (distance < distances[at - 1]
                    || distance == distances[at - 1] && found < rows[at - 1])) {
                distances[at] = distances[at - 1];
                rows[at] = rows[at - 1];
                at--;
            }
            distances[at] = distance;
            rows[at] = found;
        }
    }

    /**
     * An index of rows, which it keeps. A million rows of 128 columns take about a minute of a processor and as much
     * memory again as the rows.
     *
     * @throws CancellationException once the progress is cancelled
     */
    public static NeighbourIndex of(Features rows, Progress progress) {
        return new NeighbourIndex(rows, rows.rows() <= EXACT, progress);
    }

    NeighbourIndex(Features rows, boolean exact, Progress progress) {
        this.rows = rows;
        columns = rows.names().size();
        if (exact) {
            centres = null;
            cells = new Cell[(rows.rows() + CELL - 1) / CELL];
            for (int c = 0; c < cells.length; c++)
                cells[c] = new Cell(rows, range(c * CELL, Math.min(rows.rows(), (c + 1) * CELL)));
            return;
        }
        int count = (int) Math.round(Math.sqrt(rows.rows()));
        centres = centres(count, progress.part(0, 0.35));
        cells = sorted(nearestCentres(range(0, rows.rows()), centres, progress.part(0.35, 0.85)), count);
        measure(progress.part(0.85, 1));
    }

    /** Number of rows. */
    public int size() {
        return rows.rows();
    }

    /** Whether all rows are compared. */
    public boolean exact() {
        return centres == null;
    }

    /** Number of cells that are looked through for so many neighbours, of {@link #cells()}. */
    public int probes(int k) {
        if (exact())
            return cells.length;
        if (k <= MEASURED[0])
            return probes[0];
        double share = Math.log((double) k / MEASURED[0]) / Math.log((double) MEASURED[1] / MEASURED[0]);
        return (int) Math.min(cells.length, Math.ceil(probes[0] + share * (probes[1] - probes[0])));
    }

    /** Number of cells that the rows are sorted into. */
    public int cells() {
        return cells.length;
    }

    /**
     * The k nearest rows of each asked row.
     *
     * @param asked with the columns of the index
     * @throws CancellationException once the progress is cancelled
     */
    public Nearest find(Features asked, int k, Progress progress) {
        if (asked.names().size() != columns)
            throw new IllegalArgumentException("Rows of " + asked.names().size() + " columns are asked, the index has "
                    + columns + ".");
        return find(asked, k, false, progress);
    }

    /**
     * The k nearest others of each row of the index, in the order of the rows.
     *
     * @throws CancellationException once the progress is cancelled
     */
    public Nearest others(int k, Progress progress) {
        return find(rows, k, true, progress);
    }

    private Nearest find(Features asked, int k, boolean others, Progress progress) {
        Nearest nearest = Nearest.none(asked.rows(), k);
        if (k == 0)
            return nearest;
        if (exact() && (double) asked.rows() * rows.values().length >= WORTH_A_DEVICE
                && onDevice(asked, others, nearest, progress))
            return nearest;
        int group = exact() ? 32 : 1; // a cell that is in the cache serves many
        Parallel.each((asked.rows() + group - 1) / group, progress, g -> {
            int from = g * group, to = Math.min(asked.rows(), from + group);
            if (exact())
                throughAll(asked, from, to, others, nearest);
            else
                throughNearest(asked, from, others, nearest);
        });
        for (int i = 0; i < nearest.distances.length; i++)
            nearest.distances[i] = (float) Math.sqrt(nearest.distances[i]);
        return nearest;
    }

    /** Has a device find the nearest, if one is lent. @return whether it did */
    private boolean onDevice(Features asked, boolean others, Nearest nearest, Progress progress) {
        int k = nearest.k, each = others ? k + 1 : k;
        Optional<Kernels.Nearest> found;
        try (SimpleRun run = new SimpleRun(progress, 0, 0)) {
            found = Kernels.tryOn(run, lent -> lent.nearest(asked.values(), rows.values(), columns, each, run));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("What a device had opened cannot be closed.", e);
        }
        found.ifPresent(all -> {
            for (int row = 0; row < asked.rows(); row++)
                for (int from = row * each, j = 0; from < (row + 1) * each && j < k; from++)
                    if (!(others && all.others()[from] == row)) {
                        nearest.rows[row * k + j] = all.others()[from];
                        nearest.distances[row * k + j++] = (float) Math.sqrt(all.squares()[from]);
                    }
        });
        return found.isPresent();
    }

    private void throughAll(Features asked, int from, int to, boolean others, Nearest nearest) {
        float[][] points = new float[to - from][];
        for (int i = from; i < to; i++)
            points[i - from] = point(asked, i);
        float[] squares = new float[CELL];
        for (Cell cell : cells)
            for (int i = from; i < to; i++)
                through(cell, points[i - from], squares, i, others, nearest);
    }

    private void throughNearest(Features asked, int row, boolean others, Nearest nearest) {
        float[] point = point(asked, row);
        int[] order = nearestFirst(centres.squares(point), probes(nearest.k));
        if (asked.rows() > 1) {
            through(order, 0, order.length, point, row, others, nearest);
            return;
        }
        // a single row is asked, and someone waits: the cells are shared among the processors
        int parts = Math.min(order.length, Runtime.getRuntime().availableProcessors());
        IntStream.range(0, parts).parallel().mapToObj(part -> {
            Nearest found = Nearest.none(1, nearest.k);
            through(order, part * order.length / parts, (part + 1) * order.length / parts, point, 0, others, found);
            return found;
        }).forEachOrdered(found -> {
            for (int j = 0; j < nearest.k && found.rows[j] >= 0; j++)
                if (found.distances[j] <= nearest.distances[nearest.k - 1])
                    nearest.keep(0, found.rows[j], found.distances[j]);
        });
    }

    private void through(int[] order, int from, int to, float[] point, int asked, boolean others, Nearest nearest) {
        int largest = 0;
        for (int c = from; c < to; c++)
            largest = Math.max(largest, cells[order[c]].size());
        float[] squares = new float[largest];
        for (int c = from; c < to; c++)
            through(cells[order[c]], point, squares, asked, others, nearest);
    }

    private static void through(Cell cell, float[] point, float[] squares, int asked, boolean others, Nearest nearest) {
        cell.squares(point, squares);
        int last = asked * nearest.k + nearest.k - 1;
        for (int i = 0; i < cell.size(); i++)
            if (squares[i] <= nearest.distances[last] && !(others && cell.row(i) == asked))
                nearest.keep(asked, cell.row(i), squares[i]);
    }

    private float[] point(Features of, int row) {
        return Arrays.copyOfRange(of.values(), row * columns, (row + 1) * columns);
    }

    // ---------------------------------------------------------------- making it

    /** Centres of a sample of the rows: k-means from rows at even distances in their order. */
    private Cell centres(int count, Progress progress) {
        int[] sample = spread(Math.min(rows.rows(), count * SAMPLE_PER_CELL));
        float[] values = new float[count * columns];
        for (int c = 0; c < count; c++)
            System.arraycopy(rows.values(), sample[(int) ((long) c * sample.length / count)] * columns, values,
                    c * columns, columns);
        for (int round = 0; round < ROUNDS; round++) {
            Cell now = cell(values);
            int[] nearest = nearestCentres(sample, now, progress.part(round / (double) ROUNDS,
                    (round + 1) / (double) ROUNDS));
            double[] sums = new double[values.length];
            int[] sizes = new int[count];
            for (int i = 0; i < sample.length; i++) {
                sizes[nearest[i]]++;
                for (int c = 0; c < columns; c++)
                    sums[nearest[i] * columns + c] += rows.values()[sample[i] * columns + c];
            }
            for (int i = 0; i < values.length; i++)
                if (sizes[i / columns] > 0)
                    values[i] = (float) (sums[i] / sizes[i / columns]);
        }
        return cell(values);
    }

    private Cell cell(float[] values) {
        int count = values.length / columns;
        return new Cell(new Features(rows.names(), count, values), range(0, count));
    }

    private int[] nearestCentres(int[] asked, Cell from, Progress progress) {
        int[] nearest = new int[asked.length];
        int group = 64;
        Parallel.each((asked.length + group - 1) / group, progress, g -> {
            float[] squares = new float[from.size()];
            for (int i = g * group; i < Math.min(asked.length, (g + 1) * group); i++) {
                from.squares(point(rows, asked[i]), squares);
                int best = 0;
                for (int c = 1; c < squares.length; c++)
                    if (squares[c] < squares[best])
                        best = c;
                nearest[i] = best;
            }
        });
        return nearest;
    }

    private Cell[] sorted(int[] cellOf, int count) {
        int[] sizes = new int[count];
        for (int c : cellOf)
            sizes[c]++;
        int[][] members = new int[count][];
        for (int c = 0; c < count; c++)
            members[c] = new int[sizes[c]];
        for (int row = cellOf.length - 1; row >= 0; row--)
            members[cellOf[row]][--sizes[cellOf[row]]] = row;
        Cell[] sorted = new Cell[count];
        for (int c = 0; c < count; c++)
            sorted[c] = new Cell(rows, members[c]);
        return sorted;
    }

    /** Finds out how many cells hold enough of the true neighbours of some rows. */
    private void measure(Progress progress) {
        int[] asked = spread(Math.min(rows.rows(), PROBES));
        int k = Math.min(MEASURED[MEASURED.length - 1], rows.rows() - 1);
        int[] cellOf = new int[rows.rows()];
        for (int c = 0; c < cells.length; c++)
            for (int i = 0; i < cells[c].size(); i++)
                cellOf[cells[c].row(i)] = c;
        int[][] found = new int[MEASURED.length][cells.length]; // neighbours by how many cells are nearer than theirs
        Parallel.each(asked.length, progress, i -> {
            float[] point = point(rows, asked[i]);
            Nearest nearest = Nearest.none(1, k + 1);
            for (Cell cell : cells)
                through(cell, point, new float[cell.size()], 0, false, nearest);
            int[] order = nearestFirst(centres.squares(point), cells.length), rank = new int[cells.length];
            for (int r = 0; r < order.length; r++)
                rank[order[r]] = r;
            synchronized (found) {
                int counted = 0;
                for (int row : nearest.rows())
                    if (row != asked[i] && counted++ < k)
                        for (int m = 0; m < MEASURED.length; m++)
                            if (counted <= MEASURED[m])
                                found[m][rank[cellOf[row]]]++;
            }
        });
        for (int m = 0; m < MEASURED.length; m++) {
            double all = Arrays.stream(found[m]).sum(), sum = 0;
            while (probes[m] < cells.length && sum < RECALL * all)
                sum += found[m][probes[m]++];
        }
    }

    /** The first so many of the places of an array in rising order of what is there; of equal ones the first. */
    private static int[] nearestFirst(float[] values, int count) {
        long[] keys = new long[values.length];
        for (int i = 0; i < keys.length; i++)
            keys[i] = (long) Float.floatToRawIntBits(values[i]) << 32 | i; // no value is negative: bits sort as numbers
        Arrays.sort(keys);
        int[] order = new int[count];
        for (int i = 0; i < count; i++)
            order[i] = (int) keys[i];
        return order;
    }

    /** So many rows, at even distances. */
    private int[] spread(int count) {
        int[] chosen = new int[count];
        for (int i = 0; i < count; i++)
            chosen[i] = (int) ((long) i * rows.rows() / count);
        return chosen;
    }

    private static int[] range(int from, int to) {
        int[] range = new int[to - from];
        Arrays.setAll(range, i -> from + i);
        return range;
    }
}
