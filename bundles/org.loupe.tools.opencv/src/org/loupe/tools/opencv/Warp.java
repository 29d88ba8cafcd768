package org.loupe.tools.opencv;

import java.lang.ref.Reference;
import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.loupe.api.Run;
import org.loupe.api.Tile;

/** Moves images by an affine map from the result's pixels to the image's, as in {@link Registration.Found#map()}. */
final class Warp {
    private static final int PIXELS_BETWEEN_CHECKS = 1 << 22;

    private Warp() {
    }

    /** Bilinear; beyond the image its edge pixels go on. */
    static void apply(Mat image, Mat result, double[] map, Size size) {
        Mat matrix = new Mat(2, 3, opencv_core.CV_64F);
        new DoublePointer(matrix.data()).put(map);
        opencv_imgproc.warpAffine(image, result, matrix, size, opencv_imgproc.INTER_LINEAR
                | opencv_imgproc.WARP_INVERSE_MAP, opencv_core.BORDER_REPLICATE, new Scalar(0));
    }

    /** The same for tiles. */
    static void apply(Tile image, Tile result, double[] map, Run run) {
        int band = Math.max(16, PIXELS_BETWEEN_CHECKS / result.width());
        for (int from = 0; from < result.height(); from += band) {
            run.checkCancelled();
            double[] part = map.clone();
            part[2] += map[1] * from;
            part[5] += map[4] * from;
            try (PointerScope scope = new PointerScope()) {
                Mat target = Mats.rows(result, from, Math.min(result.height(), from + band));
                apply(Mats.of(image), target, part, target.size());
            }
        }
        Reference.reachabilityFence(image);
        Reference.reachabilityFence(result);
    }

    /** Sets {@code mask} to 255 where a result's pixel lies in an image of the given size, else to 0. */
    static void covered(int width, int height, double[] map, Tile mask) {
        var data = mask.data();
        byte[] line = new byte[mask.width()];
        for (int row = 0; row < mask.height(); row++) {
            double[] columns = { 0, line.length - 1.0 };
            limit(map[0], map[1] * row + map[2], width, columns);
            limit(map[3], map[4] * row + map[5], height, columns);
            int first = (int) Math.ceil(columns[0]), last = (int) Math.floor(columns[1]);
            Arrays.fill(line, (byte) 0);
            if (first <= last)
                Arrays.fill(line, first, last + 1, (byte) 255);
            data.put(row * line.length, line);
        }
    }

    /** Narrows columns c to those where {@code factor c + offset} lies among {@code size} pixels. */
    private static void limit(double factor, double offset, int size, double[] columns) {
        double low = -0.5, high = size - 0.5;
        if (Math.abs(factor) < 1e-9) {
            if (offset < low || offset > high)
                columns[1] = -1;
            return;
        }
        double a = (low - offset) / factor, b = (high - offset) / factor;
        columns[0] = Math.max(columns[0], Math.min(a, b));
        columns[1] = Math.min(columns[1], Math.max(a, b));
    }
}
