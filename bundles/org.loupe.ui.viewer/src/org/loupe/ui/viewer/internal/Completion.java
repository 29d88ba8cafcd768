package org.loupe.ui.viewer.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What may stand at a place of a filter: columns, their values, words of the grammar. Any thread. */
public final class Completion {
    private static final int MOST = 12;
    private static final String OPERATORS = "=!<>~≠≤≥";

    private enum Expected {
        COLUMN, OPERATOR, VALUE, JOIN
    }

    /** Words that may stand at the place, and where the word that they replace starts. */
    public record Offer(int from, List<String> words) {
    }

    private Completion() {
    }

    /**
     * What may stand at the caret.
     *
     * @param columns that may be named
     * @param values  of a column of text; empty for numbers
     */
    public static Offer at(String text, int caret, List<String> columns, Function<String, List<String>> values) {
        Expected expected = Expected.COLUMN;
        String column = "";
        boolean list = false;
        int i = 0, from = caret;
        String word = "";
        while (i < caret) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c)) {
                i++;
                continue;
            }
            int start = i;
            boolean ended = true;
            if (c == '"' || c == '\'') {
                int end = text.indexOf(c, i + 1);
                ended = end >= 0 && end < caret;
                i = ended ? end + 1 : caret;
            } else if (OPERATORS.indexOf(c) >= 0) {
                while (i < caret && OPERATORS.indexOf(text.charAt(i)) >= 0)
                    i++;
                expected = Expected.VALUE;
                continue;
            } else if ("(),".indexOf(c) >= 0) {
                i++;
                if (c == ')') {
                    expected = Expected.JOIN;
                    list = false;
                } else if (c == ',' || list) {
                    expected = Expected.VALUE;
                }
                continue;
            } else {
                while (i < caret && !Character.isWhitespace(text.charAt(i)) && "(),\"'".indexOf(text.charAt(i)) < 0
                        && OPERATORS.indexOf(text.charAt(i)) < 0)
                    i++;
                ended = i < caret;
            }
            String token = text.substring(start, i);
            if (!ended) {
                from = start;
                word = token;
                break;
            }
            String plain = unquoted(token), lower = token.toLowerCase(Locale.ROOT);
            switch (expected) {
                case COLUMN -> {
                    if (!lower.equals("not")) {
                        column = plain;
                        expected = Expected.OPERATOR;
                    }
                }
                case OPERATOR -> {
                    list = lower.equals("in");
                    expected = lower.equals("is") || lower.equals("not") ? Expected.OPERATOR
                            : lower.equals("unknown") ? Expected.JOIN : Expected.VALUE;
                }
                case VALUE -> expected = Expected.JOIN;
                default -> expected = Expected.COLUMN;
            }
        }
        List<String> known = switch (expected) {
            case COLUMN -> columns;
            case VALUE -> values.apply(column);
            case OPERATOR -> List.of("in (", "is unknown", "is not unknown");
            case JOIN -> List.of("and", "or");
        };
        if (word.isEmpty() && expected != Expected.VALUE)
            return new Offer(from, List.of());
        return new Offer(from, fitting(known, unquoted(word).toLowerCase(Locale.ROOT)));
    }

    private static List<String> fitting(List<String> known, String start) {
        List<String> found = new ArrayList<>();
        for (String candidate : known) {
            String lower = candidate.toLowerCase(Locale.ROOT);
            if (lower.startsWith(start) && !lower.equals(start))
                found.add(quoted(candidate));
            if (found.size() == MOST)
                return found;
        }
        return found;
    }

    private static String unquoted(String token) {
        boolean opened = !token.isEmpty() && (token.charAt(0) == '"' || token.charAt(0) == '\'');
        String inner = opened ? token.substring(1) : token;
        return opened && !inner.isEmpty() && inner.charAt(inner.length() - 1) == token.charAt(0)
                ? inner.substring(0, inner.length() - 1) : inner;
    }

    /** A value that means itself, whatever words and signs it holds. */
    public static String literal(String value) {
        return value.equals("and") || value.equals("or") ? '"' + value + '"' : quoted(value);
    }

    /** A name or value as the grammar wants it: in quotes if it holds blanks, brackets or operators. */
    static String quoted(String value) {
        if (List.of("in (", "is unknown", "is not unknown").contains(value))
            return value;
        boolean plain = !value.isEmpty() && value.chars().allMatch(
                c -> !Character.isWhitespace(c) && "(),'\"*".indexOf(c) < 0 && OPERATORS.indexOf(c) < 0)
                && !List.of("and", "or", "not", "in", "is", "unknown").contains(value.toLowerCase(Locale.ROOT))
                || value.equals("and") || value.equals("or");
        return plain ? value : value.indexOf('"') < 0 ? '"' + value + '"' : "'" + value + "'";
    }
}
