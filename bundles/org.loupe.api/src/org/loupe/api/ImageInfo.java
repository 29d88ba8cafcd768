package org.loupe.api;

import java.util.Map;
import java.util.Objects;

/**
 * What a file says of an image.
 *
 * @param shape      size, samples and µm/px
 * @param storage    size of the pieces that the file stores, so that reading along them is cheap: tiles, strips, or the
 *                   whole image
 * @param conditions how it was taken, as far as the file tells
 * @param metadata   everything else worth showing, by name
 */
public record ImageInfo(Shape shape, Region storage, Conditions conditions, Map<String, String> metadata) {

    public ImageInfo {
        Objects.requireNonNull(shape);
        Objects.requireNonNull(conditions);
        metadata = Map.copyOf(metadata);
    }

    /**
     * Imaging conditions.
     *
     * @param layer         process layer, or ""
     * @param mode          "BF", "DF", "DIC", "SEM", …, or ""
     * @param magnification such as 50 for 50×, or NaN
     * @param exposureMs    or NaN
     */
    public record Conditions(String layer, String mode, double magnification, double exposureMs) {
        /** Nothing known. */
        public static final Conditions UNKNOWN = new Conditions("", "", Double.NaN, Double.NaN);

        public Conditions {
            Objects.requireNonNull(layer);
            Objects.requireNonNull(mode);
        }
    }
}
