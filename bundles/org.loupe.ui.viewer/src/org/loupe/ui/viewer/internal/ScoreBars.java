package org.loupe.ui.viewer.internal;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Words;

/** How many false and true boxes have which score, over the same axis as the curves above. */
final class ScoreBars extends Canvas {
    private static final int HIGH = 84, FOOT = 20, TOP = 4;

    private final Review review;
    private final LimitPlot plot;

    ScoreBars(Composite parent, Review review, LimitPlot plot) {
        super(parent, SWT.DOUBLE_BUFFERED);
        this.review = review;
        this.plot = plot;
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.MouseDown, e -> {
            if (e.button == 1)
                turn(e.x);
        });
        addListener(SWT.MouseMove, e -> {
            if ((e.stateMask & SWT.BUTTON1) != 0)
                turn(e.x);
        });
        Palette.onChange(this, this::redraw);
    }

    private void turn(int x) {
        if (review.judged().isPresent() && !review.sweep().on())
            review.set(Math.round(plot.valueX(x) * 100) / 100.0);
    }

    @Override
    public Point computeSize(int wHint, int hHint, boolean changed) {
        return new Point(wHint == SWT.DEFAULT ? 200 : wHint, hHint == SWT.DEFAULT ? HIGH : hHint);
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(area);
        Judged judged = review.judged().orElse(null);
        if (judged == null || review.sweep().on())
            return;
        gc.setAntialias(SWT.ON);
        gc.setFont(Palette.font(Type.SMALL));
        int base = area.height - FOOT, bins = Judged.BINS;
        Color good = Palette.mix(Palette.color(Token.TEXT2), Palette.color(Token.PART), 0.25);
        Color bad = Palette.classStroke(0);
        long most = 1;
        long[] sums = new long[2];
        for (int b = 0; b < bins; b++) {
            most = Math.max(most, judged.bins()[0][b] + judged.bins()[1][b]);
            sums[0] += judged.bins()[0][b];
            sums[1] += judged.bins()[1][b];
        }
        for (int b = 0; b < bins; b++) {
            double width = (judged.to() - judged.from()) / bins;
            int left = plot.toX(judged.from() + b * width), right = plot.toX(judged.from() + (b + 1) * width);
            int top = base;
            for (int kind = 1; kind >= 0; kind--) {
                long n = judged.bins()[kind][b];
                int high = n == 0 ? 0 : Math.max(1, (int) Math.round((base - TOP) * (double) n / most));
                top -= high;
                gc.setBackground(kind == 0 ? good : bad);
                gc.fillRectangle(left, top, Math.max(1, right - left - 1), high);
            }
        }
        gc.setForeground(Palette.color(Token.FIELD_LINE));
        gc.drawLine(plot.plot().x, base, plot.plot().x + plot.plot().width - 1, base);
        int at = plot.toX(review.limit());
        gc.setForeground(Palette.color(Token.ACCENT));
        gc.setLineWidth(2);
        gc.drawLine(at, 0, at, base);
        gc.setLineWidth(1);
        legend(gc, base, judged.run().truthKnown(), sums, good, bad);
    }

    private void legend(GC gc, int base, boolean truthKnown, long[] sums, Color good, Color bad) {
        int high = gc.textExtent("0").y, y = base + (FOOT - high) / 2 + 1, left = plot.plot().x;
        gc.setForeground(Palette.color(Token.TEXT2));
        gc.drawText(Words.get("review.bars"), left, y, true);
        int right = plot.plot().x + plot.plot().width;
        for (int kind = 1; kind >= 0; kind--) {
            if (kind == 1 && !truthKnown)
                continue;
            String words = Words.get(!truthKnown ? "review.bars.all" : kind == 0 ? "review.bars.false"
                    : "review.bars.true", sums[kind]);
            right -= gc.textExtent(words).x;
            gc.drawText(words, right, y, true);
            gc.setBackground(kind == 0 ? good : bad);
            gc.fillRectangle(right - 13, y + high / 2 - 4, 9, 9);
            right -= 27;
        }
    }
}
