package org.loupe.ui.viewer.internal.clusters;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleControlAdapter;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Text;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Parts;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.CropPictures;
import org.loupe.ui.viewer.CropPlace;
import org.loupe.ui.viewer.internal.clusters.RowPlaces.Hit;

/**
 * The clusters below each other, each as a line of its crops, which are dragged from one to another. Virtual: a hundred
 * thousand crops cost what fits the screen. UI thread.
 */
public final class ClusterList extends Canvas {
    private static final int SMALLEST = 32, USUAL = 52, LARGEST = 160, SLOP = 5;
    private static final double STEP = 1.25;

    private final ClusterDesk desk;
    private final CropPictures pictures;
    private final ClusterPainter painter;
    private final Set<String> opened = new HashSet<>();
    private List<ClusterRow> rows = List.of();
    private RowPlaces places = new RowPlaces(new int[0], new boolean[0], USUAL, 100);
    private int edge = USUAL, top, target = -1;
    private Text editor;
    private Event pressed;

    ClusterList(Composite parent, ClusterDesk desk) {
        super(parent, SWT.DOUBLE_BUFFERED | SWT.V_SCROLL | SWT.NO_REDRAW_RESIZE);
        this.desk = desk;
        pictures = new CropPictures(this, desk.session(), this::redraw);
        painter = new ClusterPainter(desk, pictures);
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.Resize, e -> arrange());
        getVerticalBar().addListener(SWT.Selection, e -> scroll(getVerticalBar().getSelection()));
        addListener(SWT.MouseDown, this::down);
        addListener(SWT.MouseUp, this::up);
        addListener(SWT.MouseMove, this::move);
        addListener(SWT.MouseExit, e -> desk.hover(-1));
        addListener(SWT.MouseDoubleClick, this::doubleClick);
        addListener(SWT.MouseVerticalWheel, e -> {
            if ((e.stateMask & SWT.MOD1) != 0) {
                grow(e.count > 0 ? 1 : -1);
                e.doit = false;
            }
        });
        Parts.focusable(this, this::key);
        CropDrag.from(this, desk, (x, y) -> row(places.at(x, y + top)));
        CropDrag.to(this, desk, (x, y) -> target(x, y), this::drop);
        desk.listen(this, ClusterDesk.Event.SORTED, this::sorted);
        desk.listen(this, ClusterDesk.Event.SELECTION, this::redraw);
        desk.listen(this, ClusterDesk.Event.HOVER, this::redraw);
        getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent e) {
                e.result = current().map(row -> Words.get("clusters.accessibleOne", row.name(), row.size(),
                        rows.indexOf(row) + 1, rows.size())).orElseGet(() -> Words.get("clusters.accessible",
                                rows.size()));
            }
        });
        getAccessible().addAccessibleControlListener(new AccessibleControlAdapter() {
            @Override
            public void getRole(AccessibleControlEvent e) {
                e.detail = ACC.ROLE_LIST;
            }
        });
        sorted();
    }

    // ---- what is listed

    private void sorted() {
        rows = desk.rows();
        opened.retainAll(rows.stream().map(ClusterRow::id).toList());
        arrange();
    }

    private void arrange() {
        int[] counts = rows.stream().mapToInt(ClusterRow::size).toArray();
        boolean[] open = new boolean[counts.length];
        for (int i = 0; i < open.length; i++)
            open[i] = opened.contains(rows.get(i).id());
        places = new RowPlaces(counts, open, edge, Math.max(1, getClientArea().width));
        scroll(top);
    }

    private void scroll(int to) {
        int high = Math.max(1, getClientArea().height), most = Math.max(0, places.height() - high);
        top = Math.max(0, Math.min(most, to));
        var bar = getVerticalBar();
        bar.setVisible(most > 0);
        if (most > 0)
            bar.setValues(top, 0, most + high, high, edge + RowPlaces.GAP, high);
        if (editor != null)
            close(null);
        redraw();
    }

    private Optional<ClusterRow> current() {
        return rows.stream().filter(r -> r.id().equals(desk.current())).findFirst();
    }

    private int row(Hit hit) {
        return hit.member() < 0 ? -1 : rows.get(hit.cluster()).rows()[hit.member()];
    }

    /** Shows crops larger or smaller by some steps. */
    void grow(int steps) {
        edge = (int) Math.max(SMALLEST, Math.min(LARGEST, Math.round(edge * Math.pow(STEP, steps))));
        arrange();
    }

    /** Shows all crops of a cluster, or its first line again. */
    void toggle(int cluster) {
        String id = rows.get(cluster).id();
        if (!opened.remove(id))
            opened.add(id);
        arrange();
    }

    /** Brings a cluster into sight. */
    void reveal(String id) {
        for (int i = 0; i < rows.size(); i++)
            if (rows.get(i).id().equals(id))
                reveal(places.top(i), Math.min(places.height(i), getClientArea().height));
    }

    private void reveal(int from, int height) {
        int high = getClientArea().height;
        if (from < top)
            scroll(from);
        else if (from + height > top + high)
            scroll(from + height - high);
    }

    // ---- gestures

    private void down(Event e) {
        setFocus();
        Hit hit = places.at(e.x, e.y + top);
        if (hit.cluster() < 0) {
            desk.choose(null);
            return;
        }
        boolean more = hit.member() < 0 && (e.stateMask & SWT.MOD1) != 0;
        if (e.button == 1 || !desk.chosen().contains(rows.get(hit.cluster()).id()))
            desk.current(rows.get(hit.cluster()).id(), more);
        if (hit.more()) {
            if (e.button == 1)
                toggle(hit.cluster());
            return;
        }
        if (hit.member() < 0) {
            if (e.button == 1 && (e.stateMask & SWT.MODIFIER_MASK) == 0)
                desk.choose(null);
            return;
        }
        boolean selected = desk.selection().rows().get(row(hit));
        if (selected && (e.stateMask & SWT.MODIFIER_MASK) == 0) {
            pressed = e.button == 1 ? e : null; // several may be dragged from here; a mere click chooses the one
        } else if (e.button == 1 || !selected) {
            choose(hit, e);
        }
    }

    private void choose(Hit hit, Event e) {
        desk.choose(rows.get(hit.cluster()).rows(), hit.member(), (e.stateMask & SWT.MOD1) != 0,
                (e.stateMask & SWT.SHIFT) != 0);
    }

    private void up(Event e) {
        Event at = pressed;
        pressed = null;
        if (at == null || Math.abs(e.x - at.x) + Math.abs(e.y - at.y) > SLOP)
            return;
        Hit hit = places.at(e.x, e.y + top);
        if (hit.member() >= 0)
            choose(hit, e);
    }

    private void move(Event e) {
        Hit hit = places.at(e.x, e.y + top);
        desk.hover(row(hit));
        setCursor(hit.more() ? getDisplay().getSystemCursor(SWT.CURSOR_HAND) : null);
    }

    private void doubleClick(Event e) {
        Hit hit = places.at(e.x, e.y + top);
        if (hit.member() >= 0)
            desk.show(row(hit));
        else if (hit.cluster() >= 0 && !hit.more())
            rename();
    }

    /** The cluster under the pointer while something is dragged over it. */
    private boolean target(int x, int y) {
        int now = x < 0 ? -1 : places.cluster(y + top);
        if (now != target) {
            target = now;
            redraw();
        }
        int edgeOfSight = 24;
        if (x >= 0 && y < edgeOfSight)
            scroll(top - edge / 2);
        else if (x >= 0 && y > getClientArea().height - edgeOfSight)
            scroll(top + edge / 2);
        return now >= 0;
    }

    private void drop(int x, int y) {
        int cluster = places.cluster(y + top);
        if (cluster >= 0)
            drop(rows.get(cluster).id());
    }

    /** Does what happens when the selected crops are dropped on a cluster. */
    public void drop(String id) {
        desk.actions().move(id);
    }

    private void key(Event e) {
        if (rows.isEmpty() || (e.stateMask & (SWT.CTRL | SWT.ALT)) != 0)
            return;
        int at = Math.max(0, current().map(rows::indexOf).orElse(0));
        boolean extend = (e.stateMask & SWT.SHIFT) != 0;
        switch (e.keyCode) {
            case SWT.ARROW_DOWN -> vertical(at, 1, extend);
            case SWT.ARROW_UP -> vertical(at, -1, extend);
            case SWT.ARROW_LEFT -> walk(-1, extend);
            case SWT.ARROW_RIGHT -> walk(1, extend);
            case SWT.HOME -> go(0);
            case SWT.END -> go(rows.size() - 1);
            case SWT.PAGE_DOWN -> scroll(top + getClientArea().height);
            case SWT.PAGE_UP -> scroll(top - getClientArea().height);
            case SWT.CR, SWT.KEYPAD_CR -> toggle(at);
            default -> { }
        }
    }

    /** To the line above or below: of the cluster if it is opened and a crop is selected, else the next cluster. */
    private void vertical(int at, int by, boolean extend) {
        int[] all = rows.get(at).rows();
        int focus = desk.selection().focus(), member = -1;
        for (int i = 0; i < places.shown(at) && focus >= 0; i++)
            if (all[i] == focus)
                member = i;
        int next = member + by * places.columns();
        if (member >= 0 && next >= 0 && next < places.shown(at)) {
            desk.choose(all, next, false, extend);
            Rectangle place = places.place(at, next);
            reveal(place.y, place.height);
        } else {
            go(at + by);
        }
    }

    private void go(int to) {
        if (to < 0 || to >= rows.size())
            return;
        desk.current(rows.get(to).id());
        reveal(rows.get(to).id());
        redraw();
    }

    /** Selects the crop beside the one where the keyboard is; the first one of the cluster if it is at none. */
    private void walk(int by, boolean extend) {
        ClusterRow row = current().orElse(rows.isEmpty() ? null : rows.get(0));
        if (row == null)
            return;
        int focus = desk.selection().focus(), member = by > 0 ? -1 : row.size();
        for (int i = 0; i < row.size(); i++)
            if (row.rows()[i] == focus)
                member = i;
        int next = Math.max(0, Math.min(row.size() - 1, member + by)), at = rows.indexOf(row);
        if (next >= places.shown(at))
            toggle(at);
        desk.current(row.id());
        desk.choose(row.rows(), next, false, extend);
        Rectangle place = places.place(at, next);
        reveal(place.y, place.height);
    }

    // ---- names

    /** Writes the name of the current cluster in place. */
    void rename() {
        ClusterRow row = current().orElse(null);
        if (row == null || editor != null || desk.readOnly())
            return;
        reveal(row.id());
        int y = places.top(rows.indexOf(row)) - top;
        editor = new Text(this, SWT.SINGLE | SWT.BORDER);
        editor.setText(row.named() ? row.name() : "");
        editor.setMessage(row.name());
        editor.selectAll();
        int high = editor.computeSize(SWT.DEFAULT, SWT.DEFAULT).y;
        editor.setBounds(RowPlaces.SIDE + ClusterPainter.CHIP + 2, y + (RowPlaces.HEAD - high) / 2 + 1,
                Math.min(240, Math.max(90, getClientArea().width - 60)), high);
        String id = row.id();
        editor.addListener(SWT.DefaultSelection, e -> close(id));
        editor.addListener(SWT.FocusOut, e -> close(id));
        editor.addListener(SWT.Traverse, e -> {
            if (e.detail == SWT.TRAVERSE_ESCAPE) {
                e.doit = false;
                close(null);
            }
        });
        editor.setFocus();
    }

    /** Writes the name of the next cluster that has none, behind the current one and then from the first on. */
    void renameNext() {
        int from = current().map(rows::indexOf).orElse(-1);
        for (int i = 1; i <= rows.size(); i++) {
            ClusterRow next = rows.get(Math.floorMod(from + i, rows.size()));
            if (!next.named()) {
                desk.current(next.id());
                rename();
                return;
            }
        }
    }

    /** @param id of the cluster that gets the name; {@code null} if it was given up */
    private void close(String id) {
        if (editor == null)
            return;
        Text closing = editor;
        editor = null;
        String text = closing.getText();
        closing.dispose();
        setFocus();
        if (id != null)
            desk.actions().name(id, text.strip());
        redraw();
    }

    /** The field that is written in, {@code null} if none is; for tests. */
    public Text editor() {
        return editor;
    }

    /** Where a crop is drawn now, for tests. */
    public Rectangle place(int cluster, int member) {
        Rectangle place = places.place(cluster, member);
        place.y -= top;
        return place;
    }

    /** Where a heading begins now, for tests. */
    public int heading(int cluster) {
        return places.top(cluster) - top;
    }

    // ---- painting

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(area);
        gc.setTextAntialias(SWT.ON);
        gc.setAntialias(SWT.ON);
        if (!rows.isEmpty()) {
            int first = Math.max(0, places.cluster(top)), last = places.cluster(Math.min(places.height() - 1,
                    top + area.height));
            want(first, last, area);
            for (int i = first; i <= last; i++)
                painter.paint(gc, rows.get(i), places, i, top, area, new ClusterPainter.State(
                        desk.chosen().contains(rows.get(i).id()), i == target, isFocusControl(),
                        opened.contains(rows.get(i).id())));
        }
        if (isFocusControl()) {
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.drawRectangle(0, 0, area.width - 1, area.height - 1);
        }
    }

    private void want(int first, int last, Rectangle area) {
        List<CropPlace> seen = new ArrayList<>();
        for (int i = first; i <= last; i++) {
            int[] members = places.members(i, top, top + area.height);
            for (int k = members.length == 0 ? 1 : members[0]; members.length > 0 && k <= members[1]; k++)
                seen.add(desk.place(rows.get(i).rows()[k]));
        }
        pictures.want(seen);
    }
}
