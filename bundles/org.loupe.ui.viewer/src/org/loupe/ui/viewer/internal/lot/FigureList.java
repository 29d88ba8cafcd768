package org.loupe.ui.viewer.internal.lot;

import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Parts;

/** Figures as rows: what it is at the left, the value at the right. UI thread only. */
final class FigureList extends Canvas {
    private static final int WIDE = 232, LEFT = 12, RIGHT = 16, TOP = 6, ROW = 22;

    private List<Figure> figures = List.of();
    private int hover = -1;

    /**
     * A figure.
     *
     * @param name  what it is
     * @param value with its unit; "–" if unknown
     * @param about   how it was found, as a tool tip; "" for nothing
     * @param defects that it counts; empty for what selects nothing. Not to be changed
     */
    record Figure(String name, String value, String about, BitSet defects) {
    }

    /** @param choose told of the defects that a figure counts, when it is clicked */
    FigureList(Composite parent, Consumer<Figure> choose) {
        super(parent, SWT.DOUBLE_BUFFERED | SWT.NO_BACKGROUND);
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.MouseMove, e -> point(Math.floorDiv(e.y - TOP, row())));
        addListener(SWT.MouseExit, e -> point(-1));
        addListener(SWT.MouseDown, e -> {
            setFocus();
            choose(Math.floorDiv(e.y - TOP, row()), choose);
        });
        Parts.focusable(this, e -> {
            switch (e.keyCode) {
                case SWT.ARROW_DOWN -> point(Math.min(figures.size() - 1, hover + 1));
                case SWT.ARROW_UP -> point(Math.max(0, hover - 1));
                case SWT.CR, SWT.KEYPAD_CR -> choose(hover, choose);
                default -> { }
            }
        });
        Palette.onChange(this, this::redraw);
        getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent e) {
                e.result = String.join(", ", texts());
            }
        });
    }

    @Override
    public Point computeSize(int wHint, int hHint, boolean changed) {
        return new Point(wHint == SWT.DEFAULT ? WIDE : wHint, hHint == SWT.DEFAULT ? 2 * TOP + 7 * ROW : hHint);
    }

    void show(List<Figure> shown) {
        if (!figures.equals(shown)) {
            figures = List.copyOf(shown);
            redraw();
        }
    }

    /** What is written, row by row: "Defects 585". */
    List<String> texts() {
        return figures.stream().map(f -> f.name + " " + f.value).toList();
    }

    /** Rows come closer where the part is low. */
    private int row() {
        return Math.max(15, Math.min(ROW, (getClientArea().height - 2 * TOP) / Math.max(1, figures.size())));
    }

    private void choose(int index, Consumer<Figure> choose) {
        if (index >= 0 && index < figures.size() && !figures.get(index).defects.isEmpty())
            choose.accept(figures.get(index));
    }

    private void point(int index) {
        int under = index >= 0 && index < figures.size() ? index : -1;
        if (under == hover)
            return;
        hover = under;
        setToolTipText(under < 0 || figures.get(under).about.isEmpty() ? null : figures.get(under).about);
        setCursor(under < 0 || figures.get(under).defects.isEmpty() ? null
                : getDisplay().getSystemCursor(SWT.CURSOR_HAND));
        redraw();
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(area);
        gc.setTextAntialias(SWT.ON);
        int y = TOP;
        for (Figure figure : figures) {
            gc.setFont(Palette.font(Type.BODY));
            gc.setForeground(Palette.color(Token.TEXT2));
            gc.drawText(figure.name, LEFT, y + (row() - gc.textExtent("0").y) / 2, true);
            gc.setFont(Palette.font(Type.STRONG));
            gc.setForeground(Palette.color(hover >= 0 && figures.indexOf(figure) == hover
                    && !figure.defects.isEmpty() ? Token.ACCENT : Token.TEXT));
            Point size = gc.textExtent(figure.value);
            gc.drawText(figure.value, area.width - RIGHT - size.x, y + (row() - size.y) / 2, true);
            y += row();
        }
        if (isFocusControl()) {
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.drawRectangle(0, 0, area.width - 1, area.height - 1);
        }
    }
}
