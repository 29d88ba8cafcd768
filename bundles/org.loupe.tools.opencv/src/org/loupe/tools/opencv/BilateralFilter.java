package org.loupe.tools.opencv;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.loupe.api.Device;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/**
 * Mean of the neighbours, weighted by their distance and by how alike they are; outside of the image its edge pixels go
 * on. 16-bit samples are computed in floating point and rounded.
 */
public final class BilateralFilter extends org.loupe.tools.base.BilateralFilter {

    @Override
    public Info info() {
        return super.info().rank(10).within(1);
    }

    @Override
    public Step<Tile, Tile> open(Params params, Device device) throws ToolException {
        int side = 2 * radius(params) + 1;
        return new FilterStep<>(this, params, 1.5 * side * side, (in, out) -> filter(in, out, params, side));
    }

    private static void filter(Mat in, Mat out, Params params, int side) {
        if (in.depth() != opencv_core.CV_16U) {
            smooth(in, out, params, side);
            return;
        }
        Mat floating = new Mat(), smoothed = new Mat();
        in.convertTo(floating, opencv_core.CV_32F);
        smooth(floating, smoothed, params, side);
        smoothed.convertTo(out, opencv_core.CV_16U);
    }

    private static void smooth(Mat in, Mat out, Params params, int side) {
        opencv_imgproc.bilateralFilter(in, out, side, params.sigmaRange(), params.sigmaSpace(),
                opencv_core.BORDER_REPLICATE);
    }
}
