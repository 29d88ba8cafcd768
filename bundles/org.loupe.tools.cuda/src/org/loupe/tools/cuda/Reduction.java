package org.loupe.tools.cuda;

import java.nio.ByteBuffer;
import org.loupe.api.DeviceException;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Tile;

/** A level of an image's pyramid. For one call. */
final class Reduction implements CudaKernels.Parts {
    private final Tile image;
    private final Region region;
    private final int n;
    private final Tile small;
    /** Rows of the result that are made at once. */
    private int atOnce;

    /** @throws IllegalArgumentException if the region is empty or not within the image, or n is below 1 */
    Reduction(Tile image, Region region, int n, Run run) {
        if (n < 1 || region.isEmpty() || !image.shape().region().intersect(region).equals(region))
            throw new IllegalArgumentException("Squares of 1 px or more of a region within the image of "
                    + image.shape() + " are reduced, found " + n + " px of " + region + ".");
        this.image = image;
        this.region = region;
        this.n = n;
        small = run.tile(image.shape().size((int) ((region.width() + n - 1L) / n),
                (int) ((region.height() + n - 1L) / n)));
        atOnce = small.height();
    }

    /** The level's tile. */
    Tile tile(CudaKernels.Doer doer) throws DeviceException {
        doer.all(this);
        return small.at(region.x(), region.y());
    }

    @Override
    public boolean halve() {
        boolean less = atOnce > 1;
        atOnce = (atOnce + 1) / 2;
        return less;
    }

    @Override
    public void run(Work work) throws DeviceException {
        Shape shape = image.shape();
        int pixel = shape.channels() * shape.type().bytes(), row = shape.width() * pixel;
        int width = small.width(), step = n > region.height() ? region.height() : n;
        ByteBuffer from = image.data(), to = small.data();
        long in = work.take((long) row * Math.min(region.height(), (long) atOnce * step));
        long out = work.take((long) width * pixel * atOnce);
        for (int y = 0; y < small.height(); y += atOnce) {
            int rows = Math.min(atOnce, small.height() - y), first = region.y() + y * step;
            int last = (int) Math.min(region.bottom(), first + (long) rows * step);
            work.put(from.slice(first * row, (last - first) * row), in);
            work.launch("reduce" + Work.suffix(shape.type()), Grid.plane(width, rows), in, shape.width()
                    * shape.channels(), shape.channels(), region.x(), region.right(), 0, last - first, Math.min(n,
                            Math.max(region.width(), region.height())), width, rows, out);
            work.fetch(out, to.slice(y * width * pixel, rows * width * pixel));
        }
    }
}
