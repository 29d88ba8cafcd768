package org.loupe.ui.viewer.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.loupe.api.Region;
import org.loupe.engine.Registry;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Words;
import org.loupe.workspace.RunComparison.Aspect;
import org.loupe.workspace.RunComparison.Difference;
import org.loupe.workspace.RunComparison.Found;
import org.loupe.workspace.RunComparison.Kind;

/**
 * What differs between two runs, a row each: the test beside the reference with the boxes of both runs, class, score,
 * place, and in what they differ. Virtual: a million rows cost what is in sight.
 */
final class DifferenceList extends Canvas {
    private static final int CROP = 76, ROW = CROP + 12, PAD = 12;

    private final CompareRuns runs;
    private final DifferenceCrops crops;
    private final Consumer<Difference> chosen;
    private Kind kind = Kind.NEW;
    private int top, selected = -1;

    /** @param chosen told the row that is selected */
    DifferenceList(Composite parent, CompareRuns runs, Registry registry, Consumer<Difference> chosen) {
        super(parent, SWT.DOUBLE_BUFFERED | SWT.NO_BACKGROUND | SWT.V_SCROLL | SWT.NO_REDRAW_RESIZE);
        this.runs = runs;
        this.chosen = chosen;
        crops = new DifferenceCrops(this, registry, this::redraw);
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.Resize, e -> scroll(top));
        getVerticalBar().addListener(SWT.Selection, e -> scroll(getVerticalBar().getSelection()));
        addListener(SWT.MouseDown, e -> {
            setFocus();
            if (e.button == 1)
                select((e.y + top) / ROW);
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
                e.result = selected().map(d -> Words.get("compare.accessible", title(d), selected + 1, size()))
                        .orElse(title(kind));
            }
        });
    }

    /** What a kind is called. */
    static String title(Kind kind) {
        return Words.get(switch (kind) {
            case NEW -> "compare.new";
            case GONE -> "compare.gone";
            case CHANGED -> "compare.changed";
        });
    }

    /** Lists a kind from its start. */
    void show(Kind wanted) {
        kind = wanted;
        selected = -1;
        scroll(0);
    }

    /** The kind that is listed. */
    Kind kind() {
        return kind;
    }

    /** There may be more rows, or other ones. */
    void update(boolean anew) {
        if (anew)
            selected = -1;
        scroll(top);
    }

    private int size() {
        return Math.max(0, runs.size(kind));
    }

    /** The selected difference, if it is read. */
    Optional<Difference> selected() {
        return selected < 0 || selected >= size() ? Optional.empty() : Optional.ofNullable(runs.get(kind, selected));
    }

    /** Selects a row as a click does. */
    void select(int row) {
        if (row < 0 || row >= size())
            return;
        selected = row;
        if (row * ROW < top)
            scroll(row * ROW);
        else if ((row + 1) * ROW > top + getClientArea().height)
            scroll((row + 1) * ROW - getClientArea().height);
        redraw();
        selected().ifPresent(chosen);
        getAccessible().setFocus(-1);
    }

    private void key(Event e) {
        int page = Math.max(1, getClientArea().height / ROW - 1), now = Math.max(0, selected);
        switch (e.keyCode) {
            case SWT.ARROW_UP -> select(selected < 0 ? 0 : Math.max(0, now - 1));
            case SWT.ARROW_DOWN -> select(selected < 0 ? 0 : Math.min(size() - 1, now + 1));
            case SWT.PAGE_UP -> select(Math.max(0, now - page));
            case SWT.PAGE_DOWN -> select(Math.min(size() - 1, now + page));
            case SWT.HOME -> select(0);
            case SWT.END -> select(size() - 1);
            default -> { }
        }
    }

    private void scroll(int to) {
        int high = getClientArea().height;
        long all = (long) size() * ROW;
        int most = (int) Math.min(Integer.MAX_VALUE - high, Math.max(0, all - high));
        top = Math.max(0, Math.min(most, to));
        var bar = getVerticalBar();
        bar.setVisible(most > 0);
        if (most > 0)
            bar.setValues(top, 0, most + high, high, ROW, high);
        redraw();
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(area);
        gc.setAntialias(SWT.ON);
        if (runs.comparison().isEmpty() || size() == 0) {
            gc.setFont(Palette.font(Type.BODY));
            gc.setForeground(Palette.color(Token.TEXT2));
            gc.drawText(empty(), PAD, PAD, true);
            return;
        }
        int first = top / ROW, last = Math.min(size() - 1, (top + area.height) / ROW);
        List<Difference> rows = new ArrayList<>();
        for (int row = first; row <= last; row++)
            rows.add(runs.get(kind, row));
        Set<Difference> inSight = new HashSet<>(rows);
        inSight.remove(null);
        crops.want(inSight);
        for (int row = first; row <= last; row++)
            paint(gc, rows.get(row - first), row, row * ROW - top, area.width);
        if (isFocusControl()) {
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.drawRectangle(0, 0, area.width - 1, area.height - 1);
        }
    }

    private String empty() {
        if (!runs.failure().isEmpty())
            return "";
        if (runs.comparison().isEmpty())
            return runs.total() == 0 ? Words.get("compare.opening")
                    : Words.get("compare.progress", runs.done(), runs.total());
        if (runs.comparison().get().counts().equal())
            return Words.get("compare.same");
        if (runs.size(kind) < 0)
            return "";
        return runs.className().isEmpty() ? Words.get(switch (kind) {
            case NEW -> "compare.nothingNew";
            case GONE -> "compare.nothingGone";
            case CHANGED -> "compare.nothingChanged";
        }) : Words.get("compare.noneOfClass", runs.className());
    }

    private void paint(GC gc, Difference difference, int row, int y, int width) {
        if (row == selected) {
            gc.setBackground(Palette.color(isFocusControl() ? Token.SELECTION : Token.SELECTION_OFF));
            gc.fillRectangle(0, y, width, ROW);
        }
        gc.setForeground(Palette.color(Token.LINE2));
        gc.drawLine(0, y + ROW - 1, width, y + ROW - 1);
        if (difference == null)
            return; // on its way
        Optional<DifferenceCrops.Crop> crop = runs.image(difference).flatMap(image -> crops.get(difference, image));
        int x = PAD, cropTop = y + (ROW - CROP) / 2;
        picture(gc, crop.flatMap(DifferenceCrops.Crop::test), x, cropTop);
        crop.ifPresent(c -> boxes(gc, difference, c.region(), PAD, cropTop));
        x += CROP + 1;
        boolean reference = runs.image(difference).filter(i -> !i.referencePath().isEmpty()).isPresent();
        if (reference) {
            picture(gc, crop.flatMap(DifferenceCrops.Crop::reference), x, cropTop);
            x += CROP;
        }
        words(gc, difference, x + PAD, y, width - x - 2 * PAD);
    }

    private static void picture(GC gc, Optional<Image> image, int x, int y) {
        gc.setBackground(Palette.color(Token.GROUND));
        gc.fillRectangle(x, y, CROP, CROP);
        image.ifPresent(i -> {
            Rectangle size = i.getBounds();
            gc.setInterpolation(size.width * 2 <= CROP ? SWT.NONE : SWT.HIGH);
            gc.drawImage(i, 0, 0, size.width, size.height, x, y, CROP, CROP);
        });
    }

    /** What the second run found in its class's colour; what the first one found white and dotted. */
    private void boxes(GC gc, Difference difference, Region region, int x, int y) {
        gc.setClipping(x, y, CROP, CROP);
        difference.after().ifPresent(found -> box(gc, found, region, x, y, false));
        difference.before().ifPresent(found -> box(gc, found, region, x, y, true));
        gc.setClipping((Rectangle) null);
    }

    private void box(GC gc, Found found, Region region, int x, int y, boolean dotted) {
        double scale = (double) CROP / region.width();
        int left = x + (int) Math.round((found.x() - region.x()) * scale) - 2;
        int up = y + (int) Math.round((found.y() - region.y()) * scale) - 2;
        int wide = (int) Math.round(found.width() * scale) + 3, high = (int) Math.round(found.height() * scale) + 3;
        gc.setForeground(Palette.BLACK);
        gc.setAlpha(150);
        gc.setLineWidth(3);
        gc.drawRectangle(left, up, wide, high);
        gc.setAlpha(255);
        gc.setForeground(dotted ? Palette.WHITE : fill(found.className()));
        gc.setLineWidth(dotted ? 1 : 2);
        if (dotted)
            gc.setLineDash(new int[] { 2, 3 });
        gc.drawRectangle(left, up, wide, high);
        gc.setLineStyle(SWT.LINE_SOLID);
        gc.setLineWidth(1);
    }

    private void words(GC gc, Difference difference, int x, int y, int width) {
        gc.setClipping(x, y, Math.max(0, width), ROW);
        gc.setFont(Palette.font(Type.STRONG));
        int line = gc.getFontMetrics().getHeight() + 3, at = y + (ROW - 3 * line) / 2, left = x;
        List<Found> both = new ArrayList<>();
        boolean other = difference.aspects().contains(Aspect.CLASS);
        difference.before().filter(f -> other || difference.after().isEmpty()).ifPresent(both::add);
        difference.after().ifPresent(both::add);
        for (int i = 0; i < both.size(); i++) {
            if (i > 0) {
                gc.setForeground(Palette.color(Token.TEXT2));
                gc.drawText("→", left, at, true);
                left += gc.textExtent("→").x + 6;
            }
            left = name(gc, both.get(i), left, at);
        }
        gc.setFont(Palette.font(Type.BODY));
        gc.setForeground(Palette.color(Token.TEXT));
        gc.drawText(title(difference), x, at + line, true);
        Found place = difference.after().or(difference::before).orElseThrow();
        gc.setFont(Palette.font(Type.SMALL));
        gc.setForeground(Palette.color(Token.TEXT2));
        gc.drawText(Words.get("compare.place", difference.image(), Words.number(place.x(), 1),
                Words.number(place.y(), 1)), x, at + 2 * line, true);
        gc.setClipping((Rectangle) null);
    }

    private Color fill(String className) {
        return ResultCommands.session().colours().fill(className, runs.classes().indexOf(className));
    }

    private int name(GC gc, Found found, int x, int y) {
        int high = gc.getFontMetrics().getHeight();
        gc.setBackground(fill(found.className()));
        gc.fillRectangle(x, y + (high - 10) / 2, 10, 10);
        gc.setForeground(Palette.BLACK);
        gc.setAlpha(90);
        gc.drawRectangle(x, y + (high - 10) / 2, 9, 9);
        gc.setAlpha(255);
        gc.setForeground(Palette.color(Token.TEXT));
        gc.drawText(found.className(), x + 16, y, true);
        return x + 16 + gc.textExtent(found.className()).x + 6;
    }

    /** Such as "Score 0.72 → 0.81, box moved by 3.0 px". */
    private static String title(Difference difference) {
        if (difference.before().isEmpty() || difference.after().isEmpty())
            return Words.get("compare.score", Words.number(difference.after().or(difference::before).orElseThrow()
                    .score(), 2));
        Found before = difference.before().get(), after = difference.after().get();
        String score = difference.aspects().contains(Aspect.SCORE)
                ? Words.get("compare.scoreChanged", Words.number(before.score(), 2), Words.number(after.score(), 2))
                : Words.get("compare.score", Words.number(after.score(), 2));
        return difference.aspects().contains(Aspect.BOX)
                ? Words.get("compare.boxChanged", score, Words.number(moved(before, after), 1)) : score;
    }

    /** How far the edge moved that moved most, in px. */
    private static double moved(Found a, Found b) {
        return Math.max(Math.max(Math.abs(a.x() - b.x()), Math.abs(a.y() - b.y())),
                Math.max(Math.abs(a.x() + a.width() - b.x() - b.width()),
                        Math.abs(a.y() + a.height() - b.y() - b.height())));
    }
}
