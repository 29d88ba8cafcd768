package org.loupe.ui.viewer;

import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.loupe.api.Detections;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.ui.Preferences;

/**
 * How a canvas gets to another part of its image: at once, or in a short glide that the next one cuts short. UI thread.
 */
final class Navigation {
    private static final int FIT_MARGIN = 8;
    private static final int ZOOM_MS = 90, PAN_MS = 120, FRAME_MS = 12;
    private static final int SMALLEST = 12;

    private final ImageCanvas canvas;
    private final View view;
    private boolean fitting;
    private double before = Double.NaN;
    private Glide glide;

    /** On the way from one view to another; {@code scale} changes evenly to the eye, the place so that none jumps. */
    private record Glide(double x0, double y0, double scale0, double x1, double y1, double scale1, long start, int ms) {
        double[] at(double time) {
            double t = 1 - (1 - time) * (1 - time);
            double scale = scale0 * Math.pow(scale1 / scale0, t);
            double way = scale1 == scale0 ? t : (1 / scale - 1 / scale0) / (1 / scale1 - 1 / scale0);
            return new double[] { x0 + (x1 - x0) * way, y0 + (y1 - y0) * way, scale };
        }
    }

    Navigation(ImageCanvas canvas) {
        this.canvas = canvas;
        view = canvas.view();
    }

    void resized() {
        if (fitting)
            fit();
    }

    void fit() {
        Point size = canvas.getSize();
        if (canvas.pixels().isEmpty() || size.x == 0 || size.y == 0)
            return;
        Shape shape = canvas.pixels().get().shape();
        glide = null;
        view.set(shape.width() / 2.0, shape.height() / 2.0, fitting(shape.region(), size));
        fitting = true;
    }

    /** The zoom at which an image just fits into a canvas. */
    static double fitting(Region image, Point size) {
        return Math.max(View.MIN, Math.min((double) (size.x - 2 * FIT_MARGIN) / image.width(),
                (double) (size.y - 2 * FIT_MARGIN) / image.height()));
    }

    void oneToOne() {
        finish();
        double full = 1 / canvas.device(), now = view.scale();
        double next = now == full && !Double.isNaN(before) ? before : full;
        before = now;
        Point size = canvas.getSize();
        zoom(next / now, size.x / 2.0, size.y / 2.0, false);
    }

    /** Zooms about a place of the canvas, which stays where it is; stops at 100 % on the way. */
    void zoom(double factor, double x, double y, boolean eased) {
        if (canvas.pixels().isEmpty())
            return;
        finish();
        double full = 1 / canvas.device(), now = view.scale();
        double next = Math.max(View.MIN, Math.min(View.MAX, now * factor));
        if (now != full && (now < full) == (next > full) && next != full)
            next = full;
        double u = canvas.toImageX(x), v = canvas.toImageY(y);
        Point size = canvas.getSize();
        go(u - (x - size.x / 2.0) / next, v - (y - size.y / 2.0) / next, next, eased ? ZOOM_MS : 0);
    }

    void pan(double dx, double dy) {
        finish();
        go(view.x() + dx / view.scale(), view.y() + dy / view.scale(), view.scale(), 0);
    }

    /** Shows a place in the middle. */
    void jump(double column, double row) {
        go(column, row, view.scale(), 0);
    }

    /** Brings a box into sight: pans if it is not, zooms only if it is tiny. */
    void reveal(Detections d, int row, Rectangle box) {
        Rectangle area = canvas.getClientArea();
        boolean inSight = box.x >= 0 && box.y >= 0 && box.x + box.width <= area.width
                && box.y + box.height <= area.height;
        boolean tiny = Math.max(box.width, box.height) < SMALLEST;
        if (inSight && !tiny || canvas.pixels().isEmpty())
            return;
        double scale = tiny ? Math.min(8, 60 / Math.max(1, Math.max(d.width()[row], d.height()[row]))) : view.scale();
        go(d.x()[row] + d.width()[row] / 2, d.y()[row] + d.height()[row] / 2, Math.max(scale, view.scale()), PAN_MS);
    }

    /** Shows a box large. */
    void zoomTo(Detections d, int row) {
        Point size = canvas.getSize();
        double edge = Math.max(16, Math.max(d.width()[row], d.height()[row]));
        go(d.x()[row] + d.width()[row] / 2, d.y()[row] + d.height()[row] / 2,
                Math.min(16, Math.min(size.x, size.y) / edge / 3), PAN_MS);
    }

    /** The middle stays on the image, so that it cannot get lost. @param ms length of the glide, 0 for none */
    private void go(double x, double y, double scale, int ms) {
        fitting = false;
        Shape shape = canvas.pixels().map(Pixels::shape).orElse(Shape.grey(1, 1));
        double toX = Math.max(0, Math.min(shape.width(), x)), toY = Math.max(0, Math.min(shape.height(), y));
        double toScale = Math.max(View.MIN, Math.min(View.MAX, scale));
        if (ms == 0 || !Preferences.ANIMATION.get()) {
            glide = null;
            view.set(toX, toY, toScale);
            return;
        }
        glide = new Glide(view.x(), view.y(), view.scale(), toX, toY, toScale, System.nanoTime(), ms);
        step(glide);
    }

    private void step(Glide mine) {
        if (glide != mine || canvas.isDisposed())
            return;
        double time = (System.nanoTime() - mine.start) / 1e6 / mine.ms;
        if (time >= 1) {
            finish();
            return;
        }
        double[] now = mine.at(time);
        view.set(now[0], now[1], now[2]);
        canvas.getDisplay().timerExec(FRAME_MS, () -> step(mine));
    }

    /** Ends a glide where it was to lead. */
    private void finish() {
        if (glide == null)
            return;
        Glide ended = glide;
        glide = null;
        view.set(ended.x1, ended.y1, ended.scale1);
    }
}
