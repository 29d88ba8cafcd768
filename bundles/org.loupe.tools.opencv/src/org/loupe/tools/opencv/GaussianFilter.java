package org.loupe.tools.opencv;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.loupe.api.Device;
import org.loupe.api.Operator;
import org.loupe.api.Param;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/**
 * Weighted mean by a bell of standard deviation sigma, cut off at 3 sigma, channel by channel; outside of the image its
 * edge pixels go on. Weights are integers of 8 fraction bits for 8-bit samples and of 16 for 16-bit ones, which gives
 * the same result on every machine.
 */
public final class GaussianFilter implements Operator<GaussianFilter.Params> {

    /**
     * @param sigma standard deviation in px
     */
    public record Params(
            @Param(label = "Sigma", unit = "px", min = 0.3, max = 50, step = 0.1,
                    help = "Standard deviation of the bell. Raise it against noise; details smaller than about twice"
                            + " sigma fade.") double sigma) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.gaussian", "Gaussian filter", "Smooths noise by a weighted mean of the neighbourhood. It"
                + " also softens edges; the median and bilateral filters keep them.").rank(10).within(0.001);
    }

    @Override
    public Params defaults() {
        return new Params(1);
    }

    @Override
    public int halo(Params params) {
        return radius(params.sigma());
    }

    @Override
    public void check(Params params, Shape in) throws ToolException {
        Needs.pixels(info().label(), in);
    }

    @Override
    public Shape output(Params params, Shape in) {
        return in;
    }

    @Override
    public Step<Tile, Tile> open(Params params, Device device) throws ToolException {
        double sigma = params.sigma();
        return new FilterStep<>(this, params, 1 + 0.4 * radius(sigma),
                (in, out) -> blur(in, out, radius(sigma), sigma));
    }

    private static int radius(double sigma) {
        return (int) Math.ceil(3 * sigma);
    }

    /** Smooths in the way that gives the same bits on every machine for 8-bit and 16-bit samples. */
    static void blur(Mat in, Mat out, int radius, double sigma) {
        opencv_imgproc.GaussianBlur(in, out, new Size(2 * radius + 1, 2 * radius + 1), sigma, sigma,
                opencv_core.BORDER_REPLICATE, opencv_core.ALGO_HINT_ACCURATE);
    }
}
