package org.loupe.engine;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.loupe.api.Param;
import org.loupe.api.ToolException;

/**
 * What is to be done, as people write it: a file of YAML or JSON with sections of values, single ones of which a
 * command line may set ({@code train.num_epochs=100}). It is read into records: a component that is a record is a section, a
 * list of numbers or texts a list, a {@code Spec} a section of its own that is read later, such as the parameters of a
 * tool that the specification names; all others are parameters with {@link Param}, checked as {@link Schema} checks
 * those of tools. Keys are the names of components, also in the form {@code num_epochs} for {@code numEpochs}.
 * Immutable.
 *
 * <pre>
 * record Training(@Param(…) String tool, @Param(…) long seed, @Param(…) Path resultsDir, Spec params) { }
 * Training training = Spec.read(file).with("seed=3").as(new Training("loupe.…", 1, Path.of("results"), Spec.NONE));
 * params = training.params().as(schema);
 * </pre>
 */
public final class Spec {
    /** No section. */
    public static final Spec NONE = new Spec("", "", Map.of(), Map.of());
    private static final long LONGEST = 16 << 20;

    private final String name;
    private final String path;
    private final Map<String, Object> values;
    private final Map<String, String> places;

    private Spec(String name, String path, Map<String, Object> values, Map<String, String> places) {
        this.name = name;
        this.path = path;
        this.values = Collections.unmodifiableMap(values);
        this.places = places;
    }

