import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.loupe.api.Clusterer;
import org.loupe.api.Clustering;
import org.loupe.api.Dendrogram;
import org.loupe.api.Device;
import org.loupe.api.Features;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.engine.Progress;
import org.loupe.engine.clustering.NeighbourIndex;
import org.loupe.engine.clustering.Projection;
import org.loupe.tools.openblas.AffinityPropagation;
import org.loupe.tools.openblas.Agglomerative;
import org.loupe.tools.openblas.KMeans;
import org.loupe.tools.openblas.Linkage;
import org.loupe.tools.openblas.Metric;

/**
 * Loupe's side of clustering.py:
 * {@code METHOD ROWS-FILE COUNT COLUMNS THREADS ROUNDS OUT ARGUMENTS…}. Rows are little-endian floats. Prints for each
 * round the seconds that passed and those of the processor; writes the labels, or the tree, of the last one.
 */
final class ClusteringBench {

    /** A run with so many threads and always the same random numbers. */
    private record Call(int threads, RandomGenerator random) implements Run {
        @Override
        public void checkCancelled() {
            // nobody cancels
        }

        @Override
        public void progress(double fraction, String message) {
            // nobody looks
        }

        @Override
        public Tile tile(Shape shape) {
            return Tile.allocate(shape);
        }

        @Override
        public <T extends AutoCloseable> T own(T resource) {
            return resource;
        }

        @Override
        public void warn(String problem, String remedy) {
            System.err.println(problem + " " + remedy);
        }
    }

    private interface Work {
        Object run() throws Exception;
    }

    public static void main(String[] args) throws Exception {
        Features rows = read(Path.of(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]));
        int threads = Integer.parseInt(args[4]), rounds = Integer.parseInt(args[5]);
        Work work = work(args[0], rows, threads, Arrays.copyOfRange(args, 7, args.length));
        Object last = null;
        for (int round = 0; round < rounds; round++) {
            last = null;
            long began = System.nanoTime(), used = cpu();
            last = work.run();
            System.out.println((System.nanoTime() - began) / 1e9 + " " + (cpu() - used) / 1e9);
        }
        write(last, Path.of(args[6]));
    }

    private static Work work(String method, Features rows, int threads, String[] args) {
        return switch (method) {
            case "k-means" -> () -> cluster(new KMeans(), new KMeans.Params(Integer.parseInt(args[0]),
                    Integer.parseInt(args[1]), 300, Metric.EUCLIDEAN, 1), rows, threads);
            case "affinity-propagation" -> () -> cluster(new AffinityPropagation(),
                    new AffinityPropagation.Params(Double.parseDouble(args[0]), Double.parseDouble(args[1]), 200, 15,
                            Metric.EUCLIDEAN, 1), rows, threads);
            case "umap" -> () -> Projection.umap(rows, 15, 0.1, 1, Progress.NONE);
            case "neighbours" -> () -> neighbours(rows, Integer.parseInt(args[0]));
            default -> () -> cluster(new Agglomerative(), new Agglomerative.Params(
                    Linkage.valueOf(method.toUpperCase(Locale.ROOT)), Metric.EUCLIDEAN, Agglomerative.Cut.NUMBER, 20, 0,
                    1, 50_000), rows, threads);
        };
    }

    private static <P extends Record> Clustering cluster(Clusterer<P> tool, P params, Features rows, int threads)
            throws Exception {
        try (var step = tool.open(params, Device.CPU)) {
            return step.apply(rows, new Call(threads, new SplittableRandom(1)));
        }
    }

    /** The last rows are asked one by one and found among the others; recall is against comparing with all. */
    private static Object neighbours(Features all, int asked) {
        int columns = all.names().size(), known = all.rows() - asked, k = 10;
        Features rows = new Features(all.names(), known, Arrays.copyOf(all.values(), known * columns));
        long began = System.nanoTime(), used = cpu();
        NeighbourIndex index = NeighbourIndex.of(rows, Progress.NONE);
        System.err.printf("index of %d rows: %.1f s, %.1f s of processors; %d of %d cells are looked through%n", known,
                (System.nanoTime() - began) / 1e9, (cpu() - used) / 1e9, index.probes(k), index.cells());
        double[] millis = new double[asked];
        int[][] found = new int[asked][];
        for (int pass = 0; pass < 2; pass++)
            for (int i = 0; i < asked; i++) {
                Features one = all.select(known + i);
                long from = System.nanoTime();
                found[i] = index.find(one, k, Progress.NONE).rows();
                millis[i] = (System.nanoTime() - from) / 1e6;
            }
        int hits = 0, checked = Math.min(asked, 200);
        for (int i = 0; i < checked; i++)
            for (int row : truth(rows, all, known + i, k))
                hits += Arrays.stream(found[i]).anyMatch(f -> f == row) ? 1 : 0;
        Arrays.sort(millis);
        System.err.printf("one row: %.2f ms least, %.2f median, %.2f in 9 of 10; recall %.3f%n", millis[0],
                millis[asked / 2], millis[asked * 9 / 10], hits / (double) (checked * k));
        return new int[0];
    }

    private static int[] truth(Features rows, Features all, int asked, int k) {
        int columns = rows.names().size();
        long[] best = new long[k];
        Arrays.fill(best, Long.MAX_VALUE);
        for (int row = 0; row < rows.rows(); row++) {
            float sum = 0;
            for (int c = 0; c < columns; c++) {
                float d = rows.values()[row * columns + c] - all.values()[asked * columns + c];
                sum += d * d;
            }
            long key = (long) Float.floatToRawIntBits(sum) << 32 | row;
            if (key < best[k - 1]) {
                best[k - 1] = key;
                Arrays.sort(best);
            }
        }
        return Arrays.stream(best).mapToInt(key -> (int) key).toArray();
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static Features read(Path file, int count, int columns) throws IOException {
        float[] values = new float[count * columns];
        try (FileChannel channel = FileChannel.open(file)) {
            FloatBuffer floats = channel.map(FileChannel.MapMode.READ_ONLY, 0, 4L * values.length)
                    .order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
            floats.get(values);
        }
        List<String> names = new ArrayList<>();
        for (int c = 0; c < columns; c++)
            names.add("c" + c);
        return new Features(names, count, values);
    }

    private static void write(Object result, Path file) throws IOException {
        if (!(result instanceof Clustering found))
            return;
        ByteBuffer out;
        if (found.hierarchy().isPresent()) {
            Dendrogram tree = found.hierarchy().get();
            out = ByteBuffer.allocate(24 * tree.left().length).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < tree.left().length; i++)
                out.putDouble(tree.left()[i]).putDouble(tree.right()[i]).putDouble(tree.height()[i]);
        } else {
            out = ByteBuffer.allocate(8 * found.rows()).order(ByteOrder.LITTLE_ENDIAN);
            for (int cluster : found.cluster())
                out.putDouble(cluster);
        }
        Files.write(file, out.array());
    }
}
