package org.loupe.ui.internal.recipe;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what people type into a field for a number: "2,5", "1.25e-3", "12 µm", "+10 %". Any thread. */
final class Quantity {
    private static final Pattern TEXT = Pattern.compile(
            "([+-]?)\\s*(\\d+(?:[.,]\\d*)?|[.,]\\d+)((?:[eE][+-]?\\d+)?)\\s*(\\D.*)?");
    /** µm per unit. */
    private static final Map<String, Double> LENGTHS = Map.of("nm", 1e-3, "µm", 1.0, "um", 1.0, "μm", 1.0, "mm", 1e3,
            "mil", 25.4);

    private Quantity() {
    }

    /**
     * The number in the field's unit; empty if it cannot be read as one.
     *
     * @param unit    of the field, or ""
     * @param now     the value that "+10 %" goes by
     * @param umPerPx to turn px and µm into each other; NaN if unknown
     */
    static OptionalDouble read(String typed, String unit, double now, double umPerPx) {
        Matcher parts = TEXT.matcher(typed.strip().replace('−', '-').replace(' ', ' '));
        if (!parts.matches())
            return OptionalDouble.empty();
        double number;
        try {
            number = Double.parseDouble(parts.group(1) + parts.group(2).replace(',', '.') + parts.group(3));
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
        String given = parts.group(4) == null ? "" : parts.group(4).strip();
        if (given.isEmpty() || given.equalsIgnoreCase(unit))
            return OptionalDouble.of(number);
        if (given.equals("%"))
            return OptionalDouble.of(parts.group(1).isEmpty() ? now * number / 100 : now * (1 + number / 100));
        int power = power(unit);
        if (power == 0 || power(given) != power)
            return OptionalDouble.empty();
        double factor = perUnit(base(given), umPerPx) / perUnit(base(unit), umPerPx);
        double value = number * Math.pow(factor, power);
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /** 1 for a length, 2 for an area, 0 for anything else. */
    private static int power(String unit) {
        String base = base(unit);
        boolean length = base.equals("px") || LENGTHS.containsKey(base);
        return !length ? 0 : unit.endsWith("²") || unit.endsWith("2") ? 2 : 1;
    }

    private static String base(String unit) {
        return unit.toLowerCase(Locale.ROOT).replaceFirst("[²2]$", "");
    }

    private static double perUnit(String base, double umPerPx) {
        return base.equals("px") ? umPerPx : LENGTHS.getOrDefault(base, Double.NaN);
    }
}
