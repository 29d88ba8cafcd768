package org.loupe.ui;

import java.util.List;

import org.loupe.api.ToolException;

/** An order in which tiles are labelled. Parts that know one {@link TileQueue#offer offer} it to the queue. */
public interface TileOrder {

    /** What it is kept under; never changes. */
    String id();

    /** What it is called in a menu: "Uncertain first". */
    String label();

    /**
     * The tiles in this order, each once. Called by a job with the tiles as they are then. What takes longer than some
     * 100 ms is found elsewhere and kept; until it is known the tiles are given back as they come, and
     * {@link TileQueue#refresh} is called once it is.
     *
     * @param tiles in the order of the set; not to be changed
     * @throws ToolException if there is no such order; the reason is shown, and the order stays as it is
     */
    List<QueuedTile> sort(List<QueuedTile> tiles) throws ToolException;
}
