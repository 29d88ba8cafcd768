package org.loupe.ui.viewer.internal.labelreview;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.ScrollBar;
import org.loupe.ui.Icons;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Words;
import org.loupe.workspace.labels.Splits;

/**
 * A bar for each group, with the parts that its tiles are in; what leaks comes first, in the colour of errors. Enter
 * and a click show the first tile. Virtual: 100,000 groups cost what is in sight. UI thread.
 */
final class SplitGroups extends Canvas {
    private static final int PAD = 12, ROW = 22, BAR = 10;

    /** A line of the list. @param name of the group @param parts number of tiles by part */
    private record Row(boolean leaks, String name, List<Integer> tiles, Map<String, Integer> parts) {
    }

    private final IntConsumer chosen;
    private List<Row> rows = List.of();
    private int top, selected = -1, most = 1;

    /** @param chosen told the number of the tile to show */
    SplitGroups(Composite parent, IntConsumer chosen) {
        super(parent, SWT.DOUBLE_BUFFERED | SWT.NO_BACKGROUND | SWT.V_SCROLL | SWT.NO_REDRAW_RESIZE);
        this.chosen = chosen;
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.Resize, e -> scroll(top));
        getVerticalBar().addListener(SWT.Selection, e -> scroll(getVerticalBar().getSelection()));
        addListener(SWT.MouseDown, e -> {
            setFocus();
            if (e.button == 1)
                select((e.y + top) / ROW);
        });
        addListener(SWT.KeyDown, this::key);
        addListener(SWT.MouseMove, e -> tip(e.y));
        addListener(SWT.FocusIn, e -> redraw());
        addListener(SWT.FocusOut, e -> redraw());
        addListener(SWT.Traverse, e -> e.doit = e.detail == SWT.TRAVERSE_TAB_NEXT
                || e.detail == SWT.TRAVERSE_TAB_PREVIOUS);
        Palette.onChange(this, this::redraw);
        getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent e) {
                e.result = selected < 0 || selected >= rows.size() ? Words.get("splits.groups", rows.size())
                        : words(rows.get(selected));
            }
        });
    }

    /** Shows what was counted. */
    void show(SplitFigures figures) {
        rows = new ArrayList<>();
        for (Splits.Leak leak : figures.leaks())
            if (leak.why() != Splits.Why.GROUP)
                rows.add(new Row(true, Words.get("splits.why." + leak.why().name().toLowerCase(Locale.ROOT),
                        leak.what().substring(leak.what().lastIndexOf('/') + 1)), leak.tiles(),
                        leak.parts().stream().collect(Collectors.toMap(p -> p, p -> 1))));
        for (Splits.Place place : figures.places())
            rows.add(new Row(place.parts().keySet().stream().filter(p -> !p.isEmpty()).count() > 1, place.name(),
                    place.tiles(), place.parts()));
        most = rows.stream().mapToInt(r -> r.tiles.size()).max().orElse(1);
        selected = Math.min(selected, rows.size() - 1);
        scroll(top);
    }

    /** Number of lines, for tests. */
    int count() {
        return rows.size();
    }

    /** Selects a line as a click does, and shows its first tile. */
    void select(int row) {
        if (row < 0 || row >= rows.size())
            return;
        selected = row;
        if (row * ROW < top)
            scroll(row * ROW);
        else if ((row + 1) * ROW > top + getClientArea().height)
            scroll((row + 1) * ROW - getClientArea().height);
        redraw();
        chosen.accept(rows.get(row).tiles.get(0));
        getAccessible().setFocus(-1);
    }

    private void key(Event e) {
        int page = Math.max(1, getClientArea().height / ROW - 1);
        switch (e.keyCode) {
            case SWT.ARROW_UP -> select(Math.max(0, selected - 1));
            case SWT.ARROW_DOWN -> select(Math.min(rows.size() - 1, selected + 1));
            case SWT.PAGE_UP -> select(Math.max(0, selected - page));
            case SWT.PAGE_DOWN -> select(Math.min(rows.size() - 1, selected + page));
            case SWT.HOME -> select(0);
            case SWT.END -> select(rows.size() - 1);
            default -> { }
        }
    }

    private void tip(int y) {
        int row = (y + top) / ROW;
        String tip = row < rows.size() ? words(rows.get(row)) : null;
        if (tip == null ? getToolTipText() != null : !tip.equals(getToolTipText()))
            setToolTipText(tip);
    }

    /** Such as "L1/W3: 12 tiles, 11 in Train, 1 in Test". */
    private static String words(Row row) {
        return Words.get("splits.group", row.name, row.tiles.size(), row.parts.keySet().stream()
                .map(SplitShares::name).collect(Collectors.joining(", ")));
    }

    private void scroll(int to) {
        int high = getClientArea().height, all = rows.size() * ROW, furthest = Math.max(0, all - high);
        top = Math.max(0, Math.min(furthest, to));
        ScrollBar bar = getVerticalBar();
        bar.setVisible(furthest > 0);
        if (furthest > 0)
            bar.setValues(top, 0, all, high, ROW, high);
        redraw();
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(area);
        gc.setFont(Palette.font(Type.BODY));
        int last = Math.min(rows.size() - 1, (top + area.height) / ROW);
        for (int row = top / ROW; row <= last; row++)
            paint(gc, rows.get(row), row == selected, row * ROW - top, area.width);
        gc.setForeground(Palette.color(Token.LINE2));
        gc.drawLine(0, 0, 0, area.height);
        if (isFocusControl()) {
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.drawRectangle(0, 0, area.width - 1, area.height - 1);
        }
    }

    private void paint(GC gc, Row row, boolean chosenRow, int y, int width) {
        if (chosenRow) {
            gc.setBackground(Palette.color(isFocusControl() ? Token.SELECTION : Token.SELECTION_OFF));
            gc.fillRectangle(0, y, width, ROW);
        }
        gc.setForeground(Palette.color(Token.LINE2));
        gc.drawLine(0, y + ROW - 1, width, y + ROW - 1);
        int text = (width - 2 * PAD) / 2, bars = width - 2 * PAD - text - 50, left = PAD;
        int line = y + (ROW - gc.getFontMetrics().getHeight()) / 2;
        if (row.leaks) {
            gc.drawImage(Icons.get("error", Token.ERROR), left, y + 3);
            left += 20;
        }
        gc.setClipping(PAD, y, text - 8, ROW);
        gc.setForeground(Palette.color(row.leaks ? Token.ERROR : Token.TEXT));
        gc.drawText(row.name, left, line, true);
        gc.setClipping((Rectangle) null);
        String count = Words.number(row.tiles.size(), 0);
        gc.setForeground(Palette.color(Token.TEXT2));
        gc.drawText(count, PAD + text + 38 - gc.textExtent(count).x, line, true);
        double from = PAD + text + 50, scale = (double) bars / most;
        int sum = row.parts.values().stream().mapToInt(Integer::intValue).sum();
        List<String> order = new ArrayList<>(Splits.PARTS);
        order.add("");
        for (String part : order) {
            double wide = row.parts.getOrDefault(part, 0) * scale * row.tiles.size() / sum;
            if (wide > 0) {
                gc.setBackground(SplitShares.colour(part));
                gc.fillRectangle((int) from, y + (ROW - BAR) / 2, (int) Math.max(2, Math.round(wide)), BAR);
                from += wide;
            }
        }
        if (row.leaks) {
            gc.setForeground(Palette.color(Token.ERROR));
            gc.drawRectangle(PAD + text + 50 - 2, y + (ROW - BAR) / 2 - 2,
                    (int) Math.max(2, row.tiles.size() * scale) + 3, BAR + 3);
        }
    }
}
