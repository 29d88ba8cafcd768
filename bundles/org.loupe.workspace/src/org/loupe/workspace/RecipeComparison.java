package org.loupe.workspace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.loupe.engine.Recipe;
import org.loupe.engine.RecipeStep;
import org.loupe.engine.Route;

/**
 * Two recipes step by step: which steps belong together, what differs in them, and which are in one only. Steps belong
 * together if they are of one tool, stand under the same routes and keep their order; as many as possible do.
 *
 * @param rows from the first step to the last, the steps of a route behind it
 */
public record RecipeComparison(List<Row> rows) {

    public RecipeComparison {
        rows = List.copyOf(rows);
    }

    /** A step, or a class that is routed, with the steps it stands under. */
    private record Line(List<String> under, String key, RecipeStep step, String className, Route route) {
    }

    /**
     * A step on both sides or on one; or a route.
     *
     * @param depth     0 in the recipe's chain
     * @param left      on the left, or empty
     * @param right     on the right, or empty
     * @param className class of a route; "" for a step
     * @param leftFate  what becomes of the class on the left, if it is a route there
     * @param rightFate on the right
     * @param leftAt    index among all steps of the left recipe, those of routes behind their step; -1 if it has none
     * @param rightAt   likewise on the right
     * @param differing names of the parameters whose values are not the same, and of those that are set on either side
     *                  to the same value {@code false}
     */
    public record Row(int depth, Optional<RecipeStep> left, Optional<RecipeStep> right, String className,
            Optional<Route> leftFate, Optional<Route> rightFate, int leftAt, int rightAt,
            Map<String, Boolean> differing) {

        /** Whether it stands on one side only. */
        public boolean lonely() {
            return left.isPresent() != right.isPresent() || leftFate.isPresent() != rightFate.isPresent();
        }

        /** Whether the sides differ in any way. */
        public boolean differs() {
            return lonely() || differing.containsValue(true) || left.isPresent()
                    && left.get().enabled() != right.get().enabled()
                    || leftFate.isPresent() && leftFate.get().drop() != rightFate.get().drop();
        }
    }

    /** Compares two recipes. */
    public static RecipeComparison of(Recipe left, Recipe right) {
        List<Line> a = lines(left), b = lines(right);
        int[][] longest = new int[a.size() + 1][b.size() + 1];
        for (int i = a.size() - 1; i >= 0; i--)
            for (int j = b.size() - 1; j >= 0; j--)
                longest[i][j] = same(a.get(i), b.get(j)) ? longest[i + 1][j + 1] + 1
                        : Math.max(longest[i + 1][j], longest[i][j + 1]);
        List<Row> rows = new ArrayList<>();
        int i = 0, j = 0, leftAt = 0, rightAt = 0;
        while (i < a.size() || j < b.size()) {
            boolean both = i < a.size() && j < b.size() && same(a.get(i), b.get(j));
            boolean takeLeft = both || j == b.size() || i < a.size() && longest[i + 1][j] >= longest[i][j + 1];
            Line l = takeLeft ? a.get(i++) : null, r = both || !takeLeft ? b.get(j++) : null;
            rows.add(row(l, r, l != null && l.step != null ? leftAt++ : -1, r != null && r.step != null ? rightAt++
                    : -1));
        }
        return new RecipeComparison(rows);
    }

    private static boolean same(Line a, Line b) {
        return a.key.equals(b.key) && a.under.equals(b.under);
    }

    private static Row row(Line l, Line r, int leftAt, int rightAt) {
        Line any = l != null ? l : r;
        Map<String, Boolean> differing = new LinkedHashMap<>();
        if (any.step != null) {
            Map<String, Object> mine = l == null ? Map.of() : l.step.params();
            Map<String, Object> other = r == null ? Map.of() : r.step.params();
            Set<String> names = new LinkedHashSet<>(mine.keySet());
            names.addAll(other.keySet());
            names.forEach(n -> differing.put(n, l != null && r != null && !same(mine.get(n), other.get(n))));
        }
        return new Row(any.under.size(), step(l), step(r), any.className, fate(l), fate(r), leftAt, rightAt,
                differing);
    }

    private static Optional<RecipeStep> step(Line line) {
        return line == null ? Optional.empty() : Optional.ofNullable(line.step);
    }

    private static Optional<Route> fate(Line line) {
        return line == null ? Optional.empty() : Optional.ofNullable(line.route);
    }

    private static boolean same(Object a, Object b) {
        return a instanceof Number x && b instanceof Number y ? x.doubleValue() == y.doubleValue()
                : Objects.equals(a, b);
    }

    private static List<Line> lines(Recipe recipe) {
        List<Line> lines = new ArrayList<>();
        add(lines, recipe.steps(), List.of());
        return lines;
    }

    private static void add(List<Line> lines, List<RecipeStep> chain, List<String> under) {
        for (RecipeStep step : chain) {
            lines.add(new Line(under, "step " + step.tool(), step, "", null));
            step.routes().forEach((name, route) -> {
                List<String> below = append(under, step.tool());
                lines.add(new Line(below, "route " + name, null, name, route));
                add(lines, route.steps(), append(below, name));
            });
        }
    }

    private static List<String> append(List<String> list, String last) {
        List<String> longer = new ArrayList<>(list);
        longer.add(last);
        return longer;
    }

    /** The recipe with all of its tools' defaults. */
    public static Recipe defaults(Recipe recipe) {
        return new Recipe(recipe.name(), recipe.description(), defaults(recipe.steps()));
    }

    private static List<RecipeStep> defaults(List<RecipeStep> steps) {
        return steps.stream().map(s -> {
            Map<String, Route> routes = new LinkedHashMap<>();
            s.routes().forEach((name, route) -> routes.put(name, new Route(route.drop(), defaults(route.steps()))));
            return new RecipeStep(s.tool(), Map.of(), s.enabled(), routes);
        }).toList();
    }
}
