package org.loupe.api;

import java.util.Objects;
import java.util.Optional;

/**
 * A defect with its surroundings.
 *
 * @param image     pixels around the defect, as its detector saw them
 * @param reference the same place of the reference, of the same size
 * @param box       the defect's box in {@code image}'s own pixels, clipped to it
 * @param mask      8-bit grey of {@code image}'s size, 255 on the defect; the whole box where the detector gave no mask
 */
public record Patch(Tile image, Optional<Tile> reference, Region box, Tile mask) {

    public Patch {
        Objects.requireNonNull(reference);
        if (mask.width() != image.width() || mask.height() != image.height())
            throw new IllegalArgumentException("A patch's mask has the image's size " + image.width() + " × "
                    + image.height() + ", found " + mask.width() + " × " + mask.height() + ".");
    }
}
