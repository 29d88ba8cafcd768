package org.loupe.workspace.labels;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.loupe.api.Detections;
import org.loupe.engine.Item;
import org.loupe.exchange.LabelFile;
import org.loupe.exchange.LabelFile.LabelClass;
import org.loupe.exchange.Loss;
import org.loupe.exchange.Truth;
import org.loupe.exchange.Truths;
import org.loupe.model.DefectClass;
import org.loupe.model.Iteration;
import org.loupe.model.Project;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelChange;
import org.loupe.store.labels.LabelEdit;
import org.loupe.store.labels.LabelOrigin;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;
import org.loupe.workspace.ProjectFile;

/**
 * Takes labels out of a project and into another: tiles are found by their file or its name, classes by their names. An
 * import is first planned, which says what would be lost, and then made as one change that can be undone.
 */
public final class LabelTransfer {
    /** Boxes of one class that share this much are the same label. */
    private static final double SAME = 0.9;

    private LabelTransfer() {
    }

    /** What is done with labels that a tile has already. */
    public enum Existing {
        /** They stay; a label that is there already is not added again. */
        KEEP,
        /** They are replaced by those of the file. */
        REPLACE,
        /** The tile is left as it is. */
        SKIP
    }

    /**
     * What an import may do.
     *
     * @param existing what is done with labels that a tile has already
     * @param layer    "" to add to the labels that the project agrees on, else whose second opinion they are
     */
    public record Options(Existing existing, String layer) {
        public Options {
            Objects.requireNonNull(existing);
            Objects.requireNonNull(layer);
        }
    }

    /**
     * What an import would do.
     *
     * @param file       the labels that come in
     * @param images     the image of this project, as labels name it, for each tile of the file that was found
     * @param options    what it may do
     * @param labels     number of labels that come in
     * @param newClasses names of classes that the project does not have yet
     * @param losses     what does not come in, or comes in changed
     */
    public record Plan(LabelFile file, Map<LabelTile, String> images, Options options, int labels,
            List<String> newClasses, List<Loss> losses) {

        /** The same, with what was lost before, when the file was read. */
        public Plan after(List<Loss> before) {
            List<Loss> all = new ArrayList<>(before);
            all.addAll(losses);
            return new Plan(file, images, options, labels, newClasses, all);
        }
    }

    /** All labels of a project, with their tiles and classes, to be written to a file. */
    public static LabelFile export(ProjectFile project) {
        return export(project, project.labels().table());
    }

    /** All labels of a table of a project, such as that of a frozen iteration. */
    public static LabelFile export(ProjectFile project, LabelTable table) {
        Project model = project.project();
        List<LabelClass> classes = new ArrayList<>();
        for (DefectClass one : DefectClasses.of(model))
            classes.add(new LabelClass(one.getCode(), one.getName(), text(one.getColour()), text(one.getBin()),
                    text(one.getDescription())));
        for (int code : table.classes().keySet()) // labels of classes that were deleted
            if (code > 0 && classes.stream().noneMatch(c -> c.code() == code))
                classes.add(new LabelClass(code, "class " + code, "", "", ""));
        List<Iteration> iterations = model.getIterations();
        String last = iterations.isEmpty() ? "" : iterations.get(iterations.size() - 1).getName();
        return new LabelFile(model.getName(), last, classes, table.tiles(), table.labels());
    }

