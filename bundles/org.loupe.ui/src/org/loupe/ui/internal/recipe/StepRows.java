package org.loupe.ui.internal.recipe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.eclipse.emf.common.util.EList;
import org.eclipse.emf.ecore.EObject;
import org.loupe.api.Classifier;
import org.loupe.api.Tool;
import org.loupe.api.ToolException;
import org.loupe.engine.Problem;
import org.loupe.engine.Schema;
import org.loupe.engine.Schema.Field;
import org.loupe.engine.SchemaException;
import org.loupe.engine.ToolText;
import org.loupe.model.Recipe;
import org.loupe.model.RecipeStep;
import org.loupe.model.Route;
import org.loupe.ui.LivePreview.StepCost;
import org.loupe.ui.Session;
import org.loupe.ui.Words;
import org.loupe.workspace.Remedy;

/** Says of each step and route what the list shows. UI thread only. */
public final class StepRows {
    private final Session session;
    private final Set<EObject> closed = new HashSet<>();

    /** A line of the list. */
    public enum Kind {
        /** A step. */
        STEP,
        /** What becomes of a class. */
        ROUTE,
        /** Where a further class is routed. */
        ADD_ROUTE
    }

    /**
     * A line of the list.
     *
     * @param element the step, or the route; of {@link Kind#ADD_ROUTE} the classifying step
     * @param depth   0 in the recipe's chain
     * @param number  of a step, such as "6" or "6.1"
     * @param name    of the step's tool, or of the class
     * @param hint    one changed value, or what becomes of the class
     * @param more    number of further changed values
     * @param enabled whether it runs, and all that it stands in
     * @param wrong   what is wrong with it, or ""
     * @param opens   whether something lies under it
     * @param open    whether that is shown
     * @param cost    for the visible region, or null
     */
    public record Row(Kind kind, EObject element, int depth, String number, String name, String hint, int more,
            boolean enabled, String wrong, boolean opens, boolean open, StepCost cost) {
    }

    /** @param session whose tools are named */
    public StepRows(Session session) {
        this.session = session;
    }

    /** The tool of a step; empty if none is installed. */
    public Optional<Tool<?, ?, ?>> tool(RecipeStep step) {
        try {
            return Optional.of(session.registry().find(step.getTool(), session.policy()).tool());
        } catch (ToolException e) {
            return Optional.empty(); // the plan names it as a problem of its step
        }
    }

    /** Name of a step for people. */
    public String name(RecipeStep step) {
        return tool(step).map(t -> ToolText.info(t, Locale.getDefault()).label()).orElse(step.getTool());
    }

    /** The classes that a step gives under its parameters; none if it is no classifier or is wrong. */
    public List<String> classes(RecipeStep step) {
        Tool<?, ?, ?> tool = tool(step).orElse(null);
        return tool instanceof Classifier<?> classifier ? classes(classifier, step) : List.of();
    }

    private static <P extends Record> List<String> classes(Classifier<P> classifier, RecipeStep step) {
        try {
            return classifier.classes(Schema.of(classifier).read(ParameterForm.values(step)));
        } catch (SchemaException e) {
            return List.of();
        }
    }

    /** Opens or closes a route or a step's routes in the list. */
    public void open(EObject element, boolean on) {
        if (on)
            closed.remove(element);
        else
            closed.add(element);
    }

    /** Whether what lies under an element is shown. */
    public boolean isOpen(EObject element) {
        return !closed.contains(element);
    }

    /**
     * The lines of a recipe.
     *
     * @param problems of its plan
     * @param costs    one per step of the main chain, or empty
     * @param filter   part of a name, or ""
     */
    public List<Row> rows(Recipe recipe, List<Problem> problems, List<StepCost> costs, String filter) {
        Map<RecipeStep, String> wrong = new HashMap<>();
        problems.stream().filter(Problem::isError).forEach(p -> Remedy.step(recipe, p)
                .ifPresent(step -> wrong.merge(step, text(p), (a, b) -> a.contains(b) ? a : a + "\n" + b)));
        List<Row> rows = new ArrayList<>();
        add(rows, recipe.getSteps(), 0, "", true, wrong, costs);
        if (filter.isBlank())
            return rows;
        String wanted = filter.toLowerCase(Locale.getDefault());
        return rows.stream().filter(r -> r.name.toLowerCase(Locale.getDefault()).contains(wanted)
                || r.hint.toLowerCase(Locale.getDefault()).contains(wanted)).toList();
    }

    private static String text(Problem problem) {
        return problem.message() + (problem.remedy().isEmpty() ? "" : " " + problem.remedy());
    }

    private static List<String> routes(RecipeStep step) {
        return step.getRoutes().stream().map(Route::getClassName).toList();
    }

    private void add(List<Row> rows, List<RecipeStep> chain, int depth, String prefix, boolean on,
            Map<RecipeStep, String> wrong, List<StepCost> costs) {
        for (int i = 0; i < chain.size(); i++) {
            RecipeStep step = chain.get(i);
            String number = prefix + (i + 1);
            List<String> changed = changed(step);
            List<String> classes = classes(step);
            boolean routed = !step.getRoutes().isEmpty(), open = isOpen(step), enabled = on && step.isEnabled();
            boolean room = classes.stream().anyMatch(c -> !routes(step).contains(c));
            rows.add(new Row(Kind.STEP, step, depth, number, name(step), changed.isEmpty() ? "" : changed.get(0),
                    Math.max(0, changed.size() - 1), enabled, wrong.getOrDefault(step, ""), routed || room, open,
                    depth == 0 && i < costs.size() ? costs.get(i) : null));
            if (!open)
                continue;
            for (Route route : step.getRoutes()) {
                boolean inside = !route.getSteps().isEmpty();
                boolean unknown = !classes.isEmpty() && !classes.contains(route.getClassName());
                rows.add(new Row(Kind.ROUTE, route, depth + 1, "", route.getClassName(), words(route), 0, enabled,
                        unknown ? Words.get("recipe.unknownClass", route.getClassName()) : "", inside,
                        isOpen(route), null));
                if (inside && isOpen(route))
                    add(rows, route.getSteps(), depth + 2, number + ".", enabled, wrong, List.of());
            }
            if (room)
                rows.add(new Row(Kind.ADD_ROUTE, step, depth + 1, "", Words.get("recipe.addRoute"), "", 0, enabled, "",
                        false, false, null));
        }
    }

    private static String words(Route route) {
        return route.isDrop() ? Words.get("recipe.drop") : route.getSteps().isEmpty() ? Words.get("recipe.keep")
                : Words.get("recipe.route", route.getSteps().size());
    }

    /** "Contrast 34 grey levels" for each parameter that differs from its default. */
    private List<String> changed(RecipeStep step) {
        List<String> changed = new ArrayList<>();
        tool(step).ifPresent(tool -> {
            for (Field field : ToolText.schema(tool, Locale.getDefault()).fields()) {
                Object value = step.getParams().get(field.name());
                if (step.getParams().containsKey(field.name()) && !ParameterForm.same(value, field.defaultValue()))
                    changed.add(Words.get("recipe.changed", field.label(), written(field, value) + unit(field)));
            }
        });
        return changed;
    }

    /** Of a file its name alone: there is no room for the way to it. */
    private static String written(Field field, Object value) {
        String text = ParameterForm.written(value);
        return field.kind() == Schema.Kind.PATH ? text.substring(text.lastIndexOf('/') + 1) : text;
    }

    /** The unit behind a number, with a space that does not break. */
    static String unit(Field field) {
        return field.unit().isEmpty() ? "" : " " + field.unit();
    }
}
