package org.loupe.ui.viewer.internal.tiles;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.loupe.store.labels.TileState;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.TileQueue;
import org.loupe.ui.Words;

/** How far one is with the tiles: complete ones in green, those with proposals that nobody looked at in purple. */
final class TileHeader extends Canvas {
    private static final int PAD = 10, BAR = 6, CHIP = 8, SPACE = 6;

    private final TileQueue queue;

    TileHeader(Composite parent, TileQueue queue) {
        super(parent, SWT.DOUBLE_BUFFERED | SWT.NO_FOCUS);
        this.queue = queue;
        addListener(SWT.Paint, e -> paint(e.gc));
        Palette.onChange(this, this::redraw);
        getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent e) {
                e.result = words() + ", " + pace();
            }
        });
    }

    /** Tiles that are to be labelled: all that are not excluded. */
    private int all() {
        return queue.count() - queue.count(TileState.EXCLUDED);
    }

    /** Such as "86 of 280". */
    String words() {
        return Words.get("tiles.progress", queue.count(TileState.COMPLETE), all());
    }

    /** Such as "38 s per tile"; empty if nothing is known. */
    String pace() {
        double seconds = queue.pace();
        return Double.isNaN(seconds) ? "" : Words.get("tiles.pace", Words.duration(seconds));
    }

    @Override
    public Point computeSize(int wHint, int hHint, boolean changed) {
        GC gc = new GC(this);
        gc.setFont(Palette.font(Type.STRONG));
        int first = gc.textExtent("0").y;
        gc.setFont(Palette.font(Type.SMALL));
        int high = 8 + first + SPACE + BAR + SPACE + gc.textExtent("0").y + 8;
        gc.dispose();
        return new Point(wHint == SWT.DEFAULT ? 180 : wHint, high);
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(area);
        gc.setAntialias(SWT.ON);
        gc.setForeground(Palette.color(Token.LINE));
        gc.drawLine(0, area.height - 1, area.width, area.height - 1);
        int right = area.width - PAD, y = 8;
        gc.setFont(Palette.font(Type.STRONG));
        gc.setForeground(Palette.color(Token.TEXT));
        gc.drawText(words(), PAD, y, true);
        int high = gc.textExtent("0").y, end = PAD + gc.textExtent(words()).x;
        gc.setFont(Palette.font(Type.SMALL));
        int pace = gc.textExtent(pace()).x;
        if (end + SPACE + pace <= right) {
            gc.setForeground(Palette.color(Token.TEXT2));
            gc.drawText(pace(), right - pace, y + 1, true);
        }
        y += high + SPACE;
        bar(gc, PAD, y, right - PAD);
        y += BAR + SPACE;
        int x = legend(gc, PAD, y, Palette.color(Token.OK), Words.get("tiles.complete"));
        String auto = Words.get("tiles.auto", queue.countWithProposals());
        if (x + 12 + CHIP + 4 + gc.textExtent(auto).x > right)
            auto = Words.get("tiles.autoShort", queue.countWithProposals());
        legend(gc, x + 12, y, Palette.autoStroke(), auto);
    }

    private void bar(GC gc, int x, int y, int wide) {
        gc.setBackground(Palette.color(Token.LINE));
        gc.fillRoundRectangle(x, y, wide, BAR, BAR, BAR);
        int all = Math.max(1, all());
        int complete = (int) Math.round((double) wide * queue.count(TileState.COMPLETE) / all);
        int auto = Math.min(wide - complete, (int) Math.round((double) wide * queue.countWithProposals() / all));
        gc.setBackground(Palette.autoStroke());
        if (auto > 0)
            gc.fillRoundRectangle(x, y, complete + auto, BAR, BAR, BAR);
        gc.setBackground(Palette.color(Token.OK));
        if (complete > 0)
            gc.fillRoundRectangle(x, y, complete, BAR, BAR, BAR);
    }

    private static int legend(GC gc, int x, int y, Color colour, String text) {
        int high = gc.textExtent(text).y;
        gc.setBackground(colour);
        gc.fillRoundRectangle(x, y + (high - CHIP) / 2, CHIP, CHIP, 2, 2);
        gc.setForeground(Palette.color(Token.TEXT2));
        gc.drawText(text, x + CHIP + 4, y, true);
        return x + CHIP + 4 + gc.textExtent(text).x;
    }
}
