package org.loupe.api;

import java.util.BitSet;
import java.util.List;

/**
 * Decides which defects stay, by what is known of them where it stands in the recipe: their place, score and class. Its
 * step is given the detections of a tile, in px of the full image, and gives the rows that stay. It decides on each row
 * by itself, since a tile's neighbours are not seen.
 */
public interface Filter<P extends Record> extends Tool<P, Detections, BitSet> {

    /** The classes that its parameters name; a recipe warns of one that no step before it gives. */
    default List<String> classes(P params) {
        return List.of();
    }
}
