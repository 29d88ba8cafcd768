package org.loupe.ui;

/**
 * Names a detection of a run, whatever the order of its table.
 *
 * @param image index of its image in the run
 * @param row   its number within that image
 */
public record DetectionId(int image, int row) {
}
