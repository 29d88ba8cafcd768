package org.loupe.engine.nets;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How good a net is on images that it has not learned from.
 *
 * @param score   the figure that counts: mean average precision, mean intersection over union or balanced accuracy
 * @param overall by their names, in order. Of detectors {@code map} (at the evaluation IoU), {@code ap50},
 *                {@code map5095}, {@code f} with {@code precision} and {@code recall} at the least score, {@code countError}
 *                (mean absolute difference of objects per image). Of segmenters {@code iou}, {@code dice}, {@code recall} of the
 *                foreground and {@code pixelAccuracy}, which rewards blank masks and stands beside them only
 * @param classes the first figures of each class
 * @param blank   whether nothing at all, or everything, was found: the net tells nothing
 */
public record NetFigures(double score, Map<String, Double> overall, List<OfClass> classes, boolean blank) {

    /** Figures of one class. @param truths objects, or pixels */
    public record OfClass(String name, long truths, Map<String, Double> values) {

        public OfClass {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    public NetFigures {
        overall = Collections.unmodifiableMap(new LinkedHashMap<>(overall));
        classes = List.copyOf(classes);
    }
}
