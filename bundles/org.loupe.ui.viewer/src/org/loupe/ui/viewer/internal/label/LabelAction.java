package org.loupe.ui.viewer.internal.label;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.eclipse.swt.graphics.Point;
import org.loupe.engine.Item;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelState;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;
import org.loupe.ui.LabelDesk;
import org.loupe.ui.Preferences;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.ImageCanvas;
import org.loupe.ui.viewer.internal.ImageEditor;

/**
 * What the commands on labels do. While one labels they act on the proposed label under the pointer, else on the selected
 * labels, else on the one under the pointer; elsewhere those that decide act on the selected detections of the run.
 */
enum LabelAction {
    /** Chooses the tool of four clicks. */
    FOUR,
    /** Chooses the tool for turned boxes. */
    ROTATED,
    /** Chooses the tool for polygons. */
    POLYGON,
    /** Chooses the brush. */
    BRUSH,
    /** Chooses the eraser. */
    ERASER,
    /** Chooses the tool for points. */
    POINT,
    /** Gives the whole image the class in hand, or selects what it has. */
    IMAGE_CLASS,
    /** Accepts. */
    ACCEPT,
    /** Accepts all proposed labels of the image that are seen. */
    ACCEPT_ALL,
    /** Deletes. */
    REJECT,
    /** Gives the class of a place. */
    CLASSIFY,
    /** Lets one look for a class by its name. */
    FIND_CLASS,
    /** Marks the tile complete and shows the next open one. */
    COMPLETE,
    /** Marks the tile complete and shows the previous open one. */
    COMPLETE_BACK,
    /** Shows the next open tile. */
    NEXT,
    /** Shows the previous open tile. */
    PREVIOUS,
    /** Copies the labels to the next tile, and shows it. */
    COPY_NEXT,
    /** Flags the tile, or takes the flag away. */
    FLAG,
    /** Draws to edges, or no longer. */
    SNAP,
    /** Makes the brush smaller. */
    SMALLER,
    /** Makes the brush larger. */
    LARGER,
    /** Moves the selected labels, or the view. */
    MOVE,
    /** Makes the selected labels larger or smaller, or moves the view. */
    RESIZE,
    /** Shows labels in other perspectives too, or no longer. */
    SHOW,
    /** Shows the palette or hides it. */
    PALETTE;

    private static final int STEP = 64, FAR = 10, PAUSE_MS = 1000;
    private static String nudge = "";
    private static long nudged;

    /** Whether it says something of the image, which must be seen for it. */
    private boolean decides() {
        return switch (this) {
            case ACCEPT, ACCEPT_ALL, REJECT, CLASSIFY, FIND_CLASS, IMAGE_CLASS, COMPLETE, COMPLETE_BACK, COPY_NEXT,
                    FLAG -> true;
            default -> false;
        };
    }

    /**
     * Does it.
     *
     * @param viewer    {@code null} if none is open
     * @param parameter of the command that has one
     * @return why nothing was done, in a sentence
     */
    Optional<String> run(Session session, ImageEditor viewer, Optional<String> parameter) {
        switch (this) {
            case SNAP -> {
                Preferences.SNAP.set(!Preferences.SNAP.get());
                return Optional.of(Words.get(Preferences.SNAP.get() ? "label.snapOn" : "label.snapOff"));
            }
            case SHOW -> {
                Preferences.LABELS_SHOWN.set(!Preferences.LABELS_SHOWN.get());
                return Optional.empty();
            }
            case PALETTE -> {
                Preferences.LABEL_PALETTE.set(!Preferences.LABEL_PALETTE.get());
                return Optional.empty();
            }
            default -> {
                // of the image or of a selection
            }
        }
        if (this == REJECT && viewer != null && !viewer.labels().on() && viewer.labels().deleteZone())
            return Optional.empty();
        if (viewer == null || !viewer.labels().on())
            return Decisions.run(this, session, parameter.map(Integer::parseInt).orElse(-1));
        LabelTools tools = viewer.labels();
        if (decides() && session.opening().isPresent())
            return Optional.of(Words.get("label.opening", session.opening().get().name()));
        if (tools.scene().item().isEmpty())
            return Optional.of(Words.get("viewer.none"));
        return switch (this) {
            case FOUR, ROTATED, POLYGON, BRUSH, ERASER, POINT -> {
                tools.choose(ToolKind.valueOf(name()));
                yield Optional.empty();
            }
            case ACCEPT, ACCEPT_ALL, REJECT, CLASSIFY, FIND_CLASS, IMAGE_CLASS -> decide(tools, viewer, parameter);
            case COMPLETE, COMPLETE_BACK, NEXT, PREVIOUS, COPY_NEXT, FLAG -> tile(tools, viewer);
            case SMALLER, LARGER -> {
                if (tools.tool().orElse(null) instanceof BrushTool brush) {
                    brush.resize(this == LARGER ? 1 : -1);
                    viewer.canvas().redraw();
                    yield Optional.empty();
                }
                yield Optional.of(Words.get("label.noBrush"));
            }
            default -> {
                String[] by = parameter.orElse("0 0").split(" ");
                nudge(tools.scene(), viewer.canvas(), Integer.parseInt(by[0]), Integer.parseInt(by[1]));
                yield Optional.empty();
            }
        };
    }

