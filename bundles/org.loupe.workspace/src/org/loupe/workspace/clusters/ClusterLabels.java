package org.loupe.workspace.clusters;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.loupe.api.ToolException;
import org.loupe.model.DefectClass;
import org.loupe.model.ImageSet;
import org.loupe.model.LoupeFactory;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelChange;
import org.loupe.store.labels.LabelEdit;
import org.loupe.store.labels.LabelOrigin;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.crops.Crop;
import org.loupe.workspace.labels.ClassEdits;
import org.loupe.workspace.labels.DefectClasses;
import org.loupe.workspace.labels.Iterations;
import org.loupe.workspace.labels.Labelling;

/**
 * Named clusters on their way to become labels of the project, to learn from. The class of a cluster is its name;
 * clusters of one name become one class. Unnamed clusters and outliers are left out. An image that shows one defect
 * gets the class of the whole and is complete with it; a detection gets a label of its outline; a label, or what is
 * labelled at the same place already, gets the class of the cluster.
 *
 * <p>Made with {@link #of} on the model's thread; {@link #prepare} is for any thread; {@link #save} is one change that
 * is undone as one, on the model's thread again.
 */
public final class ClusterLabels {
    /** Share of their union from which two outlines mean one defect. */
    private static final double SAME = 0.5;

    private final Clusters clusters;
    private final Labelling names;
    private final LabelTable table;
    private final String who, source;
    private final int iteration, entries, nextCode;
    private final Plan plan;
    private final List<Path> roots;

    /**
     * What saving does.
     *
     * @param classes that labels get, in the order of the clusters
     * @param unnamed number of clusters that are left out because they have no name
     * @param crops   of these
     * @param outliers number of crops that are left out because they are in no cluster
     */
    public record Plan(List<Saved> classes, int unnamed, int crops, int outliers) {
        public Plan {
            classes = List.copyOf(classes);
        }

        /** Number of crops that are labelled. */
        public int saved() {
            return classes.stream().mapToInt(Saved::crops).sum();
        }

        /** Number of clusters that are saved. */
        public int clusters() {
            return classes.stream().mapToInt(Saved::clusters).sum();
        }
    }

    /**
     * A class that labels get.
     *
     * @param name     of the class as the project has it, or as it is added
     * @param code     of it
     * @param added    whether it is added
     * @param clusters that become it
     * @param crops    of these
     */
    public record Saved(String name, int code, boolean added, int clusters, int crops) {
    }

    /**
     * What came of it.
     *
     * @param labels number of labels that were added or changed
     * @param gone   number of crops whose label is not there any more
     */
    public record Outcome(Plan plan, int labels, int gone) {
    }

    /**
     * Labels ready to be saved.
     *
     * @param change of the labels
     * @param gone   number of crops whose label is not there any more
     * @param sets   folders that become image sets with them
     */
    public record Prepared(LabelChange change, int gone, List<Path> sets) {
    }

    private ClusterLabels(ProjectFile project, Clusters clusters, String source, List<Saved> classes) {
        this.clusters = clusters;
        this.source = source;
        names = project.labels();
        table = names.table().copy();
        who = names.who();
        iteration = Iterations.number(project);
        entries = names.entries().size();
        nextCode = new ClassEdits(project).nextCode();
        roots = project.project().getImageSets().stream().map(s -> project.resolve(s.getRoot())).toList();
        int unnamed = 0, crops = 0;
        for (Cluster cluster : clusters.clusters())
            if (!cluster.named()) {
                unnamed++;
                crops += cluster.size();
            }
        plan = new Plan(classes, unnamed, crops, clusters.outliers().length);
    }

    /**
     * Looks what saving would do.
     *
     * @param source what labels say that they come from: the name of the clustering
     */
    public static ClusterLabels of(ProjectFile project, Clusters clusters, String source) {
        Map<String, Saved> classes = new LinkedHashMap<>();
        int next = new ClassEdits(project).nextCode();
        for (Cluster cluster : clusters.clusters()) {
            if (!cluster.named())
                continue;
            String key = cluster.name().toLowerCase(Locale.ROOT);
            Saved before = classes.get(key);
            if (before == null) {
                Optional<DefectClass> known = DefectClasses.of(project.project()).stream()
                        .filter(c -> c.getName().equalsIgnoreCase(cluster.name())).findFirst();
                before = known.map(c -> new Saved(c.getName(), c.getCode(), false, 0, 0)).orElse(null);
                if (before == null)
                    before = new Saved(cluster.name(), next++, true, 0, 0);
            }
            classes.put(key, new Saved(before.name(), before.code(), before.added(), before.clusters() + 1,
                    before.crops() + cluster.size()));
        }
        return new ClusterLabels(project, clusters, source, List.copyOf(classes.values()));
    }

