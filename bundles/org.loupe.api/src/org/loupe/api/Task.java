package org.loupe.api;

/** What a trained model does, and with it what it is given and gives. */
public enum Task {
    /** Gives each object a class: {@link Features} → {@link Predictions}. */
    CLASSIFICATION,
    /**
     * Tells how unlike those it has learned from objects are: {@link Features} → {@link Predictions} of the classes
     * "good" and "anomalous". Truths of examples are not looked at.
     */
    NOVELTY,
    /**
     * Tells how unlike what is good each place of an image is: {@link Tile}, a feature map of a
     * {@link LocalFeatureExtractor}, → {@link Tile} of its size with one channel, more is more unlike. All examples are
     * good; their truths are not looked at.
     */
    ANOMALY,
    /** Finds objects with box, class and score: {@link Pair} → {@link Detections}. */
    DETECTION,
    /**
     * Tells of each pixel how surely it is of each class: {@link Pair} → {@link Tile} of the test image's size with a
     * channel of {@link Shape.Type#F32} for each class, 0..1; what is no class is background. Truths are 0 or 1.
     */
    SEGMENTATION,
    /** Gives a whole image a class: {@link Pair} → {@link Predictions} of one row. */
    IMAGE_CLASSIFICATION
}
