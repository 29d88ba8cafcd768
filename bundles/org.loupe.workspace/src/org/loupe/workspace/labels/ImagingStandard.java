package org.loupe.workspace.labels;

import com.google.gson.JsonObject;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.loupe.api.ImageInfo;
import org.loupe.engine.Item;
import org.loupe.engine.Problem;
import org.loupe.model.ImageSet;
import org.loupe.model.Project;

/**
 * How images were taken that belong together: a model does well on images that were taken as those it learned from.
 * Others are warned of, never refused: a model may be carried over to them, without a guarantee. Immutable; any thread.
 *
 * @param layer         process layer; "" if unknown
 * @param mode          imaging mode, such as "BF", "DF", "DIC" or "SEM"; "" if unknown
 * @param magnification such as 50 for 50 times; NaN if unknown
 * @param exposureMs    exposure in ms; NaN if unknown
 * @param umPerPx       µm that a pixel covers; NaN if unknown
 */
public record ImagingStandard(String layer, String mode, double magnification, double exposureMs, double umPerPx) {
    /** Share by which magnification and scale may differ. */
    public static final double SIZE_TOLERANCE = 0.05;
    /** Share by which the exposure may differ. */
    public static final double EXPOSURE_TOLERANCE = 0.2;
    /** Nothing is known. */
    public static final ImagingStandard UNKNOWN = new ImagingStandard("", "", Double.NaN, Double.NaN, Double.NaN);

    private static final String TRAIN = "Train a model of its own for these images, or go on: what was learned may be "
            + "carried over, without a guarantee.";

    public ImagingStandard {
        layer = layer.strip();
        mode = mode.strip();
        magnification = known(magnification);
        exposureMs = known(exposureMs);
        umPerPx = known(umPerPx);
    }

    private static double known(double value) {
        return value > 0 && Double.isFinite(value) ? value : Double.NaN;
    }

    /** What an image set says of its images. On the model's thread. */
    public static ImagingStandard of(ImageSet set) {
        return new ImagingStandard(set.getLayer(), set.getMode(), set.getMagnification(), set.getExposureMs(),
                set.getUmPerPx());
    }

    /** What is known of an image: of its set, else of its file. @param info of its page */
    public static ImagingStandard of(Item image, ImageInfo info) {
        ImageInfo.Conditions told = image.conditions(), file = info.conditions();
        return new ImagingStandard(told.layer().isBlank() ? file.layer() : told.layer(),
                told.mode().isBlank() ? file.mode() : told.mode(), or(told.magnification(), file.magnification()),
                or(told.exposureMs(), file.exposureMs()), or(image.umPerPx(), info.shape().umPerPx()));
    }

    private static double or(double first, double second) {
        return first > 0 ? first : second;
    }

    /** The standard of a project's example set; nothing as long as there is no such set. On the model's thread. */
    public static Optional<ImagingStandard> of(Project project) {
        return Examples.set(project).map(ImagingStandard::of);
    }

    /** How a set of images differs from the standard of the project's example set. On the model's thread. */
    public static List<Problem> differences(Project project, ImageSet set) {
        return set.isExamples() ? List.of() : of(project).map(s -> s.differences(of(set))).orElse(List.of());
    }

    /** As JSON, as frozen iterations keep it. */
    JsonObject json() {
        JsonObject json = new JsonObject();
        json.addProperty("layer", layer);
        json.addProperty("mode", mode);
        number(json, "magnification", magnification);
        number(json, "exposureMs", exposureMs);
        number(json, "umPerPx", umPerPx);
        return json;
    }

    private static void number(JsonObject json, String name, double value) {
        if (!Double.isNaN(value))
            json.addProperty(name, value);
    }

    /** From JSON; what is absent is unknown. */
    static ImagingStandard of(JsonObject json) {
        return new ImagingStandard(json.has("layer") ? json.get("layer").getAsString() : "",
                json.has("mode") ? json.get("mode").getAsString() : "", number(json, "magnification"),
                number(json, "exposureMs"), number(json, "umPerPx"));
    }

    private static double number(JsonObject json, String name) {
        return json.has(name) ? json.get(name).getAsDouble() : Double.NaN;
    }

    /**
     * How many times as long a thing is on images of this standard as on others: the ratio of µm/px where both are known,
     * else that of the magnifications; NaN if neither is. Its area is that many times that many times as large.
     */
    public double lengthFactor(ImagingStandard others) {
        double scale = others.umPerPx / umPerPx;
        return Double.isNaN(scale) ? magnification / others.magnification : scale;
    }

    /**
     * How images differ from this standard, one warning for each condition; what is unknown on either side is not
     * warned of.
     */
    public List<Problem> differences(ImagingStandard images) {
        List<Problem> found = new ArrayList<>();
        if (differ(layer, images.layer))
            found.add(Problem.warning("Layer", "The images are of layer " + images.layer + ", the standard is " + layer
                    + ".", TRAIN));
        if (differ(mode, images.mode))
            found.add(Problem.warning("Mode", "The images were taken in " + images.mode + ", the standard is " + mode
                    + ": defects may be dark in one and bright in the other.", TRAIN));
        if (off(magnification, images.magnification, SIZE_TOLERANCE))
            found.add(Problem.warning("Magnification", "The images were taken at " + number(images.magnification)
                    + "×, the standard is " + number(magnification) + "× ± 5 %: " + sizes(images), TRAIN));
        else if (off(umPerPx, images.umPerPx, SIZE_TOLERANCE))
            found.add(Problem.warning("Scale", "The images have " + number(images.umPerPx) + " µm/px, the standard is "
                    + number(umPerPx) + " µm/px ± 5 %: " + sizes(images), "Take the images at " + number(umPerPx)
                            + " µm/px or scale them to it before they are imported, or go on without a guarantee."));
        if (off(exposureMs, images.exposureMs, EXPOSURE_TOLERANCE))
            found.add(Problem.warning("Exposure", "The images were exposed " + number(images.exposureMs)
                    + " ms, the standard is " + number(exposureMs) + " ms ± 20 %.",
                    "Take the images at the standard's exposure, or even out their brightness with a step before "
                            + "labelling."));
        return found;
    }

    /** Such as "4 px there are 80 px here, 20 times in length and 400 times in area." */
    private String sizes(ImagingStandard images) {
        double factor = lengthFactor(images);
        return "what is 4 px long there is " + number(4 * factor) + " px long in the standard, " + number(factor)
                + " times in length and " + number(factor * factor) + " times in area.";
    }

    private static boolean differ(String a, String b) {
        return !a.isEmpty() && !b.isEmpty() && !a.equalsIgnoreCase(b);
    }

    private static boolean off(double standard, double value, double tolerance) {
        return Math.abs(value - standard) > tolerance * standard; // false where one is unknown
    }

    /** With at most three significant digits behind the point, and none that is 0. */
    private static String number(double value) {
        return new DecimalFormat(Math.abs(value) >= 100 ? "0" : Math.abs(value) >= 1 ? "0.##" : "0.####",
                DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
    }
}
