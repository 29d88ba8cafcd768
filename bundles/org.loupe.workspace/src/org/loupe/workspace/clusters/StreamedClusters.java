package org.loupe.workspace.clusters;

import com.google.gson.Gson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.loupe.api.Clustering;
import org.loupe.api.Features;
import org.loupe.api.ToolException;
import org.loupe.engine.Progress;
import org.loupe.engine.clustering.Agreement;
import org.loupe.engine.clustering.StreamingKMeans;
import org.loupe.engine.features.Fusion;
import org.loupe.store.ColumnFile;
import org.loupe.workspace.crops.CropFile;
import org.loupe.workspace.crops.CropTable;

/**
 * K-means over a table of crops that does not fit into memory: the table is gone through several times, and only a few
 * rows of it are held at a time. Features are brought to one scale as {@link Clusterings} does. Immutable by agreement.
 *
 * @param source    what the crops are
 * @param features  number of columns
 * @param seed      of the sample that gives the first means
 * @param sizes     crops of each cluster, falling
 * @param left      crops of which nothing could be measured; they are in no cluster
 * @param agreement with the classes that crops are known to have; nothing if fewer than two classes are known
 */
public record StreamedClusters(String source, int features, long seed, int[] sizes, int left,
        Optional<Agreement> agreement) {
    private static final int SIZE = 8192;
    private static final int PASSES = 10;
    private static final String CLASS = "class";

    /**
     * Clusters a table and writes another one: what the first holds beside features, then {@code cluster} (1 for the
     * largest one, 0 for none) and {@code distance} (to the mean of its cluster, on the scale of the features).
     *
     * @param table    of {@link CropFile}
     * @param out      another file; one of that name is replaced
     * @param clusters wanted; fewer where there are fewer crops
     * @throws ToolException         if the one cannot be read, the other not be written, or nothing was measured
     * @throws CancellationException once the progress is cancelled; nothing is written then
     */
    public static StreamedClusters write(Path table, Path out, int clusters, long seed, Progress progress)
            throws ToolException {
        CropTable head = CropFile.head(table);
        List<String> names = head.columns().names();
        if (names.isEmpty())
            throw new ToolException(table + " holds no features.", "Choose a table that 'loupe features' has written.");
        ColumnFile columns = ColumnFile.head(table);
        List<String> kept = columns.columns().keySet().stream().filter(name -> !names.contains(name)).toList();
        Fusion.Learner scale = new Fusion.Learner(names);
        ColumnFile.each(table, names, SIZE, part -> {
            progress.check();
            scale.add(CropFile.features(part, names));
        });
        Fusion fusion = scale.fusion(head.columns().block(), head.columns().weights());
        StreamingKMeans means = StreamingKMeans.learn(batch -> ColumnFile.each(table, names, SIZE, part -> {
            progress.check();
            Features rows = CropFile.features(part, names);
            batch.accept(fusion.apply(rows.select(measured(rows))));
        }), clusters, PASSES, seed, progress.part(0.1, 0.9));
        Sorted sorted = new Sorted(means, Math.toIntExact(ColumnFile.count(table)));
        boolean known = columns.columns().get(CLASS) instanceof String[];
        List<String> read = new ArrayList<>(names);
        if (known)
            read.add(CLASS);
        ColumnFile.each(table, read, SIZE, part -> {
            progress.check();
            sorted.add(CropFile.features(part, names), fusion, known ? part.texts(CLASS) : new String[part.rows()]);
        });
        int[] sizes = sorted.number();
        Map<String, Object> own = new LinkedHashMap<>();
        own.put("cluster", Arrays.stream(sorted.cluster).map(c -> c + 1).toArray());
        own.put("distance", sorted.distance);
        String about = new Gson().toJson(Map.of("loupe", "clusters", "version", 1, "source", head.source(), "method",
                "streaming k-means", "clusters", sizes.length, "seed", seed, "features", names));
        new ColumnFile(own, about).write(out, table, kept);
        return new StreamedClusters(head.source(), names.size(), seed, sizes,
                sorted.cluster.length - Arrays.stream(sizes).sum(), sorted.classes.size() < 2 ? Optional.empty()
                        : Optional.of(Agreement.of(sorted.cluster, sorted.known)));
    }

    /** Rows of which something is known. */
    private static int[] measured(Features rows) {
        return IntStream.range(0, rows.rows()).filter(row -> IntStream.range(0, rows.names().size())
                .anyMatch(c -> Float.isFinite(rows.get(row, c)))).toArray();
    }

    /** Where each crop belongs. */
    private static final class Sorted {
        private final StreamingKMeans means;
        private final int[] cluster, known;
        private final float[] distance;
        private final Map<String, Integer> classes = new LinkedHashMap<>();
        private int next;

        Sorted(StreamingKMeans means, int rows) {
            this.means = means;
            cluster = new int[rows];
            known = new int[rows];
            distance = new float[rows];
            Arrays.fill(cluster, Clustering.OUTLIER);
            Arrays.fill(distance, Float.NaN);
        }

        /** @param names of the known classes; null or "" for none */
        void add(Features part, Fusion fusion, String[] names) {
            for (int row = 0; row < part.rows(); row++)
                known[next + row] = names[row] == null || names[row].isEmpty() ? -1
                        : classes.computeIfAbsent(names[row], n -> classes.size());
            int[] rows = measured(part);
            Features scaled = fusion.apply(part.select(rows));
            int[] nearest = means.cluster(scaled, Progress.NONE);
            for (int i = 0; i < rows.length; i++) {
                cluster[next + rows[i]] = nearest[i];
                double sum = 0;
                for (int c = 0; c < scaled.names().size(); c++) {
                    double d = scaled.get(i, c) - means.means().get(nearest[i], c);
                    sum += d * d;
                }
                distance[next + rows[i]] = (float) Math.sqrt(sum);
            }
            next += part.rows();
        }

        /** Numbers the clusters from the largest on, leaves out those without crops, and returns their sizes. */
        int[] number() {
            int[] size = new int[means.means().rows()], number = new int[size.length];
            for (int c : cluster)
                if (c != Clustering.OUTLIER)
                    size[c]++;
            int[] order = IntStream.range(0, size.length).boxed().filter(c -> size[c] > 0)
                    .sorted(Comparator.comparingInt(c -> -size[c])).mapToInt(c -> c).toArray();
            for (int i = 0; i < order.length; i++)
                number[order[i]] = i;
            for (int row = 0; row < cluster.length; row++)
                if (cluster[row] != Clustering.OUTLIER)
                    cluster[row] = number[cluster[row]];
            return Arrays.stream(order).map(c -> size[c]).toArray();
        }
    }
}