    // ---- deciding

    private Optional<String> decide(LabelTools tools, ImageEditor viewer, Optional<String> parameter) {
        LabelScene scene = tools.scene();
        LabelDesk desk = scene.desk();
        switch (this) {
            case ACCEPT_ALL -> {
                LabelTile tile = scene.tile().orElse(null);
                List<Label> proposed = tile == null ? List.of() : desk.table().labels(tile.number()).stream()
                        .filter(l -> l.state() == LabelState.AUTO && desk.seen(l)).toList();
                return accept(scene, proposed);
            }
            case ACCEPT -> {
                return accept(scene, target(scene));
            }
            case REJECT -> {
                List<Label> target = target(scene);
                if (target.isEmpty())
                    return Optional.of(Words.get("label.none"));
                desk.delete(target);
                return Optional.of(Words.get("label.deleted", target.size()));
            }
            case CLASSIFY -> {
                OptionalInt code = Classes.code(scene.session(), parameter.map(Integer::parseInt).orElse(0));
                if (code.isEmpty())
                    return Optional.of(Words.get("label.fewClasses", Classes.of(scene.session()).size()));
                classify(scene, code.getAsInt(), tools.tool().filter(LabelTool::underWay).isPresent());
                return Optional.empty();
            }
            case FIND_CLASS -> {
                ClassBar bar = tools.classBar();
                Point place = bar.toDisplay(8, -4);
                new ClassFinder(bar.getShell(), scene.session(), place, code -> {
                    classify(scene, code, tools.tool().filter(LabelTool::underWay).isPresent());
                    viewer.canvas().setFocus();
                }).open();
                return Optional.empty();
            }
            default -> { // the class of the image
                List<Label> whole = scene.whole();
                if (whole.isEmpty())
                    desk.add(new LabelShape.Whole());
                else
                    desk.select(List.of(whole.get(0).id()));
                return Optional.of(Words.get("label.imageClass", desk.className(
                        whole.isEmpty() ? desk.code() : whole.get(0).code())));
            }
        }
    }

    private static Optional<String> accept(LabelScene scene, Collection<Label> labels) {
        List<Label> proposed = labels.stream().filter(l -> l.state() == LabelState.AUTO).toList();
        if (proposed.isEmpty())
            return Optional.of(Words.get("label.nothingProposed"));
        scene.desk().accept(proposed);
        return Optional.of(Words.get("label.accepted", proposed.size()));
    }

    /** What is meant: the proposed label under the pointer, else those that are selected, else the one under it. */
    static List<Label> target(LabelScene scene) {
        Optional<Label> hovered = scene.hovered();
        if (hovered.filter(l -> l.state() == LabelState.AUTO).isPresent())
            return List.of(hovered.get());
        List<Label> selected = scene.selected();
        return selected.isEmpty() ? hovered.map(List::of).orElse(List.of()) : selected;
    }

    /** Gives what is meant a class as a click on the class does. */
    static void classify(LabelScene scene, int code) {
        classify(scene, code, false);
    }

    /** While something is drawn the class is for that; else for what is meant, and for what is drawn next. */
    private static void classify(LabelScene scene, int code, boolean drawing) {
        List<Label> target = drawing ? List.of() : target(scene);
        boolean drawn = target.size() == 1 && target.get(0).state() == LabelState.ADDED;
        if (!target.isEmpty())
            scene.desk().classify(target, code);
        if (target.isEmpty() || drawn)
            scene.desk().code(code);
    }

    // ---- tiles

