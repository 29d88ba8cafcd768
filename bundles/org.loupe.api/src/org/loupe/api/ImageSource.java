package org.loupe.api;

import java.util.Optional;

/**
 * An open image file: one or more pages, read by region. Used by one thread at a time. Whatever the file holds, it
 * throws nothing but {@link ToolException} and {@link java.util.concurrent.CancellationException}.
 */
public interface ImageSource extends AutoCloseable {

    /** Number of pages, at least 1. */
    int pages();

    /** What is known of a page, 0 the first, without its pixels. */
    ImageInfo info(int page) throws ToolException;

    /**
     * Reads a region. Formats that store tiles or strips read only those that the region touches.
     *
     * @param region    inside the page, not empty
     * @param reduction 1 for full resolution; n for every n-th pixel of the region in both directions, from its first:
     *                  a result of {@code ceil(width / n) × ceil(height / n)} pixels, for overviews
     * @return a tile at the region's position, of the page's channels and type, with the scale times {@code reduction}
     */
    Tile read(int page, Region region, int reduction, Run run) throws ToolException;

    /** The file that shows this place of a scan made of many files; empty for a single file. */
    default Optional<java.nio.file.Path> fileAt(int page, int x, int y) {
        return Optional.empty();
    }

    @Override
    void close();
}
