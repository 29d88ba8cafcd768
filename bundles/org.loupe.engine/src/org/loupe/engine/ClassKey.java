package org.loupe.engine;

import java.util.Locale;

/** When two names mean one class. */
public final class ClassKey {
    private ClassKey() {
    }

    /** What equal names have in common: capitals do not count, and spaces, hyphens and underscores are alike. */
    public static String of(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", "-");
    }
}
