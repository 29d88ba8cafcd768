package org.loupe.tools.imageio.internal;

import java.util.Arrays;

import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Tile;

/**
 * A grey picture in the making, in grey levels, and what optics and camera do to it. Each step looks at every row
 * whether the run was cancelled. The same numbers on every machine: only +, -, ×, ÷ and square roots per pixel. Not
 * for use by several threads.
 */
public final class Picture {
    private final int width;
    private final int height;
    private final float[] levels;
    private final Run run;

    /** A black picture. */
    public Picture(int width, int height, Run run) {
        this.width = width;
        this.height = height;
        this.run = run;
        levels = new float[width * height];
    }

    /** Grey levels row by row; the picture's own array. */
    public float[] levels() {
        return levels;
    }

    /** How much of a pixel lies inside an edge at a distance in px: 0 to 1, smooth over about {@code soft} px. */
    public static float inside(float distance, float soft) {
        float t = 0.5f - distance / soft;
        return t <= 0 ? 0 : t >= 1 ? 1 : t * t * (3 - 2 * t);
    }

    /**
     * Adds smooth random unevenness to an array of the picture's size: values at the corners of cells, smooth between.
     *
     * @param amplitude largest, to both sides
     * @param cellWidth px
     * @param cellHeight px
     */
    public void unevenness(float[] to, double amplitude, double cellWidth, double cellHeight, Dice dice) {
        if (amplitude == 0)
            return;
        int across = (int) (width / cellWidth) + 2, down = (int) (height / cellHeight) + 2;
        float[] grid = new float[across * down];
        for (int i = 0; i < grid.length; i++)
            grid[i] = (float) dice.around(amplitude);
        int[] cell = new int[width];
        float[] weight = new float[width];
        for (int x = 0; x < width; x++) {
            double at = x / cellWidth;
            cell[x] = (int) at;
            weight[x] = smooth((float) (at - cell[x]));
        }
        for (int y = 0; y < height; y++) {
            run.checkCancelled();
            double at = y / cellHeight;
            int row = (int) at * across;
            float down1 = smooth((float) (at - (int) at));
            for (int x = 0, i = y * width; x < width; x++, i++) {
                int k = row + cell[x];
                float top = grid[k] + weight[x] * (grid[k + 1] - grid[k]);
                float bottom = grid[k + across] + weight[x] * (grid[k + across + 1] - grid[k + across]);
                to[i] += top + down1 * (bottom - top);
            }
        }
    }

    private static float smooth(float t) {
        return t * t * (3 - 2 * t);
    }

    /** Gaussian blur of a deviation in px; edges are continued. */
    public void blur(double sigma) {
        if (sigma < 0.15)
            return;
        int radius = (int) Math.ceil(3 * sigma);
        float[] kernel = new float[radius + 1];
        double sum = 0;
        for (int k = 0; k <= radius; k++) {
            kernel[k] = (float) StrictMath.exp(-0.5 * k * k / (sigma * sigma));
            sum += k == 0 ? kernel[k] : 2 * kernel[k];
        }
        for (int k = 0; k <= radius; k++)
            kernel[k] /= (float) sum;
        float[] row = new float[width + 2 * radius];
        for (int y = 0; y < height; y++) {
            run.checkCancelled();
            int base = y * width;
            System.arraycopy(levels, base, row, radius, width);
            Arrays.fill(row, 0, radius, levels[base]);
            Arrays.fill(row, radius + width, row.length, levels[base + width - 1]);
            for (int x = 0; x < width; x++) {
                float v = row[x + radius] * kernel[0];
                for (int k = 1; k <= radius; k++)
                    v += (row[x + radius - k] + row[x + radius + k]) * kernel[k];
                levels[base + x] = v;
            }
        }
        vertical(kernel, radius);
    }

    private void vertical(float[] kernel, int radius) {
        float[] source = levels.clone();
        for (int y = 0; y < height; y++) {
            run.checkCancelled();
            int base = y * width;
            for (int x = 0; x < width; x++)
                levels[base + x] = source[base + x] * kernel[0];
            for (int k = 1; k <= radius; k++) {
                int above = Math.max(0, y - k) * width, below = Math.min(height - 1, y + k) * width;
                float weight = kernel[k];
                for (int x = 0; x < width; x++)
                    levels[base + x] += (source[above + x] + source[below + x]) * weight;
            }
        }
    }

    /**
     * Light: everything times {@code gain}, and darker towards the corners.
     *
     * @param vignette how much darker the farthest corner is, 0..1
     * @param x        column of the brightest place
     * @param y        row of it
     */
    public void light(double gain, double vignette, double x, double y) {
        double farX = Math.max(x, width - x), farY = Math.max(y, height - y), far = farX * farX + farY * farY;
        for (int row = 0; row < height; row++) {
            run.checkCancelled();
            for (int column = 0, i = row * width; column < width; column++, i++) {
                double r = ((column - x) * (column - x) + (row - y) * (row - y)) / far;
                levels[i] *= (float) (gain * (1 - vignette * r));
            }
        }
    }

    /**
     * Noise of a camera or detector.
     *
     * @param sigma grey levels at level 128
     * @param shot  part of the noise's power that grows with the level, as counted photons and electrons do: 0..1
     */
    public void noise(double sigma, double shot, Dice dice) {
        if (sigma <= 0)
            return;
        float fixed = (float) (sigma * sigma * (1 - shot)), growing = (float) (sigma * sigma * shot / 128);
        for (int y = 0; y < height; y++) {
            run.checkCancelled();
            for (int x = 0, i = y * width; x < width; x++, i++)
                levels[i] += (float) Math.sqrt(fixed + growing * Math.max(0, levels[i])) * dice.normal();
        }
    }

    /** The picture as 8-bit grey. */
    public Tile tile(double umPerPx) {
        Tile tile = run.tile(new Shape(width, height, 1, Shape.Type.U8, umPerPx));
        byte[] row = new byte[width];
        var data = tile.data();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++)
                row[x] = (byte) Math.max(0, Math.min(255, (int) (levels[y * width + x] + 0.5f)));
            data.put(row);
        }
        return tile;
    }
}
