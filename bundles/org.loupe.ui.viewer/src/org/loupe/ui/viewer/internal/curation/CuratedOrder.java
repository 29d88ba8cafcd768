package org.loupe.ui.viewer.internal.curation;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.loupe.store.labels.TileState;
import org.loupe.ui.QueuedTile;
import org.loupe.ui.TileOrder;
import org.loupe.ui.Words;
import org.loupe.workspace.curation.TileFindings;

/** An order of tiles that follows from what they show: found by a job when it is chosen first, then kept. */
final class CuratedOrder implements TileOrder {

    /** The orders. */
    enum Kind {
        /** Those whose proposals a model is unsure of, and that tell most about others. */
        UNCERTAIN,
        /** Those most unlike each other and what is labelled. */
        DIVERSE,
        /** Those with most labels in doubt. */
        SUSPECTS
    }

    /** The order is found anew once so many more tiles are complete. */
    private static final int LEARNED = 10;

    private final Kind kind;
    private final Curating curating;

    CuratedOrder(Kind kind, Curating curating) {
        this.kind = kind;
        this.curating = curating;
    }

    @Override
    public String id() {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String label() {
        return Words.get("tiles.order." + id());
    }

    @Override
    public List<QueuedTile> sort(List<QueuedTile> tiles) {
        if (kind == Kind.SUSPECTS) {
            if (!curating.judged())
                curating.wantSuspects();
            Map<String, Integer> doubts = curating.suspectsOnTile();
            return tiles.stream().sorted(Comparator.comparingInt(t -> -doubts.getOrDefault(t.image(), 0))).toList();
        }
        TileFindings found = curating.findings().orElse(null);
        if (found == null) {
            curating.wantTiles(false);
            return tiles;
        }
        long complete = tiles.stream().filter(t -> t.state() == TileState.COMPLETE).count();
        if (complete >= found.complete() + LEARNED)
            curating.wantTiles(true); // what is known by now teaches more; until then the old order stays
        Map<String, Integer> place = new HashMap<>();
        List<String> order = kind == Kind.UNCERTAIN ? found.unsure() : found.diverse();
        for (String image : order)
            place.put(image, place.size());
        return tiles.stream().sorted(Comparator.comparing((QueuedTile t) -> !t.open())
                .thenComparingInt(t -> place.getOrDefault(t.image(), order.size()))).toList();
    }
}
