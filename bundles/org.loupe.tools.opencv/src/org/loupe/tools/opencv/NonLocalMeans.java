package org.loupe.tools.opencv;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_photo;
import org.bytedeco.opencv.opencv_core.Mat;
import org.loupe.api.Device;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/**
 * Mean of the pixels whose surroundings look alike, within a search window. Likeness is the squared difference of the
 * surroundings for 8-bit samples, the absolute one for 16-bit. Outside of the image it is mirrored at its edges.
 */
public final class NonLocalMeans extends org.loupe.tools.base.NonLocalMeans {

    @Override
    public Info info() {
        return super.info().rank(10).within(1);
    }

    @Override
    public Step<Tile, Tile> open(Params params, Device device) throws ToolException {
        double nanos = params.search() * params.search() * (0.7 + 0.05 * params.patch());
        return new FilterStep<>(this, params, nanos, (in, out) -> filter(in, out, params));
    }

    private static void filter(Mat in, Mat out, Params params) {
        int norm = in.depth() == opencv_core.CV_16U ? opencv_core.NORM_L1 : opencv_core.NORM_L2;
        opencv_photo.fastNlMeansDenoising(in, out, new float[] { (float) params.strength() }, params.patch(),
                params.search(), norm);
    }
}
