package org.loupe.api;

import java.util.Arrays;
import java.util.List;

/**
 * Objects found in an image, as columns of equal length; row {@code i} of each is object {@code i}. Immutable by
 * agreement: nobody writes the arrays after construction.
 *
 * @param x          left edge of the box in px, counted from the first pixel of the tile that the detector was given;
 *                   the engine moves it to the full image
 * @param y          top edge in px, likewise
 * @param width      px
 * @param height     px
 * @param score      0..1: how surely it is what its class says; comparable within one tool
 * @param classes    names of the classes
 * @param classIndex index into {@code classes}
 * @param masks      the object's pixels as run lengths in its box ({@link Mask}), whose edges are then whole numbers;
 *                   an element is {@code null} where only the box is known
 */
public record Detections(float[] x, float[] y, float[] width, float[] height, float[] score, List<String> classes,
        int[] classIndex, int[][] masks) {

    /** Nothing found. */
    public static final Detections NONE = new Detections(new float[0], new float[0], new float[0], new float[0],
            new float[0], List.of(), new int[0], new int[0][]);

    public Detections {
        int n = x.length;
        if (y.length != n || width.length != n || height.length != n || score.length != n || classIndex.length != n
                || masks.length != n)
            throw new IllegalArgumentException("All columns of detections have one length.");
        classes = List.copyOf(classes);
    }

    /** Number of objects. */
    public int size() {
        return x.length;
    }

    /** Name of an object's class. */
    public String className(int row) {
        return classes.get(classIndex[row]);
    }

    /** The pixels that an object's box touches. */
    public Region region(int row) {
        int left = (int) Math.floor(x[row]), top = (int) Math.floor(y[row]);
        return new Region(left, top, (int) Math.ceil(x[row] + width[row]) - left,
                (int) Math.ceil(y[row] + height[row]) - top);
    }

    /** All moved by a distance in px. */
    public Detections move(float dx, float dy) {
        float[] newX = x.clone(), newY = y.clone();
        for (int i = 0; i < newX.length; i++) {
            newX[i] += dx;
            newY[i] += dy;
        }
        return new Detections(newX, newY, width, height, score, classes, classIndex, masks);
    }

    /** The given rows, in that order. */
    public Detections select(int... rows) {
        int n = rows.length;
        float[] sx = new float[n], sy = new float[n], sw = new float[n], sh = new float[n], ss = new float[n];
        int[] sc = new int[n];
        int[][] sm = new int[n][];
        for (int i = 0; i < n; i++) {
            int r = rows[i];
            sx[i] = x[r];
            sy[i] = y[r];
            sw[i] = width[r];
            sh[i] = height[r];
            ss[i] = score[r];
            sc[i] = classIndex[r];
            sm[i] = masks[r];
        }
        return new Detections(sx, sy, sw, sh, ss, classes, sc, sm);
    }

    /** Rows of all in order; every part must have the same classes unless it is empty. */
    public static Detections concat(List<Detections> parts) {
        List<Detections> filled = parts.stream().filter(p -> p.size() > 0).toList();
        if (filled.isEmpty())
            return parts.isEmpty() ? NONE : parts.get(0);
        if (filled.size() == 1)
            return filled.get(0);
        List<String> classes = filled.get(0).classes();
        Builder all = new Builder(classes);
        for (Detections d : filled) {
            if (!d.classes().equals(classes))
                throw new IllegalArgumentException("Detections of classes " + classes + " and " + d.classes()
                        + " cannot be joined.");
            for (int i = 0; i < d.size(); i++)
                all.add(d.x[i], d.y[i], d.width[i], d.height[i], d.score[i], d.classIndex[i], d.masks[i]);
        }
        return all.build();
    }

    /** Collects detections one by one. Not for use by several threads. */
    public static final class Builder {
        private final List<String> classes;
        private float[] columns = new float[5 * 16];
        private int[] classIndex = new int[16];
        private int[][] masks = new int[16][];
        private int size;

        public Builder(List<String> classes) {
            this.classes = List.copyOf(classes);
        }

        /** Adds an object; {@code mask} may be {@code null}. */
        public Builder add(double x, double y, double width, double height, double score, int classIndex, int[] mask) {
            if (size == this.classIndex.length) {
                columns = Arrays.copyOf(columns, columns.length * 2);
                this.classIndex = Arrays.copyOf(this.classIndex, size * 2);
                masks = Arrays.copyOf(masks, size * 2);
            }
            int at = size * 5;
            columns[at] = (float) x;
            columns[at + 1] = (float) y;
            columns[at + 2] = (float) width;
            columns[at + 3] = (float) height;
            columns[at + 4] = (float) score;
            this.classIndex[size] = classIndex;
            masks[size++] = mask;
            return this;
        }

        /** What was added so far. */
        public Detections build() {
            float[][] c = new float[5][size];
            for (int i = 0; i < size; i++)
                for (int k = 0; k < 5; k++)
                    c[k][i] = columns[i * 5 + k];
            return new Detections(c[0], c[1], c[2], c[3], c[4], classes, Arrays.copyOf(classIndex, size),
                    Arrays.copyOf(masks, size));
        }
    }
}
