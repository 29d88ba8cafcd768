package org.loupe.ui.viewer.internal.classes;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.loupe.ui.Icons;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Session;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.internal.classes.ClassRows.Bin;
import org.loupe.ui.viewer.internal.classes.ClassRows.OfClass;
import org.loupe.workspace.labels.Readiness;

/** Draws classes: chips, keys and the lines of their list. UI thread. */
final class ClassPainter {
    private static final int ROW = ClassList.ROW, CHIP = 12, BAR = 26, KEYS = 9;

    private final GC gc;
    private final Session session;
    private final boolean focused;

    ClassPainter(GC gc, Session session, boolean focused) {
        this.gc = gc;
        this.session = session;
        this.focused = focused;
    }

    /** A square in the colour of a class, with an edge, and hatched if another has that colour too. */
    static void chip(GC gc, Session session, int code, int x, int y) {
        gc.setBackground(session.colours().fill(code));
        gc.fillRectangle(x, y, CHIP, CHIP);
        gc.setForeground(Palette.BLACK);
        if (session.colours().hatched(code)) {
            gc.setAlpha(150);
            for (int i = 4; i < 2 * CHIP; i += 4)
                gc.drawLine(x + Math.max(0, i - CHIP), y + Math.min(i, CHIP - 1), x + Math.min(i, CHIP - 1),
                        y + Math.max(0, i - CHIP));
        }
        gc.setAlpha(90);
        gc.drawRectangle(x, y, CHIP - 1, CHIP - 1);
        gc.setAlpha(255);
    }

    /** A key with its digit. */
    private void key(int digit, int x, int y) {
        gc.setForeground(Palette.color(Token.FIELD_LINE));
        gc.drawRoundRectangle(x, y + 3, 16, ROW - 7, 4, 4);
        gc.setForeground(Palette.color(Token.TEXT2));
        gc.setFont(Palette.font(Type.SMALL));
        String text = String.valueOf(digit);
        Point size = gc.textExtent(text);
        gc.drawText(text, x + 8 - size.x / 2, y + (ROW - size.y) / 2, true);
        gc.setFont(Palette.font(Type.BODY));
    }

    private void ground(int y, int wide, boolean selected) {
        if (selected) {
            gc.setBackground(Palette.color(focused ? Token.SELECTION : Token.SELECTION_OFF));
            gc.fillRectangle(0, y, wide, ROW);
        }
        gc.setForeground(Palette.color(Token.LINE2));
        gc.drawLine(0, y + ROW - 1, wide, y + ROW - 1);
    }

    /** A class. @param columns left edge of the name, right edges of examples, images and ready */
    void row(OfClass row, int y, int wide, boolean selected, int indent, int[] columns) {
        ground(y, wide, selected);
        if (row.place() < KEYS)
            key(row.place() + 1, 8 + indent, y);
        chip(gc, session, row.code(), columns[0] - 18, y + (ROW - CHIP) / 2);
        int high = gc.textExtent("X").y, text = y + (ROW - high) / 2;
        String examples = Words.number(row.examples(), 0), images = Words.number(row.images(), 0);
        Readiness.OfClass ready = row.ready();
        name(row.model().getName(), columns[0], text, columns[1] - gc.textExtent(examples).x - 10);
        number(examples, columns[1], text, ready.examples() < Readiness.EXAMPLES_PER_CLASS);
        number(images, columns[2], text, ready.images() < Readiness.IMAGES_PER_CLASS);
        if (ready.ready())
            gc.drawImage(Icons.get("check", Token.OK), columns[3] - BAR / 2 - 8, y + (ROW - 16) / 2);
        else
            bar(ready.share(), columns[3] - BAR, y + ROW / 2 - 2);
    }

    private void name(String name, int x, int y, int right) {
        gc.setForeground(Palette.color(Token.TEXT));
        Rectangle before = gc.getClipping();
        gc.setClipping(before.intersection(new Rectangle(x, y, Math.max(0, right - x), ROW)));
        gc.drawText(name, x, y, true);
        gc.setClipping(before);
    }

    private void number(String text, int right, int y, boolean few) {
        gc.setForeground(Palette.color(few ? Token.WARN : Token.TEXT));
        gc.drawText(text, right - gc.textExtent(text).x, y, true);
    }

    private void bar(double share, int x, int y) {
        gc.setBackground(Palette.color(Token.LINE2));
        gc.fillRoundRectangle(x, y, BAR, 4, 4, 4);
        Color warn = Palette.color(Token.WARN);
        gc.setBackground(warn);
        if (share > 0)
            gc.fillRoundRectangle(x, y, Math.max(4, (int) Math.round(BAR * share)), 4, 4, 4);
    }

    /** A process bin. @param under whether something is dragged over it */
    void bin(Bin bin, int y, int wide, int right, boolean under) {
        gc.setBackground(Palette.color(under ? Token.ACCENT_BG : Token.BAR));
        gc.fillRectangle(0, y, wide, ROW - 1);
        ground(y, wide, false);
        gc.setForeground(Palette.color(Token.TEXT2));
        int middle = y + ROW / 2;
        gc.setLineCap(SWT.CAP_ROUND);
        gc.drawPolyline(bin.open() ? new int[] { 8, middle - 2, 12, middle + 2, 16, middle - 2 }
                : new int[] { 10, middle - 4, 14, middle, 10, middle + 4 });
        gc.setFont(Palette.font(Type.STRONG));
        gc.setForeground(Palette.color(Token.TEXT));
        int high = gc.textExtent("X").y;
        String name = bin.bin().isEmpty() ? Words.get("classes.noBin") : bin.bin();
        gc.drawText(name, 24, y + (ROW - high) / 2, true);
        int after = 24 + gc.textExtent(name).x + 8;
        gc.setFont(Palette.font(Type.BODY));
        gc.setForeground(Palette.color(Token.TEXT2));
        gc.drawText(String.valueOf(bin.classes()), after, y + (ROW - high) / 2, true);
        String examples = Words.number(bin.examples(), 0);
        gc.drawText(examples, right - gc.textExtent(examples).x, y + (ROW - high) / 2, true);
    }
}