    /** Reads a file of YAML or JSON. @throws ToolException if there is none, or it is neither, with line and column */
    public static Spec read(Path file) throws ToolException {
        try {
            if (Files.size(file) > LONGEST)
                throw new ToolException(file + " has " + Files.size(file) + " bytes, too many for a specification.",
                        "Choose a file of YAML or JSON.");
            return parse(file.getFileName().toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new ToolException("There is no file " + file + ".", "Check the path.", e);
        } catch (CharacterCodingException e) {
            throw new ToolException(file + " is not text in UTF-8.", "Save it as UTF-8.", e);
        } catch (IOException e) {
            throw Registry.unreadable(file, e);
        }
    }

    /**
     * Reads a text of YAML or JSON.
     *
     * @param name what messages call it
     * @throws ToolException if it is neither, with line and column
     */
    public static Spec parse(String name, String text) throws ToolException {
        Map<String, String> places = new HashMap<>();
        return new Spec(name, "", section(name, YamlTree.read(name, text, places)), places);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> section(String name, Object tree) throws ToolException {
        if (tree instanceof Map)
            return (Map<String, Object>) tree;
        throw new ToolException(name + " has no sections, it is " + show(tree) + ".", "Write key: value in each line.");
    }

    /** All values: maps, lists, Long, Double, Boolean, String, and null for what is empty. */
    public Map<String, Object> values() {
        return values;
    }

    /** Whether it holds nothing. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** The same as JSON has it; what is empty is missing. */
    JsonElement json() {
        return new GsonBuilder().serializeSpecialFloatingPointValues().create().toJsonTree(values);
    }

    // ---- values of a command line

    /**
     * The same with one value set.
     *
     * @param setting {@code key.path=value}; the value is YAML: a number, a text, {@code [1, 2]}. Sections that are not
     *                there are made
     * @throws ToolException if it is none, or leads through a value that is no section
     */
    public Spec with(String setting) throws ToolException {
        int equals = setting.indexOf('=');
        String key = equals < 0 ? "" : setting.substring(0, equals).strip();
        if (key.isEmpty() || Arrays.stream(key.split("\\.", -1)).anyMatch(String::isBlank))
            throw new ToolException("\"" + setting + "\" sets no value.",
                    "Write key=value, such as train.num_epochs=100.");
        Object value = YamlTree.read("\"" + setting + "\"", setting.substring(equals + 1), new HashMap<>());
        if (value instanceof Map<?, ?> map && map.isEmpty() && !setting.contains("{"))
            value = null; // nothing behind the sign
        Map<String, String> now = new HashMap<>(places);
        Map<String, Object> changed = put(values, path, List.of(key.split("\\.")), value, setting, now);
        return new Spec(name, path, changed, now);
    }

    /** A text as a value of {@link #with(String)}, whatever it looks like. */
    public static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** The same with several values set, the last of a key counts. @throws ToolException as {@link #with(String)} */
    public Spec with(List<String> settings) throws ToolException {
        Spec spec = this;
        for (String setting : settings)
            spec = spec.with(setting);
        return spec;
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> put(Map<String, Object> section, String at, List<String> keys, Object value,
            String setting, Map<String, String> now) throws ToolException {
        String key = section.keySet().stream().filter(k -> plain(k).equals(plain(keys.get(0)))).findFirst()
                .orElse(keys.get(0));
        String there = YamlTree.join(at, key);
        Map<String, Object> changed = new LinkedHashMap<>(section);
        if (keys.size() == 1) {
            changed.put(key, value);
            now.put(there, setting);
            return changed;
        }
        Object inner = section.get(key);
        if (inner != null && !(inner instanceof Map))
            throw new ToolException("\"" + setting + "\" sets a value in \"" + there + "\", which is " + show(inner)
                    + ", no section.", "Set " + there + " itself.");
        changed.put(key, put(inner == null ? Map.of() : (Map<String, Object>) inner, there,
                keys.subList(1, keys.size()), value, setting, now));
        return changed;
    }

    // ---- records

    /**
     * Reads it as parameters of a tool.
     *
     * @throws SchemaException with every problem, each with its line and column
     */
    public <P extends Record> P as(Schema<P> schema) throws SchemaException {
        List<Problem> problems = new ArrayList<>();
        Map<String, Object> given = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            String known = schema.fields().stream().map(Schema.Field::name).filter(f -> plain(f).equals(plain(key)))
                    .findFirst().orElse(key);
            if (value instanceof Map || value instanceof List)
                problems.add(Problem.error(key, "\"" + key + "\" is a single value, found " + show(value) + ".",
                        "Write " + key + ": value."));
            else if (value != null) // an empty one has its default
                given.put(known, value);
        });
        for (Problem problem : schema.check(given))
            problems.add(problem);
        if (!problems.isEmpty())
            throw new SchemaException(problems.stream().map(p -> p.at(where(key(p.where())))).toList());
        return schema.read(given);
    }

    /** The key as it was written. */
    private String key(String known) {
        return values.keySet().stream().filter(k -> plain(k).equals(plain(known))).findFirst().orElse(known);
    }

    /**
     * Reads it as a record with these defaults, which what is missing has.
     *
     * @throws SchemaException          with every problem, each with its line and column, an unknown key with those
     *                                  that are known
     * @throws IllegalArgumentException if the record is no description of a specification
     */
    public <R extends Record> R as(R defaults) throws SchemaException {
        List<Problem> problems = new ArrayList<>();
        R read = read(defaults, problems);
        if (!problems.isEmpty())
            throw new SchemaException(problems);
        return read;
    }

    private <R extends Record> R read(R defaults, List<Problem> problems) {
        @SuppressWarnings("unchecked")
        Class<R> type = (Class<R>) defaults.getClass();
        RecordComponent[] components = type.getRecordComponents();
        Map<String, RecordComponent> byKey = new HashMap<>();
        for (RecordComponent c : components) {
            byKey.put(plain(c.getName()), c);
            if (c.isAnnotationPresent(Param.class))
                for (String old : c.getAnnotation(Param.class).formerly())
                    byKey.putIfAbsent(plain(old), c);
        }
        Map<RecordComponent, String> given = new HashMap<>();
        for (String key : values.keySet()) {
            RecordComponent c = byKey.get(plain(key));
            if (c == null)
                problems.add(Problem.error(where(key), "Unknown key \"" + key + "\""
                        + (path.isEmpty() ? "" : " in \"" + path + "\"") + ".", Names.remedy(key,
                                Arrays.stream(components).map(one -> written(one.getName())).toList())));
            else if (given.putIfAbsent(c, key) != null)
                problems.add(Problem.error(where(key), "\"" + key + "\" is given twice, also as \"" + given.get(c)
                        + "\".", "Keep one of them."));
        }
        int before = problems.size();
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++)
            arguments[i] = component(components[i], Schema.value(components[i], defaults), given.get(components[i]),
                    problems);
        if (problems.size() > before || given.size() < values.size())
            return null;
        List<Problem> rules = new ArrayList<>();
        R read = Schema.construct(type, arguments, rules);
        for (Problem rule : rules)
            problems.add(rule.at(where("")));
        return read;
    }

    /** @param key {@code null} if it is not given */
    @SuppressWarnings("unchecked")
    private Object component(RecordComponent c, Object usual, String key, List<Problem> problems) {
        Object value = key == null ? null : values.get(key);
        if (usual == null)
            throw new IllegalArgumentException("Component " + c.getName() + " has no default.");
        if (c.getType().isRecord() || c.getType() == Spec.class) {
            if (value != null && !(value instanceof Map)) {
                problems.add(Problem.error(where(key), "\"" + key + "\" is a section, found " + show(value) + ".",
                        "Write its keys below it, indented."));
                return null;
            }
            if (value == null && c.getType() == Spec.class)
                return usual;
            String there = YamlTree.join(path, key == null ? written(c.getName()) : key);
            Spec section = new Spec(name, there, value == null ? Map.of() : (Map<String, Object>) value, places);
            return c.getType() == Spec.class ? section : section.read((Record) usual, problems);
        }
        if (value == null) // missing or empty
            return usual;
        if (c.getType() == List.class)
            return list(c, value, key, problems);
        Schema.Field field = Schema.field(c, c.getType(), usual);
        return accept(field, c.getType(), value, key, problems);
    }

    private Object accept(Schema.Field field, Class<?> type, Object value, String key, List<Problem> problems) {
        List<Problem> wrong = new ArrayList<>();
        Object accepted = null;
        if (value instanceof Map || value instanceof List || value == null)
            wrong.add(Problem.error("", field.label() + " is " + field.allowed() + ", found " + show(value) + ".", ""));
        else
            accepted = Schema.accept(field, type, value, wrong);
        for (Problem problem : wrong)
            problems.add(problem.at(where(key)));
        return accepted;
    }

    private List<Object> list(RecordComponent c, Object value, String key, List<Problem> problems) {
        Class<?> type = (Class<?>) ((ParameterizedType) c.getGenericType()).getActualTypeArguments()[0];
        Class<?> plain = type == Long.class ? long.class : type == Integer.class ? int.class
                : type == Double.class ? double.class : type == Boolean.class ? boolean.class : type;
        Object example = plain == String.class ? "" : plain == boolean.class ? (Object) false
                : plain == double.class ? (Object) 0.0 : (Object) 0;
        Param param = c.getAnnotation(Param.class);
        Schema.Field field = Schema.field(c, plain, plain == String.class && param != null
                && param.choices().length > 0 ? param.choices()[0] : example);
        if (!(value instanceof List<?> given)) {
            problems.add(Problem.error(where(key), field.label() + " is a list, found " + show(value) + ".",
                    "Write [a, b], or a line \"- a\" for each."));
            return null;
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            Object one = accept(field, plain, given.get(i), YamlTree.join(key, Integer.toString(i)), problems);
            if (one != null)
                values.add(one);
        }
        return List.copyOf(values);
    }

    /** "spec.yaml, line 3, column 5, train.num_epochs", or the setting of the command line. */
    private String where(String key) {
        String full = key.isEmpty() ? path : YamlTree.join(path, key);
        String place = places.get(full);
        return place == null ? name + (full.isEmpty() ? "" : ", " + full)
                : place.contains("=") ? "\"" + place + "\"" : name + ", " + place + (full.isEmpty() ? "" : ", " + full);
    }

    private static String plain(String key) {
        return key.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    /** A component's name as people write keys: num_epochs. */
    private static String written(String component) {
        return component.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    private static String show(Object value) {
        if (value instanceof Map<?, ?> map)
            return map.isEmpty() ? "an empty section"
                    : "a section of " + map.keySet().stream().map(String::valueOf).limit(3)
                            .collect(Collectors.joining(", "));
        if (value instanceof List<?> list)
            return "a list of " + list.size();
        return value == null ? "nothing" : value instanceof String ? "\"" + value + "\"" : value.toString();
    }
}
