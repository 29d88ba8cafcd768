package org.loupe.ui.viewer.internal;

import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.loupe.ui.DetectionId;
import org.loupe.ui.DetectionIds;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.Axis;
import org.loupe.ui.viewer.PlotCanvas;

/**
 * Two features against each other: a dot for each detection, or their density if there are many; a rubber band or a
 * lasso selects, and the selected ones show as dots in the accent colour.
 */
public final class ScatterView extends PlotView {
    private static final int REACH = 6;

    private PointPicture picture;
    private Image image;
    private Chart chart;
    private boolean zoomed;

    @Override
    String name() {
        return "scatter";
    }

    @Override
    boolean twoColumns() {
        return true;
    }

    @Override
    String usual(boolean vertical) {
        return vertical ? "score" : run() == null || run().features().contains("area_um2") ? "area_um2" : "area_px";
    }

    @Override
    PlotCanvas canvas(Composite parent) {
        chart = new Chart(parent);
        chart.addDisposeListener(e -> clear());
        return chart;
    }

    @Override
    void dataChanged(boolean whole) {
        zoomed &= !whole;
        if (!zoomed)
            chart.axes(padded(whole(false)), padded(whole(true)));
        render();
    }

    /** Room for half a dot at the edges. */
    private static Axis padded(Axis axis) {
        return axis.part(-0.02, 1.02);
    }

    @Override
    void clear() {
        picture = null;
        if (image != null)
            image.dispose();
        image = null;
        say("");
    }

    @Override
    void render() {
        PlotData of = data();
        Axis x = chart.x(), y = chart.y();
        double scale = chart.getMonitor().getZoom() / 100.0;
        int width = Math.max(1, (int) Math.round(chart.plot().width * scale));
        int height = Math.max(1, (int) Math.round(chart.plot().height * scale));
        int kinds = coloured() ? Math.max(1, run().classes().size()) : 1;
        int[] colours = new int[kinds];
        for (int i = 0; i < kinds; i++)
            colours[i] = rgb(coloured() ? session().colours().foundStroke(i) : Palette.color(Token.TEXT2));
        PointPicture.Colours all = new PointPicture.Colours(colours, rgb(Palette.color(Token.ACCENT)));
        DetectionIds selection = session().selection();
        make(() -> PointPicture.of(of, x, y, width, height, scale, of.ranks(selection), all), this::show);
    }

    private static int rgb(Color colour) {
        return colour.getRed() << 16 | colour.getGreen() << 8 | colour.getBlue();
    }

    private void show(PointPicture made) {
        if (image != null)
            image.dispose();
        picture = made;
        image = new Image(chart.getDisplay(), made.pixels());
        String text = Words.get("plot.points", made.points());
        say(made.selected() == 0 ? text : text + " · " + Words.get("plot.selected", made.selected()));
        chart.redraw();
    }

    /** Number of points drawn, -1 until they are for the axes of now; for tests. */
    public int points() {
        return picture == null || !picture.axisX().equals(chart.x()) || !picture.axisY().equals(chart.y()) ? -1
                : picture.points();
    }

    /** Number of selected points drawn; for tests. */
    public int chosen() {
        return picture == null ? -1 : picture.selected();
    }

    private final class Chart extends PlotCanvas {
        Chart(Composite parent) {
            super(parent);
            gesture(Gesture.BAND);
        }

        @Override
        protected List<Key> legend() {
            return ScatterView.this.legend(i -> session().colours().foundStroke(i));
        }

        @Override
        protected String corner() {
            return ScatterView.this.corner();
        }

        @Override
        protected String emptyText() {
            return reason();
        }

        @Override
        protected String accessibleName() {
            return picture == null ? reason()
                    : Words.get("plot.accessibleScatter", y().label(), x().label(), picture.points());
        }

        /** The picture of the axes of then, stretched to those of now until the next one is there. */
        @Override
        protected void paintData(GC gc) {
            if (image != null) {
                int left = toX(picture.axisX().min()), right = toX(picture.axisX().max());
                int upper = toY(picture.axisY().max()), lower = toY(picture.axisY().min());
                if (right > left && lower > upper)
                    gc.drawImage(image, 0, 0, picture.pixels().width, picture.pixels().height, left, upper,
                            right - left + 1, lower - upper + 1);
            }
            double[] range = mark();
            if (range != null) {
                gc.setForeground(Palette.color(Token.ACCENT));
                gc.drawRectangle(toX(range[0]), toY(range[3]), toX(range[1]) - toX(range[0]),
                        toY(range[2]) - toY(range[3]));
            }
            session().hover().ifPresent(id -> ring(gc, id));
        }

