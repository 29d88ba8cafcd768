package org.loupe.store.labels;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.loupe.store.labels.LabelChange.Replaced;

/**
 * Composes one gesture of any number of single changes; the table stays as it is until the {@link #change} is applied.
 * It sees its own changes: what it changed twice is changed once, and what it added and dropped never was. Not for use
 * by several threads; made and applied on the thread of the table without other changes in between.
 */
public final class LabelEdit {
    private final LabelTable table;
    private final String who;
    private final long now;
    private final Map<Integer, LabelTile> tiles = new LinkedHashMap<>();
    private final Map<String, LabelTile> newTiles = new HashMap<>();
    private final Map<Integer, Optional<Label>> labels = new LinkedHashMap<>();
    private final int iteration;
    private int nextTile, nextLabel;

    /**
     * @param who is the author of what is changed
     * @param now ms since 1970 UTC
     */
    public LabelEdit(LabelTable table, String who, long now) {
        this(table, who, now, table.iteration());
    }

    /** As above. @param iteration that new labels belong to; another than the table's begins with this gesture */
    public LabelEdit(LabelTable table, String who, long now, int iteration) {
        this.table = Objects.requireNonNull(table);
        this.who = Objects.requireNonNull(who);
        this.now = now;
        this.iteration = iteration;
        nextTile = table.nextTile();
        nextLabel = table.nextLabel();
    }

    /** The tile of an image, made if there is none yet: open, of unknown origin and content. */
    public LabelTile tile(String image) {
        LabelTile made = newTiles.get(image);
        if (made != null)
            return tiles.get(made.number());
        Optional<LabelTile> known = table.tile(image);
        if (known.isPresent())
            return tiles.getOrDefault(known.get().number(), known.get());
        LabelTile fresh = new LabelTile(nextTile++, image, "", 0, 0, TileState.OPEN, "", LabelOrigin.UNKNOWN);
        newTiles.put(image, fresh);
        tiles.put(fresh.number(), fresh);
        return fresh;
    }

    /** Puts a tile in the place of that of its number. */
    public LabelEdit tile(LabelTile changed) {
        tiles.put(changed.number(), changed);
        return this;
    }

    /** Puts a tile into a state. */
    public LabelEdit state(LabelTile tile, TileState state) {
        return tile(tiles.getOrDefault(tile.number(), tile).state(state));
    }

    /** Adds a label that a person made. @param layer "" or whose second opinion it is */
    public Label add(LabelTile tile, LabelShape shape, int code, String source, String layer) {
        return put(new Label(nextLabel++, tile.number(), shape, code, LabelState.ADDED, 1, iteration, who, now,
                source, layer, ""));
    }

    /** Adds a label that a machine proposes. @param score 0 to 1 */
    public Label propose(LabelTile tile, LabelShape shape, int code, float score, String source) {
        return put(new Label(nextLabel++, tile.number(), shape, code, LabelState.AUTO, score, iteration, who,
                now, source, "", ""));
    }

    /** Adds a copy of a label of any project, with its own state, score, author and time. */
    public Label add(LabelTile tile, Label like) {
        return put(new Label(nextLabel++, tile.number(), like.shape(), like.code(), like.state(), like.score(),
                iteration, like.author(), like.millis(), like.source(), like.layer(), like.comment()));
    }

    /** Says that a person stands behind a proposed label; others stay as they are. */
    public LabelEdit accept(Label label) {
        Label now = current(label);
        if (now.state() == LabelState.AUTO)
            put(now.state(LabelState.ACCEPTED).by(who, this.now));
        return this;
    }

    /** Gives a label a class; a proposed one is corrected, or accepted if it has that class. */
    public LabelEdit classify(Label label, int code) {
        Label now = current(label);
        if (now.code() == code)
            return accept(now);
        put(now.code(code).state(now.state().corrected()).by(who, this.now));
        return this;
    }

    /** Gives a label another outline; a proposed one is corrected. */
    public LabelEdit reshape(Label label, LabelShape shape) {
        Label now = current(label);
        if (!now.shape().equals(shape))
            put(now.shape(shape).state(now.state().corrected()).by(who, this.now));
        return this;
    }

    /** Puts a label in the place of that of its id, as it is. */
    public Label put(Label label) {
        labels.put(label.id(), Optional.of(label));
        return label;
    }

    /** Deletes a label. */
    public LabelEdit drop(Label label) {
        labels.put(label.id(), Optional.empty());
        return this;
    }

    private Label current(Label label) {
        return labels.getOrDefault(label.id(), Optional.of(label)).orElse(label);
    }

    /** The gesture of a person. @param what what it does: "Add Short" */
    public LabelChange change(String what) {
        return change(what, false);
    }

    /** The gesture. @param machine whether a machine did it, so that what it drops was not rejected by a person */
    public LabelChange change(String what, boolean machine) {
        List<Replaced<LabelTile>> tileChanges = new ArrayList<>();
        tiles.forEach((number, after) -> {
            LabelTile before = table.tile(number).orElse(null);
            if (!after.equals(before))
                tileChanges.add(new Replaced<>(before, after));
        });
        List<Replaced<Label>> labelChanges = new ArrayList<>();
        labels.forEach((id, after) -> {
            Label before = table.label(id).orElse(null);
            if (before == null ? after.isPresent() : !before.equals(after.orElse(null)))
                labelChanges.add(new Replaced<>(before, after.orElse(null)));
        });
        LabelChange change = new LabelChange(what, machine, tileChanges, labelChanges);
        return change.isEmpty() || iteration == table.iteration() ? change
                : change.iteration(table.iteration(), iteration);
    }
}
