package org.loupe.engine;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Helps users who mistyped a name. */
final class Names {

    private Names() {
    }

    /** "Did you mean "maxShift"? Known: maxShift, seed." as far as there is something to say. */
    static String remedy(String name, Collection<String> known) {
        String list = known.isEmpty() ? "There are none." : "Known: " + String.join(", ", known) + ".";
        return near(name, known).map(n -> "Did you mean \"" + n + "\"? ").orElse("") + list;
    }

    /** The known name that is most likely meant, if one is close. */
    static Optional<String> near(String name, Collection<String> known) {
        String wanted = last(name);
        return known.stream().filter(k -> distance(wanted, last(k)) <= Math.max(1, wanted.length() / 3))
                .min(Comparator.comparingInt((String k) -> distance(wanted, last(k)))
                        .thenComparingInt(k -> distance(plain(name), plain(k))));
    }

    /** "a", "b" and "c" in quotation marks, for messages. */
    static String quoted(Collection<String> names) {
        return names.stream().map(n -> "\"" + n + "\"").collect(Collectors.joining(", "));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
    }

    /** What stands behind the vendor: "median" of "loupe.median"; people mistype that, and all ids share the rest. */
    private static String last(String id) {
        return plain(id.substring(id.lastIndexOf('.') + 1));
    }

    /** Edits, with a swap of neighbours as one (optimal string alignment). */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++)
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(d[i - 1][j - 1] + same, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1))
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
            }
        return d[a.length()][b.length()];
    }
}
