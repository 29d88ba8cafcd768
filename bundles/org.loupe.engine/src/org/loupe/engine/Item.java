package org.loupe.engine;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.loupe.api.ImageInfo;

/**
 * One image to inspect.
 *
 * @param name       what results call it; unique in a list
 * @param test       file of the image under inspection
 * @param page       page of that file, 0 the first
 * @param reference  file of its golden image; the same page of it, or its only one
 * @param umPerPx    µm/px of test and reference, over what their files say; NaN to believe the files
 * @param conditions imaging conditions; what is unknown here is taken from the file
 */
public record Item(String name, Path test, int page, Optional<Path> reference, double umPerPx,
        ImageInfo.Conditions conditions) {

    public Item {
        Objects.requireNonNull(name);
        Objects.requireNonNull(test);
        Objects.requireNonNull(reference);
        Objects.requireNonNull(conditions);
        if (page < 0)
            throw new IllegalArgumentException("A page is 0 or more, found " + page + ".");
        if (umPerPx <= 0)
            throw new IllegalArgumentException("µm/px is above 0, or NaN to believe the file, found " + umPerPx + ".");
    }

    /** The first page of a file, of which nothing more is known. */
    public static Item of(Path test) {
        return new Item(test.getFileName().toString(), test, 0, Optional.empty(), Double.NaN,
                ImageInfo.Conditions.UNKNOWN);
    }

    /** The same with a golden image. */
    public Item reference(Path file) {
        return new Item(name, test, page, Optional.of(file), umPerPx, conditions);
    }

    /** The same with another scale, in µm/px. */
    public Item scale(double newUmPerPx) {
        return new Item(name, test, page, reference, newUmPerPx, conditions);
    }

    /** The same with other imaging conditions. */
    public Item conditions(ImageInfo.Conditions known) {
        return new Item(name, test, page, reference, umPerPx, known);
    }
}
