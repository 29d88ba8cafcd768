package org.loupe.store.labels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.loupe.store.labels.LabelChange.Replaced;

/**
 * All tiles and labels of a project as they are at one moment, with counts that are always right. Changed by
 * {@link #apply} alone, on one thread; {@link #copy} gives other threads a table of their own at little cost.
 */
public final class LabelTable {
    private static final Label[] NO_LABELS = {};

    private LabelTile[] tiles = new LabelTile[16];
    private Label[][] byTile = new Label[16][];
    private Label[] labels = new Label[64];
    private final Map<String, Integer> byImage;
    private final Map<Integer, ClassTally> classes, complete;
    private final Map<Integer, LabelTally> iterations;
    private final Map<Integer, List<Label>> rejected;
    private final int[] states;
    private int tileCount, labelCount, countedLabels, autoLabels, autoTiles, lastTile, lastLabel, iteration;

    /** An empty table. */
    public LabelTable() {
        byImage = new HashMap<>();
        classes = new TreeMap<>();
        complete = new TreeMap<>();
        iterations = new TreeMap<>();
        rejected = new HashMap<>();
        states = new int[TileState.values().length];
    }

    private LabelTable(LabelTable from) {
        tiles = from.tiles.clone();
        byTile = from.byTile.clone();
        labels = from.labels.clone();
        byImage = new HashMap<>(from.byImage);
        classes = new TreeMap<>(from.classes);
        complete = new TreeMap<>(from.complete);
        iterations = new TreeMap<>(from.iterations);
        rejected = new HashMap<>(from.rejected);
        states = from.states.clone();
        tileCount = from.tileCount;
        labelCount = from.labelCount;
        countedLabels = from.countedLabels;
        autoLabels = from.autoLabels;
        autoTiles = from.autoTiles;
        lastTile = from.lastTile;
        lastLabel = from.lastLabel;
        iteration = from.iteration;
    }

    /** A table of its own that holds the same; tiles and labels are shared, as they never change. */
    public LabelTable copy() {
        return new LabelTable(this);
    }

    /** Number of the iteration that new labels belong to; 0 before the first was begun. */
    public int iteration() {
        return iteration;
    }

    /** All tiles in the order of their numbers. */
    public List<LabelTile> tiles() {
        List<LabelTile> all = new ArrayList<>(tileCount);
        for (int number = 1; number <= lastTile; number++)
            if (tiles[number] != null)
                all.add(tiles[number]);
        return all;
    }

    /** The tile of a number. */
    public Optional<LabelTile> tile(int number) {
        return Optional.ofNullable(number > 0 && number <= lastTile ? tiles[number] : null);
    }

    /** The tile of an image, as {@link LabelTile#image} names it. */
    public Optional<LabelTile> tile(String image) {
        return Optional.ofNullable(byImage.get(image)).map(number -> tiles[number]);
    }

    /** The labels of a tile, those of second opinions included, in the order in which they were made. */
    public List<Label> labels(int tile) {
        return Collections.unmodifiableList(Arrays.asList(on(tile)));
    }

    private Label[] on(int tile) {
        Label[] found = tile > 0 && tile < byTile.length ? byTile[tile] : null;
        return found == null ? NO_LABELS : found;
    }

    /** All labels in the order in which they were made. */
    public List<Label> labels() {
        List<Label> all = new ArrayList<>(labelCount);
        for (int id = 1; id <= lastLabel; id++)
            if (labels[id] != null)
                all.add(labels[id]);
        return all;
    }

    /** The label of an id; nothing once it is deleted. */
    public Optional<Label> label(int id) {
        return Optional.ofNullable(id > 0 && id <= lastLabel ? labels[id] : null);
    }

    /** Number of tiles. */
    public int tileCount() {
        return tileCount;
    }

    /** Number of tiles in a state. */
    public int tiles(TileState state) {
        return states[state.ordinal()];
    }

    /** Number of tiles with labels that no person has looked at. */
    public int tilesWithAuto() {
        return autoTiles;
    }

    /** Number of all labels, second opinions and proposals included. */
    public int labelCount() {
        return labelCount;
    }

    /** Number of labels that count. */
    public int countedLabels() {
        return countedLabels;
    }

    /** Number of labels that no person has looked at. */
    public int autoLabels() {
        return autoLabels;
    }

    /** How often each class was given, by its code; 0 for labels without a class. Classes never given are absent. */
    public Map<Integer, ClassTally> classes() {
        Map<Integer, ClassTally> given = new LinkedHashMap<>(classes);
        given.values().removeIf(ClassTally.NONE::equals);
        return given;
    }

