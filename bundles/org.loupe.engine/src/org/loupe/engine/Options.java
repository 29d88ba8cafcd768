package org.loupe.engine;

import java.util.Objects;

/**
 * How a recipe is run; none of it is part of the recipe.
 *
 * @param policy           which implementations of a tool may be used
 * @param threads          workers, at least 1; the numbers do not depend on it
 * @param seed             of all random numbers
 * @param tileSize         px; edge of the pieces that an image is cut into if it is too large to be worked on whole
 * @param wholeImagePixels largest image that is worked on whole, in pixels
 * @param zones            where defects count, on every image
 */
public record Options(Policy policy, int threads, long seed, int tileSize, long wholeImagePixels, Zones zones) {

    public Options {
        Objects.requireNonNull(policy);
        Objects.requireNonNull(zones);
        if (threads < 1)
            throw new IllegalArgumentException("At least 1 thread is needed, found " + threads + ".");
        if (tileSize < 16)
            throw new IllegalArgumentException("A tile is at least 16 px wide, found " + tileSize + ".");
        if (wholeImagePixels < 0)
            throw new IllegalArgumentException("wholeImagePixels is 0 or more, found " + wholeImagePixels + ".");
    }

    /** What suits most: the best tools, one worker per core, tiles of 2048 px for images above 4096 × 4096. */
    public static Options defaults() {
        return new Options(Policy.AUTO, Runtime.getRuntime().availableProcessors(), 1, 2048, 4096L * 4096,
                Zones.NONE);
    }

    /** The same with another policy. */
    public Options policy(Policy value) {
        return new Options(value, threads, seed, tileSize, wholeImagePixels, zones);
    }

    /** The same with another number of workers. */
    public Options threads(int value) {
        return new Options(policy, value, seed, tileSize, wholeImagePixels, zones);
    }

    /** The same with another seed. */
    public Options seed(long value) {
        return new Options(policy, threads, value, tileSize, wholeImagePixels, zones);
    }

    /** The same with other limits of what is worked on at once. */
    public Options tiles(int size, long wholePixels) {
        return new Options(policy, threads, seed, size, wholePixels, zones);
    }

    /** The same with other zones; without any, everything counts. */
    public Options zones(Zones value) {
        return new Options(policy, threads, seed, tileSize, wholeImagePixels, value);
    }
}
