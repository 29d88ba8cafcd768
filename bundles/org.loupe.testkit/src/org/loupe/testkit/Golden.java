package org.loupe.testkit;

import org.loupe.api.Detections;
import org.loupe.api.Features;
import org.loupe.api.Pair;
import org.loupe.api.Patch;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Tile;

/**
 * Small images with everything that inspection meets: a pattern that repeats every 64 px, a vignette, noise, and dark
 * and bright spots of 3 to 9 px that break the repetition. They are computed from the place alone, so a part of an
 * image equals the image of that part, on every machine.
 */
public final class Golden {
    private static final int PITCH = 64;
    private static final int CELL = 48;

    private Golden() {
    }

    /**
     * The image with its defects. Samples of 8 bits hold about 40 to 230; of 16 bits the same times 257; floating point
     * the same; further channels are darker versions of the first.
     */
    public static Tile image(Shape shape) {
        return image(shape, 0, 0, true);
    }

    /** The part of that image, or of the one without defects, whose first pixel is at column x and row y. */
    public static Tile image(Shape shape, int x, int y, boolean defects) {
        Tile tile = Tile.allocate(shape);
        double factor = shape.type() == Shape.Type.U16 ? 257 : 1;
        for (int row = 0; row < shape.height(); row++)
            for (int column = 0; column < shape.width(); column++) {
                double value = value(x + column, y + row, defects);
                for (int channel = 0; channel < shape.channels(); channel++)
                    tile.set(column, row, channel, Math.rint(value * (1 - 0.1 * channel) * 16) / 16 * factor);
            }
        return tile.at(x, y);
    }

    /** The image with the same without defects as its reference, both of the given shape. */
    public static Pair pair(Shape shape) {
        return Pair.of(image(shape, 0, 0, true), image(shape, 0, 0, false));
    }

    /** A bright bar of 40 × 12 px in the golden image's noise, with its reference and mask, on 64 × 64 px. */
    public static Patch patch(Shape.Type type, int channels, double umPerPx) {
        Shape shape = new Shape(64, 64, channels, type, umPerPx);
        Region box = new Region(12, 26, 40, 12);
        Tile reference = image(shape, 0, 0, false), test = image(shape, 0, 0, false);
        Tile mask = Tile.allocate(Shape.grey(64, 64));
        for (int row = box.y(); row < box.bottom(); row++)
            for (int column = box.x(); column < box.right(); column++) {
                mask.set(column, row, 0, 255);
                for (int channel = 0; channel < channels; channel++)
                    test.set(column, row, channel, reference.get(column, row, channel) + 30);
            }
        return new Patch(test, java.util.Optional.of(reference), box, mask);
    }

    /** {@code rows} rows of numbers under the given names, from 0 to 100, with a NaN in the last row. */
    public static Features features(java.util.List<String> names, int rows) {
        float[] values = new float[names.size() * rows];
        for (int i = 0; i < values.length; i++)
            values[i] = (hash(i, 7) & 0xffff) / 655.36f;
        if (values.length > 1)
            values[values.length - 1] = Float.NaN;
        return new Features(names, rows, values);
    }

    /**
     * {@code rows} rows of twelve columns around three centres, on one scale and without NaN, no two distances equal;
     * the first one belongs nowhere.
     */
    public static Features groups(int rows) {
        int columns = 12;
        java.util.List<String> names = new java.util.ArrayList<>();
        for (int c = 0; c < columns; c++)
            names.add("column" + c);
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            int group = i / columns % 3, c = i % columns;
            double noise = ((hash(i, 11) & 0xffff) + (hash(i, 13) & 0xffff) + (hash(i, 17) & 0xffff)) / 65536.0 - 1.5;
            values[i] = (float) (noise + (c % 3 == group ? 4 : 0) + (i < columns ? 12 + c : 0));
        }
        return new Features(names, rows, values);
    }

    /** {@code rows} detections of the given classes and one more; their scores go from 0 to 1. */
    public static Detections detections(java.util.List<String> classes, int rows) {
        java.util.List<String> names = new java.util.ArrayList<>(classes);
        names.add("other");
        Detections.Builder made = new Detections.Builder(names);
        for (int i = 0; i < rows; i++)
            made.add(hash(i, 1) & 0xff, hash(i, 2) & 0xff, 1 + (hash(i, 3) & 15), 1 + (hash(i, 4) & 15),
                    (hash(i, 5) & 0xff) / 255.0, i % names.size(), null);
        return made.build();
    }

    private static double value(int x, int y, boolean defects) {
        int px = Math.floorMod(x, PITCH), py = Math.floorMod(y, PITCH);
        double value = 80;
        if (px >= 8 && px < 40 && py >= 10 && py < 26)
            value = 180;
        else if (Math.hypot(px - 52, py - 18) < 7)
            value = 200;
        else if (py >= 44 && py < 50)
            value = 150;
        double fromCentre = Math.hypot(x - 100, y - 80) / 400;
        value *= 1 - 0.15 * Math.min(1, fromCentre * fromCentre);
        if (defects)
            value += spot(x, y);
        int noise = hash(x, y);
        return Math.max(0, Math.min(255, value + (noise & 7) - 3.5 + (noise >> 3 & 3) - 1.5));
    }

    private static double spot(int x, int y) {
        int cx = Math.floorDiv(x, CELL), cy = Math.floorDiv(y, CELL);
        int h = hash(cx * 31 + 5, cy * 17 + 3);
        double radius = 1.5 + (h & 3);
        double dx = Math.floorMod(x, CELL) - 8 - (h >> 2 & 31), dy = Math.floorMod(y, CELL) - 8 - (h >> 7 & 31);
        return dx * dx + dy * dy <= radius * radius ? (h >> 12 & 1) == 0 ? 60 : -60 : 0;
    }

    private static int hash(int x, int y) {
        int h = x * 0x9E3779B1 ^ Integer.rotateLeft(y * 0x85EBCA77, 13);
        h = (h ^ h >>> 15) * 0x2C1B3C6D;
        h = (h ^ h >>> 12) * 0x297A2D39;
        return (h ^ h >>> 15) & 0x7fffffff;
    }
}
