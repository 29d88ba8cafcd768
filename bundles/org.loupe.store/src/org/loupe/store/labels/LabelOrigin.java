package org.loupe.store.labels;

import java.util.Objects;

/**
 * Where a tile comes from, so that examples of many scans can be told apart and split by group. Texts are empty, and
 * numbers 0, where that is not known.
 *
 * @param lot   lot of wafers or panels
 * @param wafer wafer or board
 * @param scan  file or folder of the scan or image that it was copied from
 * @param x     px of its left edge in the scan
 * @param y     px of its top edge in the scan
 */
public record LabelOrigin(String lot, String wafer, String scan, int x, int y) {

    /** Nothing is known. */
    public static final LabelOrigin UNKNOWN = new LabelOrigin("", "", "", 0, 0);

    public LabelOrigin {
        Objects.requireNonNull(lot);
        Objects.requireNonNull(wafer);
        Objects.requireNonNull(scan);
    }
}
