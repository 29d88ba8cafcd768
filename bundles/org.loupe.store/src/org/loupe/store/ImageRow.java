package org.loupe.store;

import java.util.List;
import java.util.Objects;
import org.loupe.api.ImageInfo;

/**
 * What a run holds of one image besides its detections.
 *
 * @param index           position in the run, from 0; joins the image with its detections. The writer keeps it unique:
 *                        see {@link RunWriter#append}
 * @param image           name for people, usually the file's
 * @param path            of the file, as it was given
 * @param page            of the file, 0 the first
 * @param referencePath   of the golden image, or ""
 * @param sha256          of the file, or "" if it could not be read
 * @param referenceSha256 of the golden image's file, or ""
 * @param key             hash of everything that the result depends on; equal key, equal result
 * @param width           px, 0 if unknown
 * @param height          px, 0 if unknown
 * @param umPerPx         µm that one pixel covers, or NaN if unknown
 * @param conditions      how it was taken
 * @param detections      number of its detections
 * @param millis          time spent on it, in ms
 * @param status          {@link #OK} or {@link #ERROR}
 * @param message         what went wrong, or ""
 * @param remedy          what the user can do about it, or ""
 * @param warnings        what was doubtful, each with its remedy; in the order found
 */
public record ImageRow(int index, String image, String path, int page, String referencePath, String sha256,
        String referenceSha256, String key, int width, int height, double umPerPx, ImageInfo.Conditions conditions,
        int detections, double millis, String status, String message, String remedy, List<String> warnings) {

    /** Status of an image that was inspected. */
    public static final String OK = "ok";
    /** Status of an image that could not be inspected; it is tried again when the run resumes. */
    public static final String ERROR = "error";

    public ImageRow {
        Objects.requireNonNull(image);
        Objects.requireNonNull(path);
        Objects.requireNonNull(referencePath);
        Objects.requireNonNull(sha256);
        Objects.requireNonNull(referenceSha256);
        Objects.requireNonNull(key);
        Objects.requireNonNull(conditions);
        Objects.requireNonNull(message);
        Objects.requireNonNull(remedy);
        warnings = List.copyOf(warnings);
        if (index < 0 || page < 0 || width < 0 || height < 0 || detections < 0)
            throw new IllegalArgumentException("Index, page, size and number of detections are 0 or more, found "
                    + index + ", " + page + ", " + width + " × " + height + ", " + detections + ".");
        if (!status.equals(OK) && !status.equals(ERROR))
            throw new IllegalArgumentException("An image's status is 'ok' or 'error', found '" + status + "'.");
    }

    /** Whether the image could not be inspected. */
    public boolean failed() {
        return status.equals(ERROR);
    }

    /** The same at another position and with another number of detections. */
    ImageRow at(int newIndex, int newDetections) {
        return new ImageRow(newIndex, image, path, page, referencePath, sha256, referenceSha256, key, width, height,
                umPerPx, conditions, newDetections, millis, status, message, remedy, warnings);
    }
}
