package org.loupe.ui.viewer.internal.clusters;

import java.util.BitSet;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleControlAdapter;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.loupe.api.Clustering;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Parts;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.internal.clusters.TreeLayout.Branch;
import org.loupe.workspace.clusters.Hierarchy;

/**
 * A dendrogram from left to right with the line that cuts it, which is dragged, and each cluster's size beside a bar in
 * its colour. Branches that are too many to be seen are closed; the wheel shows fewer of them, larger. UI thread.
 */
public final class DendrogramCanvas extends Canvas {
    /** Ends of branches that are drawn at most. */
    static final int MOST = 400;
    private static final int PAD = 8, BAR = 7, COUNT = 40, GRAB = 5, SLOP = 4, FOOT = 20;
    private static final double NOTCH = 1.25;

    /** What a gesture does, and how clusters look. */
    interface Host {
        /** The colour of a cluster's bar. */
        Color fill(int cluster);

        /** The colour of its branches. */
        Color stroke(int cluster);

        /** The line is dragged, and would leave so many clusters. */
        void cutting(int clusters);

        /** The line was let go there. */
        void cut(int clusters);

        /** Rows of a branch were clicked on. @param keys the modifier keys */
        void choose(int[] rows, int keys);
    }

    private final Host host;
    private Hierarchy tree, coloured;
    private TreeView view;
    private int[] cluster = new int[0], sizes = new int[0];
    private Stretches stretches;
    private List<Branch> branches = List.of();
    private BitSet selected = new BitSet();
    private int clusters, proposed, dragged;
    private boolean cuttable, dragging;
    private Point panned, pressed, pointer;

