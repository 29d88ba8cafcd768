package org.loupe.tools.classic;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.loupe.api.Device;
import org.loupe.api.Examples;
import org.loupe.api.Kernels;
import org.loupe.api.Model;
import org.loupe.api.Param;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Task;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.api.Trainer;

/**
 * Remembers the features of places of good images, thinned to those that differ most from each other (a greedy core set);
 * how unlike a new image is at a place is the distance to the nearest one remembered. Features are whitened over all
 * places first, so that many numbers that tell the same do not outweigh one that tells something else.
 */
public final class PatchCore implements Trainer<PatchCore.Params, Tile, Tile> {
    /** Places that the core set is chosen from; more are thinned at random first. */
    private static final int POOL = 60_000;
    /** Numbers that are compared, from which on a device is faster though all must go there and back. */
    private static final long WORTH_A_DEVICE = 1 << 24;
    /** Least variance of a direction, as a part of the mean variance of all: keeps what never differs from deciding. */
    private static final double FLOOR = 0.001;

    /**
     * @param share part of the places that is remembered
     * @param most  places that are remembered at most
     */
    public record Params(
            @Param(label = "Remembered part", unit = "%", min = 0.1, max = 100, step = 1,
                    help = "How many of the places of good images are remembered: those that are most unlike each other"
                            + " (the core set).") double share,
            @Param(label = "Remembered at most", min = 10, max = 100000, step = 100, advanced = true,
                    help = "Places that are remembered at most. More tell better apart and cost time.") int most) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.patch-core", "Distance from the nearest good (PatchCore)", "Remembers the features of"
                + " places of good images, and tells how far each place of a new image is from the nearest of them."
                + " Images need not be aligned, and good ones may look in several ways; it costs more time than"
                + " PaDiM.").reference("Roth, Pemula, Zepeda, Schölkopf, Brox and Gehler, Towards total recall in"
                        + " industrial anomaly detection, CVPR 2022");
    }

    @Override
    public Params defaults() {
        return new Params(10, 2000);
    }

    @Override
    public Task task() {
        return Task.ANOMALY;
    }

    @Override
    public Step<Examples<Tile, Tile>, Model<Tile, Tile>> open(Params params, Device device) {
        return (good, run) -> learn(good, params, run);
    }

    @Override
    public Model<Tile, Tile> read(Path file) throws ToolException {
        return ModelData.read(file, info().id(), in -> {
            int channels = ModelData.size(in.readInt());
            float[] mean = ModelData.floats(in), factor = ModelData.floats(in), bank = ModelData.floats(in);
            if (channels < 1 || mean.length != channels || factor.length != Whitening.packed(channels) || bank.length < channels
                    || bank.length % channels != 0)
                throw new IOException("its sizes do not fit each other");
            return new Bank(channels, mean, factor, bank);
        });
    }

    private Model<Tile, Tile> learn(Examples<Tile, Tile> good, Params params, Run run) throws ToolException {
        double[][] moments = new double[2][];
        long[] seen = new long[1];
        GoodMaps.each(info().label(), good, false, run, 0, 0.2, (shape, values) -> {
            int channels = shape.channels();
            if (moments[0] == null) {
                moments[0] = new double[channels];
                moments[1] = new double[Whitening.packed(channels)];
            }
            for (int from = 0; from < values.length; from += channels)
                for (int i = 0, k = 0; i < channels; i++) {
                    moments[0][i] += values[from + i];
                    for (int j = 0; j <= i; j++, k++)
                        moments[1][k] += (double) values[from + i] * values[from + j];
                }
            seen[0] += values.length / channels;
        });
        int channels = moments[0].length;
        float[] mean = new float[channels];
        double[] covariance = moments[1];
        double trace = 0;
        for (int i = 0, k = 0; i < channels; i++) {
            mean[i] = (float) (moments[0][i] / seen[0]);
            for (int j = 0; j <= i; j++, k++)
                covariance[k] = covariance[k] / seen[0] - moments[0][i] / seen[0] * (moments[0][j] / seen[0]);
            trace += Math.max(0, covariance[k - 1]);
        }
        for (int i = 0; i < channels; i++)
            covariance[i * (i + 1) / 2 + i] += FLOOR * trace / channels + 1e-12;
        Whitening.invert(covariance, channels);
        float[] factor = new float[covariance.length];
        for (int k = 0; k < factor.length; k++)
            factor[k] = (float) (covariance[k] / Math.sqrt(channels));
        float[] pool = pool(good, channels, mean, factor, seen[0], run);
        int rows = pool.length / channels;
        int kept = (int) Math.max(1, Math.min(Math.min(rows, params.most()), Math.ceil(seen[0] * params.share() / 100)));
        return new Bank(channels, mean, factor, coreSet(pool, channels, kept, run));
    }

    /** The whitened features of all places, or of as many as the pool holds, each place as likely as any other. */
    private float[] pool(Examples<Tile, Tile> good, int channels, float[] mean, float[] factor, long places, Run run)
            throws ToolException {
        int rows = (int) Math.min(places, POOL);
        float[] pool = new float[rows * channels];
        SplittableRandom random = new SplittableRandom(run.random().nextLong());
        long[] at = new long[1];
        float[] row = new float[channels], white = new float[channels];
        GoodMaps.each(info().label(), good, false, run, 0.2, 0.3, (shape, values) -> {
            for (int from = 0; from < values.length; from += channels, at[0]++) {
                long slot = at[0] < rows ? at[0] : random.nextLong(at[0] + 1); // reservoir
                if (slot < rows) {
                    for (int c = 0; c < channels; c++)
                        row[c] = values[from + c] - mean[c];
                    Whitening.apply(factor, 0, row, white);
                    System.arraycopy(white, 0, pool, (int) slot * channels, channels);
                }
            }
        });
        return pool;
    }

    /** Takes, one by one, the row that is farthest from those taken (k-centre, greedy), the first nearest the middle. */
    private static float[] coreSet(float[] pool, int channels, int wanted, Run run) {
        int rows = pool.length / channels;
        float[] columns = new float[pool.length], distance = new float[rows], chosen = new float[wanted * channels];
        for (int row = 0; row < rows; row++)
            for (int c = 0; c < channels; c++)
                columns[c * rows + row] = pool[row * channels + c];
        float[] now = new float[rows];
        squares(columns, rows, new float[channels], now);
        int next = 0;
        for (int row = 1; row < rows; row++)
            if (now[row] < now[next])
                next = row;
        Arrays.fill(distance, Float.POSITIVE_INFINITY);
        float[] centre = new float[channels];
        for (int k = 0; k < wanted; k++) {
            run.checkCancelled();
            run.progress(0.3 + 0.7 * k / wanted, "");
            System.arraycopy(pool, next * channels, centre, 0, channels);
            System.arraycopy(centre, 0, chosen, k * channels, channels);
            squares(columns, rows, centre, now);
            int farthest = 0;
            for (int row = 0; row < rows; row++) {
                distance[row] = Math.min(distance[row], now[row]);
                if (distance[row] > distance[farthest])
                    farthest = row;
            }
            if (distance[farthest] == 0) // all places are remembered
                return Arrays.copyOf(chosen, (k + 1) * channels);
            next = farthest;
        }
        return chosen;
    }

    /** Squared distances of a point to all rows, which stand column by column so that loops run over neighbours. */
    private static void squares(float[] columns, int rows, float[] point, float[] result) {
        Arrays.fill(result, 0);
        for (int c = 0; c < point.length; c++) {
            float p = point[c];
            for (int row = 0, at = c * rows; row < rows; row++, at++) {
                float d = columns[at] - p;
                result[row] += d * d;
            }
        }
    }

    /**
     * What was learned.
     *
     * @param factor matrix that whitens
     * @param bank   features that are remembered, whitened, row by row
     */
    private record Bank(int channels, float[] mean, float[] factor, float[] bank) implements Model<Tile, Tile> {

        @Override
        public List<String> classes() {
            return List.of();
        }

        @Override
        public Step<Tile, Tile> open(Device device) {
            int rows = bank.length / channels;
            float[] columns = new float[bank.length];
            for (int row = 0; row < rows; row++)
                for (int c = 0; c < channels; c++)
                    columns[c * rows + row] = bank[row * channels + c];
            return (map, run) -> distances(map, columns, rows, run);
        }

        private Tile distances(Tile map, float[] columns, int rows, Run run) throws ToolException {
            GoodMaps.require(new PatchCore().info().label(), map.shape(), channels);
            float[] values = GoodMaps.values(map), row = new float[channels], point = new float[channels];
            int places = values.length / channels;
            for (int p = 0; p < places; p++) {
                if (p % 64 == 0)
                    run.checkCancelled();
                for (int c = 0; c < channels; c++)
                    row[c] = values[p * channels + c] - mean[c];
                Whitening.apply(factor, 0, row, point);
                System.arraycopy(point, 0, values, p * channels, channels);
            }
            Optional<float[]> lent = (long) values.length * rows < WORTH_A_DEVICE ? Optional.empty()
                    : Kernels.tryOn(run, kernels -> kernels.nearest(values, bank, channels, 1, run).squares());
            float[] result = lent.orElseGet(() -> least(values, columns, rows, run));
            for (int p = 0; p < places; p++)
                result[p] = (float) Math.sqrt(result[p]);
            Tile out = run.tile(map.shape().samples(1, Shape.Type.F32)).at(map.x(), map.y());
            out.data().asFloatBuffer().put(result);
            return out;
        }

        /** The squared distance of each point to the nearest row. */
        private float[] least(float[] points, float[] columns, int rows, Run run) {
            float[] least = new float[points.length / channels], squares = new float[rows];
            for (int p = 0; p < least.length; p++) {
                if (p % 64 == 0)
                    run.checkCancelled();
                squares(columns, rows, Arrays.copyOfRange(points, p * channels, (p + 1) * channels), squares);
                least[p] = Float.POSITIVE_INFINITY;
                for (float square : squares)
                    least[p] = Math.min(least[p], square);
            }
            return least;
        }

        @Override
        public void write(Path file) throws ToolException {
            ModelData.write(file, new PatchCore().info().id(), out -> {
                out.writeInt(channels);
                ModelData.write(out, mean);
                ModelData.write(out, factor);
                ModelData.write(out, bank);
            });
        }
    }
}