    /** What saving does. */
    public Plan plan() {
        return plan;
    }

    /**
     * Composes the labels. Any thread.
     *
     * @param what the change is called
     * @throws ToolException if no cluster has a name
     */
    public Prepared prepare(String what) throws ToolException {
        if (plan.classes().isEmpty())
            throw new ToolException("No cluster has a name, so there is nothing to save as labels.",
                    "Name the clusters that show one kind of defect.");
        Map<String, Integer> codes = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        plan.classes().forEach(c -> codes.put(c.name(), c.code()));
        LabelEdit edit = new LabelEdit(table, who, System.currentTimeMillis(), iteration);
        int gone = 0;
        List<Path> outside = new ArrayList<>();
        int[] cluster = clusters.cluster();
        List<Crop> crops = clusters.computed().table().crops();
        for (int row = 0; row < cluster.length; row++) {
            Cluster of = cluster[row] < 0 ? null : clusters.clusters().get(cluster[row]);
            if (of == null || !of.named())
                continue;
            Crop crop = crops.get(row);
            int code = codes.get(of.name());
            if (crop.origin().kind() == Crop.Kind.LABEL) {
                Optional<Label> label = table.label(crop.origin().number());
                label.ifPresent(l -> edit.classify(l, code));
                gone += label.isPresent() ? 0 : 1;
            } else
                place(edit, crop, code, outside);
        }
        return new Prepared(edit.change(what), gone, outside.isEmpty() ? List.of() : List.of(common(outside)));
    }

    private void place(LabelEdit edit, Crop crop, int code, List<Path> outside) {
        Path file = crop.image().test().toAbsolutePath().normalize();
        LabelTile tile = edit.tile(names.image(file, crop.image().page()));
        Optional<Label> there = table.labels(tile.number()).stream().filter(l -> l.agreed() && same(l.shape(),
                crop.shape())).findFirst();
        if (there.isPresent())
            edit.classify(there.get(), code);
        else
            edit.add(tile, crop.shape(), code, source, "");
        if (!crop.whole())
            return;
        if (tile.origin().equals(LabelOrigin.UNKNOWN) && !crop.group().isEmpty())
            edit.tile(tile.origin(new LabelOrigin("", crop.group(), "", 0, 0)));
        if (tile.state() == TileState.OPEN) // what a person set aside stays so
            edit.state(tile, TileState.COMPLETE);
        if (roots.stream().noneMatch(file::startsWith))
            outside.add(file);
    }

    private static boolean same(LabelShape one, LabelShape other) {
        return one instanceof LabelShape.Whole || other instanceof LabelShape.Whole
                ? one instanceof LabelShape.Whole && other instanceof LabelShape.Whole
                : one.bounds().iou(other.bounds()) >= SAME;
    }

    /** The folder that all files lie in. */
    private static Path common(List<Path> files) {
        Path folder = files.get(0).getParent();
        for (Path file : files)
            while (!file.startsWith(folder) && folder.getParent() != null)
                folder = folder.getParent();
        return folder;
    }

    /** Whether labels and classes are as they were when this was made, so that it can be saved. */
    public boolean fits(ProjectFile project) {
        return names == project.labels() && names.entries().size() == entries
                && new ClassEdits(project).nextCode() == nextCode;
    }

    /**
     * Saves the labels, adds classes that there are not yet, and an image set for the folder of images that are in
     * none. On the model's thread; one change, undone as one.
     *
     * @throws IllegalStateException if labels or classes have changed since: see {@link #fits}
     */
    public Outcome save(ProjectFile project, Prepared prepared) {
        if (!fits(project))
            throw new IllegalStateException("The labels have changed since those of the clusters were prepared.");
        project.change(prepared.change(), () -> {
            for (Saved one : plan.classes())
                if (one.added()) {
                    DefectClass added = DefectClasses.add(project.project(), one.name());
                    added.setCode(one.code());
                    project.project().getClassSchemes().get(0).setNextCode(one.code() + 1);
                }
            for (Path folder : prepared.sets()) {
                ImageSet set = LoupeFactory.eINSTANCE.createImageSet();
                set.setName(folder.getFileName() == null ? folder.toString() : folder.getFileName().toString());
                set.setRoot(project.relative(folder));
                project.project().getImageSets().add(set);
            }
        });
        return new Outcome(plan, prepared.change().labels().size(), prepared.gone());
    }
}
