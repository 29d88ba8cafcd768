package org.loupe.ui.viewer.internal.curation;

import java.util.Locale;

import org.loupe.ui.QueuedTile;
import org.loupe.ui.TileFilter;
import org.loupe.ui.Words;
import org.loupe.workspace.curation.TileFindings;

/** A condition on tiles that follows from what they show: found by a job when it is chosen first, then kept. */
final class CuratedFilter implements TileFilter {

    /** The conditions. */
    enum Kind {
        /** Less sharp than the others of the set. */
        BLURRED,
        /** Nearly the same as an earlier tile. */
        DUPLICATES,
        /** Unlike the complete tiles. */
        UNLIKE,
        /** With labels in doubt. */
        SUSPECTS
    }

    private final Kind kind;
    private final Curating curating;

    CuratedFilter(Kind kind, Curating curating) {
        this.kind = kind;
        this.curating = curating;
    }

    @Override
    public String id() {
        return "curated." + kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String label() {
        return Words.get("tiles.filter." + kind.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean test(QueuedTile tile) {
        if (kind == Kind.SUSPECTS) {
            if (!curating.judged())
                curating.wantSuspects();
            return !curating.judged() || curating.suspectsOnTile().containsKey(tile.image());
        }
        TileFindings found = curating.findings().orElse(null);
        if (found == null) {
            curating.wantTiles(false);
            return true; // until it is known, all are listed
        }
        return switch (kind) {
            case BLURRED -> found.blurred().containsKey(tile.image());
            case DUPLICATES -> found.duplicates().containsKey(tile.image());
            default -> found.unlike().containsKey(tile.image());
        };
    }
}
