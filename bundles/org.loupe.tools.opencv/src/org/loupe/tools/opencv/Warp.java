package org.loupe.tools.opencv;

import java.lang.ref.Reference;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.loupe.api.Run;
import org.loupe.api.Tile;

/** Moves images by an affine map from the result's pixels to the image's, as {@link Registration} finds it. */
final class Warp {

    private Warp() {
    }

    /** Bilinear; beyond the image its edge pixels go on. */
    static void apply(Mat image, Mat result, double[] map, Size size) {
        Mat matrix = new Mat(2, 3, opencv_core.CV_64F);
        new DoublePointer(matrix.data()).put(map);
        opencv_imgproc.warpAffine(image, result, matrix, size, opencv_imgproc.INTER_LINEAR
                | opencv_imgproc.WARP_INVERSE_MAP, opencv_core.BORDER_REPLICATE, new Scalar(0));
    }

    /** The same for tiles, so many rows at once. */
    static void apply(Tile image, Tile result, double[] map, int band, Run run) {
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
}
