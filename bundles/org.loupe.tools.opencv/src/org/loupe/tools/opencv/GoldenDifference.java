package org.loupe.tools.opencv;

import java.util.Optional;
import org.bytedeco.javacpp.CharPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.loupe.api.Detections;
import org.loupe.api.Device;
import org.loupe.api.Pair;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.tools.base.Comparison;
import org.loupe.tools.base.Comparison.Disc;
import org.loupe.tools.base.LocalFit;
import org.loupe.tools.base.References;

/** What differs between a test image and its reference, smoothed and widened by OpenCV. */
public final class GoldenDifference extends org.loupe.tools.base.GoldenDifference {
    private static final int ROWS_BETWEEN_CHECKS = 256;

    @Override
    public Info info() {
        return super.info().rank(10);
    }

    @Override
    public Step<Pair, Detections> open(Params params, Device device) throws ToolException {
        Natives.load();
        Comparison images = new Comparison();
        LocalFit localFit = localFit(params);
        Disc tolerance = tolerance(params), thick = thick(params);
        double share = share(params);
        return (pair, run) -> {
            check(params, pair.test().shape());
            Tile reference = References.aligned(info().label(), pair);
            load(pair.test(), reference, pair.valid(), params, images, run);
            mark(images, pair.valid(), params.contrast(), share, run);
            images.findEvidence(tolerance, thick, params.contrast(), share);
            run.checkCancelled();
            dismissAtEdges(images, pair.valid(), params.margin());
            return judge(images, localFit, params, run);
        };
    }

    /** Smooths both images, adapts the width of the reference's lines and puts the pixels into {@code images}. */
    private static void load(Tile test, Tile reference, Optional<Tile> valid, Params params, Comparison images,
            Run run) throws ToolException {
        images.size(test.width(), test.height());
        run.checkCancelled();
        try (PointerScope scope = new PointerScope()) {
            int pixels = images.width() * images.height();
            new CharPointer(smooth(test, radius(params), params.smoothing()).data()).get(images.test(), 0, pixels);
            run.checkCancelled();
            Mat smooth = smooth(reference, radius(params), params.smoothing());
            new CharPointer(smooth.data()).get(images.reference(), 0, pixels);
            if (params.lineWidth() > 0)
                new LineWidth(images, smooth, valid).adapt(params.lineWidth(), run);
        }
    }

    /** In 16 bits. */
    private static Mat smooth(Tile tile, int radius, double sigma) {
        Mat smooth = Mats.of(tile);
        if (radius > 0) {
            Mat blurred = new Mat();
            GaussianFilter.blur(smooth, blurred, radius, sigma);
            smooth = blurred;
        }
        if (tile.shape().type() == Shape.Type.U16)
            return smooth;
        Mat wide = new Mat();
        smooth.convertTo(wide, opencv_core.CV_16U);
        return wide;
    }

    private static void mark(Comparison images, Optional<Tile> valid, double contrast, double share, Run run) {
        int width = images.width(), height = images.height();
        for (int from = 0; from < height; from += ROWS_BETWEEN_CHECKS) {
            run.checkCancelled();
            int to = Math.min(height, from + ROWS_BETWEEN_CHECKS);
            byte[] allowed = null;
            if (valid.isPresent()) {
                allowed = new byte[(to - from) * width];
                valid.get().data().get(from * width, allowed);
            }
            images.mark(from, to, contrast, share, allowed);
        }
    }
}
