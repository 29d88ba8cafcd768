package org.loupe.engine.nets;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.loupe.api.Detections;
import org.loupe.api.Predictions;
import org.loupe.api.Tile;

/**
 * What a net gave for the images held apart, looked at without the truth: a net that gives the same for every image, or
 * nothing where something is, fails silently even if a figure looks well. For one thread.
 */
final class Answers {
    /** Name of the standard deviation over the images of how much was given for each. */
    static final String VARIATION = "variation";
    /** Name of the number of images on which something is and nothing was found. */
    static final String BLANK = "blankImages";

    private static final float SURE = 0.5f;

    private final List<Double> amounts = new ArrayList<>();
    private int blank;

    /** @param shown what a person is shown of what was given */
    void add(Object truth, Object given, Object shown) {
        double amount = amount(given, false);
        amounts.add(amount);
        if (amount(truth, true) > 0 && amount(shown, true) == 0)
            blank++;
    }

    /** How much was given: sums of scores or shares; of what is sure only, if wanted. */
    private static double amount(Object given, boolean sure) {
        double sum = 0;
        if (given instanceof Detections found) {
            for (float score : found.score())
                sum += score;
        } else if (given instanceof Tile map) {
            FloatBuffer values = map.data().asFloatBuffer();
            int n = (int) (map.shape().pixels() * map.shape().channels());
            for (int i = 0; i < n; i++) {
                float value = values.get(i);
                sum += sure && value <= SURE ? 0 : value;
            }
            sum /= map.shape().pixels();
        } else if (given instanceof Predictions row)
            sum = sure ? 1 : row.best()[0];
        return sum;
    }

    /** Whether two images or more were all given the same. */
    boolean same() {
        return amounts.size() > 1 && variation() == 0;
    }

    private double variation() {
        double mean = amounts.stream().mapToDouble(d -> d).average().orElse(0);
        return Math.sqrt(amounts.stream().mapToDouble(d -> (d - mean) * (d - mean)).average().orElse(0));
    }

    /** By their names. */
    Map<String, Double> figures() {
        return Map.of(VARIATION, variation(), BLANK, (double) blank);
    }
}
