package org.loupe.ui.viewer.internal.wafer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Words;

/** Below a map: what the colours of its dies and defects stand for, and how large it is. UI thread only. */
final class MapLegend {
    private static final int PAD = 10, CHIP = 9, GAP = 12, BAR = 120;

    /** A part of the legend that can be clicked. */
    private record Hit(Rectangle place, MapColours.Key key, boolean ofDies) {
    }

    private final WaferCanvas canvas;
    private final List<Hit> hits = new ArrayList<>();

    MapLegend(WaferCanvas canvas) {
        this.canvas = canvas;
    }

    /** Lines that it needs. */
    int lines() {
        return canvas.colours().map(c -> c.points().isEmpty() ? 1 : 2).orElse(2);
    }

    /** The key at a point; {@code null} for none. */
    MapColours.Key at(int x, int y) {
        return hits.stream().filter(h -> h.place.contains(x, y)).findFirst().map(Hit::key).orElse(null);
    }

    /** Whether the key at a point is one of dies. */
    boolean ofDies(int x, int y) {
        return hits.stream().anyMatch(h -> h.place.contains(x, y) && h.ofDies);
    }

    void paint(GC gc, OpenWafer open, Rectangle client, int line) {
        hits.clear();
        MapColours colours = canvas.colours().orElse(null);
        if (colours == null)
            return;
        gc.setFont(Palette.font(Type.SMALL));
        int y = client.height - line - 2;
        String size = MapWords.size(open.wafer());
        int wide = gc.textExtent(size).x, right = client.width - PAD - wide;
        gc.setForeground(Palette.color(Token.TEXT2));
        gc.drawText(size, right, y, true);
        if (canvas.density() && colours.look().plain() >= 0)
            bar(gc, canvas.densest(), y, Words.get("map.perSquare", canvas.square()),
                    share -> Palette.mix(Palette.rgb(colours.look().plain()), Palette.rgb(colours.look().dense()),
                            share));
        else if (colours.most() > 0)
            bar(gc, colours.most(), y, Words.get("map.perDieOfLot"),
                    share -> Palette.rgb(Palette.inferno(0.12 + 0.88 * share)));
        else
            keys(gc, colours.dies(), y, right - 2 * GAP, true,
                    canvas.modes().dies() != MapModes.Die.DEFECTS ? ""
                            : Words.get(open.wafer().outline().round() ? "map.perDie" : "map.perBoard"));
        if (!colours.points().isEmpty())
            keys(gc, colours.points(), y - line, client.width - PAD, false, "");
    }

    private void keys(GC gc, List<MapColours.Key> keys, int y, int end, boolean ofDies, String behind) {
        int x = PAD, high = gc.textExtent("0").y;
        for (int i = 0; i < keys.size(); i++) {
            MapColours.Key key = keys.get(i);
            String count = key.count() < 0 ? "" : Words.number(key.count(), 0);
            int named = gc.textExtent(key.text()).x, counted = count.isEmpty() ? 0 : gc.textExtent(count).x + 4;
            int wide = CHIP + 5 + named + counted;
            String more = Words.get("map.more", keys.size() - i);
            boolean last = i == keys.size() - 1;
            if (x + wide + (last ? 0 : GAP + gc.textExtent(more).x) > end && i > 0) {
                gc.setForeground(Palette.color(Token.TEXT2));
                gc.drawText(more, x, y, true);
                return;
            }
            chip(gc, key.rgb(), x, y + (high - CHIP) / 2, ofDies);
            gc.setForeground(Palette.color(Token.TEXT));
            gc.drawText(key.text(), x + CHIP + 5, y, true);
            gc.setForeground(Palette.color(Token.TEXT2));
            gc.drawText(count, x + CHIP + 5 + named + 4, y, true);
            hits.add(new Hit(new Rectangle(x - 3, y - 3, wide + 6, high + 6), key, ofDies));
            x += wide + GAP;
        }
        gc.setForeground(Palette.color(Token.TEXT2));
        if (x + gc.textExtent(behind).x <= end)
            gc.drawText(behind, x - 4, y, true);
    }

    private static void chip(GC gc, int rgb, int x, int y, boolean square) {
        gc.setBackground(Palette.rgb(rgb));
        gc.setForeground(Palette.BLACK);
        if (square) {
            gc.fillRectangle(x, y, CHIP, CHIP);
            gc.setAlpha(90);
            gc.drawRectangle(x, y, CHIP - 1, CHIP - 1);
        } else {
            gc.fillOval(x, y, CHIP, CHIP);
            gc.setAlpha(90);
            gc.drawOval(x, y, CHIP - 1, CHIP - 1);
        }
        gc.setAlpha(255);
    }

    /** A scale of colours from none to the most. */
    private static void bar(GC gc, int most, int y, String unit, DoubleFunction<Color> colour) {
        int high = gc.textExtent("0").y, x = PAD;
        gc.setForeground(Palette.color(Token.TEXT));
        gc.drawText("0", x, y, true);
        x += gc.textExtent("0").x + 6;
        for (int i = 0; i < BAR; i++) {
            gc.setForeground(colour.apply((double) i / (BAR - 1)));
            gc.drawLine(x + i, y + 3, x + i, y + high - 3);
        }
        x += BAR + 6;
        gc.setForeground(Palette.color(Token.TEXT));
        String count = Words.number(most, 0);
        gc.drawText(count, x, y, true);
        gc.setForeground(Palette.color(Token.TEXT2));
        gc.drawText(unit, x + gc.textExtent(count).x + 6, y, true);
    }
}