    /** Highest code that a label ever had, those that are gone included; 0 if none had one. */
    public int highestCode() {
        return classes.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** How often a class was given. */
    public ClassTally classTally(int code) {
        return classes.getOrDefault(code, ClassTally.NONE);
    }

    /** How often a class was given on tiles that are complete: what training would see. */
    public ClassTally completeTally(int code) {
        return complete.getOrDefault(code, ClassTally.NONE);
    }

    /** What became of the labels that were proposed or added in an iteration. */
    public LabelTally tally(int ofIteration) {
        return iterations.getOrDefault(ofIteration, LabelTally.NONE);
    }

    /** What was proposed on a tile and then deleted by a person, as it was last; not what came back since. */
    public List<Label> rejected(int tile) {
        return rejected.getOrDefault(tile, List.of());
    }

    /** Number that the next new tile gets. */
    int nextTile() {
        return lastTile + 1;
    }

    /** Id that the next new label gets. */
    int nextLabel() {
        return lastLabel + 1;
    }

    /** Makes a change. @throws IllegalStateException if it is not made for this state; nothing is changed then */
    public void apply(LabelChange change) {
        for (Replaced<LabelTile> tile : change.tiles())
            check(tile.before(), tile(number(tile)).orElse(null), "tile " + number(tile));
        for (Replaced<Label> label : change.labels())
            check(label.before(), label(id(label)).orElse(null), "label " + id(label));
        if (change.iteration() != null)
            iteration = change.iteration().after() == null ? 0 : change.iteration().after();
        Map<Integer, List<Replaced<Label>>> touched = new LinkedHashMap<>();
        for (Replaced<Label> label : change.labels())
            touched.computeIfAbsent((label.before() == null ? label.after() : label.before()).tile(),
                    t -> new ArrayList<>(1)).add(label);
        for (Replaced<LabelTile> tile : change.tiles())
            put(tile);
        touched.forEach((tile, changes) -> {
            replace(tile, changes);
            reject(tile, changes, change.machine());
        });
        for (Replaced<Label> label : change.labels())
            tally(label, change.machine());
    }

    private static void check(Object expected, Object found, String what) {
        if (expected != found && (expected == null || !expected.equals(found)))
            throw new IllegalStateException("The change of " + what + " was made for another state of the labels: "
                    + "expected " + expected + ", found " + found + ".");
    }

    private static int number(Replaced<LabelTile> tile) {
        return (tile.before() == null ? tile.after() : tile.before()).number();
    }

    private static int id(Replaced<Label> label) {
        return (label.before() == null ? label.after() : label.before()).id();
    }

    private void put(Replaced<LabelTile> replaced) {
        int number = number(replaced);
        if (number >= tiles.length) {
            tiles = Arrays.copyOf(tiles, Math.max(number + 1, tiles.length * 2));
            byTile = Arrays.copyOf(byTile, tiles.length);
        }
        LabelTile before = replaced.before(), after = replaced.after();
        if (before != null) {
            if (before.state() == TileState.COMPLETE)
                add(complete, found(on(number)), -1);
            states[before.state().ordinal()]--;
            byImage.remove(before.image());
            tileCount--;
        }
        tiles[number] = after;
        if (after != null) {
            if (after.state() == TileState.COMPLETE)
                add(complete, found(on(number)), 1);
            states[after.state().ordinal()]++;
            byImage.put(after.image(), number);
            tileCount++;
        }
        lastTile = Math.max(lastTile, number);
    }

    private void replace(int tile, List<Replaced<Label>> changes) {
        if (tile >= byTile.length) {
            byTile = Arrays.copyOf(byTile, Math.max(tile + 1, byTile.length * 2));
            tiles = Arrays.copyOf(tiles, byTile.length);
        }
        count(tile, -1);
        for (Replaced<Label> change : changes) {
            int id = id(change);
            if (id >= labels.length)
                labels = Arrays.copyOf(labels, Math.max(id + 1, labels.length * 2));
            labels[id] = change.after();
            lastLabel = Math.max(lastLabel, id);
        }
        byTile[tile] = merged(on(tile), changes);
        count(tile, 1);
    }

    private void reject(int tile, List<Replaced<Label>> changes, boolean machine) {
        List<Label> gone = new ArrayList<>(rejected(tile));
        boolean back = gone.removeIf(label -> labels[label.id()] != null);
        for (Replaced<Label> change : changes)
            if (change.after() == null && !machine && change.before().state() != LabelState.ADDED
                    && change.before().agreed())
                gone.add(change.before());
        if (gone.isEmpty())
            rejected.remove(tile);
        else if (back || gone.size() != rejected(tile).size())
            rejected.put(tile, List.copyOf(gone));
    }

    /** The labels of a tile after changes, in the order of their ids. */
    private Label[] merged(Label[] old, List<Replaced<Label>> changes) {
        List<Label> all = new ArrayList<>(old.length + changes.size());
        for (Label label : old)
            if (labels[label.id()] != null)
                all.add(labels[label.id()]);
        boolean sorted = true;
        for (Replaced<Label> change : changes)
            if (change.before() == null) {
                sorted &= all.isEmpty() || all.get(all.size() - 1).id() < change.after().id();
                all.add(change.after());
            }
        if (!sorted)
            all.sort((a, b) -> Integer.compare(a.id(), b.id()));
        return all.toArray(NO_LABELS);
    }

    /** Adds the labels of a tile to the counts, or takes them away. */
    private void count(int tile, int times) {
        Label[] all = on(tile);
        labelCount += times * all.length;
        boolean auto = false;
        for (Label label : all)
            if (label.counts()) {
                countedLabels += times;
            } else if (label.agreed()) {
                auto = true;
                autoLabels += times;
            }
        if (auto)
            autoTiles += times;
        Map<Integer, ClassTally> found = found(all);
        add(classes, found, times);
        if (tiles[tile] != null && tiles[tile].state() == TileState.COMPLETE)
            add(complete, found, times);
    }

    /** How often each class was given on a tile. */
    private static Map<Integer, ClassTally> found(Label[] ofTile) {
        Map<Integer, ClassTally> found = new HashMap<>();
        for (Label label : ofTile)
            if (label.agreed()) {
                ClassTally seen = found.getOrDefault(label.code(), ClassTally.NONE);
                found.put(label.code(), label.counts() ? new ClassTally(seen.examples() + 1, 1, seen.auto())
                        : new ClassTally(seen.examples(), seen.images(), seen.auto() + 1));
            }
        return found;
    }

    private static void add(Map<Integer, ClassTally> to, Map<Integer, ClassTally> found, int times) {
        found.forEach((code, tally) -> to.merge(code, ClassTally.NONE.plus(tally, times), (a, b) -> a.plus(b, 1)));
    }

    private void tally(Replaced<Label> change, boolean machine) {
        Label before = change.before(), after = change.after(), one = before == null ? after : before;
        if (!one.agreed() || after != null && !after.agreed())
            return;
        boolean proposed = one.state() != LabelState.ADDED;
        LabelTally now = value(after, proposed, machine).plus(value(before, proposed, machine), -1);
        if (!now.equals(LabelTally.NONE))
            iterations.merge(one.iteration(), now, (a, b) -> a.plus(b, 1));
    }

    /** What one label, or its absence, adds to the tally of its iteration. */
    private static LabelTally value(Label label, boolean proposed, boolean machine) {
        if (label == null) // a person deleted it, or a machine has not proposed it
            return proposed && !machine ? new LabelTally(1, 0, 0, 1, 0) : LabelTally.NONE;
        return switch (label.state()) {
            case AUTO -> new LabelTally(1, 0, 0, 0, 0);
            case ACCEPTED -> new LabelTally(1, 1, 0, 0, 0);
            case EDITED -> new LabelTally(1, 0, 1, 0, 0);
            case ADDED -> new LabelTally(0, 0, 0, 0, 1);
        };
    }

    /** The change that makes this table hold what another holds, as a restored state. @param what what it is called */
    public LabelChange towards(LabelTable wanted, String what) {
        List<Replaced<LabelTile>> tileChanges = new ArrayList<>();
        for (int number = 1; number <= Math.max(lastTile, wanted.lastTile); number++)
            different(tile(number).orElse(null), wanted.tile(number).orElse(null), tileChanges);
        List<Replaced<Label>> labelChanges = new ArrayList<>();
        for (int id = 1; id <= Math.max(lastLabel, wanted.lastLabel); id++)
            different(label(id).orElse(null), wanted.label(id).orElse(null), labelChanges);
        return new LabelChange(what, true, tileChanges, labelChanges);
    }

    private static <T> void different(T now, T then, List<Replaced<T>> changes) {
        if (now == null ? then != null : !now.equals(then))
            changes.add(new Replaced<>(now, then));
    }
}
