package org.loupe.workspace.report;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import org.loupe.engine.evaluation.Rate;

/**
 * Numbers for people: the separators of a locale, a real minus sign, a no-break space before the unit, "–" if unknown.
 */
final class Numbers {
    static final String UNKNOWN = "–";
    private static final String SPACE = "\u00a0";

    private final DecimalFormatSymbols symbols;

    Numbers(Locale locale) {
        symbols = DecimalFormatSymbols.getInstance(locale);
        symbols.setZeroDigit('0');
        symbols.setMinusSign('−');
    }

    /** A count: 1,912. */
    String count(long n) {
        return format("#,##0", n);
    }

    /** A count with what it counts: 1 image, 1,912 images. */
    String count(long n, String one, String many) {
        return count(n) + " " + (n == 1 ? one : many);
    }

    /** With so many decimals. */
    String fixed(double value, int decimals) {
        return Double.isNaN(value) ? UNKNOWN
                : format("#,##0" + (decimals > 0 ? "." + "0".repeat(decimals) : ""), value);
    }

    /** A score or another figure from 0 to 1. */
    String score(double value) {
        return fixed(value, 2);
    }

    /** A share from 0 to 1 as percent: 98.21 %. */
    String percent(double share) {
        return Double.isNaN(share) ? UNKNOWN : fixed(share * 100, 2) + SPACE + "%";
    }

    /** Precision, recall, F and the like, as the screen shows them: 0.936. */
    String ratio(double value) {
        return fixed(value, 3);
    }

    /** A share with its counts and what they count: 98.21 % (275 of 280 images). */
    String rate(Rate rate, String what) {
        return percent(rate.value()) + " (" + of(rate) + " " + what + ")";
    }

    /** The counts of a share: 275 of 280. */
    String of(Rate rate) {
        return count(rate.count()) + " of " + count(rate.of());
    }

    /** Three significant digits. */
    String significant(double value) {
        if (Double.isNaN(value))
            return UNKNOWN;
        if (value == 0)
            return "0";
        return fixed(value, decimals(value));
    }

    /**
     * Areas of one column: equal unit and decimals, so that the smallest has three significant digits if four decimals
     * do.
     */
    List<String> areas(List<Double> values, boolean um2) {
        double largest = values.stream().filter(v -> v > 0).mapToDouble(v -> v).max().orElse(1);
        double smallest = values.stream().filter(v -> v > 0).mapToDouble(v -> v).min().orElse(1);
        boolean mm = um2 && largest >= 1_000;
        double unit = mm ? 1e6 : 1;
        int decimals = Math.min(4, decimals(smallest / unit));
        String name = SPACE + (mm ? "mm²" : um2 ? "µm²" : "px²");
        return values.stream().map(v -> Double.isNaN(v) ? UNKNOWN : fixed(v / unit, decimals) + name).toList();
    }

    /**
     * Width and height in the unit that suits the larger: 701 × 520 µm, from 1,000 µm on 1.20 × 0.83 mm.
     *
     * @param umPerPx or NaN: px
     */
    String size(double widthPx, double heightPx, double umPerPx) {
        if (!(umPerPx > 0))
            return fixed(widthPx, 0) + " × " + fixed(heightPx, 0) + SPACE + "px";
        double larger = Math.max(widthPx, heightPx) * umPerPx;
        double unit = larger < 1_000 ? 1 : 1_000;
        int decimals = larger == 0 ? 0 : decimals(larger / unit);
        return fixed(widthPx * umPerPx / unit, decimals) + " × " + fixed(heightPx * umPerPx / unit, decimals) + SPACE
                + (unit == 1 ? "µm" : "mm");
    }

    /** Decimals that show three significant digits. */
    private static int decimals(double value) {
        return Math.max(0, Math.min(9, 2 - (int) Math.floor(Math.log10(Math.abs(value)))));
    }

    private String format(String pattern, double value) {
        return new DecimalFormat(pattern, symbols).format(value);
    }
}
