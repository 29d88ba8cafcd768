package org.loupe.wafer;

import java.time.LocalDateTime;
import java.util.Objects;
import java.util.Optional;

/**
 * What a wafer is called and who looked at it. Texts are as in the file, "" if unknown.
 *
 * @param lot     it belongs to
 * @param wafer   its name within the lot
 * @param slot    of the cassette, from 1; 0 if unknown
 * @param step    of the process after which it was inspected
 * @param device  product that is made
 * @param recipe  of the tool
 * @param station the tool
 * @param time    of the result, without a zone as files tell it
 */
public record WaferInfo(String lot, String wafer, int slot, String step, String device, String recipe, String station,
        Optional<LocalDateTime> time) {

    /** Nothing is known. */
    public static final WaferInfo UNKNOWN = new WaferInfo("", "", 0, "", "", "", "", Optional.empty());

    public WaferInfo {
        Objects.requireNonNull(lot);
        Objects.requireNonNull(wafer);
        Objects.requireNonNull(step);
        Objects.requireNonNull(device);
        Objects.requireNonNull(recipe);
        Objects.requireNonNull(station);
        Objects.requireNonNull(time);
    }
}
