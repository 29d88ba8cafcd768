package org.loupe.tools.opencv;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.loupe.api.Device;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/**
 * Weighted mean by a bell of standard deviation sigma, cut off at 3 sigma, channel by channel; outside of the image its
 * edge pixels go on. Weights are integers of 8 fraction bits for 8-bit samples and of 16 for 16-bit ones, which gives
 * the same result on every machine.
 */
public final class GaussianFilter extends org.loupe.tools.base.GaussianFilter {

    @Override
    public Info info() {
        return super.info().rank(10).within(0.001);
    }

    @Override
    public Step<Tile, Tile> open(Params params, Device device) throws ToolException {
        double sigma = params.sigma();
        return new FilterStep<>(this, params, 1 + 0.4 * radius(sigma),
                (in, out) -> blur(in, out, radius(sigma), sigma));
    }

    /** Smooths in the way that gives the same bits on every machine for 8-bit and 16-bit samples. */
    static void blur(Mat in, Mat out, int radius, double sigma) {
        opencv_imgproc.GaussianBlur(in, out, new Size(2 * radius + 1, 2 * radius + 1), sigma, sigma,
                opencv_core.BORDER_REPLICATE, opencv_core.ALGO_HINT_ACCURATE);
    }
}
