package org.loupe.ui.viewer.internal.labelreview;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Widget;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.loupe.api.ImageInfo;
import org.loupe.engine.Item;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelChange;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.LabelTile;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;
import org.loupe.ui.Status;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.ImageCanvas;
import org.loupe.ui.viewer.internal.ImageEditor;
import org.loupe.ui.viewer.internal.Latest;
import org.loupe.workspace.labels.Agreement;
import org.loupe.workspace.labels.Agreement.Dispute;
import org.loupe.workspace.labels.Labelling;

/**
 * Whose labels are held against whose, where they differ, and which difference is looked at: for the Review view and
 * for the viewer, which draws both sides. Compared off the UI thread while someone watches. UI thread only.
 */
public final class LabelReview {
    private static final int PAUSE = 120, REVEAL = 250;

    private static LabelReview only;

    private final Session session;
    private final List<Runnable> listeners = new ArrayList<>();
    private Latest latest;
    private Control watcher;
    private final Runnable compare = this::compare;
    private Set<String> layers = Set.of();
    private String first = "", second = "";
    private Agreement agreement;
    private List<Dispute> shown = List.of();
    /** Classes of the cell of the matrix whose disputes alone are listed, or {@code null}. */
    private int[] cell;
    private int chosen = -1;
    private boolean known;

    /** What was found. */
    private record Found(Set<String> layers, String first, String second, Agreement agreement) {
    }

    private LabelReview(Session session) {
        this.session = session;
    }

    static Session session() {
        return PlatformUI.getWorkbench().getService(Session.class);
    }

    /** That of the session. */
    public static LabelReview of(Session session) {
        if (only == null || only.session != session)
            only = new LabelReview(session);
        return only;
    }

    /** Opens a view of the active page and gives it the focus. */
    static <T extends IWorkbenchPart> Optional<T> view(String id, Class<T> type) {
        IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
        IWorkbenchPage page = window == null ? null : window.getActivePage();
        try {
            return page == null ? Optional.empty()
                    : Optional.of(page.showView(id, null, IWorkbenchPage.VIEW_VISIBLE)).filter(type::isInstance)
                            .map(type::cast);
        } catch (PartInitException e) {
            Failures.log(e);
            return Optional.empty();
        }
    }

    /** Takes the last change back. */
    static Status.Link undo() {
        return new Status.Link(Words.get("label.undo"),
                () -> ToolRow.execute(PlatformUI.getWorkbench(), "org.eclipse.ui.edit.undo"));
    }

    /** The image of a tile: that of the list, with its reference and conditions, if it is there. */
    static Item item(Session session, LabelTile tile) {
        Labelling labelling = session.desk().labelling().orElseThrow();
        Path file = labelling.file(tile);
        int page = labelling.page(tile);
        return session.items().stream().filter(i -> i.page() == page && i.test().endsWith(file.getFileName())
                && i.test().toAbsolutePath().normalize().equals(file)).findFirst()
                .orElseGet(() -> new Item(tile.name(), file, page, Optional.empty(), Double.NaN,
                        ImageInfo.Conditions.UNKNOWN));
    }

    /** Compares while a control is in sight, and calls back when there is something new, until it is disposed. */
    void watch(Control by, Runnable told) {
        watcher = by;
        latest = new Latest(by, "Loupe label review");
        listen(by, told);
        session.listen(by, Session.Event.PROJECT, this::projectChanged);
        session.listen(by, Session.Event.LABELS, this::later);
        session.listen(by, Session.Event.MODEL, this::tell);
        by.addDisposeListener(e -> choose(-1));
        later();
    }

    /** Calls back when there is something new, as long as the widget lives. */
    void listen(Widget owner, Runnable told) {
        listeners.add(told);
        owner.addDisposeListener(e -> listeners.remove(told));
    }

    private void tell() {
        for (Runnable told : List.copyOf(listeners))
            told.run();
    }

    private void projectChanged() {
        first = "";
        second = "";
        layers = Set.of();
        agreement = null;
        cell = null;
        known = false;
        list();
        later();
    }

    /** Compares soon; once, however often it is asked. */
    void later() {
        if (watcher != null && !watcher.isDisposed())
            watcher.getDisplay().timerExec(PAUSE, compare);
    }

    private void compare() {
        if (watcher.isDisposed() || !watcher.isVisible())
            return; // compared once it is shown
        LabelTable table = session.desk().table().copy();
        String left = first, right = second;
        latest.ask(unwanted -> {
            Set<String> all = Agreement.layers(table);
            String one = all.contains(left) ? left : "";
            String other = all.contains(right) && !right.equals(one) ? right
                    : all.stream().filter(l -> !l.equals(one)).findFirst().orElse("");
            return new Found(all, one, other, all.isEmpty() ? null : Agreement.of(table, one, other));
        }, this::take);
    }

    private void take(Found found) {
        known = true;
        layers = found.layers;
        first = found.first;
        second = found.second;
        agreement = found.agreement;
        list();
    }

    /** Lists anew; the difference that is looked at stays chosen, else that in its place. */
    private void list() {
        Dispute before = chosen().orElse(null);
        shown = agreement == null ? List.of()
                : agreement.disputes().stream().filter(d -> cell == null || ofCell(d)).toList();
        if (before != null) {
            int at = shown.indexOf(before);
            chosen = at >= 0 ? at : Math.min(chosen, shown.size() - 1);
        }
        tell();
    }

