package org.loupe.engine;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * How test images find their golden references.
 *
 * @param kind            the rule
 * @param reference       of {@link Kind#GOLDEN}: one file for all images, or a folder that holds a file of the same
 *                        name (its ending may differ) for each
 * @param testSuffix      of {@link Kind#SUFFIX}: how a test image's name ends, before the dot; "" for any name that
 *                        does not end like a reference
 * @param referenceSuffix of {@link Kind#SUFFIX}: how its reference's name ends, before the dot
 */
public record Pairing(Kind kind, Optional<Path> reference, String testSuffix, String referenceSuffix) {

    /** The rules. */
    public enum Kind {
        /**
         * By the common suffixes {@code test}, {@code temp}, {@code template}, {@code ref}, {@code reference} and
         * {@code golden} behind {@code _} or {@code -}; images without a partner stand alone.
         */
        AUTO,
        /** Every file is a test image without a reference. */
        NONE,
        /** A given file or folder. */
        GOLDEN,
        /** Given suffixes. */
        SUFFIX
    }

    /** By common suffixes. */
    public static final Pairing AUTO = new Pairing(Kind.AUTO, Optional.empty(), "", "");
    /** No references. */
    public static final Pairing NONE = new Pairing(Kind.NONE, Optional.empty(), "", "");

    public Pairing {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(testSuffix);
        Objects.requireNonNull(referenceSuffix);
        if (kind == Kind.GOLDEN && reference.isEmpty())
            throw new IllegalArgumentException("A golden file or folder is missing.");
        if (kind == Kind.SUFFIX && (referenceSuffix.isEmpty() || referenceSuffix.equals(testSuffix)))
            throw new IllegalArgumentException("The suffixes of test and reference differ, and a reference has one; "
                    + "found \"" + testSuffix + "=" + referenceSuffix + "\", use such as \"_test=_temp\".");
    }

    /** One golden file for all images, or a folder with a file of the same name for each. */
    public static Pairing golden(Path fileOrFolder) {
        return new Pairing(Kind.GOLDEN, Optional.of(fileOrFolder), "", "");
    }

    /** By suffixes before the dot, such as {@code _test} and {@code _temp}. */
    public static Pairing suffix(String test, String reference) {
        return new Pairing(Kind.SUFFIX, Optional.empty(), test, reference);
    }

    /**
     * From the text of a command line or form: {@code auto}, {@code none}, {@code _test=_temp}, or a file or folder.
     *
     * @throws IllegalArgumentException what is wrong with the suffixes
     */
    public static Pairing parse(String text) {
        if (text.equals("auto"))
            return AUTO;
        if (text.equals("none"))
            return NONE;
        int at = text.indexOf('=');
        if (at >= 0 && text.indexOf('/') < 0 && text.indexOf('\\') < 0)
            return suffix(text.substring(0, at), text.substring(at + 1));
        return golden(Path.of(text));
    }
}
