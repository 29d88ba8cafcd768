package org.loupe.tools.opencv;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.loupe.api.Device;
import org.loupe.api.Operator;
import org.loupe.api.Param;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/**
 * Mean of the neighbours, weighted by their distance and by how alike they are; outside of the image its edge pixels go
 * on. 16-bit samples are computed in floating point and rounded.
 */
public final class BilateralFilter implements Operator<BilateralFilter.Params> {

    /**
     * @param sigmaSpace standard deviation of the weight by distance, in px
     * @param sigmaRange standard deviation of the weight by likeness, in grey levels
     */
    public record Params(
            @Param(label = "Sigma in space", unit = "px", min = 0.5, max = 10, step = 0.5,
                    help = "How far neighbours count. Raise it to smooth more; time grows with its square.")
                    double sigmaSpace,
            @Param(label = "Sigma in range", unit = "grey levels", min = 0.1, max = 65535, step = 1,
                    help = "Steps well above this stay sharp, smaller ones are smoothed. About twice the noise is a"
                            + " good start.") double sigmaRange) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.bilateral", "Bilateral filter", "Smooths noise and keeps edges that are stronger than the"
                + " noise. Grey or RGB.")
                .reference("Tomasi, Manduchi: Bilateral Filtering for Gray and Color Images, ICCV 1998")
                .rank(10).within(1);
    }

    @Override
    public Params defaults() {
        return new Params(2, 20);
    }

    @Override
    public int halo(Params params) {
        return radius(params);
    }

    private static int radius(Params params) {
        return (int) Math.max(1, Math.rint(1.5 * params.sigmaSpace()));
    }

    @Override
    public void check(Params params, Shape in) throws ToolException {
        Needs.pixels(info().label(), in);
        if (in.channels() == 4)
            throw new ToolException(info().label() + " needs grey or RGB, got " + in + ".",
                    "Put 'Convert to grey' before this step.");
    }

    @Override
    public Shape output(Params params, Shape in) {
        return in;
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
