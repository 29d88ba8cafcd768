package org.loupe.ui.viewer.internal.nets;

import java.util.function.IntFunction;

import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.PaletteData;

/** What a net outlines on an image, drawn over it in the colours of the classes, with what is true dotted in white. */
public final class MaskOutlines {
    private static final PaletteData RGB = new PaletteData(0xFF0000, 0xFF00, 0xFF);
    private static final byte FILL = 64;

    private MaskOutlines() {
    }

    /**
     * Draws outlines, clear where there are none.
     *
     * @param found  class of each px, from 1; 0 for none
     * @param truth  the same of what is true
     * @param colour of a class, from 0
     */
    public static ImageData of(byte[] found, byte[] truth, int wide, int high, IntFunction<Color> colour) {
        ImageData data = new ImageData(wide, high, 24, RGB);
        data.alphaData = new byte[wide * high];
        for (int y = 0; y < high; y++)
            for (int x = 0; x < wide; x++) {
                int i = y * wide + x;
                if (found[i] != 0) {
                    data.setPixel(x, y, RGB.getPixel(colour.apply(found[i] - 1).getRGB()));
                    data.alphaData[i] = edge(found, x, y, wide, high) ? (byte) 255 : FILL;
                }
                if ((x + y) % 4 < 2 && edge(truth, x, y, wide, high)) {
                    data.setPixel(x, y, 0xFFFFFF);
                    data.alphaData[i] = (byte) 255;
                }
            }
        return data;
    }

    private static boolean edge(byte[] map, int x, int y, int wide, int high) {
        int kind = map[y * wide + x];
        return kind != 0 && (x == 0 || y == 0 || x == wide - 1 || y == high - 1 || map[y * wide + x - 1] != kind
                || map[y * wide + x + 1] != kind || map[(y - 1) * wide + x] != kind || map[(y + 1) * wide + x] != kind);
    }
}