    /**
     * The labels that meet a condition, with the tiles that they lie on.
     *
     * @param labels as of {@link #export(ProjectFile, LabelTable)}
     */
    public static LabelFile only(LabelFile labels, LabelTable table, LabelFilter filter) {
        List<Label> kept = labels.labels().stream().filter(label -> filter.holds(table, label)).toList();
        Set<Integer> tiles = new HashSet<>();
        kept.forEach(label -> tiles.add(label.tile()));
        return new LabelFile(labels.project(), labels.iteration(), labels.classes(),
                labels.tiles().stream().filter(tile -> tiles.contains(tile.number())).toList(), kept);
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    /**
     * Finds for each tile of a file its image: the same path, else the same content where that is known, else the same
     * name, forgivingly as {@link Truths} compares them.
     *
     * @param table  the labels of the project
     * @param model  what the project's classes are read from
     * @param images of the project, by how its labels name them
     */
    public static Plan plan(LabelFile file, LabelTable table, Project model, Map<String, Item> images,
            Options options) {
        Map<String, LabelTile> byPath = new HashMap<>(), byHash = new HashMap<>();
        Map<Truth, LabelTile> byTruth = new IdentityHashMap<>();
        List<Truth> names = new ArrayList<>();
        for (LabelTile tile : file.tiles()) {
            byPath.put(tile.image(), tile);
            if (!tile.sha256().isEmpty())
                byHash.put(tile.sha256(), tile);
            Truth name = new Truth(tile.image(), tile.width(), tile.height(), Detections.NONE);
            names.add(name);
            byTruth.put(name, tile);
        }
        Truths truths = new Truths(names);
        Map<LabelTile, String> found = new LinkedHashMap<>();
        Loss.Count losses = new Loss.Count();
        for (Map.Entry<String, Item> image : images.entrySet()) {
            Optional<LabelTile> known = table.tile(image.getKey());
            LabelTile tile = byPath.get(image.getKey());
            if (tile == null)
                tile = known.map(k -> byHash.get(k.sha256())).orElse(null);
            if (tile == null)
                tile = truths.find(image.getValue().name(), image.getKey()).map(byTruth::get).orElse(null);
            if (tile == null)
                continue;
            if (found.containsKey(tile)) {
                losses.add("images that several of the project answer to, of which the first is taken", tile.image());
                continue;
            }
            found.put(tile, image.getKey());
            if (known.isPresent() && !known.get().sha256().isEmpty() && !tile.sha256().isEmpty()
                    && !known.get().sha256().equals(tile.sha256()))
                losses.note("images whose content differs from what was labelled; their labels come in all the same",
                        tile.image());
        }
        return plan(file, table, model, options, found, losses);
    }

    private static Plan plan(LabelFile file, LabelTable table, Project model, Options options,
            Map<LabelTile, String> found, Loss.Count losses) {
        Map<Integer, LabelTile> byNumber = new HashMap<>();
        for (LabelTile tile : file.tiles()) {
            byNumber.put(tile.number(), tile);
            if (!found.containsKey(tile))
                losses.add("images that the project does not have", tile.image());
        }
        List<LabelClass> newClasses = new ArrayList<>();
        Map<Integer, Integer> codes = codes(file, model, newClasses);
        int coming = 0;
        for (Label label : file.labels()) {
            LabelTile tile = byNumber.get(label.tile());
            String image = found.get(tile);
            if (image == null) {
                losses.add("labels of images that the project does not have", tile.image());
                continue;
            }
            List<Label> there = on(table, image, options.layer());
            if (options.existing() == Existing.SKIP && !there.isEmpty())
                losses.add("labels of tiles that have labels already", tile.image());
            else if (options.existing() == Existing.KEEP && there.stream().anyMatch(l -> same(l, label, codes)))
                losses.note("labels that are there already", tile.image());
            else
                coming++;
            if (tile.width() > 0 && beyond(label.shape().bounds(), tile))
                losses.note("labels that reach beyond their image; they come in as they are", tile.image());
        }
        return new Plan(file, found, options, coming, newClasses.stream().map(LabelClass::name).toList(),
                losses.losses());
    }

    private static boolean beyond(LabelShape.Box box, LabelTile tile) {
        return box.x() < 0 || box.y() < 0 || box.x() + box.width() > tile.width()
                || box.y() + box.height() > tile.height();
    }

    private static List<Label> on(LabelTable table, String image, String layer) {
        return table.tile(image).map(t -> table.labels(t.number())).orElse(List.of()).stream()
                .filter(l -> l.layer().equals(layer)).toList();
    }

    /** Whether a label that comes in is there already. @param codes of this project by those of the file */
    private static boolean same(Label there, Label coming, Map<Integer, Integer> codes) {
        return codes.get(coming.code()) == there.code() && (there.shape().equals(coming.shape())
                || there.shape().getClass() == coming.shape().getClass()
                        && there.shape().bounds().iou(coming.shape().bounds()) >= SAME);
    }

    /** Codes of this project by those of a file; classes that the project does not have get the next codes. */
    private static Map<Integer, Integer> codes(LabelFile file, Project model, List<LabelClass> added) {
        Map<Integer, Integer> codes = new HashMap<>(Map.of(0, 0));
        Map<String, Integer> byName = new HashMap<>();
        for (DefectClass one : DefectClasses.of(model))
            byName.putIfAbsent(one.getName(), one.getCode());
        int next = DefectClasses.nextCode(model);
        for (LabelClass one : file.classes()) {
            if (!byName.containsKey(one.name())) {
                byName.put(one.name(), next++);
                added.add(one);
            }
            codes.put(one.code(), byName.get(one.name()));
        }
        return codes;
    }

    /**
     * Makes a planned import as one change; classes that the project does not have are added.
     *
     * @param source what labels name as their source if the file does not say another
     * @param what   that is called in the Edit menu
     * @return what was changed; empty if nothing was to be
     */
    public static LabelChange make(Plan plan, ProjectFile project, String source, String what) {
        Project model = project.project();
        LabelFile file = plan.file();
        List<LabelClass> added = new ArrayList<>();
        Map<Integer, Integer> codes = codes(file, model, added);
        LabelEdit edit = project.labels().edit();
        LabelTable table = project.labels().table();
        Map<Integer, LabelTile> tiles = new HashMap<>();
        plan.images().forEach((from, image) -> {
            if (plan.options().existing() == Existing.SKIP && !on(table, image, plan.options().layer()).isEmpty())
                return;
            tiles.put(from.number(), edit.tile(image));
            if (plan.options().existing() == Existing.REPLACE)
                on(table, image, plan.options().layer()).forEach(edit::drop);
            if (plan.options().layer().isEmpty()) // an opinion says nothing for the project
                take(edit, from, image);
        });
        for (Label label : file.labels()) {
            LabelTile tile = tiles.get(label.tile());
            if (tile == null || plan.options().existing() == Existing.KEEP && on(table, tile.image(),
                    plan.options().layer()).stream().anyMatch(l -> same(l, label, codes)))
                continue;
            String from = label.source().isEmpty() ? source : label.source();
            edit.add(tile, new Label(label.id(), label.tile(), label.shape(), codes.get(label.code()), label.state(),
                    label.score(), 0, label.author().isEmpty() ? project.labels().who() : label.author(),
                    label.millis() == 0 ? System.currentTimeMillis() : label.millis(), from, plan.options().layer(),
                    label.comment()));
        }
        LabelChange change = edit.change(what);
        project.change(change, () -> {
            for (LabelClass one : added) {
                DefectClass made = DefectClasses.add(model, one.name());
                made.setColour(one.colour());
                made.setBin(one.bin());
                made.setDescription(one.definition());
            }
        });
        return change;
    }

    /** Takes over what the file knows of a tile and the project does not. */
    private static void take(LabelEdit edit, LabelTile from, String image) {
        LabelTile now = edit.tile(image);
        if (now.state() == TileState.OPEN)
            edit.state(now, from.state());
        if (now.split().isEmpty())
            edit.tile(edit.tile(image).split(from.split()));
        if (now.origin().equals(LabelOrigin.UNKNOWN))
            edit.tile(edit.tile(image).origin(from.origin()));
    }
}
