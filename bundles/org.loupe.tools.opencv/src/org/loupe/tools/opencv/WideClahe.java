package org.loupe.tools.opencv;

import org.loupe.api.Run;
import org.loupe.api.Tile;
import org.loupe.tools.base.Samples;

/**
 * Contrast limited adaptive histogram equalisation of 16-bit samples. OpenCV's own counts each of 65536 grey levels, of
 * which a field has too few pixels, so that nothing is limited; here the image's range is counted in 256 bins, between
 * which the look-up tables are linear, and what is clipped is spread over all bins evenly. All else is as in OpenCV.
 */
final class WideClahe {
    private static final int BINS = 256;
    private static final float WHITE = 65535;

    private final Tile image;
    private final double clipLimit;
    private final int field;
    private final int across;
    private final int down;
    private final Run run;
    private int darkest = 65535;
    private int brightest;

    WideClahe(Tile image, double clipLimit, int field, Run run) {
        this.image = image;
        this.clipLimit = clipLimit;
        this.field = field;
        this.run = run;
        across = (image.width() + field - 1) / field;
        down = (image.height() + field - 1) / field;
        float[] line = new float[image.width()];
        for (int row = 0; row < image.height(); row++) {
            run.checkCancelled();
            Samples.read(image, row, line);
            for (float sample : line) {
                darkest = Math.min(darkest, (int) sample);
                brightest = Math.max(brightest, (int) sample);
            }
        }
    }

    /** Writes the result, of the image's shape; an image of one grey level stays as it is. */
    void apply(Tile out) {
        if (darkest == brightest) {
            out.data().put(image.data());
            return;
        }
        int width = image.width();
        float[] line = new float[width];
        short[] result = new short[width];
        float[][] above = null, below = null;
        int current = Integer.MIN_VALUE;
        for (int y = 0; y < image.height(); y++) {
            run.checkCancelled();
            float place = (float) y / field - 0.5f;
            int top = (int) Math.floor(place);
            if (top != current) {
                above = top == current + 1 && below != null ? below : tables(Math.max(0, top));
                below = top + 1 < down ? tables(top + 1) : above;
                current = top;
            }
            Samples.read(image, y, line);
            for (int x = 0; x < width; x++)
                result[x] = (short) (int) (value(bin(line[x]), x, above, below, place - top) + 0.5f);
            out.data().asShortBuffer().put(y * width, result);
        }
    }

    private float bin(float sample) {
        return (sample - darkest) * (BINS - 1) / (brightest - darkest);
    }

    /** Between the look-up tables of the four nearest fields. */
    private float value(float bin, int x, float[][] above, float[][] below, float part) {
        float place = (float) x / field - 0.5f;
        int left = (int) Math.floor(place), from = Math.max(0, left), to = Math.min(across - 1, left + 1);
        float up = mix(look(above[from], bin), look(above[to], bin), place - left);
        return mix(up, mix(look(below[from], bin), look(below[to], bin), place - left), part);
    }

    private static float mix(float a, float b, float part) {
        return a + part * (b - a);
    }

    private static float look(float[] table, float bin) {
        int whole = (int) bin;
        return mix(table[whole], table[whole + 1], bin - whole);
    }

    /** Look-up tables of a row of fields. */
    private float[][] tables(int fieldRow) {
        int[][] histograms = new int[across][BINS];
        float[] line = new float[image.width()];
        for (int y = fieldRow * field; y < (fieldRow + 1) * field; y++) {
            run.checkCancelled();
            Samples.read(image, mirror(y, image.height()), line);
            for (int x = 0; x < across * field; x++)
                histograms[x / field][(int) bin(line[mirror(x, line.length)])]++;
        }
        float[][] tables = new float[across][];
        for (int i = 0; i < across; i++)
            tables[i] = table(histograms[i]);
        return tables;
    }

    private float[] table(int[] histogram) {
        int pixels = field * field, limit = (int) Math.max(1, clipLimit * pixels / BINS), clipped = 0;
        for (int i = 0; i < BINS; i++) {
            clipped += Math.max(0, histogram[i] - limit);
            histogram[i] = Math.min(histogram[i], limit);
        }
        float share = (float) clipped / BINS, sum = 0;
        float[] table = new float[BINS + 1];
        for (int i = 0; i < BINS; i++) {
            sum += histogram[i] + share;
            table[i] = Math.min(WHITE, sum * WHITE / pixels);
        }
        table[BINS] = table[BINS - 1];
        return table;
    }

    /** The place inside that a place beyond the end shows when the image is mirrored there, its edge not repeated. */
    private static int mirror(int at, int side) {
        if (side == 1)
            return 0;
        int period = 2 * (side - 1), place = at % period;
        return place < side ? place : period - place;
    }
}
