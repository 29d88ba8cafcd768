package org.loupe.ui;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import org.loupe.store.labels.TileState;

/** The orders of tiles that follow from their labels alone. */
public enum TileOrders implements TileOrder {
    /** As the set lists them: by file. */
    NAME(null),
    /** Open ones, then flagged, then complete, then excluded. */
    STATE(Comparator.comparingInt(tile -> rank(tile.state()))),
    /** Those that a person changed last. */
    RECENT(Comparator.comparingLong(tile -> -tile.changed())),
    /** Those with the most labels that no person has looked at. */
    PROPOSALS(Comparator.comparingInt(tile -> -tile.proposals()));

    private final Comparator<QueuedTile> by;

    TileOrders(Comparator<QueuedTile> by) {
        this.by = by;
    }

    private static int rank(TileState state) {
        return switch (state) {
            case OPEN -> 0;
            case FLAGGED -> 1;
            case COMPLETE -> 2;
            case EXCLUDED -> 3;
        };
    }

    @Override
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String label() {
        return Words.get("tiles.order." + id());
    }

    @Override
    public List<QueuedTile> sort(List<QueuedTile> tiles) {
        return by == null ? tiles : tiles.stream().sorted(by).toList();
    }
}
