package org.loupe.ui.viewer.internal;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.widgets.Widget;
import org.loupe.api.Detections;
import org.loupe.api.Region;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.engine.Recipe;
import org.loupe.store.ImageRow;
import org.loupe.store.Listing;
import org.loupe.store.RunReader;
import org.loupe.ui.DetectionId;
import org.loupe.ui.DetectionIds;
import org.loupe.ui.Judgement;
import org.loupe.ui.Judgement.Mark;
import org.loupe.ui.LivePreview;
import org.loupe.ui.RunResults;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.viewer.BoxIndex;
import org.loupe.ui.viewer.ImageCanvas;
import org.loupe.ui.viewer.RowSet;
import org.loupe.workspace.nets.NetHeat;

/**
 * What was found in the image of an editor, drawn over its canvases: the shown run's detections, the selected ones, the
 * live preview's, and what is true, missed or falsely found. Boxes are read and arranged off the UI thread. UI thread.
 */
final class Findings {
    private static final Region NOWHERE = new Region(0, 0, 0, 0);

    private final Session session;
    private final Widget owner;
    private final List<ImageCanvas> canvases = new ArrayList<>();
    private final Consumer<ImageRow> elsewhere;
    private final Consumer<Object> subject;
    private final Tour tour;
    private Item item;
    private ImageRow row;
    private BoxIndex boxes = BoxIndex.NONE;
    private BoxIndex previewed = BoxIndex.NONE;
    private Region part = NOWHERE;
    private Judgement.Found judged;
    /** The recipe of the shown run if a trained net finds in it. */
    private Recipe by;
    private Runnable changed = () -> { };

    /**
     * @param owner     ends it when it is disposed
     * @param elsewhere is told the image of what was selected in another part, if it is not the one that is shown
     * @param subject   is told what the Properties view shall tell of
     */
    Findings(Session session, Widget owner, Consumer<ImageRow> elsewhere, Consumer<Object> subject) {
        this.session = session;
        this.owner = owner;
        this.elsewhere = elsewhere;
        this.subject = subject;
        tour = new Tour(session);
        session.listen(owner, Session.Event.RUN, this::load);
        session.listen(owner, Session.Event.SELECTION, this::showSelection);
        session.listen(owner, Session.Event.HOVER, this::showHover);
        session.listen(owner, Session.Event.PREVIEW, this::showPreview);
        session.listen(owner, Session.Event.JUDGEMENT, this::judge);
        session.listen(owner, Session.Event.COLOURS, () -> canvases.forEach(ImageCanvas::redraw));
    }

    /** Draws over a canvas from now on, and takes what is selected in it. */
    void attach(ImageCanvas canvas) {
        canvases.add(canvas);
        canvas.onHover(at -> session.hover(row == null || at < 0 ? null : new DetectionId(row.index(), at)));
        canvas.onSelect(this::select);
        canvas.onSelectPreviewed(row -> tell(row, canvas.umPerPx()));
        canvas.detections(boxes, this::colour);
        canvas.overlay(o -> o.preview(previewed, part).marks(marks()));
    }

    /** Is told when other objects are known, or are chosen. */
    void onChange(Runnable call) {
        changed = call;
    }

    /**
     * Objects of the image that a trained net found.
     *
     * @param by     the recipe with the net
     * @param chosen whether they are the selected ones, else all
     */
    record ByNet(Recipe by, Detections objects, boolean chosen) {
    }

    /** The selected objects, or all if none is, as far as a trained net found them; empty if there are none. */
    Optional<ByNet> byNet() {
        Recipe recipe = judged != null ? judged.by() : by;
        RowSet rows = canvases.isEmpty() ? RowSet.NONE : canvases.get(0).selected();
        if (recipe == null || boxes.detections().size() == 0)
            return Optional.empty();
        if (rows.size() == 0)
            return Optional.of(new ByNet(recipe, boxes.detections(), false));
        int[] selected = new int[rows.size()];
        int n = 0;
        for (int at = rows.next(0); at >= 0 && at < boxes.detections().size(); at = rows.next(at + 1))
            selected[n++] = at;
        return n < selected.length ? Optional.empty() : Optional.of(new ByNet(recipe, boxes.detections().select(
                selected), true));
    }

