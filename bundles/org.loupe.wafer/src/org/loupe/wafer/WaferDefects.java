package org.loupe.wafer;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Defects of a wafer in columns, in the order of the file. Lengths are micrometres. Immutable: arrays given and got are
 * not changed by anyone.
 */
public final class WaferDefects {
    /** No defects. */
    public static final WaferDefects NONE = new Builder().build();

    private final int size;
    private final int[] ids;
    private final double[] xs;
    private final double[] ys;
    private final int[] columns;
    private final int[] rows;
    private final int[] classes;
    private final int[] roughBins;
    private final int[] fineBins;
    private final int[] tests;
    private final int[] clusters;
    private final float[] widths;
    private final float[] heights;
    private final float[] areas;
    private final float[] lengths;
    private final Map<Integer, List<Image>> images;

    /**
     * An image of a defect.
     *
     * @param file name or path as the file tells it; never used as it is, since files may lie
     * @param page of that file, from 0
     * @param kind as the file tells it, "" if it does not
     */
    public record Image(String file, int page, String kind) {
    }

    private WaferDefects(Builder of) {
        size = of.size;
        ids = Arrays.copyOf(of.ids, size);
        xs = Arrays.copyOf(of.xs, size);
        ys = Arrays.copyOf(of.ys, size);
        columns = Arrays.copyOf(of.columns, size);
        rows = Arrays.copyOf(of.rows, size);
        classes = Arrays.copyOf(of.classes, size);
        roughBins = Arrays.copyOf(of.roughBins, size);
        fineBins = Arrays.copyOf(of.fineBins, size);
        tests = Arrays.copyOf(of.tests, size);
        clusters = Arrays.copyOf(of.clusters, size);
        widths = Arrays.copyOf(of.widths, size);
        heights = Arrays.copyOf(of.heights, size);
        areas = Arrays.copyOf(of.areas, size);
        lengths = Arrays.copyOf(of.lengths, size);
        images = Map.copyOf(of.images);
    }

    public int size() {
        return size;
    }

    /** Its number in the file; usually each has its own. */
    public int id(int defect) {
        return ids[defect];
    }

    /** x from the centre of the wafer. */
    public double x(int defect) {
        return xs[defect];
    }

    /** y from the centre of the wafer, up. */
    public double y(int defect) {
        return ys[defect];
    }

    /** Column of its die, as the file says. */
    public int column(int defect) {
        return columns[defect];
    }

    /** Row of its die, as the file says. */
    public int row(int defect) {
        return rows[defect];
    }

    /** Number of its class, 0 if the file has none. */
    public int classNumber(int defect) {
        return classes[defect];
    }

    /** Rough bin, 0 if the file has none. */
    public int roughBin(int defect) {
        return roughBins[defect];
    }

    /** Fine bin, 0 if the file has none. */
    public int fineBin(int defect) {
        return fineBins[defect];
    }

    /** Number of the inspection that found it, 0 if the file has none. */
    public int test(int defect) {
        return tests[defect];
    }

    /** Number of the cluster that the tool put it into, 0 for none. */
    public int cluster(int defect) {
        return clusters[defect];
    }

    /** Size in x, NaN if unknown. */
    public float width(int defect) {
        return widths[defect];
    }

    /** Size in y, NaN if unknown. */
    public float height(int defect) {
        return heights[defect];
    }

    /** Area in µm², NaN if unknown. */
    public float area(int defect) {
        return areas[defect];
    }

    /** Its size as one number, as the tool defines it; NaN if unknown. */
    public float length(int defect) {
        return lengths[defect];
    }

    /** Its images, in the order of the file. */
    public List<Image> images(int defect) {
        return images.getOrDefault(defect, List.of());
    }

    /** Collects defects; what is not said of one is unknown. Not safe for use by several threads. */
    public static final class Builder {
        private int size;
        private int[] ids = new int[16];
        private double[] xs = new double[16];
        private double[] ys = new double[16];
        private int[] columns = new int[16];
        private int[] rows = new int[16];
        private int[] classes = new int[16];
        private int[] roughBins = new int[16];
        private int[] fineBins = new int[16];
        private int[] tests = new int[16];
        private int[] clusters = new int[16];
        private float[] widths = new float[16];
        private float[] heights = new float[16];
        private float[] areas = new float[16];
        private float[] lengths = new float[16];
        private final Map<Integer, List<Image>> images = new HashMap<>();

        public int size() {
            return size;
        }

        /** Begins the next defect; what follows is said of it. */
        public Builder add(int id, double xUm, double yUm, int column, int row) {
            if (size == ids.length)
                grow(size + (size >> 1) + 16);
            ids[size] = id;
            xs[size] = xUm;
            ys[size] = yUm;
            columns[size] = column;
            rows[size] = row;
            widths[size] = heights[size] = areas[size] = lengths[size] = Float.NaN;
            size++;
            return this;
        }

        private void grow(int capacity) {
            ids = Arrays.copyOf(ids, capacity);
            xs = Arrays.copyOf(xs, capacity);
            ys = Arrays.copyOf(ys, capacity);
            columns = Arrays.copyOf(columns, capacity);
            rows = Arrays.copyOf(rows, capacity);
            classes = Arrays.copyOf(classes, capacity);
            roughBins = Arrays.copyOf(roughBins, capacity);
            fineBins = Arrays.copyOf(fineBins, capacity);
            tests = Arrays.copyOf(tests, capacity);
            clusters = Arrays.copyOf(clusters, capacity);
            widths = Arrays.copyOf(widths, capacity);
            heights = Arrays.copyOf(heights, capacity);
            areas = Arrays.copyOf(areas, capacity);
            lengths = Arrays.copyOf(lengths, capacity);
        }

        /** x of a defect as it is so far. */
        public double x(int defect) {
            return xs[defect];
        }

        /** y of a defect as it is so far. */
        public double y(int defect) {
            return ys[defect];
        }

        /** Column of the die of a defect as it is so far. */
        public int column(int defect) {
            return columns[defect];
        }

        /** Row of the die of a defect as it is so far. */
        public int row(int defect) {
            return rows[defect];
        }

        /** Puts a defect that is there elsewhere, for files that tell where dies lie only after the defects. */
        public Builder place(int defect, double xUm, double yUm, int column, int row) {
            xs[defect] = xUm;
            ys[defect] = yUm;
            columns[defect] = column;
            rows[defect] = row;
            return this;
        }

        public Builder classNumber(int number) {
            classes[size - 1] = number;
            return this;
        }

        public Builder bins(int rough, int fine) {
            roughBins[size - 1] = rough;
            fineBins[size - 1] = fine;
            return this;
        }

        public Builder test(int number) {
            tests[size - 1] = number;
            return this;
        }

        public Builder cluster(int number) {
            clusters[size - 1] = number;
            return this;
        }

        /** Its size in µm and µm²; NaN for what is unknown. */
        public Builder size(double width, double height, double area, double length) {
            widths[size - 1] = (float) width;
            heights[size - 1] = (float) height;
            areas[size - 1] = (float) area;
            lengths[size - 1] = (float) length;
            return this;
        }

        public Builder images(List<Image> of) {
            return images(size - 1, of);
        }

        /** Images of a defect that is there, instead of those that it has. */
        public Builder images(int defect, List<Image> of) {
            if (of.isEmpty())
                images.remove(defect);
            else
                images.put(defect, List.copyOf(of));
            return this;
        }

        /** The defects so far; the builder may go on. */
        public WaferDefects build() {
            return new WaferDefects(this);
        }
    }
}
