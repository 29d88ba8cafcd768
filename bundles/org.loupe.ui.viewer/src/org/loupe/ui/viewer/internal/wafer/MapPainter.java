package org.loupe.ui.viewer.internal.wafer;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.loupe.ui.Icons;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.internal.wafer.WaferCanvas.Pointed;
import org.loupe.ui.viewer.internal.wafer.WaferCanvas.Tool;
import org.loupe.wafer.DieGrid;
import org.loupe.wafer.Outline;
import org.loupe.wafer.WaferDefects;

/** Draws over the picture of a map what changes with a gesture, and around it what explains it. UI thread only. */
final class MapPainter {
    private static final int PAD = 10, TOP = 26, LINE = 20, MOST_RINGS = 500, FEW = 40, NAMED_FROM = 62,
            MOST_NAMED = 400;

    private final WaferCanvas canvas;
    private final MapLegend legend;

    MapPainter(WaferCanvas canvas) {
        this.canvas = canvas;
        legend = new MapLegend(canvas);
    }

    MapLegend legend() {
        return legend;
    }

    /** Points above the map. */
    int top() {
        return TOP;
    }

    /** Points below the map. */
    int bottom() {
        return legend.lines() * LINE + 6;
    }

    /** Says why there is no map. */
    void note(GC gc, String text, boolean wrong) {
        gc.setFont(Palette.font(Type.BODY));
        int x = 12;
        if (wrong) {
            gc.drawImage(Icons.get("error", Token.ERROR), x, 12);
            x += 22;
        }
        gc.setForeground(Palette.color(wrong ? Token.TEXT : Token.TEXT2));
        org.eclipse.swt.graphics.TextLayout words = new org.eclipse.swt.graphics.TextLayout(gc.getDevice());
        words.setFont(gc.getFont());
        words.setText(text);
        words.setWidth(Math.max(60, canvas.getClientArea().width - x - 12));
        words.draw(gc, x, 12);
        words.dispose();
    }

    /** Draws over the picture. */
    void paint(GC gc, OpenWafer open) {
        WaferFrame frame = canvas.frame();
        gc.setAntialias(SWT.ON);
        gc.setTextAntialias(SWT.ON);
        gc.setClipping(frame.area());
        mark(gc, open.wafer().outline(), frame);
        names(gc, open, frame);
        if (canvas.modes().zones())
            zones(gc, open, frame);
        selection(gc, open, frame);
        drawn(gc);
        gc.setClipping((Rectangle) null);
        gc.setFont(Palette.font(Type.SMALL));
        gc.setForeground(Palette.color(Token.TEXT2));
        gc.drawText(MapWords.caption(open, canvas.modes()), PAD, 6, true);
        legend.paint(gc, open, canvas.getClientArea(), LINE);
        tag(gc, open);
    }

    // ---- the wafer

    private static void mark(GC gc, Outline of, WaferFrame frame) {
        String text = MapWords.mark(of);
        if (text.isEmpty())
            return;
        gc.setFont(Palette.font(Type.SMALL));
        gc.setForeground(Palette.color(Token.TEXT2));
        double radius = of.widthUm() / 2 * frame.scale();
        Point size = gc.textExtent(text);
        double angle = Math.toRadians(of.degrees()), dx = Math.cos(angle), dy = -Math.sin(angle);
        double away = radius + 3 + Math.abs(dx) * size.x / 2 + Math.abs(dy) * size.y / 2;
        gc.drawText(text, (int) Math.round(frame.toX(0) + dx * away - size.x / 2.0),
                (int) Math.round(frame.toY(0) + dy * away - size.y / 2.0), true);
    }

