package org.loupe.api;

import java.util.Objects;
import java.util.Optional;

/**
 * A synthetic image with what is truly in it.
 *
 * @param test       the image
 * @param reference  its golden image, if the kind of sample has one
 * @param truth      the defects that were put in, with exact masks, in the test image's pixels
 * @param conditions as if it had been taken so
 */
public record Sample(Tile test, Optional<Tile> reference, Detections truth, ImageInfo.Conditions conditions) {

    public Sample {
        Objects.requireNonNull(test);
        Objects.requireNonNull(reference);
        Objects.requireNonNull(truth);
        Objects.requireNonNull(conditions);
    }
}
