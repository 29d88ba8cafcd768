package org.loupe.engine.clustering;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.loupe.api.Features;
import org.loupe.api.ToolException;
import org.loupe.engine.Progress;

/**
 * K-means over rows that do not fit into memory: they come batch after batch and are not kept. A sample, drawn while
 * they pass for the first time (Vitter, ACM Transactions on Mathematical Software 11, 1985), gives the first means by
 * k-means++ and Lloyd's rounds; then each pass through all rows is one round of Lloyd's, until the means stand still.
 * Equal batches in equal order give equal means, on any number of threads. Immutable; any thread.
 */
public final class StreamingKMeans {
    /** All rows, part by part: the same in the same order each time. */
    @FunctionalInterface
    public interface Batches {
        /** Goes through them. @throws ToolException if they cannot be read */
        void each(Consumer<Features> batch) throws ToolException;
    }

    /** Rows of the sample, for each cluster. */
    private static final int SAMPLE = 200;
    private static final int MOST_SAMPLED = 50_000;
    private static final int ROUNDS = 50;
    private static final int STARTS = 5;
    private static final double STILL = 1e-4;
    private static final int GROUP = 256;

    private final List<String> names;
    private final Cell means;
    private final Features rows;

    private StreamingKMeans(List<String> names, float[] means) {
        this.names = names;
        rows = new Features(names, means.length / Math.max(1, names.size()), means);
        this.means = new Cell(rows, range(rows.rows()));
    }

    /**
     * Learns means.
     *
     * @param batches  of the same columns; gone through once for the sample and once for each pass
     * @param clusters wanted; fewer where there are fewer rows
     * @param passes   through all rows at most; 0 takes the means of the sample
     * @param seed     of the sample and the first means
     * @throws ToolException         if there are no rows or no columns, or as {@code batches} does
     * @throws CancellationException once the progress is cancelled
     */
    public static StreamingKMeans learn(Batches batches, int clusters, int passes, long seed, Progress progress)
            throws ToolException {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        Features sample = sample(batches, (int) Math.min(MOST_SAMPLED, (long) SAMPLE * clusters), random, progress);
        StreamingKMeans best = null;
        double least = Double.POSITIVE_INFINITY;
        for (int start = 0; start < STARTS; start++) {
            StreamingKMeans found = first(sample, Math.min(clusters, sample.rows()), random, progress);
            Sums sums = found.sums(batch -> batch.accept(sample), progress);
            for (int round = 0; round < ROUNDS; round++) {
                StreamingKMeans next = found.moved(sums);
                boolean still = next.distance(found) <= STILL * sums.inertia / sample.rows();
                found = next;
                sums = found.sums(batch -> batch.accept(sample), progress);
                if (still)
                    break;
            }
            if (sums.inertia < least) {
                least = sums.inertia;
                best = found;
            }
        }
        for (int pass = 0; pass < passes; pass++) {
            progress.update(pass, passes, 0, 0, "");
            Sums sums = best.sums(batches, progress);
            StreamingKMeans next = best.moved(sums);
            boolean still = next.distance(best) <= STILL * sums.inertia / sums.count;
            best = next;
            if (still)
                break;
        }
        return best;
    }

    /** The means, a row for each cluster. */
    public Features means() {
        return rows;
    }

    /** The nearest mean of each row of a batch, a number of {@link #means}. */
    public int[] cluster(Features batch, Progress progress) {
        int[] cluster = new int[batch.rows()];
        nearest(batch, cluster, new float[batch.rows()], progress);
        return cluster;
    }

    private void nearest(Features batch, int[] cluster, float[] distance, Progress progress) {
        if (!batch.names().equals(names))
            throw new IllegalArgumentException("A batch has the columns " + batch.names()
                    + ", the first one has " + names + ".");
        int columns = names.size();
        Parallel.each((batch.rows() + GROUP - 1) / GROUP, progress, group -> {
            float[] squares = new float[means.size()];
            for (int i = group * GROUP; i < Math.min(batch.rows(), (group + 1) * GROUP); i++) {
                means.squares(Arrays.copyOfRange(batch.values(), i * columns, (i + 1) * columns), squares);
                int best = 0;
                for (int c = 1; c < squares.length; c++)
                    if (squares[c] < squares[best])
                        best = c;
                cluster[i] = best;
                distance[i] = squares[best];
            }
        });
    }

