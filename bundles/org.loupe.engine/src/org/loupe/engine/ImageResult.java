package org.loupe.engine;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.loupe.api.Detections;
import org.loupe.api.Features;
import org.loupe.api.ImageInfo;

/**
 * What came of one image.
 *
 * @param index           place of the item in the list, from 0
 * @param item            the image
 * @param key             hash of everything that the result depends on; "" if the file could not be read
 * @param sha256          hash of the test file, or ""
 * @param referenceSha256 hash of the reference file, or ""
 * @param info            of the test image, with the item's scale and conditions; empty if it could not be opened
 * @param detections      in px of the full image, from top to bottom, then left to right; classes are
 *                        {@link Plan#classes()}
 * @param features        as many rows, columns are {@link Plan#features()}; NaN where a route did not compute one
 * @param warnings        what the user should know though the image was finished
 * @param error           why the image failed; it then has no detections
 * @param millis          time worked on this image, of all workers together
 */
public record ImageResult(int index, Item item, String key, String sha256, String referenceSha256,
        Optional<ImageInfo> info, Detections detections, Features features, List<Problem> warnings,
        Optional<Problem> error, double millis) {

    public ImageResult {
        Objects.requireNonNull(item);
        Objects.requireNonNull(key);
        if (detections.size() != features.rows())
            throw new IllegalArgumentException(detections.size() + " detections cannot have " + features.rows()
                    + " rows of features.");
        warnings = List.copyOf(warnings);
    }
}
