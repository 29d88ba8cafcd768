package org.loupe.engine;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.loupe.api.Param;
import org.loupe.api.Tool;

/**
 * The parameters of a tool: one ordered list of fields, from which the form, the command line, the check of recipe
 * files, the help page and the table of parameters are drawn. Immutable.
 *
 * <p>Values are in recipe form: Long for whole numbers, Double, Boolean, and String for text, choices and paths.
 *
 * @param <P> the parameter record
 */
public final class Schema<P extends Record> {

    /**
     * One parameter.
     *
     * @param name         key in recipe files: the record component's name
     * @param label        name for people
     * @param unit         such as "px", or ""
     * @param kind         what it holds
     * @param min          smallest allowed value of a number
     * @param max          largest allowed value of a number
     * @param step         one notch of a spinner; 0 lets the form choose
     * @param choices      allowed values of a {@link Kind#CHOICE}
     * @param when         condition under which it matters, such as "mode=fixed|otsu", or ""
     * @param advanced     whether a form keeps it under "Advanced"
     * @param help         what it does to the result
     * @param formerly     names that recipe files may still use
     * @param defaultValue in recipe form
     */
    public record Field(String name, String label, String unit, Kind kind, double min, double max, double step,
            List<String> choices, String when, boolean advanced, String help, List<String> formerly,
            Object defaultValue) {

        /** "1 to 99 px", "at least 0", "a, b or c", "true or false", "text", "a path". */
        public String allowed() {
            String of = unit.isEmpty() ? "" : " " + unit;
            return switch (kind) {
                case BOOLEAN -> "true or false";
                case CHOICE -> String.join(" or ", choices);
                case TEXT -> "text";
                case PATH -> "a path";
                case INTEGER, NUMBER -> {
                    String what = kind == Kind.INTEGER ? "a whole number" : "a number";
                    if (min == Double.NEGATIVE_INFINITY && max == Double.POSITIVE_INFINITY)
                        yield unit.isEmpty() ? what : what + " in " + unit;
                    if (max == Double.POSITIVE_INFINITY)
                        yield what + " of at least " + plain(min) + of;
                    if (min == Double.NEGATIVE_INFINITY)
                        yield what + " of at most " + plain(max) + of;
                    yield what + " from " + plain(min) + " to " + plain(max) + of;
                }
            };
        }

        /** Whether another implementation's field accepts the same values under the same name and default. */
        boolean agrees(Field o) {
            return name.equals(o.name) && unit.equals(o.unit) && kind == o.kind && min == o.min && max == o.max
                    && choices.equals(o.choices) && formerly.equals(o.formerly) && defaultValue.equals(o.defaultValue);
        }
    }

    /** What a parameter holds. */
    public enum Kind {
        INTEGER, NUMBER, BOOLEAN, TEXT, CHOICE, PATH
    }

    private final Class<P> type;
    private final List<Field> fields;
    /** Of the components that the fields describe. */
    private final List<Class<?>> types;

    private Schema(Class<P> type, List<Field> fields, List<Class<?>> types) {
        this.type = type;
        this.fields = List.copyOf(fields);
        this.types = List.copyOf(types);
    }

    /** The schema of a tool's parameters. @throws IllegalArgumentException as {@link #of(Record)} does */
    public static <P extends Record> Schema<P> of(Tool<P, ?, ?> tool) {
        return of(Objects.requireNonNull(tool.defaults(), "The tool has no default parameters."));
    }

    /**
     * The schema of a parameter record with these defaults. A component that is itself a record holds parameters which
     * several tools share: its components stand in its place.
     *
     * @throws IllegalArgumentException if the record is not a schema: a component without {@link Param}, of a type that
     *                                  is not supported, or with a default outside its own range; a name that occurs
     *                                  twice
     */
    public static <P extends Record> Schema<P> of(P defaults) {
        @SuppressWarnings("unchecked")
        Class<P> type = (Class<P>) defaults.getClass();
        List<Field> fields = new ArrayList<>();
        List<Class<?>> types = new ArrayList<>();
        describe(defaults, fields, types);
        Schema<P> schema = new Schema<>(type, fields, types);
        Set<String> names = new HashSet<>();
        for (Field f : fields) {
            if (!names.add(f.name))
                throw new IllegalArgumentException("Two parameters have the name " + f.name + ".");
            List<Problem> wrong = new ArrayList<>();
            schema.accept(f, f.defaultValue, wrong);
            if (!wrong.isEmpty())
                throw new IllegalArgumentException("Default of " + f.name + ": " + wrong.get(0).message());
        }
        return schema;
    }

