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
    /** Gives each pixel an object or a class: {@link Tile} → {@link Labels}. */
    SEGMENTATION
}
