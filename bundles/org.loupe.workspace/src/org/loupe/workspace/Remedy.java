package org.loupe.workspace;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.emf.common.util.EList;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.resource.Resource;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.loupe.api.Classifier;
import org.loupe.api.Detector;
import org.loupe.api.FeatureExtractor;
import org.loupe.api.Filter;
import org.loupe.api.Operator;
import org.loupe.api.PairOperator;
import org.loupe.api.Segmenter;
import org.loupe.api.Tool;
import org.loupe.api.ToolException;
import org.loupe.engine.Classify;
import org.loupe.engine.Place;
import org.loupe.engine.Policy;
import org.loupe.engine.Problem;
import org.loupe.engine.Registry;
import org.loupe.engine.Schema;
import org.loupe.engine.Schema.Field;
import org.loupe.engine.features.FeatureSet;
import org.loupe.model.LoupeFactory;
import org.loupe.model.Recipe;
import org.loupe.model.RecipeStep;
import org.loupe.model.Route;

/**
 * An edit of a recipe that mends one of its problems. For the thread that edits the model.
 *
 * @param kind      what it does
 * @param step      that it is done to
 * @param parameter name of the parameter, or ""
 * @param value     what the parameter is set to; of {@link Kind#TOOL} and {@link Kind#INSERT_BEFORE} the tool's id; of
 *                  {@link Kind#MOVE} the index in the chain; else {@code null}
 * @param params    of {@link Kind#INSERT_BEFORE} the parameters of the new step that differ from its tool's defaults
 */
public record Remedy(Kind kind, RecipeStep step, String parameter, Object value, Map<String, Object> params) {
    private static final Pattern QUOTED = Pattern.compile("[\"'“]([^\"'”]+)[\"'”]");

    private Remedy(Kind kind, RecipeStep step, String parameter, Object value) {
        this(kind, step, parameter, value, Map.of());
    }

    /** What a remedy does. */
    public enum Kind {
        /** Sets a parameter to a value that is allowed. */
        SET,
        /** Sets a parameter back to its default. */
        DEFAULT,
        /** Gives a parameter's value to the parameter that was meant. */
        RENAME,
        /** Takes a parameter out that the tool does not have. */
        REMOVE_PARAMETER,
        /** Takes the tool that was meant. */
        TOOL,
        /** Takes the step out. */
        DELETE,
        /** Switches the step off. */
        DISABLE,
        /** Moves the step to where it may stand. */
        MOVE,
        /** Puts another step before it. */
        INSERT_BEFORE,
        /** Takes the routes out that no class of the step goes. */
        REMOVE_ROUTES,
        /** Trains the stack that the step is of: no edit, whoever offers it starts the training. */
        TRAIN
    }

    /** The step that a problem of a recipe's plan is about. */
    public static Optional<RecipeStep> step(Recipe recipe, Problem problem) {
        EList<RecipeStep> chain = recipe.getSteps();
        RecipeStep step = null;
        for (Place.Turn turn : Place.of(problem).turns()) {
            if (step != null) {
                Optional<Route> route = step.getRoutes().stream()
                        .filter(r -> r.getClassName().equals(turn.route())).findFirst();
                if (route.isEmpty())
                    break;
                chain = route.get().getSteps();
            }
            if (turn.step() >= chain.size())
                break;
            step = chain.get(turn.step());
        }
        return Optional.ofNullable(step);
    }

    /** What mends a problem of a recipe's plan, or of one of its runs; empty if that is not known. */
    public static Optional<Remedy> of(Problem problem, Recipe recipe, Registry registry, Policy policy) {
        RecipeStep step = step(recipe, problem).orElse(null);
        if (step == null)
            return Optional.empty();
        Tool<?, ?, ?> tool;
        try {
            tool = registry.find(step.getTool(), policy).tool();
        } catch (ToolException e) {
            return Optional.of(quoted(problem, registry)
                    .map(id -> new Remedy(Kind.TOOL, step, "", id)).orElse(new Remedy(Kind.DELETE, step, "", null)));
        }
        String parameter = Place.of(problem).parameter();
        if (!parameter.isEmpty())
            return Optional.of(parameter(step, parameter, Schema.of(tool), problem));
        return Optional.ofNullable(structure(problem, step, tool, registry, policy));
    }

    private static Remedy parameter(RecipeStep step, String name, Schema<?> schema, Problem problem) {
        Field field = schema.field(name).orElse(null);
        if (field == null)
            return quoted(problem.remedy()).stream().filter(n -> schema.field(n).isPresent()).findFirst()
                    .map(n -> new Remedy(Kind.RENAME, step, name, n))
                    .orElse(new Remedy(Kind.REMOVE_PARAMETER, step, name, null));
        Object value = step.getParams().get(name);
        boolean whole = field.kind() == Schema.Kind.INTEGER;
        if (value instanceof Number n && (whole || field.kind() == Schema.Kind.NUMBER)) {
            double nearest = Math.max(field.min(), Math.min(field.max(), n.doubleValue()));
            if (Double.isFinite(nearest))
                return new Remedy(Kind.SET, step, name, whole ? (Object) Math.round(nearest) : (Object) nearest);
        }
        if (field.kind() == Schema.Kind.CHOICE) {
            Optional<String> meant = quoted(problem.remedy()).stream().filter(field.choices()::contains).findFirst();
            if (meant.isPresent())
                return new Remedy(Kind.SET, step, name, meant.get());
        }
        return new Remedy(Kind.DEFAULT, step, name, field.defaultValue());
    }

