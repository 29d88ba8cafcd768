package org.loupe.exchange.internal.labels;

import java.util.List;
import java.util.Set;
import org.loupe.exchange.LabelFile;
import org.loupe.exchange.LabelFile.LabelClass;
import org.loupe.exchange.Loss;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelOrigin;
import org.loupe.store.labels.LabelState;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;

/** What Loupe knows of labels beside their outlines and classes, and what most formats have no place for. */
enum Details {
    /** How sure the machine was that proposed a label. */
    SCORE,
    /** What a reviewer said about a label. */
    COMMENT,
    /** Which part of a split an image is in. */
    SPLIT,
    /** Colours, process bins and definitions of classes. */
    CLASSES;

    /** Tells what a format does not hold. @param kept what it does */
    static void lost(LabelFile file, Counted labels, Loss.Count losses, Set<Details> kept) {
        for (LabelTile tile : file.tiles()) {
            if (!tile.split().isEmpty() && !kept.contains(SPLIT))
                losses.add("parts of the split (training, validation, test)", tile.image() + ", " + tile.split());
            if (!tile.origin().equals(LabelOrigin.UNKNOWN))
                losses.add("lots, wafers and scans that images come from", tile.image());
            for (Label label : labels.labels(tile)) {
                String example = labels.example(tile, label);
                if (label.score() != 1 && !kept.contains(SCORE))
                    losses.add("how sure the machine was that proposed labels", example);
                if (label.state() == LabelState.EDITED || label.state() == LabelState.ACCEPTED)
                    losses.add("that a machine proposed labels which people accepted or corrected", example);
                if (!label.author().isEmpty())
                    losses.add("who made labels and when", example + ", " + label.author());
                if (!label.comment().isEmpty() && !kept.contains(COMMENT))
                    losses.add("what reviewers said", example + ": " + label.comment());
            }
            if (tile.state() != TileState.COMPLETE && !labels.labels(tile).isEmpty())
                losses.add("that images are not labelled completely; others take them for complete", tile.image());
        }
        for (LabelClass one : kept.contains(CLASSES) ? List.<LabelClass>of() : file.classes())
            if (!one.colour().isEmpty() || !one.bin().isEmpty() || !one.definition().isEmpty())
                losses.add("colours, bins and definitions of classes", one.name());
    }
}
