package org.loupe.ui.viewer.internal.labelreview;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

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
import org.loupe.ui.Session;
import org.loupe.ui.Words;
import org.loupe.workspace.labels.Agreement;

/**
 * How often the left gave one class where the right gave another: rows and columns are classes, the last of each is
 * "not marked". A click lists the disputes of a cell, another one or Esc all again; arrows walk. UI thread.
 */
final class AgreementMatrix extends Canvas {
    private static final int PAD = 8, ROW = 19, NAME = 96, HEAD = 18, CHIP = 10, LARGEST = 48, LEAST = 22;

    private final LabelReview review;
    private final Session session;

    AgreementMatrix(Composite parent, LabelReview review, Session session) {
        super(parent, SWT.DOUBLE_BUFFERED | SWT.NO_BACKGROUND);
        this.review = review;
        this.session = session;
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.MouseDown, this::down);
        addListener(SWT.MouseMove, e -> tip(cellAt(e.x, e.y)));
        Parts.focusable(this, this::key);
        getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent e) {
                e.result = review.cell() == null ? Words.get("labelReview.matrix") : words(review.cell());
            }
        });
    }

    @Override
    public Point computeSize(int wHint, int hHint, boolean changed) {
        int n = codes().size();
        return new Point(wHint == SWT.DEFAULT ? PAD * 2 + NAME + n * LARGEST : wHint,
                hHint == SWT.DEFAULT ? HEAD + n * ROW + PAD : hHint);
    }

    /** Classes that either gave, the last {@link Agreement#NOT_MARKED}. */
    private List<Integer> codes() {
        TreeSet<Integer> all = new TreeSet<>();
        review.agreement().ifPresent(a -> a.counts().forEach((row, columns) -> {
            all.add(row);
            all.addAll(columns.keySet());
        }));
        all.remove(Agreement.NOT_MARKED);
        List<Integer> codes = new ArrayList<>(all);
        codes.add(Agreement.NOT_MARKED);
        return codes;
    }

    private int count(int row, int column) {
        return review.agreement().map(a -> a.counts().getOrDefault(row, Map.of()).getOrDefault(column, 0)).orElse(0);
    }

    private String name(int code) {
        return code == Agreement.NOT_MARKED ? Words.get("labelReview.notMarked") : session.desk().className(code);
    }

    private int wide() {
        int n = codes().size();
        return Math.max(LEAST, Math.min(LARGEST, (getClientArea().width - NAME - 2 * PAD) / Math.max(1, n)));
    }

    private int[] cellAt(int x, int y) {
        List<Integer> codes = codes();
        int column = Math.floorDiv(x - PAD - NAME, wide()), row = Math.floorDiv(y - HEAD, ROW);
        return row < 0 || column < 0 || row >= codes.size() || column >= codes.size()
                || row == codes.size() - 1 && column == row ? null : new int[] { codes.get(row), codes.get(column) };
    }

    private String words(int[] cell) {
        return Words.get("labelReview.cell", LabelReview.name(review.first()), name(cell[0]),
                LabelReview.name(review.second()), name(cell[1]), count(cell[0], cell[1]));
    }

    private void tip(int[] cell) {
        String tip = cell == null ? null : words(cell);
        if (tip == null ? getToolTipText() != null : !tip.equals(getToolTipText()))
            setToolTipText(tip);
    }

    private void down(Event e) {
        setFocus();
        int[] at = cellAt(e.x, e.y), now = review.cell();
        review.cell(at == null || now != null && at[0] == now[0] && at[1] == now[1] ? null : at);
    }

    /** Lists the disputes of a cell, as a click does. */
    void choose(int row, int column) {
        review.cell(new int[] { row, column });
    }

    private void key(Event e) {
        List<Integer> codes = codes();
        if (e.keyCode == SWT.ESC) {
            review.cell(null);
            return;
        }
        int[] now = review.cell();
        int row = now == null ? 0 : codes.indexOf(now[0]), column = now == null ? -1 : codes.indexOf(now[1]);
        int down = e.keyCode == SWT.ARROW_DOWN ? 1 : e.keyCode == SWT.ARROW_UP ? -1 : 0;
        int across = e.keyCode == SWT.ARROW_RIGHT ? 1 : e.keyCode == SWT.ARROW_LEFT ? -1 : 0;
        if (down != 0 || across != 0)
            choose(codes.get(Math.max(0, Math.min(codes.size() - 1, row + down))),
                    codes.get(Math.max(0, Math.min(codes.size() - 1, column + across))));
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(area);
        gc.setForeground(Palette.color(Token.LINE2));
        gc.drawLine(0, 0, 0, area.height);
        gc.setAntialias(SWT.ON);
        if (review.agreement().isEmpty())
            return;
        List<Integer> codes = codes();
        int wide = wide();
        gc.setFont(Palette.font(Type.SMALL));
        int line = gc.getFontMetrics().getHeight();
        Color part = Palette.color(Token.PART), right = Palette.color(Token.ACCENT), wrong = Palette.classStroke(0);
        for (int i = 0; i < codes.size(); i++) {
            int y = HEAD + i * ROW, x = PAD + NAME + i * wide;
            gc.setClipping(PAD, y, NAME - 6, ROW);
            head(gc, codes.get(i), PAD, y + (ROW - line) / 2, true);
            gc.setClipping(x, 0, wide - 2, HEAD);
            head(gc, codes.get(i), x + (wide - CHIP) / 2 - 1, (HEAD - line) / 2, false);
            gc.setClipping((Rectangle) null);
        }
        for (int row = 0; row < codes.size(); row++) {
            int r = row;
            int sum = codes.stream().mapToInt(c -> count(codes.get(r), c)).sum();
            for (int column = 0; column < codes.size(); column++) {
                if (row == codes.size() - 1 && column == row)
                    continue;
                int n = count(codes.get(row), codes.get(column));
                gc.setBackground(n == 0 ? part
                        : Palette.mix(part, row == column ? right : wrong, 0.08 + 0.5 * n / Math.max(1, sum)));
                Rectangle at = new Rectangle(PAD + NAME + column * wide, HEAD + row * ROW, wide - 2, ROW - 2);
                gc.fillRectangle(at);
                gc.setForeground(Palette.color(Token.LINE2));
                gc.drawRectangle(at.x, at.y, at.width - 1, at.height - 1);
                String text = Words.number(n, 0);
                Point size = gc.textExtent(text);
                gc.setForeground(Palette.color(n == 0 ? Token.TEXT2 : Token.TEXT));
                gc.drawText(text, at.x + (at.width - size.x) / 2, at.y + (at.height - size.y) / 2, true);
            }
        }
        int[] cell = review.cell();
        if (cell != null && codes.contains(cell[0]) && codes.contains(cell[1])) {
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.setLineWidth(2);
            gc.drawRectangle(PAD + NAME + codes.indexOf(cell[1]) * wide, HEAD + codes.indexOf(cell[0]) * ROW, wide - 2,
                    ROW - 2);
            gc.setLineWidth(1);
        }
        if (isFocusControl()) {
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.drawRectangle(0, 0, area.width - 1, area.height - 1);
        }
    }

    private void head(GC gc, int code, int x, int y, boolean named) {
        int left = x;
        int line = gc.getFontMetrics().getHeight();
        if (code == Agreement.NOT_MARKED) {
            gc.setForeground(Palette.color(Token.TEXT2));
            if (!named) {
                gc.drawRectangle(x, y + (line - CHIP) / 2, CHIP - 1, CHIP - 1);
                gc.drawLine(x, y + (line + CHIP) / 2 - 1, x + CHIP - 1, y + (line - CHIP) / 2);
            }
        } else {
            gc.setBackground(session.colours().fill(code));
            gc.fillRectangle(x, y + (line - CHIP) / 2, CHIP, CHIP);
            gc.setForeground(Palette.BLACK);
            gc.setAlpha(90);
            gc.drawRectangle(x, y + (line - CHIP) / 2, CHIP - 1, CHIP - 1);
            gc.setAlpha(255);
            left += CHIP + 5;
            gc.setForeground(Palette.color(Token.TEXT));
        }
        if (named)
            gc.drawText(name(code), left, y, true);
    }
}
