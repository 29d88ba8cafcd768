package org.loupe.ui.viewer.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.loupe.engine.evaluation.ScoreLimits.Box;
import org.loupe.store.ImageRow;
import org.loupe.ui.DetectionId;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.Words;

/**
 * Judged boxes as pictures, beside the same place of the reference: score in the corner, class below. Virtual: only
 * those in sight are read. A click shows one in the viewer, with Ctrl it turns the limit just past it.
 */
final class MistakeGrid extends Canvas {
    private static final int GAP = 10, EDGE = 76, BAR = 3, TOP = 6;

    private final Review review;
    private final Crops crops;
    private List<Box> boxes = List.of();
    private boolean pairs;
    private int top;

    MistakeGrid(Composite parent, Review review, Session session) {
        super(parent, SWT.DOUBLE_BUFFERED | SWT.V_SCROLL | SWT.NO_REDRAW_RESIZE);
        this.review = review;
        crops = new Crops(this, session.registry(), this::redraw);
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.Resize, e -> scroll(top));
        getVerticalBar().addListener(SWT.Selection, e -> scroll(getVerticalBar().getSelection()));
        addListener(SWT.MouseDown, this::down);
        Parts.focusable(this, this::key);
        Parts.accessible(this, ACC.ROLE_LIST, () -> {
            int at = chosen();
            return at < 0 ? Words.get("review.mistakes.accessible", boxes.size())
                    : Words.get("review.mistakes.accessibleOne", className(boxes.get(at)),
                            Words.number(boxes.get(at).score(), 2), at + 1, boxes.size());
        });
    }

    /** Shows boxes, the first first; a list that counts or reads on demand is asked only for what is in sight. */
    void show(List<Box> shown) {
        boxes = shown;
        crops.run(review.results().orElse(null));
        pairs = review.results().flatMap(r -> r.images().stream().findFirst())
                .filter(i -> !i.referencePath().isEmpty()).isPresent();
        scroll(top);
    }

    /** What is shown. */
    List<Box> boxes() {
        return boxes;
    }

    /** Chooses one of the boxes as a click does. */
    void choose(int index) {
        if (index < 0 || index >= boxes.size())
            return;
        reveal(index);
        review.choose(boxes.get(index));
    }

    private int chosen() {
        Box box = review.chosen().orElse(null);
        if (box == null || boxes.size() > 100_000)
            return -1;
        return boxes.indexOf(box);
    }

    private int width() {
        return (pairs ? 2 * EDGE + 1 : EDGE) + GAP;
    }

    private int height() {
        GC gc = new GC(this);
        gc.setFont(Palette.font(Type.SMALL));
        int line = gc.textExtent("0").y;
        gc.dispose();
        return EDGE + BAR + line + GAP;
    }

    private int columns() {
        return Math.max(1, (getClientArea().width - GAP) / width());
    }

    private void scroll(int to) {
        int lines = (boxes.size() + columns() - 1) / columns(), high = getClientArea().height, cell = height();
        int most = Math.max(0, lines * cell + TOP - high);
        top = Math.max(0, Math.min(most, to));
        var bar = getVerticalBar();
        bar.setVisible(most > 0);
        if (most > 0)
            bar.setValues(top, 0, most + high, Math.max(1, high), cell, Math.max(1, high));
        redraw();
    }

    private void reveal(int index) {
        int cell = height(), y = index / columns() * cell;
        if (y < top)
            scroll(y);
        else if (y + cell + TOP > top + getClientArea().height)
            scroll(y + cell + TOP - getClientArea().height);
    }

    private void down(Event e) {
        setFocus();
        int column = (e.x - GAP) / width(), index = (e.y + top - TOP) / height() * columns() + column;
        if (e.x < GAP || column >= columns() || index >= boxes.size() || e.button != 1)
            return;
        Box box = boxes.get(index);
        review.choose(box);
        if ((e.stateMask & SWT.MOD1) != 0)
            review.past();
    }

    private void key(Event e) {
        int by = switch (e.keyCode) {
            case SWT.ARROW_LEFT -> -1;
            case SWT.ARROW_RIGHT -> 1;
            case SWT.ARROW_UP -> -columns();
            case SWT.ARROW_DOWN -> columns();
            case SWT.HOME -> -boxes.size();
            case SWT.END -> boxes.size();
            default -> 0;
        };
        if (by != 0 && !boxes.isEmpty())
            choose(Math.max(0, Math.min(boxes.size() - 1, chosen() + by)));
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(area);
        gc.setTextAntialias(SWT.ON);
        if (boxes.isEmpty()) {
            gc.setFont(Palette.font(Type.BODY));
            gc.setForeground(Palette.color(Token.TEXT2));
            gc.drawText(Words.get("review.mistakes.none"), 12, 8, true);
            return;
        }
        int cell = height(), columns = columns();
        int first = top / cell * columns, last = Math.min(boxes.size(), ((top + area.height) / cell + 1) * columns);
        List<ResultRows.Row> wanted = new ArrayList<>();
        for (int i = first; i < last; i++) {
            ResultRows.Row row = row(boxes.get(i));
            wanted.add(row);
            cell(gc, boxes.get(i), row, GAP + i % columns * width(), TOP + i / columns * cell - top);
        }
        crops.want(wanted);
        if (isFocusControl()) {
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.drawRectangle(0, 0, area.width - 1, area.height - 1);
        }
    }

    private String className(Box box) {
        return review.judged().orElseThrow().className(box);
    }

    /** A box as the crops know places: a missed one has no row of its own, so it goes by its truth's, below zero. */
    private ResultRows.Row row(Box box) {
        ImageRow image = review.judged().orElseThrow().image(box);
        double[] p = review.judged().orElseThrow().place(box);
        int row = box.truth() >= 0 ? -1 - box.truth() : box.found();
        return new ResultRows.Row(new DetectionId(image.index(), row), image.image(), 0, className(box),
                new double[] { box.score(), p[0], p[1], p[2], p[3] });
    }

    private void cell(GC gc, Box box, ResultRows.Row row, int x, int y) {
        int wide = width() - GAP;
        gc.setBackground(Palette.color(Token.GROUND));
        gc.fillRectangle(x, y, wide, EDGE);
        Optional<Crops.Crop> crop = crops.get(row.id());
        crop.flatMap(Crops.Crop::test).ifPresent(image -> draw(gc, image, x, y));
        if (pairs) {
            crop.flatMap(Crops.Crop::reference).ifPresent(image -> draw(gc, image, x + EDGE + 1, y));
            gc.setForeground(Palette.WHITE);
            gc.drawLine(x + EDGE, y, x + EDGE, y + EDGE - 1);
        }
        gc.setFont(Palette.font(Type.SMALL));
        if (!Double.isNaN(box.score())) {
            String score = Words.number(box.score(), 2);
            Point size = gc.textExtent(score);
            gc.setAlpha(199);
            gc.setBackground(Palette.BLACK);
            gc.fillRectangle(x + EDGE - size.x - 6, y, size.x + 6, size.y + 1);
            gc.setAlpha(255);
            gc.setForeground(Palette.ON_IMAGE);
            gc.drawText(score, x + EDGE - size.x - 3, y, true);
        }
        gc.setBackground(review.fill(row.className()));
        gc.fillRectangle(x, y + EDGE, wide, BAR);
        gc.setForeground(Palette.color(Token.TEXT2));
        gc.setClipping(x, y, wide, height());
        gc.drawText(row.className(), x, y + EDGE + BAR + 1, true);
        gc.setClipping((Rectangle) null);
        if (review.chosen().filter(box::equals).isPresent()) {
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.setLineWidth(2);
            gc.drawRectangle(x - 2, y - 2, wide + 3, EDGE + BAR + 3);
            gc.setLineWidth(1);
        }
    }

    private static void draw(GC gc, Image image, int x, int y) {
        Rectangle size = image.getBounds();
        gc.setInterpolation(size.width < EDGE / 2 ? SWT.NONE : SWT.HIGH);
        gc.drawImage(image, 0, 0, size.width, size.height, x, y, EDGE, EDGE);
    }
}
