package org.loupe.engine;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.loupe.api.ToolException;
import org.loupe.engine.PlanStep.Branch;
import org.loupe.engine.PlanStep.Kind;

/**
 * The classifying steps of a recipe as a tree of levels, read off its routes: a class whose route holds a classifier is
 * a group of the classes below it, every other class is one that objects are labelled with, also one that is dropped.
 * Immutable.
 */
public final class Stack {

    /**
     * A classifying step.
     *
     * @param depth   1 for the first, 2 for those in its routes, …
     * @param of      class whose objects it is given; "" for the first
     * @param name    for people and file names, unique: "1", "2 defect", "4 clear"
     * @param place   the way to its step in the recipe
     * @param learned whether it is trained; a limit or another tool decides by its parameters
     * @param classes that it gives
     * @param next    by class the level that goes on with its objects, or -1
     * @param drops   by class whether its objects are dropped
     */
    public record Level(int depth, String of, String name, List<Place.Turn> place, boolean learned,
            List<String> classes, int[] next, boolean[] drops) {

        public Level {
            place = List.copyOf(place);
            classes = List.copyOf(classes);
        }
    }

    private final Plan plan;
    private final List<Level> levels = new ArrayList<>();
    private final List<PlanStep> steps = new ArrayList<>();
    /** By level: the level above it and the class there. */
    private final List<int[]> parents = new ArrayList<>();
    /** By key of a labelled class: the class that each level gives such objects, -1 where they do not come. */
    private final Map<String, int[]> paths = new LinkedHashMap<>();
    private final List<String> labels = new ArrayList<>();

    private Stack(Plan plan) {
        this.plan = plan;
    }

    /**
     * The levels of a recipe, trained or not.
     *
     * @throws ToolException if the recipe is wrong elsewhere, has no step to train, or two classifiers stand in one
     *                       chain
     */
    public static Stack of(Recipe recipe, Registry registry, Policy policy) throws ToolException {
        Plan plan = Plan.untrained(recipe, registry, policy);
        plan.requireSound();
        Stack stack = new Stack(plan);
        stack.read();
        return stack;
    }

    /** A chain that is yet to be looked at. */
    private record Chained(List<PlanStep> steps, int depth, String of, List<Place.Turn> way, int parent, int choice) {
    }

    /** Breadth first, so that a class of two levels is learned at the upper one. */
    private void read() throws ToolException {
        Deque<Chained> open = new ArrayDeque<>();
        open.add(new Chained(plan.steps(), 1, "", List.of(), -1, -1));
        while (!open.isEmpty())
            read(open.remove(), open);
        if (levels.stream().noneMatch(Level::learned))
            throw new ToolException("The recipe \"" + plan.recipe().name() + "\" has no step to train.",
                    "Put \"" + Classify.ID + "\" behind the steps that measure.");
        for (int i = 0; i < levels.size(); i++)
            for (int c = 0; c < levels.get(i).classes.size(); c++)
                if (levels.get(i).next[c] < 0)
                    leaf(i, c);
        uniqueNames();
    }

    private void read(Chained chain, Deque<Chained> open) throws ToolException {
        List<PlanStep> own = chain.steps.stream().filter(s -> s.kind() == Kind.CLASSIFIER).toList();
        if (own.isEmpty())
            return;
        if (own.size() > 1)
            throw new ToolException(own.get(1).where() + " gives all objects a new class after " + own.get(0).where()
                    + ".", "Put the second classifier into a route of the first.");
        PlanStep step = own.get(0);
        List<String> classes = step.classifier().classes(step.params());
        int[] next = new int[classes.size()];
        boolean[] drops = new boolean[classes.size()];
        Arrays.fill(next, -1);
        List<Place.Turn> place = new ArrayList<>(chain.way);
        place.add(new Place.Turn(step.position(), chain.of));
        int number = levels.size();
        for (int c = 0; c < classes.size(); c++) {
            Branch branch = step.routes().get(classes.get(c));
            drops[c] = branch != null && branch.drop();
            if (branch != null)
                open.add(new Chained(branch.steps(), chain.depth + 1, classes.get(c), place, number, c));
        }
        levels.add(new Level(chain.depth, chain.of, (chain.depth + " " + chain.of).strip(), place,
                step.params() instanceof Classify.Params, classes, next, drops));
        steps.add(step);
        parents.add(new int[] {chain.parent, chain.choice});
        if (chain.parent >= 0)
            levels.get(chain.parent).next[chain.choice] = number;
    }

