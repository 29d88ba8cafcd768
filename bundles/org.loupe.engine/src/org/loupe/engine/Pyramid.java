package org.loupe.engine;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.loupe.api.Kernels;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Tile;

/** The levels of an image that is shown smaller than it is. */
public final class Pyramid {

    private Pyramid() {
    }

    /**
     * Means over squares of {@code n} px, at the right and lower edge over what is left of them, as
     * {@link Kernels#reduce} describes it: on the device that the run lends, if it does; the pixels are the same.
     *
     * @param region of the image in its own pixels, not empty and within it
     * @param n      1 or more
     * @return at the region's place
     * @throws java.util.concurrent.CancellationException if the run was cancelled
     */
    public static Tile reduce(Tile image, Region region, int n, Run run) {
        return Kernels.tryOn(run, k -> k.reduce(image, region, n, run)).orElseGet(() -> plain(image, region, n, run));
    }

    private static Tile plain(Tile all, Region region, int n, Run run) {
        int width = (region.width() + n - 1) / n, height = (region.height() + n - 1) / n;
        int channels = all.shape().channels();
        Tile small = run.tile(all.shape().size(width, height));
        boolean bytes = all.shape().type() == Shape.Type.U8;
        ByteBuffer from = all.data(), to = small.data();
        double[] sums = new double[channels];
        for (int y = 0, at = 0; y < height; y++) {
            run.checkCancelled();
            for (int x = 0; x < width; x++) {
                int left = region.x() + x * n, top = region.y() + y * n;
                int right = Math.min(left + n, region.right()), bottom = Math.min(top + n, region.bottom());
                Arrays.fill(sums, 0);
                for (int v = top; v < bottom; v++)
                    for (int u = left; u < right; u++)
                        for (int c = 0; c < channels; c++)
                            sums[c] += bytes ? from.get((v * all.width() + u) * channels + c) & 0xff
                                    : all.get(u, v, c);
                double count = (double) (right - left) * (bottom - top);
                for (int c = 0; c < channels; c++, at++)
                    if (bytes)
                        to.put(at, (byte) Math.round(sums[c] / count));
                    else
                        small.set(x, y, c, sums[c] / count);
            }
        }
        return small.at(region.x(), region.y());
    }
}
