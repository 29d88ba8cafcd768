package org.loupe.ui.viewer;

import java.util.ArrayList;
import java.util.List;

/**
 * Which part of an image is seen: the place in the middle and the zoom. Canvases that share a view move together. UI
 * thread only.
 */
public final class View {
    /** Smallest and largest zoom, in points of the screen per px of the image. */
    public static final double MIN = 0.01, MAX = 64;

    private final List<Runnable> listeners = new ArrayList<>();
    private double x, y, scale = 1;

    /** Column of the image in the middle of the view. */
    public double x() {
        return x;
    }

    /** Row of the image in the middle of the view. */
    public double y() {
        return y;
    }

    /** Points of the screen per px of the image. */
    public double scale() {
        return scale;
    }

    /** Shows another part. @param newScale limited to {@link #MIN}..{@link #MAX} */
    public void set(double newX, double newY, double newScale) {
        double limited = Math.max(MIN, Math.min(MAX, newScale));
        if (newX == x && newY == y && limited == scale)
            return;
        x = newX;
        y = newY;
        scale = limited;
        List.copyOf(listeners).forEach(Runnable::run);
    }

    /** Calls {@code changed} after each change. */
    public void listen(Runnable changed) {
        listeners.add(changed);
    }

    /** No longer calls {@code changed}. */
    public void forget(Runnable changed) {
        listeners.remove(changed);
    }
}