    /** What mends a step that stands in the wrong place, or lacks something before it. */
    private static Remedy structure(Problem problem, RecipeStep step, Tool<?, ?, ?> tool, Registry registry,
            Policy policy) {
        if (!step.getRoutes().isEmpty() && !(tool instanceof Classifier))
            return new Remedy(Kind.REMOVE_ROUTES, step, "", null);
        boolean finds = tool instanceof Detector || tool instanceof Segmenter;
        boolean describes = tool instanceof FeatureExtractor || tool instanceof Classifier
                || tool instanceof Filter;
        if (!finds && !describes && !(tool instanceof Operator) && !(tool instanceof PairOperator))
            return new Remedy(Kind.DELETE, step, "", null);
        boolean main = step.eContainer() instanceof Recipe;
        EList<RecipeStep> chain = main ? ((Recipe) step.eContainer()).getSteps() : ((Route) step.eContainer())
                .getSteps();
        int at = chain.indexOf(step), finder = -1;
        for (int i = 0; main && i < chain.size() && finder < 0; i++)
            if (chain.get(i).isEnabled() && finds(chain.get(i), registry, policy))
                finder = i;
        if (main && finder >= 0 && finder < at && finds)
            return new Remedy(Kind.DISABLE, step, "", null);
        if (main && finder >= 0 && finder < at && !describes)
            return new Remedy(Kind.MOVE, step, "", finder);
        if (main && finder > at && describes)
            return new Remedy(Kind.MOVE, step, "", finder);
        if (!main && (finds || tool instanceof PairOperator))
            return new Remedy(Kind.DELETE, step, "", null);
        if (tool instanceof Classifier<?> classifier) {
            List<String> classes = classes(classifier, step);
            if (!classes.isEmpty() && step.getRoutes().stream().anyMatch(r -> !classes.contains(r.getClassName())))
                return new Remedy(Kind.REMOVE_ROUTES, step, "", null);
        }
        if (tool instanceof Classify && problem.remedy().startsWith("Train the stack"))
            return new Remedy(Kind.TRAIN, step, "", null);
        return problem.remedy().contains("before this") ? quoted(problem, registry)
                .map(id -> new Remedy(Kind.INSERT_BEFORE, step, "", id, learned(step, tool, id, registry)))
                .orElse(null) : null;
    }

    /** The parameters that the model of a step was measured with by another tool; none if it has no model. */
    private static Map<String, Object> learned(RecipeStep step, Tool<?, ?, ?> tool, String id, Registry registry) {
        Resource project = step.eResource();
        if (!(tool instanceof Classify classify) || project == null)
            return Map.of();
        try {
            Path folder = Path.of(project.getURI().toFileString()).toAbsolutePath().getParent();
            org.loupe.engine.Recipe located = new org.loupe.engine.Recipe("", "", List.of(org.loupe.engine.RecipeStep
                    .of(step.getTool(), step.getParams().map()))).located(folder, registry);
            return Classify.card(Schema.of(classify).read(located.steps().get(0).params())).stream()
                    .flatMap(card -> card.features().blocks().stream()).filter(b -> b.tool().equals(id)).findFirst()
                    .map(FeatureSet.Block::params).orElse(Map.of());
        } catch (ToolException e) {
            return Map.of();
        }
    }

    private static boolean finds(RecipeStep step, Registry registry, Policy policy) {
        try {
            Tool<?, ?, ?> tool = registry.find(step.getTool(), policy).tool();
            return tool instanceof Detector || tool instanceof Segmenter;
        } catch (ToolException e) {
            return false;
        }
    }

    private static <P extends Record> List<String> classes(Classifier<P> classifier, RecipeStep step) {
        try {
            return classifier.classes(Schema.of(classifier).read(step.getParams().map()));
        } catch (ToolException e) {
            return List.of();
        }
    }

    /** The tool that a remedy names in quotation marks, by its id or its label. */
    private static Optional<String> quoted(Problem problem, Registry registry) {
        return quoted(problem.remedy()).stream().flatMap(word -> registry.tools().stream().map(e -> e.tool().info())
                .filter(i -> i.id().equals(word) || i.label().equals(word)).map(Tool.Info::id)).findFirst();
    }

    private static List<String> quoted(String text) {
        Matcher found = QUOTED.matcher(text);
        return found.results().map(r -> r.group(1)).toList();
    }

    /** Makes the edit; undone as one if it is made in one change of the project. */
    public void apply() {
        Map<String, Object> now = step.getParams().map();
        switch (kind) {
            case SET -> now.put(parameter, value);
            case DEFAULT, REMOVE_PARAMETER -> step.getParams().removeKey(parameter);
            case RENAME -> {
                Object kept = now.get(parameter);
                step.getParams().removeKey(parameter);
                step.getParams().put((String) value, kept);
            }
            case TOOL -> step.setTool((String) value);
            case DELETE -> EcoreUtil.remove((EObject) step);
            case DISABLE -> step.setEnabled(false);
            case MOVE -> chain().move((Integer) value, step);
            case INSERT_BEFORE -> {
                RecipeStep before = LoupeFactory.eINSTANCE.createRecipeStep();
                before.setTool((String) value);
                before.getParams().putAll(params);
                chain().add(chain().indexOf(step), before);
            }
            case REMOVE_ROUTES -> step.getRoutes().clear();
            case TRAIN -> throw new IllegalStateException("A training is no edit.");
        }
    }

    private EList<RecipeStep> chain() {
        return step.eContainer() instanceof Route route ? route.getSteps() : ((Recipe) step.eContainer()).getSteps();
    }
}
