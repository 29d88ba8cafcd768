package org.loupe.tools.opencv;

import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.loupe.api.Detections;
import org.loupe.api.Device;
import org.loupe.api.Pair;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/**
 * Spots by their size and their contrast against the local background. The image is smoothed by a bell of a quarter of
 * the smallest diameter; the background is its opening (closing for dark spots) by a square just larger than the
 * largest diameter. What stands out by at least the contrast is a spot if the disc of its area has a suiting diameter
 * and its box is no longer than one and a half times the largest.
 */
public final class FindSpots extends org.loupe.tools.base.FindSpots {

    @Override
    public Info info() {
        return super.info().rank(10);
    }

    @Override
    public Step<Pair, Detections> open(Params params, Device device) throws ToolException {
        Natives.load();
        return (pair, run) -> find(pair, params, run);
    }

    private Detections find(Pair pair, Params params, Run run) throws ToolException {
        Tile test = pair.test();
        check(params, test.shape());
        List<String> classes = classes(params);
        Detections.Builder found = new Detections.Builder(classes);
        for (int c = 0; c < classes.size(); c++) {
            boolean bright = classes.get(c).equals("bright");
            Tile contrast = run.tile(test.shape());
            double nanos = 3 + 0.4 * radius(params) + 0.1 * element(params);
            Bands.filter(test, contrast, filterHalo(params), nanos, run,
                    (in, out) -> contrast(in, out, params, bright));
            Objects.add(contrast, params.contrast(), pair.valid(), 1, (all, row) -> suits(all, row, params), c, found,
                    run);
        }
        return found.build();
    }

    private static void contrast(Mat in, Mat out, Params params, boolean bright) {
        Mat smooth = in;
        if (radius(params) > 0) {
            smooth = new Mat();
            GaussianFilter.blur(in, smooth, radius(params), sigma(params));
        }
        TopHat.transform(smooth, out, bright, element(params));
    }
}
