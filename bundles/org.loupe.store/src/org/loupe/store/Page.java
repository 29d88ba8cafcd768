package org.loupe.store;

import java.util.List;
import org.loupe.api.Detections;
import org.loupe.api.Features;

/**
 * Some rows of a run's detections in the order asked for; all columns have one length. Immutable by agreement.
 *
 * @param total      number of rows that match, of which these are a part
 * @param imageIndex of each row
 * @param row        number of each row within its image: with the image's index it names a detection
 * @param images     name of each row's image
 * @param detections the rows
 * @param features   the rows' features, NaN where unknown
 */
public record Page(long total, int[] imageIndex, int[] row, List<String> images, Detections detections,
        Features features) {

    /** Number of rows in this page. */
    public int size() {
        return row.length;
    }
}
