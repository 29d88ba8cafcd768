package org.loupe.ui.viewer.internal.classes;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import org.eclipse.jface.util.LocalSelectionTransfer;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DragSource;
import org.eclipse.swt.dnd.DragSourceAdapter;
import org.eclipse.swt.dnd.DragSourceEvent;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.loupe.store.labels.Label;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Session;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.LabelCrops;

/**
 * Pictures of labels in lines, made when they come into sight; what is selected here is selected everywhere. Pictures
 * can be dragged into the label book.
 */
final class LabelGrid extends Canvas {
    private static final int GAP = 6, CELL = 64, BAR = 3;

    private final Session session;
    private final LabelCrops crops;
    private List<Label> labels = List.of();
    private Consumer<Label> opened = label -> { };
    private String empty = "";
    private int top, focus = -1;

    LabelGrid(Composite parent, Session session) {
        super(parent, SWT.DOUBLE_BUFFERED | SWT.V_SCROLL);
        this.session = session;
        crops = new LabelCrops(this, session, this::redraw);
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.Resize, e -> scroll(top));
        getVerticalBar().addListener(SWT.Selection, e -> scroll(getVerticalBar().getSelection()));
        addListener(SWT.MouseDown, this::down);
        addListener(SWT.MouseDoubleClick, e -> open(at(e.x, e.y)));
        addListener(SWT.KeyDown, this::key);
        addListener(SWT.FocusIn, e -> redraw());
        addListener(SWT.FocusOut, e -> redraw());
        addListener(SWT.Traverse, e -> e.doit = e.detail == SWT.TRAVERSE_TAB_NEXT
                || e.detail == SWT.TRAVERSE_TAB_PREVIOUS);
        session.listen(this, Session.Event.LABEL, this::redraw);
        Palette.onChange(this, this::redraw);
        drag();
        getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent e) {
                e.result = Words.get("classes.grid", labels.size());
            }
        });
    }

    private void drag() {
        DragSource source = new DragSource(this, DND.DROP_COPY);
        source.setTransfer(new Transfer[] { LocalSelectionTransfer.getTransfer() });
        source.addDragListener(new DragSourceAdapter() {
            @Override
            public void dragStart(DragSourceEvent e) {
                List<Label> chosen = session.desk().selected();
                e.doit = !chosen.isEmpty() && at(e.x, e.y) >= 0;
                LocalSelectionTransfer.getTransfer().setSelection(new StructuredSelection(chosen));
            }

            @Override
            public void dragFinished(DragSourceEvent e) {
                LocalSelectionTransfer.getTransfer().setSelection(null);
            }
        });
    }

    /** Shows labels. @param none what is said if there are none */
    void show(List<Label> shown, String none) {
        labels = shown;
        empty = none;
        focus = -1;
        scroll(top);
    }

    /** Labels that are shown. */
    List<Label> labels() {
        return labels;
    }

    /** Is told of labels that are clicked twice. */
    void onOpen(Consumer<Label> told) {
        opened = told;
    }

    private int columns() {
        return Math.max(1, (getClientArea().width - GAP) / (CELL + GAP));
    }

    private void scroll(int to) {
        int lines = (labels.size() + columns() - 1) / columns(), all = GAP + lines * (CELL + BAR + GAP);
        int high = getClientArea().height;
        top = Math.max(0, Math.min(to, all - high));
        getVerticalBar().setVisible(all > high);
        getVerticalBar().setValues(top, 0, Math.max(1, all), Math.max(1, high), CELL, Math.max(CELL, high - CELL));
        redraw();
    }

    private int at(int x, int y) {
        int column = (x - GAP) / (CELL + GAP), line = (y + top - GAP) / (CELL + BAR + GAP);
        int index = line * columns() + column;
        return x < GAP || column >= columns() || index >= labels.size() ? -1 : index;
    }

    private void down(Event e) {
        setFocus();
        int index = at(e.x, e.y);
        if (index < 0) {
            if (e.button == 1)
                session.desk().select(List.of());
            return;
        }
        int id = labels.get(index).id();
        Set<Integer> chosen = new TreeSet<>(session.desk().selection());
        if (e.button == 3 && chosen.contains(id))
            return;
        if ((e.stateMask & SWT.SHIFT) != 0 && focus >= 0) {
            for (int i = Math.min(focus, index); i <= Math.max(focus, index); i++)
                chosen.add(labels.get(i).id());
        } else if ((e.stateMask & SWT.MOD1) != 0) {
            if (!chosen.remove(id))
                chosen.add(id);
        } else if (!chosen.contains(id) || chosen.size() == 1) {
            chosen = Set.of(id);
        }
        focus = index;
        session.desk().select(chosen);
    }

    private void open(int index) {
        if (index >= 0)
            opened.accept(labels.get(index));
    }

    private void key(Event e) {
        if (labels.isEmpty() || (e.stateMask & (SWT.MOD1 | SWT.ALT)) != 0)
            return;
        int to = switch (e.keyCode) {
            case SWT.ARROW_LEFT -> focus - 1;
            case SWT.ARROW_RIGHT -> focus + 1;
            case SWT.ARROW_UP -> focus - columns();
            case SWT.ARROW_DOWN -> focus + columns();
            case SWT.HOME -> 0;
            case SWT.END -> labels.size() - 1;
            case SWT.CR, SWT.KEYPAD_CR, ' ' -> {
                open(focus);
                yield -1;
            }
            default -> -1;
        };
        if (to < 0 || to >= labels.size())
            return;
        focus = to;
        session.desk().select(Set.of(labels.get(focus).id()));
        int y = GAP + focus / columns() * (CELL + BAR + GAP), high = getClientArea().height;
        if (y < top)
            scroll(y - GAP);
        else if (y + CELL + BAR + GAP > top + high)
            scroll(y + CELL + BAR + GAP - high);
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(area);
        if (labels.isEmpty()) {
            gc.setFont(Palette.font(Type.BODY));
            gc.setForeground(Palette.color(Token.TEXT2));
            gc.drawText(empty, 12, 8, true);
            return;
        }
        int columns = columns(), line = CELL + BAR + GAP;
        int first = Math.max(0, (top - GAP) / line) * columns;
        int last = Math.min(labels.size(), ((top + area.height) / line + 1) * columns);
        crops.want(labels.subList(Math.min(first, last), last));
        for (int i = first; i < last; i++) {
            Label label = labels.get(i);
            Point at = new Point(GAP + i % columns * (CELL + GAP), GAP + i / columns * line - top);
            crops.paint(gc, label, new Rectangle(at.x, at.y, CELL, CELL), null);
            gc.setBackground(session.colours().fill(label.code()));
            gc.fillRectangle(at.x, at.y + CELL, CELL, BAR);
            if (session.desk().selection().contains(label.id())) {
                gc.setForeground(Palette.color(Token.ACCENT));
                gc.setLineWidth(3);
                gc.drawRectangle(at.x - 2, at.y - 2, CELL + 3, CELL + BAR + 3);
                gc.setLineWidth(1);
            }
        }
        if (isFocusControl()) {
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.drawRectangle(0, 0, area.width - 1, area.height - 1);
        }
    }
}
