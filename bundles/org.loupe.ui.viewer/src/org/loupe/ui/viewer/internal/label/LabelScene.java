package org.loupe.ui.viewer.internal.label;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.eclipse.swt.widgets.Widget;
import org.loupe.engine.Item;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelChange;
import org.loupe.store.labels.LabelChange.Replaced;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelShape.Box;
import org.loupe.store.labels.LabelState;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;
import org.loupe.ui.LabelDesk;
import org.loupe.ui.Session;
import org.loupe.ui.viewer.ImageCanvas;
import org.loupe.workspace.labels.Labelling;

/**
 * The labels of the image in a viewer as they are seen there: which are in sight, which one is under the pointer, and the
 * outlines that a gesture under way would give them. UI thread.
 */
final class LabelScene {
    /** Labels in sight that are drawn one by one; of more, only the density. */
    static final int MOST = 4000;
    private static final int AT_ONCE = 2000, REACH = 4, FAR = 9, BEYOND = 10, NEAREST = 400;

    private final Session session;
    private final LabelDesk desk;
    private final Widget owner;
    private final Runnable changed;
    private final Map<Integer, LabelShape> drafts = new HashMap<>();
    private Item item;
    private LabelIndex index = LabelIndex.of(List.of());
    private Labelling heard;
    private Runnable unheard = () -> { };
    private int hover, generation;
    private Counts counts;

    /**
     * How far the tile is.
     *
     * @param labels that count or are proposed
     * @param auto   of them proposed, not below the limit
     */
    record Counts(int labels, int auto, TileState state) {
    }

    /** @param changed is told that something is to be drawn anew */
    LabelScene(Session session, Widget owner, Runnable changed) {
        this.session = session;
        this.owner = owner;
        this.changed = changed;
        desk = session.desk();
        session.listen(owner, Session.Event.PROJECT, this::hear);
        session.listen(owner, Session.Event.LABELS, this::labelsChanged);
        session.listen(owner, Session.Event.LABEL, this::labelsChanged);
        session.listen(owner, Session.Event.MODEL, changed);
        owner.addDisposeListener(e -> unheard.run());
        hear();
    }

    private void hear() {
        Labelling now = desk.labelling().orElse(null);
        if (now == heard)
            return;
        unheard.run();
        heard = now;
        unheard = now == null ? () -> { } : now.listen(this::take);
    }

    /** Takes a change over without looking at all labels. */
    private void take(LabelChange change) {
        int tile = tile().map(LabelTile::number).orElse(0);
        for (Replaced<Label> label : change.labels()) {
            Label one = label.after() == null ? label.before() : label.after();
            if (one.tile() == tile)
                index.put(one.id(), label.after());
        }
        if (index.stale())
            build();
    }

    private void labelsChanged() {
        counts = null;
        if (hover > 0 && label(hover).isEmpty())
            hover = 0;
        changed.run();
    }

    /** Another image is shown, with {@code null} none. */
    void image(Item shown) {
        item = shown;
        hover = 0;
        drafts.clear();
        build();
        labelsChanged();
    }

    private void build() {
        int mine = ++generation;
        List<Label> labels = tile().map(t -> desk.table().labels(t.number())).orElse(List.of());
        if (labels.size() <= AT_ONCE) {
            index = LabelIndex.of(labels);
            return;
        }
        if (!index.stale())
            index = LabelIndex.of(List.of());
        CompletableFuture.supplyAsync(() -> LabelIndex.of(labels)).thenAccept(built -> session.ui(() -> {
            if (owner.isDisposed() || mine != generation)
                return;
            for (Label now : tile().map(t -> desk.table().labels(t.number())).orElse(List.of()))
                if (now.millis() >= newest(labels)) // changed while it was built
                    built.put(now.id(), now);
            index = built;
            changed.run();
        }));
    }

    private static long newest(List<Label> labels) {
        return labels.stream().mapToLong(Label::millis).max().orElse(0);
    }

    /** The image that is shown. */
    Optional<Item> item() {
        return Optional.ofNullable(item);
    }

    /** Its tile; nothing while it has neither label nor state. */
    Optional<LabelTile> tile() {
        return item().flatMap(desk::tile);
    }

    /** What a person has in hand. */
    LabelDesk desk() {
        return desk;
    }

    /** Where everything else is asked for. */
    Session session() {
        return session;
    }

