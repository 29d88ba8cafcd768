package org.loupe.engine.anomaly;

import java.util.Map;
import java.util.Objects;
import org.loupe.engine.RecipeStep;

/**
 * How a detector of anomalies is trained. Immutable.
 *
 * @param features      id of the tool that describes places of images
 * @param featureParams its parameters that differ from its defaults
 * @param trainer       id of the tool that learns what is good
 * @param trainerParams its parameters that differ from its defaults
 * @param smoothing     standard deviation in px of the bell that the heat map is smoothed with; 0 for none
 * @param falseAlarms   share of good images that may reach the limit, 0 … 0.5
 * @param seed          of random numbers
 */
public record AnomalySettings(String features, Map<String, Object> featureParams, String trainer,
        Map<String, Object> trainerParams, double smoothing, double falseAlarms, long seed) {

    public AnomalySettings {
        Objects.requireNonNull(features);
        Objects.requireNonNull(trainer);
        featureParams = RecipeStep.of(features, featureParams).params();
        trainerParams = RecipeStep.of(trainer, trainerParams).params();
        if (!(smoothing >= 0 && smoothing <= 100))
            throw new IllegalArgumentException("The heat map is smoothed by 0 to 100 px, found " + smoothing + ".");
        if (!(falseAlarms >= 0 && falseAlarms <= 0.5))
            throw new IllegalArgumentException("The share of good images above the limit is 0 to 0.5, found "
                    + falseAlarms + ".");
    }

    /** What suits most: hand-made features, images that are aligned or not. */
    public static AnomalySettings standard() {
        return new AnomalySettings("loupe.local-texture", Map.of(), "loupe.patch-core", Map.of(), 4, 0.01, 1);
    }
}
