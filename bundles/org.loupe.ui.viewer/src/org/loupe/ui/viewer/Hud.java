package org.loupe.ui.viewer;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.loupe.api.Shape;
import org.loupe.ui.Icons;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Words;

/** What floats over an image: scale bar, size and level, colour bar, caption, and the sentence where there is none. */
final class Hud {
    private static final int MARGIN = 12, PLATE_ALPHA = 199, BAR_WIDTH = 116, BAR_HEIGHT = 8, ARM = 14, GAP = 7;
    private static final int LONGEST = 180;

    private Hud() {
    }

    /** Draws the ground under text and leaves the text's colour. */
    static void plate(GC gc, Rectangle place) {
        gc.setAlpha(PLATE_ALPHA);
        gc.setBackground(Palette.BLACK);
        gc.fillRoundRectangle(place.x, place.y, place.width, place.height, 4, 4);
        gc.setAlpha(255);
        gc.setForeground(Palette.ON_IMAGE);
    }

    static void scaleBar(GC gc, double umPerPx, double scale, Rectangle area) {
        boolean known = !Double.isNaN(umPerPx);
        double perPoint = (known ? umPerPx : 1) / scale, most = LONGEST * perPoint;
        double ten = Math.pow(10, Math.floor(Math.log10(most)));
        double length = most / ten >= 5 ? 5 * ten : most / ten >= 2 ? 2 * ten : ten;
        int wide = (int) Math.round(length / perPoint);
        String text = known ? length(length) : Words.number(length, length < 1 ? 2 : 0) + " px";
        int high = gc.textExtent(text).y;
        Rectangle plate = new Rectangle(MARGIN, area.height - high - 25, wide + 20, high + 15);
        plate(gc, plate);
        gc.drawText(text, plate.x + (plate.width - gc.textExtent(text).x) / 2, plate.y + 2, true);
        int y = plate.y + plate.height - 7, x = plate.x + 10;
        gc.setLineWidth(1);
        gc.drawPolyline(new int[] { x, y - 4, x, y, x + wide, y, x + wide, y - 4 });
    }

    private static String length(double um) {
        if (um >= 1000)
            return Words.number(um / 1000, 0) + " mm";
        return um >= 1 ? Words.number(um, 0) + " µm" : Words.number(um * 1000, 0) + " nm";
    }

    /** @return the top of what was drawn */
    static int corner(GC gc, String place, Pixels pixels, int level, Rectangle area) {
        Shape shape = pixels.shape();
        String what = place.isEmpty()
                ? Words.get("viewer.size", Words.number(shape.width(), 0), Words.number(shape.height(), 0)) : place;
        String text = pixels.levels() == 1 ? what : Words.get("viewer.level", what, level, pixels.levels() - 1);
        Point extent = gc.textExtent(text);
        Rectangle plate = new Rectangle(area.width - extent.x - 28, area.height - extent.y - 18, extent.x + 16,
                extent.y + 8);
        plate(gc, plate);
        gc.drawText(text, plate.x + 8, plate.y + 4, true);
        return plate.y;
    }

    /**
     * The colours of a tone with its ends' values.
     *
     * @param ticks  values to mark, such as a threshold
     * @param bottom in points; the bar ends there
     */
    static void colourBar(GC gc, Tone tone, double[] ticks, Rectangle area, int bottom) {
        colourBar(gc, tone, ticks, area, bottom, true);
    }

    /** The same. @param grey whether grey values are measured, else a share */
    static void colourBar(GC gc, Tone tone, double[] ticks, Rectangle area, int bottom, boolean grey) {
        int decimals = tone.high() - tone.low() < 10 ? 2 : 0;
        String low = Words.number(tone.low(), decimals), most = Words.number(tone.high(), decimals);
        String high = grey ? Words.get("viewer.bar", most) : most;
        Point left = gc.textExtent(low), right = gc.textExtent(high);
        int wide = left.x + BAR_WIDTH + right.x + 32, tall = left.y + 10;
        Rectangle plate = new Rectangle(area.width - wide - MARGIN, bottom - tall - 6, wide, tall);
        plate(gc, plate);
        gc.drawText(low, plate.x + 8, plate.y + 5, true);
        gc.drawText(high, plate.x + wide - 8 - right.x, plate.y + 5, true);
        int x = plate.x + 16 + left.x, y = plate.y + (tall - BAR_HEIGHT) / 2;
        for (int i = 0; i < BAR_WIDTH; i++) {
            int rgb = tone.rgb(tone.low() + (tone.high() - tone.low()) * (i + 0.5) / BAR_WIDTH);
            gc.setBackground(Palette.rgb(rgb));
            gc.fillRectangle(x + i, y, 1, BAR_HEIGHT);
        }
        gc.setBackground(Palette.WHITE);
        for (double tick : ticks) {
            double share = (tick - tone.low()) / (tone.high() - tone.low());
            if (share >= 0 && share <= 1)
                gc.fillRectangle(x + (int) Math.round(share * BAR_WIDTH) - 1, y - 3, 2, BAR_HEIGHT + 6);
        }
    }

