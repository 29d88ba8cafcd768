package org.loupe.ui.viewer.internal.iterations;

import java.time.YearMonth;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.loupe.model.Iteration;
import org.loupe.store.labels.LabelTable;
import org.loupe.ui.Icons;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Parts;
import org.loupe.ui.Words;

/**
 * The iterations of a project as cards on a line, oldest first. The arrow keys walk, Enter unfolds a stack, the wheel
 * scrolls, and a card that is dragged on another is compared with it. UI thread only.
 */
final class Timeline extends Canvas {
    private static final int PAD = 18, GAP = 16, DOT = 9, LINE_Y = 16, TOP = 30, INSET = 9, BAR = 5, ROW_GAP = 4;
    private static final int NARROW = 196, WIDE = 224, DRAG = 6, ICON = 12;

    private final Consumer<Iteration> selected;
    private final BiConsumer<Iteration, Iteration> compared;
    private final Set<YearMonth> unfolded = new HashSet<>();
    private List<Iteration> iterations = List.of();
    private List<TimelineCard> cards = List.of();
    private LabelTable table = new LabelTable();
    private String next = "";
    private int focus = -1, offset, pressed = -1, over = -1, pressX;
    private boolean dragging;

    /**
     * @param selected told which iteration was selected
     * @param compared told of which two one was dragged on the other
     */
    Timeline(Composite parent, Consumer<Iteration> selected, BiConsumer<Iteration, Iteration> compared) {
        super(parent, SWT.DOUBLE_BUFFERED | SWT.NO_REDRAW_RESIZE);
        this.selected = selected;
        this.compared = compared;
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.Resize, e -> scroll(offset));
        addListener(SWT.MouseDown, this::down);
        addListener(SWT.MouseMove, this::move);
        addListener(SWT.MouseUp, this::up);
        addListener(SWT.MouseDoubleClick, e -> unfold());
        addListener(SWT.MouseWheel, e -> scroll(offset - e.count * 40));
        addListener(SWT.MouseHorizontalWheel, e -> scroll(offset - e.count * 40));
        Parts.focusable(this, this::key);
        Parts.accessible(this, ACC.ROLE_LIST,
                () -> focus < 0 ? Words.get("iterations.name") : cards.get(focus).words());
    }

    /** Shows iterations. @param hint what stands behind the last one, or "" */
    void show(List<Iteration> all, LabelTable labels, String hint) {
        Iteration kept = selected().orElse(null);
        boolean grown = all.size() > iterations.size();
        iterations = List.copyOf(all);
        table = labels;
        next = hint;
        cards = TimelineCard.of(iterations, table, unfolded);
        focus = cards.isEmpty() ? -1 : cards.size() - 1;
        if (kept != null && !grown)
            for (int i = 0; i < cards.size(); i++)
                if (cards.get(i).iterations().contains(kept))
                    focus = i;
        reveal();
    }

    /** The cards, for those who look at them otherwise. */
    List<TimelineCard> cards() {
        return cards;
    }

    /** The selected iteration. */
    Optional<Iteration> selected() {
        return focus < 0 || focus >= cards.size() ? Optional.empty() : Optional.of(cards.get(focus).iteration());
    }

    /** Selects an iteration. */
    void select(Iteration wanted) {
        for (int i = 0; i < cards.size(); i++)
            if (cards.get(i).iterations().contains(wanted))
                focus(i);
    }

    private void focus(int index) {
        if (index < 0 || index >= cards.size())
            return;
        focus = index;
        reveal();
        getAccessible().setFocus(ACC.CHILDID_SELF);
        selected.accept(cards.get(index).iteration());
    }

    private void unfold() {
        if (focus < 0 || !cards.get(focus).stacked())
            return;
        unfolded.add(cards.get(focus).month());
        show(iterations, table, next);
    }

    // ---- places

    private int width() {
        int room = getClientArea().width - 2 * PAD - (cards.size() - 1) * GAP;
        return cards.isEmpty() ? WIDE : Math.max(NARROW, Math.min(WIDE, room / cards.size()));
    }

    private int rowHeight(GC gc) {
        gc.setFont(Palette.font(Type.SMALL));
        return gc.textExtent("0").y + ROW_GAP;
    }

    /** Where a card is drawn; the height is that of the canvas as far as it is needed. */
    Rectangle place(int index) {
        GC gc = new GC(this);
        int height = Math.min(4 * rowHeight(gc) + 2 * INSET - ROW_GAP, Math.max(40, getClientArea().height - TOP - 4));
        gc.dispose();
        return new Rectangle(PAD + index * (width() + GAP) - offset, TOP, width(), height);
    }

    private void scroll(int to) {
        int whole = 2 * PAD + cards.size() * (width() + GAP) - GAP;
        offset = Math.max(0, Math.min(to, whole - getClientArea().width));
        redraw();
    }

    private void reveal() {
        scroll(offset);
        if (focus < 0)
            return;
        int left = focus * (width() + GAP), right = left + width() + 2 * PAD;
        if (left < offset)
            scroll(left);
        else if (right > offset + getClientArea().width)
            scroll(right - getClientArea().width);
    }

    private int at(int x, int y) {
        for (int i = 0; i < cards.size(); i++) {
            Rectangle card = place(i);
            if (x >= card.x && x < card.x + card.width && y < card.y + card.height)
                return i;
        }
        return -1;
    }

    // ---- gestures

    private void down(Event e) {
        setFocus();
        int hit = at(e.x, e.y);
        if (hit >= 0)
            focus(hit);
        pressed = e.button == 1 ? hit : -1;
        pressX = e.x;
        dragging = false;
    }

    private void move(Event e) {
        int hit = at(e.x, e.y);
        if (pressed >= 0 && Math.abs(e.x - pressX) > DRAG) {
            dragging = true;
            setCursor(getDisplay().getSystemCursor(SWT.CURSOR_HAND));
        }
        if (hit != over) {
            over = hit;
            redraw();
        }
    }

    private void up(Event e) {
        int from = pressed, to = at(e.x, e.y);
        boolean dragged = dragging;
        pressed = -1;
        dragging = false;
        setCursor(null);
        redraw();
        if (dragged && from >= 0 && to >= 0 && from != to)
            compared.accept(cards.get(from).iteration(), cards.get(to).iteration());
    }

    private void key(Event e) {
        switch (e.keyCode) {
            case SWT.ARROW_LEFT -> focus(Math.max(0, focus - 1));
            case SWT.ARROW_RIGHT -> focus(focus + 1);
            case SWT.HOME -> focus(0);
            case SWT.END -> focus(cards.size() - 1);
            case SWT.CR, SWT.KEYPAD_CR -> unfold();
            default -> { }
        }
    }

    // ---- painting

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(area);
        gc.setAntialias(SWT.ON);
        gc.setTextAntialias(SWT.ON);
        if (cards.isEmpty())
            return;
        int end = place(cards.size() - 1).x + width();
        gc.setForeground(Palette.color(Token.LINE));
        gc.drawLine(PAD - offset, LINE_Y, Math.max(end, area.width - PAD), LINE_Y);
        for (int i = 0; i < cards.size(); i++) {
            Rectangle card = place(i);
            if (card.x + card.width >= 0 && card.x <= area.width)
                paint(gc, cards.get(i), card, i);
        }
        if (!next.isEmpty() && end + GAP < area.width - 60) {
            gc.setFont(Palette.font(Type.SMALL));
            gc.setForeground(Palette.color(Token.TEXT2));
            gc.drawText(next, end + GAP, TOP + INSET, true);
        }
        if (isFocusControl()) {
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.drawRectangle(0, 0, area.width - 1, area.height - 1);
        }
    }

    private void paint(GC gc, TimelineCard card, Rectangle box, int index) {
        boolean chosen = index == focus, target = dragging && index == over && index != pressed;
        Color accent = Palette.color(Token.ACCENT);
        gc.setBackground(card.open() ? accent : Palette.color(Token.PART));
        gc.setForeground(card.open() ? accent : Palette.color(Token.TEXT2));
        gc.fillOval(box.x, LINE_Y - DOT / 2, DOT, DOT);
        gc.setLineWidth(2);
        gc.drawOval(box.x, LINE_Y - DOT / 2, DOT, DOT);
        gc.setLineWidth(1);
        for (int behind = card.stacked() ? 2 : 0; behind > 0; behind--) { // the edges of those behind
            gc.setForeground(Palette.color(Token.FIELD_LINE));
            gc.drawRoundRectangle(box.x + 3 * behind, box.y - 3 * behind, box.width - 1, box.height - 1, 6, 6);
        }
        gc.setBackground(Palette.color(target ? Token.ACCENT_BG : chosen ? isFocusControl() ? Token.SELECTION
                : Token.ACCENT_BG : Token.PART));
        gc.fillRoundRectangle(box.x, box.y, box.width, box.height, 6, 6);
        gc.setForeground(chosen || target ? accent : Palette.color(Token.FIELD_LINE));
        gc.setLineWidth(target ? 2 : 1);
        gc.drawRoundRectangle(box.x, box.y, box.width - 1, box.height - 1, 6, 6);
        gc.setLineWidth(1);
        gc.setClipping(box.x + 1, box.y + 1, box.width - INSET, box.height - 2);
        int row = rowHeight(gc), x = box.x + INSET, y = box.y + INSET - 1, right = box.x + box.width - INSET;
        int state = text(gc, card.state(), right, y, Type.SMALL, Token.TEXT2, true);
        if (!card.open() && !card.stacked())
            gc.drawImage(Icons.get("freeze", Token.TEXT2, ICON), state - ICON - 4, y + 1);
        int after = text(gc, card.heading(), x, y, Type.STRONG, Token.TEXT, false);
        if (after + 6 + width(gc, card.time()) < state - ICON - 6)
            text(gc, card.time(), after + 6, y, Type.SMALL, Token.TEXT2, false);
        text(gc, card.counts(), x, y + row, Type.SMALL, Token.TEXT, false);
        int left = text(gc, Words.get("iterations.card.accepted"), x, y + 2 * row, Type.SMALL, Token.TEXT2, false) + 8;
        int barEnd = right - 40, barY = y + 2 * row + row / 2 - BAR / 2 - 2;
        gc.setBackground(Palette.color(Token.LINE2));
        gc.fillRoundRectangle(left, barY, Math.max(0, barEnd - left), BAR, BAR, BAR);
        if (card.share() > 0) {
            gc.setBackground(Palette.autoStroke());
            gc.fillRoundRectangle(left, barY, (int) Math.round((barEnd - left) * card.share()), BAR, BAR, BAR);
        }
        text(gc, card.percent(), right, y + 2 * row, Type.SMALL, Token.TEXT, true);
        text(gc, card.last(), x, y + 3 * row, Type.SMALL, Token.TEXT2, false);
        gc.setClipping((Rectangle) null);
    }

    private static int width(GC gc, String text) {
        gc.setFont(Palette.font(Type.SMALL));
        return gc.textExtent(text).x;
    }

    /** Draws text from a place on, or up to it. @return where it ends, or begins */
    private static int text(GC gc, String text, int x, int y, Type type, Token colour, boolean upTo) {
        gc.setFont(Palette.font(type));
        gc.setForeground(Palette.color(colour));
        Point size = gc.textExtent(text);
        gc.drawText(text, upTo ? x - size.x : x, y, true);
        return upTo ? x - size.x : x + size.x;
    }
}
