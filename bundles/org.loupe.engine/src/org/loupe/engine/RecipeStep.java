package org.loupe.engine;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * One step of a recipe.
 *
 * @param tool    id, such as {@code loupe.median}
 * @param params  the parameters that differ from the tool's defaults, in recipe form: Long, Double, Boolean or String;
 *                other numbers, enums and paths are turned into these
 * @param enabled whether it is run
 * @param routes  of a classifier: what becomes of a class's detections; a class without a route is kept
 */
public record RecipeStep(String tool, Map<String, Object> params, boolean enabled, Map<String, Route> routes) {

    public RecipeStep {
        Objects.requireNonNull(tool);
        Map<String, Object> values = new LinkedHashMap<>();
        params.forEach((name, value) -> values.put(name, recipeForm(name, value)));
        params = Collections.unmodifiableMap(values);
        routes = Collections.unmodifiableMap(new LinkedHashMap<>(routes));
    }

    /** A tool with its defaults. */
    public static RecipeStep of(String tool) {
        return new RecipeStep(tool, Map.of(), true, Map.of());
    }

    /** A tool with some parameters. */
    public static RecipeStep of(String tool, Map<String, ?> params) {
        return new RecipeStep(tool, Collections.unmodifiableMap(params), true, Map.of());
    }

    /** The same with one more parameter. */
    public RecipeStep with(String name, Object value) {
        Map<String, Object> values = new LinkedHashMap<>(params);
        values.put(name, value);
        return new RecipeStep(tool, values, enabled, routes);
    }

    /** The same with other parameters. */
    public RecipeStep params(Map<String, ?> values) {
        return new RecipeStep(tool, Collections.unmodifiableMap(values), enabled, routes);
    }

    /** The same, run or not. */
    public RecipeStep enabled(boolean run) {
        return new RecipeStep(tool, params, run, routes);
    }

    /** The same with one more route. */
    public RecipeStep route(String className, Route route) {
        Map<String, Route> all = new LinkedHashMap<>(routes);
        all.put(className, route);
        return new RecipeStep(tool, params, enabled, all);
    }

    /** Removes the detections of a class. */
    public RecipeStep drop(String className) {
        return route(className, new Route(true, List.of()));
    }

    /** A parameter's value as recipe files hold it. */
    static Object recipeForm(String name, Object value) {
        if (value instanceof Boolean || value instanceof String)
            return value;
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte)
            return ((Number) value).longValue();
        if (value instanceof Float f)
            return recipeForm(name, Double.valueOf(Float.toString(f)));
        if (value instanceof Number n) {
            double d = n.doubleValue();
            return Double.isFinite(d) ? (Object) d : Double.toString(d);
        }
        if (value instanceof Enum<?> e)
            return e.name().toLowerCase(Locale.ROOT).replace('_', '-');
        if (value instanceof Path p)
            return p.toString().replace('\\', '/');
        throw new IllegalArgumentException("Parameter " + name + " holds a number, true, false or text, found "
                + (value == null ? "nothing" : value.getClass().getSimpleName()) + ".");
    }
}
