package org.loupe.ui;

import java.util.Locale;
import java.util.function.Predicate;

import org.loupe.store.labels.TileState;

/** Conditions on tiles that follow from their labels alone. */
public enum TileFilters implements TileFilter {
    /** Still to be looked at. */
    OPEN(tile -> tile.state() == TileState.OPEN),
    /** All that is to be found in them is labelled. */
    COMPLETE(tile -> tile.state() == TileState.COMPLETE),
    /** Someone is to look at them again. */
    FLAGGED(tile -> tile.state() == TileState.FLAGGED),
    /** Not to be trained on. */
    EXCLUDED(tile -> tile.state() == TileState.EXCLUDED),
    /** With labels that no person has looked at. */
    PROPOSALS(tile -> tile.proposals() > 0),
    /** Without labels of any kind. */
    UNLABELLED(tile -> tile.labels() == 0 && tile.proposals() == 0);

    private final Predicate<QueuedTile> condition;

    TileFilters(Predicate<QueuedTile> condition) {
        this.condition = condition;
    }

    /** Whether it asks for a state; of these one is chosen at a time. */
    public boolean ofState() {
        return ordinal() <= EXCLUDED.ordinal();
    }

    @Override
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String label() {
        return Words.get("tiles.filter." + id());
    }

    @Override
    public boolean test(QueuedTile tile) {
        return condition.test(tile);
    }
}
