package org.loupe.store.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.loupe.api.ToolException;
import org.loupe.store.Condition;
import org.loupe.store.Condition.All;
import org.loupe.store.Condition.Any;
import org.loupe.store.Condition.Comparison;
import org.loupe.store.Condition.Kind;
import org.loupe.store.Condition.Known;
import org.loupe.store.Condition.Not;
import org.loupe.store.Condition.Operator;

/** Reads what a person typed: a {@link Condition}, or an order. */
public final class ConditionParser {
    private static final int LONGEST = 10_000;
    private static final int DEEPEST = 100;
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");
    private static final Set<String> WORDS = Set.of("and", "or", "not", "in", "is", "unknown");

    private record Token(String text, int position, boolean quoted, boolean symbol) {
        String word() {
            return quoted ? "" : text.toLowerCase(Locale.ROOT);
        }
    }

    private final String text;
    private final Map<String, Kind> columns;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private ConditionParser(String text, Map<String, Kind> columns) throws ToolException {
        this.text = text;
        this.columns = columns;
        for (int i = 0; i < text.length();) {
            char c = text.charAt(i);
            int start = i;
            if (Character.isWhitespace(c) || c == '\u00a0') {
                i++;
            } else if (c == '\'' || c == '"') {
                int end = text.indexOf(c, i + 1);
                if (end < 0)
                    throw new ToolException(
                            "The quote at position " + (i + 1) + " of the filter is not closed: " + text,
                            "Add " + c + " behind the text.");
                tokens.add(new Token(text.substring(i + 1, end), start, true, false));
                i = end + 1;
            } else if ("(),".indexOf(c) >= 0) {
                tokens.add(new Token(String.valueOf(c), start, false, true));
                i++;
            } else if (operator(c)) {
                while (i < text.length() && operator(text.charAt(i)))
                    i++;
                tokens.add(new Token(text.substring(start, i), start, false, true));
            } else {
                while (i < text.length() && word(text.charAt(i)))
                    i++;
                tokens.add(new Token(text.substring(start, i), start, false, false));
            }
        }
    }

    private static boolean operator(char c) {
        return "=!<>~≠≤≥".indexOf(c) >= 0;
    }

    private static boolean word(char c) {
        return !Character.isWhitespace(c) && c != '\u00a0' && c != '\'' && c != '"' && "(),".indexOf(c) < 0
                && !operator(c);
    }

    /** Reads a condition. @param text not blank; for the rest as {@link Condition#parse} */
    public static Condition condition(String text, Map<String, Kind> columns) throws ToolException {
        if (text.length() > LONGEST)
            throw new ToolException("The filter has " + text.length() + " characters, " + LONGEST + " are allowed.",
                    "Shorten it.");
        ConditionParser parser = new ConditionParser(text, columns);
        Condition condition = parser.condition(0);
        if (parser.at < parser.tokens.size()) {
            Token token = parser.tokens.get(parser.at);
            throw parser.wrong("Expected 'and', 'or' or the end of the filter",
                    token.quoted() || token.symbol() || WORDS.contains(token.word()) ? ""
                            : " Put a text of several words in quotes: 'two words'.");
        }
        return condition;
    }

    /**
     * Reads an order such as {@code score desc, area_um2} or {@code score near 0.5}.
     *
     * @param text    columns separated by commas, each followed by {@code asc} (usual), {@code desc} or, if it holds
     *                numbers, {@code near} and a number: what is nearest to that stands first; may be blank
     * @param columns that may be named
     * @return for ORDER BY; unknown values come last; "" if the text is blank
     * @throws ToolException if it is not such an order
     */
    static String order(String text, Map<String, Kind> columns) throws ToolException {
        if (text.isBlank())
            return "";
        ConditionParser parser = new ConditionParser(text, columns);
        List<String> parts = new ArrayList<>();
        do {
            String column = parser.column();
            String value = Duck.name(column);
            if (columns.get(column) != Kind.TEXT && parser.take("near")) {
                value = "abs(" + value + " - CAST(" + parser.number() + " AS DOUBLE))";
            } else if (parser.take("desc")) {
                value += " DESC";
            } else {
                parser.take("asc");
            }
            parts.add(value + " NULLS LAST");
        } while (parser.take(","));
        if (parser.at < parser.tokens.size())
            throw parser.wrong("Expected 'asc', 'desc', 'near' and a number, or ','", "");
        return String.join(", ", parts);
    }

    /** A number as it was typed. */
    String number() throws ToolException {
        if (at == tokens.size() || !NUMBER.matcher(tokens.get(at).text()).matches())
            throw wrong("Expected a number behind 'near'", " Such as: score near 0.5.");
        return tokens.get(at++).text();
    }

    private Condition condition(int depth) throws ToolException {
        if (depth > DEEPEST)
            throw new ToolException("The filter has more than " + DEEPEST + " brackets within each other.",
                    "Write it with fewer.");
        List<Condition> terms = new ArrayList<>(List.of(term(depth)));
        while (take("or"))
            terms.add(term(depth));
        return terms.size() == 1 ? terms.get(0) : new Any(List.copyOf(terms));
    }

