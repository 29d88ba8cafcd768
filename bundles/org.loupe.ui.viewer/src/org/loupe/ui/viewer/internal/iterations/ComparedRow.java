package org.loupe.ui.viewer.internal.iterations;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.LabelTile;
import org.loupe.ui.LabelDesk;
import org.loupe.ui.Words;
import org.loupe.workspace.labels.ClassEntry;
import org.loupe.workspace.labels.LabelComparison;
import org.loupe.workspace.labels.LabelComparison.ClassChange;
import org.loupe.workspace.labels.LabelComparison.Pair;

/**
 * A difference of two iterations as the list shows it. Texts are made when they are asked for.
 *
 * @param tile   what it lies on; {@code null} for a class
 * @param label  the label that differs; {@code null} for a tile or class
 * @param before how it was, or ""
 * @param after  how it is, or ""
 * @param what   what differs
 */
record ComparedRow(LabelTile tile, Label label, String before, String after, String what) {

    static ComparedRow ofLabel(Label before, Label after, LabelTable older, LabelTable newer, LabelDesk desk) {
        Label one = after == null ? before : after;
        LabelTile tile = newer.tile(one.tile()).or(() -> older.tile(one.tile())).orElse(null);
        String what = before == null ? word("added") : after == null ? word("removed") : differing(before, after);
        return new ComparedRow(tile, one, words(before, desk), words(after, desk), what);
    }

    private static String differing(Label before, Label after) {
        List<String> parts = new ArrayList<>();
        if (before.code() != after.code())
            parts.add(word("class"));
        if (!before.shape().equals(after.shape()))
            parts.add(word("shape"));
        if (before.state() != after.state())
            parts.add(word("state"));
        return parts.isEmpty() ? word("other") : String.join(", ", parts);
    }

    private static String words(Label label, LabelDesk desk) {
        return label == null ? "" : Words.get("iterations.compare.label", desk.className(label.code()),
                Words.get("iterations.state." + label.state().name().toLowerCase(Locale.ROOT)));
    }

    static ComparedRow ofTile(LabelTile before, LabelTile after) {
        LabelTile one = after == null ? before : after;
        String what = before == null ? word("added") : after == null ? word("removed")
                : before.state() != after.state() ? word("state")
                        : !before.split().equals(after.split()) ? word("split") : word("image");
        return new ComparedRow(one, null, words(before), words(after), what);
    }

    private static String words(LabelTile tile) {
        if (tile == null)
            return "";
        String state = Words.get("tiles.state." + tile.state().name().toLowerCase(Locale.ROOT));
        return tile.split().isEmpty() ? state : Words.get("iterations.compare.by", state, tile.split());
    }

    static ComparedRow ofClass(ClassChange change) {
        ClassEntry before = change.before(), after = change.after();
        String what = before == null ? word("added") : after == null ? word("removed")
                : Objects.equals(before.name(), after.name()) ? word("definition") : word("name");
        return new ComparedRow(null, null, before == null ? "" : before.name(), after == null ? "" : after.name(),
                what);
    }

    private static String word(String key) {
        return Words.get("iterations.compare.what." + key);
    }

    /** A row of a list of labels that were changed. */
    static ComparedRow ofLabel(Pair<Label> pair, LabelTable older, LabelTable newer, LabelDesk desk) {
        return ofLabel(pair.before(), pair.after(), older, newer, desk);
    }

    /** What a list is of. */
    enum Kind {
        ADDED, CHANGED, REMOVED, TILES_ADDED, TILES_CHANGED, TILES_REMOVED, CLASSES;

        /** How many there are. */
        int count(LabelComparison of) {
            return switch (this) {
                case ADDED -> of.added().size();
                case CHANGED -> of.changed().size();
                case REMOVED -> of.removed().size();
                case TILES_ADDED -> of.tilesAdded().size();
                case TILES_CHANGED -> of.tilesChanged().size();
                case TILES_REMOVED -> of.tilesRemoved().size();
                case CLASSES -> of.classes().size();
            };
        }

        /** What is written on its button. */
        String words(LabelComparison of) {
            String key = switch (this) {
                case ADDED -> "added";
                case CHANGED -> "changed";
                case REMOVED -> "removed";
                case TILES_ADDED -> "tilesAdded";
                case TILES_CHANGED -> "tilesChanged";
                case TILES_REMOVED -> "tilesRemoved";
                case CLASSES -> "classes";
            };
            return Words.get("iterations.compare." + key, count(of));
        }

        /** One of its rows. */
        ComparedRow row(LabelComparison of, int index, LabelTable older, LabelTable newer, LabelDesk desk) {
            return switch (this) {
                case ADDED -> ofLabel(null, of.added().get(index), older, newer, desk);
                case CHANGED -> ofLabel(of.changed().get(index), older, newer, desk);
                case REMOVED -> ofLabel(of.removed().get(index), null, older, newer, desk);
                case TILES_ADDED -> ofTile(null, of.tilesAdded().get(index));
                case TILES_CHANGED -> ofTile(of.tilesChanged().get(index).before(),
                        of.tilesChanged().get(index).after());
                case TILES_REMOVED -> ofTile(of.tilesRemoved().get(index), null);
                case CLASSES -> ofClass(of.classes().get(index));
            };
        }
    }
}
