package org.loupe.store;

import java.util.List;

/**
 * Detections that have a value in common. Immutable by agreement.
 *
 * @param value that they have in common
 * @param count number of them
 * @param means of the columns asked for, in their order; NaN where no value is known
 */
public record Group(String value, long count, List<Double> means) {
    public Group {
        means = List.copyOf(means);
    }
}