    private Optional<String> tile(LabelTools tools, ImageEditor viewer) {
        LabelScene scene = tools.scene();
        Session session = scene.session();
        Item item = scene.item().orElseThrow();
        switch (this) {
            case COMPLETE, COMPLETE_BACK -> {
                if (tools.tool().filter(tool -> tool.enter(viewer.canvas())).isPresent())
                    return Optional.empty();
                if (scene.desk().state(List.of(item), TileState.COMPLETE).isEmpty()
                        && scene.tile().filter(t -> t.state() == TileState.COMPLETE).isEmpty())
                    return Optional.empty(); // read-only, which is said
                return Preferences.AUTO_NEXT.get() ? open(session, viewer, item, this == COMPLETE ? 1 : -1)
                        : Optional.of(Words.get("label.completed", item.name()));
            }
            case FLAG -> {
                boolean flagged = scene.counts().state() == TileState.FLAGGED;
                scene.desk().state(List.of(item), flagged ? TileState.OPEN : TileState.FLAGGED);
                return Optional.of(Words.get(flagged ? "label.unflagged" : "label.flagged", item.name()));
            }
            case COPY_NEXT -> {
                return copy(scene, viewer, item);
            }
            default -> {
                return open(session, viewer, item, this == NEXT ? 1 : -1);
            }
        }
    }

    private static Optional<String> open(Session session, ImageEditor viewer, Item from, int by) {
        Optional<Item> next = session.queue().nextOpen(from, by);
        next.ifPresent(item -> ImageEditor.show(viewer.getSite().getPage(), item, false));
        return next.isPresent() ? Optional.empty()
                : Optional.of(Words.get("label.noneOpen", session.queue().count(TileState.COMPLETE)));
    }

    /** Those that are selected, else all that a person stands behind. */
    private static Optional<String> copy(LabelScene scene, ImageEditor viewer, Item from) {
        Session session = scene.session();
        Item to = session.queue().next(from, 1).orElse(null);
        if (to == null)
            return Optional.of(Words.get("label.noNext"));
        List<Label> selected = scene.selected();
        List<Label> copied = selected.isEmpty() ? scene.tile().map(t -> scene.desk().table().labels(t.number()))
                .orElse(List.of()).stream().filter(l -> l.state().counts() && scene.desk().seen(l)).toList() : selected;
        if (copied.isEmpty())
            return Optional.of(Words.get("label.nothingToCopy"));
        List<Integer> made = new ArrayList<>();
        scene.desk().change(edit -> {
            LabelTile tile = edit.tile(scene.desk().labelling().orElseThrow().image(to));
            for (Label label : copied)
                made.add(edit.add(tile, label.shape(), label.code(), "", label.layer()).id());
            return Words.get("label.undo.copy", copied.size(), to.name());
        });
        if (made.isEmpty())
            return Optional.empty(); // read-only, which is said
        ImageEditor.show(viewer.getSite().getPage(), to, false);
        scene.desk().select(made);
        return Optional.of(Words.get("label.copied", made.size(), to.name()));
    }

    // ---- arrows

    /** Moves or resizes what is selected by px, else the view; presses in a row are undone as one. */
    private void nudge(LabelScene scene, ImageCanvas canvas, int dx, int dy) {
        List<Label> selected = scene.selected().stream().filter(l -> !(l.shape() instanceof LabelShape.Whole)).toList();
        if (selected.isEmpty() || canvas.pixels().isEmpty()) {
            boolean far = Math.abs(dx + dy) >= FAR;
            Point size = canvas.getSize();
            canvas.pan(Integer.signum(dx) * (far ? size.x : STEP), Integer.signum(dy) * (far ? size.y : STEP));
            return;
        }
        var image = canvas.pixels().get().shape();
        Map<Label, LabelShape> shapes = new HashMap<>();
        for (Label label : selected)
            shapes.put(label, this == RESIZE ? Outline.grown(label.shape(), dx, dy)
                    : Outline.moved(label.shape(), dx, dy, image.width(), image.height()));
        long now = System.currentTimeMillis();
        String of = name() + scene.desk().selection();
        if (!nudge.startsWith(of + "@") || now - nudged > PAUSE_MS)
            nudge = of + "@" + now;
        nudged = now;
        scene.desk().reshape(nudge, shapes);
    }

    /** Says in the status line what was done. */
    static void say(Session session, String sentence) {
        session.status().message(Kind.INFO, sentence);
    }
}