    /** Places of the dies, once they are large. */
    private void names(GC gc, OpenWafer open, WaferFrame frame) {
        DieGrid grid = open.wafer().grid();
        double wide = grid.pitchXum() * frame.scale(), high = grid.pitchYum() * frame.scale();
        if (wide < NAMED_FROM || high < LINE * 1.5)
            return;
        WaferIndex index = open.index();
        int c0 = grid.column(frame.umX(0)), c1 = grid.column(frame.umX(frame.area().width));
        int r0 = grid.row(frame.umY(frame.area().y + frame.area().height)), r1 = grid.row(frame.umY(frame.area().y));
        if ((c1 - c0 + 1L) * (r1 - r0 + 1L) > MOST_NAMED)
            return;
        gc.setFont(Palette.font(Type.SMALL));
        MapColours colours = canvas.colours().orElse(null);
        for (int r = r0; r <= r1; r++)
            for (int c = c0; c <= c1; c++) {
                int die = index.find(c, r);
                if (die < 0)
                    continue;
                boolean dark = colours != null && die < colours.look().dies().length
                        && !light(colours.look().dies()[die]);
                gc.setForeground(dark ? Palette.WHITE : Palette.BLACK);
                gc.setAlpha(150);
                gc.drawText(Words.get("map.dieName", Words.number(c, 0), Words.number(r, 0)),
                        (int) Math.round(frame.toX(grid.left(c))) + 4,
                        (int) Math.round(frame.toY(grid.bottom(r + 1))) + 2, true);
            }
        gc.setAlpha(255);
    }

    private static boolean light(int rgb) {
        return 3 * (rgb >> 16 & 0xff) + 6 * (rgb >> 8 & 0xff) + (rgb & 0xff) > 1300;
    }

    /** Their names: they themselves are in the picture, since dashes take time. */
    private void zones(GC gc, OpenWafer open, WaferFrame frame) {
        for (MapZones.Line zone : MapZones.of(open.wafer())) {
            int x = (int) Math.round(frame.toX(0)), y = (int) Math.round(frame.toY(0));
            int r = (int) Math.round(zone.radiusUm() * frame.scale());
            if (r < 4 || zone.name().isEmpty())
                continue;
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.setFont(Palette.font(Type.SMALL));
            Point size = gc.textExtent(zone.name());
            int left = x + (int) (r * 0.72) + 4, upper = y - (int) (r * 0.72) - size.y;
            gc.setAlpha(200);
            gc.setBackground(Palette.color(Token.PART));
            gc.fillRoundRectangle(left - 2, upper, size.x + 4, size.y, 4, 4);
            gc.setAlpha(255);
            gc.drawText(zone.name(), left, upper, true);
        }
    }

    // ---- what is chosen

    private void selection(GC gc, OpenWafer open, WaferFrame frame) {
        DieGrid grid = open.wafer().grid();
        WaferIndex index = open.index();
        WaferSelection chosen = canvas.selection();
        Pointed at = canvas.pointed().orElse(null);
        if (at != null && at.die() >= 0)
            frame(gc, die(grid, frame, index, at.die()), 1, 160);
        for (int die : chosen.dies())
            frame(gc, die(grid, frame, index, die), 2, 255);
        WaferDefects defects = open.wafer().defects();
        int selected = chosen.defects().cardinality();
        boolean few = selected <= FEW;
        if (selected <= MOST_RINGS)
            for (int i = chosen.defects().nextSetBit(0); i >= 0; i = chosen.defects().nextSetBit(i + 1))
                ring(gc, frame, defects.x(i), defects.y(i), few ? 5 : 4, few, Palette.color(Token.ACCENT));
        int hover = canvas.hovered();
        if (hover >= 0 && hover < defects.size())
            ring(gc, frame, defects.x(hover), defects.y(hover), 7, true, Palette.color(Token.TEXT));
    }

    private static Rectangle die(DieGrid grid, WaferFrame frame, WaferIndex index, int die) {
        int x0 = (int) Math.round(frame.toX(grid.left(index.column(die))));
        int x1 = (int) Math.round(frame.toX(grid.left(index.column(die) + 1)));
        int y0 = (int) Math.round(frame.toY(grid.bottom(index.row(die) + 1)));
        int y1 = (int) Math.round(frame.toY(grid.bottom(index.row(die))));
        return new Rectangle(x0 - 1, y0 - 1, x1 - x0, y1 - y0);
    }

    private static void frame(GC gc, Rectangle box, int width, int alpha) {
        gc.setAlpha(alpha);
        if (width > 1) {
            gc.setForeground(Palette.color(Token.PART));
            gc.setLineWidth(width + 2);
            gc.drawRectangle(box);
        }
        gc.setForeground(Palette.color(width > 1 ? Token.ACCENT : Token.TEXT2));
        gc.setLineWidth(width);
        gc.drawRectangle(box);
        gc.setLineWidth(1);
        gc.setAlpha(255);
    }

