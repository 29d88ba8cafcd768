package org.loupe.ui.viewer.internal;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.ui.services.IServiceLocator;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.ToolButton;
import org.loupe.ui.ToolButton.Look;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.Histogram;
import org.loupe.ui.viewer.Tone;

/**
 * How often each value occurs in the image, with handles for black, white and gamma between them. Floats over a corner
 * of the image and stays until it is closed; nothing waits for it.
 */
final class LevelStrip extends Composite {
    private static final int WIDTH = 332, PLOT = 92, MARGIN = 12, HANDLE = 7, NEAR = 12;

    private final Toning toning;
    private final Canvas plot;
    private final ToolRow row;
    private int held = -1;

    LevelStrip(Composite parent, Toning toning, IServiceLocator site) {
        super(parent, SWT.DOUBLE_BUFFERED);
        this.toning = toning;
        GridLayoutFactory.fillDefaults().margins(1, 1).spacing(0, 0).applyTo(this);
        addListener(SWT.Paint, e -> {
            e.gc.setForeground(Palette.color(Token.LINE));
            e.gc.drawRectangle(0, 0, getSize().x - 1, getSize().y - 1);
        });
        plot = new Canvas(this, SWT.DOUBLE_BUFFERED);
        GridDataFactory.fillDefaults().hint(WIDTH, PLOT + 34).grab(true, true).applyTo(plot);
        plot.setData("name", Words.get("viewer.histogram"));
        plot.addListener(SWT.Paint, e -> paint(e.gc));
        plot.addListener(SWT.MouseDown, this::press);
        plot.addListener(SWT.MouseMove, this::drag);
        plot.addListener(SWT.MouseUp, e -> held = -1);
        plot.addListener(SWT.MouseDoubleClick, e -> toning.reset());
        row = new ToolRow(this, site).fillWidth().plain();
        row.command("org.loupe.ui.viewer.autoLevel", "contrast", Words.get("viewer.auto"));
        row.add(new ToolButton(row, "reset", Words.get("viewer.resetLevel"), Look.FLAT, toning::reset));
        row.spring();
        row.add(new ToolButton(row, "", Words.get("viewer.forImage"), Look.FLAT, () -> scope(false))
                .toggled(() -> !toning.forSet())).setToolTipText(Words.get("viewer.forImageTip"));
        row.add(new ToolButton(row, "", Words.get("viewer.forSet"), Look.FLAT, () -> scope(true))
                .toggled(toning::forSet)).setToolTipText(Words.get("viewer.forSetTip"));
        toning.listen(() -> {
            if (!isDisposed() && isVisible())
                refresh();
        });
        Palette.onChange(this, this::refresh);
    }

    private void scope(boolean set) {
        toning.forSet(set);
        refresh();
    }

    /** Shows the state of the tone. */
    void refresh() {
        if (toning.histogram().isEmpty())
            toning.count();
        plot.redraw();
        for (var child : row.getChildren())
            child.redraw();
    }

    private Rectangle area() {
        return new Rectangle(MARGIN, 8, plot.getClientArea().width - 2 * MARGIN, PLOT - 8);
    }

    /** What the plot spans: all values that occur, and black and white. */
    private double[] span() {
        Tone tone = toning.tone().orElse(null);
        Histogram h = toning.histogram().orElse(null);
        double from = h != null ? h.from() : tone.low(), to = h != null ? h.to() : tone.high();
        return new double[] { tone == null ? from : Math.min(from, tone.low()),
                tone == null ? to : Math.max(to, tone.high()) };
    }

    private int place(double value) {
        double[] span = span();
        Rectangle area = area();
        return area.x + (int) Math.round((value - span[0]) / (span[1] - span[0]) * area.width);
    }

    private int[] handles(Tone tone) {
        double middle = tone.low() + (tone.high() - tone.low()) * Math.pow(0.5, tone.gamma());
        return new int[] { place(tone.low()), place(middle), place(tone.high()) };
    }

    private void press(Event e) {
        Tone tone = toning.tone().orElse(null);
        if (e.button != 1 || tone == null)
            return;
        int[] at = handles(tone);
        held = -1;
        int nearest = NEAR;
        for (int i : new int[] { 1, 0, 2 })
            if (Math.abs(e.x - at[i]) < nearest) {
                nearest = Math.abs(e.x - at[i]);
                held = i;
            }
        drag(e);
    }

