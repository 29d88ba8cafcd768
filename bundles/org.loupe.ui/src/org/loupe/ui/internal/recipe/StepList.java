package org.loupe.ui.internal.recipe;

import java.util.List;
import java.util.function.IntConsumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleControlAdapter;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.loupe.ui.Icons;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;

/** The steps of a recipe, one row each, with their routes under them. */
public final class StepList extends Canvas {
    /** Height of a row. */
    public static final int ROW = 27;
    private static final int BOX = 14, BOX_LEFT = 10, TEXT_LEFT = 50;

    /**
     * A step as it is listed.
     *
     * @param name    of its tool
     * @param hint    one changed value, or ""
     * @param enabled whether it runs
     * @param wrong   what is wrong with it, or ""
     * @param routes  one line each: what becomes of a class
     */
    public record Row(String name, String hint, boolean enabled, String wrong, List<String> routes) {
        int height() {
            return ROW + routes.size() * (ROW - 7);
        }
    }

    private List<Row> rows = List.of();
    private int selected = -1;
    private final IntConsumer onSelect, onToggle;

    public StepList(Composite parent, IntConsumer onSelect, IntConsumer onToggle) {
        super(parent, SWT.DOUBLE_BUFFERED);
        this.onSelect = onSelect;
        this.onToggle = onToggle;
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.MouseDown, e -> {
            setFocus();
            int row = at(e.y);
            if (row >= 0) {
                select(row);
                if (e.x < BOX_LEFT + BOX + 6)
                    onToggle.accept(row);
            }
        });
        addListener(SWT.KeyDown, this::key);
        addListener(SWT.FocusIn, e -> redraw());
        addListener(SWT.FocusOut, e -> redraw());
        addListener(SWT.Traverse, e -> e.doit = e.detail != SWT.TRAVERSE_ARROW_NEXT
                && e.detail != SWT.TRAVERSE_ARROW_PREVIOUS);
        addListener(SWT.MouseMove, e -> {
            int row = at(e.y);
            setToolTipText(row < 0 || rows.get(row).wrong.isEmpty() ? null : rows.get(row).wrong);
        });
        Palette.onChange(this, this::redraw);
        getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent e) {
                e.result = selected < 0 ? "" : rows.get(selected).name;
            }
        });
        getAccessible().addAccessibleControlListener(new AccessibleControlAdapter() {
            @Override
            public void getRole(AccessibleControlEvent e) {
                e.detail = ACC.ROLE_LIST;
            }
        });
    }

    /** Shows steps. */
    public void rows(List<Row> shown) {
        rows = shown;
        if (selected >= rows.size())
            selected = rows.size() - 1;
        redraw();
    }

    /** Index of the selected step, or -1. */
    public int selected() {
        return selected;
    }

    /** Selects a step and tells it. */
    public void select(int row) {
        if (row != selected && row >= -1 && row < rows.size()) {
            selected = row;
            redraw();
            onSelect.accept(row);
        }
    }

    private int at(int y) {
        int top = 0;
        for (int i = 0; i < rows.size(); i++) {
            top += rows.get(i).height();
            if (y < top)
                return i;
        }
        return -1;
    }

    private void key(Event e) {
        switch (e.keyCode) {
            case SWT.ARROW_UP -> select(Math.max(0, selected - 1));
            case SWT.ARROW_DOWN -> select(Math.min(rows.size() - 1, selected + 1));
            case SWT.HOME -> select(0);
            case SWT.END -> select(rows.size() - 1);
            case ' ' -> {
                if (selected >= 0)
                    onToggle.accept(selected);
            }
            default -> {
                return;
            }
        }
    }

    @Override
    public Point computeSize(int wHint, int hHint, boolean changed) {
        int height = rows.stream().mapToInt(Row::height).sum();
        return new Point(wHint == SWT.DEFAULT ? 300 : wHint, Math.max(ROW, height));
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(area);
        gc.setAntialias(SWT.ON);
        int top = 0;
        for (int i = 0; i < rows.size(); i++) {
            row(gc, i, top, area.width);
            top += rows.get(i).height();
        }
    }

    private void row(GC gc, int index, int top, int width) {
        Row row = rows.get(index);
        if (index == selected) {
            gc.setBackground(Palette.color(isFocusControl() ? Token.SELECTION : Token.ACCENT_BG));
            gc.fillRectangle(0, top, width, row.height());
            gc.setBackground(Palette.color(Token.ACCENT));
            gc.fillRectangle(0, top, 2, row.height());
        }
        int boxTop = top + (ROW - BOX) / 2;
        if (row.enabled) {
            gc.setBackground(Palette.color(Token.ACCENT));
            gc.fillRoundRectangle(BOX_LEFT, boxTop, BOX, BOX, 4, 4);
            gc.setForeground(Palette.color(Token.PART));
            gc.setLineWidth(2);
            gc.drawPolyline(new int[] { BOX_LEFT + 3, boxTop + 7, BOX_LEFT + 6, boxTop + 10, BOX_LEFT + 11,
                    boxTop + 4 });
            gc.setLineWidth(1);
        } else {
            gc.setBackground(Palette.color(Token.FIELD));
            gc.fillRoundRectangle(BOX_LEFT, boxTop, BOX, BOX, 4, 4);
            gc.setForeground(Palette.color(Token.FIELD_LINE));
            gc.drawRoundRectangle(BOX_LEFT, boxTop, BOX - 1, BOX - 1, 4, 4);
        }
        gc.setFont(Palette.font(Type.BODY));
        int high = gc.textExtent("X").y, y = top + (ROW - high) / 2;
        gc.setForeground(Palette.color(Token.TEXT2));
        String number = String.valueOf(index + 1);
        gc.drawText(number, TEXT_LEFT - 8 - gc.textExtent(number).x, y, true);
        gc.setFont(Palette.font(index == selected ? Type.STRONG : Type.BODY));
        gc.setForeground(Palette.color(row.enabled ? Token.TEXT : Token.DISABLED));
        gc.drawText(row.name, TEXT_LEFT, y, true);
        int after = TEXT_LEFT + gc.textExtent(row.name).x + 8;
        gc.setFont(Palette.font(Type.SMALL));
        if (!row.wrong.isEmpty()) {
            gc.drawImage(Icons.get("error", Token.ERROR), width - 26, top + (ROW - 16) / 2);
        } else if (!row.hint.isEmpty()) {
            int size = gc.textExtent(row.hint).x;
            gc.setForeground(Palette.color(Token.TEXT2));
            if (after + size < width - 10)
                gc.drawText(row.hint, width - 10 - size, y + 1, true);
        }
        int line = top + ROW - 3;
        for (String route : row.routes) {
            gc.drawImage(Icons.get("branch", Token.TEXT2), TEXT_LEFT - 2, line + 1);
            gc.setForeground(Palette.color(Token.TEXT2));
            gc.drawText(route, TEXT_LEFT + 18, line + 2, true);
            line += ROW - 7;
        }
    }
}
