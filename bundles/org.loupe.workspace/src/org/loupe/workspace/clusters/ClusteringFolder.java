package org.loupe.workspace.clusters;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.ToNumberPolicy;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.loupe.api.Clustering;
import org.loupe.api.Dendrogram;
import org.loupe.api.Features;
import org.loupe.api.Provenance;
import org.loupe.api.ToolException;
import org.loupe.engine.Progress;
import org.loupe.engine.clustering.Agreement;
import org.loupe.engine.clustering.Projection;
import org.loupe.engine.features.Fusion;
import org.loupe.store.ColumnFile;
import org.loupe.workspace.crops.CropFile;
import org.loupe.workspace.crops.CropTable;
import org.loupe.workspace.internal.SafeFile;

/**
 * A clustering as a folder: {@code crops.parquet} ({@link CropFile}), {@code clusters.parquet} with the column
 * {@code cluster} in the order of the crops, {@code tree.parquet} with the merges {@code left, right, height} where
 * there is a tree, and {@code clustering.json} with all else. Projections are added later and may be deleted.
 */
final class ClusteringFolder {
    private static final int VERSION = 1;
    private static final String CROPS = "crops.parquet", CLUSTERS = "clusters.parquet", TREE = "tree.parquet",
            CARD = "clustering.json";
    private static final String ASIDE = ".new-", NAMED = "c\\d{1,8}";
    private static final Gson GSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls()
            .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE).registerTypeAdapter(double.class, new Unknown())
            .registerTypeAdapter(Double.class, new Unknown()).create(); // the elements of an array are such

    /** How it came to be and how good it is; the features' blocks and weights are with the crops. */
    private record Card(String loupe, int version, String method, Map<String, Object> params, long seed, int smallest,
            int components, int cut, int proposed, int[] exemplars, Scale fusion, ClusterMeasures measures,
            Agreement agreement, Provenance provenance, int left, double millis, String created, List<String> notes) {
    }

    private record Scale(List<String> names, double[] mean, double[] factor, double[] most) {
    }

    /** Figures that are unknown are null: JSON has no NaN. */
    private static final class Unknown extends TypeAdapter<Double> {
        @Override
        public void write(JsonWriter out, Double value) throws IOException {
            if (Double.isFinite(value))
                out.value(value);
            else
                out.nullValue();
        }

        @Override
        public Double read(JsonReader in) throws IOException {
            if (in.peek() != JsonToken.NULL)
                return in.nextDouble();
            in.nextNull();
            return Double.NaN;
        }
    }

    private ClusteringFolder() {
    }

    static Path write(Path parent, int first, Computed computed) throws ToolException {
        Path aside = null;
        try {
            Files.createDirectories(parent);
            aside = Files.createTempDirectory(parent, ASIDE);
            CropFile.write(computed.table(), aside.resolve(CROPS));
            new ColumnFile(Map.of("cluster", computed.clustering().cluster()), "").write(aside.resolve(CLUSTERS));
            if (computed.clustering().hierarchy().isPresent()) {
                Dendrogram tree = computed.clustering().hierarchy().get();
                Map<String, Object> columns = new LinkedHashMap<>();
                columns.put("left", tree.left());
                columns.put("right", tree.right());
                columns.put("height", tree.height());
                new ColumnFile(columns, "").write(aside.resolve(TREE));
            }
            SafeFile.write(aside.resolve(CARD), (GSON.toJson(card(computed)) + "\n").getBytes(StandardCharsets.UTF_8));
            return name(aside, parent, first);
        } catch (IOException e) {
            throw SafeFile.unwritable(parent, e);
        } finally {
            delete(aside);
        }
    }

    /** Gives the finished folder the next free number. */
    private static Path name(Path aside, Path parent, int first) throws IOException {
        int next = first;
        try (Stream<Path> names = Files.list(parent)) {
            next = Math.max(next, 1 + names.map(p -> p.getFileName().toString()).filter(n -> n.matches(NAMED))
                    .mapToInt(n -> Integer.parseInt(n.substring(1))).max().orElse(0));
        }
        while (true) {
            Path place = parent.resolve("c" + next++);
            try {
                return Files.move(aside, place);
            } catch (FileAlreadyExistsException | DirectoryNotEmptyException taken) {
                continue;
            }
        }
    }

    /** Deletes the clusterings in a folder that are not kept, and what was left half written there. */
    static void clear(Path parent, Set<String> kept) {
        if (!Files.isDirectory(parent))
            return;
        try (Stream<Path> all = Files.list(parent)) {
            for (Path folder : all.toList()) {
                String name = folder.getFileName().toString();
                if (name.startsWith(ASIDE) || name.matches(NAMED) && !kept.contains(name)
                        && Files.exists(folder.resolve(CARD)))
                    delete(folder);
            }
        } catch (IOException | UncheckedIOException e) {
            System.getLogger(ClusteringFolder.class.getName()).log(System.Logger.Level.WARNING,
                    "What is in " + parent + " cannot be listed", e); // it takes room, and does no other harm
        }
    }

    private static void delete(Path folder) {
        if (folder == null || !Files.exists(folder))
            return;
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator)
                Files.deleteIfExists(file);
        } catch (IOException | UncheckedIOException e) {
            System.getLogger(ClusteringFolder.class.getName()).log(System.Logger.Level.WARNING,
                    folder + " is left behind", e);
        }
    }

    private static Card card(Computed c) {
        Fusion f = c.fusion();
        return new Card("clustering", VERSION, c.plan().method(), c.plan().params(), c.plan().seed(),
                c.plan().smallest(), c.plan().components(), c.cut(), c.proposed(), c.clustering().exemplars(),
                new Scale(f.names(), f.mean(), f.factor(), f.most()), c.measures(), c.agreement().orElse(null),
                c.provenance(), c.left(), c.millis(), c.created().toString(), c.notes());
    }

    static Computed read(Path folder) throws ToolException {
        Path file = folder.resolve(CARD);
        try {
            Card card = GSON.fromJson(Files.readString(file), Card.class);
            if (card.version() > VERSION)
                throw new ToolException(folder + " was written by a newer version of Loupe: its version is "
                        + card.version() + ", this one reads up to " + VERSION + ".", "Update Loupe.");
            CropTable table = CropFile.read(folder.resolve(CROPS));
            int[] cluster = ColumnFile.read(folder.resolve(CLUSTERS)).ints("cluster");
            Optional<Dendrogram> tree = Optional.empty();
            if (Files.exists(folder.resolve(TREE))) {
                ColumnFile merges = ColumnFile.read(folder.resolve(TREE));
                tree = Optional.of(new Dendrogram(merges.ints("left"), merges.ints("right"), merges.doubles("height")));
            }
            ClusteringPlan plan = new ClusteringPlan(table.columns().set(), card.method(), card.params(), card.seed(),
                    card.smallest(), card.components());
            Scale s = card.fusion();
            Fusion fusion = new Fusion(s.names(), s.mean(), s.factor(), s.most());
            Features rows = Clusterings.compared(Clusterings.rows(fusion.apply(table.features()), card.components(),
                    Progress.NONE), String.valueOf(card.provenance().params().getOrDefault("metric", "")));
            return new Computed(table, plan, fusion, rows, new Clustering(cluster, card.exemplars(), tree), card.cut(),
                    card.proposed(), card.measures(), Optional.ofNullable(card.agreement()), card.provenance(),
                    card.left(), card.millis(), Instant.parse(card.created()), card.notes());
        } catch (IOException e) {
            throw SafeFile.unreadable(file, e);
        } catch (JsonParseException | IllegalArgumentException | NullPointerException
                | DateTimeException e) {
            throw new ToolException("The clustering in " + folder + " is damaged: " + e.getMessage(),
                    "Cluster again, or put a backup of the folder in its place.", e);
        }
    }

    /** A projection that was kept; nothing if it cannot be read or is of other crops. */
    static Optional<Projection> projection(Path file, Computed computed) {
        try {
            ColumnFile kept = ColumnFile.read(file);
            double[] explained = GSON.fromJson(kept.about(), double[].class);
            return kept.rows() == computed.table().rows() && explained != null
                    ? Optional.of(new Projection(kept.floats("x"), kept.floats("y"), explained)) : Optional.empty();
        } catch (ToolException | IllegalArgumentException | JsonParseException e) {
            return Optional.empty(); // it is computed anew
        }
    }

    static void keep(Path file, Projection made) {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("x", made.x());
        columns.put("y", made.y());
        try {
            new ColumnFile(columns, GSON.toJson(made.explained())).write(file);
        } catch (ToolException e) {
            System.getLogger(ClusteringFolder.class.getName()).log(System.Logger.Level.DEBUG,
                    "A projection is not kept", e); // it costs time alone
        }
    }
}
