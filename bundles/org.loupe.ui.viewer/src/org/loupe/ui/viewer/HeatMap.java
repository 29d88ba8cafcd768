package org.loupe.ui.viewer;

import java.util.Arrays;
import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.PaletteData;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Display;
import org.loupe.api.Region;
import org.loupe.api.Tile;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Type;

/**
 * How much an image differs from what it is compared to, as colours over it that the image shines through: nothing
 * where nothing differs. UI thread, but for {@link #picture}.
 */
public final class HeatMap implements Layer {
    private static final int STRONGEST = 235, LEGEND_ABOVE = 38;
    /** Share of pixels beyond the last colour, and share of its magnitude up to which nothing is hidden. */
    private static final double LEFT_OUT = 0.0005, NOISE = 0.08;

    private Region region;
    private Image image;
    private double most;
    private boolean grey;

    /**
     * A magnitude as a picture.
     *
     * @param region what it covers, in px of the full image
     * @param data   colours, and how much they hide
     * @param most   magnitude that has the last colour
     * @param grey   whether it is a difference of grey values, else a share
     */
    public record Picture(Region region, ImageData data, double most, boolean grey) {
    }

    /** Makes the picture of a magnitude; its sign does not count. Any thread. @param magnitude one channel */
    public static Picture picture(Region region, Tile magnitude) {
        return picture(region, magnitude, most(magnitude), true);
    }

    /** The same of what is a share. @param shares one channel, 0 … 1 */
    public static Picture share(Tile shares) {
        return picture(shares.region(), shares, 1, false);
    }

    private static Picture picture(Region region, Tile magnitude, double most, boolean grey) {
        int width = magnitude.width(), height = magnitude.height();
        ImageData data = new ImageData(width, height, 24, new PaletteData(0xff0000, 0xff00, 0xff));
        data.alphaData = new byte[width * height];
        int[] line = new int[width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double share = Math.min(1, Math.abs(magnitude.get(x, y, 0)) / most);
                line[x] = Palette.inferno(0.15 + 0.85 * share); // its black end would be a shadow
                data.alphaData[y * width + x] = (byte) (STRONGEST * Math.max(0, Math.min(1, (share - NOISE) * 1.7)));
            }
            data.setPixels(0, y, width, line, 0);
        }
        return new Picture(region, data, most, grey);
    }

    /** Few pixels are stronger. */
    private static double most(Tile tile) {
        int step = Math.max(1, tile.width() * tile.height() / 100_000), n = 0;
        double[] values = new double[tile.width() * tile.height() / step + 1];
        for (int i = 0; i < tile.width() * tile.height(); i += step) {
            double value = Math.abs(tile.get(i % tile.width(), i / tile.width(), 0));
            if (!Double.isNaN(value))
                values[n++] = value;
        }
        Arrays.sort(values, 0, n);
        double strong = n == 0 ? 0 : values[(int) ((n - 1) * (1 - LEFT_OUT))];
        return strong > 0 ? strong : n > 0 && values[n - 1] > 0 ? values[n - 1] : 1;
    }

    /** Shows a picture, or with {@code null} none. */
    public void show(Picture picture) {
        dispose();
        if (picture == null)
            return;
        region = picture.region;
        most = picture.most;
        grey = picture.grey;
        image = new Image(Display.getCurrent(), picture.data);
    }

    /** What is shown covers this part of the image. */
    public Optional<Region> region() {
        return image == null ? Optional.empty() : Optional.of(region);
    }

    /** Frees the picture. */
    public void dispose() {
        if (image != null)
            image.dispose();
        image = null;
    }

    @Override
    public void paint(GC gc, ImageCanvas canvas) {
        if (image == null)
            return;
        Region seen = canvas.visible().intersect(region);
        if (!seen.isEmpty()) {
            Rectangle size = image.getBounds();
            double fx = (double) size.width / region.width(), fy = (double) size.height / region.height();
            int x0 = (int) Math.floor((seen.x() - region.x()) * fx);
            int y0 = (int) Math.floor((seen.y() - region.y()) * fy);
            int x1 = Math.min(size.width, (int) Math.ceil((seen.right() - region.x()) * fx));
            int y1 = Math.min(size.height, (int) Math.ceil((seen.bottom() - region.y()) * fy));
            int left = (int) Math.round(canvas.toScreenX(region.x() + x0 / fx));
            int top = (int) Math.round(canvas.toScreenY(region.y() + y0 / fy));
            int right = (int) Math.round(canvas.toScreenX(region.x() + x1 / fx));
            int bottom = (int) Math.round(canvas.toScreenY(region.y() + y1 / fy));
            if (x1 > x0 && y1 > y0 && right > left && bottom > top) {
                gc.setInterpolation(canvas.view().scale() / fx >= 2 ? SWT.NONE : SWT.DEFAULT);
                gc.drawImage(image, x0, y0, x1 - x0, y1 - y0, left, top, right - left, bottom - top);
            }
        }
        if (canvas.hud()) {
            gc.setFont(Palette.font(Type.SMALL));
            Point text = gc.textExtent("0");
            Hud.colourBar(gc, new Tone(0, most, 1, ColorMap.HEAT), new double[0], canvas.getClientArea(),
                    canvas.getClientArea().height - LEGEND_ABOVE + 20 - text.y, grey);
        }
    }
}
