package org.loupe.ui;

import org.loupe.api.Region;
import org.loupe.engine.Item;

/**
 * The part of an image that is in sight.
 *
 * @param image  the image
 * @param region in px of the full image, not empty
 * @param scale  points of the screen per px of the image
 */
public record Viewed(Item image, Region region, double scale) {
}
