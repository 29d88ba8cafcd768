package org.loupe.tools.imageio.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

import org.loupe.api.ImageInfo;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.ToolException;

/**
 * The pages of one open file as a decoder sees them. {@link PageSource} checks arguments beforehand and turns what is
 * thrown into messages. Used by one thread at a time.
 */
interface Pages extends AutoCloseable {

    /** Number of pages, at least 1. */
    int count();

    /** What is known of a page. */
    ImageInfo info(int page) throws IOException, ToolException;

    /**
     * Decodes a region.
     *
     * @param region inside the page, not empty
     * @param step   every {@code step}-th pixel in both directions, from the first
     * @param out    room for the result from index 0, native order
     */
    void read(int page, Region region, int step, ByteBuffer out, Run run) throws IOException, ToolException;

    /** See {@link org.loupe.api.ImageSource#fileAt}. */
    default Optional<Path> fileAt(int x, int y) {
        return Optional.empty();
    }

    @Override
    void close() throws IOException;

    /** Number of results when every {@code step}-th of {@code length} is taken. */
    static int steps(int length, int step) {
        return (int) (((long) length + step - 1) / step);
    }
}
