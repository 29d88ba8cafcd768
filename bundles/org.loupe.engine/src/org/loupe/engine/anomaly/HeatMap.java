package org.loupe.engine.anomaly;

import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Tile;

/** From numbers at places to a picture of the image's size. */
final class HeatMap {

    private HeatMap() {
    }

    /**
     * Enlarges a map, linear between the middles of its places, and smooths it.
     *
     * @param map    one channel, a pixel for each {@code stride} px of the image
     * @param image  whose size and place the result has
     * @param factor that all values are multiplied by
     */
    static Tile enlarge(Tile map, int stride, Tile image, double sigma, double factor, Run run) {
        int width = image.width(), height = image.height();
        float[] places = new float[map.width() * map.height()], rows = new float[map.height() * width];
        map.data().asFloatBuffer().get(places);
        for (int x = 0; x < width; x++) {
            Between b = new Between(x, stride, map.width());
            for (int y = 0; y < map.height(); y++)
                rows[y * width + x] = places[y * map.width() + b.first] * (1 - b.part)
                        + places[y * map.width() + b.second] * b.part;
        }
        float[] pixels = new float[width * height];
        for (int y = 0; y < height; y++) {
            run.checkCancelled();
            Between b = new Between(y, stride, map.height());
            float one = (float) ((1 - b.part) * factor), other = (float) (b.part * factor);
            for (int x = 0; x < width; x++)
                pixels[y * width + x] = rows[b.first * width + x] * one + rows[b.second * width + x] * other;
        }
        if (sigma > 0)
            pixels = smooth(pixels, width, height, sigma, run);
        Tile made = run.tile(image.shape().samples(1, Shape.Type.F32)).at(image.x(), image.y());
        made.data().asFloatBuffer().put(pixels);
        return made;
    }

    /** The two places whose middles a pixel lies between. */
    private static final class Between {
        final int first, second;
        final float part;

        Between(int pixel, int stride, int places) {
            double at = (pixel + 0.5) / stride - 0.5;
            int left = (int) Math.floor(at);
            first = Math.max(0, Math.min(places - 1, left));
            second = Math.max(0, Math.min(places - 1, left + 1));
            part = (float) (at - left);
        }
    }

    /** With a bell along rows and columns; beyond the edge the last values go on. */
    private static float[] smooth(float[] in, int width, int height, double sigma, Run run) {
        int radius = (int) Math.ceil(3 * sigma);
        float[] bell = new float[2 * radius + 1];
        double sum = 0;
        for (int i = 0; i < bell.length; i++)
            sum += Math.exp(-0.5 * Math.pow((i - radius) / sigma, 2));
        for (int i = 0; i < bell.length; i++)
            bell[i] = (float) (Math.exp(-0.5 * Math.pow((i - radius) / sigma, 2)) / sum);
        float[] rows = new float[in.length], out = new float[in.length];
        float[] line = new float[width + 2 * radius];
        for (int y = 0; y < height; y++) {
            run.checkCancelled();
            for (int i = 0; i < line.length; i++)
                line[i] = in[y * width + Math.max(0, Math.min(width - 1, i - radius))];
            for (int k = 0; k < bell.length; k++)
                for (int x = 0; x < width; x++)
                    rows[y * width + x] += bell[k] * line[x + k];
        }
        for (int y = 0; y < height; y++) {
            run.checkCancelled();
            for (int k = 0; k < bell.length; k++) {
                int from = Math.max(0, Math.min(height - 1, y + k - radius)) * width;
                for (int x = 0; x < width; x++)
                    out[y * width + x] += bell[k] * rows[from + x];
            }
        }
        return out;
    }

    /** The largest value. */
    static double peak(Tile map) {
        var values = map.data().asFloatBuffer();
        float most = 0;
        while (values.hasRemaining())
            most = Math.max(most, values.get());
        return most;
    }
}