    private Color colour(int index) {
        if (judged == null)
            return session.colours().found(index);
        List<String> names = judged.objects().classes();
        return index < 0 || index >= names.size() ? session.colours().found(index)
                : session.colours().fill(names.get(index), index);
    }

    /** Another image is shown. */
    void image(Item shown) {
        item = shown;
        judged = item == null ? null : session.judgement().flatMap(j -> j.of(item.name())).orElse(null);
        show(BoxIndex.NONE);
        load();
        showPreview();
    }

    /** What the shown run says of the image. */
    Optional<ImageRow> row() {
        return Optional.ofNullable(row);
    }

    /** What the shown run found in the image. */
    BoxIndex boxes() {
        return boxes;
    }

    /** The selected detection of the image, if there is exactly one. */
    OptionalInt single() {
        RowSet rows = canvases.isEmpty() ? RowSet.NONE : canvases.get(0).selected();
        return rows.size() == 1 ? OptionalInt.of(rows.next(0)) : OptionalInt.empty();
    }

    /** Something else is judged, or otherwise. */
    private void judge() {
        Detections before = judged == null ? null : judged.objects();
        judged = item == null ? null : session.judgement().flatMap(j -> j.of(item.name())).orElse(null);
        if (before != (judged == null ? null : judged.objects()))
            load();
        else
            showMarks();
    }

    private void load() {
        if (judged != null) {
            row = null;
            Judgement.Found wanted = judged;
            CompletableFuture.supplyAsync(() -> BoxIndex.of(wanted.objects())).thenAccept(found -> session.ui(() -> {
                if (judged == wanted && !owner.isDisposed())
                    show(found);
            }));
            return;
        }
        RunResults results = session.results().orElse(null);
        by = null;
        row = results == null || item == null ? null : results.image(item.name()).orElse(null);
        if (row == null || row.failed()) {
            show(BoxIndex.NONE);
            return;
        }
        ImageRow wanted = row;
        results.ask(reader -> read(reader, wanted), read -> {
            if (row != wanted || owner.isDisposed())
                return;
            by = read.by;
            show(read.boxes);
            showSelection();
            showPreview();
        });
    }

    /** What a run says of an image. @param by {@code null} if no trained net finds in its recipe */
    private record Read(BoxIndex boxes, Recipe by) {
    }

    private static Read read(RunReader reader, ImageRow image) throws ToolException {
        Recipe recipe = Recipe.parse(reader.recipeJson());
        return new Read(BoxIndex.of(reader.detections(image.index())), NetHeat.model(recipe).isPresent() ? recipe
                : null);
    }

    private void show(BoxIndex found) {
        boxes = found;
        for (ImageCanvas canvas : canvases)
            canvas.detections(found, this::colour);
        changed.run();
        showMarks();
    }

    /** Selects rows of the image in all parts. */
    void select(Set<Integer> rows) {
        if (judged != null) { // it belongs to no run, so that no table lists it
            canvases.forEach(canvas -> canvas.select(RowSet.of(rows), true));
            changed.run();
        }
        if (row == null)
            return;
        RowSet set = RowSet.of(rows);
        long[] keys = new long[set.size()];
        int n = 0;
        for (int at = set.next(0); at >= 0; at = set.next(at + 1))
            keys[n++] = Listing.key(row.index(), at);
        session.select(DetectionIds.ofKeys(keys));
    }

    /** Says what a detection of the preview is; it belongs to no run, so that no table lists it. */
    private void tell(int at, double umPerPx) {
        LivePreview preview = session.preview().orElse(null);
        if (preview == null || at >= previewed.detections().size())
            return;
        PreviewedDetection told = PreviewedDetection.of(preview, previewed.detections(), at, umPerPx);
        canvases.forEach(canvas -> canvas.overlay(o -> o.chosen(at)));
        session.status().message(Kind.INFO, told.sentence());
        subject.accept(told);
    }

    /** Selects all detections of the image. */
    void selectAll() {
        BitSet all = new BitSet();
        all.set(0, boxes.detections().size());
        select(new RowSet(all));
    }

    /** Selects the next (1) or previous (-1) detection as one reads, in this image or one after it. */
    void step(int by) {
        tour.step(by);
    }

