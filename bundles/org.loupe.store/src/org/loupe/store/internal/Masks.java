package org.loupe.store.internal;

/** Run lengths of masks as text: {@code "3 5 2"}. */
public final class Masks {

    private Masks() {
    }

    /** The run lengths separated by spaces, {@code null} for {@code null}. */
    public static String text(int[] runs) {
        if (runs == null)
            return null;
        StringBuilder text = new StringBuilder(runs.length * 3);
        for (int i = 0; i < runs.length; i++) {
            if (i > 0)
                text.append(' ');
            text.append(runs[i]);
        }
        return text.toString();
    }

    /** The run lengths of a text, {@code null} for {@code null}. */
    public static int[] runs(String text) {
        if (text == null)
            return null;
        int n = text.isEmpty() ? 0 : 1;
        for (int i = 0; i < text.length(); i++)
            if (text.charAt(i) == ' ')
                n++;
        int[] runs = new int[n];
        for (int i = 0, at = 0; i < n; i++) {
            int value = 0;
            while (at < text.length() && text.charAt(at) != ' ')
                value = value * 10 + (text.charAt(at++) - '0');
            at++;
            runs[i] = value;
        }
        return runs;
    }
}
