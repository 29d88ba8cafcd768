package org.loupe.ui;

import java.util.function.DoubleConsumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.loupe.ui.Palette.Token;

/**
 * A slider for any numbers, with a tick at the default. A drag is one change, told when the button is let go; while it
 * lasts, {@code moving} is told. Wide ranges are logarithmic.
 */
public final class Slider extends Canvas {
    private static final int KNOB = 12, MARGIN = 7;
    private static final double WIDE = 1000;

    /** How values are spread over the length. */
    private enum Scale {
        LINEAR, LOG, LOG_FROM_ZERO
    }

    private double min, max, step, tick;
    private Scale scale;
    private final DoubleConsumer moving, moved;
    private double value;
    private boolean dragging;

    /**
     * @param step   values are rounded to multiples of it, counted from {@code min}
     * @param tick   where the default is
     * @param moving told while the knob is dragged
     * @param moved  told when it is let go, or moved by a key
     */
    public Slider(Composite parent, double min, double max, double step, double tick, DoubleConsumer moving,
            DoubleConsumer moved) {
        super(parent, SWT.DOUBLE_BUFFERED);
        this.moving = moving;
        this.moved = moved;
        range(min, max, step, tick);
        value = tick;
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.MouseDown, e -> {
            if (e.button == 1) {
                setFocus();
                dragging = true;
                drag(e);
            }
        });
        addListener(SWT.MouseMove, e -> {
            if (dragging)
                drag(e);
        });
        addListener(SWT.MouseUp, e -> {
            if (dragging) {
                dragging = false;
                moved.accept(value);
            }
        });
        addListener(SWT.FocusIn, e -> redraw());
        addListener(SWT.FocusOut, e -> redraw());
        addListener(SWT.KeyDown, this::key);
        addListener(SWT.Traverse, e -> {
            if (e.detail == SWT.TRAVERSE_ARROW_NEXT || e.detail == SWT.TRAVERSE_ARROW_PREVIOUS)
                e.doit = false;
        });
        Palette.onChange(this, this::redraw);
        Parts.accessible(this, ACC.ROLE_SLIDER, () -> String.valueOf(value));
    }

    /** Goes over another range; parameters as in the constructor. */
    public void range(double from, double to, double notch, double mark) {
        min = from;
        max = to;
        step = notch;
        tick = mark;
        scale = min > 0 && max / min >= WIDE ? Scale.LOG
                : min == 0 && step > 0 && max / step >= WIDE ? Scale.LOG_FROM_ZERO : Scale.LINEAR;
        redraw();
    }

    /** Shows a value; one outside the range stands at its end. */
    public void value(double shown) {
        if (!dragging && shown != value) {
            value = shown;
            redraw();
        }
    }

    private void key(Event e) {
        int notches = switch (e.keyCode) {
            case SWT.ARROW_LEFT, SWT.ARROW_DOWN -> -1;
            case SWT.ARROW_RIGHT, SWT.ARROW_UP -> 1;
            case SWT.PAGE_UP -> 10;
            case SWT.PAGE_DOWN -> -10;
            default -> 0;
        };
        if (notches != 0) {
            int times = (e.stateMask & SWT.SHIFT) != 0 ? 10 : 1;
            value = round(value + notches * times * step);
            redraw();
            moved.accept(value);
        }
    }

    private void drag(Event e) {
        double share = (double) (e.x - MARGIN) / Math.max(1, getSize().x - 2 * MARGIN);
        share = Math.max(0, Math.min(1, share));
        value = round(switch (scale) {
            case LOG -> min * Math.pow(max / min, share);
            case LOG_FROM_ZERO -> step * Math.expm1(share * Math.log1p(max / step));
            case LINEAR -> min + share * (max - min);
        });
        redraw();
        moving.accept(value);
    }

    private double round(double v) {
        double rounded = step > 0 ? min + Math.round((v - min) / step) * step : v;
        rounded = Math.round(rounded * 1e6) / 1e6;
        return Math.max(min, Math.min(max, rounded));
    }

    private int place(double v) {
        double limited = Math.max(min, Math.min(max, v)), share = switch (scale) {
            case LOG -> Math.log(limited / min) / Math.log(max / min);
            case LOG_FROM_ZERO -> Math.log1p(limited / step) / Math.log1p(max / step);
            case LINEAR -> (limited - min) / (max - min);
        };
        return MARGIN + (int) Math.round(Math.max(0, Math.min(1, share)) * (getSize().x - 2 * MARGIN));
    }

    @Override
    public Point computeSize(int wHint, int hHint, boolean changed) {
        return new Point(wHint == SWT.DEFAULT ? 90 : wHint, hHint == SWT.DEFAULT ? 22 : hHint);
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        int middle = area.height / 2, knob = place(value), mark = place(tick);
        gc.setBackground(getParent().getBackground());
        gc.fillRectangle(area);
        gc.setAntialias(SWT.ON);
        gc.setBackground(Palette.color(Token.LINE));
        gc.fillRoundRectangle(MARGIN, middle - 1, area.width - 2 * MARGIN, 3, 3, 3);
        gc.setBackground(Palette.color(Token.ACCENT));
        gc.fillRoundRectangle(MARGIN, middle - 1, Math.max(0, knob - MARGIN), 3, 3, 3);
        gc.setForeground(Palette.color(Token.TEXT2));
        gc.drawLine(mark, middle - 5, mark, middle + 5);
        gc.setBackground(Palette.color(Token.FIELD));
        gc.fillOval(knob - KNOB / 2, middle - KNOB / 2, KNOB, KNOB);
        gc.setForeground(Palette.color(Token.ACCENT));
        gc.setLineWidth(2);
        gc.drawOval(knob - KNOB / 2, middle - KNOB / 2, KNOB, KNOB);
        gc.setLineWidth(1);
        if (isFocusControl())
            gc.drawOval(knob - KNOB / 2 - 3, middle - KNOB / 2 - 3, KNOB + 6, KNOB + 6);
    }
}