    private void drag(Event e) {
        Tone tone = toning.tone().orElse(null);
        if (held < 0 || tone == null)
            return;
        Rectangle area = area();
        double[] span = span();
        double value = span[0] + (span[1] - span[0]) * Math.max(0, Math.min(1, (double) (e.x - area.x) / area.width));
        double least = (span[1] - span[0]) / 255;
        switch (held) {
            case 0 -> toning.tone(tone.range(Math.min(value, tone.high() - least), tone.high()));
            case 2 -> toning.tone(tone.range(tone.low(), Math.max(value, tone.low() + least)));
            default -> {
                double share = (value - tone.low()) / (tone.high() - tone.low());
                toning.tone(tone.gamma(Math.log(Math.max(0.01, Math.min(0.99, share))) / Math.log(0.5)));
            }
        }
    }

    private void paint(GC gc) {
        Rectangle all = plot.getClientArea(), area = area();
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(all);
        gc.setAntialias(SWT.ON);
        gc.setFont(Palette.font(Type.SMALL));
        Tone tone = toning.tone().orElse(null);
        if (tone == null)
            return;
        toning.histogram().ifPresent(h -> bars(gc, h, tone, area));
        gc.setForeground(Palette.color(Token.LINE));
        gc.drawLine(area.x, area.y + area.height, area.x + area.width, area.y + area.height);
        curve(gc, tone, area);
        int[] at = handles(tone);
        for (int i = 0; i < 3; i++)
            handle(gc, at[i], area.y + area.height, i == 0 ? Palette.BLACK : i == 2 ? Palette.WHITE
                    : Palette.color(Token.TEXT2));
        int decimals = tone.high() - tone.low() < 10 ? 2 : 0, y = area.y + area.height + HANDLE + 6;
        gc.setForeground(Palette.color(Token.TEXT));
        String low = Words.number(tone.low(), decimals), high = Words.number(tone.high(), decimals);
        String gamma = Words.get("viewer.gamma", Words.number(tone.gamma(), 2));
        gc.drawText(low, area.x, y, true);
        gc.drawText(high, area.x + area.width - gc.textExtent(high).x, y, true);
        gc.setForeground(Palette.color(Token.TEXT2));
        gc.drawText(gamma, area.x + (area.width - gc.textExtent(gamma).x) / 2, y, true);
    }

    private void bars(GC gc, Histogram h, Tone tone, Rectangle area) {
        double most = Math.log1p(h.most());
        for (int bin = 0; bin < h.counts().length; bin++) {
            int left = place(h.value(bin)), right = Math.max(left + 1, place(h.value(bin + 1)));
            int high = (int) Math.round(Math.log1p(h.counts()[bin]) / most * (area.height - 4));
            boolean inside = h.value(bin) >= tone.low() && h.value(bin) <= tone.high();
            gc.setBackground(Palette.color(inside ? Token.TEXT2 : Token.LINE));
            gc.fillRectangle(left, area.y + area.height - high, right - left, high);
        }
    }

    /** From black to white as gamma bends it. */
    private void curve(GC gc, Tone tone, Rectangle area) {
        int left = place(tone.low()), right = Math.max(left + 1, place(tone.high())), steps = 32;
        int[] points = new int[2 * (steps + 1)];
        for (int i = 0; i <= steps; i++) {
            points[2 * i] = left + (right - left) * i / steps;
            points[2 * i + 1] = area.y + area.height
                    - (int) Math.round(Math.pow((double) i / steps, 1 / tone.gamma()) * area.height);
        }
        gc.setForeground(Palette.color(Token.ACCENT));
        gc.drawPolyline(points);
    }

    private static void handle(GC gc, int x, int y, org.eclipse.swt.graphics.Color fill) {
        int[] triangle = { x, y - 2, x - HANDLE + 1, y + HANDLE + 1, x + HANDLE - 1, y + HANDLE + 1 };
        gc.setBackground(fill);
        gc.fillPolygon(triangle);
        gc.setForeground(Palette.color(Token.TEXT2));
        gc.drawPolygon(triangle);
    }

    @Override
    public Point computeSize(int wHint, int hHint, boolean changed) {
        return new Point(WIDTH + 2, PLOT + 34 + 30 + 2);
    }
}
