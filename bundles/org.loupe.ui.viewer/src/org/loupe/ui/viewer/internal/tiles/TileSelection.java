package org.loupe.ui.viewer.internal.tiles;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.loupe.engine.Item;
import org.loupe.ui.QueuedTile;
import org.loupe.ui.TileQueue;

/**
 * Which tiles are chosen: by image, so that a choice outlives another order. A click chooses a tile, Ctrl adds or takes
 * one, Shift extends from the one chosen last. UI thread only.
 */
final class TileSelection {
    private static final int MANY = 1000;

    private final TileQueue queue;
    private final Runnable changed;
    private Set<Item> chosen = Set.of();
    private Item focus, anchor;

    /** @param changed told after each change */
    TileSelection(TileQueue queue, Runnable changed) {
        this.queue = queue;
        this.changed = changed;
    }

    /** The chosen images, in the order of the queue; those that the filters have taken out are not among them. */
    List<Item> items() {
        List<Item> items = new ArrayList<>(chosen);
        items.removeIf(item -> queue.place(item) < 0);
        if (items.size() < MANY) {
            items.sort(Comparator.comparingInt(queue::place));
            return items;
        }
        items.clear(); // to sort them would take longer than to go through the queue once
        for (int i = 0; i < queue.size(); i++)
            if (chosen.contains(queue.get(i).item()))
                items.add(queue.get(i).item());
        return items;
    }

    /** Whether none is chosen. */
    boolean isEmpty() {
        return chosen.isEmpty();
    }

    boolean contains(Item item) {
        return chosen.contains(item);
    }

    /** Place of the tile that keys start from; -1 for none. */
    int place() {
        return focus == null ? -1 : queue.place(focus);
    }

    /** The tile that keys start from, or {@code null}. */
    Item focus() {
        return focus;
    }

    /** Chooses one tile, wherever it is. */
    void only(Item item) {
        focus = item;
        anchor = item;
        chosen = item == null ? Set.of() : Set.of(item);
        changed.run();
    }

    /** Chooses the tile at a place. @param toggle adds or takes it @param extend from the one chosen last */
    void choose(int place, boolean toggle, boolean extend) {
        if (place < 0 || place >= queue.size())
            return;
        Item item = queue.get(place).item();
        int from = extend && anchor != null ? queue.place(anchor) : -1;
        Set<Item> now = new LinkedHashSet<>(toggle ? chosen : Set.of());
        if (from >= 0) {
            for (int i = Math.min(from, place); i <= Math.max(from, place); i++)
                now.add(queue.get(i).item());
        } else {
            if (!toggle || !now.remove(item))
                now.add(item);
            anchor = item;
        }
        focus = item;
        chosen = now;
        changed.run();
    }

    /** Chooses all that is listed. */
    void all() {
        Set<Item> all = new LinkedHashSet<>(queue.size() * 2);
        for (int i = 0; i < queue.size(); i++) {
            QueuedTile tile = queue.get(i);
            all.add(tile.item());
        }
        chosen = all;
        changed.run();
    }
}
