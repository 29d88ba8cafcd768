package org.loupe.exchange.internal.labels;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Places as YOLO has them: as parts of the image's width or height. They are written with as many decimals as are
 * needed to come back equal, six or more. A place that the decimals of a file cannot tell from a whole pixel is one.
 */
final class YoloNumbers {
    private static final int FEWEST = 6;
    private static final int MOST = 17;
    private static final double CLOSE = 1e-9;

    private YoloNumbers() {
    }

    /** A number of a file. @param decimals behind its point */
    record Part(double value, int decimals) {

        /** @throws NumberFormatException if it is no finite number */
        static Part of(String text) {
            double value = Double.parseDouble(text);
            if (!Double.isFinite(value) || text.length() > 40)
                throw new NumberFormatException(text);
            int point = text.indexOf('.'), end = text.toLowerCase(Locale.ROOT).indexOf('e');
            int decimals = point < 0 ? 0 : (end < 0 ? text.length() : end) - point - 1;
            return new Part(value, end < 0 ? decimals : MOST);
        }
    }

    /** First edge and extent in px of a box. @param size of the image in px */
    static float[] edges(Part centre, Part extent, int size) {
        double far = 0.75 * unit(Math.min(centre.decimals, extent.decimals), size);
        double length = extent.value * size;
        double first = whole(centre.value * size - length / 2, far);
        double last = whole(centre.value * size + length / 2, far);
        // edges that are whole decide over an extent that is nearly
        length = first == Math.rint(first) && last == Math.rint(last) ? last - first : whole(length, far);
        return new float[] {(float) first, (float) length};
    }

    /** A coordinate in px. @param size of the image in px */
    static float place(Part part, int size) {
        return (float) whole(part.value * size, 0.5 * unit(part.decimals, size));
    }

    private static double unit(int decimals, int size) {
        return Math.pow(10, -Math.min(MOST, decimals)) * size;
    }

    /** A place as a whole number if it is as near as that. */
    private static double whole(double px, double far) {
        double whole = Math.rint(px);
        return Math.abs(px - whole) <= Math.min(0.01, far) + CLOSE ? whole + 0.0 : px; // no -0
    }

    /** Centre and extent of a box, as texts. @param first edge in px @param extent in px @param size of the image */
    static String[] texts(float first, float extent, int size) {
        for (int decimals = FEWEST;; decimals++) {
            String centre = text(((double) first + extent / 2.0) / size, decimals);
            String length = text(extent / (double) size, decimals);
            float[] back = edges(Part.of(centre), Part.of(length), size);
            if (decimals == MOST || back[0] == first && back[1] == extent)
                return new String[] {centre, length};
        }
    }

    /** A coordinate as a text. */
    static String text(float px, int size) {
        for (int decimals = FEWEST;; decimals++) {
            String text = text(px / (double) size, decimals);
            if (decimals == MOST || place(Part.of(text), size) == px)
                return text;
        }
    }

    private static String text(double value, int decimals) {
        return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }
}