    private static void ring(GC gc, WaferFrame frame, double umX, double umY, int radius, boolean cased,
            org.eclipse.swt.graphics.Color colour) {
        int x = (int) Math.floor(frame.toX(umX)), y = (int) Math.floor(frame.toY(umY));
        if (cased) {
            gc.setForeground(Palette.color(Token.PART));
            gc.setLineWidth(4);
            gc.drawOval(x - radius, y - radius, 2 * radius, 2 * radius);
        }
        gc.setForeground(colour);
        gc.setLineWidth(cased ? 2 : 1);
        gc.drawOval(x - radius, y - radius, 2 * radius, 2 * radius);
        gc.setLineWidth(1);
    }

    /** The rubber band or lasso under way. */
    private void drawn(GC gc) {
        List<Point> trail = canvas.gestures().trail();
        if (trail.isEmpty())
            return;
        gc.setForeground(Palette.color(Token.ACCENT));
        gc.setBackground(Palette.color(Token.ACCENT));
        Point from = trail.get(0), to = trail.get(trail.size() - 1);
        if (canvas.tool() == Tool.LASSO) {
            int[] line = new int[2 * trail.size()];
            for (int i = 0; i < trail.size(); i++) {
                line[2 * i] = trail.get(i).x;
                line[2 * i + 1] = trail.get(i).y;
            }
            gc.setAlpha(30);
            gc.fillPolygon(line);
            gc.setAlpha(255);
            gc.drawPolygon(line);
        } else {
            Rectangle box = new Rectangle(Math.min(from.x, to.x), Math.min(from.y, to.y), Math.abs(to.x - from.x),
                    Math.abs(to.y - from.y));
            gc.setAlpha(30);
            gc.fillRectangle(box);
            gc.setAlpha(255);
            gc.drawRectangle(box);
        }
    }

    /** What the pointer is over. */
    private void tag(GC gc, OpenWafer open) {
        Pointed at = canvas.pointed().orElse(null);
        if (at == null || !canvas.gestures().trail().isEmpty() || at.die() < 0 && at.defect() < 0)
            return;
        List<String> lines = new ArrayList<>();
        WaferDefects defects = open.wafer().defects();
        double x = at.x(), y = at.y();
        if (at.defect() >= 0) {
            lines.add(MapWords.defect(open, at.defect()));
            x = defects.x(at.defect());
            y = defects.y(at.defect());
        }
        int die = at.defect() >= 0 ? open.index().dieOf(at.defect()) : at.die();
        int[] stack = canvas.modes().stack();
        lines.add(stack == null || die < 0 ? Words.get("map.dieCount", MapWords.die(open, die), open.index().count(die))
                : Words.get("map.dieStack", MapWords.die(open, die), stack[die]));
        lines.add(MapWords.place(x, y));
        lines.add(MapWords.polar(x, y));
        gc.setFont(Palette.font(Type.SMALL));
        String text = String.join("\n", lines);
        Point size = gc.textExtent(text, SWT.DRAW_DELIMITER);
        Rectangle client = canvas.getClientArea();
        int wide = size.x + 12, high = size.y + 6;
        int px = (int) Math.round(canvas.frame().toX(at.x())), py = (int) Math.round(canvas.frame().toY(at.y()));
        int left = px + 14 + wide > client.width - 2 ? px - 10 - wide : px + 14;
        int upper = Math.max(2, Math.min(client.height - high - 2, py - high - 6));
        gc.setBackground(Palette.color(Token.BAR));
        gc.fillRoundRectangle(Math.max(2, left), upper, wide, high, 6, 6);
        gc.setForeground(Palette.color(Token.FIELD_LINE));
        gc.drawRoundRectangle(Math.max(2, left), upper, wide, high, 6, 6);
        gc.setForeground(Palette.color(Token.TEXT));
        gc.drawText(text, Math.max(2, left) + 6, upper + 3, SWT.DRAW_DELIMITER | SWT.DRAW_TRANSPARENT);
    }
}
