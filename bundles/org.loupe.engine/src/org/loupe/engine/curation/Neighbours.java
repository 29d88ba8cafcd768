package org.loupe.engine.curation;

import java.util.concurrent.CancellationException;
import org.loupe.api.Features;
import org.loupe.engine.Progress;
import org.loupe.engine.clustering.NeighbourIndex;
import org.loupe.engine.clustering.NeighbourIndex.Nearest;
import org.loupe.engine.features.Fusion;

/**
 * Finds the nearest rows among known ones: Euclidean distance of features brought to one scale, that of the known rows.
 * Exact up to {@link NeighbourIndex#EXACT} known rows, beyond as {@link NeighbourIndex} says. Immutable; any thread.
 */
public final class Neighbours {
    private final Fusion scale;
    private final NeighbourIndex index;

    /** Neighbours among these rows. @throws CancellationException once the progress is cancelled */
    public Neighbours(Features known, Progress progress) {
        scale = Fusion.standard(known);
        index = NeighbourIndex.of(scale.apply(known), progress);
    }

    /** The k nearest known rows of each asked row; distances are in standard deviations of all features together. */
    public Nearest find(Features asked, int k, Progress progress) {
        return index.find(scale.apply(asked), k, progress);
    }

    /** The k nearest others of each known row. */
    public Nearest others(int k, Progress progress) {
        return index.others(k, progress);
    }
}