    private static void describe(Record record, List<Field> fields, List<Class<?>> types) {
        for (RecordComponent c : record.getClass().getRecordComponents())
            if (value(c, record) instanceof Record shared)
                describe(shared, fields, types);
            else {
                fields.add(field(c, c.getType(), value(c, record)));
                types.add(c.getType());
            }
    }

    /** Describes a component, or an element of one that is a list. @param t its type */
    static Field field(RecordComponent c, Class<?> t, Object value) {
        Param p = c.getAnnotation(Param.class);
        if (p == null)
            throw new IllegalArgumentException("Parameter " + c.getName() + " has no @Param.");
        if (value == null)
            throw new IllegalArgumentException("Parameter " + c.getName() + " has no default.");
        Kind kind;
        List<String> choices = List.of(p.choices());
        if (t == int.class || t == long.class)
            kind = Kind.INTEGER;
        else if (t == float.class || t == double.class)
            kind = Kind.NUMBER;
        else if (t == boolean.class)
            kind = Kind.BOOLEAN;
        else if (t == Path.class)
            kind = Kind.PATH;
        else if (t == String.class)
            kind = choices.isEmpty() ? Kind.TEXT : Kind.CHOICE;
        else if (t.isEnum()) {
            kind = Kind.CHOICE;
            choices = Arrays.stream(t.getEnumConstants()).map(e -> (String) RecipeStep.recipeForm(c.getName(), e))
                    .toList();
        } else
            throw new IllegalArgumentException("Parameter " + c.getName() + " is a " + t.getSimpleName()
                    + "; allowed are int, long, float, double, boolean, String, Path and enums.");
        double min = p.min(), max = p.max();
        if (t == int.class) {
            min = Math.max(min, Integer.MIN_VALUE);
            max = Math.min(max, Integer.MAX_VALUE);
        }
        return new Field(c.getName(), p.label(), p.unit(), kind, min, max, p.step(), choices, p.when(), p.advanced(),
                p.help(), List.of(p.formerly()), RecipeStep.recipeForm(c.getName(), value));
    }

    /** The same parameters with other words for people. */
    Schema<P> worded(UnaryOperator<Field> words) {
        return new Schema<>(type, fields.stream().map(words).toList(), types);
    }

    /** The parameters, in the record's order. */
    public List<Field> fields() {
        return fields;
    }

    /** The parameter of a name. */
    public Optional<Field> field(String name) {
        return fields.stream().filter(f -> f.name.equals(name)).findFirst();
    }

    /** The parameter that a recipe means by a name, which may be a former one. */
    Optional<Field> current(String name) {
        return fields.stream().filter(f -> f.name.equals(name) || f.formerly.contains(name))
                .min((a, b) -> Boolean.compare(b.name.equals(name), a.name.equals(name)));
    }

    /**
     * Parameters from values by name; what is missing has its default.
     *
     * @throws SchemaException with every problem: unknown names, types, ranges, choices, the record's own rules
     */
    public P read(Map<String, ?> values) throws SchemaException {
        List<Problem> problems = new ArrayList<>();
        P params = read(values, problems);
        if (!problems.isEmpty())
            throw new SchemaException(problems);
        return params;
    }

    /** Every problem that {@link #read} would find; {@link Problem#where()} is the parameter's name, or "". */
    public List<Problem> check(Map<String, ?> values) {
        List<Problem> problems = new ArrayList<>();
        read(values, problems);
        return problems;
    }

