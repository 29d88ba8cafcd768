package org.loupe.ui.viewer.internal.labelreview;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Session;
import org.loupe.ui.Words;
import org.loupe.workspace.labels.SplitRule;
import org.loupe.workspace.labels.Splits;

/**
 * A bar for each part: its share of the tiles with a tick where the rule wants it, and how many labels of each class it
 * has, so that a class that is missing in a part is seen. UI thread.
 */
final class SplitParts extends Canvas {
    private static final int PAD = 12, ROW = 33, BAR = 9, CHIP = 9;

    private final Session session;
    private SplitFigures figures = SplitFigures.NONE;
    private SplitRule rule = SplitRule.USUAL;

    SplitParts(Composite parent, Session session) {
        super(parent, SWT.DOUBLE_BUFFERED | SWT.NO_BACKGROUND);
        this.session = session;
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.MouseMove, e -> tip(e.y));
        session.listen(this, Session.Event.MODEL, this::redraw);
        Palette.onChange(this, this::redraw);
        getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent e) {
                e.result = rows().stream().map(SplitParts.this::words).collect(Collectors.joining(". "));
            }
        });
    }

    /** Shows what was counted, and where the rule wants the bars to end. */
    void show(SplitFigures counted, SplitRule wanted) {
        figures = counted;
        rule = wanted;
        redraw();
    }

    private List<String> rows() {
        List<String> rows = new ArrayList<>(Splits.PARTS);
        if (figures.part("").filter(p -> p.tiles() > 0).isPresent())
            rows.add("");
        return rows;
    }

    private Splits.Part part(String name) {
        return figures.part(name).orElse(new Splits.Part(0, 0, Map.of()));
    }

    /** Such as "Train: 84 of 120 tiles in 12 groups". */
    private String words(String name) {
        Splits.Part part = part(name);
        return Words.get("splits.holds", SplitShares.name(name), part.tiles(), figures.tiles(), part.groups());
    }

    private void tip(int y) {
        List<String> rows = rows();
        int row = (y - PAD / 2) / ROW;
        String tip = row < 0 || row >= rows.size() ? null : words(rows.get(row)) + "\n"
                + part(rows.get(row)).classes().entrySet().stream().map(c -> Words.get("splits.ofClass",
                        session.desk().className(c.getKey()), c.getValue(), total(c.getKey())))
                        .collect(Collectors.joining("\n"));
        if (tip == null ? getToolTipText() != null : !tip.equals(getToolTipText()))
            setToolTipText(tip);
    }

    private int total(int code) {
        return figures.parts().values().stream().mapToInt(p -> p.classes().getOrDefault(code, 0)).sum();
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(area);
        gc.setAntialias(SWT.ON);
        int y = PAD / 2;
        for (String row : rows()) {
            paint(gc, row, y, area.width - 2 * PAD);
            y += ROW;
        }
    }

    private void paint(GC gc, String name, int y, int wide) {
        Splits.Part part = part(name);
        gc.setFont(Palette.font(Type.STRONG));
        gc.setForeground(Palette.color(Token.TEXT));
        String title = SplitShares.name(name);
        gc.drawText(title, PAD, y, true);
        int high = gc.getFontMetrics().getHeight(), left = PAD + gc.textExtent(title).x + 8;
        gc.setFont(Palette.font(Type.SMALL));
        gc.setForeground(Palette.color(Token.TEXT2));
        double share = figures.tiles() == 0 ? 0 : (double) part.tiles() / figures.tiles();
        String counts = Words.get("splits.counts", part.tiles(), part.groups());
        gc.drawText(counts, left, y + 1, true);
        String percent = name.isEmpty() ? Words.get("splits.percent", Math.round(100 * share))
                : Words.get("splits.percentOf", Math.round(100 * share), SplitFigures.wanted(rule, name));
        int right = PAD + wide - gc.textExtent(percent).x;
        gc.drawText(percent, right, y + 1, true);
        classes(gc, part, left + gc.textExtent(counts).x + 16, y + 1, right - 12);
        int top = y + high + 1;
        gc.setBackground(Palette.color(Token.GRID));
        gc.fillRectangle(PAD, top, wide, BAR);
        gc.setBackground(SplitShares.colour(name));
        gc.fillRectangle(PAD, top, (int) Math.round(share * wide), BAR);
        gc.setForeground(Palette.color(Token.LINE));
        gc.drawRectangle(PAD, top, wide - 1, BAR - 1);
        if (!name.isEmpty()) {
            gc.setBackground(Palette.color(Token.TEXT));
            gc.fillRectangle(PAD + (int) Math.round(SplitFigures.wanted(rule, name) / 100.0 * wide) - 1, top - 2, 2,
                    BAR + 4);
        }
    }

    private void classes(GC gc, Splits.Part part, int from, int y, int to) {
        int x = from, line = gc.getFontMetrics().getHeight();
        for (int code : codes()) {
            int count = part.classes().getOrDefault(code, 0);
            String text = Words.number(count, 0);
            int needed = CHIP + 4 + gc.textExtent(text).x + 10;
            if (x + needed > to)
                return; // the others are in the tool tip
            gc.setBackground(session.colours().fill(code));
            gc.fillRectangle(x, y + (line - CHIP) / 2, CHIP, CHIP);
            gc.setForeground(Palette.BLACK);
            gc.setAlpha(90);
            gc.drawRectangle(x, y + (line - CHIP) / 2, CHIP - 1, CHIP - 1);
            gc.setAlpha(255);
            gc.setForeground(Palette.color(count == 0 ? Token.WARN : Token.TEXT2));
            gc.drawText(text, x + CHIP + 4, y, true);
            x += needed;
        }
    }

    private List<Integer> codes() {
        return figures.parts().values().stream().flatMap(p -> p.classes().keySet().stream()).distinct().sorted()
                .toList();
    }
}
