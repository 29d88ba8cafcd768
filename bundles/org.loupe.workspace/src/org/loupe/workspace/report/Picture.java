package org.loupe.workspace.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.loupe.api.Shape;
import org.loupe.api.Tile;

/** Tiles as pictures within a page. */
final class Picture {

    private Picture() {
    }

    /** The values shown as black and as white. */
    record Window(double black, double white) {

        /** 0 to 255 for 8-bit samples; of others the range of the tile's colours. */
        static Window of(Tile tile) {
            if (tile.shape().type() == Shape.Type.U8)
                return new Window(0, 255);
            double low = Double.MAX_VALUE, high = -Double.MAX_VALUE;
            for (int y = 0; y < tile.height(); y++)
                for (int x = 0; x < tile.width(); x++)
                    for (int c = 0; c < colours(tile); c++) {
                        double v = tile.get(x, y, c);
                        if (Double.isFinite(v)) {
                            low = Math.min(low, v);
                            high = Math.max(high, v);
                        }
                    }
            return new Window(low, high > low ? high : low + 1);
        }
    }

    /** Channels that are shown: all but an alpha channel. */
    private static int colours(Tile tile) {
        return tile.shape().channels() >= 3 ? 3 : 1;
    }

    /**
     * A tile as the source of an {@code img}: a PNG, its pixels averaged where it is larger than {@code most}.
     *
     * @param most px of the longer side
     */
    static String source(Tile tile, Window window, int most) {
        int factor = Math.max(1, (Math.max(tile.width(), tile.height()) + most - 1) / most);
        int width = (tile.width() + factor - 1) / factor, height = (tile.height() + factor - 1) / factor;
        int colours = colours(tile);
        BufferedImage image = new BufferedImage(width, height,
                colours == 3 ? BufferedImage.TYPE_3BYTE_BGR : BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                for (int c = 0; c < colours; c++)
                    image.getRaster().setSample(x, y, c, sample(tile, window, x * factor, y * factor, factor, c));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static int sample(Tile tile, Window window, int left, int top, int size, int channel) {
        double sum = 0;
        int n = 0;
        for (int y = top; y < Math.min(tile.height(), top + size); y++)
            for (int x = left; x < Math.min(tile.width(), left + size); x++) {
                double v = tile.get(x, y, channel);
                sum += Double.isNaN(v) ? window.black() : v;
                n++;
            }
        double share = (sum / n - window.black()) / (window.white() - window.black());
        return (int) Math.rint(255 * Math.max(0, Math.min(1, share)));
    }
}
