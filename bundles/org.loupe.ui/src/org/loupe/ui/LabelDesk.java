package org.loupe.ui;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import org.loupe.engine.Item;
import org.loupe.model.DefectClass;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelChange;
import org.loupe.store.labels.LabelEdit;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;
import org.loupe.ui.Session.Event;
import org.loupe.workspace.labels.DefectClasses;
import org.loupe.workspace.labels.Labelling;

/**
 * What a person has in hand while labelling: the class that new labels get, the labels that are selected, whose labels
 * are seen, and the gestures that all parts share. Each gesture is one change that can be undone; one that would change
 * nothing is none. UI thread only.
 *
 * <p>{@link Event#LABELS} tells that labels or tiles changed, {@link Event#LABEL} that something here did.
 */
public final class LabelDesk {
    /** The score from which on proposals are seen until someone says otherwise. */
    public static final float USUAL_LIMIT = 0.5f;

    private final Session session;
    private int code;
    private Set<Integer> selection = Set.of();
    private String layer = "";
    private float limit = USUAL_LIMIT;

    LabelDesk(Session session) {
        this.session = session;
    }

    /** The labels of the open project. */
    public Optional<Labelling> labelling() {
        return session.project().map(p -> p.labels());
    }

    /** The labels as they are, none if no project is open. */
    public LabelTable table() {
        return labelling().map(Labelling::table).orElseGet(LabelTable::new);
    }

    /** The tile in the viewer; nothing while it has neither a label nor a state. */
    public Optional<LabelTile> tile() {
        return session.image().flatMap(this::tile);
    }

    /** The tile of an image; nothing while it has neither a label nor a state. */
    public Optional<LabelTile> tile(Item image) {
        return labelling().flatMap(l -> l.tile(image));
    }

    /** The labels in the viewer: of the layer that is seen, and of the proposed ones those above the limit. */
    public List<Label> labels() {
        return tile().map(t -> table().labels(t.number()).stream().filter(this::seen).toList()).orElse(List.of());
    }

    /** Whether a label is of the layer that is seen and, if it is proposed, not below the limit. */
    public boolean seen(Label label) {
        return label.layer().equals(layer) && (label.state().counts() || label.score() >= limit);
    }

    /** Code of the class that new labels get; 0 for none. */
    public int code() {
        return code;
    }

    /** Chooses the class that new labels get. */
    public void code(int chosen) {
        if (code != chosen) {
            code = chosen;
            session.fire(Event.LABEL);
        }
    }

    /** Ids of the selected labels, which may lie on any tile; those that are gone are left out. */
    public Set<Integer> selection() {
        return selection;
    }

    /** The selected labels. */
    public List<Label> selected() {
        return selection.stream().map(table()::label).flatMap(Optional::stream).toList();
    }

    /** Selects labels. */
    public void select(Collection<Integer> ids) {
        Set<Integer> chosen = new TreeSet<>(ids);
        if (!chosen.equals(selection)) {
            selection = chosen;
            session.fire(Event.LABEL);
        }
    }

    /** Whose opinion is seen and drawn to; "" for the labels that the project agrees on. */
    public String layer() {
        return layer;
    }

    /** Chooses whose opinion is seen and drawn to. */
    public void layer(String whose) {
        if (!layer.equals(whose)) {
            layer = whose;
            selection = Set.of();
            session.fire(Event.LABEL);
        }
    }

    /** Proposed labels below this score are not seen, nor accepted with the others; 0 to 1. */
    public float limit() {
        return limit;
    }

    /** Chooses the score below which proposed labels are not seen. */
    public void limit(float score) {
        if (limit != score) {
            limit = score;
            session.fire(Event.LABEL);
        }
    }

    /** Forgets what was in hand, because another project is open. */
    void clear() {
        code = 0;
        selection = Set.of();
        layer = "";
        limit = USUAL_LIMIT;
    }

    /** Forgets selected labels that are gone. */
    void tidy() {
        LabelTable table = table();
        if (selection.stream().anyMatch(id -> table.label(id).isEmpty()))
            select(selection.stream().filter(id -> table.label(id).isPresent()).toList());
    }

    /**
     * Composes a gesture and makes it.
     *
     * @param compose changes the edit and says what it does, for the Edit menu
     * @return what was changed; nothing if the project is read-only, which is said, or nothing was changed
     */
    public Optional<LabelChange> change(Function<LabelEdit, String> compose) {
        return change("", compose);
    }

