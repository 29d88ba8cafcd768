package org.loupe.workspace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.loupe.api.Tool;
import org.loupe.api.ToolException;
import org.loupe.engine.Policy;
import org.loupe.engine.Recipe;
import org.loupe.engine.RecipeStep;
import org.loupe.engine.Registry;
import org.loupe.engine.Route;
import org.loupe.engine.Schema;

/** In what two recipes differ, step by step, for people who want to know why two runs differ. */
public final class RecipeChanges {

    /** What was done to a step. */
    public enum What {
        /** It was put in. */
        ADDED,
        /** It was taken out. */
        REMOVED,
        /** It was switched on. */
        ENABLED,
        /** It was switched off. */
        DISABLED,
        /** A parameter has another value. */
        PARAMETER,
        /** A class's detections go another way. */
        ROUTE
    }

    /**
     * One difference.
     *
     * @param step      name of the step's tool, behind those of the steps in whose routes it is: "Limit › large › Median"
     * @param parameter label of the parameter or class of the route, or ""
     * @param before    its value then with its unit, or ""
     * @param after     its value now with its unit, or ""
     */
    public record Change(What what, String step, String parameter, String before, String after) {
    }

    private final Registry registry;
    private final List<Change> changes = new ArrayList<>();

    private RecipeChanges(Registry registry) {
        this.registry = registry;
    }

    /**
     * The differences in the order of the steps; none if both do the same. Names and descriptions do not count.
     *
     * @param registry for labels, units and defaults; a tool that it does not know goes by its id
     */
    public static List<Change> of(Recipe before, Recipe after, Registry registry) {
        RecipeChanges work = new RecipeChanges(registry);
        work.compare("", before.steps(), after.steps());
        return List.copyOf(work.changes);
    }

    /** Steps are brought together by the longest sequence of equal tools. */
    private void compare(String path, List<RecipeStep> a, List<RecipeStep> b) {
        int[][] longest = new int[a.size() + 1][b.size() + 1];
        for (int i = a.size() - 1; i >= 0; i--)
            for (int j = b.size() - 1; j >= 0; j--)
                longest[i][j] = a.get(i).tool().equals(b.get(j).tool()) ? longest[i + 1][j + 1] + 1
                        : Math.max(longest[i + 1][j], longest[i][j + 1]);
        int i = 0, j = 0;
        while (i < a.size() || j < b.size())
            if (i < a.size() && j < b.size() && a.get(i).tool().equals(b.get(j).tool())
                    && longest[i][j] == longest[i + 1][j + 1] + 1)
                compare(path, a.get(i++), b.get(j++));
            else if (j == b.size() || i < a.size() && longest[i + 1][j] >= longest[i][j + 1])
                changes.add(new Change(What.REMOVED, path + name(a.get(i++)), "", "", ""));
            else
                changes.add(new Change(What.ADDED, path + name(b.get(j++)), "", "", ""));
    }

    private void compare(String path, RecipeStep a, RecipeStep b) {
        String step = path + name(a);
        if (a.enabled() != b.enabled())
            changes.add(new Change(b.enabled() ? What.ENABLED : What.DISABLED, step, "", "", ""));
        Map<String, Schema.Field> fields = fields(a);
        Set<String> names = new LinkedHashSet<>(fields.keySet());
        names.addAll(a.params().keySet());
        names.addAll(b.params().keySet());
        for (String name : names) {
            Schema.Field field = fields.get(name);
            String was = value(a, name, field), is = value(b, name, field);
            if (!was.equals(is))
                changes.add(new Change(What.PARAMETER, step, field == null ? name : field.label(), was, is));
        }
        Set<String> classes = new LinkedHashSet<>(a.routes().keySet());
        classes.addAll(b.routes().keySet());
        for (String name : classes) {
            Route was = a.routes().getOrDefault(name, KEEP), is = b.routes().getOrDefault(name, KEEP);
            if (was.drop() != is.drop())
                changes.add(new Change(What.ROUTE, step, name, was.drop() ? "drop" : "keep",
                        is.drop() ? "drop" : "keep"));
            compare(step + " › " + name + " › ", was.steps(), is.steps());
        }
    }

    private static final Route KEEP = new Route(false, List.of());

    private Optional<Tool<?, ?, ?>> tool(RecipeStep step) {
        try {
            return Optional.of(registry.find(step.tool(), Policy.AUTO).tool());
        } catch (ToolException e) {
            return Optional.empty(); // its bundle is not installed; its id says which it is
        }
    }

    private String name(RecipeStep step) {
        return tool(step).map(t -> t.info().label()).orElse(step.tool());
    }

    private Map<String, Schema.Field> fields(RecipeStep step) {
        Map<String, Schema.Field> fields = new LinkedHashMap<>();
        tool(step).ifPresent(t -> Schema.of(t).fields().forEach(f -> fields.put(f.name(), f)));
        return fields;
    }

    private static String value(RecipeStep step, String name, Schema.Field field) {
        Object value = step.params().get(name);
        if (value == null)
            value = field == null ? "" : field.defaultValue();
        String text = value instanceof Number n && n.doubleValue() == Math.rint(n.doubleValue())
                && Math.abs(n.doubleValue()) < 1e15 ? String.valueOf(n.longValue()) : String.valueOf(value);
        return field == null || field.unit().isEmpty() || text.isEmpty() ? text : text + "\u00a0" + field.unit();
    }
}
