package org.loupe.store;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.loupe.api.ToolException;
import org.loupe.store.internal.ConditionParser;

/**
 * A condition that a person typed: {@code class = Short and (score < 0.9 or area_um2 > 12)}.
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
 * in an unquoted value stands for any text. What has no value meets no comparison. Immutable.
 */
public sealed interface Condition {

    /** What may be compared and how. */
    enum Kind {
        /** Compared as text. */
        TEXT,
        /** 32-bit floating point. */
        FLOAT,
        /** Whole number. */
        INTEGER
    }

    /** How a value is compared. */
    enum Operator {
        /** The same. */
        EQUAL("="),
        /** Not the same. */
        UNEQUAL("<>"),
        /** Below. */
        LESS("<"),
        /** Below or the same. */
        AT_MOST("<="),
        /** Above. */
        MORE(">"),
        /** Above or the same. */
        AT_LEAST(">="),
        /** Holds a text. */
        CONTAINS("~"),
        /** Does not hold a text. */
        LACKS("!~"),
        /** As text with {@code *} for any text. */
        LIKE("like"),
        /** Not as such text. */
        UNLIKE("not like");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        /** As it is written, and in SQL where that knows it. */
        public String sign() {
            return sign;
        }
    }

    /**
     * Reads a condition.
     *
     * @param text    may be blank: everything meets it
     * @param columns that may be named, in the order in which an error lists them
     * @throws ToolException if it is not such a condition, with the place and what is allowed there
     */
    static Condition parse(String text, Map<String, Kind> columns) throws ToolException {
        return text.isBlank() ? new All(List.of()) : ConditionParser.condition(text, columns);
    }

    /**
     * Whether it is met.
     *
     * @param values of the columns: text or a {@link Number}, {@code null} for an unknown one
     * @return empty if that cannot be told, as a value that it depends on is unknown
     */
    Optional<Boolean> met(Function<String, Object> values);

    /** Whether it is met for certain. @param values as for {@link #met} */
    default boolean holds(Function<String, Object> values) {
        return met(values).orElse(false);
    }

    /** Each of some. */
    record All(List<Condition> of) implements Condition {
        @Override
        public Optional<Boolean> met(Function<String, Object> values) {
            return Condition.met(of, values, false);
        }
    }

    /** At least one of some. */
    record Any(List<Condition> of) implements Condition {
        @Override
        public Optional<Boolean> met(Function<String, Object> values) {
            return Condition.met(of, values, true);
        }
    }

    private static Optional<Boolean> met(List<Condition> of, Function<String, Object> values, boolean decides) {
        boolean unknown = false;
        for (Condition one : of) {
            Optional<Boolean> met = one.met(values);
            if (met.isPresent() && met.get() == decides)
                return met;
            unknown |= met.isEmpty();
        }
        return unknown ? Optional.empty() : Optional.of(!decides);
    }

    /** The contrary. */
    record Not(Condition of) implements Condition {
        @Override
        public Optional<Boolean> met(Function<String, Object> values) {
            return of.met(values).map(met -> !met);
        }
    }

    /** Whether a column has a value. @param unknown whether it has none */
    record Known(String column, boolean unknown) implements Condition {
        @Override
        public Optional<Boolean> met(Function<String, Object> values) {
            return Optional.of(values.apply(column) == null == unknown);
        }
    }

    /**
     * A comparison.
     *
     * @param value lower-case text, a Float or a Double
     */
    record Comparison(String column, Kind kind, Operator operator, Object value) implements Condition {
        @Override
        public Optional<Boolean> met(Function<String, Object> values) {
            Object found = values.apply(column);
            if (found == null)
                return Optional.empty();
            if (kind == Kind.TEXT)
                return Optional.of(compared(found.toString().toLowerCase(Locale.ROOT), (String) value));
            double number = ((Number) found).doubleValue();
            return Double.isNaN(number) ? Optional.empty() : Optional.of(decides(kind == Kind.FLOAT
                    ? Float.compare((float) number, (Float) value) : Double.compare(number, (Double) value)));
        }

        private boolean compared(String text, String other) {
            return switch (operator) {
                case CONTAINS -> text.contains(other);
                case LACKS -> !text.contains(other);
                case LIKE -> pattern(other).matcher(text).matches();
                case UNLIKE -> !pattern(other).matcher(text).matches();
                default -> decides(text.compareTo(other));
            };
        }

        private static Pattern pattern(String stars) {
            return Pattern.compile(Pattern.quote(stars).replace("*", "\\E.*\\Q"), Pattern.DOTALL);
        }

        private boolean decides(int order) {
            return switch (operator) {
                case EQUAL -> order == 0;
                case UNEQUAL -> order != 0;
                case LESS -> order < 0;
                case AT_MOST -> order <= 0;
                case MORE -> order > 0;
                case AT_LEAST -> order >= 0;
                default -> throw new IllegalStateException(operator + " compares text.");
            };
        }
    }
}
