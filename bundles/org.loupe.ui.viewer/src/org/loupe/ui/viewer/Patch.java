package org.loupe.ui.viewer;

import java.util.Objects;

import org.eclipse.swt.graphics.Image;
import org.loupe.api.Region;

/**
 * A picture of a part of an image, shown in its place: a stage of the recipe, or what a part of a very large image is
 * compared to.
 *
 * @param region of the image, in its px, not empty
 * @param image  stretched over the region; the canvas that shows it disposes it
 */
public record Patch(Region region, Image image) {

    public Patch {
        Objects.requireNonNull(image);
        if (region.isEmpty())
            throw new IllegalArgumentException("A patch covers at least one pixel.");
    }
}