    /** A name in the upper corner. @param right whether in the right one */
    static void caption(GC gc, String text, Rectangle area, boolean right) {
        gc.setFont(Palette.font(Type.STRONG));
        Point extent = gc.textExtent(text);
        int wide = extent.x + 20;
        Rectangle plate = new Rectangle(right ? area.width - MARGIN - wide : MARGIN, MARGIN, wide, extent.y + 10);
        plate(gc, plate);
        gc.drawText(text, plate.x + 10, plate.y + 5, true);
        gc.setFont(Palette.font(Type.SMALL));
    }

    /** Four strokes around a place that is pointed at in another view. */
    static void cross(GC gc, int x, int y) {
        int[][] strokes = { { x - GAP - ARM, y, x - GAP, y }, { x + GAP, y, x + GAP + ARM, y },
                { x, y - GAP - ARM, x, y - GAP }, { x, y + GAP, x, y + GAP + ARM } };
        for (int pass = 0; pass < 2; pass++) {
            gc.setForeground(pass == 0 ? Palette.BLACK : Palette.classFill(3));
            gc.setLineWidth(pass == 0 ? 3 : 1);
            for (int[] s : strokes)
                gc.drawLine(s[0], s[1], s[2], s[3]);
        }
        gc.setLineWidth(1);
    }

    /** A bar to drag between two images. */
    static void swipe(GC gc, int x, Rectangle area) {
        gc.setBackground(Palette.BLACK);
        gc.setAlpha(120);
        gc.fillRectangle(x - 2, 0, 5, area.height);
        gc.setAlpha(255);
        gc.setBackground(Palette.WHITE);
        gc.fillRectangle(x - 1, 0, 2, area.height);
        int y = area.height / 2;
        gc.fillRoundRectangle(x - 9, y - 13, 18, 26, 6, 6);
        gc.setForeground(Palette.BLACK);
        gc.drawPolyline(new int[] { x - 2, y - 4, x - 5, y, x - 2, y + 4 });
        gc.drawPolyline(new int[] { x + 2, y - 4, x + 5, y, x + 2, y + 4 });
    }

    /** Says in the middle why nothing is shown. */
    static void sentence(GC gc, String text, Rectangle area, boolean error) {
        gc.setFont(Palette.font(Type.BODY));
        gc.setForeground(Palette.ON_IMAGE);
        List<String> lines = wrap(gc, text, Math.max(160, area.width * 2 / 3));
        int high = gc.textExtent("X").y + 4, y = (area.height - lines.size() * high) / 2;
        if (error)
            gc.drawImage(Icons.get("error", Token.ERROR), (area.width - 16) / 2, y - 26);
        for (String line : lines) {
            gc.drawText(line, (area.width - gc.textExtent(line).x) / 2, y, true);
            y += high;
        }
    }

    private static List<String> wrap(GC gc, String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (line.length() > 0 && gc.textExtent(line + " " + word).x > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** Draws a line under the tab while the first tiles are on their way. */
    static void loading(GC gc, Rectangle area) {
        gc.setBackground(Palette.color(Token.ACCENT));
        gc.fillRectangle(0, 0, area.width, 2);
    }

    static void focus(GC gc, Rectangle area) {
        gc.setLineStyle(SWT.LINE_SOLID);
        gc.setForeground(Palette.color(Token.ACCENT));
        gc.drawRectangle(0, 0, area.width - 1, area.height - 1);
    }
}
