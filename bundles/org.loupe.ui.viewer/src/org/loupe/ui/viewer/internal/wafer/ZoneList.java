package org.loupe.ui.viewer.internal.wafer;

import java.util.List;
import java.util.function.Consumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Parts;
import org.loupe.ui.Words;
import org.loupe.wafer.statistics.SpatialSignature.Part;

/** Parts of a wafer with their defects, against those that an even spread would give. UI thread only. */
final class ZoneList extends Canvas {
    private static final int ROW = 22, HEAD = 28, PAD = 12, COUNT = 70, DENSITY = 92, EVEN = 76, BAR = 60, LEAST = 84;

    /** Whether a place lies in a part. */
    @FunctionalInterface
    interface Place {
        /** @param x µm from the centre @param y likewise, up */
        boolean holds(double x, double y);
    }

    /**
     * A line.
     *
     * @param part  what it counts; {@code null} for the heading of a group
     * @param p     of a heading: probability of so uneven a spread by chance; NaN if it is not known
     * @param place what it covers
     */
    record Line(String name, Part part, double p, Place place) {
    }

    private final Consumer<Line> chosen;
    private List<Line> lines = List.of();
    private String note = "";
    private int at = -1, top;

    /** @param chosen told the part that was clicked */
    ZoneList(Composite parent, Consumer<Line> chosen) {
        super(parent, SWT.DOUBLE_BUFFERED | SWT.NO_BACKGROUND | SWT.V_SCROLL | SWT.NO_REDRAW_RESIZE);
        this.chosen = chosen;
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.Resize, e -> scroll(top));
        getVerticalBar().addListener(SWT.Selection, e -> scroll(getVerticalBar().getSelection()));
        addListener(SWT.MouseDown, e -> {
            setFocus();
            int line = (e.y - HEAD + top) / ROW;
            if (e.button == 1 && e.y >= HEAD && line < lines.size())
                choose(line);
        });
        Parts.focusable(this, this::key);
        Parts.accessible(this, ACC.ROLE_LIST,
                () -> at >= 0 ? text(lines.get(at)) : note.isEmpty() ? Words.get("zones.accessible") : note);
    }

    /** Shows lines, or a sentence in their place. */
    void show(List<Line> shown, String sentence) {
        lines = shown;
        note = sentence;
        at = -1;
        scroll(0);
    }

    List<String> texts() {
        return lines.stream().map(ZoneList::text).toList();
    }

    private static String text(Line line) {
        return line.part == null ? line.name : Words.get("zones.line", line.name, line.part.defects(),
                density(line.part), ratio(line.part));
    }

    private static String density(Part part) {
        return Words.number(part.density(), part.density() < 10 ? 2 : part.density() < 100 ? 1 : 0);
    }

    private static String ratio(Part part) {
        return Double.isNaN(part.ratio()) ? "–" : Words.get("zones.times", Words.number(part.ratio(), 2));
    }

    private void choose(int line) {
        if (line < 0 || line >= lines.size() || lines.get(line).part == null)
            return;
        at = line;
        redraw();
        chosen.accept(lines.get(line));
    }

    private void key(Event e) {
        int by = e.keyCode == SWT.ARROW_DOWN ? 1 : e.keyCode == SWT.ARROW_UP ? -1 : 0;
        int next = at + by;
        while (next >= 0 && next < lines.size() && lines.get(next).part == null)
            next += by;
        if (by != 0) {
            choose(next);
            if (at * ROW < top)
                scroll(at * ROW);
            else if (HEAD + (at + 1) * ROW - top > getClientArea().height)
                scroll(HEAD + (at + 1) * ROW - getClientArea().height);
        }
    }

    private void scroll(int to) {
        int all = HEAD + lines.size() * ROW, high = getClientArea().height, most = Math.max(0, all - high);
        top = Math.max(0, Math.min(most, to));
        getVerticalBar().setVisible(most > 0);
        if (most > 0)
            getVerticalBar().setValues(top, 0, all, Math.max(1, high), ROW, Math.max(1, high));
        redraw();
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(area);
        gc.setAntialias(SWT.ON);
        gc.setTextAntialias(SWT.ON);
        if (!note.isEmpty()) {
            gc.setFont(Palette.font(Type.BODY));
            gc.setForeground(Palette.color(Token.TEXT2));
            gc.drawText(note, PAD, 10, true);
        } else if (!lines.isEmpty()) {
            double most = lines.stream().filter(l -> l.part != null && l.part.ratio() > 0)
                    .mapToDouble(l -> l.part.ratio()).max().orElse(1);
            for (int i = 0; i < lines.size(); i++)
                line(gc, lines.get(i), HEAD + i * ROW - top, area.width, most, i == at);
            head(gc, area.width);
        }
        if (isFocusControl()) {
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.drawRectangle(0, 0, area.width - 1, area.height - 1);
        }
    }

    /** Right ends of the columns: defects, density, against an even spread. */
    private static int[] ends(int width) {
        int even = width - PAD - (width > LEAST + COUNT + DENSITY + EVEN + BAR + 2 * PAD ? BAR + 8 : 0);
        return new int[] { even - EVEN - DENSITY, even - EVEN, even };
    }

    private void head(GC gc, int width) {
        gc.setBackground(Palette.color(Token.BAR));
        gc.fillRectangle(0, 0, width, HEAD);
        gc.setForeground(Palette.color(Token.LINE));
        gc.drawLine(0, HEAD - 1, width, HEAD - 1);
        gc.setFont(Palette.font(Type.SMALL));
        gc.setForeground(Palette.color(Token.TEXT));
        int[] ends = ends(width);
        text(gc, Words.get("zones.part"), PAD, 0, HEAD, false);
        text(gc, Words.get("zones.defects"), ends[0], 0, HEAD, true);
        text(gc, Words.get("zones.density"), ends[1], 0, HEAD, true);
        text(gc, Words.get("zones.even"), ends[2], 0, HEAD, true);
    }

    private void line(GC gc, Line line, int y, int width, double most, boolean selected) {
        if (selected) {
            gc.setBackground(Palette.color(isFocusControl() ? Token.SELECTION : Token.SELECTION_OFF));
            gc.fillRectangle(0, y, width, ROW);
        }
        gc.setForeground(Palette.color(Token.LINE2));
        gc.drawLine(0, y + ROW - 1, width, y + ROW - 1);
        gc.setFont(Palette.font(line.part == null ? Type.STRONG : Type.BODY));
        gc.setForeground(Palette.color(Token.TEXT));
        text(gc, line.name, PAD, y, ROW, false);
        int[] ends = ends(width);
        if (line.part == null) {
            String p = Double.isNaN(line.p) ? "" : line.p < 0.001 ? Words.get("zones.pSmall")
                    : Words.get("zones.p", Words.number(line.p, 3));
            gc.setFont(Palette.font(Type.SMALL));
            gc.setForeground(Palette.color(Token.TEXT2));
            text(gc, p, ends[2], y, ROW, true);
            return;
        }
        text(gc, Words.number(line.part.defects(), 0), ends[0], y, ROW, true);
        text(gc, density(line.part), ends[1], y, ROW, true);
        text(gc, ratio(line.part), ends[2], y, ROW, true);
        if (ends[2] < width - PAD && line.part.ratio() > 0) {
            int even = ends[2] + 8 + (int) Math.round(BAR / Math.max(1, most));
            gc.setBackground(Palette.color(Token.ACCENT));
            gc.fillRectangle(ends[2] + 8, y + 7, (int) Math.max(1, Math.round(BAR * line.part.ratio()
                    / Math.max(1, most))), 8);
            gc.setForeground(Palette.color(Token.TEXT2));
            gc.drawLine(even, y + 4, even, y + ROW - 6);
        }
    }

    private static void text(GC gc, String text, int x, int y, int high, boolean right) {
        Point size = gc.textExtent(text);
        gc.drawText(text, right ? x - size.x : x, y + (high - size.y) / 2, true);
    }
}
