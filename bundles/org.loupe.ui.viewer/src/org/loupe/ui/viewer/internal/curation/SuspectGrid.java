package org.loupe.ui.viewer.internal.curation;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
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
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.LabelCrops;
import org.loupe.workspace.curation.Suspects.Suspect;

/**
 * Labels in doubt as cards: the label, its given and the suggested class with the score, and the three labels of the
 * suggested class that are most like it. Virtual: only those in sight are read. A click shows one in the viewer.
 */
final class SuspectGrid extends Canvas {
    private static final int GAP = 8, PAD = 6, CROP = 64, EVIDENCE = 48, TEXT = 156, CHIP = 10, BAR = 4;
    private static final int WIDE = PAD + CROP + GAP + TEXT + GAP + 3 * (EVIDENCE + 4) + PAD;
    private static final int HIGH = CROP + 2 * PAD;

    private final Session session;
    private final Curating curating;
    private final LabelCrops crops;
    private List<Suspect> suspects = List.of();
    private int top;

    SuspectGrid(Composite parent, Session session, Curating curating) {
        super(parent, SWT.DOUBLE_BUFFERED | SWT.V_SCROLL | SWT.NO_REDRAW_RESIZE);
        this.session = session;
        this.curating = curating;
        crops = new LabelCrops(this, session, this::redraw);
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.Resize, e -> scroll(top));
        getVerticalBar().addListener(SWT.Selection, e -> scroll(getVerticalBar().getSelection()));
        addListener(SWT.MouseDown, this::down);
        addListener(SWT.MouseDoubleClick, e -> {
            if (curating.chosen() >= 0)
                curating.show(suspects.get(curating.chosen()), true);
        });
        Parts.focusable(this, this::key);
        Parts.accessible(this, ACC.ROLE_LIST, () -> {
            int at = curating.chosen();
            if (at < 0 || at >= suspects.size())
                return Words.get("suspects.accessible", suspects.size());
            Suspect s = suspects.get(at);
            return Words.get("suspects.accessibleOne", name(s.label().code()), name(s.suggested()),
                    Words.number(s.score(), 2), at + 1, suspects.size());
        });
    }

    /** Lists labels in doubt. */
    void show(List<Suspect> shown) {
        suspects = shown;
        scroll(top);
        if (curating.chosen() >= 0)
            reveal(curating.chosen());
    }

    private String name(int code) {
        return session.desk().className(code);
    }

    private int columns() {
        return Math.max(1, (getClientArea().width - GAP) / (WIDE + GAP));
    }

    private void scroll(int to) {
        int lines = (suspects.size() + columns() - 1) / columns(), high = getClientArea().height;
        int most = Math.max(0, lines * (HIGH + GAP) + GAP - high);
        top = Math.max(0, Math.min(most, to));
        var bar = getVerticalBar();
        bar.setVisible(most > 0);
        if (most > 0)
            bar.setValues(top, 0, most + high, Math.max(1, high), HIGH + GAP, Math.max(1, high));
        redraw();
    }

    private void reveal(int index) {
        int y = index / columns() * (HIGH + GAP), high = getClientArea().height;
        if (y < top)
            scroll(y);
        else if (y + HIGH + 2 * GAP > top + high)
            scroll(y + HIGH + 2 * GAP - high);
    }

    private Rectangle card(int index) {
        return new Rectangle(GAP + index % columns() * (WIDE + GAP), GAP + index / columns() * (HIGH + GAP) - top, WIDE,
                HIGH);
    }

    private void down(Event e) {
        setFocus();
        int column = (e.x - GAP) / (WIDE + GAP), index = (e.y + top - GAP) / (HIGH + GAP) * columns() + column;
        if (e.x >= GAP && column < columns() && index >= 0 && index < suspects.size())
            curating.choose(index);
    }

    private void key(Event e) {
        int by = switch (e.keyCode) {
            case SWT.ARROW_LEFT -> -1;
            case SWT.ARROW_RIGHT -> 1;
            case SWT.ARROW_UP -> -columns();
            case SWT.ARROW_DOWN -> columns();
            case SWT.HOME -> -suspects.size();
            case SWT.END -> suspects.size();
            default -> 0;
        };
        if (by != 0 && !suspects.isEmpty())
            curating.choose(Math.max(0, Math.min(suspects.size() - 1, curating.chosen() + by)));
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(area);
        gc.setTextAntialias(SWT.ON);
        int line = HIGH + GAP, first = Math.max(0, top / line) * columns();
        int last = Math.min(suspects.size(), ((top + area.height) / line + 1) * columns());
        List<Label> wanted = new ArrayList<>();
        for (int i = first; i < last; i++) {
            wanted.add(suspects.get(i).label());
            wanted.addAll(suspects.get(i).evidence());
        }
        crops.want(wanted);
        for (int i = first; i < last; i++)
            card(gc, suspects.get(i), card(i), i == curating.chosen());
        if (isFocusControl()) {
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.drawRectangle(0, 0, area.width - 1, area.height - 1);
        }
    }

    private void card(GC gc, Suspect s, Rectangle card, boolean chosen) {
        gc.setBackground(Palette.color(chosen ? isFocusControl() ? Token.SELECTION : Token.SELECTION_OFF : Token.PART));
        gc.fillRectangle(card);
        gc.setForeground(Palette.color(chosen ? Token.ACCENT : Token.LINE2));
        gc.drawRectangle(card.x, card.y, card.width - 1, card.height - 1);
        crops.paint(gc, s.label(), new Rectangle(card.x + PAD, card.y + PAD, CROP, CROP), Palette.WHITE);
        int x = card.x + PAD + CROP + GAP, y = card.y + PAD;
        gc.setClipping(x, card.y, TEXT, card.height);
        y = line(gc, Words.get("suspects.given"), s.label().code(), x, y);
        y = line(gc, Words.get("suspects.suggested"), s.suggested(), x, y);
        gc.setClipping((Rectangle) null);
        String score = Words.number(s.score(), 2);
        gc.setFont(Palette.font(Type.SMALL));
        gc.setForeground(Palette.color(Token.TEXT2));
        Point size = gc.textExtent(score);
        int bottom = card.y + HIGH - PAD - size.y, length = TEXT - size.x - GAP;
        gc.setBackground(Palette.color(Token.LINE));
        gc.fillRectangle(x, bottom + (size.y - BAR) / 2, length, BAR);
        gc.setBackground(Palette.color(Token.TEXT2));
        gc.fillRectangle(x, bottom + (size.y - BAR) / 2, (int) Math.round(length * s.score()), BAR);
        gc.drawText(score, x + TEXT - size.x, bottom, true);
        x += TEXT + GAP;
        for (Label like : s.evidence()) {
            crops.paint(gc, like, new Rectangle(x, card.y + PAD, EVIDENCE, EVIDENCE), null);
            gc.setBackground(session.colours().fill(like.code()));
            gc.fillRectangle(x, card.y + PAD + EVIDENCE, EVIDENCE, BAR);
            x += EVIDENCE + 4;
        }
    }

    /** A small word and a class behind its chip. @return where the next line begins */
    private int line(GC gc, String word, int code, int x, int y) {
        gc.setFont(Palette.font(Type.SMALL));
        gc.setForeground(Palette.color(Token.TEXT2));
        gc.drawText(word, x, y, true);
        int column = x + 40, high = gc.textExtent("0").y;
        gc.setBackground(session.colours().fill(code));
        gc.fillRectangle(column, y + (high - CHIP) / 2, CHIP, CHIP);
        gc.setForeground(Palette.BLACK);
        gc.setAlpha(90);
        gc.drawRectangle(column, y + (high - CHIP) / 2, CHIP - 1, CHIP - 1);
        gc.setAlpha(255);
        gc.setFont(Palette.font(Type.BODY));
        gc.setForeground(Palette.color(Token.TEXT));
        gc.drawText(name(code), column + CHIP + 4, y + (high - gc.textExtent("0").y) / 2, true);
        return y + high + 5;
    }
}
