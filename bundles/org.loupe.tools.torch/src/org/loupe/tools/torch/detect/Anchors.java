package org.loupe.tools.torch.detect;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.loupe.tools.torch.net.FasterRcnn;

/**
 * The boxes that Faster R-CNN starts from: around each place of each level one that is half as high as wide, a square,
 * and one twice as high, all of one area. Laid out as torchvision does: rows of a level from the top, places of a row
 * from the left, the three boxes of a place.
 *
 * @param boxes of all levels, as {@link Boxes}
 * @param first number of the first box of each level, and behind the last one how many there are
 */
record Anchors(float[] boxes, int[] first) {
    private static final double[] HEIGHT_TO_WIDTH = { 0.5, 1, 2 };

    /**
     * Those of an image.
     *
     * @param levels   maps of the image, {@code batch × channels × height × width}
     * @param height   of the image in px
     * @param width    of the image in px
     * @param smallest side of the squares of the finest level in px; each further level has them twice as large
     */
    static Anchors of(List<Tensor> levels, int height, int width, int smallest) {
        int[][] grids = new int[levels.size()][];
        for (int i = 0; i < grids.length; i++)
            grids[i] = new int[] { (int) levels.get(i).size(2), (int) levels.get(i).size(3) };
        return of(grids, height, width, smallest);
    }

    /** Those of an image. @param grids rows and columns of each level */
    static Anchors of(int[][] grids, int height, int width, int smallest) {
        int[] first = new int[grids.length + 1];
        for (int i = 0; i < grids.length; i++)
            first[i + 1] = first[i] + grids[i][0] * grids[i][1] * FasterRcnn.ANCHORS;
        float[] boxes = new float[4 * first[grids.length]];
        int at = 0;
        for (int level = 0; level < grids.length; level++) {
            int rows = grids[level][0], columns = grids[level][1];
            int down = height / rows, across = width / columns;
            for (int y = 0; y < rows; y++)
                for (int x = 0; x < columns; x++)
                    for (double ratio : HEIGHT_TO_WIDTH) {
                        double side = (double) smallest * (1 << level), root = Math.sqrt(ratio);
                        float halfWidth = (float) Math.rint(side / root / 2);
                        float halfHeight = (float) Math.rint(side * root / 2);
                        boxes[at++] = x * across - halfWidth;
                        boxes[at++] = y * down - halfHeight;
                        boxes[at++] = x * across + halfWidth;
                        boxes[at++] = y * down + halfHeight;
                    }
        }
        return new Anchors(boxes, first);
    }

    /** How many. */
    int count() {
        return boxes.length / 4;
    }
}
