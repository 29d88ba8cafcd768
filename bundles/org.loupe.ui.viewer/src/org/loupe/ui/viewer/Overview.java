package org.loupe.ui.viewer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.loupe.api.Detections;
import org.loupe.api.Shape;

import org.loupe.ui.Palette;

/** The map of the whole image, with the view's frame and all detections; shown while the image is larger than it. */
final class Overview {
    private static final int EDGE = 168, MARGIN = 12, SMALLEST = 8;
    private static final double FROM = 1.5;
    /** Detections that are drawn; of more, evenly chosen ones. */
    private static final int MOST = 4000;

    private final ImageCanvas canvas;
    private final TileCache tiles;

    Overview(ImageCanvas canvas, TileCache tiles) {
        this.canvas = canvas;
        this.tiles = tiles;
    }

    /** Where it lies; empty if it is not shown. */
    Rectangle area() {
        Rectangle none = new Rectangle(0, 0, 0, 0);
        if (canvas.pixels().isEmpty() || !canvas.map())
            return none;
        Shape shape = canvas.pixels().get().shape();
        Rectangle area = canvas.getClientArea();
        double zoom = canvas.view().scale();
        if (shape.width() * zoom <= FROM * area.width && shape.height() * zoom <= FROM * area.height)
            return none;
        double scale = (double) EDGE / Math.max(shape.width(), shape.height());
        int w = Math.max(SMALLEST, (int) Math.round(shape.width() * scale));
        int h = Math.max(SMALLEST, (int) Math.round(shape.height() * scale));
        return new Rectangle(area.width - w - MARGIN, MARGIN, w, h);
    }

    void paint(GC gc, Overlay overlay) {
        Rectangle at = area();
        if (at.isEmpty())
            return;
        Pixels pixels = canvas.pixels().get();
        Hud.plate(gc, new Rectangle(at.x - 4, at.y - 4, at.width + 8, at.height + 8));
        tiles.get(new TileCache.Key(pixels, pixels.levels() - 1, 0, 0)).ifPresent(image -> {
            Rectangle size = image.getBounds();
            gc.setInterpolation(SWT.DEFAULT);
            gc.drawImage(image, 0, 0, size.width, size.height, at.x, at.y, at.width, at.height);
        });
        double scale = (double) at.width / pixels.shape().width();
        Detections d = overlay.detections();
        for (int row = 0, step = d.size() / MOST + 1; canvas.overlays() && row < d.size(); row += step) {
            gc.setBackground(overlay.colours().apply(d.classIndex()[row]));
            gc.fillRectangle(at.x + (int) ((d.x()[row] + d.width()[row] / 2) * scale) - 1,
                    at.y + (int) ((d.y()[row] + d.height()[row] / 2) * scale) - 1, 2, 2);
        }
        Rectangle area = canvas.getClientArea();
        int left = at.x + (int) Math.round(Math.max(0, canvas.toImageX(0)) * scale);
        int top = at.y + (int) Math.round(Math.max(0, canvas.toImageY(0)) * scale);
        int right = at.x + (int) Math.round(Math.min(pixels.shape().width(), canvas.toImageX(area.width)) * scale);
        int bottom = at.y
                + (int) Math.round(Math.min(pixels.shape().height(), canvas.toImageY(area.height)) * scale);
        gc.setForeground(Palette.WHITE);
        gc.drawRectangle(left, top, Math.max(2, right - left - 1), Math.max(2, bottom - top - 1));
    }

    /** Shows the place of the image that lies at a point of the map. */
    void jump(int x, int y, Navigation navigation) {
        Rectangle at = area();
        if (at.isEmpty())
            return;
        Shape shape = canvas.pixels().get().shape();
        navigation.jump((double) (x - at.x) / at.width * shape.width(),
                (double) (y - at.y) / at.height * shape.height());
    }
}
