package org.loupe.ui.viewer.internal.lot;

import java.util.List;
import java.util.function.IntConsumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Words;

/** Defects of the wafers of a lot by slot, against the limit above which a wafer is out of control. */
final class LotTrend extends Chart {
    private static final int DOT = 5, ABOVE = 7, ON_MAP = 10, LEAST_STEP = 26;

    private Series series = new Series("", List.of(), List.of(), List.of(), Double.NaN, -1);

    /**
     * What is shown.
     *
     * @param lot     as people call it
     * @param numbers of the wafers as they are written below
     * @param names   of the wafers
     * @param counts  defects of each
     * @param limit   upper control limit, NaN for none
     * @param onMap   the wafer that is on the map, -1 for none
     */
    record Series(String lot, List<String> numbers, List<String> names, List<Integer> counts, double limit,
            int onMap) {
        long above() {
            return counts.stream().filter(c -> c > limit).count();
        }
    }

    /** @param choose told of the wafer that is chosen, by its place in the lot */
    LotTrend(Composite parent, IntConsumer choose) {
        super(parent, choose);
    }

    void show(Series shown) {
        if (!series.equals(shown)) {
            series = shown;
            redraw();
        }
    }

    Series series() {
        return series;
    }

    @Override
    int items() {
        return series.counts.size();
    }

    @Override
    String words(int item) {
        return Words.get("trend.point", series.names.get(item), series.counts.get(item));
    }

    @Override
    String title() {
        return series.lot.isEmpty() ? Words.get("trend.title") : Words.get("trend.titleOf", series.lot);
    }

    @Override
    String hint() {
        return "";
    }

    @Override
    String aside() {
        return Double.isNaN(series.limit) ? "" : Words.get("trend.above", series.above(), items());
    }

    @Override
    void draw(GC gc, Rectangle area) {
        gc.setFont(Palette.font(Type.SMALL));
        int line = gc.textExtent("0").y;
        int highest = series.counts.stream().mapToInt(Integer::intValue).max().orElse(1);
        double most = above(Math.max(highest, Double.isNaN(series.limit) ? 0 : series.limit) * 1.02);
        int left = area.x + gc.textExtent(Words.number(most, 0)).x + 8, foot = area.y + area.height - line - 3;
        int head = area.y + line / 2, right = area.x + area.width - 4;
        for (double share : new double[] { 0, 0.5, 1 }) {
            int y = foot - (int) Math.round((foot - head) * share);
            String text = Words.number(most * share, 0);
            gc.setForeground(Palette.color(share == 0 ? Token.LINE : Token.GRID));
            gc.drawLine(left, y, right, y);
            gc.setForeground(Palette.color(Token.TEXT2));
            gc.drawText(text, left - 6 - gc.textExtent(text).x, y - line / 2, true);
        }
        int n = series.counts.size();
        double step = n < 2 ? 0 : (right - left - 12.0) / (n - 1);
        int[] line2 = new int[2 * n];
        for (int i = 0; i < n; i++) {
            line2[2 * i] = n == 1 ? (left + right) / 2 : left + 6 + (int) Math.round(i * step);
            line2[2 * i + 1] = foot - (int) Math.round((foot - head) * series.counts.get(i) / most);
            int half = Math.max(6, (int) (step / 2));
            places.add(new Rectangle(line2[2 * i] - half, area.y, 2 * half, area.height));
        }
        limit(gc, left, right, foot - (int) Math.round((foot - head) * series.limit / most), line);
        gc.setForeground(Palette.classStroke(1));
        gc.setLineWidth(1);
        gc.drawPolyline(line2);
        for (int i = 0; i < n; i++)
            dot(gc, i, line2[2 * i], line2[2 * i + 1]);
        numbers(gc, line2, step, foot + 3);
    }

    private void limit(GC gc, int left, int right, int y, int line) {
        if (Double.isNaN(series.limit))
            return;
        gc.setForeground(Palette.color(Token.ERROR));
        gc.setLineDash(new int[] { 5, 3 });
        gc.drawLine(left, y, right, y);
        gc.setLineStyle(SWT.LINE_SOLID);
        gc.drawText(Words.get("trend.limit", Words.number(series.limit, 0)), left + 4, y - line - 1, true);
    }

    private void dot(GC gc, int i, int x, int y) {
        boolean above = series.counts.get(i) > series.limit;
        int size = i == series.onMap ? ON_MAP : above ? ABOVE : DOT;
        gc.setBackground(above ? Palette.color(Token.ERROR) : Palette.classStroke(1));
        gc.fillOval(x - size / 2, y - size / 2, size, size);
        if (i == marked() || i == series.onMap) {
            gc.setForeground(Palette.color(i == marked() ? Token.ACCENT : Token.TEXT));
            gc.drawOval(x - size / 2 - 2, y - size / 2 - 2, size + 4, size + 4);
        }
    }

    /** Numbers below the points: the first, and then as many as there is room for. */
    private void numbers(GC gc, int[] points, double step, int y) {
        int n = series.numbers.size();
        int every = step <= 0 ? 1 : (int) Math.ceil(LEAST_STEP / step);
        every = every <= 1 ? 1 : every <= 5 ? 5 : (int) Chart.above(every);
        gc.setForeground(Palette.color(Token.TEXT2));
        int free = Integer.MIN_VALUE;
        for (int i = 0; i < n; i++)
            if (i == 0 || (i + 1) % every == 0) {
                Point size = gc.textExtent(series.numbers.get(i));
                int x = points[2 * i] - size.x / 2;
                if (x > free) {
                    gc.drawText(series.numbers.get(i), x, y, true);
                    free = x + size.x + 4;
                }
            }
    }
}
