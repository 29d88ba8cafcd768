package org.loupe.tools.imageio.internal;

/**
 * When a file's pixel density is believed to be the scale of the object. Most programs write a density that only
 * suits printers and screens, so a density counts only if
 * <ul>
 * <li>it has a unit (inch, centimetre or metre) and is equal in x and y within 1 %,</li>
 * <li>it lies between 10 dpi (2.54 mm/px) and 2.54·10⁹ dpi (0.01 nm/px), and</li>
 * <li>it is none of the usual placeholders: 72, 75, 90, 96, 100, 120, 144, 150, 180, 200, 240, 250, 300 or 350 dpi,
 * within 0.5 %.</li>
 * </ul>
 * So 1200 dpi of a flat-bed scanner counts (21.17 µm/px) and 300 dpi does not.
 */
final class Density {
    private static final int[] PLACEHOLDERS = { 72, 75, 90, 96, 100, 120, 144, 150, 180, 200, 240, 250, 300, 350 };
    private static final double UM_PER_INCH = 25400;

    private Density() {
    }

    /** µm/px, or NaN if the density is not believed. */
    static double umPerPx(double xPerInch, double yPerInch) {
        if (!(xPerInch >= 10) || !(xPerInch <= 2.54e9) || !(Math.abs(xPerInch - yPerInch) <= 0.01 * xPerInch))
            return Double.NaN;
        for (int dpi : PLACEHOLDERS)
            if (Math.abs(xPerInch - dpi) <= 0.005 * dpi)
                return Double.NaN;
        return UM_PER_INCH / xPerInch;
    }

    /** The same for pixels per metre, as PNG and BMP store them. */
    static double fromMetre(double xPerMetre, double yPerMetre) {
        return umPerPx(xPerMetre * 0.0254, yPerMetre * 0.0254);
    }

    /** The same for pixels per centimetre, as TIFF and JPEG may store them. */
    static double fromCentimetre(double xPerCm, double yPerCm) {
        return umPerPx(xPerCm * 2.54, yPerCm * 2.54);
    }
}
