package org.loupe.store;

/**
 * How often a class was found.
 *
 * @param name       of the class
 * @param detections of that class
 * @param images     with at least one of them
 */
public record ClassCount(String name, long detections, long images) {
}