    /** How many labels there are, counted once for each change. */
    Counts counts() {
        if (counts == null) {
            int all = 0, auto = 0;
            LabelTile tile = tile().orElse(null);
            if (tile != null)
                for (Label label : desk.table().labels(tile.number()))
                    if (desk.seen(label)) {
                        all++;
                        if (label.state() == LabelState.AUTO)
                            auto++;
                    }
            counts = new Counts(all, auto, tile == null ? TileState.OPEN : tile.state());
        }
        return counts;
    }

    /** A label of the image. */
    Optional<Label> label(int id) {
        return desk.table().label(id).filter(l -> tile().filter(t -> t.number() == l.tile()).isPresent());
    }

    /** The selected labels of the image. */
    List<Label> selected() {
        return desk.selected().stream().filter(l -> label(l.id()).isPresent()).toList();
    }

    /** The selected label, if there is exactly one. */
    Optional<Label> single() {
        List<Label> all = desk.selection().size() == 1 ? selected() : List.of();
        return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
    }

    /** The label under the pointer. */
    Optional<Label> hovered() {
        return hover == 0 ? Optional.empty() : label(hover);
    }

    /** Says which label is under the pointer; {@code null} for none. */
    void hover(Label under) {
        int id = under == null ? 0 : under.id();
        if (hover != id) {
            hover = id;
            changed.run();
        }
    }

    /** The outline of a label as a gesture under way would make it. */
    LabelShape shape(Label label) {
        return drafts.getOrDefault(label.id(), label.shape());
    }

    /** Shows labels with other outlines until {@link #settle}. */
    void draft(Map<Label, LabelShape> shapes) {
        drafts.clear();
        shapes.forEach((label, shape) -> drafts.put(label.id(), shape));
        changed.run();
    }

    /** Shows all labels as they are. */
    void settle() {
        drafts.clear();
        changed.run();
    }

    /** What is said of the whole image. */
    List<Label> whole() {
        return index.whole().stream().filter(desk::seen).toList();
    }

    /** The labels in sight; {@code null} if there are so many that only their density is drawn. */
    List<Label> inSight(ImageCanvas canvas) {
        var area = canvas.getClientArea();
        return index.within(canvas.toImageX(-BEYOND), canvas.toImageY(-BEYOND),
                canvas.toImageX(area.width + BEYOND), canvas.toImageY(area.height + BEYOND), MOST, desk::seen);
    }

    /** All labels whose bounds lie in a part of the image, which may be none or too many: then empty. */
    List<Label> inside(Box part) {
        List<Label> found = index.within(part.x(), part.y(), part.x() + part.width(), part.y() + part.height(), MOST,
                label -> desk.seen(label) && within(label.shape().bounds(), part));
        return found == null ? List.of() : found;
    }

    private static boolean within(Box box, Box part) {
        return box.x() >= part.x() && box.y() >= part.y() && box.x() + box.width() <= part.x() + part.width()
                && box.y() + box.height() <= part.y() + part.height();
    }

    /** The index, to draw the density. */
    LabelIndex index() {
        return index;
    }

    /** The label at a place of the screen: of several the smallest. */
    Optional<Label> at(int x, int y, ImageCanvas canvas) {
        double scale = canvas.view().scale(), px = canvas.toImageX(x), py = canvas.toImageY(y), grow = FAR / scale;
        List<Label> near = index.within(px - grow, py - grow, px + grow, py + grow, NEAREST, desk::seen);
        if (near == null)
            return Optional.empty();
        Label best = null;
        double least = Double.MAX_VALUE;
        for (Label label : near) {
            double size = weight(shape(label), px, py, scale);
            if (size < least) {
                least = size;
                best = label;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Area that decides which of several is meant; the largest number if the place does not touch it. */
    private static double weight(LabelShape shape, double x, double y, double scale) {
        Box box = shape.bounds();
        double grow = Math.max(box.width(), box.height()) * scale < FAR ? FAR / scale : REACH / scale;
        boolean near = x >= box.x() - grow && y >= box.y() - grow && x <= box.x() + box.width() + grow
                && y <= box.y() + box.height() + grow;
        boolean in = shape instanceof Box || shape instanceof LabelShape.Point || grow > REACH / scale
                || shape.contains(x, y) || Outline.distance(shape, x, y) * scale <= REACH;
        return near && in ? box.area() : Double.MAX_VALUE;
    }
}
