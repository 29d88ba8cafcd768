package org.loupe.ui.viewer.internal.clusters;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.loupe.engine.clustering.Projection;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Words;
import org.loupe.ui.internal.recipe.Drawing;
import org.loupe.ui.viewer.Axis;
import org.loupe.ui.viewer.PlotCanvas;
import org.loupe.ui.viewer.internal.Latest;
import org.loupe.ui.viewer.internal.PointPicture;

/**
 * Crops as points in a plane: alike ones lie together. Dots in the colour of their cluster, crosses for outliers, the
 * density above {@link PointPicture#MOST_DOTS} points; a lasso selects. UI thread; what is drawn is made off it.
 */
public final class EmbeddingCanvas extends PlotCanvas {
    private static final int REACH = 6, CROSS = 4, MOST_CROSSES = 3000, MOST_NAMES = 24, MOST_LETTERS = 40;

    /**
     * What is drawn.
     *
     * @param of     place of each row in {@code names} and {@code colours}, below 0 for none
     * @param names  of what rows belong to
     * @param colour of it, 0xRRGGBB
     * @param bold   whether its name is written at its middle
     * @param crosses whether rows of none are outliers
     */
    record Look(int[] of, List<String> names, int[] colour, boolean[] bold, boolean crosses) {
    }

    private record Made(PointPicture picture, CropPoints points, float[][] middles, Look look) {
    }

    private final ClusterDesk desk;
    private final Latest worker;
    private Projection projection;
    private Look look;
    private Made made;
    private Image image;
    private String empty = "";
    private double[] lassoX, lassoY;
    private boolean pans;
    private Point last;

    EmbeddingCanvas(Composite parent, ClusterDesk desk) {
        super(parent);
        this.desk = desk;
        worker = new Latest(this, "Loupe embedding");
        gesture(Gesture.LASSO);
        addListener(SWT.Resize, e -> render());
        addListener(SWT.Dispose, e -> drop());
        Palette.onChange(this, this::render);
    }

    private void drop() {
        if (image != null)
            image.dispose();
        image = null;
        made = null;
    }

    /** Shows crops where a projection puts them, or with {@code null} none. @param why none are shown */
    void show(Projection placed, Look shown, String why) {
        boolean other = placed != projection;
        projection = placed;
        look = shown;
        empty = why;
        if (other) {
            lassoX = null;
            drop();
            fit();
        }
        render();
    }

    /** Draws other colours. */
    void look(Look shown) {
        look = shown;
        render();
    }

    /** Whether the left button moves the plot instead of drawing a lasso. */
    void pans(boolean on) {
        pans = on;
        gesture(on ? Gesture.NONE : Gesture.LASSO);
    }

    /** Shows all points. */
    void fit() {
        if (projection == null)
            return;
        float[] x = range(projection.x()), y = range(projection.y());
        axes(Axis.around("", x[0], x[1], false).part(-0.06, 1.06), Axis.around("", y[0], y[1], false).part(-0.08,
                1.08));
        render();
    }

    private static float[] range(float[] values) {
        float low = Float.POSITIVE_INFINITY, high = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        return new float[] { low, high };
    }

    /** Shows more or less. */
    void zoom(int notches) {
        zoom((x().min() + x().max()) / 2, (y().min() + y().max()) / 2, Math.pow(1.25, notches));
    }

    private void render() {
        if (projection == null || look == null || look.of.length != projection.x().length || isDisposed()) {
            worker.forget();
            redraw();
            return;
        }
        Axis x = x(), y = y();
        Projection of = projection;
        Look shown = look;
        double scale = getMonitor().getZoom() / 100.0;
        int width = Math.max(1, (int) Math.round(plot().width * scale));
        int height = Math.max(1, (int) Math.round(plot().height * scale));
        int plain = rgb(Palette.color(Token.TEXT2)), accent = rgb(Palette.color(Token.ACCENT));
        BitSet selected = (BitSet) desk.selection().rows().clone();
        worker.ask(unwanted -> {
            long outliers = 0;
            for (int group : shown.of)
                outliers += group < 0 ? 1 : 0;
            CropPoints points = CropPoints.of(of.x(), of.y(), shown.of, shown.colour, plain,
                    shown.crosses && outliers <= MOST_CROSSES);
            PointPicture picture = PointPicture.of(points, x, y, width, height, scale, selected,
                    new PointPicture.Colours(points.colours(), accent));
            return new Made(picture, points, CropPoints.middles(of.x(), of.y(), shown.of, shown.names.size()), shown);
        }, this::take);
    }