        /** Where the detection lies that the pointer is over, in whichever part. */
        private void ring(GC gc, DetectionId id) {
            PlotData of = data();
            int rank = of == null ? -1 : of.listing().rankOf(DetectionIds.key(id));
            if (rank < 0 || Float.isNaN(of.x()[rank]) || Float.isNaN(of.y()[rank]))
                return;
            gc.setForeground(Palette.color(Token.TEXT));
            gc.setLineWidth(2);
            gc.drawOval(toX(of.x()[rank]) - 5, toY(of.y()[rank]) - 5, 10, 10);
        }

        private Point pixel(int x, int y) {
            double scale = picture.pixels().width / (double) Math.max(1, plot().width);
            return new Point((int) ((x - plot().x) * scale), (int) ((y - plot().y) * scale));
        }

        private int hit(Event e) {
            if (picture == null || !plot().contains(e.x, e.y) || !picture.axisX().equals(x()))
                return -1;
            Point at = pixel(e.x, e.y);
            return picture.hit(at.x, at.y, REACH);
        }

        @Override
        protected String readOut(double valueX, double valueY) {
            PlotData of = data();
            if (picture == null || of == null)
                return "";
            Point at = pixel(toX(valueX), toY(valueY));
            int many = picture.density(at.x, at.y);
            if (many > 1)
                return Words.get("plot.binCount", many);
            int rank = session().hover().map(id -> of.listing().rankOf(DetectionIds.key(id))).orElse(-1);
            if (rank < 0 || rank >= of.classes().length)
                return "";
            return run().classes().get(Math.min(run().classes().size() - 1, of.classes()[rank])) + "\n" + x().label()
                    + ": " + Words.number(of.x()[rank], columnX().decimals()) + "\n" + y().label() + ": "
                    + Words.number(of.y()[rank], columnY().decimals());
        }

        @Override
        protected void hover(Event e) {
            int rank = hit(e);
            session().hover(rank < 0 ? null : DetectionIds.id(data().listing().keyOfRank(rank)));
        }

        @Override
        protected void left() {
            session().hover(null);
        }

        @Override
        protected void click(Event e) {
            int rank = hit(e);
            PlotData of = data();
            if (of == null)
                return;
            mark(null);
            if (rank >= 0)
                select(() -> DetectionIds.of(DetectionIds.id(of.listing().keyOfRank(rank))), e.stateMask);
            else if ((e.stateMask & (SWT.MOD1 | SWT.SHIFT)) == 0)
                session().select(DetectionIds.NONE);
        }

        @Override
        protected void band(double fromX, double toX, double fromY, double toY, Event e) {
            PlotData of = data();
            if (of == null)
                return;
            double[] range = { rounded(fromX, false), rounded(toX, true), rounded(fromY, false), rounded(toY, true) };
            mark(range);
            select(() -> of.in(range[0], range[1], range[2], range[3]), e.stateMask);
        }

        @Override
        protected void lasso(double[] valuesX, double[] valuesY, Event e) {
            PlotData of = data();
            if (of == null)
                return;
            Axis x = x(), y = y();
            mark(null);
            select(() -> of.in(x, y, valuesX, valuesY), e.stateMask);
        }

        @Override
        protected void zoom(double valueX, double valueY, double factor) {
            if (data() == null)
                return;
            zoomed = true;
            axes(x().zoom(valueX, factor), y().zoom(valueY, factor));
            render();
        }

        @Override
        protected void pan(double shareX, double shareY) {
            if (data() == null)
                return;
            zoomed = true;
            axes(x().part(shareX, 1 + shareX), y().part(shareY, 1 + shareY));
            render();
        }

        @Override
        protected boolean key(Event e) {
            if (e.keyCode == SWT.ESC && mark() != null) {
                mark(null);
                return true;
            }
            double x = e.keyCode == SWT.ARROW_LEFT ? -0.1 : e.keyCode == SWT.ARROW_RIGHT ? 0.1 : 0;
            double y = e.keyCode == SWT.ARROW_DOWN ? -0.1 : e.keyCode == SWT.ARROW_UP ? 0.1 : 0;
            if (x != 0 || y != 0)
                pan(x, y);
            return x != 0 || y != 0;
        }
    }
}