    /**
     * Composes a step of a gesture and makes it; steps of one gesture are undone as one.
     *
     * @param gesture names the gesture; "" for a change that is undone by itself
     * @param compose changes the edit and says what it does, for the Edit menu
     * @return what was changed; nothing if the project is read-only, which is said, or nothing was changed
     */
    public Optional<LabelChange> change(String gesture, Function<LabelEdit, String> compose) {
        LabelChange[] made = new LabelChange[1];
        session.edit(project -> {
            LabelEdit edit = project.labels().edit();
            String what = compose.apply(edit);
            LabelChange change = edit.change(what);
            if (!change.isEmpty()) {
                project.change(change, gesture);
                made[0] = change;
            }
        });
        return Optional.ofNullable(made[0]);
    }

    /** Adds a label of the current class to the image in the viewer and selects it. */
    public Optional<Label> add(LabelShape shape) {
        if (session.image().isEmpty())
            return Optional.empty();
        Label[] added = new Label[1];
        change(edit -> {
            LabelTile tile = edit.tile(labelling().orElseThrow().image(session.image().get()));
            added[0] = edit.add(tile, shape, code, "", layer);
            return Words.get("label.undo.add", className(code));
        });
        Optional.ofNullable(added[0]).ifPresent(l -> select(Set.of(l.id())));
        return Optional.ofNullable(added[0]);
    }

    /** Gives labels a class; those that were proposed are accepted by that. */
    public Optional<LabelChange> classify(Collection<Label> labels, int newCode) {
        return change(edit -> {
            labels.forEach(label -> edit.classify(label, newCode));
            return Words.get("label.undo.classify", labels.size(), className(newCode));
        });
    }

    /** Accepts those of the labels that were proposed. */
    public Optional<LabelChange> accept(Collection<Label> labels) {
        return change(edit -> {
            labels.forEach(edit::accept);
            return Words.get("label.undo.accept", labels.size());
        });
    }

    /**
     * Gives labels other outlines, as a step of a gesture.
     *
     * @param gesture names the gesture, whose steps are undone as one; "" for none
     * @param shapes  the outline that each gets
     */
    public Optional<LabelChange> reshape(String gesture, Map<Label, LabelShape> shapes) {
        return change(gesture, edit -> {
            shapes.forEach(edit::reshape);
            return shapes.size() == 1
                    ? Words.get("label.undo.reshape", className(shapes.keySet().iterator().next().code()))
                    : Words.get("label.undo.move", shapes.size());
        });
    }

    /** Gives a label another outline. */
    public Optional<LabelChange> reshape(Label label, LabelShape shape) {
        return change(edit -> {
            edit.reshape(label, shape);
            return Words.get("label.undo.reshape", className(label.code()));
        });
    }

    /** Deletes labels. */
    public Optional<LabelChange> delete(Collection<Label> labels) {
        return change(edit -> {
            labels.forEach(edit::drop);
            return Words.get("label.undo.delete", labels.size());
        });
    }

    /**
     * Puts the tiles of images into a state. While a second opinion is seen, "complete" leaves the tiles as they are and
     * says that this person has looked at them: one without a label gets that of a whole tile without a class.
     */
    public Optional<LabelChange> state(Collection<Item> images, TileState state) {
        return change(edit -> {
            Labelling labelling = labelling().orElseThrow();
            for (Item image : images) {
                LabelTile tile = edit.tile(labelling.image(image));
                if (layer.isEmpty() || state != TileState.COMPLETE)
                    edit.state(tile, state);
                else if (table().labels(tile.number()).stream().noneMatch(l -> l.layer().equals(layer)))
                    edit.add(tile, new LabelShape.Whole(), 0, "", layer);
            }
            return Words.get("label.undo.state." + state.name().toLowerCase(Locale.ROOT), images.size());
        });
    }

    /** What a class is called; "Unclassified" for 0, "class 7" if it is not there any more. */
    public String className(int ofCode) {
        if (ofCode == 0)
            return Words.get("label.unclassified");
        return session.project()
                .flatMap(p -> DefectClasses.byCode(p.project(), ofCode))
                .map(DefectClass::getName).orElseGet(() -> Words.get("label.unknownClass", ofCode));
    }
}
