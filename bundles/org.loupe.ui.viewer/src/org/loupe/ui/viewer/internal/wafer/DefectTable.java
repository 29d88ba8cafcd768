package org.loupe.ui.viewer.internal.wafer;

import java.util.BitSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.ScrollBar;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Parts;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.internal.wafer.DefectRows.Column;

/**
 * Defects as a table whose rows cost nothing until they are seen: a native one makes a million rows in seconds. A click
 * on a heading sorts. UI thread only.
 */
final class DefectTable extends Canvas {
    private static final int ROW = 22, HEAD = 26, PAD = 8, CHIP = 9;
    private static final int[] WIDTHS = { 58, 130, 120, 84, 84, 76, 62 };
    private static final int[] LEAST = { 44, 70, 70, 66, 66, 58, 50 };

    private final Consumer<BitSet> selected;
    private final IntConsumer hovered;
    private final Runnable opened;
    private final BiConsumer<Column, Boolean> sorted;
    private final java.util.function.BiFunction<DefectRows, Integer, Color> colour;
    private DefectRows rows;
    private BitSet selection = new BitSet();
    private Column by = Column.NUMBER;
    private boolean down;
    private int top, anchor = -1, cursor = -1, under = -1;

    /**
     * @param selected told which defects are selected
     * @param hovered  told the defect under the pointer, -1 for none
     * @param opened   a row was double-clicked, or Enter pressed
     * @param sorted   told the column to sort by, and whether the largest come first
     * @param colour   of the class of a row
     */
    DefectTable(Composite parent, Consumer<BitSet> selected, IntConsumer hovered, Runnable opened,
            BiConsumer<Column, Boolean> sorted, java.util.function.BiFunction<DefectRows, Integer, Color> colour) {
        super(parent, SWT.DOUBLE_BUFFERED | SWT.NO_BACKGROUND | SWT.V_SCROLL | SWT.NO_REDRAW_RESIZE);
        this.selected = selected;
        this.hovered = hovered;
        this.opened = opened;
        this.sorted = sorted;
        this.colour = colour;
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.Resize, e -> scroll(top));
        getVerticalBar().addListener(SWT.Selection, e -> scroll(getVerticalBar().getSelection()));
        addListener(SWT.MouseVerticalWheel, e -> {
            scroll(top - e.count);
            e.doit = false;
        });
        addListener(SWT.MouseDown, this::down);
        addListener(SWT.MouseMove, e -> under(row(e.y)));
        addListener(SWT.MouseExit, e -> under(-1));
        addListener(SWT.MouseDoubleClick, e -> {
            if (e.button == 1 && row(e.y) >= 0)
                opened.run();
        });
        Parts.focusable(this, this::key);
        Parts.accessible(this, ACC.ROLE_TABLE, this::accessibleName);
    }

    private String accessibleName() {
        if (rows == null)
            return Words.get("die.accessible", 0, 0);
        if (cursor < 0 || cursor >= rows.defects().length)
            return Words.get("die.accessible", rows.defects().length, selection.cardinality());
        StringBuilder text = new StringBuilder();
        for (Column column : Column.values())
            text.append(text.isEmpty() ? "" : ", ").append(heading(column)).append(' ').append(rows.text(cursor,
                    column));
        return text.toString();
    }

    private static String heading(Column column) {
        return Words.get("die.column." + column.name().toLowerCase(java.util.Locale.ROOT));
    }

    /** Shows rows, or with {@code null} none; they are sorted already. */
    void show(DefectRows shown) {
        boolean other = rows == null || shown == null || rows.open() != shown.open()
                || rows.defects().length != shown.defects().length;
        rows = shown;
        under = -1;
        if (other) {
            cursor = anchor = -1;
            scroll(0);
        } else
            scroll(top);
        reveal();
    }

    /** Shows which defects are selected. */
    void select(BitSet chosen) {
        if (selection.equals(chosen))
            return;
        selection = chosen;
        reveal();
        redraw();
    }

    /** A single selected defect comes into sight. */
    private void reveal() {
        if (rows != null && selection.cardinality() == 1) {
            int row = cursor >= 0 && cursor < rows.defects().length && selection.get(rows.defects()[cursor]) ? cursor
                    : rows.row(selection.nextSetBit(0));
            if (row >= 0) {
                cursor = anchor = row;
                into(row);
            }
        }
    }

    Column by() {
        return by;
    }

    boolean down() {
        return down;
    }

    /** What is listed; for tests. */
    DefectRows rows() {
        return rows;
    }

    // ---- scrolling

    private int lines() {
        return Math.max(1, (getClientArea().height - HEAD) / ROW);
    }

    private void scroll(int to) {
        int all = rows == null ? 0 : rows.defects().length, most = Math.max(0, all - lines());
        top = Math.max(0, Math.min(most, to));
        ScrollBar bar = getVerticalBar();
        bar.setVisible(most > 0);
        if (most > 0)
            bar.setValues(top, 0, all, lines(), 1, lines());
        redraw();
    }

    private void into(int row) {
        if (row < top)
            scroll(row);
        else if (row >= top + lines())
            scroll(row - lines() + 1);
    }

    private int row(int y) {
        int row = y < HEAD ? -1 : top + (y - HEAD) / ROW;
        return rows == null || row >= rows.defects().length ? -1 : row;
    }

    // ---- gestures

    private void down(Event e) {
        setFocus();
        if (e.button != 1 || rows == null)
            return;
        if (e.y < HEAD) {
            int[] widths = widths();
            for (int i = 0, x = 0; i < widths.length; x += widths[i++])
                if (e.x >= x && e.x < x + widths[i]) {
                    Column column = Column.values()[i];
                    down = by == column && !down;
                    by = column;
                    sorted.accept(by, down);
                }
            return;
        }
        int row = row(e.y);
        if (row >= 0)
            choose(row, e.stateMask);
    }

    private void choose(int row, int modifiers) {
        BitSet next = new BitSet();
        if ((modifiers & SWT.MOD1) != 0) {
            next = (BitSet) selection.clone();
            next.flip(rows.defects()[row]);
            anchor = row;
        } else if ((modifiers & SWT.SHIFT) != 0 && anchor >= 0) {
            for (int i = Math.min(anchor, row); i <= Math.max(anchor, row); i++)
                next.set(rows.defects()[i]);
        } else {
            next.set(rows.defects()[row]);
            anchor = row;
        }
        cursor = row;
        into(row);
        selection = next;
        selected.accept(next);
        redraw();
    }

    /** Selects all rows. */
    void all() {
        if (rows == null)
            return;
        BitSet next = new BitSet();
        for (int defect : rows.defects())
            next.set(defect);
        selection = next;
        selected.accept(next);
        redraw();
    }

    private void under(int row) {
        if (row == under)
            return;
        under = row;
        hovered.accept(row < 0 ? -1 : rows.defects()[row]);
        redraw();
    }

    private void key(Event e) {
        if (rows == null || rows.defects().length == 0)
            return;
        int last = rows.defects().length - 1;
        int to = switch (e.keyCode) {
            case SWT.ARROW_UP -> cursor - 1;
            case SWT.ARROW_DOWN -> cursor + 1;
            case SWT.PAGE_UP -> cursor - lines();
            case SWT.PAGE_DOWN -> cursor + lines();
            case SWT.HOME -> 0;
            case SWT.END -> last;
            default -> Integer.MIN_VALUE;
        };
        if (to != Integer.MIN_VALUE)
            choose(Math.max(0, Math.min(last, to)), e.stateMask & SWT.SHIFT);
        else if (e.keyCode == SWT.CR || e.keyCode == SWT.KEYPAD_CR)
            opened.run();
    }

    // ---- painting

    /** Widths of the columns: the two of classes take what is left, all are narrower in a narrow part. */
    private int[] widths() {
        int room = getClientArea().width, sum = 0;
        int[] widths = WIDTHS.clone();
        for (int width : widths)
            sum += width;
        if (room >= sum) {
            widths[1] += (room - sum) / 2;
            widths[2] += room - sum - (room - sum) / 2;
        } else {
            int least = 0;
            for (int width : LEAST)
                least += width;
            double share = Math.max(0, (double) (room - least) / (sum - least));
            for (int i = 0; i < widths.length; i++)
                widths[i] = (int) (LEAST[i] + share * (WIDTHS[i] - LEAST[i]));
        }
        return widths;
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(area);
        gc.setAntialias(SWT.ON);
        gc.setTextAntialias(SWT.ON);
        int[] widths = widths();
        if (rows != null) {
            gc.setFont(Palette.font(Type.BODY));
            for (int row = top; row < Math.min(rows.defects().length, top + lines() + 1); row++)
                line(gc, row, HEAD + (row - top) * ROW, widths, area.width);
        }
        head(gc, widths, area.width);
        if (isFocusControl()) {
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.drawRectangle(0, 0, area.width - 1, area.height - 1);
        }
    }

    private void head(GC gc, int[] widths, int width) {
        gc.setBackground(Palette.color(Token.BAR));
        gc.fillRectangle(0, 0, width, HEAD);
        gc.setForeground(Palette.color(Token.LINE));
        gc.drawLine(0, HEAD - 1, width, HEAD - 1);
        gc.setFont(Palette.font(Type.SMALL));
        int x = 0;
        for (Column column : Column.values()) {
            int wide = widths[column.ordinal()];
            gc.setForeground(Palette.color(Token.TEXT));
            String mark = column != by ? "" : down ? " ▾" : " ▴";
            cell(gc, heading(column) + mark, x, 0, wide, HEAD, column.right());
            gc.setForeground(Palette.color(Token.LINE));
            gc.drawLine(x + wide - 1, 4, x + wide - 1, HEAD - 6);
            x += wide;
        }
    }

    private void line(GC gc, int row, int y, int[] widths, int width) {
        int defect = rows.defects()[row];
        if (selection.get(defect) || row == under) {
            gc.setBackground(selection.get(defect)
                    ? Palette.color(isFocusControl() ? Token.SELECTION : Token.SELECTION_OFF)
                    : Palette.mix(Palette.color(Token.PART), Palette.color(Token.SELECTION_OFF), 0.5));
            gc.fillRectangle(0, y, width, ROW);
        }
        gc.setForeground(Palette.color(Token.LINE2));
        gc.drawLine(0, y + ROW - 1, width, y + ROW - 1);
        int x = 0;
        for (Column column : Column.values()) {
            int wide = widths[column.ordinal()], from = x;
            if (column == Column.CLASS) {
                gc.setBackground(colour.apply(rows, row));
                gc.fillRectangle(x + PAD, y + (ROW - CHIP) / 2, CHIP, CHIP);
                gc.setForeground(Palette.BLACK);
                gc.setAlpha(90);
                gc.drawRectangle(x + PAD, y + (ROW - CHIP) / 2, CHIP - 1, CHIP - 1);
                gc.setAlpha(255);
                from += CHIP + 5;
            }
            gc.setForeground(Palette.color(column == Column.NUMBER || column == Column.TOOL ? Token.TEXT2
                    : Token.TEXT));
            cell(gc, rows.text(row, column), from, y, wide - (from - x), ROW, column.right());
            x += wide;
        }
    }

    private static void cell(GC gc, String text, int x, int y, int wide, int high, boolean right) {
        Point size = gc.textExtent(text);
        int room = wide - 2 * PAD + 4;
        gc.setClipping(x, y, Math.max(1, wide - 3), high);
        gc.drawText(text, right && size.x <= room ? x + wide - PAD - size.x : x + PAD, y + (high - size.y) / 2, true);
        gc.setClipping((Rectangle) null);
    }
}
