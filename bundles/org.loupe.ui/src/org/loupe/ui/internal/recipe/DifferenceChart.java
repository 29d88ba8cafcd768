package org.loupe.ui.internal.recipe;

import java.util.function.DoubleConsumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.loupe.engine.Schema.Field;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Words;

/**
 * How much of what is in sight differs by how many grey levels, with the step's limit as a line that can be dragged.
 * What is above the limit is coloured. A drag is one change, told when it ends; while it lasts {@code moving} is told.
 */
final class DifferenceChart extends Canvas {
    private static final int PAD = 12, HEAD = 22, FOOT = 18, PLOT = 62, NEAR = 6;

    private final DoubleConsumer moving, moved;
    private Thumbs.Histogram histogram;
    private Field field;
    private double limit;
    private boolean dragging;

    /**
     * @param moving told while the line is dragged
     * @param moved  told when it is let go, or moved by a key
     */
    DifferenceChart(Composite parent, DoubleConsumer moving, DoubleConsumer moved) {
        super(parent, SWT.DOUBLE_BUFFERED);
        this.moving = moving;
        this.moved = moved;
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.MouseDown, e -> {
            if (e.button == 1 && histogram != null && e.y > HEAD) {
                setFocus();
                dragging = true;
                drag(e);
            }
        });
        addListener(SWT.MouseMove, e -> {
            boolean near = dragging || histogram != null && Math.abs(e.x - place(limit)) <= NEAR;
            setCursor(near ? getDisplay().getSystemCursor(SWT.CURSOR_SIZEWE) : null);
            if (dragging)
                drag(e);
        });
        addListener(SWT.MouseUp, e -> {
            if (dragging) {
                dragging = false;
                moved.accept(limit);
            }
        });
        addListener(SWT.KeyDown, e -> {
            int by = e.keyCode == SWT.ARROW_LEFT ? -1 : e.keyCode == SWT.ARROW_RIGHT ? 1 : 0;
            if (by != 0 && field != null) {
                limit = limited(limit + by * ((e.stateMask & SWT.SHIFT) != 0 ? 10 : 1));
                redraw();
                moved.accept(limit);
            }
        });
        addListener(SWT.Traverse, e -> e.doit = e.detail != SWT.TRAVERSE_ARROW_NEXT
                && e.detail != SWT.TRAVERSE_ARROW_PREVIOUS);
        addListener(SWT.FocusIn, e -> redraw());
        addListener(SWT.FocusOut, e -> redraw());
        Palette.onChange(this, this::redraw);
    }

    /** Shows a histogram, with the value of the field that limits it. */
    void show(Thumbs.Histogram shown, Field limitedBy, double value) {
        histogram = shown;
        field = limitedBy;
        if (!dragging)
            limit = value;
        redraw();
    }

    private void drag(Event e) {
        limit = limited(Math.round((double) (e.x - PAD) / Math.max(1, plotWidth()) * range()));
        redraw();
        moving.accept(limit);
    }

    private double limited(double value) {
        return Math.max(field.min(), Math.min(field.max(), value));
    }

    private int plotWidth() {
        return getClientArea().width - 2 * PAD;
    }

    /** The highest level that is drawn: where hardly anything is left, but beyond the limit. */
    private double range() {
        long[] counts = histogram.counts();
        int last = counts.length - 1;
        while (last > 0 && counts[last] == 0)
            last--;
        double wide = (double) histogram.end() / counts.length;
        double most = Math.max((last + 1) * wide, Math.min(histogram.end(), limit * 1.5));
        double nice = wide * 10;
        return Math.min(histogram.end(), Math.ceil(most / nice) * nice);
    }

    private int place(double level) {
        return PAD + (int) Math.round(Math.min(1, level / range()) * plotWidth());
    }

    @Override
    public Point computeSize(int wHint, int hHint, boolean changed) {
        return new Point(wHint == SWT.DEFAULT ? 300 : wHint, HEAD + PLOT + FOOT + 8);
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(area);
        if (histogram == null)
            return;
        gc.setAntialias(SWT.ON);
        head(gc, area.width);
        bars(gc);
        int foot = HEAD + PLOT, x = place(limit);
        gc.setForeground(Palette.color(Token.FIELD_LINE));
        gc.drawLine(PAD, foot, PAD + plotWidth(), foot);
        gc.setFont(Palette.font(Type.SMALL));
        gc.setForeground(Palette.color(Token.TEXT2));
        String end = Words.get("chart.level", range()), here = Words.number(limit, limit == Math.rint(limit) ? 0 : 1);
        int endLeft = PAD + plotWidth() - gc.textExtent(end).x, hereWide = gc.textExtent(here).x;
        int hereLeft = Math.max(PAD, Math.min(PAD + plotWidth() - hereWide, x - hereWide / 2));
        if (hereLeft > PAD + gc.textExtent("0").x + 4)
            gc.drawText("0", PAD, foot + 2, true);
        if (hereLeft + hereWide + 4 < endLeft)
            gc.drawText(end, endLeft, foot + 2, true);
        gc.setForeground(Palette.color(Token.ACCENT));
        gc.drawText(here, hereLeft, foot + 2, true);
        gc.setLineWidth(2);
        gc.drawLine(x, HEAD - 2, x, foot);
        gc.setLineWidth(1);
        if (isFocusControl())
            gc.drawRectangle(2, 1, area.width - 5, area.height - 3);
    }

    private void head(GC gc, int width) {
        gc.setFont(Palette.font(Type.STRONG));
        gc.setForeground(Palette.color(Token.TEXT));
        String title = Words.get("chart.difference");
        gc.drawText(title, PAD, 2, true);
        int left = PAD + gc.textExtent(title).x + 6;
        gc.setFont(Palette.font(Type.SMALL));
        gc.setForeground(Palette.color(Token.TEXT2));
        gc.drawText(Words.get("chart.log"), left, 3, true);
        String share = Words.get("chart.above", Words.number(100 * histogram.above(limit), 2),
                Words.number(limit, limit == Math.rint(limit) ? 0 : 1));
        gc.drawText(share, width - PAD - gc.textExtent(share).x, 3, true);
    }

    private void bars(GC gc) {
        long[] counts = histogram.counts();
        int width = plotWidth(), columns = Math.max(1, width / 4);
        double range = range(), perBin = (double) histogram.end() / counts.length;
        double[] heights = new double[columns];
        double most = 1;
        for (int i = 0; i < counts.length && i * perBin < range; i++) {
            int column = Math.min(columns - 1, (int) (i * perBin / range * columns));
            heights[column] += counts[i];
            most = Math.max(most, heights[column]);
        }
        Color below = Palette.color(Token.DISABLED), above = Palette.classFill(0);
        for (int c = 0; c < columns; c++) {
            if (heights[c] == 0)
                continue;
            int high = Math.max(1, (int) Math.round(Math.log1p(heights[c]) / Math.log1p(most) * PLOT));
            int left = PAD + c * width / columns, right = PAD + (c + 1) * width / columns;
            gc.setBackground((c + 0.5) * range / columns > limit ? above : below);
            gc.fillRectangle(left, HEAD + PLOT - high, Math.max(1, right - left - 1), high);
        }
    }
}
