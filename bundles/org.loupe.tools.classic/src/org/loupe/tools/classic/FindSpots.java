package org.loupe.tools.classic;

import java.util.List;
import java.util.Optional;
import org.loupe.api.Detections;
import org.loupe.api.Device;
import org.loupe.api.Labels;
import org.loupe.api.Pair;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.tools.base.Peaks;
import org.loupe.tools.base.Samples;

/**
 * Spots by their size and their contrast against the local background. The image is smoothed by a bell of a quarter of
 * the smallest diameter; the background is its opening (closing for dark spots) by a square just larger than the
 * largest diameter. What stands out by at least the contrast is a spot if the disc of its area has a suiting diameter
 * and its box is no longer than one and a half times the largest.
 */
public final class FindSpots extends org.loupe.tools.base.FindSpots {

    @Override
    public Step<Pair, Detections> open(Params params, Device device) {
        return (pair, run) -> find(pair, params, run);
    }

    private Detections find(Pair pair, Params params, Run run) throws ToolException {
        Tile test = pair.test(), smooth = test;
        check(params, test.shape());
        if (radius(params) > 0) {
            smooth = run.tile(test.shape());
            GaussianFilter.blur(test, smooth, radius(params), sigma(params), run);
        }
        List<String> classes = classes(params);
        Detections.Builder found = new Detections.Builder(classes);
        for (int c = 0; c < classes.size(); c++) {
            Tile contrast = run.tile(test.shape());
            TopHat.transform(smooth, contrast, classes.get(c).equals("bright"), element(params), run);
            Labels labels = Objects.label(contrast, above(contrast, pair.valid(), params.contrast()), 1, run);
            Peaks.add(labels, Peaks.of(labels, contrast), params.contrast(), (all, row) -> suits(all, row, params), c,
                    found);
        }
        return found.build();
    }

    private static Objects.Mask above(Tile contrast, Optional<Tile> valid, double threshold) {
        float[] line = new float[contrast.width()], allowed = new float[contrast.width()];
        java.util.Arrays.fill(allowed, 255);
        return (row, on) -> {
            Samples.read(contrast, row, line);
            valid.ifPresent(mask -> Samples.read(mask, row, allowed));
            for (int i = 0; i < line.length; i++)
                on[i] = line[i] >= threshold && allowed[i] != 0;
        };
    }
}
