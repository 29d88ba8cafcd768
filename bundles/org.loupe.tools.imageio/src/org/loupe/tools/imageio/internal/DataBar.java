package org.loupe.tools.imageio.internal;

import java.util.Locale;

/**
 * The bar below an electron microscope's image: a scale bar of a round length, magnification, voltage and the like in
 * small capitals, drawn from a built-in 5 × 7 font so that it is the same on every machine.
 */
public final class DataBar {
    private static final String SIGNS = "0123456789.=:/-µABCDEFGHIKLMNOPRSTUVWXmnk";
    /** Seven rows of each sign, five pixels in five bits. */
    private static final int[][] GLYPHS = {
        { 14, 17, 19, 21, 25, 17, 14 }, { 4, 12, 4, 4, 4, 4, 14 }, { 14, 17, 1, 2, 4, 8, 31 },
        { 31, 2, 4, 2, 1, 17, 14 }, { 2, 6, 10, 18, 31, 2, 2 }, { 31, 16, 30, 1, 1, 17, 14 },
        { 6, 8, 16, 30, 17, 17, 14 }, { 31, 1, 2, 4, 8, 8, 8 }, { 14, 17, 17, 14, 17, 17, 14 },
        { 14, 17, 17, 15, 1, 2, 12 }, { 0, 0, 0, 0, 0, 12, 12 }, { 0, 0, 31, 0, 31, 0, 0 },
        { 0, 12, 12, 0, 12, 12, 0 }, { 0, 1, 2, 4, 8, 16, 0 }, { 0, 0, 0, 31, 0, 0, 0 },
        { 0, 17, 17, 17, 19, 29, 16 }, { 14, 17, 17, 17, 31, 17, 17 }, { 30, 17, 17, 30, 17, 17, 30 },
        { 14, 17, 16, 16, 16, 17, 14 }, { 28, 18, 17, 17, 17, 18, 28 }, { 31, 16, 16, 30, 16, 16, 31 },
        { 31, 16, 16, 30, 16, 16, 16 }, { 14, 17, 16, 23, 17, 17, 15 }, { 17, 17, 17, 31, 17, 17, 17 },
        { 14, 4, 4, 4, 4, 4, 14 }, { 17, 18, 20, 24, 20, 18, 17 }, { 16, 16, 16, 16, 16, 16, 31 },
        { 17, 27, 21, 21, 17, 17, 17 }, { 17, 17, 25, 21, 19, 17, 17 }, { 14, 17, 17, 17, 17, 17, 14 },
        { 30, 17, 17, 30, 16, 16, 16 }, { 30, 17, 17, 30, 20, 18, 17 }, { 15, 16, 16, 14, 1, 1, 30 },
        { 31, 4, 4, 4, 4, 4, 4 }, { 17, 17, 17, 17, 17, 17, 14 }, { 17, 17, 17, 17, 17, 10, 4 },
        { 17, 17, 17, 21, 21, 21, 10 }, { 17, 17, 10, 4, 10, 17, 17 }, { 0, 0, 26, 21, 21, 21, 21 },
        { 0, 0, 22, 25, 17, 17, 17 }, { 16, 16, 18, 20, 24, 20, 18 } };

    private DataBar() {
    }

    /** Height of the bar below an image of this height, in px. */
    public static int height(int whole) {
        return Math.max(24, Math.min(whole / 3, (int) Math.rint(whole * 0.065)));
    }

    /** Draws the bar into rows {@code top} to below {@code bottom}. */
    public static void draw(float[] levels, int width, int top, int bottom, double umPerPx, double magnification,
            int number) {
        for (int y = top; y < bottom; y++)
            for (int x = 0; x < width; x++)
                levels[y * width + x] = y < top + 2 ? 235 : 12;
        int size = Math.max(1, (bottom - top) / 22), line = top + (bottom - top - 7 * size) / 2 + 1;
        double um = round(umPerPx * width / 6);
        int length = Math.max(1, (int) Math.rint(um / umPerPx)), x = 12 * size;
        for (int k = 0; k < length && x + k < width; k++)
            for (int y = line + 3 * size - 1; y <= line + 3 * size + 1; y++)
                levels[y * width + x + k] = 235;
        for (int end : new int[] { x, x + length - 1 })
            for (int y = line; y < line + 7 * size && end < width; y++)
                levels[y * width + end] = 235;
        int at = text(levels, width, x + length + 6 * size, line, size, um < 1
                ? (int) Math.rint(um * 1000) + " nm" : (int) Math.rint(um) + " µm");
        String[] notes = { String.format(Locale.ROOT, "MAG = %.2f KX", magnification / 1000), "EHT = 3.00 kV",
            "WD = 4.1 mm", "SIGNAL A = INLENS", "FIELD " + (number + 1) };
        for (String note : notes) {
            int wide = note.length() * 6 * size;
            if (at + 16 * size + wide > width - 4 * size)
                break;
            at = text(levels, width, at + 16 * size, line, size, note);
        }
    }

    /** The nearest of 1, 2 and 5 times a power of ten that is not above. */
    private static double round(double um) {
        double best = 1e-6;
        for (double decade = 1e-6; decade <= um; decade *= 10)
            for (int step : new int[] { 1, 2, 5 })
                if (decade * step <= um)
                    best = decade * step;
        return best;
    }

    private static int text(float[] levels, int width, int x, int y, int size, String text) {
        for (char sign : text.toCharArray()) {
            int index = SIGNS.indexOf(sign);
            for (int row = 0; index >= 0 && row < 7 * size; row++)
                for (int column = 0; column < 5 * size && x + column < width; column++)
                    if ((GLYPHS[index][row / size] >> 4 - column / size & 1) != 0)
                        levels[(y + row) * width + x + column] = 235;
            x += 6 * size;
        }
        return x;
    }
}
