package org.loupe.ui.viewer;

import java.nio.file.Path;

import org.loupe.api.Region;

/**
 * Where a picture is cut out of an image. What parts drag to each other when they drag pictures.
 *
 * @param file   of the image
 * @param page   of the file, 0 the first
 * @param region in px of the image; one of no size stands for the whole image
 */
public record CropPlace(Path file, int page, Region region) {
}
