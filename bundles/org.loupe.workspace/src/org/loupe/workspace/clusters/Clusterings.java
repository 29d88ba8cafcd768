package org.loupe.workspace.clusters;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.loupe.api.Clusterer;
import org.loupe.api.Clustering;
import org.loupe.api.Dendrogram;
import org.loupe.api.Features;
import org.loupe.api.Provenance;
import org.loupe.api.ToolException;
import org.loupe.engine.Plural;
import org.loupe.engine.Progress;
import org.loupe.engine.Registry;
import org.loupe.engine.clustering.Agreement;
import org.loupe.engine.clustering.Pca;
import org.loupe.engine.clustering.Projection;
import org.loupe.engine.clustering.Proposal;
import org.loupe.engine.features.Fusion;
import org.loupe.model.ClusteringEntry;
import org.loupe.model.LoupeFactory;
import org.loupe.model.Project;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.crops.CropTable;

/**
 * Makes clusterings and keeps them in a project: each in a folder {@code clusters/c4} of its own, with an entry of the
 * model that names it and says what people did to it.
 */
public final class Clusterings {
    /** Folder of all clusterings within the project. */
    public static final String FOLDER = "clusters";
    /** Folder of what was measured of crops, within that; it may be deleted at any time. */
    public static final String MEASURED = "measured";
    /** Largest number of clusters that is proposed. */
    private static final int MOST_PROPOSED = 20;
    private static final String GROUPS = "clusters";

    private Clusterings() {
    }

    /** Where what is measured of crops is kept in a project. */
    public static Path measured(Path project) {
        return project.resolve(FOLDER).resolve(MEASURED);
    }

    /** Ids of all methods. */
    public static List<String> methods(Registry registry) {
        return registry.ids(Clusterer.class::isInstance);
    }

    /**
     * Tells what is wrong with a plan before anything is measured for it.
     *
     * @throws ToolException if there is no such method, or a parameter does not suit
     */
    public static void check(ClusteringPlan plan, Registry registry) throws ToolException {
        Method.open(plan, registry).close();
    }

    /**
     * Clusters crops. Any thread; the same crops, plan and versions give the same clusters.
     *
     * @param measured by at least the features of the plan
     * @param progress told of thousandths of the whole
     * @throws ToolException         if there is no such method, a parameter does not suit, features were not measured,
     *                               or fewer than two crops could be
     * @throws CancellationException once the progress is cancelled
     */
    public static Computed compute(CropTable measured, ClusteringPlan plan, Registry registry, Progress progress)
            throws ToolException {
        CropTable chosen = measured.by(plan.features());
        CropTable table = chosen.select(chosen.measured());
        if (table.rows() < 2)
            throw new ToolException("Clustering needs 2 crops that could be measured, found " + table.rows() + ".",
                    measured.problems().isEmpty() ? "Choose more crops." : measured.problems().get(0).toString());
        long start = System.nanoTime();
        try (Method method = Method.open(plan, registry)) {
            Fusion fusion = table.fusion();
            Features rows = rows(fusion.apply(table.features()), plan.components(), progress.part(0, 0.05));
            Clustering found = method.apply(rows, progress.part(0.05, 0.5));
            Features compared = compared(rows, method.value("metric"));
            // a method that is told a number cuts its tree; another one, such as HDBSCAN, takes its clusters out of it
            int cut = method.value(GROUPS).isEmpty() ? 0 : cut(found), proposed = 0;
            if (cut > 0) {
                Dendrogram tree = found.hierarchy().get();
                proposed = Proposal.bySilhouette(tree, compared, MOST_PROPOSED, plan.smallest(),
                        plan.seed(), progress.part(0.5, 0.6)).clusters();
                if (!plan.params().containsKey(GROUPS) && !plan.params().containsKey("cut"))
                    cut = new Hierarchy(tree).groupsFor(proposed, plan.smallest());
                else if (plan.params().get(GROUPS) instanceof Long asked)
                    cut = (int) Math.max(1, Math.min(asked, table.rows()));
                found = cut(compared, tree, cut, plan.smallest());
            }
            Provenance provenance = method.provenance(table.columns().provenance());
            if (cut > 0) {
                Map<String, Object> said = new LinkedHashMap<>(provenance.params());
                said.put(GROUPS, (long) cut);
                provenance = new Provenance(provenance.toolId(), provenance.bundle(), provenance.version(), said,
                        provenance.seed(), "", provenance.device(), provenance.libraries(), provenance.parents());
            }
            Computed bare = new Computed(table, plan, fusion, compared, found, cut, proposed,
                    ClusterMeasures.unknown(0), Optional.empty(), provenance, measured.rows() - table.rows(),
                    (System.nanoTime() - start) / 1e6, Instant.now(), method.notes());
            Clusters clusters = Clusters.of(bare);
            if (clusters.clusters().isEmpty())
                bare = bare.noted("No cluster has " + Plural.of(plan.smallest(), "crop")
                        + " or more, so all are outliers. Ask for fewer clusters, or let fewer crops make one.");
            return bare.with(ClusterMeasures.of(clusters, method, progress.part(0.6, 1)), agreement(clusters));
        }
    }