    private Condition term(int depth) throws ToolException {
        List<Condition> factors = new ArrayList<>(List.of(factor(depth)));
        while (take("and"))
            factors.add(factor(depth));
        return factors.size() == 1 ? factors.get(0) : new All(List.copyOf(factors));
    }

    private Condition factor(int depth) throws ToolException {
        int negations = 0;
        while (take("not"))
            negations++;
        Condition factor;
        if (take("(")) {
            factor = condition(depth + 1);
            if (!take(")"))
                throw wrong("Expected ')'", "");
        } else {
            factor = comparison();
        }
        return negations % 2 == 1 ? new Not(factor) : factor;
    }

    private Condition comparison() throws ToolException {
        String column = column();
        if (take("is")) {
            boolean not = take("not");
            if (!take("unknown"))
                throw wrong("Expected 'unknown'", "");
            return new Known(column, !not);
        }
        if (take("in")) {
            if (!take("("))
                throw wrong("Expected '('", " Such as: class in (Short, Open).");
            List<Condition> choices = new ArrayList<>();
            do
                choices.add(comparison(column, Operator.EQUAL));
            while (take(","));
            if (!take(")"))
                throw wrong("Expected ',' or ')'", "");
            return new Any(List.copyOf(choices));
        }
        String sign = at < tokens.size() && tokens.get(at).symbol() ? tokens.get(at).text() : "";
        Operator operator = switch (sign) {
            case "=", "==" -> Operator.EQUAL;
            case "!=", "<>", "≠" -> Operator.UNEQUAL;
            case "<" -> Operator.LESS;
            case "<=", "≤" -> Operator.AT_MOST;
            case ">" -> Operator.MORE;
            case ">=", "≥" -> Operator.AT_LEAST;
            case "~" -> Operator.CONTAINS;
            case "!~" -> Operator.LACKS;
            default -> throw wrong("Expected a comparison behind '" + column + "'",
                    " Allowed are = != < <= > >= ~ !~, 'in (…)' and 'is unknown'.");
        };
        at++;
        return comparison(column, operator);
    }

    private Condition comparison(String column, Operator operator) throws ToolException {
        if (at >= tokens.size() || tokens.get(at).symbol())
            throw wrong("Expected a value", "");
        Token token = tokens.get(at);
        Kind kind = columns.get(column);
        Object value = token.text().toLowerCase(Locale.ROOT);
        if (kind != Kind.TEXT) {
            if (operator == Operator.CONTAINS || operator == Operator.LACKS)
                throw wrong(Duck.name(column) + " is a number, which '" + operator.sign() + "' cannot compare", "");
            String digits = token.text().replace('−', '-');
            if (!NUMBER.matcher(digits).matches())
                throw wrong(Duck.name(column) + " is compared to a number, with a point before its decimals", "");
            double number = Double.parseDouble(digits);
            value = kind == Kind.FLOAT ? (Object) (float) number : (Object) number;
        } else if (!token.quoted() && token.text().indexOf('*') >= 0) {
            operator = operator == Operator.EQUAL ? Operator.LIKE
                    : operator == Operator.UNEQUAL ? Operator.UNLIKE : operator;
        }
        at++;
        return new Comparison(column, kind, operator, value);
    }

    String column() throws ToolException {
        if (at >= tokens.size() || tokens.get(at).symbol() || WORDS.contains(tokens.get(at).word()))
            throw wrong("Expected the name of a column", " Columns: " + String.join(", ", columns.keySet()) + ".");
        String name = tokens.get(at).text();
        for (String column : columns.keySet())
            if (column.equalsIgnoreCase(name)) {
                at++;
                return column;
            }
        String near = nearest(name);
        throw wrong("There is no column '" + name + "'", (near.isEmpty() ? "" : " Did you mean '" + near + "'?")
                + " Columns: " + String.join(", ", columns.keySet()) + ".");
    }

    /** The column that a person may have meant; "" if none is written much alike. */
    private String nearest(String name) {
        String found = "", lower = name.toLowerCase(Locale.ROOT);
        int least = Math.max(1, name.length() / 3) + 1;
        for (String column : columns.keySet()) {
            String other = column.toLowerCase(Locale.ROOT);
            int distance = other.startsWith(lower) && lower.length() > 2 ? 1 : distance(lower, other);
            if (distance < least) {
                least = distance;
                found = column;
            }
        }
        return found;
    }

    /** Letters to add, leave out or change to make one word the other (Levenshtein). */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++)
            row[j] = j;
        for (int i = 1; i <= a.length(); i++) {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int above = row[j];
                row[j] = Math.min(Math.min(row[j], row[j - 1]) + 1,
                        corner + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1));
                corner = above;
            }
        }
        return row[b.length()];
    }

    boolean take(String word) {
        if (at < tokens.size() && tokens.get(at).word().equals(word)) {
            at++;
            return true;
        }
        return false;
    }

    ToolException wrong(String expected, String hint) {
        String found = at < tokens.size()
                ? "found '" + tokens.get(at).text() + "' at position " + (tokens.get(at).position() + 1)
                : "but it ends";
        return new ToolException(expected + ", " + found + ": " + text,
                ("Mend the filter or the order." + hint).strip());
    }
}
