package org.loupe.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.loupe.api.Detections;
import org.loupe.api.Features;

/**
 * Detections with their features.
 *
 * @param detections in px of the full image, of the plan's classes
 * @param features   as many rows, of the plan's columns
 */
record Found(Detections detections, Features features) {

    /** What the tiles of an image found together, from top to bottom, then left to right: the same for any tiling. */
    static Found join(List<Found> tiles) {
        List<Detections> detections = new ArrayList<>();
        List<Features> features = new ArrayList<>();
        for (Found f : tiles) {
            detections.add(f.detections);
            features.add(f.features);
        }
        Detections d = Detections.concat(detections);
        int[] order = IntStream.range(0, d.size()).boxed().sorted(Comparator.comparing((Integer i) -> d.y()[i])
                .thenComparing(i -> d.x()[i]).thenComparing(i -> d.height()[i]).thenComparing(i -> d.width()[i])
                .thenComparing(i -> d.classIndex()[i]).thenComparing(i -> d.score()[i])).mapToInt(i -> i).toArray();
        return new Found(d.select(order), Features.concat(features).select(order));
    }
}
