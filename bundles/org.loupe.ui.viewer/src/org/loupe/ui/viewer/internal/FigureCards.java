package org.loupe.ui.viewer.internal;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.loupe.ui.Icons;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.internal.recipe.Drawing;

/** A few figures side by side: what it is, its value, what it was counted from, what it shall be or was. UI thread. */
public abstract class FigureCards extends Canvas {
    private static final int PAD = 12, ICON = 12, BAR = 6;

    private final int high;

    /**
     * A figure.
     *
     * @param last line below, "" for none
     * @param met  whether the last line says that a target is met, or not, or {@code null} if it is no target
     */
    public record Card(String title, String figure, String counts, String last, Boolean met) {
    }

    /** @param high height in points: 98 if any card has a last line, else 84 */
    protected FigureCards(Composite parent, int high) {
        super(parent, SWT.DOUBLE_BUFFERED);
        this.high = high;
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.MouseMove, e -> tell(e.x));
        Palette.onChange(this, this::redraw);
        getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent e) {
                e.result = String.join(", ", cards().stream().map(c -> c.title + " " + c.figure).toList());
            }
        });
    }

    /** What is shown now. */
    protected abstract List<Card> cards();

    /** How far a card's matter is, 0 … 1, drawn as a bar in its last line; NaN for no bar. */
    protected double share(int card) {
        return Double.NaN;
    }

    @Override
    public Point computeSize(int wHint, int hHint, boolean changed) {
        return new Point(wHint == SWT.DEFAULT ? 400 : wHint, hHint == SWT.DEFAULT ? high : hHint);
    }

    /** What is written: title, figure, counts and last line of each card. */
    public List<String> texts() {
        return cards().stream().map(c -> c.title + "|" + c.figure + "|" + c.counts + "|" + c.last).toList();
    }

    /** Tells all of a card that has no room for it. */
    private void tell(int x) {
        List<Card> cards = cards();
        Card card = cards.isEmpty() ? null
                : cards.get(Math.max(0, Math.min(cards.size() - 1, x * cards.size() / Math.max(1, getSize().x))));
        String words = card == null ? null : Stream.of(card.title, card.figure, card.counts, card.last)
                .filter(text -> !text.isEmpty()).collect(Collectors.joining("\n"));
        if (!Objects.equals(words, getToolTipText()))
            setToolTipText(words);
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(area);
        gc.setTextAntialias(SWT.ON);
        List<Card> cards = cards();
        for (int i = 0; i < cards.size(); i++) {
            Card card = cards.get(i);
            int left = area.width * i / cards.size(), x = left + PAD, y = 8;
            if (i > 0) {
                gc.setForeground(Palette.color(Token.LINE2));
                gc.drawLine(left, 0, left, area.height);
            }
            int right = left + area.width / cards.size() - 4;
            y = text(gc, card.title, x, y, right, Type.SMALL, Token.TEXT2);
            y = text(gc, card.figure, x, y, right, Type.FIGURE, Token.TEXT);
            y = text(gc, card.counts, x, y, right, Type.SMALL, Token.TEXT2);
            Token colour = card.met == null ? Token.TEXT2 : card.met ? Token.OK : Token.ERROR;
            if (card.met != null) {
                gc.drawImage(Icons.get(card.met ? "check" : "warning", colour, ICON), x, y + 2);
                x += ICON + 4;
            }
            text(gc, card.last, x, y, right, Type.SMALL, colour);
            if (!Double.isNaN(share(i)))
                bar(gc, x, y - 12, right - x - 8, share(i));
        }
        gc.setForeground(Palette.color(Token.LINE2));
        gc.drawLine(0, area.height - 1, area.width, area.height - 1);
    }

    private static void bar(GC gc, int x, int y, int wide, double share) {
        gc.setAntialias(SWT.ON);
        gc.setBackground(Palette.color(Token.LINE));
        gc.fillRoundRectangle(x, y, wide, BAR, BAR, BAR);
        gc.setBackground(Palette.color(Token.ACCENT));
        gc.fillRoundRectangle(x, y, (int) Math.round(wide * share), BAR, BAR, BAR);
    }

    /** @return where the next line begins */
    private static int text(GC gc, String text, int x, int y, int right, Type type, Token colour) {
        gc.setFont(Palette.font(type));
        gc.setForeground(Palette.color(colour));
        gc.drawText(Drawing.shorten(gc, text, right - x), x, y, true);
        return y + gc.textExtent("0").y + 2;
    }
}
