package org.loupe.ui;

import org.loupe.engine.Item;
import org.loupe.store.labels.TileState;

/**
 * An image of the set as a tile of the queue. Immutable.
 *
 * @param index     its place in the set, 0 the first
 * @param item      the image
 * @param image     how labels name it
 * @param state     how far its labelling is; open if nothing was said yet
 * @param labels    number of labels that count
 * @param proposals number of labels that no person has looked at
 * @param changed   when a person last changed a label of it, in ms since 1970 UTC; 0 if nobody did
 */
public record QueuedTile(int index, Item item, String image, TileState state, int labels, int proposals,
        long changed) {

    /** Whether it still has to be looked at. */
    public boolean open() {
        return state == TileState.OPEN;
    }
}
