package org.loupe.exchange.internal.labels;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.loupe.exchange.LabelFile;
import org.loupe.exchange.LabelFile.LabelClass;
import org.loupe.exchange.Loss;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;

/**
 * What of labels a format without states can hold: the labels that people stand behind, tile by tile. In such a format
 * an image without labels is a good one, so one that is still open is left out.
 */
final class Counted {
    private final Map<Integer, List<Label>> labels = new HashMap<>();
    private final Map<Integer, LabelClass> classes = new HashMap<>();
    private final LabelFile file;
    private final Loss.Count losses;

    /** @param losses told what is left out */
    Counted(LabelFile file, Loss.Count losses) {
        this.file = file;
        this.losses = losses;
        file.classes().forEach(one -> classes.put(one.code(), one));
        Map<Integer, String> images = new HashMap<>();
        file.tiles().forEach(tile -> images.put(tile.number(), tile.image()));
        for (Label label : file.labels())
            if (!label.agreed())
                losses.add("second opinions, which are left out", images.get(label.tile()) + ", " + label.layer());
            else if (!label.counts())
                losses.add("proposals that nobody accepted, which are left out", images.get(label.tile()));
            else
                labels.computeIfAbsent(label.tile(), t -> new ArrayList<>()).add(label);
    }

    /** Labels of a tile. */
    List<Label> labels(LabelTile tile) {
        return labels.getOrDefault(tile.number(), List.of());
    }

    /** Tiles that have labels or are known to have none; that others are left out is told. */
    List<LabelTile> tiles() {
        List<LabelTile> tiles = new ArrayList<>();
        for (LabelTile tile : file.tiles())
            if (!labels(tile).isEmpty() || tile.state() == TileState.COMPLETE)
                tiles.add(tile);
            else
                losses.add("images without labels that are not complete, which are left out", tile.image());
        return tiles;
    }

    /** Name of a label's class, "" if it has none. */
    String className(Label label) {
        LabelClass one = classes.get(label.code());
        return one == null ? "" : one.name();
    }

    /** A label for people: the image, then its class. */
    String example(LabelTile tile, Label label) {
        String name = className(label);
        return tile.image() + ", " + (name.isEmpty() ? "unclassified" : name);
    }
}
