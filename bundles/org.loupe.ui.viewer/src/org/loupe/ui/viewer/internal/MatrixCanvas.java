package org.loupe.ui.viewer.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Parts;
import org.loupe.ui.Words;

/**
 * A confusion matrix: rows are true, columns are found, each cell shaded by its share of the row. All of it is in
 * sight: cells of many classes are small, and what is not written in them is told under the pointer. A click chooses a
 * cell; arrows walk, Esc chooses none. UI thread only.
 */
public final class MatrixCanvas extends Canvas {
    private static final int PAD = 12, LEAST = 8, NAMED = 46, LARGEST = 96, HIGH = 46, CHIP = 10, LEFT = 132, TOP = 48;

    /**
     * What is shown.
     *
     * @param truths  names of the rows
     * @param found   names of the columns
     * @param classes rows and columns that are classes; those behind them are what has no partner
     * @param counts  {@code counts[row][column]}
     * @param right   {@code right[row][column]}: whether a cell counts what is as it should be
     */
    public record Matrix(List<String> truths, List<String> found, int[] classes, long[][] counts, boolean[][] right) {

        /** Whether a cell can hold anything: not where neither side is a class. */
        boolean isCell(int row, int column) {
            return row >= 0 && column >= 0 && row < counts.length && column < counts[0].length
                    && (row < classes[0] || column < classes[1]);
        }
    }

    /** Told what a person chose. */
    public interface Choice {
        /** A cell, or with {@code null} none. */
        void choose(int[] cell);
    }

    private final Function<String, Color> fill;
    private final Choice choice;
    private Matrix matrix;
    private int[] chosen;

