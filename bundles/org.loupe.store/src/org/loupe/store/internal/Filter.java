package org.loupe.store.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.loupe.api.ToolException;
import org.loupe.store.Condition;
import org.loupe.store.Condition.All;
import org.loupe.store.Condition.Any;
import org.loupe.store.Condition.Comparison;
import org.loupe.store.Condition.Kind;
import org.loupe.store.Condition.Known;
import org.loupe.store.Condition.Not;

/**
 * A {@link Condition} as SQL with bound values. Only its grammar gets into the SQL: names are quoted, values are
 * parameters.
 *
 * @param sql    a condition of SQL, "TRUE" for an empty text
 * @param values of its question marks, in order
 */
public record Filter(String sql, List<Object> values) {

    /** Reads a condition. For the parameters and what is thrown see {@link Condition#parse} */
    public static Filter parse(String text, Map<String, Kind> columns) throws ToolException {
        StringBuilder sql = new StringBuilder();
        List<Object> values = new ArrayList<>();
        write(Condition.parse(text, columns), sql, values);
        return new Filter(sql.toString(), List.copyOf(values));
    }

    /** Reads an order for ORDER BY. For the parameters and what is thrown see {@link ConditionParser#order} */
    public static String order(String text, Map<String, Kind> columns) throws ToolException {
        return ConditionParser.order(text, columns);
    }

    private static void write(Condition condition, StringBuilder sql, List<Object> values) {
        if (condition instanceof All all) {
            write(all.of(), " AND ", "TRUE", sql, values);
        } else if (condition instanceof Any any) {
            write(any.of(), " OR ", "FALSE", sql, values);
        } else if (condition instanceof Not not) {
            sql.append("NOT ");
            write(not.of(), sql, values);
        } else if (condition instanceof Known known) {
            sql.append('(').append(Duck.name(known.column())).append(known.unknown() ? " IS NULL)" : " IS NOT NULL)");
        } else {
            write((Comparison) condition, sql, values);
        }
    }

    private static void write(List<Condition> of, String between, String none, StringBuilder sql,
            List<Object> values) {
        if (of.isEmpty()) {
            sql.append(none);
            return;
        }
        for (int i = 0; i < of.size(); i++) {
            sql.append(i == 0 ? "(" : between);
            write(of.get(i), sql, values);
        }
        sql.append(')');
    }

    private static void write(Comparison comparison, StringBuilder sql, List<Object> values) {
        String name = Duck.name(comparison.column()), text = "lower(" + name + ")";
        Object value = comparison.value();
        sql.append('(').append(switch (comparison.operator()) {
            case CONTAINS -> "contains(" + text + ", ?)";
            case LACKS -> "NOT contains(" + text + ", ?)";
            case LIKE -> text + " LIKE ? ESCAPE '\\'";
            case UNLIKE -> text + " NOT LIKE ? ESCAPE '\\'";
            default -> (comparison.kind() == Kind.TEXT ? text : name) + " " + comparison.operator().sign() + " ?";
        }).append(')');
        values.add(switch (comparison.operator()) {
            case LIKE, UNLIKE -> value.toString().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
                    .replace('*', '%');
            default -> value;
        });
    }
}
