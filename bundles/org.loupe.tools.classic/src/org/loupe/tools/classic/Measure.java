package org.loupe.tools.classic;

import java.util.Arrays;
import org.loupe.api.Device;
import org.loupe.api.Features;
import org.loupe.api.Patch;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.tools.base.Outline;
import org.loupe.tools.base.Samples;

/** Size, form and grey level of a defect on the processor. */
public final class Measure extends org.loupe.tools.base.Measure {

    @Override
    public Step<Patch, Features> open(Params params, Device device) {
        return (patch, run) -> measure(patch, params, run);
    }

    private Features measure(Patch patch, Params params, Run run) throws ToolException {
        check(patch);
        boolean[][] on = pixels(patch.mask(), run);
        double reference = patch.reference().isPresent() ? mean(patch.reference().get(), on, run) : Double.NaN;
        return features(patch, outline(on, run), mean(patch.image(), on, run), mean(patch.image(), ring(on,
                params.ring(), run), run), reference, run);
    }

    /** Row by row which pixels are on. */
    private static boolean[][] pixels(Tile mask, Run run) {
        boolean[][] on = new boolean[mask.height()][mask.width()];
        float[] line = new float[mask.width()];
        for (int y = 0; y < on.length; y++) {
            run.checkCancelled();
            Samples.read(mask, y, line);
            for (int x = 0; x < line.length; x++)
                on[y][x] = line[x] != 0;
        }
        return on;
    }

    private static Outline outline(boolean[][] on, Run run) {
        int height = on.length, width = on[0].length;
        int[] left = new int[height], right = new int[height];
        boolean[][] border = new boolean[height][width];
        long n = 0, sumX = 0, sumY = 0, xx = 0, yy = 0, xy = 0;
        for (int y = 0; y < height; y++) {
            run.checkCancelled();
            left[y] = width;
            right[y] = -1;
            for (int x = 0; x < width; x++)
                if (on[y][x]) {
                    left[y] = Math.min(left[y], x);
                    right[y] = x;
                    border[y][x] = !(on(on, x - 1, y) && on(on, x + 1, y) && on(on, x, y - 1) && on(on, x, y + 1));
                    n++;
                    sumX += x;
                    sumY += y;
                    xx += (long) x * x;
                    yy += (long) y * y;
                    xy += (long) x * y;
                }
        }
        return new Outline(left, right, new Outline.Sums(n, sumX, sumY, xx, yy, xy), border(border, run));
    }

    private static Outline.Border border(boolean[][] border, Run run) {
        long[] kinds = new long[4];
        for (int y = 0; y < border.length; y++) {
            run.checkCancelled();
            for (int x = 0; x < border[y].length; x++)
                if (border[y][x])
                    kinds[kind(border, x, y)]++;
        }
        return new Outline.Border(kinds[1], kinds[2], kinds[3]);
    }

    private static int kind(boolean[][] border, int x, int y) {
        int beside = 0, across = 0;
        for (int dy = -1; dy <= 1; dy++)
            for (int dx = -1; dx <= 1; dx++)
                if ((dx != 0 || dy != 0) && on(border, x + dx, y + dy))
                    if (dx == 0 || dy == 0)
                        beside++;
                    else
                        across++;
        return Outline.Border.kind(beside, across);
    }

    private static boolean on(boolean[][] of, int x, int y) {
        return x >= 0 && y >= 0 && y < of.length && x < of[y].length && of[y][x];
    }

    /** Mean of the image's pixels that are on; NaN if none is. */
    private static double mean(Tile image, boolean[][] on, Run run) {
        float[] line = new float[image.width()];
        double[] columns = new double[line.length];
        long count = 0;
        for (int row = 0; row < image.height(); row++) {
            run.checkCancelled();
            Samples.read(image, row, line);
            for (int i = 0; i < line.length; i++)
                if (on[row][i]) {
                    columns[i] += line[i];
                    count++;
                }
        }
        return mean(columns, count);
    }

    /** The pixels from {@code GAP + 1} to {@code GAP + width} px away from those that are on. */
    private static boolean[][] ring(boolean[][] on, int width, Run run) {
        boolean[][] inner = grow(on, GAP, run), ring = grow(on, GAP + width, run);
        for (int row = 0; row < ring.length; row++)
            for (int i = 0; i < ring[row].length; i++)
                ring[row][i] &= !inner[row][i];
        return ring;
    }

    /** The pixels up to {@code distance} px away from those that are on, diagonal steps counting 1. */
    private static boolean[][] grow(boolean[][] on, int distance, Run run) {
        int height = on.length, width = on[0].length;
        boolean[][] wide = new boolean[height][width], grown = new boolean[height][width];
        for (int row = 0; row < height; row++) {
            run.checkCancelled();
            int last = -width - distance;
            for (int i = 0; i < width + distance; i++) {
                if (i < width && on[row][i])
                    last = i;
                if (i >= distance)
                    wide[row][i - distance] = last >= i - 2 * distance;
            }
        }
        int[] last = new int[width];
        Arrays.fill(last, -height - distance);
        for (int row = 0; row < height + distance; row++) {
            run.checkCancelled();
            for (int i = 0; i < width; i++) {
                if (row < height && wide[row][i])
                    last[i] = row;
                if (row >= distance)
                    grown[row - distance][i] = last[i] >= row - 2 * distance;
            }
        }
        return grown;
    }
}
