package org.loupe.tools.base;

import org.loupe.api.Region;
import org.loupe.api.Shape;

/**
 * Finds the bar with text that electron microscopes write below or above an image: rows at the edge of the image whose
 * pixels mostly have one and the same grey level, with some text that stands out strongly, and less flat rows beyond
 * it.
 */
public final class DataBar {
    /** Grey levels that are told apart. */
    public static final int LEVELS = 256;
    /** Pixels this near to the bar's ground belong to it: JPEG is not exact. */
    private static final int NEAR = 4;
    /** Text stands out from the ground by at least this. */
    private static final int TEXT = 60;
    /** Part of a row of the bar that is ground, even through its text. */
    private static final double GROUND = 0.3;
    /** A row this uniform is a frame or a separating line of the bar. */
    private static final double LINE = 0.9;
    /** Part of a row of the picture that may happen to have the ground's level. */
    private static final double PICTURE = 0.5;
    private static final int LEAST_ROWS = 8;
    private static final double LARGEST_PART = 0.35;
    private static final int ROWS_THAT_MAY_DIFFER = 2;

    private final int[][] histograms;
    private final int width;

    private DataBar(int width, int[][] histograms) {
        this.width = width;
        this.histograms = histograms;
    }

    /**
     * What samples are multiplied by to become levels, 0 to 255; what is beyond them counts as the nearest, what is no
     * number as 0.
     *
     * @param largest of all samples, where they are not of 8 bits; no number if one is none
     */
    public static double scale(Shape.Type type, float largest) {
        return type == Shape.Type.U8 ? 1 : largest > 0 ? (LEVELS - 1) / largest : 1;
    }

    /**
     * The image without its data bar; the whole image if it has none.
     *
     * @param width      px of the image
     * @param histograms of each row, how often each level occurs in its first channel
     */
    public static Region picture(int width, int[][] histograms) {
        DataBar rows = new DataBar(width, histograms);
        int below = rows.barRows(true), above = below > 0 ? 0 : rows.barRows(false);
        return new Region(0, above, width, histograms.length - above - below);
    }

    /** Rows of the bar at the bottom, or at the top; 0 if there is none. */
    private int barRows(boolean atBottom) {
        int height = histograms.length, edge = Math.min(height, Math.max(4, height / 50));
        if (height < 4 * LEAST_ROWS || width < 4 * LEAST_ROWS)
            return 0;
        int[] sum = new int[LEVELS];
        for (int i = 0; i < edge; i++)
            for (int level = 0; level < LEVELS; level++)
                sum[level] += row(i, atBottom)[level];
        int ground = mode(sum), rows = 0;
        for (int i = 0, misses = 0; i < height && misses <= ROWS_THAT_MAY_DIFFER; i++)
            if (near(row(i, atBottom), ground) >= GROUND || flat(row(i, atBottom)) >= LINE) {
                rows = i + 1;
                misses = 0;
            } else
                misses++;
        return rows >= LEAST_ROWS && rows <= LARGEST_PART * height && hasText(rows, ground, atBottom)
                && isPicture(rows, ground, atBottom) ? rows : 0;
    }

    private int[] row(int fromEdge, boolean atBottom) {
        return histograms[atBottom ? histograms.length - 1 - fromEdge : fromEdge];
    }

    private boolean hasText(int rows, int ground, boolean atBottom) {
        long text = 0;
        for (int i = 0; i < rows; i++)
            for (int level = 0; level < LEVELS; level++)
                if (Math.abs(level - ground) >= TEXT)
                    text += row(i, atBottom)[level];
        double part = (double) text / rows / width;
        return part > 0.002 && part < 0.5;
    }

    private boolean isPicture(int rows, int ground, boolean atBottom) {
        int looked = Math.min(rows, histograms.length - rows);
        double near = 0;
        for (int i = rows; i < rows + looked; i++)
            near += near(row(i, atBottom), ground) / looked;
        return near < PICTURE;
    }

    private static int mode(int[] histogram) {
        int mode = 0;
        for (int level = 1; level < LEVELS; level++)
            if (histogram[level] > histogram[mode])
                mode = level;
        return mode;
    }

    private double near(int[] histogram, int level) {
        int pixels = 0;
        for (int i = Math.max(0, level - NEAR); i <= Math.min(LEVELS - 1, level + NEAR); i++)
            pixels += histogram[i];
        return (double) pixels / width;
    }

    private double flat(int[] histogram) {
        return near(histogram, mode(histogram));
    }
}
