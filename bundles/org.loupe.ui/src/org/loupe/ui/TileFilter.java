package org.loupe.ui;

/** Which tiles are labelled. Parts that know such a condition {@link TileQueue#offer offer} it to the queue. */
public interface TileFilter {

    /** What it is kept under; never changes. */
    String id();

    /** What it is called in a menu: "Blurred". */
    String label();

    /**
     * Whether a tile is listed. Takes microseconds, since it is asked for each of 100,000; any thread. What takes longer
     * is found elsewhere and kept, and {@link TileQueue#refresh} is called once it is known.
     */
    boolean test(QueuedTile tile);
}
