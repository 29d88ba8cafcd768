package org.loupe.ui.viewer.internal.models;

import java.util.List;

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

/** A few figures side by side: what it is, its value, what it was counted from. UI thread. */
final class ModelCards extends Canvas {
    private static final int HIGH = 84, PAD = 12;

    /** A figure. */
    record Card(String title, String figure, String from) {
    }

    private List<Card> cards = List.of();

    ModelCards(Composite parent) {
        super(parent, SWT.DOUBLE_BUFFERED);
        addListener(SWT.Paint, e -> paint(e.gc));
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
        return new Point(wHint == SWT.DEFAULT ? 400 : wHint, hHint == SWT.DEFAULT ? HIGH : hHint);
    }

    void show(List<Card> shown) {
        cards = List.copyOf(shown);
        redraw();
    }

    /** What is written: title and figure of each card. */
    List<String> texts() {
        return cards.stream().map(c -> c.title + " " + c.figure).toList();
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(area);
        gc.setTextAntialias(SWT.ON);
        for (int i = 0; i < cards.size(); i++) {
            int left = area.width * i / cards.size(), y = 8;
            gc.setForeground(Palette.color(Token.LINE2));
            if (i > 0)
                gc.drawLine(left, 0, left, area.height);
            gc.setClipping(left, 0, area.width / cards.size() - 4, area.height);
            y = text(gc, cards.get(i).title, left + PAD, y, Type.SMALL, Token.TEXT2);
            y = text(gc, cards.get(i).figure, left + PAD, y, Type.FIGURE, Token.TEXT);
            text(gc, cards.get(i).from, left + PAD, y, Type.SMALL, Token.TEXT2);
            gc.setClipping((Rectangle) null);
        }
        gc.setForeground(Palette.color(Token.LINE2));
        gc.drawLine(0, area.height - 1, area.width, area.height - 1);
    }

    /** @return where the next line begins */
    private static int text(GC gc, String text, int x, int y, Type type, Token colour) {
        gc.setFont(Palette.font(type));
        gc.setForeground(Palette.color(colour));
        gc.drawText(text, x, y, true);
        return y + gc.textExtent("0").y + 2;
    }
}