    private P read(Map<String, ?> values, List<Problem> problems) {
        Map<String, Object> given = rename(values, problems);
        List<Object> arguments = new ArrayList<>();
        for (Field f : fields)
            arguments.add(accept(f, given.getOrDefault(f.name, f.defaultValue), problems));
        return problems.isEmpty() ? assemble(type, arguments.iterator(), problems) : null;
    }

    /** Values under today's names. */
    private Map<String, Object> rename(Map<String, ?> values, List<Problem> problems) {
        Map<String, Object> given = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            Optional<Field> field = current(key);
            if (field.isEmpty())
                problems.add(unknown(key));
            else if (given.put(field.get().name, value) != null)
                problems.add(Problem.error(field.get().name, "\"" + key + "\" is given twice, by its name \""
                        + field.get().name + "\" and by an earlier one.", "Keep \"" + field.get().name + "\" only."));
        });
        return given;
    }

    private Problem unknown(String key) {
        List<String> names = fields.stream().map(Field::name).toList();
        Optional<Field> byLabel = fields.stream().filter(f -> f.label.equalsIgnoreCase(key)).findFirst();
        return Problem.error(key, "Unknown parameter \"" + key + "\".",
                byLabel.map(f -> "Use its key \"" + f.name + "\".").orElseGet(() -> Names.remedy(key, names)));
    }

    /** The value as the record's constructor takes it, or null with a problem. */
    private Object accept(Field f, Object value, List<Problem> problems) {
        return accept(f, types.get(fields.indexOf(f)), value, problems);
    }

    /** The value of a field as a component of a type takes it, or null with a problem. */
    static Object accept(Field f, Class<?> target, Object value, List<Problem> problems) {
        Object plain;
        try {
            plain = RecipeStep.recipeForm(f.name, value);
        } catch (IllegalArgumentException e) {
            problems.add(wrong(f, value));
            return null;
        }
        switch (f.kind) {
            case BOOLEAN:
                if (plain instanceof Boolean)
                    return plain;
                break;
            case TEXT:
                if (plain instanceof String)
                    return plain;
                break;
            case CHOICE:
                int at = f.choices.indexOf(plain);
                if (at >= 0)
                    return target.isEnum() ? target.getEnumConstants()[at] : plain;
                problems.add(Problem.error(f.name, f.label + " is one of " + Names.quoted(f.choices) + ", found "
                        + show(value) + ".", Names.near(String.valueOf(plain), f.choices)
                                .map(n -> "Did you mean \"" + n + "\"?").orElse("Choose one of them.")));
                return null;
            case PATH:
                if (plain instanceof String text)
                    try {
                        return Path.of(text);
                    } catch (InvalidPathException e) {
                        break;
                    }
                break;
            case INTEGER:
                Long whole = plain instanceof Long l ? l
                        : plain instanceof Double d && d == Math.rint(d) && Math.abs(d) < 1e15 ? (Long) d.longValue()
                        : null;
                if (whole != null && whole >= f.min && whole <= f.max)
                    return target == int.class ? (Object) whole.intValue() : whole;
                break;
            case NUMBER:
                Double number = plain instanceof Number n ? (Double) n.doubleValue()
                        : "NaN".equals(plain) && "NaN".equals(f.defaultValue) ? (Double) Double.NaN
                        : "Infinity".equals(plain) ? (Double) Double.POSITIVE_INFINITY
                        : "-Infinity".equals(plain) ? (Double) Double.NEGATIVE_INFINITY : null;
                if (number != null && !(number < f.min) && !(number > f.max))
                    return target == float.class ? (Object) number.floatValue() : number;
                break;
        }
        problems.add(wrong(f, value));
        return null;
    }

    private static Problem wrong(Field f, Object value) {
        return Problem.error(f.name, f.label + " is " + f.allowed() + ", found " + show(value) + ".",
                "The default is " + (f.kind == Kind.NUMBER && f.defaultValue instanceof String unlimited
                        ? unlimited.equals("NaN") ? "none" : "no limit" : show(f.defaultValue)) + ".");
    }

    private static String show(Object value) {
        return value instanceof String s ? "\"" + s + "\"" : value instanceof Double d ? plain(d)
                : value == null ? "nothing" : value.toString();
    }

    private static String plain(double d) {
        return d == Math.rint(d) && Math.abs(d) < 1e15 ? Long.toString((long) d) : Double.toString(d);
    }

    /** The record of these values, which records within it take from the same row; null with a problem. */
    private static <R extends Record> R assemble(Class<R> type, Iterator<Object> values, List<Problem> problems) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < arguments.length; i++)
            arguments[i] = components[i].getType().isRecord()
                    ? assemble(components[i].getType().asSubclass(Record.class), values, problems) : values.next();
        return problems.isEmpty() ? construct(type, arguments, problems) : null;
    }

    /** The record of these components, or null with a problem: a rule of its own that they break. */
    static <R extends Record> R construct(Class<R> type, Object[] arguments, List<Problem> problems) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<R> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            problems.add(Problem.error("", cause instanceof IllegalArgumentException && cause.getMessage() != null
                    ? cause.getMessage() : "These parameters are refused: " + cause + ".", ""));
            return null;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The parameter record " + type.getName() + " cannot be constructed.", e);
        }
    }

    /** All values by name, in recipe form and the record's order: the whole truth of how a step was set. */
    public Map<String, Object> write(P params) {
        Map<String, Object> values = new LinkedHashMap<>();
        write(params, values);
        return values;
    }

    private static void write(Record params, Map<String, Object> values) {
        for (RecordComponent c : params.getClass().getRecordComponents())
            if (value(c, params) instanceof Record shared)
                write(shared, values);
            else
                values.put(c.getName(), RecipeStep.recipeForm(c.getName(), value(c, params)));
    }

    static Object value(RecordComponent c, Record params) {
        try {
            c.getAccessor().setAccessible(true);
            return c.getAccessor().invoke(params);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Parameter " + c.getName() + " cannot be read.", e);
        }
    }

    /**
     * A value from the text of a command line or text field, in recipe form.
     *
     * @throws SchemaException if there is no such parameter or it does not allow this value
     */
    public Object parse(String name, String text) throws SchemaException {
        Field f = fields.stream().filter(x -> x.name.equals(name) || x.formerly.contains(name)).findFirst()
                .orElse(null);
        if (f == null)
            throw new SchemaException(List.of(unknown(name)));
        List<Problem> problems = new ArrayList<>();
        Object value = fromText(f.kind, text.strip());
        accept(f, value, problems);
        if (!problems.isEmpty())
            throw new SchemaException(problems);
        return value;
    }

    /** The value if the text looks like one of the kind; else the text itself, which is then refused with a message. */
    private static Object fromText(Kind kind, String text) {
        try {
            return switch (kind) {
                case BOOLEAN -> text.equals("true") || text.equals("false") ? (Object) Boolean.valueOf(text) : text;
                case INTEGER -> Long.valueOf(text);
                case NUMBER -> RecipeStep.recipeForm("", Double.valueOf(text));
                case TEXT, CHOICE, PATH -> text;
            };
        } catch (NumberFormatException e) {
            return text;
        }
    }

    /**
     * Whether a field matters under these values, by its {@link Param#when()}; what is missing has its default.
     *
     * @param values in recipe form
     */
    public boolean shown(Field field, Map<String, ?> values) {
        int at = field.when.indexOf('=');
        if (at < 0)
            return true;
        String other = field.when.substring(0, at).strip();
        Object value = values.containsKey(other) ? values.get(other)
                : field(other).map(Field::defaultValue).orElse(null);
        if (value == null)
            return true;
        String text = RecipeStep.recipeForm(other, value).toString();
        return Arrays.stream(field.when.substring(at + 1).split("\\|")).anyMatch(v -> v.strip().equals(text));
    }

    /** Whether another implementation of the same tool id takes the same parameters: names, kinds, ranges, defaults. */
    boolean agrees(Schema<?> other) {
        if (fields.size() != other.fields.size())
            return false;
        for (int i = 0; i < fields.size(); i++)
            if (!fields.get(i).agrees(other.fields.get(i)))
                return false;
        return true;
    }
}
