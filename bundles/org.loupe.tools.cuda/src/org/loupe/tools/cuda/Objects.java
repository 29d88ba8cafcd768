package org.loupe.tools.cuda;

import org.loupe.api.DeviceException;
import org.loupe.api.Labels;
import org.loupe.api.Shape;
import org.loupe.api.Tile;

/**
 * Finds connected pixels: those that touch at edges or corners. Objects of few pixels are left out; the others are
 * numbered as their first pixels come, row by row.
 */
final class Objects {
    static final String SOURCE = "Objects";

    private Objects() {
    }

    /** The objects above a grey level, or those that are not. */
    static Labels above(Work work, long from, Tile in, double level, boolean bright, int smallestArea)
            throws DeviceException {
        long pixels = in.shape().pixels(), on = work.take(pixels);
        work.launchOf(SOURCE, "above" + Work.suffix(in.shape().type()), Grid.line(pixels), from, on, pixels,
                (float) level, bright ? 1 : 0);
        return label(work, on, in.shape(), smallestArea);
    }

    /**
     * Numbers the objects of a mask.
     *
     * @param on    one byte for each pixel, 0 for the background
     * @param image the image's shape
     */
    static Labels label(Work work, long on, Shape image, int smallestArea) throws DeviceException {
        CudaTile labels = work.out(image.samples(1, Shape.Type.S32), 0, 0);
        int count = label(work, on, work.address(labels), image, smallestArea);
        return new Labels(work.result(labels), count);
    }

    /** The same with labels at a given place; returns how many objects there are. */
    static int label(Work work, long on, long labels, Shape image, int smallestArea) throws DeviceException {
        int width = image.width(), height = image.height();
        long pixels = image.pixels();
        Grid line = Grid.line(pixels);
        long parent = work.take(4 * pixels), area = work.zeros(4 * pixels), sums = work.take(4L * (line.x() + 1));
        work.launchOf(SOURCE, "begin_objects", line, on, parent, width, height);
        work.launchOf(SOURCE, "join_objects", Grid.plane(width, height), on, parent, width, height);
        work.launchOf(SOURCE, "count_objects", line, parent, area, pixels);
        work.launchOf(SOURCE, "sum_firsts", line, parent, area, smallestArea, pixels, sums);
        work.launchOf(SOURCE, "scan", Grid.ofBlocks(1), sums, line.x());
        work.launchOf(SOURCE, "number_firsts", line, parent, area, smallestArea, pixels, sums);
        work.launchOf(SOURCE, "label_objects", line, parent, area, labels, pixels);
        return work.ints(sums + 4L * line.x(), 1)[0];
    }
}
