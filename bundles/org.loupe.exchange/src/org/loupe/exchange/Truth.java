package org.loupe.exchange;

import java.util.Objects;
import org.loupe.api.Detections;

/**
 * The true objects of an image.
 *
 * @param image  the image's name as the truth file has it: a file name, a relative path or a name without extension;
 *               {@link Truths} says how images are found by it
 * @param width  px of the image, 0 if the file does not tell
 * @param height px of the image, 0 if the file does not tell
 * @param boxes  in the full image's px; a score where the file has one, else 1. None means that the image is good
 */
public record Truth(String image, int width, int height, Detections boxes) {

    public Truth {
        Objects.requireNonNull(image);
        Objects.requireNonNull(boxes);
    }
}