    /** The rows that are clustered: along their principal components, if so many are asked for. */
    static Features rows(Features scaled, int components, Progress progress) {
        return components > 0 && components < scaled.names().size()
                ? Pca.learn(scaled, components, progress).apply(scaled) : scaled;
    }

    /**
     * Rows whose Euclidean distances compare them as a metric does: of length 1 for the cosine, of mean 0 before that
     * for the correlation.
     */
    static Features compared(Features rows, String metric) {
        String kind = metric.toLowerCase(Locale.ROOT);
        if (!kind.equals("cosine") && !kind.equals("correlation"))
            return rows;
        int columns = rows.names().size();
        float[] values = rows.values().clone();
        for (int at = 0; at < values.length; at += columns) {
            double mean = 0, squares = 0;
            for (int c = 0; c < columns && kind.equals("correlation"); c++)
                mean += values[at + c] / columns;
            for (int c = 0; c < columns; c++)
                squares += (values[at + c] - mean) * (values[at + c] - mean);
            for (int c = 0; c < columns; c++)
                values[at + c] = squares == 0 ? 0 : (float) ((values[at + c] - mean) / Math.sqrt(squares));
        }
        return new Features(rows.names(), rows.rows(), values);
    }

    /** Features of other crops as a clustering compares its own. */
    static Features scaled(Computed by, Features measured) {
        Features scaled = by.fusion().apply(measured);
        int components = by.plan().components();
        if (components > 0 && components < scaled.names().size())
            scaled = Pca.learn(by.fusion().apply(by.table().features()), components, Progress.NONE).apply(scaled);
        return compared(scaled, String.valueOf(by.provenance().params().getOrDefault("metric", "")));
    }

    /** The least number of groups of its tree that hold a clustering's clusters; 0 if they are no cut of it. */
    private static int cut(Clustering found) {
        if (found.hierarchy().isEmpty() || found.clusters() == 0)
            return 0;
        Hierarchy tree = new Hierarchy(found.hierarchy().get());
        int highest = -1, below = tree.nodes(); // the cut goes above all clusters' nodes and below all their parents
        for (int[] rows : Clustering.members(found.cluster(), found.clusters())) {
            int node = tree.node(rows);
            if (node < 0)
                return 0;
            highest = Math.max(highest, node);
            if (tree.parent(node) >= 0)
                below = Math.min(below, tree.parent(node));
        }
        return highest < below ? 2 * tree.leaves() - below : 0;
    }

    private static Clustering cut(Features rows, Dendrogram tree, int groups, int smallest) {
        int[] group = tree.cut(groups), size = new int[groups], number = new int[groups];
        for (int g : group)
            size[g]++;
        int next = 0;
        for (int g = 0; g < groups; g++)
            number[g] = size[g] >= smallest ? next++ : Clustering.OUTLIER;
        int[] cluster = Arrays.stream(group).map(g -> number[g]).toArray();
        int[] exemplars = Arrays.stream(Clustering.members(cluster, next)).mapToInt(of -> Common.middle(rows, of))
                .toArray();
        return new Clustering(cluster, exemplars, Optional.of(tree));
    }

    /** How the clusters agree with what crops are known to be; nothing if fewer than two classes are known. */
    public static Optional<Agreement> agreement(Clusters now) {
        CropTable table = now.computed().table();
        return table.classes().size() < 2 ? Optional.empty()
                : Optional.of(Agreement.of(now.cluster(), table.known()));
    }

    /** The figures of clusters that are as they were computed, whatever they are called; nothing of others. */
    public static Optional<ClusterMeasures> known(Clusters now) {
        return now.edits().stream().allMatch(line -> Edit.parse(line) instanceof Edit.Name)
                ? Optional.of(now.computed().measures()) : Optional.empty();
    }

