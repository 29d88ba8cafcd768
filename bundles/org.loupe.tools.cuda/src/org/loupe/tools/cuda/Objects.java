package org.loupe.tools.cuda;

import java.util.ArrayList;
import java.util.List;
import org.loupe.api.DeviceException;
import org.loupe.api.Labels;
import org.loupe.api.Shape;

/**
 * Finds connected pixels: those that touch at edges or corners. Objects of few pixels are left out; the others are
 * numbered as their first pixels come, row by row.
 */
final class Objects {
    static final String SOURCE = "Objects";

    private Objects() {
    }

    /** The objects above a grey level of each tile, or those that are not. */
    static List<Labels> above(Batch batch, long[] from, double[] levels, boolean bright, int smallestArea)
            throws DeviceException {
        long pixels = batch.shape().pixels();
        long[] on = batch.work().take(batch.count(), pixels);
        batch.work().launchOf(SOURCE, "above" + batch.type(), Grid.line(pixels).layers(batch.count()), from, on, pixels,
                levels, bright ? 1 : 0);
        return label(batch.work(), on, batch.shape(), smallestArea);
    }

    /**
     * Numbers the objects of masks.
     *
     * @param on    where each mask lies: one byte for each pixel, 0 for the background
     * @param image the images' shape
     */
    static List<Labels> label(Work work, long[] on, Shape image, int smallestArea) throws DeviceException {
        List<CudaTile> tiles = new ArrayList<>();
        long[] labels = new long[on.length];
        for (int i = 0; i < on.length; i++) {
            tiles.add(work.out(image.samples(1, Shape.Type.S32), 0, 0));
            labels[i] = work.address(tiles.get(i));
        }
        int[] counts = label(work, on, labels, image, smallestArea);
        List<Labels> results = new ArrayList<>();
        for (int i = 0; i < on.length; i++)
            results.add(new Labels(work.result(tiles.get(i)), counts[i]));
        return results;
    }

    /** The same with labels at given places; returns how many objects there are in each. */
    private static int[] label(Work work, long[] on, long[] labels, Shape image, int smallestArea)
            throws DeviceException {
        int width = image.width(), height = image.height(), count = on.length;
        long pixels = image.pixels();
        Grid line = Grid.line(pixels).layers(count);
        long areas = work.zeros(4 * pixels * count), totals = work.take(4L * count);
        long[] parent = work.take(count, 4 * pixels), area = Work.parts(areas, count, 4 * pixels);
        long[] sums = work.take(count, 4L * line.x());
        work.launchOf(SOURCE, "begin_objects", line, on, parent, width, height);
        work.launchOf(SOURCE, "join_objects", Grid.plane(width, height).layers(count), on, parent, width, height);
        work.launchOf(SOURCE, "count_objects", line, parent, area, pixels);
        work.launchOf(SOURCE, "sum_firsts", line, parent, area, smallestArea, pixels, sums);
        work.launchOf(SOURCE, "scan", Grid.ofBlocks(1).layers(count), sums, line.x(), totals);
        work.launchOf(SOURCE, "number_firsts", line, parent, area, smallestArea, pixels, sums);
        work.launchOf(SOURCE, "label_objects", line, parent, area, labels, pixels);
        return work.ints(totals, count);
    }
}
