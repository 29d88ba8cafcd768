package org.loupe.workspace.curation;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.loupe.api.ImageInfo;
import org.loupe.engine.Item;

/**
 * Where the pixels of a tile are.
 *
 * @param file      of the image
 * @param page      of that file, 0 the first
 * @param reference file of its golden image; the same page of it, or its only one
 * @param sha256    hash of the file, "" if not known yet
 */
public record TileImage(Path file, int page, Optional<Path> reference, String sha256) {
    public TileImage {
        Objects.requireNonNull(file);
        Objects.requireNonNull(reference);
        Objects.requireNonNull(sha256);
    }

    /** The same as an image of which nothing more is known. */
    Item item() {
        return new Item(file.getFileName().toString(), file, page, reference, Double.NaN,
                ImageInfo.Conditions.UNKNOWN);
    }
}