    private void showHover() {
        int at = session.hover().filter(id -> row != null && id.image() == row.index()).map(DetectionId::row)
                .orElse(-1);
        canvases.forEach(canvas -> canvas.hover(at));
    }

    private void showSelection() {
        DetectionIds chosen = session.selection();
        BitSet rows = new BitSet();
        if (row != null)
            for (long key : chosen.ofImage(row.index()).keys())
                rows.set(Listing.row(key));
        if (rows.isEmpty() && !chosen.isEmpty()) {
            int image = chosen.get(0).image();
            session.results().flatMap(results -> results.images().stream().filter(i -> i.index() == image)
                    .findFirst()).filter(i -> item == null || !i.image().equals(item.name())).ifPresent(elsewhere);
            return;
        }
        if (rows.length() > boxes.detections().size())
            return; // they are on their way
        RowSet set = new RowSet(rows);
        canvases.forEach(canvas -> canvas.select(set, true));
        changed.run();
    }

    private void showPreview() {
        LivePreview preview = session.preview().filter(p -> p.image().equals(item)).orElse(null);
        if (preview == null || preview.region().isEmpty()) {
            previewed = BoxIndex.NONE;
            part = NOWHERE;
            canvases.forEach(canvas -> canvas.overlay(o -> o.preview(previewed, part)));
            return;
        }
        List<String> classes = session.results().map(RunResults::classes).orElse(List.of());
        BoxIndex run = boxes;
        CompletableFuture.supplyAsync(() -> {
            BoxIndex found = BoxIndex.of(inClasses(preview.detections(), classes));
            return same(found.detections(), run, preview.region()) ? BoxIndex.NONE : found;
        }).thenAccept(found -> session.ui(() -> {
            if (owner.isDisposed() || session.preview().orElse(null) != preview || boxes != run)
                return;
            previewed = found;
            part = found == BoxIndex.NONE && run != BoxIndex.NONE ? NOWHERE : preview.region();
            canvases.forEach(canvas -> canvas.overlay(o -> o.preview(previewed, part)));
        }));
    }

    /** Whether the run found just this in the part, so that it is drawn as what it is. */
    private static boolean same(Detections found, BoxIndex run, Region part) {
        int[] count = new int[2];
        Detections d = run.detections();
        run.visit(part.x(), part.y(), part.right(), part.bottom(), row -> {
            if (part.contains(d.x()[row] + d.width()[row] / 2, d.y()[row] + d.height()[row] / 2))
                count[0]++;
            return count[0] <= found.size();
        });
        if (count[0] != found.size())
            return false;
        for (int i = 0; i < found.size(); i++) {
            int wanted = i;
            boolean none = run.visit(found.x()[i], found.y()[i], found.x()[i], found.y()[i],
                    row -> d.x()[row] != found.x()[wanted] || d.y()[row] != found.y()[wanted]
                            || d.width()[row] != found.width()[wanted] || d.height()[row] != found.height()[wanted]
                            || d.score()[row] != found.score()[wanted]
                            || d.classIndex()[row] != found.classIndex()[wanted]);
            if (none)
                return false;
        }
        return true;
    }

    /** The same with classes in the order of the shown run, others behind them, so that a class keeps its colour. */
    private static Detections inClasses(Detections found, List<String> classes) {
        List<String> all = new ArrayList<>(classes);
        if (all.isEmpty()) // a run will list them in this order
            found.classes().stream().sorted(String.CASE_INSENSITIVE_ORDER).forEach(all::add);
        int[] index = new int[found.classes().size()];
        for (int i = 0; i < index.length; i++) {
            if (!all.contains(found.classes().get(i)))
                all.add(found.classes().get(i));
            index[i] = all.indexOf(found.classes().get(i));
        }
        int[] of = new int[found.size()];
        for (int i = 0; i < of.length; i++)
            of[i] = index[found.classIndex()[i]];
        return new Detections(found.x(), found.y(), found.width(), found.height(), found.score(), all, of,
                found.masks());
    }

    private List<Mark> marks() {
        if (judged != null)
            return judged.marks();
        return row == null ? List.of() : session.judgement().map(j -> j.marks(row.index())).orElse(List.of());
    }

    private void showMarks() {
        List<Mark> marks = marks();
        canvases.forEach(canvas -> canvas.overlay(o -> o.marks(marks)));
    }
}
