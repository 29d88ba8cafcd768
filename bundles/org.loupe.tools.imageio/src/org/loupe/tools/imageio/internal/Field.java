package org.loupe.tools.imageio.internal;

import java.util.Arrays;

/**
 * Distances from the edges of what was drawn so far, in px, for every pixel's centre: below 0 inside. Right only near
 * edges; elsewhere not nearer than it should be. Not for use by several threads.
 */
public final class Field {
    /** Far outside. */
    public static final float FAR = 1000;

    private final int width;
    private final int height;
    private final float[] distances;

    /** An empty plane. */
    public Field(int width, int height) {
        this.width = width;
        this.height = height;
        distances = new float[width * height];
        Arrays.fill(distances, FAR);
    }

    /** px. */
    public int width() {
        return width;
    }

    /** px. */
    public int height() {
        return height;
    }

    /** All distances, row by row; the field's own array. */
    public float[] distances() {
        return distances;
    }

    /** The distance at the pixel nearest to a place; {@link #FAR} outside the plane. */
    public float at(double x, double y) {
        int column = (int) Math.rint(x), row = (int) Math.rint(y);
        return column < 0 || row < 0 || column >= width || row >= height ? FAR : distances[row * width + column];
    }

    /** Adds a form, right up to {@code margin} px around it. */
    public void unite(Form form, View view, double margin) {
        draw(form, view, margin, true);
    }

    /** Takes a form away, right up to {@code margin} px around it. */
    public void subtract(Form form, View view, double margin) {
        draw(form, view, margin, false);
    }

    /** The pixels that a form and its margin can change: left, top, right, bottom, half-open, inside the plane. */
    public int[] touched(Form form, View view, double margin) {
        double[] box = form.box();
        double left = Double.POSITIVE_INFINITY, top = left, right = -left, bottom = -left;
        for (int i = 0; i < 4; i++) {
            double cx = box[i & 2], cy = box[(i & 1) * 2 + 1];
            double x = view.toX(cx, cy), y = view.toY(cx, cy);
            left = Math.min(left, x);
            right = Math.max(right, x);
            top = Math.min(top, y);
            bottom = Math.max(bottom, y);
        }
        return new int[] { (int) Math.max(0, Math.floor(left - margin)), (int) Math.max(0, Math.floor(top - margin)),
                (int) Math.min(width, Math.ceil(right + margin) + 1),
                (int) Math.min(height, Math.ceil(bottom + margin) + 1) };
    }

    private void draw(Form form, View view, double margin, boolean unite) {
        int[] t = touched(form, view, margin);
        double scale = view.scale(), c = view.cos() / (scale * scale), s = view.sin() / (scale * scale);
        for (int row = t[1]; row < t[3]; row++) {
            double dy = row - view.centreY() - view.shiftY();
            for (int column = t[0], i = row * width + t[0]; column < t[2]; column++, i++) {
                double dx = column - view.centreX() - view.shiftX();
                float d = (float) (scale * form.at(c * dx + s * dy + view.centreX(), c * dy - s * dx + view.centreY()));
                distances[i] = unite ? Math.min(distances[i], d) : Math.max(distances[i], -d);
            }
        }
    }
}
