package org.loupe.ui.viewer;

import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.PaletteData;
import org.loupe.api.Shape;
import org.loupe.api.Tile;

/** Turns samples into what a screen shows. Any thread. */
public final class Screens {
    private static final PaletteData RGB = new PaletteData(0xFF0000, 0xFF00, 0xFF);

    private Screens() {
    }

    /**
     * A tile as 24-bit colours.
     *
     * @param range values shown as black and white
     */
    public static ImageData toScreen(Tile tile, double[] range) {
        int width = tile.width(), height = tile.height(), channels = tile.shape().channels();
        ImageData image = new ImageData(width, height, 24, RGB);
        byte[] out = image.data;
        var data = tile.data();
        boolean bytes = tile.shape().type() == Shape.Type.U8;
        double scale = 255 / (range[1] - range[0]);
        boolean plain = bytes && range[0] == 0 && range[1] == 255;
        for (int y = 0; y < height; y++) {
            int to = y * image.bytesPerLine;
            for (int x = 0; x < width; x++) {
                int from = (y * width + x) * channels;
                for (int c = 0; c < 3; c++) {
                    int source = channels >= 3 ? c : 0;
                    if (plain) {
                        out[to++] = data.get(from + source);
                    } else {
                        double v = bytes ? data.get(from + source) & 0xff : tile.get(x, y, source);
                        out[to++] = (byte) Math.max(0, Math.min(255, Math.round((v - range[0]) * scale)));
                    }
                }
            }
        }
        return image;
    }
}