    DendrogramCanvas(Composite parent, Host host) {
        super(parent, SWT.DOUBLE_BUFFERED | SWT.NO_REDRAW_RESIZE);
        this.host = host;
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.Resize, e -> arrange());
        addListener(SWT.MouseDown, this::down);
        addListener(SWT.MouseMove, this::move);
        addListener(SWT.MouseUp, this::up);
        addListener(SWT.MouseDoubleClick, e -> fit());
        addListener(SWT.MouseVerticalWheel, e -> {
            if (tree != null && (e.stateMask & SWT.SHIFT) != 0)
                pan(-e.count * (view.to() - view.from()) / 40);
            else if (tree != null)
                zoom(view.place(e.y), e.count > 0 ? NOTCH : 1 / NOTCH);
            e.doit = false;
        });
        Parts.focusable(this, this::key);
        getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent e) {
                e.result = tree == null ? Words.get("dendrogram.accessibleNone")
                        : Words.get("dendrogram.accessible", tree.leaves(), clusters, proposed);
            }
        });
        getAccessible().addAccessibleControlListener(new AccessibleControlAdapter() {
            @Override
            public void getRole(AccessibleControlEvent e) {
                e.detail = ACC.ROLE_GRAPHIC;
            }
        });
    }

    /**
     * Shows a tree, or with {@code null} none.
     *
     * @param of        cluster of each row; {@link Clustering#OUTLIER} for none
     * @param groups    number of groups that the cut makes
     * @param suggested number of clusters that was proposed; 0 for none
     * @param movable   whether the line can be dragged
     */
    void show(Hierarchy shown, int[] of, int groups, int suggested, boolean movable) {
        boolean other = shown != tree;
        tree = shown;
        clusters = groups;
        proposed = suggested;
        cuttable = movable;
        colour(of);
        if (other) {
            view = null;
            dragging = false;
        }
        arrange();
    }

    /** Colours branches by other clusters. */
    void colour(int[] of) {
        if (of != cluster || tree != coloured) {
            cluster = of;
            coloured = tree;
            stretches = tree == null ? null : new Stretches(tree.order(), of);
            sizes = sizes();
        }
        redraw();
    }

    /** Marks the rows that are selected. */
    void select(BitSet rows) {
        selected = rows;
        redraw();
    }

    /** What is in sight; {@code null} without a tree. */
    TreeView sight() {
        return view;
    }

    /** Px at which the line is. */
    public int cutX() {
        return view.x(tree.tree().heightFor(now()));
    }

    private int now() {
        return Math.max(1, Math.min(tree.leaves(), dragging ? dragged : clusters));
    }

    /** Number of ends that are drawn in sight, for tests. */
    public int ends() {
        return (int) branches.stream().filter(Branch::closed).filter(b -> b.end() > view.from()
                && b.first() < view.to()).count();
    }

    private void arrange() {
        Rectangle area = getClientArea();
        if (tree == null) {
            branches = List.of();
            redraw();
            return;
        }
        int right = Math.max(PAD + 20, area.width - PAD - COUNT - BAR - 6);
        int bottom = Math.max(PAD + 20, area.height - FOOT);
        double from = view == null ? 0 : view.from(), to = view == null ? tree.leaves() : view.to();
        view = new TreeView(PAD, right, PAD, bottom, tree.height(tree.nodes() - 1) * 1.02, from, to);
        branches = TreeLayout.branches(tree, from, to,
                Math.max(2, Math.min(MOST, bottom - PAD)));
        redraw();
    }

    // ---- gestures

    /** Shows fewer or more leaves around the pointer, or around the middle. @param notches above 0 shows fewer */
    void zoom(int notches) {
        if (tree != null)
            zoom(pointer == null ? (view.from() + view.to()) / 2 : view.place(pointer.y), Math.pow(NOTCH, notches));
    }

    private void zoom(double around, double factor) {
        view = view.zoom(around, factor, tree.leaves());
        arrange();
    }

    private void pan(double by) {
        view = view.pan(by, tree.leaves());
        arrange();
    }

    /** Shows all leaves. */
    void fit() {
        view = null;
        arrange();
    }

    /** Moves the line so that there are more or fewer clusters. */
    void step(int by) {
        if (tree != null && cuttable)
            host.cut(Math.max(1, Math.min(tree.leaves(), clusters + by)));
    }

    /** Cuts where the pointer was when the menu was opened. */
    void cutAtPointer() {
        if (tree != null && cuttable && pointer != null)
            host.cut(at(pointer.x));
    }

    private int at(int x) {
        return Math.max(1, Math.min(tree.leaves(), tree.tree().clustersAt(view.height(x))));
    }

    private boolean onLine(Event e) {
        return tree != null && cuttable && Math.abs(e.x - cutX()) <= GRAB;
    }

    private void down(Event e) {
        setFocus();
        pointer = new Point(e.x, e.y);
        if (tree == null)
            return;
        if (e.button == 2)
            panned = pointer;
        if (e.button == 1 && (onLine(e) || pill().contains(e.x, e.y))) {
            dragging = true;
            dragged = clusters;
            redraw();
        } else if (e.button == 1) {
            pressed = pointer;
        }
    }

    private void move(Event e) {
        pointer = new Point(e.x, e.y);
        if (dragging) {
            int to = at(e.x);
            if (to != dragged) {
                dragged = to;
                host.cutting(to);
            }
            redraw();
        } else if (panned != null) {
            pan(view.place(panned.y) - view.place(e.y));
            panned = pointer;
        } else {
            setCursor(onLine(e) || tree != null && cuttable && pill().contains(e.x, e.y)
                    ? getDisplay().getSystemCursor(SWT.CURSOR_SIZEWE) : null);
        }
    }

    private void up(Event e) {
        if (e.button == 2)
            panned = null;
        if (e.button != 1)
            return;
        if (dragging) {
            dragging = false;
            host.cut(dragged);
            redraw();
        } else if (pressed != null && tree != null && Math.abs(e.x - pressed.x) + Math.abs(e.y - pressed.y) < SLOP) {
            Branch hit = hit(e.x, e.y);
            host.choose(hit == null ? new int[0] : tree.rows(hit.node()), e.stateMask);
        }
        pressed = null;
    }

    /** The lowest branch whose stretch has a point, right of where it was joined. */
    private Branch hit(int x, int y) {
        double place = view.place(y), height = view.height(x);
        Branch found = null;
        for (Branch branch : branches)
            if (branch.first() <= place && place < branch.end() && branch.height() >= height - 1e-12
                    && (found == null || branch.size() < found.size()))
                found = branch;
        if (found == null)
            for (Branch branch : branches)
                if (branch.first() <= place && place < branch.end()
                        && (found == null || branch.size() < found.size()))
                    found = branch;
        return found;
    }

    private void key(Event e) {
        if (tree == null)
            return;
        if (e.keyCode == SWT.ESC && dragging) {
            dragging = false;
            host.cut(clusters);
            redraw();
        }
        double page = view.to() - view.from();
        switch (e.keyCode) {
            case SWT.ARROW_UP -> pan(-page / 10);
            case SWT.ARROW_DOWN -> pan(page / 10);
            case SWT.PAGE_UP -> pan(-page);
            case SWT.PAGE_DOWN -> pan(page);
            default -> { }
        }
    }

    // ---- painting

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(area);
        gc.setTextAntialias(SWT.ON);
        gc.setFont(Palette.font(Type.SMALL));
        if (tree != null) {
            gc.setClipping(0, view.top(), area.width, view.bottom() - view.top());
            branches(gc);
            bars(gc);
            gc.setClipping((Rectangle) null);
            cut(gc, area);
        }
        if (isFocusControl()) {
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.drawRectangle(0, 0, area.width - 1, area.height - 1);
        }
    }

    private void branches(GC gc) {
        Color plain = Palette.color(Token.TEXT2);
        for (Branch branch : branches) {
            int of = stretches.of(branch.first(), branch.size()), x = view.x(branch.height());
            Color own = of >= 0 ? host.stroke(of) : plain;
            gc.setForeground(own);
            if (!branch.closed()) {
                gc.drawLine(x, view.y(branch.upper().y()), x, view.y(branch.lower().y()));
                for (Branch child : new Branch[] { branch.upper(), branch.lower() }) {
                    int in = stretches.of(child.first(), child.size());
                    gc.setForeground(of >= 0 || in < 0 ? own : host.stroke(in));
                    gc.drawLine(x, view.y(child.y()), view.x(child.height()), view.y(child.y()));
                }
            } else if (branch.size() > 1) {
                closed(gc, branch, own, x);
            }
        }
    }

    /** A closed branch: a triangle over its stretch. */
    private void closed(GC gc, Branch branch, Color colour, int x) {
        int y = view.y(branch.y()), upper = view.y(branch.first()), lower = view.y(branch.end());
        if (lower - upper < 3) {
            gc.drawLine(x, y, view.right(), y);
            return;
        }
        gc.setAntialias(SWT.ON);
        gc.setBackground(colour);
        gc.setAlpha(90);
        gc.fillPolygon(new int[] { x, y, view.right(), upper + 1, view.right(), lower - 1 });
        gc.setAlpha(255);
        gc.drawPolygon(new int[] { x, y, view.right(), upper + 1, view.right(), lower - 1 });
        gc.setAntialias(SWT.OFF);
    }

    /** The bars in the clusters' colours with their sizes, and a tick for what is selected. */
    private void bars(GC gc) {
        int x = view.right() + 6, high = gc.textExtent("0").y;
        int from = view.top();
        while (from < view.bottom()) {
            int of = cluster(from), to = from + 1;
            while (to < view.bottom() && cluster(to) == of)
                to++;
            if (of != Clustering.OUTLIER) {
                gc.setBackground(host.fill(of));
                int gap = to - from > 4 ? 1 : 0;
                gc.fillRectangle(x, from + gap, BAR, to - from - 2 * gap);
                gc.setForeground(Palette.BLACK);
                gc.setAlpha(90);
                if (to - from > 6)
                    gc.drawRectangle(x, from + gap, BAR - 1, to - from - 2 * gap - 1);
                gc.setAlpha(255);
                if (to - from >= high) {
                    gc.setForeground(Palette.color(Token.TEXT2));
                    gc.drawText(Words.number(sizes[of], 0), x + BAR + 5, (from + to - high) / 2, true);
                }
            }
            from = to;
        }
        if (selected.isEmpty())
            return;
        gc.setBackground(Palette.color(Token.ACCENT));
        BitSet lines = new BitSet(); // many crops share a line of px
        for (int row = selected.nextSetBit(0); row >= 0 && row < tree.leaves(); row = selected.nextSetBit(row + 1)) {
            int y = view.y(tree.place()[row] + 0.5);
            if (y >= view.top() && y < view.bottom())
                lines.set(y);
        }
        for (int y = lines.nextSetBit(0); y >= 0; y = lines.nextSetBit(y + 1))
            gc.fillRectangle(view.right() - 1, y - 1, 5, 2);
    }

    private int cluster(int y) {
        int place = (int) view.place(y);
        return place < 0 || place >= tree.leaves() ? Clustering.OUTLIER : stretches.at(place);
    }

    private int[] sizes() {
        int most = 0;
        for (int of : cluster)
            most = Math.max(most, of);
        int[] sizes = new int[most + 1];
        for (int of : cluster)
            if (of >= 0)
                sizes[of]++;
        return sizes;
    }

    private Rectangle pill() {
        GC gc = new GC(this);
        gc.setFont(Palette.font(Type.SMALL));
        Rectangle place = pill(gc);
        gc.dispose();
        return place;
    }

    private String cutText() {
        return Words.get("dendrogram.cut", Words.number(tree.tree().heightFor(now()), 2));
    }

    private Rectangle pill(GC gc) {
        Point size = gc.textExtent(cutText());
        int wide = size.x + 12, x = Math.max(2, Math.min(getClientArea().width - wide - 2, cutX() - wide / 2));
        return new Rectangle(x, view.top() + (view.bottom() - view.top()) * 2 / 5, wide, size.y + 4);
    }

    private void cut(GC gc, Rectangle area) {
        int line = gc.textExtent("0").y;
        if (proposed > 0 && proposed <= tree.leaves()) {
            int x = view.x(tree.tree().heightFor(proposed));
            gc.setForeground(Palette.color(Token.TEXT2));
            gc.setLineStyle(SWT.LINE_DOT);
            gc.drawLine(x, view.top(), x, view.bottom());
            gc.setLineStyle(SWT.LINE_SOLID);
            String text = Words.get("dendrogram.proposed", proposed);
            int wide = gc.textExtent(text).x;
            gc.drawText(text, Math.max(PAD, Math.min(x - wide - 4, area.width - wide - PAD)), area.height - line - 3,
                    true);
        }
        String closed = closedText();
        gc.setForeground(Palette.color(Token.TEXT2));
        gc.drawText(closed, area.width - PAD - gc.textExtent(closed).x, area.height - line - 3, true);
        int x = cutX();
        gc.setForeground(Palette.color(Token.ACCENT));
        gc.setLineWidth(2);
        gc.drawLine(x, view.top() - 4, x, view.bottom() + 2);
        gc.setLineWidth(1);
        Rectangle pill = pill(gc);
        gc.setAntialias(SWT.ON);
        gc.setBackground(Palette.color(Token.ACCENT));
        gc.fillRoundRectangle(pill.x, pill.y, pill.width, pill.height, 8, 8);
        gc.setAntialias(SWT.OFF);
        gc.setForeground(Palette.color(Token.PART));
        gc.drawText(cutText(), pill.x + 6, pill.y + 2, true);
    }

    /** How much of the tree is in sight, if it is not all of it. */
    private String closedText() {
        return view.whole(tree.leaves()) ? ""
                : Words.get("dendrogram.sight", (int) Math.ceil(view.to() - view.from()), tree.leaves());
    }
}
