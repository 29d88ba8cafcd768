package org.loupe.ui.viewer.internal;

import java.util.BitSet;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.loupe.ui.DetectionIds;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.Axis;
import org.loupe.ui.viewer.PlotCanvas;

/** How the values of a feature spread: click or drag selects detections, which show in the accent colour. */
public final class HistogramView extends PlotView {
    private static final int BAR = 7, FEWEST = 10, MOST = 120, FADE = 200;
    private static final double FOOT = 0.7;

    private Bins bins;
    private Chart chart;
    private boolean zoomed;

    @Override
    String name() {
        return "histogram";
    }

    @Override
    boolean twoColumns() {
        return false;
    }

    @Override
    String usual(boolean vertical) {
        return "score";
    }

    @Override
    PlotCanvas canvas(Composite parent) {
        chart = new Chart(parent);
        return chart;
    }

    @Override
    void dataChanged(boolean whole) {
        zoomed &= !whole;
        if (!zoomed)
            chart.axes(whole(false), chart.y());
        render();
    }

    @Override
    void clear() {
        bins = null;
        say("");
    }

    @Override
    void render() {
        PlotData of = data();
        Axis axis = chart.x();
        int number = Math.max(FEWEST, Math.min(MOST, chart.plot().width / BAR));
        int classes = coloured() ? run().classes().size() : 1;
        DetectionIds selection = session().selection();
        make(() -> {
            BitSet chosen = of.ranks(selection);
            return Bins.of(of, axis, number, classes, chosen);
        }, this::show);
    }

    private void show(Bins made) {
        bins = made;
        double top = Math.max(1, made.most() * 1.04);
        chart.axes(chart.x(), logarithmic(true) ? new Axis(Words.get("plot.count"), FOOT, Math.max(2, top * 1.3), true)
                : new Axis(Words.get("plot.count"), 0, top));
        String text = Words.get("plot.binCount", made.shown());
        say(made.unknown() == 0 ? text : text + " · " + Words.get("plot.unknown", made.unknown()));
    }

    /** The bars, or {@code null} until they are counted; for tests. */
    public int bars() {
        return bins == null ? -1 : bins.shown();
    }

    private final class Chart extends PlotCanvas {
        Chart(Composite parent) {
            super(parent);
            gesture(Gesture.RANGE);
        }

        @Override
        protected List<Key> legend() {
            return HistogramView.this.legend(i -> session().colours().found(i));
        }

        @Override
        protected String corner() {
            return HistogramView.this.corner();
        }

        @Override
        protected String emptyText() {
            return reason();
        }

        @Override
        protected String accessibleName() {
            return bins == null ? reason() : Words.get("plot.accessibleHistogram", bins.axis().label(), bins.shown(),
                    x().text(x().min()), x().text(x().max()));
        }

        @Override
        protected String readOut(double valueX, double valueY) {
            int bin = bins == null ? -1 : bins.bin(valueX);
            if (bin < 0)
                return "";
            String text = Words.get("plot.bin", bins.axis().text(bins.edge(bin)), bins.axis().text(bins.edge(bin + 1)))
                    + "\n" + Words.get("plot.binCount", bins.count(bin));
            return bins.selected()[bin] == 0 ? text
                    : text + "\n" + Words.get("plot.binSelected", bins.selected()[bin]);
        }

        @Override
        protected void paintData(GC gc) {
            if (bins == null)
                return;
            gc.setAntialias(SWT.OFF);
            Color grey = Palette.mix(Palette.color(Token.TEXT2), Palette.color(Token.PART), 0.3);
            int foot = plot().y + plot().height;
            long chosen = 0;
            for (int bin = 0; bin < bins.size(); bin++)
                chosen += bins.selected()[bin];
            boolean faded = chosen > bins.shown() / FADE; // one of many must not grey out all the others
            for (int bin = 0; bin < bins.size(); bin++) {
                int left = toX(bins.edge(bin)), wide = Math.max(1, toX(bins.edge(bin + 1)) - left - 1);
                int sum = 0, under = foot;
                for (int kind = 0; kind < bins.counts().length; kind++) {
                    int count = bins.counts()[kind][bin];
                    if (count == 0)
                        continue;
                    sum += count;
                    int upper = Math.min(under - 1, toY(sum));
                    gc.setBackground(bins.counts().length == 1 ? grey : session().colours().found(kind));
                    gc.setAlpha(faded ? 110 : 255);
                    gc.fillRectangle(left, upper, wide, under - upper);
                    under = upper;
                }
                gc.setAlpha(255);
                if (bins.selected()[bin] > 0) {
                    int upper = Math.min(foot - 2, toY(bins.selected()[bin]));
                    gc.setBackground(Palette.color(Token.ACCENT));
                    gc.fillRectangle(left, upper, wide, foot - upper);
                }
            }
            marked(gc);
        }

        private void marked(GC gc) {
            double[] range = mark();
            if (range == null)
                return;
            int left = toX(range[0]), right = toX(range[1]);
            gc.setBackground(Palette.color(Token.ACCENT));
            gc.setAlpha(24);
            gc.fillRectangle(left, plot().y, right - left, plot().height);
            gc.setAlpha(255);
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.drawLine(left, plot().y, left, plot().y + plot().height);
            gc.drawLine(right, plot().y, right, plot().y + plot().height);
        }

        @Override
        protected void click(Event e) {
            int bin = bins == null ? -1 : bins.bin(valueX(e.x));
            if (bin >= 0)
                choose(bins.edge(bin), bins.edge(bin + 1), e.stateMask);
        }

        @Override
        protected void band(double fromX, double toX, double fromY, double toY, Event e) {
            choose(fromX, toX, e.stateMask);
        }

        private void choose(double from, double to, int modifiers) {
            PlotData of = data();
            if (of == null)
                return;
            double low = rounded(from, false), high = rounded(to, true);
            mark(new double[] { low, high, 0, 0 });
            select(() -> of.in(low, high, 0, 0), modifiers);
        }

        @Override
        protected void zoom(double valueX, double valueY, double factor) {
            if (data() == null)
                return;
            zoomed = true;
            axes(x().zoom(valueX, factor), y());
            render();
        }

        @Override
        protected void pan(double shareX, double shareY) {
            if (data() == null)
                return;
            zoomed = true;
            axes(x().part(shareX, 1 + shareX), y());
            render();
        }

        @Override
        protected boolean key(Event e) {
            if (e.keyCode == SWT.ESC && mark() != null) {
                mark(null);
                return true;
            }
            if (bins == null || e.keyCode != SWT.ARROW_LEFT && e.keyCode != SWT.ARROW_RIGHT)
                return false;
            int step = e.keyCode == SWT.ARROW_RIGHT ? 1 : -1;
            int now = mark() == null ? step > 0 ? -1 : bins.size()
                    : bins.bin((mark()[0] + mark()[1]) / 2);
            int next = Math.max(0, Math.min(bins.size() - 1, now + step));
            choose(bins.edge(next), bins.edge(next + 1), e.stateMask & SWT.MOD1);
            return true;
        }
    }
}
