package org.loupe.ui.internal.recipe;

import org.eclipse.swt.graphics.GC;

/** Text in canvases. */
public final class Drawing {

    private Drawing() {
    }

    /** The text, cut with an ellipsis where it does not fit into so many px. */
    public static String shorten(GC gc, String text, int width) {
        if (width <= 0)
            return "";
        if (gc.textExtent(text).x <= width)
            return text;
        int low = 0, high = text.length();
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (gc.textExtent(text.substring(0, middle) + "…").x <= width)
                low = middle;
            else
                high = middle - 1;
        }
        return low == 0 ? "" : text.substring(0, low).stripTrailing() + "…";
    }

    /** Draws text in lines of at most so many px; the last of {@code most} lines is cut. @return px used */
    public static int wrapped(GC gc, String text, int x, int y, int width, int most) {
        int line = gc.textExtent("X").y, lines = 0;
        String rest = text.strip();
        while (!rest.isEmpty() && lines < most) {
            int end = rest.length();
            if (lines < most - 1)
                while (end > 0 && gc.textExtent(rest.substring(0, end)).x > width) {
                    int space = rest.lastIndexOf(' ', end - 1);
                    end = space <= 0 ? end - 1 : space;
                }
            gc.drawText(shorten(gc, rest.substring(0, end), width), x, y + lines * line, true);
            rest = rest.substring(Math.max(1, end)).strip();
            lines++;
        }
        return lines * line;
    }
}
