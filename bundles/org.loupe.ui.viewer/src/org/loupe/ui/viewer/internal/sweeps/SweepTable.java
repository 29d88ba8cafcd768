package org.loupe.ui.viewer.internal.sweeps;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.loupe.engine.nets.NetSweepTable;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Parts;
import org.loupe.ui.Words;
import org.loupe.ui.internal.nets.SweepState;
import org.loupe.ui.internal.nets.Sweeps;
import org.loupe.ui.internal.recipe.Drawing;

/**
 * The table of a sweep: mean and spread of each setting, shaded by how good it is, the best framed. A click or the
 * arrows choose a cell. UI thread only.
 */
final class SweepTable extends Canvas {
    private static final int ROW = 22, HEAD = 24, PAD = 8, LEAST = 110, MOST = 200, NAME = 240, THUMB = 3;

    private final SweepDesk desk;
    private final Runnable clicked;
    private SweepGrid grid;
    private SweepState state;
    private List<String> seconds = List.of();
    private int top, left, name, wide, last;

    /** @param clicked called when a cell is clicked */
    SweepTable(Composite parent, SweepDesk desk, Runnable clicked) {
        super(parent, SWT.DOUBLE_BUFFERED);
        this.desk = desk;
        this.clicked = clicked;
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.MouseDown, this::down);
        addListener(SWT.MouseMove, e -> tell(e.x, e.y));
        addListener(SWT.MouseVerticalWheel, e -> {
            if ((e.stateMask & SWT.SHIFT) != 0)
                scroll(left - e.count * 20, top);
            else
                scroll(left, top - e.count * 8);
        });
        addListener(SWT.MouseHorizontalWheel, e -> scroll(left - e.count * 20, top));
        addListener(SWT.Resize, e -> {
            measure();
            scroll(left, top);
        });
        Parts.focusable(this, this::key);
        Parts.accessible(this, ACC.ROLE_TABLE, () -> {
            int[] cell = chosen();
            return state == null ? Words.get("sweeps.none") : cell == null ? state.kept().name()
                    : SweepWords.told(desk.registry(), state, grid.settings()[cell[0]][cell[1]],
                            grid.figure(cell[1]));
        });
        refresh();
    }

    /** Something has changed. */
    void refresh() {
        state = desk.state().orElse(null);
        grid = desk.grid().orElse(null);
        if (grid != null) {
            List<String> told = new ArrayList<>();
            for (int r = 0; r < grid.rows().size(); r++) {
                double each = grid.secondsPerEpoch(r, s -> Sweeps.epochs(desk.registry(), state.sweep(), s));
                told.add(Words.number(each, each < 10 ? 1 : 0));
            }
            seconds = told;
        }
        measure();
        scroll(left, top);
    }

    // ---------------------------------------------------------------- words

    private String head() {
        String down = grid.layout().down().equals(SweepGrid.FIGURES) ? SweepWords.net(desk.registry(),
                state.sweep().nets().get(0)) : SweepWords.axis(desk.registry(), state.sweep(), grid.layout().down());
        return grid.layout().across().equals(SweepGrid.FIGURES) ? down : Words.get("sweeps.corner", down,
                SweepWords.axis(desk.registry(), state.sweep(), grid.layout().across()));
    }

    private String row(int row) {
        return grid.layout().down().equals(SweepGrid.FIGURES) ? Words.get("sweeps.allRepeats")
                : SweepWords.value(desk.registry(), state, grid.layout().down(), grid.rows().get(row));
    }

    private String column(int column) {
        return SweepWords.value(desk.registry(), state, grid.layout().across(), grid.columns().get(column));
    }

    private String cell(int row, int column) {
        return SweepWords.cell(grid.table(), grid.settings()[row][column], grid.figure(column));
    }

    /** What the table tells, row by row, the head first; cells divided by "|". */
    List<String> texts() {
        List<String> lines = new ArrayList<>();
        if (grid == null)
            return lines;
        for (int r = -1; r < grid.rows().size(); r++) {
            List<String> line = new ArrayList<>(List.of(r < 0 ? head() : row(r)));
            for (int c = 0; c < grid.columns().size(); c++)
                line.add(r < 0 ? column(c) : cell(r, c));
            line.add(r < 0 ? Words.get("sweeps.seconds") : seconds.get(r));
            lines.add(String.join("|", line));
        }
        return lines;
    }

    // ---------------------------------------------------------------- places

    private void measure() {
        if (grid == null)
            return;
        GC gc = new GC(this);
        gc.setFont(Palette.font(Type.STRONG));
        name = gc.textExtent(head()).x;
        for (int r = 0; r < grid.rows().size(); r++)
            name = Math.max(name, gc.textExtent(row(r)).x);
        name = Math.min(NAME, name + 2 * PAD + 8);
        int least = LEAST;
        for (int c = 0; c < grid.columns().size(); c++) {
            least = Math.max(least, Math.min(MOST, gc.textExtent(column(c)).x + 2 * PAD));
            for (int r = 0; r < grid.rows().size(); r++)
                least = Math.max(least, gc.textExtent(cell(r, c)).x + 2 * PAD);
        }
        last = gc.textExtent(Words.get("sweeps.seconds")).x + 2 * PAD + 4;
        gc.dispose();
        int room = getClientArea().width - name - last - THUMB - 2;
        wide = Math.max(least, Math.min(MOST, room / grid.columns().size()));
    }

    private void scroll(int x, int y) {
        Rectangle area = getClientArea();
        int across = grid == null ? 0 : name + wide * grid.columns().size() + last + THUMB + 2;
        int down = grid == null ? 0 : HEAD + ROW * grid.rows().size() + 2;
        left = Math.max(0, Math.min(x, across - area.width));
        top = Math.max(0, Math.min(y, down - area.height));
        redraw();
    }

    private Rectangle place(int row, int column) {
        return new Rectangle(name + column * wide - left, HEAD + row * ROW - top, wide, ROW);
    }

    /** Row and column under the pointer; null if there is no cell. */
    private int[] at(int x, int y) {
        if (grid == null || y < HEAD || x < name)
            return null;
        int row = (y - HEAD + top) / ROW, column = (x - name + left) / wide;
        return row < grid.rows().size() && column < grid.columns().size() ? new int[] { row, column } : null;
    }

    /** Row and column of the chosen setting: the first that shows it; null if none does. */
    private int[] chosen() {
        int setting = grid == null ? -1 : desk.setting().orElse(-1);
        for (int r = 0; setting >= 0 && r < grid.rows().size(); r++)
            for (int c = 0; c < grid.columns().size(); c++)
                if (grid.settings()[r][c] == setting)
                    return new int[] { r, c };
        return null;
    }

    // ---------------------------------------------------------------- gestures

    private void down(Event e) {
        setFocus();
        int[] cell = at(e.x, e.y);
        if (cell == null)
            return;
        choose(cell[0], cell[1]);
        if (e.button == 1)
            clicked.run();
    }

    private void key(Event e) {
        if (grid == null)
            return;
        int[] now = chosen();
        int row = now == null ? 0 : now[0], column = now == null ? 0 : now[1];
        switch (e.keyCode) {
            case SWT.ARROW_DOWN -> row += now == null ? 0 : 1;
            case SWT.ARROW_UP -> row--;
            case SWT.ARROW_RIGHT -> column += now == null ? 0 : 1;
            case SWT.ARROW_LEFT -> column--;
            case SWT.HOME -> column = 0;
            case SWT.END -> column = grid.columns().size() - 1;
            default -> {
                return;
            }
        }
        choose(Math.max(0, Math.min(grid.rows().size() - 1, row)),
                Math.max(0, Math.min(grid.columns().size() - 1, column)));
    }

    /** Chooses a cell, and scrolls so that it is in sight. */
    void choose(int row, int column) {
        desk.setting(grid.settings()[row][column]);
        Rectangle place = place(row, column), area = getClientArea();
        int x = left, y = top;
        if (place.x < name)
            x -= name - place.x;
        else if (place.x + place.width > area.width)
            x += place.x + place.width - area.width;
        if (place.y < HEAD)
            y -= HEAD - place.y;
        else if (place.y + place.height > area.height)
            y += place.y + place.height - area.height;
        scroll(x, y);
    }

    private void tell(int x, int y) {
        int[] cell = at(x, y);
        String words = cell != null ? SweepWords.told(desk.registry(), state, grid.settings()[cell[0]][cell[1]],
                grid.figure(cell[1])) : grid != null && y < HEAD && x < name ? head() : null;
        if (!Objects.equals(words, getToolTipText()))
            setToolTipText(words);
    }

    // ---------------------------------------------------------------- painting

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(area);
        if (grid == null)
            return;
        gc.setTextAntialias(SWT.ON);
        int rows = grid.rows().size(), columns = grid.columns().size(), end = name + columns * wide - left;
        int[] best = grid.best().orElse(null), chosen = chosen();
        gc.setClipping(name, HEAD, area.width - name, area.height - HEAD);
        for (int r = 0; r < rows; r++)
            for (int c = 0; c < columns; c++)
                cell(gc, r, c, best != null && rows * columns > 1 && r == best[0] && c == best[1]);
        gc.setFont(Palette.font(Type.BODY));
        gc.setForeground(Palette.color(Token.TEXT2));
        for (int r = 0; r < rows; r++)
            right(gc, seconds.get(r), new Rectangle(end, HEAD + r * ROW - top, last, ROW));
        if (chosen != null) {
            Rectangle at = place(chosen[0], chosen[1]);
            gc.setForeground(Palette.color(Token.TEXT));
            gc.setLineStyle(isFocusControl() ? SWT.LINE_SOLID : SWT.LINE_DOT);
            gc.drawRectangle(at.x + 2, at.y + 2, at.width - 5, at.height - 5);
            gc.setLineStyle(SWT.LINE_SOLID);
        }
        gc.setClipping(0, HEAD, area.width, area.height - HEAD);
        gc.setFont(Palette.font(Type.BODY));
        for (int r = 0; r < rows; r++) {
            int y = HEAD + r * ROW - top;
            gc.setBackground(Palette.color(Token.PART));
            gc.fillRectangle(0, y, name, ROW);
            gc.setForeground(Palette.color(Token.TEXT));
            gc.drawText(Drawing.shorten(gc, row(r), name - 2 * PAD), PAD, y + (ROW - gc.textExtent("0").y) / 2, true);
            gc.setForeground(Palette.color(Token.LINE2));
            gc.drawLine(0, y + ROW - 1, area.width, y + ROW - 1);
        }
        heads(gc, area, columns, end);
        gc.setClipping((Rectangle) null);
        thumb(gc, area, rows);
    }

    private void heads(GC gc, Rectangle area, int columns, int end) {
        gc.setClipping(0, 0, area.width, HEAD);
        gc.setBackground(Palette.color(Token.BAR));
        gc.fillRectangle(0, 0, area.width, HEAD);
        gc.setForeground(Palette.color(Token.TEXT2));
        for (int c = 0; c < columns; c++)
            right(gc, column(c), new Rectangle(name + c * wide - left, 0, wide, HEAD));
        right(gc, Words.get("sweeps.seconds"), new Rectangle(end, 0, last, HEAD));
        gc.fillRectangle(0, 0, name, HEAD);
        gc.drawText(Drawing.shorten(gc, head(), name - 2 * PAD), PAD, (HEAD - gc.textExtent("0").y) / 2, true);
        gc.setForeground(Palette.color(Token.LINE));
        gc.drawLine(0, HEAD - 1, area.width, HEAD - 1);
    }

    private void cell(GC gc, int row, int column, boolean best) {
        Rectangle at = place(row, column);
        int setting = grid.settings()[row][column];
        String words = cell(row, column);
        boolean toCome = words.equals(NetSweepTable.TO_COME), failed = words.equals(NetSweepTable.NONE);
        double share = grid.share(row, column);
        Color part = Palette.color(Token.PART);
        gc.setBackground(Double.isNaN(share) ? part : Palette.mix(part, Palette.color(Token.ACCENT),
                0.04 + 0.28 * share));
        gc.fillRectangle(at.x, at.y, at.width, at.height - 1);
        gc.setForeground(Palette.color(Token.LINE2));
        gc.drawLine(at.x, at.y, at.x, at.y + at.height - 1);
        if (best) {
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.setLineWidth(2);
            gc.drawRectangle(at.x + 1, at.y + 1, at.width - 2, at.height - 3);
            gc.setLineWidth(1);
        }
        boolean some = grid.table().of(setting).size() < state.sweep().repeats() || grid.table().failed(setting) > 0;
        gc.setFont(Palette.font(best ? Type.STRONG : Type.BODY));
        gc.setForeground(Palette.color(failed ? Token.ERROR : toCome ? Token.TEXT2 : Token.TEXT));
        right(gc, some && !toCome && !failed ? Words.get("sweeps.some", words) : words, at);
        if (state.trains(setting)) {
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.setBackground(Palette.color(Token.ACCENT));
            gc.setAntialias(SWT.ON);
            int y = at.y + at.height / 2;
            gc.fillPolygon(new int[] { at.x + PAD, y - 4, at.x + PAD + 7, y, at.x + PAD, y + 4 });
            gc.setAntialias(SWT.OFF);
        }
    }

    private static void right(GC gc, String text, Rectangle at) {
        String shown = Drawing.shorten(gc, text, at.width - 2 * PAD + 4);
        gc.drawText(shown, at.x + at.width - PAD - gc.textExtent(shown).x,
                at.y + (at.height - gc.textExtent("0").y) / 2, true);
    }

    /** How much of the rows is in sight. */
    private void thumb(GC gc, Rectangle area, int rows) {
        int room = area.height - HEAD, all = rows * ROW;
        if (all > room && room > 0) {
            gc.setBackground(Palette.color(Token.FIELD_LINE));
            gc.fillRectangle(area.width - THUMB, HEAD + top * room / all, THUMB, Math.max(12, room * room / all));
        }
    }
}