    private void take(Made now) {
        drop();
        made = now;
        image = new Image(getDisplay(), now.picture.pixels());
        redraw();
    }

    private static int rgb(Color colour) {
        return colour.getRed() << 16 | colour.getGreen() << 8 | colour.getBlue();
    }

    /** The selection has changed: draws it. @param byLasso whether it was made here */
    void selected(boolean byLasso) {
        if (!byLasso)
            lassoX = null;
        render();
    }

    /** Number of points that are drawn, -1 until they are; for tests. */
    public int points() {
        return made == null ? -1 : made.picture.points();
    }

    /** Whether their density is drawn, for tests. */
    public boolean dense() {
        return made != null && made.picture.cells() != null;
    }

    /** Where a crop is drawn, for tests. */
    public Point place(int row) {
        return new Point(toX(projection.x()[row]), toY(projection.y()[row]));
    }

    // ---- painting

    @Override
    protected boolean scaled() {
        return false;
    }

    @Override
    protected String emptyText() {
        return projection == null ? empty : "";
    }

    @Override
    protected String accessibleName() {
        return projection == null ? empty : Words.get("embedding.accessible", projection.x().length);
    }

    @Override
    protected void paintData(GC gc) {
        lasso(gc);
        if (image == null)
            return;
        PointPicture picture = made.picture;
        int left = toX(picture.axisX().min()), right = toX(picture.axisX().max());
        int upper = toY(picture.axisY().max()), lower = toY(picture.axisY().min());
        if (right > left && lower > upper)
            gc.drawImage(image, 0, 0, picture.pixels().width, picture.pixels().height, left, upper, right - left + 1,
                    lower - upper + 1);
        crosses(gc);
        names(gc);
        int hover = desk.hover();
        if (hover >= 0 && hover < projection.x().length) {
            gc.setForeground(Palette.color(Token.TEXT));
            gc.setLineWidth(2);
            gc.drawOval(toX(projection.x()[hover]) - 5, toY(projection.y()[hover]) - 5, 10, 10);
        }
    }

    private void lasso(GC gc) {
        if (lassoX == null)
            return;
        int[] line = new int[lassoX.length * 2];
        for (int i = 0; i < lassoX.length; i++) {
            line[2 * i] = toX(lassoX[i]);
            line[2 * i + 1] = toY(lassoY[i]);
        }
        gc.setBackground(Palette.color(Token.ACCENT_BG));
        gc.fillPolygon(line);
        gc.setForeground(Palette.color(Token.ACCENT));
        gc.setLineStyle(SWT.LINE_DASH);
        gc.drawPolygon(line);
        gc.setLineStyle(SWT.LINE_SOLID);
    }

    private void crosses(GC gc) {
        boolean[] apart = made.points.apart();
        gc.setForeground(Palette.color(Token.TEXT));
        BitSet selected = desk.selection().rows();
        for (int row = 0; row < apart.length; row++)
            if (apart[row]) {
                int x = toX(projection.x()[row]), y = toY(projection.y()[row]);
                gc.setForeground(Palette.color(selected.get(row) ? Token.ACCENT : Token.TEXT));
                gc.setLineWidth(selected.get(row) ? 2 : 1);
                gc.drawLine(x - CROSS, y - CROSS, x + CROSS, y + CROSS);
                gc.drawLine(x - CROSS, y + CROSS, x + CROSS, y - CROSS);
            }
        gc.setLineWidth(1);
    }

