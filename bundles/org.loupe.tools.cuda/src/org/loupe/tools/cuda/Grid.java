package org.loupe.tools.cuda;

/** How many blocks of how many threads a kernel is launched with. */
record Grid(int x, int y, int z, int threadsX, int threadsY) {
    /** Threads of a block, both ways of counting. */
    static final int THREADS = 256;
    private static final int WIDE = 32;
    private static final int HIGH = 8;

    /** One thread for each of {@code count}; at least one block. */
    static Grid line(long count) {
        return new Grid(blocks(count, THREADS), 1, 1, THREADS, 1);
    }

    /** One thread for each place of a plane, in blocks of 32 × 8. */
    static Grid plane(int width, int height) {
        return plane(width, height, 1);
    }

    /** The same for several planes. */
    static Grid plane(int width, int height, int planes) {
        return new Grid(blocks(width, WIDE), blocks(height, HIGH), planes, WIDE, HIGH);
    }

    /** A number of blocks of 256 threads. */
    static Grid ofBlocks(int count) {
        return new Grid(count, 1, 1, THREADS, 1);
    }

    /** The same for each of several tiles, in layers. */
    Grid layers(int count) {
        return new Grid(x, y, z * count, threadsX, threadsY);
    }

    private static int blocks(long count, int threads) {
        return (int) Math.max(1, (count + threads - 1) / threads);
    }

    @Override
    public String toString() {
        return x + "×" + y + "×" + z + " blocks of " + threadsX + "×" + threadsY;
    }
}
