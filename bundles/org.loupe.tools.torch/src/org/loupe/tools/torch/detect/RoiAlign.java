package org.loupe.tools.torch.detect;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.loupe.tools.torch.compute.Tensors;

/**
 * What regions of an image show (He et al.: Mask R-CNN, ICCV 2017): each is divided into equal bins, in each of which
 * the maps are read at 2 × 2 places, between pixels by bilinear interpolation, and averaged. Small regions are read
 * from finer maps than large ones (Lin et al.: Feature Pyramid Networks, equation 1). As torchvision's
 * {@code MultiScaleRoIAlign} with a sampling ratio of 2, whose places lie half a pixel to the right of and below where
 * they belong.
 */
final class RoiAlign {
    /** Levels that regions are read from, the finest. */
    static final int LEVELS = 4;
    /** Places that a bin is read at, along each side. */
    static final int SAMPLES = 2;
    private static final int CORNERS = 4;
    /** Side in px of a region that is read from the fourth level on, the first being of whole pixels. */
    static final double CANONICAL_SIDE = 224;
    static final int CANONICAL_LEVEL = 4;
    private static final int SUM = 0;

    private final int bins;
    private final int[] places;
    private final float[] weights;
    private int next;

    private RoiAlign(int bins, int regions) {
        this.bins = bins;
        int reads = Math.multiplyExact(regions, bins * bins * SAMPLES * SAMPLES * CORNERS);
        places = new int[reads];
        weights = new float[reads];
    }

    /**
     * Reads regions. With gradients of the maps; in the caller's scope.
     *
     * @param levels  maps of a batch, {@code batch × channels × height × width}, each of half the sides of the one
     *                before
     * @param stride  px of the image that a place of the first stands for
     * @param regions of all images, as {@link Boxes}, one or more
     * @param image   number of each region's image in the batch
     * @param bins    along each side of a region
     * @return {@code regions × channels × bins × bins}
     */
    static Tensor read(List<Tensor> levels, int stride, float[] regions, int[] image, int bins) {
        RoiAlign reading = new RoiAlign(bins, image.length);
        long channels = levels.get(0).size(1);
        List<Tensor> rows = new ArrayList<>();
        int[] first = new int[levels.size()];
        int count = 0;
        for (int level = 0; level < first.length; level++) {
            first[level] = count;
            rows.add(levels.get(level).permute(0, 2, 3, 1).reshape(-1, channels));
            count += (int) rows.get(level).size(0);
        }
        for (int i = 0; i < image.length; i++) {
            int level = level(regions, i, stride, first.length);
            int height = (int) levels.get(level).size(2), width = (int) levels.get(level).size(3);
            reading.add(regions, i, 1f / (stride << level), first[level] + image[i] * height * width, height, width);
        }
        Tensor table = torch.cat(new TensorVector(rows.toArray(Tensor[]::new)), 0).to(torch.ScalarType.Float);
        int each = SAMPLES * SAMPLES * CORNERS;
        int[] bags = new int[image.length * bins * bins];
        for (int i = 0; i < bags.length; i++)
            bags[i] = i * each;
        // a weighted sum of rows for each bin, which neither keeps the rows that are read nor their gradients
        Tensor read = torch.embedding_bag(table,
                Tensors.beside(table, Tensor.create(reading.places, reading.places.length)),
                Tensors.beside(table, Tensor.create(bags, bags.length)), false, SUM, false, new TensorOptional(
                        Tensors.beside(table, Tensor.create(reading.weights, reading.weights.length))), false).get0();
        return read.reshape(image.length, bins, bins, channels).permute(0, 3, 1, 2);
    }

    /** The level that a region is read from. */
    static int level(float[] regions, int i, int stride, int levels) {
        double side = Math.sqrt(Boxes.area(regions, i));
        int finest = Integer.numberOfTrailingZeros(stride);
        int level = (int) Math.floor(CANONICAL_LEVEL + Math.log(side / CANONICAL_SIDE) / Math.log(2) + 1e-6);
        return Math.max(0, Math.min(levels - 1, level - finest));
    }

    private void add(float[] regions, int i, float scale, int start, int height, int width) {
        float left = regions[4 * i] * scale, top = regions[4 * i + 1] * scale;
        float binWidth = Math.max(1, regions[4 * i + 2] * scale - left) / bins;
        float binHeight = Math.max(1, regions[4 * i + 3] * scale - top) / bins;
        for (int v = 0; v < bins; v++)
            for (int u = 0; u < bins; u++)
                for (int sy = 0; sy < SAMPLES; sy++)
                    for (int sx = 0; sx < SAMPLES; sx++)
                        sample(start, top + v * binHeight + (sy + 0.5f) * binHeight / SAMPLES, height,
                                left + u * binWidth + (sx + 0.5f) * binWidth / SAMPLES, width);
    }

    /** Adds the four pixels around a place; beyond the map by more than one pixel there is nothing. */
    private void sample(int start, float y, int height, float x, int width) {
        if (y < -1 || y > height || x < -1 || x > width) {
            for (int corner = 0; corner < CORNERS; corner++)
                put(start, 0);
            return;
        }
        y = Math.max(0, Math.min(y, height - 1));
        x = Math.max(0, Math.min(x, width - 1));
        int above = (int) y, before = (int) x;
        int below = Math.min(above + 1, height - 1), behind = Math.min(before + 1, width - 1);
        float down = y - above, across = x - before;
        put(start + above * width + before, (1 - down) * (1 - across));
        put(start + above * width + behind, (1 - down) * across);
        put(start + below * width + before, down * (1 - across));
        put(start + below * width + behind, down * across);
    }

    private void put(int place, float weight) {
        places[next] = place;
        weights[next++] = weight / (SAMPLES * SAMPLES);
    }
}
