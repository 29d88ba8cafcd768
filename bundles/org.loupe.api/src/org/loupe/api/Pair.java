package org.loupe.api;

import java.util.Objects;
import java.util.Optional;

/**
 * A test image with what it is compared to.
 *
 * @param test      the image under inspection
 * @param reference golden image; before registration of any size, after it of the test image's
 * @param valid     8-bit grey mask of the test image's size, 0 where nothing may be reported (not covered by the
 *                  reference, an ignore zone), 255 elsewhere; empty means everywhere
 */
public record Pair(Tile test, Optional<Tile> reference, Optional<Tile> valid) {

    public Pair {
        Objects.requireNonNull(test);
        if (valid.isPresent() && (valid.get().width() != test.width() || valid.get().height() != test.height()))
            throw new IllegalArgumentException("The valid mask has the test image's size " + test.width() + " × "
                    + test.height() + ", found " + valid.get().width() + " × " + valid.get().height() + ".");
    }

    /** A test image alone. */
    public static Pair of(Tile test) {
        return new Pair(test, Optional.empty(), Optional.empty());
    }

    /** A test image with its reference. */
    public static Pair of(Tile test, Tile reference) {
        return new Pair(test, Optional.of(reference), Optional.empty());
    }
}
