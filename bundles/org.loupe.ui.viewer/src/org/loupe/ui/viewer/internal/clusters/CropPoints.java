package org.loupe.ui.viewer.internal.clusters;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.loupe.ui.viewer.internal.Points;

/**
 * Crops in the plane, each in a colour. Immutable by agreement; any thread.
 *
 * @param x       by row
 * @param y       by row
 * @param classes place of each row's colour in {@link #colours}
 * @param colours 0xRRGGBB, each once
 * @param apart   whether a row is drawn by another hand: an outlier as a cross; {@code null} for none
 */
record CropPoints(float[] x, float[] y, byte[] classes, int[] colours, boolean[] apart) implements Points {
    private static final int MOST = Byte.MAX_VALUE;

    /**
     * Points by what they belong to.
     *
     * @param of      place of each row in {@code colour}, below 0 for none
     * @param colour  0xRRGGBB of what rows belong to
     * @param nothing colour of rows that belong to none
     * @param crosses whether these are drawn by another hand
     */
    static CropPoints of(float[] x, float[] y, int[] of, int[] colour, int nothing, boolean crosses) {
        Map<Integer, Integer> place = new HashMap<>();
        List<Integer> colours = new ArrayList<>();
        byte[] classes = new byte[of.length];
        boolean[] apart = new boolean[of.length];
        for (int row = 0; row < of.length; row++) {
            int rgb = of[row] < 0 ? nothing : colour[of[row]];
            apart[row] = crosses && of[row] < 0;
            Integer at = place.get(rgb);
            if (at == null) {
                at = Math.min(MOST, colours.size());
                place.put(rgb, at);
                if (at == colours.size())
                    colours.add(rgb);
            }
            classes[row] = (byte) Math.min(at, colours.size() - 1);
        }
        return new CropPoints(x, y, classes, colours.stream().mapToInt(Integer::intValue).toArray(), apart);
    }

    @Override
    public void within(double fromX, double toX, double fromY, double toY, Taker taker) {
        for (int row = 0; row < x.length; row++)
            if (!apart[row] && x[row] >= fromX && x[row] <= toX && y[row] >= fromY && y[row] <= toY)
                taker.take(row);
    }

    /** All points as they are, none drawn by another hand: for what is chosen by its place. */
    Points whole() {
        return new CropPoints(x, y, classes, colours, new boolean[x.length]);
    }

    /** The middle of the rows of each group: their median along x and along y; NaN for one without rows. */
    static float[][] middles(float[] x, float[] y, int[] of, int groups) {
        int[] sizes = new int[groups];
        for (int group : of)
            if (group >= 0)
                sizes[group]++;
        float[][] xs = new float[groups][], ys = new float[groups][];
        for (int g = 0; g < groups; g++) {
            xs[g] = new float[sizes[g]];
            ys[g] = new float[sizes[g]];
        }
        int[] at = new int[groups];
        for (int row = 0; row < of.length; row++)
            if (of[row] >= 0) {
                xs[of[row]][at[of[row]]] = x[row];
                ys[of[row]][at[of[row]]++] = y[row];
            }
        float[][] middles = new float[groups][2];
        for (int g = 0; g < groups; g++) {
            Arrays.sort(xs[g]);
            Arrays.sort(ys[g]);
            middles[g][0] = sizes[g] == 0 ? Float.NaN : xs[g][sizes[g] / 2];
            middles[g][1] = sizes[g] == 0 ? Float.NaN : ys[g][sizes[g] / 2];
        }
        return middles;
    }
}
