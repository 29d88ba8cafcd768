package org.loupe.tools.base;

import java.util.Arrays;
import org.loupe.api.Patch;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Tile;

/**
 * One channel of pixels as numbers.
 *
 * @param values {@code width × height}, row by row
 */
public record Plane(int width, int height, float[] values) {

    /** The pixels of a tile of one channel. */
    public static Plane of(Tile tile, Run run) {
        Plane plane = new Plane(tile.width(), tile.height(), new float[tile.width() * tile.height()]);
        for (int y = 0; y < plane.height; y++) {
            run.checkCancelled();
            Samples.read(tile, y * plane.width, plane.values, y * plane.width, plane.width);
        }
        return plane;
    }

    /** A patch's picture. */
    public static Plane of(Patch patch, Source source, Run run) {
        if (source != Source.CONTRAST)
            return of(source == Source.MASK ? patch.mask() : patch.image(), run);
        Plane image = of(patch.image(), run);
        if (patch.reference().isPresent()) {
            float[] reference = of(patch.reference().get(), run).values;
            for (int i = 0; i < reference.length; i++)
                image.values[i] = Math.abs(image.values[i] - reference[i]);
        } else {
            float usual = image.beside(of(patch.mask(), run));
            for (int i = 0; i < image.values.length; i++)
                image.values[i] = Math.abs(image.values[i] - usual);
        }
        return image;
    }

    /** What is usual beside a patch's defect, by which its contrast is measured where there is no reference. */
    public static float usual(Patch patch, Run run) {
        return of(patch.image(), run).beside(of(patch.mask(), run));
    }

    /** Median of the values where the mask is 0, or of all if it is 0 nowhere; NaN if none is finite. */
    private float beside(Plane where) {
        float[] mask = where.values;
        float[] beside = new float[values.length];
        int n = 0;
        for (int i = 0; i < mask.length; i++)
            if (mask[i] == 0 && Float.isFinite(values[i]))
                beside[n++] = values[i];
        if (n == 0)
            for (float value : values)
                if (Float.isFinite(value))
                    beside[n++] = value;
        Arrays.sort(beside, 0, n);
        return n == 0 ? Float.NaN : beside[n / 2];
    }

    /**
     * The square around a box and its context, brought to another number of pixels: to fewer as the mean of what each
     * covers, to more by linear interpolation. Beyond the plane it is as at its edge.
     *
     * @param box  not empty
     * @param size px of the side of the result
     * @return size × size values row by row
     */
    public float[] square(Region box, int context, int size, Run run) {
        int side = Math.max(box.width(), box.height()) + 2 * context;
        Cover across = new Cover(box.x() + (box.width() - side) / 2.0, side, size);
        Cover down = new Cover(box.y() + (box.height() - side) / 2.0, side, size);
        float[] square = new float[size * size], line = new float[across.count], sum = new float[across.count];
        int there = -1;
        for (int y = 0, at = 0; y < size; y++) {
            run.checkCancelled();
            Arrays.fill(sum, 0);
            for (int k = down.from[y]; k < down.from[y + 1]; k++) {
                int row = Math.min(height - 1, Math.max(0, down.first + down.pixels[k]));
                if (row != there)
                    extended(row, across.first, line);
                there = row;
                float share = down.shares[k];
                for (int x = 0; x < sum.length; x++)
                    sum[x] += share * line[x];
            }
            for (int x = 0; x < size; x++) {
                float value = 0;
                for (int k = across.from[x]; k < across.from[x + 1]; k++)
                    value += across.shares[k] * sum[across.pixels[k]];
                square[at++] = value;
            }
        }
        return square;
    }

    /** The part of a row that begins at a column, also where there is no plane. */
    public void extended(int row, int column, float[] line) {
        int start = row * width, low = Math.min(line.length, Math.max(0, -column));
        int high = Math.max(low, Math.min(line.length, width - column));
        Arrays.fill(line, 0, low, values[start]);
        if (high > low)
            System.arraycopy(values, start + column + low, line, low, high - low);
        Arrays.fill(line, high, line.length, values[start + width - 1]);
    }

    /** Which pixels each of fewer or more parts of a line covers, and how much of the part each of them is. */
    private static final class Cover {
        private final int first;
        private final int count;
        /** Where the pixels of each part begin; one more entry than parts. */
        private final int[] from;
        private final int[] pixels;
        private final float[] shares;

        Cover(double start, double length, int parts) {
            // the mean over at least a pixel: between pixels that is linear interpolation
            double step = length / parts, wide = Math.max(1, step), begin = start + (step - wide) / 2;
            first = (int) Math.floor(begin);
            count = (int) Math.ceil(begin + (parts - 1) * step + wide) - first;
            from = new int[parts + 1];
            pixels = new int[parts * ((int) wide + 2)];
            shares = new float[pixels.length];
            int at = 0;
            for (int i = 0; i < parts; i++) {
                double low = begin + i * step - first, high = low + wide;
                for (int p = (int) low; p < Math.min(count, high); p++) {
                    pixels[at] = p;
                    shares[at++] = (float) ((Math.min(high, p + 1) - Math.max(low, p)) / wide);
                }
                from[i + 1] = at;
            }
        }
    }
}
