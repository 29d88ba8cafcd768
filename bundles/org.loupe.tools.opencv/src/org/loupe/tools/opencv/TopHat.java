package org.loupe.tools.opencv;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.loupe.api.Device;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/**
 * What a square element does not fit under: white, the image minus its opening; black, its closing minus the image.
 * Channel by channel; outside of the image its edge pixels go on.
 */
public final class TopHat extends org.loupe.tools.base.TopHat {

    @Override
    public Info info() {
        return super.info().rank(10);
    }

    @Override
    public Step<Tile, Tile> open(Params params, Device device) throws ToolException {
        return new FilterStep<>(this, params, 2 + 0.1 * params.size(),
                (in, out) -> transform(in, out, params.kind() == Kind.WHITE, params.size()));
    }

    /** The top-hat of {@code in} by a square of {@code size} px. */
    static void transform(Mat in, Mat out, boolean white, int size) {
        Mat element = opencv_imgproc.getStructuringElement(opencv_imgproc.MORPH_RECT, new Size(size, size));
        int operation = white ? opencv_imgproc.MORPH_TOPHAT : opencv_imgproc.MORPH_BLACKHAT;
        opencv_imgproc.morphologyEx(in, out, operation, element, new Point(-1, -1), 1, opencv_core.BORDER_REPLICATE,
                new Scalar());
    }
}
