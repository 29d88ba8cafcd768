package org.loupe.workspace.labels;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.LabelTile;

/**
 * What became of the labels, tiles and classes from one moment of a project to another. Labels and tiles are the same if
 * their numbers are, whoever changed them when. Immutable; any thread.
 *
 * @param added        labels that the later has only
 * @param removed      labels that the earlier has only
 * @param changed      labels of another outline, class, state, score, layer or comment
 * @param tilesAdded   tiles that the later has only
 * @param tilesRemoved tiles that the earlier has only
 * @param tilesChanged tiles of another state, split or content
 * @param classes      classes that were added, removed or changed
 */
public record LabelComparison(List<Label> added, List<Label> removed, List<Pair<Label>> changed,
        List<LabelTile> tilesAdded, List<LabelTile> tilesRemoved, List<Pair<LabelTile>> tilesChanged,
        List<ClassChange> classes) {

    /** Something before and after. */
    public record Pair<T>(T before, T after) { }

    /**
     * A class before and after.
     *
     * @param before how it was, {@code null} if it was not there
     * @param after  how it is, {@code null} if it is gone
     */
    public record ClassChange(ClassEntry before, ClassEntry after) {
        /** Its code. */
        public int code() {
            return (after == null ? before : after).code();
        }
    }

    /** Compares two moments; takes time in proportion to the number of labels. */
    public static LabelComparison of(LabelTable before, List<ClassEntry> classesBefore, LabelTable after,
            List<ClassEntry> classesAfter) {
        List<Label> added = new ArrayList<>(), removed = new ArrayList<>();
        List<Pair<Label>> changed = new ArrayList<>();
        for (Label old : before.labels()) {
            Label now = after.label(old.id()).orElse(null);
            if (now == null)
                removed.add(old);
            else if (now != old && !plain(now).equals(plain(old)))
                changed.add(new Pair<>(old, now));
        }
        for (Label now : after.labels())
            if (before.label(now.id()).isEmpty())
                added.add(now);
        List<LabelTile> tilesAdded = new ArrayList<>(), tilesRemoved = new ArrayList<>();
        List<Pair<LabelTile>> tilesChanged = new ArrayList<>();
        for (LabelTile old : before.tiles()) {
            LabelTile now = after.tile(old.number()).orElse(null);
            if (now == null)
                tilesRemoved.add(old);
            else if (!now.equals(old))
                tilesChanged.add(new Pair<>(old, now));
        }
        for (LabelTile now : after.tiles())
            if (before.tile(now.number()).isEmpty())
                tilesAdded.add(now);
        return new LabelComparison(added, removed, changed, tilesAdded, tilesRemoved, tilesChanged,
                classes(classesBefore, classesAfter));
    }

    private static Label plain(Label label) {
        return label.by("", 0);
    }

    private static List<ClassChange> classes(List<ClassEntry> before, List<ClassEntry> after) {
        Map<Integer, ClassEntry> later = new HashMap<>();
        after.forEach(c -> later.put(c.code(), c));
        List<ClassChange> changes = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        for (ClassEntry old : before) {
            seen.add(old.code());
            ClassEntry now = later.get(old.code());
            if (!Objects.equals(old, now))
                changes.add(new ClassChange(old, now));
        }
        for (ClassEntry now : after)
            if (!seen.contains(now.code()))
                changes.add(new ClassChange(null, now));
        return changes;
    }

    /** Whether nothing differs. */
    public boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty() && changed.isEmpty() && tilesAdded.isEmpty()
                && tilesRemoved.isEmpty() && tilesChanged.isEmpty() && classes.isEmpty();
    }
}
