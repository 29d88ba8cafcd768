package org.loupe.workspace.report;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.loupe.engine.evaluation.Rate;

/** Numbers for people: the separators of a locale, a real minus sign, a no-break space before the unit, "–" if unknown. */
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

    /** With so many decimals. */
    String fixed(double value, int decimals) {
        return Double.isNaN(value) ? UNKNOWN : format("#,##0" + (decimals > 0 ? "." + "0".repeat(decimals) : ""), value);
    }

    /** A score or another figure from 0 to 1. */
    String score(double value) {
        return fixed(value, 2);
    }

    /** A share from 0 to 1 as percent: 98.21 %. */
    String percent(double share) {
        return Double.isNaN(share) ? UNKNOWN : fixed(share * 100, 2) + SPACE + "%";
    }

    /** A share with its counts: 98.21 % (275 of 280). */
    String rate(Rate rate) {
        return percent(rate.value()) + " (" + of(rate) + ")";
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
        int magnitude = (int) Math.floor(Math.log10(Math.abs(value)));
        return fixed(value, Math.max(0, Math.min(9, 2 - magnitude)));
    }

    /** An area: 84.1 µm², 0.084 mm² from 1,000 µm² on. */
    String area(double um2) {
        if (Double.isNaN(um2))
            return UNKNOWN;
        return um2 < 1_000 ? significant(um2) + SPACE + "µm²" : significant(um2 / 1e6) + SPACE + "mm²";
    }

    /** A length: 701 µm, 1.20 mm from 1,000 µm on. */
    String length(double um) {
        if (Double.isNaN(um))
            return UNKNOWN;
        return um < 1_000 ? significant(um) + SPACE + "µm" : significant(um / 1e3) + SPACE + "mm";
    }

    private String format(String pattern, double value) {
        return new DecimalFormat(pattern, symbols).format(value);
    }
}
