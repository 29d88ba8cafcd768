package org.loupe.api;

/** What a trained model does. */
public enum Task {
    /** Gives each object a class. */
    CLASSIFICATION,
    /** Tells how unlike what is good an object or a place of an image is; learned from good ones alone. */
    ANOMALY,
    /** Finds objects with box, class and score. */
    DETECTION,
    /** Gives each pixel an object or a class. */
    SEGMENTATION
}
