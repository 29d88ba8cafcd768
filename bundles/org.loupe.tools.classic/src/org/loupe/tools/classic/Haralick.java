package org.loupe.tools.classic;

import java.util.List;
import org.loupe.api.Device;
import org.loupe.api.Features;
import org.loupe.api.Patch;
import org.loupe.api.Region;
import org.loupe.api.Step;
import org.loupe.tools.base.Needs;

/**
 * Texture of a defect and its surroundings: the thirteen features of Haralick, Shanmugam and Dinstein of the grey level
 * co-occurrence matrix, with dissimilarity and energy, over four directions. A direction of 0° pairs a pixel with the
 * one to its right; angles go clockwise as seen on the screen, so 45° goes right and down, and the step is the distance
 * along the angle rounded to whole pixels, all as in scikit-image: a distance of 3 at 45° is 2 px right and 2 down.
 * What each feature is, {@link CoOccurrence} tells.
 */
public final class Haralick extends org.loupe.tools.base.Haralick {

    @Override
    public Step<Patch, Features> open(Params params, Device device) {
        CoOccurrence matrix = new CoOccurrence(params.levels());
        List<String> names = names(params);
        int[] steps = steps(params);
        return (patch, run) -> {
            Needs.grey(info().label(), patch.image().shape());
            Region region = region(patch, params);
            short[] grey = levels(patch, region, params, run);
            double[][] each = new double[steps.length / 2][];
            for (int i = 0; i < each.length; i++) {
                matrix.count(grey, region.width(), steps[2 * i], steps[2 * i + 1], run);
                each[i] = matrix.features();
            }
            return new Features(names, 1, row(each, names.size(), params.directions()));
        };
    }
}