    /**
     * @param fill   colour of a class
     * @param name   for those who cannot see it
     * @param choice told of clicks and keys
     */
    public MatrixCanvas(Composite parent, Function<String, Color> fill, Supplier<String> name, Choice choice) {
        super(parent, SWT.DOUBLE_BUFFERED);
        this.fill = fill;
        this.choice = choice;
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.MouseDown, e -> {
            setFocus();
            at(e.x, e.y);
        });
        addListener(SWT.MouseMove, e -> tell(e.x, e.y));
        Parts.focusable(this, this::key);
        getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent e) {
                e.result = name.get();
            }
        });
    }

    /** Shows a matrix, or with {@code null} none. @param cell that is chosen, or {@code null} */
    public void show(Matrix shown, int[] cell) {
        matrix = shown;
        chosen = cell;
        redraw();
    }

    /** Chooses a cell, as a click does, if there is one. */
    public void choose(int row, int column) {
        if (matrix != null && matrix.isCell(row, column))
            choice.choose(new int[] { row, column });
    }

    /** Width of a cell, so that all columns are in sight. */
    private int wide() {
        int room = getClientArea().width - LEFT - 2 * PAD;
        return Math.max(LEAST, Math.min(LARGEST, room / matrix.counts[0].length));
    }

    /** Height of a cell, so that all rows are in sight. */
    private int high() {
        return Math.max(LEAST, Math.min(HIGH, (getClientArea().height - TOP - PAD) / matrix.counts.length));
    }

    private void at(int x, int y) {
        if (matrix != null)
            choose(Math.floorDiv(y - TOP, high()), Math.floorDiv(x - LEFT, wide()));
    }

    /** What is under the pointer, where names are cut off or not written. */
    private void tell(int x, int y) {
        int row = matrix == null ? -1 : Math.floorDiv(y - TOP, high());
        int column = matrix == null ? -1 : Math.floorDiv(x - LEFT, wide());
        String words = null;
        if (row >= 0 && row < matrix.truths.size() && column < 0)
            words = matrix.truths.get(row);
        else if (row < 0 && column >= 0 && column < matrix.found.size())
            words = matrix.found.get(column);
        else if (matrix != null && matrix.isCell(row, column))
            words = Words.get("confusion.cell", matrix.truths.get(row), matrix.found.get(column),
                    Words.number(matrix.counts[row][column], 0));
        if (!Objects.equals(words, getToolTipText()))
            setToolTipText(words);
    }

    private void key(Event e) {
        if (matrix == null)
            return;
        if (e.keyCode == SWT.ESC) {
            choice.choose(null);
            return;
        }
        int[] now = chosen == null ? new int[] { 0, -1 } : chosen;
        int row = now[0] + (e.keyCode == SWT.ARROW_DOWN ? 1 : e.keyCode == SWT.ARROW_UP ? -1 : 0);
        int column = now[1] + (e.keyCode == SWT.ARROW_RIGHT ? 1 : e.keyCode == SWT.ARROW_LEFT ? -1 : 0);
        if (row != now[0] || column != now[1])
            choose(Math.max(0, Math.min(matrix.counts.length - 1, row)),
                    Math.max(0, Math.min(matrix.counts[0].length - 1, column)));
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(area);
        gc.setTextAntialias(SWT.ON);
        if (matrix == null)
            return;
        int wide = wide(), high = high(), rows = matrix.counts.length, columns = matrix.counts[0].length;
        gc.setFont(Palette.font(Type.SMALL));
        gc.setForeground(Palette.color(Token.TEXT2));
        int line = gc.textExtent("0").y;
        gc.drawText(Words.get("review.confusion.found"), LEFT, 6, true);
        gc.drawText(Words.get("review.confusion.true"), PAD, TOP - line - 6, true);
        for (int col = 0; col < columns; col++)
            head(gc, wide < NAMED ? "" : matrix.found.get(col), matrix.found.get(col), col < matrix.classes[1],
                    new Rectangle(LEFT + col * wide, TOP - line - 6, wide - (wide < NAMED ? 1 : 4), line));
        for (int row = 0, free = TOP - high; row < rows; row++) {
            int from = TOP + row * high + (high - line) / 2;
            boolean named = high >= line || from >= free;
            if (named)
                free = from + line;
            if (named || high > 2)
                head(gc, named ? matrix.truths.get(row) : "", matrix.truths.get(row), row < matrix.classes[0],
                        new Rectangle(PAD, from, LEFT - PAD - 8, line));
        }
        Color part = Palette.color(Token.PART), right = Palette.color(Token.ACCENT), wrong = Palette.classStroke(0);
        int gap = Math.min(wide, high) < NAMED / 2 ? 1 : 2;
        for (int row = 0; row < rows; row++) {
            long sum = Arrays.stream(matrix.counts[row]).sum();
            for (int col = 0; col < columns; col++) {
                if (!matrix.isCell(row, col))
                    continue;
                long n = matrix.counts[row][col];
                double share = sum == 0 ? 0 : (double) n / sum;
                cell(gc, n, share, n == 0 ? part
                        : Palette.mix(part, matrix.right[row][col] ? right : wrong, 0.08 + 0.5 * share),
                        new Rectangle(LEFT + col * wide, TOP + row * high, wide - gap, high - gap));
            }
        }
        if (chosen != null && chosen[0] < rows && chosen[1] < columns) {
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.setLineWidth(2);
            gc.drawRectangle(LEFT + chosen[1] * wide, TOP + chosen[0] * high, wide - gap, high - gap);
            gc.setLineWidth(1);
        }
        if (isFocusControl()) {
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.drawRectangle(0, 0, area.width - 1, area.height - 1);
        }
    }

    private void head(GC gc, String written, String name, boolean aClass, Rectangle at) {
        int left = at.x;
        gc.setClipping(at.x, at.y, at.width, at.height);
        if (aClass) {
            gc.setBackground(fill.apply(name));
            gc.fillRectangle(at.x, at.y + 3, Math.min(CHIP, at.width), CHIP);
            left += CHIP + 5;
        }
        gc.setFont(Palette.font(Type.SMALL));
        gc.setForeground(Palette.color(aClass ? Token.TEXT : Token.TEXT2));
        gc.drawText(written, left, at.y, true);
        gc.setClipping((Rectangle) null);
    }

    private static void cell(GC gc, long n, double share, Color fill, Rectangle at) {
        gc.setBackground(fill);
        gc.fillRectangle(at);
        gc.setForeground(Palette.color(Token.LINE2));
        gc.drawRectangle(at.x, at.y, at.width - 1, at.height - 1);
        gc.setForeground(Palette.color(n == 0 ? Token.TEXT2 : Token.TEXT));
        gc.setFont(Palette.font(n == 0 ? Type.BODY : Type.STRONG));
        String count = Words.number(n, 0);
        Point size = gc.textExtent(count);
        boolean both = n > 0 && at.width >= NAMED - 2 && at.height >= 2 * size.y - 2;
        if (size.x > at.width - 2 || size.y > at.height + 2)
            return;
        int top = at.y + (at.height - size.y - (both ? size.y - 2 : 0)) / 2;
        gc.drawText(count, at.x + (at.width - size.x) / 2, top, true);
        if (!both)
            return;
        gc.setFont(Palette.font(Type.SMALL));
        String percent = Words.get("review.percent", Words.number(share * 100, share >= 0.9995 ? 0 : 1));
        gc.drawText(percent, at.x + (at.width - gc.textExtent(percent).x) / 2, top + size.y - 2, true);
    }
}
