package org.loupe.ui;

import java.text.MessageFormat;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** The words of the workbench, from messages.properties, and how numbers are written. Any thread. */
public final class Words {
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

    /** A length: nm, µm or mm, switching at 1,000; "–" if unknown. @param um in µm */
    public static String length(double um) {
        if (Double.isNaN(um))
            return "–";
        double size = Math.abs(um);
        if (size >= 1000)
            return number(um / 1000, 3) + " mm";
        if (size >= 1 || size == 0)
            return number(um, size >= 100 ? 0 : 1) + " µm";
        return number(um * 1000, 0) + " nm";
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

    /** Time left or gone: "0:04", "1:20", above 90 s in whole 10 s. @param seconds at least 0 */
    public static String time(double seconds) {
        long s = Math.round(seconds);
        if (s > 90)
            s = Math.round(s / 10.0) * 10;
        return s >= 3600 ? String.format("%d:%02d:%02d", s / 3600, s / 60 % 60, s % 60)
                : String.format("%d:%02d", s / 60, s % 60);
    }
}
