package org.loupe.store.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.loupe.api.ToolException;

/**
 * A condition that a person typed, as SQL with bound values: {@code class = Short and (score < 0.9 or area_um2 > 12)}.
 *
 * <pre>
 * condition  = term { or term }          term = factor { and factor }
 * factor     = not factor | ( condition ) | comparison
 * comparison = column operator value | column in ( value { , value } ) | column is [ not ] unknown
 * operator   = | == | != | &lt;&gt; | ≠ | &lt; | &lt;= | ≤ | &gt; | &gt;= | ≥ | ~ (contains) | !~ (does not contain)
 * </pre>
 *
 * Column names are checked against the known ones and may stand in double quotes; values may stand in single or double
 * quotes and must if they hold blanks, brackets or operators. Text is compared without regard to case, and {@code *}
 * in an unquoted value stands for any text. A row without a value meets no comparison. Only this grammar gets into the
 * SQL: names are quoted, values are parameters.
 *
 * @param sql    a condition of SQL, "TRUE" for an empty text
 * @param values of its question marks, in order
 */
public record Filter(String sql, List<Object> values) {
    private static final int LONGEST = 10_000;
    private static final int DEEPEST = 100;
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");
    private static final Set<String> WORDS = Set.of("and", "or", "not", "in", "is", "unknown");

    /** What may be compared and how. */
    public enum Kind {
        /** Compared as text. */
        TEXT,
        /** 32-bit floating point. */
        FLOAT,
        /** Whole number. */
        INTEGER
    }

    /**
     * Reads a condition.
     *
     * @param text    may be blank: no condition
     * @param columns that may be named, in the order in which an error lists them
     * @throws ToolException if it is not such a condition, with the place and what is allowed there
     */
    public static Filter parse(String text, Map<String, Kind> columns) throws ToolException {
        if (text.isBlank())
            return new Filter("TRUE", List.of());
        if (text.length() > LONGEST)
            throw new ToolException("The filter has " + text.length() + " characters, " + LONGEST + " are allowed.",
                    "Shorten it.");
        Parser parser = new Parser(text, columns);
        parser.condition(0);
        if (parser.at < parser.tokens.size()) {
            Token token = parser.tokens.get(parser.at);
            throw parser.wrong("Expected 'and', 'or' or the end of the filter",
                    token.quoted() || token.symbol() || WORDS.contains(token.word()) ? ""
                            : " Put a text of several words in quotes: 'two words'.");
        }
        return new Filter(parser.sql.toString(), List.copyOf(parser.values));
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
    public static String order(String text, Map<String, Kind> columns) throws ToolException {
        if (text.isBlank())
            return "";
        Parser parser = new Parser(text, columns);
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

    private record Token(String text, int position, boolean quoted, boolean symbol) {
        String word() {
            return quoted ? "" : text.toLowerCase(Locale.ROOT);
        }
    }

    private static final class Parser {
        private final String text;
        private final Map<String, Kind> columns;
        private final List<Token> tokens = new ArrayList<>();
        private final StringBuilder sql = new StringBuilder();
        private final List<Object> values = new ArrayList<>();
        private int at;

        Parser(String text, Map<String, Kind> columns) throws ToolException {
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

        /** A number as it was typed. */
        String number() throws ToolException {
            if (at == tokens.size() || !NUMBER.matcher(tokens.get(at).text()).matches())
                throw wrong("Expected a number behind 'near'", " Such as: score near 0.5.");
            return tokens.get(at++).text();
        }

        void condition(int depth) throws ToolException {
            if (depth > DEEPEST)
                throw new ToolException("The filter has more than " + DEEPEST + " brackets within each other.",
                        "Write it with fewer.");
            sql.append('(');
            term(depth);
            while (take("or")) {
                sql.append(" OR ");
                term(depth);
            }
            sql.append(')');
        }

        private void term(int depth) throws ToolException {
            factor(depth);
            while (take("and")) {
                sql.append(" AND ");
                factor(depth);
            }
        }

        private void factor(int depth) throws ToolException {
            int negations = 0;
            while (take("not"))
                negations++;
            if (negations % 2 == 1)
                sql.append("NOT ");
            if (take("(")) {
                condition(depth + 1);
                if (!take(")"))
                    throw wrong("Expected ')'", "");
            } else {
                comparison();
            }
        }

        private void comparison() throws ToolException {
            String column = column();
            Kind kind = columns.get(column);
            String name = Duck.name(column);
            if (take("is")) {
                boolean not = take("not");
                if (!take("unknown"))
                    throw wrong("Expected 'unknown'", "");
                sql.append('(').append(name).append(not ? " IS NOT NULL)" : " IS NULL)");
            } else if (take("in")) {
                if (!take("("))
                    throw wrong("Expected '('", " Such as: class in (Short, Open).");
                sql.append('(');
                do {
                    compare(name, kind, "=");
                    sql.append(" OR ");
                } while (take(","));
                sql.append("FALSE)");
                if (!take(")"))
                    throw wrong("Expected ',' or ')'", "");
            } else {
                String operator = at < tokens.size() && tokens.get(at).symbol() ? tokens.get(at).text() : "";
                String known = switch (operator) {
                case "=", "==" -> "=";
                case "!=", "<>", "≠" -> "<>";
                case "<", ">", "<=", ">=", "~", "!~" -> operator;
                case "≤" -> "<=";
                case "≥" -> ">=";
                default -> throw wrong("Expected a comparison behind '" + column + "'",
                        " Allowed are = != < <= > >= ~ !~, 'in (…)' and 'is unknown'.");
                };
                at++;
                compare(name, kind, known);
            }
        }

        private void compare(String name, Kind kind, String operator) throws ToolException {
            if (at >= tokens.size() || tokens.get(at).symbol())
                throw wrong("Expected a value", "");
            Token value = tokens.get(at);
            if (kind != Kind.TEXT) {
                if (operator.endsWith("~"))
                    throw wrong(name + " is a number, which '" + operator + "' cannot compare", "");
                String digits = value.text().replace('−', '-');
                if (!NUMBER.matcher(digits).matches())
                    throw wrong(name + " is compared to a number, with a point before its decimals", "");
                double number = Double.parseDouble(digits);
                values.add(kind == Kind.FLOAT ? (Object) (float) number : (Object) number);
                sql.append(name).append(' ').append(operator).append(" ?");
            } else if (operator.endsWith("~")) {
                values.add(value.text().toLowerCase(Locale.ROOT));
                sql.append(operator.length() > 1 ? "NOT " : "").append("contains(lower(").append(name).append("), ?)");
            } else if (!value.quoted() && value.text().indexOf('*') >= 0
                    && (operator.equals("=") || operator.equals("<>"))) {
                values.add(value.text().toLowerCase(Locale.ROOT).replace("\\", "\\\\").replace("%", "\\%")
                        .replace("_", "\\_").replace('*', '%'));
                sql.append("lower(").append(name).append(operator.equals("=") ? ") LIKE" : ") NOT LIKE")
                        .append(" ? ESCAPE '\\'");
            } else {
                values.add(value.text().toLowerCase(Locale.ROOT));
                sql.append("lower(").append(name).append(") ").append(operator).append(" ?");
            }
            at++;
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
}
