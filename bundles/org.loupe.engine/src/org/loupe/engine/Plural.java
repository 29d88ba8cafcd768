package org.loupe.engine;

/** Numbers of things in texts for people. */
public final class Plural {

    private Plural() {
    }

    /**
     * A number and its things: "1 class", "2 classes".
     *
     * @param one what one of them is called; its last word gets the plural
     */
    public static String of(long n, String one) {
        return n + " " + one + (n == 1 ? "" : one.endsWith("s") || one.endsWith("x") ? "es" : "s");
    }
}
