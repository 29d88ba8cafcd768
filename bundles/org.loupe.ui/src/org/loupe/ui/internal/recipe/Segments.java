package org.loupe.ui.internal.recipe;

import java.util.List;
import java.util.function.IntConsumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;

/** A choice of two or three, side by side; arrows move it. */
final class Segments extends Canvas {
    private static final int HEIGHT = 26, PAD = 10;

    private final List<String> words;
    private final IntConsumer chosen;
    private int selected;

    Segments(Composite parent, List<String> words, IntConsumer chosen) {
        super(parent, SWT.DOUBLE_BUFFERED);
        this.words = words;
        this.chosen = chosen;
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.MouseDown, e -> {
            setFocus();
            int left = 0;
            for (int i = 0; i < words.size(); i++) {
                int wide = width(i);
                if (e.x >= left && e.x < left + wide)
                    choose(i);
                left += wide;
            }
        });
        addListener(SWT.KeyDown, e -> {
            if (e.keyCode == SWT.ARROW_LEFT || e.keyCode == SWT.ARROW_RIGHT)
                choose(Math.max(0, Math.min(words.size() - 1, selected + (e.keyCode == SWT.ARROW_LEFT ? -1 : 1))));
        });
        addListener(SWT.Traverse, e -> e.doit = e.detail != SWT.TRAVERSE_ARROW_NEXT
                && e.detail != SWT.TRAVERSE_ARROW_PREVIOUS);
        addListener(SWT.FocusIn, e -> redraw());
        addListener(SWT.FocusOut, e -> redraw());
        Palette.onChange(this, this::redraw);
    }

    /** Shows a choice; -1 for none. */
    void select(int index) {
        selected = index;
        redraw();
    }

    private void choose(int index) {
        if (index != selected) {
            select(index);
            chosen.accept(index);
        }
    }

    private int width(int index) {
        GC gc = new GC(this);
        gc.setFont(Palette.font(Type.BODY));
        int width = gc.textExtent(words.get(index)).x + 2 * PAD;
        gc.dispose();
        return width;
    }

    @Override
    public Point computeSize(int wHint, int hHint, boolean changed) {
        int width = 1;
        for (int i = 0; i < words.size(); i++)
            width += width(i);
        return new Point(width, HEIGHT);
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        gc.setBackground(getParent().getBackground());
        gc.fillRectangle(area);
        gc.setAntialias(SWT.ON);
        gc.setFont(Palette.font(Type.BODY));
        gc.setBackground(Palette.color(Token.FIELD));
        int total = computeSize(SWT.DEFAULT, SWT.DEFAULT, false).x;
        gc.fillRoundRectangle(0, 0, total, HEIGHT, 6, 6);
        int left = 0;
        for (int i = 0; i < words.size(); i++) {
            int wide = width(i);
            if (i == selected) {
                gc.setBackground(Palette.color(Token.ACCENT_BG));
                gc.fillRoundRectangle(left, 0, wide + 1, HEIGHT, 6, 6);
            }
            gc.setForeground(Palette.color(i == selected ? Token.ACCENT : Token.TEXT));
            gc.drawText(words.get(i), left + PAD, (HEIGHT - gc.textExtent(words.get(i)).y) / 2, true);
            left += wide;
            if (i < words.size() - 1) {
                gc.setForeground(Palette.color(Token.FIELD_LINE));
                gc.drawLine(left, 4, left, HEIGHT - 5);
            }
        }
        gc.setForeground(Palette.color(isFocusControl() ? Token.ACCENT : Token.FIELD_LINE));
        gc.drawRoundRectangle(0, 0, total - 1, HEIGHT - 1, 6, 6);
    }
}
