package org.loupe.ui.viewer.internal.labelreview;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.ScrollBar;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelTile;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Session;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.LabelCrops;
import org.loupe.workspace.labels.Agreement.Dispute;
import org.loupe.workspace.labels.Agreement.Kind;

/**
 * Where two sides differ, a row each: what each of them marked, side by side with its class, and in what they differ.
 * The same place without a frame stands where one side marked nothing. Virtual. UI thread.
 */
final class DisputeList extends Canvas {
    private static final int CROP = 52, ROW = CROP + 6, PAD = 12, GAP = 8, CHIP = 10, HEAD = 20, CLASS = 130;

    private final LabelReview review;
    private final Session session;
    private final LabelCrops crops;
    private int top;

    DisputeList(Composite parent, LabelReview review, Session session) {
        super(parent, SWT.DOUBLE_BUFFERED | SWT.NO_BACKGROUND | SWT.V_SCROLL | SWT.NO_REDRAW_RESIZE);
        this.review = review;
        this.session = session;
        crops = new LabelCrops(this, session, this::redraw);
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.Resize, e -> scroll(top));
        getVerticalBar().addListener(SWT.Selection, e -> scroll(getVerticalBar().getSelection()));
        addListener(SWT.MouseDown, e -> {
            setFocus();
            if (e.button == 1 && e.y >= HEAD)
                select((e.y - HEAD + top) / ROW);
        });
        addListener(SWT.KeyDown, this::key);
        addListener(SWT.Traverse, e -> e.doit = e.detail == SWT.TRAVERSE_TAB_NEXT
                || e.detail == SWT.TRAVERSE_TAB_PREVIOUS);
        addListener(SWT.FocusIn, e -> redraw());
        addListener(SWT.FocusOut, e -> redraw());
        Palette.onChange(this, this::redraw);
        getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent e) {
                e.result = review.chosen().map(d -> Words.get("labelReview.accessible", what(d), side(d.first()),
                        side(d.second()), review.index() + 1, size())).orElse(Words.get("labelReview.title"));
            }
        });
    }

    /** There are other rows, or another one is chosen. */
    void renew() {
        int at = review.index();
        if (at >= 0 && at * ROW < top)
            scroll(at * ROW);
        else if (at >= 0 && (at + 1) * ROW > top + body())
            scroll((at + 1) * ROW - body());
        else
            scroll(top);
    }

    private int size() {
        return review.shown().size();
    }

    private int body() {
        return getClientArea().height - HEAD;
    }

    /** Looks at a row as a click does. */
    void select(int row) {
        if (row < 0 || row >= size())
            return;
        review.choose(row);
        getAccessible().setFocus(-1);
    }

    private void key(Event e) {
        int page = Math.max(1, body() / ROW - 1), now = review.index();
        switch (e.keyCode) {
            case SWT.ARROW_UP -> select(Math.max(0, now - 1));
            case SWT.ARROW_DOWN -> select(Math.min(size() - 1, now + 1));
            case SWT.PAGE_UP -> select(Math.max(0, now - page));
            case SWT.PAGE_DOWN -> select(Math.min(size() - 1, now + page));
            case SWT.HOME -> select(0);
            case SWT.END -> select(size() - 1);
            case SWT.ESC -> review.cell(null);
            default -> { }
        }
    }

    private void scroll(int to) {
        int high = Math.max(1, body()), furthest = Math.max(0, size() * ROW - high);
        top = Math.max(0, Math.min(furthest, to));
        ScrollBar bar = getVerticalBar();
        bar.setVisible(furthest > 0);
        if (furthest > 0)
            bar.setValues(top, 0, furthest + high, high, ROW, high);
        redraw();
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(area);
        gc.setAntialias(SWT.ON);
        int first = top / ROW, last = Math.min(size() - 1, (top + body()) / ROW);
        List<Label> wanted = new ArrayList<>();
        for (int row = first; row <= last; row++) {
            Dispute d = review.shown().get(row);
            wanted.add(d.first() == null ? d.second() : d.first());
            wanted.add(d.second() == null ? d.first() : d.second());
        }
        crops.want(wanted);
        for (int row = first; row <= last; row++)
            paint(gc, review.shown().get(row), row, HEAD + row * ROW - top, area.width);
        head(gc, area.width);
        if (isFocusControl()) {
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.drawRectangle(0, 0, area.width - 1, area.height - 1);
        }
    }

    private static int right() {
        return PAD + CROP + GAP + CLASS;
    }

    private void head(GC gc, int width) {
        gc.setBackground(Palette.color(Token.BAR));
        gc.fillRectangle(0, 0, width, HEAD);
        gc.setForeground(Palette.color(Token.LINE2));
        gc.drawLine(0, HEAD - 1, width, HEAD - 1);
        gc.setFont(Palette.font(Type.SMALL));
        gc.setForeground(Palette.color(Token.TEXT2));
        int y = (HEAD - gc.getFontMetrics().getHeight()) / 2;
        gc.drawText(LabelReview.name(review.first()), PAD, y, true);
        gc.drawText(LabelReview.name(review.second()), right(), y, true);
        gc.drawText(Words.get("labelReview.what"), right() + CROP + GAP + CLASS, y, true);
    }

    private void paint(GC gc, Dispute d, int row, int y, int width) {
        if (row == review.index()) {
            gc.setBackground(Palette.color(isFocusControl() ? Token.SELECTION : Token.SELECTION_OFF));
            gc.fillRectangle(0, y, width, ROW);
        }
        gc.setForeground(Palette.color(Token.LINE2));
        gc.drawLine(0, y + ROW - 1, width, y + ROW - 1);
        side(gc, d.first(), d.second(), PAD, y);
        side(gc, d.second(), d.first(), right(), y);
        int x = right() + CROP + GAP + CLASS;
        gc.setFont(Palette.font(Type.STRONG));
        int line = gc.getFontMetrics().getHeight() + 2, at = y + (ROW - 2 * line) / 2;
        gc.setForeground(Palette.color(Token.TEXT));
        gc.drawText(what(d), x, at, true);
        gc.setFont(Palette.font(Type.SMALL));
        gc.setForeground(Palette.color(Token.TEXT2));
        gc.drawText(place(d), x, at + line, true);
    }

    /** What one side marked, or the place where it marked nothing. */
    private void side(GC gc, Label label, Label other, int x, int y) {
        Rectangle place = new Rectangle(x, y + (ROW - CROP) / 2, CROP, CROP);
        crops.paint(gc, label == null ? other : label, place,
                label == null ? null : session.colours().fill(label.code()));
        int left = x + CROP + GAP, wide = CLASS - GAP - 4;
        gc.setFont(Palette.font(Type.BODY));
        int line = gc.getFontMetrics().getHeight(), at = y + (ROW - line) / 2;
        gc.setClipping(left, y, wide, ROW);
        if (label == null) {
            gc.setForeground(Palette.color(Token.TEXT2));
            gc.drawText(side(null), left, at, true);
        } else {
            if (!label.comment().isEmpty())
                at -= line / 2 + 1;
            chip(gc, label.code(), left, at + (line - CHIP) / 2);
            gc.setForeground(Palette.color(Token.TEXT));
            gc.drawText(side(label), left + CHIP + 6, at, true);
            if (!label.comment().isEmpty()) {
                gc.setFont(Palette.font(Type.SMALL));
                gc.setForeground(Palette.color(Token.TEXT2));
                gc.drawText(label.comment(), left, at + line + 2, true);
            }
        }
        gc.setClipping((Rectangle) null);
    }

    private void chip(GC gc, int code, int x, int y) {
        gc.setBackground(session.colours().fill(code));
        gc.fillRectangle(x, y, CHIP, CHIP);
        gc.setForeground(Palette.BLACK);
        gc.setAlpha(90);
        gc.drawRectangle(x, y, CHIP - 1, CHIP - 1);
        gc.setAlpha(255);
    }

    private String side(Label label) {
        return label == null ? Words.get("labelReview.nothing") : session.desk().className(label.code());
    }

    /** In what they differ. */
    private String what(Dispute d) {
        if (d.kind() == Kind.CLASS)
            return Words.get("labelReview.class");
        if (d.kind() == Kind.OUTLINE)
            return Words.get("labelReview.outline", Words.number(d.iou(), 2));
        return Words.get("labelReview.onlyBy", LabelReview.name(d.first() == null ? review.second() : review.first()));
    }

    private String place(Dispute d) {
        LabelShape.Box box = (d.first() == null ? d.second() : d.first()).shape().bounds();
        String tile = session.desk().table().tile(d.tile()).map(LabelTile::name).orElse("");
        return Words.get("labelReview.place", tile, Words.number(box.x(), 1), Words.number(box.y(), 1));
    }
}