    /**
     * How good and how stable clusters are now. Any thread; takes seconds unless they are {@link #known}.
     *
     * @throws CancellationException once the progress is cancelled
     */
    public static ClusterMeasures measure(Clusters now, Registry registry, Progress progress) throws ToolException {
        Optional<ClusterMeasures> known = known(now);
        if (known.isPresent())
            return known.get();
        try (Method method = Method.open(now.computed().plan(), registry)) {
            return ClusterMeasures.of(now, method, progress);
        }
    }

    // ---- in a project

    /**
     * Writes a clustering into the next free folder {@code clusters/c1}, {@code c2}, …: whole or not at all. Any
     * thread.
     *
     * @param project its folder
     * @param first   lowest number that may be used, as {@link #next} tells
     * @return the folder
     * @throws ToolException if it cannot be written
     */
    public static Path write(Path project, int first, Computed computed) throws ToolException {
        return ClusteringFolder.write(project.resolve(FOLDER), first, computed);
    }

    /** Reads a clustering. Any thread. @throws ToolException if it is missing, damaged or of a newer version */
    public static Computed read(Path folder) throws ToolException {
        return ClusteringFolder.read(folder);
    }

    /** Number of the next clustering of a project. On the model's thread. */
    public static int next(Project project) {
        return 1 + project.getClusterings().stream().mapToInt(ClusteringEntry::getNumber).max().orElse(0);
    }

    /**
     * Adds a clustering that was written to its project. On the model's thread; undoable.
     *
     * @param what   the change is called
     * @param folder as {@link #write} gave it
     */
    public static ClusteringEntry add(ProjectFile project, String what, Path folder, Computed computed) {
        ClusteringEntry entry = LoupeFactory.eINSTANCE.createClusteringEntry();
        String name = folder.getFileName().toString();
        entry.setNumber(Integer.parseInt(name.substring(1)));
        entry.setName(name);
        entry.setFolder(project.relative(folder));
        entry.setMethod(computed.plan().method());
        entry.setSource(computed.table().source());
        entry.setCreated(computed.created());
        project.change(what, () -> project.project().getClusterings().add(entry));
        return entry;
    }

    /** The folder of a clustering. */
    public static Path folder(ProjectFile project, ClusteringEntry entry) {
        return project.resolve(entry.getFolder());
    }

    /**
     * Keeps an edit. On the model's thread; undoable. A cut right after another takes its place.
     *
     * @param what the change is called: "Merge clusters"
     */
    public static void edit(ProjectFile project, ClusteringEntry entry, String what, Edit edit) {
        project.change(what, () -> {
            List<String> lines = entry.getEdits();
            int last = lines.size() - 1;
            if (edit instanceof Edit.Cut && last >= 0 && lines.get(last).startsWith("cut "))
                lines.set(last, edit.text());
            else
                lines.add(edit.text());
        });
    }

    /**
     * Takes clusterings out of the project. On the model's thread; undoable, so their folders stay until the project is
     * opened again: see {@link #clear}.
     */
    public static void remove(ProjectFile project, String what, List<ClusteringEntry> entries) {
        project.change(what, () -> project.project().getClusterings().removeAll(entries));
    }

    /**
     * Deletes the folders of clusterings that the project, as it was saved last, does not name: those that a person
     * took out of it. Called as a project is opened for writing, when nothing can be undone any more.
     */
    public static void clear(Path project, Project saved) {
        ClusteringFolder.clear(project.resolve(FOLDER), saved.getClusterings().stream()
                .map(entry -> Path.of(entry.getFolder()).getFileName().toString()).collect(Collectors.toSet()));
    }

    /**
     * Where the crops lie in a plane. Any thread. What was computed once is kept in the clustering's folder, if it can
     * be.
     *
     * @param folder of the clustering
     * @param umap   by UMAP with 15 neighbours and a least distance of 0.1, else by principal components
     * @throws CancellationException once the progress is cancelled
     */
    public static Projection projection(Path folder, Computed computed, boolean umap, Progress progress) {
        Path file = folder.resolve(umap ? "umap.parquet" : "pca.parquet");
        Optional<Projection> known = Files.exists(file) ? ClusteringFolder.projection(file, computed)
                : Optional.empty();
        if (known.isPresent())
            return known.get();
        Projection made = projection(computed, umap, progress);
        ClusteringFolder.keep(file, made);
        return made;
    }

    /** As above, kept nowhere. */
    public static Projection projection(Computed computed, boolean umap, Progress progress) {
        return umap ? Projection.umap(computed.rows(), 15, 0.1, computed.plan().seed(), progress)
                : Projection.pca(computed.rows(), progress);
    }
}