    private boolean ofCell(Dispute d) {
        return code(d.first()) == cell[0] && code(d.second()) == cell[1];
    }

    private static int code(Label label) {
        return label == null ? Agreement.NOT_MARKED : label.code();
    }

    /** Whether differences are in sight somewhere. */
    boolean looking() {
        return watcher != null && !watcher.isDisposed() && watcher.isVisible();
    }

    /** Whether labels were compared since the project was opened. */
    boolean known() {
        return known;
    }

    /** All who have a second opinion. */
    Set<String> layers() {
        return layers;
    }

    /** Whose labels are on the left; "" for the agreed ones. */
    String first() {
        return first;
    }

    /** Whose labels are on the right. */
    String second() {
        return second;
    }

    /** Holds someone's labels against another's. */
    void sides(String left, String right) {
        first = left;
        second = right;
        cell = null;
        chosen = -1;
        later();
    }

    /** How well they agree; nothing while there is no second opinion. */
    Optional<Agreement> agreement() {
        return Optional.ofNullable(agreement);
    }

    /** What they do not agree on, as listed. */
    List<Dispute> shown() {
        return shown;
    }

    /** The classes of the cell whose disputes alone are listed, or {@code null}. */
    int[] cell() {
        return cell;
    }

    /** Lists the disputes of a cell of the matrix alone, with {@code null} all. */
    void cell(int[] codes) {
        cell = codes;
        chosen = -1;
        list();
    }

    /** The difference that is looked at. */
    Optional<Dispute> chosen() {
        return chosen < 0 || chosen >= shown.size() ? Optional.empty() : Optional.of(shown.get(chosen));
    }

    /** Its place in {@link #shown}, -1 for none. */
    int index() {
        return chosen;
    }

    /** Looks at one, which is shown in the viewer with both sides' labels; -1 for none. */
    void choose(int index) {
        chosen = Math.max(-1, Math.min(shown.size() - 1, index));
        chosen().ifPresent(this::show);
        tell();
    }

    private void show(Dispute dispute) {
        IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
        Optional<LabelTile> tile = session.desk().table().tile(dispute.tile());
        if (window == null || tile.isEmpty())
            return;
        ImageEditor.show(window.getActivePage(), item(session, tile.get()), false).ifPresent(editor -> editor.canvas()
                .getDisplay().timerExec(REVEAL, () -> reveal(editor.canvas(), dispute)));
        Label agreed = dispute.first() != null && dispute.first().layer().equals(session.desk().layer())
                ? dispute.first() : dispute.second();
        if (agreed != null && agreed.layer().equals(session.desk().layer()))
            session.desk().select(Set.of(agreed.id()));
    }

    /** Brings the place of a difference into sight, if it is not and is still looked at. */
    private void reveal(ImageCanvas canvas, Dispute dispute) {
        if (canvas.isDisposed() || chosen().orElse(null) != dispute || canvas.pixels().isEmpty())
            return;
        LabelShape.Box box = (dispute.first() == null ? dispute.second() : dispute.first()).shape().bounds();
        double x = canvas.toScreenX(box.x() + box.width() / 2), y = canvas.toScreenY(box.y() + box.height() / 2);
        Rectangle area = canvas.getClientArea();
        if (!area.contains((int) x, (int) y))
            canvas.pan(x - area.width / 2.0, y - area.height / 2.0);
    }

    /**
     * Settles the difference that is looked at, and goes to the next.
     *
     * @param left    whose side is taken
     * @param comment the reviewer's words, kept with the label; "" for none
     * @return whether it is settled
     */
    boolean settle(boolean left, String comment) {
        Dispute dispute = chosen().orElse(null);
        if (dispute == null) {
            session.status().message(Kind.INFO, Words.get(shown.isEmpty() ? "labelReview.agreed"
                    : "labelReview.choose"));
            return false;
        }
        if (!same(dispute.first()) || !same(dispute.second())) {
            session.status().message(Kind.WARNING, Words.get("labelReview.changedMeanwhile"));
            later();
            return false;
        }
        int at = chosen;
        Optional<LabelChange> change = session.desk().change(edit -> {
            agreement.settle(edit, session.desk().table(), dispute, left, comment);
            return Words.get("labelReview.undo", name(left ? first : second));
        });
        if (change.isEmpty())
            return false;
        agreement = new Agreement(agreement.first(), agreement.second(), agreement.tiles(), agreement.pairs(),
                agreement.meanIou(), agreement.kappa(), agreement.counts(),
                agreement.disputes().stream().filter(d -> d != dispute).toList());
        chosen = -1;
        list();
        choose(Math.min(at, shown.size() - 1));
        session.status().message(Kind.INFO, Words.get("labelReview.settled", name(left ? first : second),
                agreement.disputes().size()), undo());
        return true;
    }

    private boolean same(Label label) {
        return label == null || session.desk().table().label(label.id()).filter(label::equals).isPresent();
    }

    /** What a side is called. */
    static String name(String layer) {
        return layer.isEmpty() ? Words.get("labelReview.theAgreed") : layer;
    }
}