    /** The names above the middles of what has one, as far as they do not hide each other. */
    private void names(GC gc) {
        List<Rectangle> taken = new ArrayList<>();
        gc.setFont(Palette.font(Type.STRONG));
        for (int i = 0, shown = 0; i < made.middles.length && shown < MOST_NAMES; i++) {
            if (!made.look.bold[i] || Float.isNaN(made.middles[i][0]))
                continue;
            String name = Drawing.shorten(gc, made.look.names.get(i), Math.max(60, getClientArea().width / 3));
            Point size = gc.textExtent(name);
            Rectangle place = new Rectangle(toX(made.middles[i][0]) - size.x / 2,
                    toY(made.middles[i][1]) - size.y - 14, size.x, size.y);
            place.x = Math.max(4, Math.min(getClientArea().width - size.x - 4, place.x));
            place.y = Math.max(4, place.y);
            if (taken.stream().anyMatch(place::intersects))
                continue;
            taken.add(place);
            shown++;
            gc.setForeground(Palette.color(Token.PART));
            for (int dx = -1; dx <= 1; dx++)
                for (int dy = -1; dy <= 1; dy++)
                    gc.drawText(name, place.x + dx, place.y + dy, true);
            gc.setForeground(Palette.color(Token.TEXT));
            gc.drawText(name, place.x, place.y, true);
        }
    }

    // ---- gestures

    private int hit(Event e) {
        if (made == null || !plot().contains(e.x, e.y) || !made.picture.axisX().equals(x()))
            return -1;
        double scale = made.picture.pixels().width / (double) Math.max(1, plot().width);
        int row = made.picture.hit((int) ((e.x - plot().x) * scale), (int) ((e.y - plot().y) * scale), REACH);
        boolean[] apart = made.points.apart();
        for (int i = 0; i < apart.length && row < 0; i++)
            if (apart[i] && Math.abs(toX(projection.x()[i]) - e.x) <= CROSS
                    && Math.abs(toY(projection.y()[i]) - e.y) <= CROSS)
                row = i;
        return row;
    }

    @Override
    protected String readOut(double valueX, double valueY) {
        int row = desk.hover();
        if (made == null || row < 0 || row >= look.of.length)
            return "";
        int of = look.of[row];
        String name = of < 0 ? Words.get("clusters.noCluster") : look.names.get(of);
        return (name.length() > MOST_LETTERS ? name.substring(0, MOST_LETTERS) + "…" : name) + "\n"
                + desk.crop(row).name();
    }

    @Override
    protected void hover(Event e) {
        desk.hover(hit(e));
    }

    @Override
    protected void left() {
        desk.hover(-1);
    }

    @Override
    protected void click(Event e) {
        int row = hit(e);
        lassoX = null;
        if (row >= 0)
            desk.choose(new int[] { row }, (e.stateMask & SWT.MOD1) != 0);
        else if ((e.stateMask & (SWT.MOD1 | SWT.SHIFT)) == 0)
            desk.choose(null);
    }

    @Override
    protected void lasso(double[] valuesX, double[] valuesY, Event e) {
        if (made == null)
            return;
        lassoX = valuesX;
        lassoY = valuesY;
        Axis x = x(), y = y();
        BitSet rows = (e.stateMask & SWT.MOD1) != 0 ? (BitSet) desk.selection().rows().clone() : new BitSet();
        made.points.whole().within(x, y, valuesX, valuesY, rows::set);
        desk.lasso(rows);
    }

    @Override
    protected void zoom(double valueX, double valueY, double factor) {
        if (projection == null)
            return;
        axes(x().zoom(valueX, factor), y().zoom(valueY, factor));
        render();
    }

    @Override
    protected void pan(double shareX, double shareY) {
        if (projection == null)
            return;
        axes(x().part(shareX, 1 + shareX), y().part(shareY, 1 + shareY));
        render();
    }

    @Override
    protected boolean press(Event e) {
        last = pans ? new Point(e.x, e.y) : null;
        return pans;
    }

    @Override
    protected void drag(Event e) {
        pan((last.x - e.x) / (double) plot().width, (e.y - last.y) / (double) plot().height);
        last = new Point(e.x, e.y);
    }

    @Override
    protected void release(Event e) {
        last = null;
    }

    @Override
    protected boolean key(Event e) {
        double x = e.keyCode == SWT.ARROW_LEFT ? -0.1 : e.keyCode == SWT.ARROW_RIGHT ? 0.1 : 0;
        double y = e.keyCode == SWT.ARROW_DOWN ? -0.1 : e.keyCode == SWT.ARROW_UP ? 0.1 : 0;
        if (x != 0 || y != 0)
            pan(x, y);
        return x != 0 || y != 0;
    }
}
