package org.loupe.ui.viewer.internal.wafer;

import org.eclipse.swt.graphics.Rectangle;
import org.loupe.wafer.Outline;

/**
 * Which part of a wafer is seen, and where on the canvas. Points of the canvas count from its upper left corner.
 *
 * @param x     place in the middle, µm from the centre of the wafer
 * @param y     likewise, up
 * @param scale points of the canvas for each µm
 * @param area  of the canvas that the map has, in points
 */
record WaferFrame(double x, double y, double scale, Rectangle area) {
    private static final int MARGIN = 20;
    /** Points for a µm at most, and how much smaller than the canvas a wafer may be. */
    private static final double FINEST = 20, COARSEST = 0.4;

    /** The whole wafer in an area. */
    static WaferFrame fit(Outline outline, Rectangle area) {
        return new WaferFrame(0, 0, fitting(outline, area), area);
    }

    private static double fitting(Outline outline, Rectangle area) {
        return Math.max(1e-9, Math.min(Math.max(8, area.width - 2 * MARGIN) / outline.widthUm(),
                Math.max(8, area.height - 2 * MARGIN) / outline.heightUm()));
    }

    double toX(double um) {
        return area.x + area.width / 2.0 + (um - x) * scale;
    }

    double toY(double um) {
        return area.y + area.height / 2.0 - (um - y) * scale;
    }

    double umX(double point) {
        return x + (point - area.x - area.width / 2.0) / scale;
    }

    double umY(double point) {
        return y - (point - area.y - area.height / 2.0) / scale;
    }

    /** The same view in another area. */
    WaferFrame in(Rectangle other) {
        return new WaferFrame(x, y, scale, other);
    }

    /** Larger by a factor, with the place under a point of the canvas kept there; within limits. */
    WaferFrame zoomed(double factor, double pointX, double pointY, Outline outline) {
        double least = fitting(outline, area) * COARSEST;
        double next = Math.max(least, Math.min(FINEST, scale * factor));
        return new WaferFrame(umX(pointX) - (pointX - area.x - area.width / 2.0) / next,
                umY(pointY) + (pointY - area.y - area.height / 2.0) / next, next, area).held(outline);
    }

    /** Moved by points, as if the wafer were dragged. */
    WaferFrame moved(double pointsX, double pointsY, Outline outline) {
        return new WaferFrame(x - pointsX / scale, y + pointsY / scale, scale, area).held(outline);
    }

    /** Moved just so far that a box is in sight. */
    WaferFrame showing(double x0, double y0, double x1, double y1, Outline outline) {
        double wide = area.width / scale / 2, high = area.height / scale / 2;
        return new WaferFrame(moved(x, wide, x0, x1), moved(y, high, y0, y1), scale, area).held(outline);
    }

    private static double moved(double middle, double half, double from, double to) {
        if (to - from > 2 * half)
            return (from + to) / 2;
        return Math.max(to - half, Math.min(from + half, middle));
    }

    /** The middle stays on the wafer, so that it cannot get lost. */
    private WaferFrame held(Outline outline) {
        double wide = outline.widthUm() / 2, high = outline.heightUm() / 2;
        return new WaferFrame(Math.max(-wide, Math.min(wide, x)), Math.max(-high, Math.min(high, y)), scale, area);
    }
}
