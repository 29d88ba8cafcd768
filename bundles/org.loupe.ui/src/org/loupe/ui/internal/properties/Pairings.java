package org.loupe.ui.internal.properties;

import java.nio.file.FileSystems;
import java.util.regex.PatternSyntaxException;

import org.loupe.engine.Pairing;
import org.loupe.ui.Words;

/** What people may type for the pattern and the pairing of an image set. */
public final class Pairings {

    private Pairings() {
    }

    /** What is wrong with a pattern of file names, as a sentence; "" if it is right. */
    public static String problemOfPattern(String pattern) {
        try {
            if (!pattern.isEmpty())
                FileSystems.getDefault().getPathMatcher("glob:" + pattern);
            return "";
        } catch (PatternSyntaxException e) {
            return Words.get("properties.badPattern", pattern);
        }
    }

    /** What is wrong with how test and reference are told, as a sentence; "" if it is right. */
    public static String problem(String pairing) {
        if (!pairing.equals("auto") && !pairing.equals("none") && pairing.indexOf('=') < 0)
            return Words.get("properties.badPairing", pairing);
        try {
            Pairing.parse(pairing);
            return "";
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }
}
