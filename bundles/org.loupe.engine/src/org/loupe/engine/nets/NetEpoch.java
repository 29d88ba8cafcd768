package org.loupe.engine.nets;

import java.util.Map;

/**
 * One time through all examples.
 *
 * @param number  from 1
 * @param trained means over the epoch of what the trainer told ({@code loss}, …) and its last {@code learningRate}
 * @param judged  figures on images held apart, as {@link NetFigures} has them, and {@link #VALIDATION_LOSS}; empty
 *                without such images
 * @param score   the one that decides which epoch is best, 0 … 1; NaN if nothing was judged
 */
public record NetEpoch(int number, Map<String, Double> trained, Map<String, Double> judged, double score) {

    /** Mean over the images held apart of the loss that the net learns by; the images are not altered for it. */
    public static final String VALIDATION_LOSS = "validationLoss";

    public NetEpoch {
        trained = Map.copyOf(trained);
        judged = Map.copyOf(judged);
    }
}