    // ---------------------------------------------------------------- learning

    /** Each row so far is among those drawn with the same chance. */
    private static final class Drawn {
        private final int size;
        private final RandomGenerator random;
        private List<String> names = List.of();
        private float[] values;
        private long seen;

        Drawn(int size, RandomGenerator random) {
            this.size = size;
            this.random = random;
        }

        void add(Features batch) {
            int columns = batch.names().size();
            if (values == null) {
                names = batch.names();
                values = new float[size * columns];
            }
            for (int row = 0; row < batch.rows(); row++, seen++) {
                long place = seen < size ? seen : random.nextLong(seen + 1);
                if (place < size)
                    System.arraycopy(batch.values(), row * columns, values, (int) place * columns, columns);
            }
        }

        Features rows() throws ToolException {
            if (names.isEmpty() || seen == 0)
                throw new ToolException("There are no rows, or rows without columns: nothing to cluster.",
                        "Choose a table with rows and features.");
            int rows = (int) Math.min(seen, size);
            return new Features(names, rows, Arrays.copyOf(values, rows * names.size()));
        }
    }

    private static Features sample(Batches batches, int size, RandomGenerator random, Progress progress)
            throws ToolException {
        Drawn drawn = new Drawn(size, random);
        batches.each(batch -> {
            progress.check();
            drawn.add(batch);
        });
        return drawn.rows();
    }

    /** K-means++: each next mean is a row, with the chance of its squared distance to the means that there are. */
    private static StreamingKMeans first(Features sample, int clusters, RandomGenerator random, Progress progress) {
        int columns = sample.names().size();
        float[] means = new float[clusters * columns], distance = new float[sample.rows()];
        Cell all = new Cell(sample, range(sample.rows()));
        Arrays.fill(distance, Float.POSITIVE_INFINITY);
        int next = random.nextInt(sample.rows());
        for (int c = 0; c < clusters; c++) {
            progress.check();
            System.arraycopy(sample.values(), next * columns, means, c * columns, columns);
            float[] squares = all.squares(Arrays.copyOfRange(means, c * columns, (c + 1) * columns));
            double sum = 0;
            for (int i = 0; i < distance.length; i++) {
                distance[i] = Math.min(distance[i], squares[i]);
                sum += distance[i];
            }
            double at = random.nextDouble() * sum;
            for (next = 0; next < distance.length - 1 && (at -= distance[next]) >= 0;)
                next++;
        }
        return new StreamingKMeans(sample.names(), means);
    }

    /** Of the rows of each cluster. */
    private static final class Sums {
        private final double[] sums;
        private final long[] sizes;
        private double inertia;
        private long count;

        Sums(int clusters, int columns) {
            sums = new double[clusters * columns];
            sizes = new long[clusters];
        }
    }

    private Sums sums(Batches batches, Progress progress) throws ToolException {
        int columns = names.size();
        Sums sums = new Sums(rows.rows(), columns);
        Progress silent = progress.quiet();
        batches.each(batch -> {
            int[] cluster = new int[batch.rows()];
            float[] distance = new float[batch.rows()];
            nearest(batch, cluster, distance, silent);
            for (int row = 0, at = 0; row < cluster.length; row++) {
                int to = cluster[row] * columns;
                for (int c = 0; c < columns; c++, at++)
                    sums.sums[to + c] += batch.values()[at];
                sums.sizes[cluster[row]]++;
                sums.inertia += distance[row];
            }
            sums.count += batch.rows();
        });
        return sums;
    }

    /** With each mean where the rows of its cluster have theirs; one without rows stays. */
    private StreamingKMeans moved(Sums sums) {
        float[] moved = rows.values().clone();
        for (int i = 0; i < moved.length; i++)
            if (sums.sizes[i / names.size()] > 0)
                moved[i] = (float) (sums.sums[i] / sums.sizes[i / names.size()]);
        return new StreamingKMeans(names, moved);
    }

    private double distance(StreamingKMeans other) {
        double sum = 0;
        for (int i = 0; i < rows.values().length; i++)
            sum += Math.pow((double) rows.values()[i] - other.rows.values()[i], 2);
        return sum / rows.rows();
    }

    private static int[] range(int count) {
        int[] range = new int[count];
        Arrays.setAll(range, i -> i);
        return range;
    }
}
