package org.loupe.ui;

import java.text.MessageFormat;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** The words of the workbench, from messages.properties, and how numbers are written. Any thread. */
public final class Words {
    private static final double UM_PER_MIL = 25.4;
    private static final ResourceBundle BUNDLE = ResourceBundle.getBundle("org.loupe.ui.messages");

    private Words() {
    }

    /** A text, with {0}, {1}, … replaced; numbers are written with the locale's separators. */
    public static String get(String key, Object... values) {
        try {
            String text = BUNDLE.getString(key);
            return values.length == 0 ? text : MessageFormat.format(text, values);
        } catch (MissingResourceException e) {
            throw new IllegalArgumentException("messages.properties lacks \"" + key + "\".", e);
        }
    }

    /** Whether there is a text under this key. */
    public static boolean has(String key) {
        return BUNDLE.containsKey(key);
    }

    /** The key of a parameter's choice as people read it: "dark-and-bright" becomes "Dark and bright". */
    public static String choice(String key) {
        if (has("choice." + key))
            return get("choice." + key);
        String spaced = key.replace('-', ' ');
        return spaced.isEmpty() ? spaced : Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1);
    }

    /**
     * A length in the unit and with the decimals that the user prefers: nm, µm or mm, switching at 1,000, or mil; "–" if
     * unknown. @param um in µm
     */
    public static String length(double um) {
        return length(um, Preferences.LENGTH_UNIT.get(), Preferences.DECIMALS.get());
    }

    /** As {@link #length(double)}. @param unit um or mil @param decimals -1 for as many as the size deserves */
    static String length(double um, String unit, int decimals) {
        if (Double.isNaN(um))
            return "–";
        if (unit.equals("mil")) {
            double mil = um / UM_PER_MIL, size = Math.abs(mil);
            return number(mil, decimals >= 0 ? decimals : size >= 100 ? 0 : size >= 10 ? 1 : 2) + " mil";
        }
        double size = Math.abs(um);
        if (size >= 1000)
            return number(um / 1000, decimals >= 0 ? decimals : 3) + " mm";
        if (size >= 1 || size == 0)
            return number(um, decimals >= 0 ? decimals : size >= 100 ? 0 : 1) + " µm";
        return number(um * 1000, Math.max(0, decimals)) + " nm";
    }

    /** A scale: "20.8 µm/px", "0.65 µm/px", below 0.1 µm in nm: "1.5 nm/px". @param umPerPx above 0 */
    public static String scale(double umPerPx) {
        if (umPerPx < 0.1)
            return number(umPerPx * 1000, umPerPx < 0.01 ? 2 : 1) + " nm/px";
        return number(umPerPx, umPerPx < 10 ? 2 : 1) + " µm/px";
    }

    /** A number with fixed decimals, the locale's separators and a real minus sign; "–" if unknown. */
    public static String number(double value, int decimals) {
        if (Double.isNaN(value))
            return "–";
        return String.format("%,." + decimals + "f", value).replace('-', '−');
    }

    /** How long something took: "0.8 s", "9 s", "1 min 20 s", "2 h 5 min". @param seconds at least 0 */
    public static String duration(double seconds) {
        if (seconds < 9.95)
            return get("duration.s", number(seconds, seconds < 0.05 ? 2 : 1));
        long s = Math.round(seconds);
        if (s < 60)
            return get("duration.s", s);
        if (s < 3600)
            return s % 60 == 0 ? get("duration.min", s / 60) : get("duration.minS", s / 60, s % 60);
        return get("duration.hMin", s / 3600, s / 60 % 60);
    }

    /** Time left or gone: "0:04", "1:20", above 90 s in whole 10 s. @param seconds at least 0 */
    public static String time(double seconds) {
        long s = Math.round(seconds);
        if (s > 90)
            s = Math.round(s / 10.0) * 10;
        return s >= 3600 ? String.format("%d:%02d:%02d", s / 3600, s / 60 % 60, s % 60)
                : String.format("%d:%02d", s / 60, s % 60);
    }
}