    private void leaf(int level, int choice) {
        int[] path = new int[levels.size()];
        Arrays.fill(path, -1);
        for (int at = level, c = choice; at >= 0;) {
            path[at] = c;
            int[] above = parents.get(at);
            at = above[0];
            c = above[1];
        }
        String name = levels.get(level).classes.get(choice);
        if (paths.putIfAbsent(ClassKey.of(name), path) == null)
            labels.add(name);
    }

    private void uniqueNames() {
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < levels.size(); i++) {
            Level l = levels.get(i);
            String name = l.name;
            for (int n = 2; !taken.add(name); n++)
                name = l.name + " (" + n + ")";
            levels.set(i, new Level(l.depth, l.of, name, l.place, l.learned, l.classes, l.next, l.drops));
        }
    }

    /** The recipe. */
    public Recipe recipe() {
        return plan.recipe();
    }

    /** The part of the recipe that finds objects: up to its detector. */
    public Recipe finding() {
        Recipe recipe = plan.recipe();
        int finder = plan.steps().stream().filter(s -> s.kind() == Kind.DETECTOR || s.kind() == Kind.SEGMENTER)
                .mapToInt(PlanStep::position).findFirst().orElseThrow();
        return new Recipe(recipe.name(), recipe.description(), recipe.steps().subList(0, finder + 1));
    }

    /** All levels; each stands behind the one whose objects it is given. */
    public List<Level> levels() {
        return Collections.unmodifiableList(levels);
    }

    /** The classes that objects are labelled with, in the order of the levels. */
    public List<String> labels() {
        return List.copyOf(labels);
    }

    /**
     * The way of an object of a labelled class.
     *
     * @return for each level the index of its class, or -1 where such objects do not come; empty if no level gives the
     *         class, or it is a group
     */
    public Optional<int[]> path(String label) {
        return Optional.ofNullable(paths.get(ClassKey.of(label))).map(int[]::clone);
    }

    /** The same recipe with trained steps. @param models by number of the level the model's file, or {@code null} */
    public Recipe trained(List<Path> models) {
        Recipe recipe = plan.recipe();
        List<RecipeStep> chain = recipe.steps();
        for (int i = 0; i < levels.size(); i++)
            if (models.get(i) != null)
                chain = with(chain, levels.get(i).place, 0, models.get(i));
        return new Recipe(recipe.name(), recipe.description(), chain);
    }

    private static List<RecipeStep> with(List<RecipeStep> chain, List<Place.Turn> place, int turn,
            Path model) {
        List<RecipeStep> changed = new ArrayList<>(chain);
        int at = place.get(turn).step();
        RecipeStep step = chain.get(at);
        if (turn == place.size() - 1)
            step = step.with(Classify.MODEL, model);
        else {
            String route = place.get(turn + 1).route();
            step = step.route(route, new Route(false, with(step.routes().get(route).steps(), place, turn + 1, model)));
        }
        changed.set(at, step);
        return changed;
    }

    Plan plan() {
        return plan;
    }

    /** The step of a level. */
    PlanStep step(int level) {
        return steps.get(level);
    }

    /** The level that a step is; -1 if it is none. */
    int level(PlanStep step) {
        for (int i = 0; i < steps.size(); i++)
            if (steps.get(i).number() == step.number())
                return i;
        return -1;
    }
}
