package org.loupe.tools.classic;

import java.util.Arrays;
import java.util.List;
import org.loupe.api.Classifier;
import org.loupe.api.Device;
import org.loupe.api.Features;
import org.loupe.api.Param;
import org.loupe.api.Predictions;
import org.loupe.api.Step;
import org.loupe.api.ToolException;

/**
 * Two classes by one feature: below the limit, or from the limit on. Where the feature is unknown the class is the
 * upper one with a probability of one half, so that nothing is dropped unseen.
 */
public final class Limit implements Classifier<Limit.Params> {

    /**
     * @param feature name of the feature
     * @param limit   in the feature's unit
     * @param below   class of defects below the limit
     * @param above   class of defects from the limit on
     */
    public record Params(
            @Param(label = "Feature", help = "Name of the feature, such as area_px, feret_max_um or contrast.")
                    String feature,
            @Param(label = "Limit", min = -1e9, max = 1e9,
                    help = "In the feature's unit; a defect at the limit is above.")
                    double limit,
            @Param(label = "Class below", help = "Class of the defects whose feature is below the limit.") String below,
            @Param(label = "Class above", help = "Class of the defects whose feature is at the limit or above.")
                    String above) {

        public Params {
            if (feature.isBlank() || below.isBlank() || above.isBlank())
                throw new IllegalArgumentException("The feature and both classes need a name.");
            if (below.equals(above))
                throw new IllegalArgumentException("The two classes need different names, found \"" + below
                        + "\" twice.");
        }
    }

    @Override
    public Info info() {
        return Info.of("loupe.limit", "Limit", "Sorts defects into two classes by the limit of one feature, such as"
                + " small and large by area. Put 'Measure' before this step.");
    }

    @Override
    public Params defaults() {
        return new Params("area_px", 12, "small", "large");
    }

    @Override
    public List<String> classes(Params params) {
        return List.of(params.below(), params.above());
    }

    @Override
    public List<String> needs(Params params) {
        return List.of(params.feature());
    }

    @Override
    public Step<Features, Predictions> open(Params params, Device device) {
        return (features, run) -> {
            run.checkCancelled();
            return classify(features, params);
        };
    }

    private Predictions classify(Features features, Params params) throws ToolException {
        int column = features.column(params.feature());
        if (column < 0)
            throw new ToolException("Limit needs the feature \"" + params.feature() + "\", there are "
                    + features.names()
                    + ".", "Choose one of them, or put a step that measures it before this step.");
        int[] best = new int[features.rows()];
        float[] probabilities = new float[2 * best.length];
        for (int row = 0; row < best.length; row++) {
            float value = features.get(row, column);
            best[row] = value < params.limit() ? 0 : 1;
            if (Float.isNaN(value))
                Arrays.fill(probabilities, 2 * row, 2 * row + 2, 0.5f);
            else
                probabilities[2 * row + best[row]] = 1;
        }
        return new Predictions(classes(params), best, probabilities);
    }
}
