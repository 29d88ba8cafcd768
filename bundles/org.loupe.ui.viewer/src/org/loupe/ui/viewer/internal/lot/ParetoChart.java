package org.loupe.ui.viewer.internal.lot;

import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Words;
import org.loupe.wafer.statistics.Pareto;

/** Defects by class, the most frequent first, with the share that each has together with those before it. */
final class ParetoChart extends Chart {
    private static final int MOST = 6, LEAST_WIDE = 44, BAR_SHARE = 70, DOT = 5;

    private final IntFunction<Color> colours;
    private Pareto pareto;
    private List<Pareto.Bar> bars = List.of();

    /**
     * @param choose  told of the bar that is chosen
     * @param colours of classes, by their numbers
     */
    ParetoChart(Composite parent, IntConsumer choose, IntFunction<Color> colours) {
        super(parent, choose);
        this.colours = colours;
    }

    /** Shows other counts; {@code null} for none. */
    void show(Pareto counts) {
        pareto = counts;
        cut();
        redraw();
    }

    /** As many bars as there is room for. */
    private void cut() {
        int most = Math.max(2, Math.min(MOST, (getClientArea().width - 2 * PAD) / LEAST_WIDE));
        bars = pareto == null ? List.of() : pareto.top(most).bars();
    }

    /** The bars that are drawn. */
    List<Pareto.Bar> bars() {
        return bars;
    }

    @Override
    int items() {
        return bars.size();
    }

    static String name(Pareto.Bar bar) {
        return bar.number() == Pareto.OTHER ? Words.get("pareto.other") : bar.name();
    }

    @Override
    String words(int item) {
        Pareto.Bar bar = bars.get(item);
        return Words.get("pareto.bar", name(bar), bar.count(), Words.number(100.0 * bar.count() / pareto.total(), 1),
                Words.number(100 * bar.cumulative(), 1));
    }

    @Override
    String title() {
        return Words.get("pareto.title");
    }

    @Override
    String hint() {
        return bars.isEmpty() ? "" : Words.get("pareto.hint");
    }

    @Override
    String aside() {
        return "";
    }

    @Override
    void draw(GC gc, Rectangle area) {
        cut();
        gc.setFont(Palette.font(Type.SMALL));
        int line = gc.textExtent("0").y, foot = area.y + area.height - line - 3, head = area.y + line;
        double each = (double) area.width / bars.size();
        int wide = (int) Math.min(48, each * BAR_SHARE / 100);
        long most = bars.stream().mapToLong(Pareto.Bar::count).max().orElse(1);
        int[] line2 = new int[2 * bars.size()];
        for (int i = 0; i < bars.size(); i++) {
            Pareto.Bar bar = bars.get(i);
            int centre = area.x + (int) (each * (i + 0.5)), left = centre - wide / 2;
            int high = (int) Math.max(1, Math.round((double) (foot - head) * bar.count() / most));
            places.add(new Rectangle(area.x + (int) (each * i), area.y, (int) each, area.height));
            boolean other = bar.number() == Pareto.OTHER;
            gc.setBackground(other ? Palette.color(Token.LINE2) : colours.apply(bar.number()));
            gc.fillRectangle(left, foot - high, wide, high);
            gc.setForeground(i == marked() ? Palette.color(Token.ACCENT) : Palette.mix(gc.getBackground(),
                    Palette.BLACK, 0.35));
            gc.setLineWidth(i == marked() ? 2 : 1);
            gc.drawRectangle(left, foot - high, wide, high);
            gc.setLineWidth(1);
            String count = Words.number(bar.count(), 0), name = shortened(gc, name(bar), (int) each - 4);
            gc.setForeground(Palette.color(Token.TEXT));
            gc.drawText(count, centre - gc.textExtent(count).x / 2, foot - high - line, true);
            gc.setForeground(Palette.color(Token.TEXT2));
            gc.drawText(name, centre - gc.textExtent(name).x / 2, foot + 3, true);
            line2[2 * i] = centre;
            line2[2 * i + 1] = foot - (int) Math.round((foot - head) * bar.cumulative());
        }
        gc.setForeground(Palette.color(Token.LINE));
        gc.drawLine(area.x, foot, area.x + area.width, foot);
        cumulative(gc, line2);
    }

    private static void cumulative(GC gc, int[] points) {
        gc.setForeground(Palette.color(Token.TEXT2));
        gc.drawPolyline(points);
        gc.setBackground(Palette.color(Token.PART));
        for (int i = 0; i < points.length; i += 2) {
            Point at = new Point(points[i] - DOT / 2, points[i + 1] - DOT / 2);
            gc.fillOval(at.x, at.y, DOT, DOT);
            gc.drawOval(at.x, at.y, DOT, DOT);
        }
        gc.setLineStyle(SWT.LINE_SOLID);
    }
}
