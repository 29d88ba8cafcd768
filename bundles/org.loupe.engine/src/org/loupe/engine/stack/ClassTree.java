package org.loupe.engine.stack;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.loupe.api.ToolException;
import org.loupe.engine.ClassKey;
import org.loupe.engine.Classify;
import org.loupe.engine.Recipe;
import org.loupe.engine.RecipeStep;
import org.loupe.engine.Route;

/**
 * Classes of objects in groups, and these in groups again: what a stack of classifiers tells apart level by level.
 * Written down it has a line for each name; what is indented further than the line above it is below that:
 *
 * <pre>
 * none
 * defect
 *   pit
 *   particle
 * </pre>
 *
 * Immutable.
 *
 * @param name     of the class or group; "" for the whole
 * @param children of a group and the whole, in their order; none for a class
 */
public record ClassTree(String name, List<ClassTree> children) {
    /** Objects of this class are no defects: a stack drops them. */
    public static final String NONE = "none";
    private static final String INDENT = "  ";

    public ClassTree {
        children = List.copyOf(children);
    }

    /** Classes without groups. */
    public static ClassTree of(Collection<String> classes) {
        return new ClassTree("", classes.stream().map(name -> new ClassTree(name, List.of())).toList());
    }

    /** A line that is read already, with what is below it so far. */
    private record Open(int indent, String name, List<ClassTree> children) {
    }

    /**
     * Reads what {@link #text} writes. Empty lines count for nothing, a tab for four spaces.
     *
     * @throws ToolException if a name is there twice or cannot be one of a class, or a group or the whole has fewer
     *                       than two below it
     */
    public static ClassTree parse(String text) throws ToolException {
        Deque<Open> open = new ArrayDeque<>();
        open.push(new Open(-1, "", new ArrayList<>()));
        Map<String, String> taken = new LinkedHashMap<>();
        for (String line : text.lines().map(l -> l.replace("\t", "    ")).filter(l -> !l.isBlank()).toList()) {
            String name = line.strip();
            if (name.matches(".*[,;].*"))
                throw new ToolException("\"" + name + "\" is no name of a class: it holds a comma or semicolon.",
                        "Write each class into a line of its own.");
            String before = taken.putIfAbsent(ClassKey.of(name), name);
            if (before != null)
                throw new ToolException("The name \"" + name + "\" is there twice.", "Let each class stand in one place,"
                        + " and groups be called otherwise than classes.");
            int indent = line.indexOf(name);
            while (open.peek().indent >= indent)
                close(open);
            open.push(new Open(indent, name, new ArrayList<>()));
        }
        while (open.size() > 1)
            close(open);
        ClassTree tree = new ClassTree("", open.pop().children);
        tree.requireLevels();
        return tree;
    }

    private static void close(Deque<Open> open) {
        Open done = open.pop();
        open.peek().children.add(new ClassTree(done.name, done.children));
    }

    private void requireLevels() throws ToolException {
        if (name.isEmpty() && children.size() < 2)
            throw new ToolException("The first level has " + (children.isEmpty() ? "no class." : "one class alone, \""
                    + children.get(0).name + "\"."), "Write two classes or groups or more, each into a line that is not"
                            + " indented.");
        if (children.size() == 1)
            throw new ToolException("The group \"" + name + "\" has one class alone, \"" + children.get(0).name + "\": its"
                    + " level has nothing to tell apart.", "Add a class to it, or write the class in the group's place.");
        for (ClassTree child : children)
            child.requireLevels();
    }

    /** The classes that objects are labelled with, without the groups, from first to last. */
    public List<String> labels() {
        return children.isEmpty() && !name.isEmpty() ? List.of(name)
                : children.stream().flatMap(c -> c.labels().stream()).toList();
    }

    /** As it is written down. */
    public String text() {
        return children.stream().flatMap(c -> c.lines("")).collect(Collectors.joining("\n"));
    }

    private Stream<String> lines(String indent) {
        return Stream.concat(Stream.of(indent + name), children.stream().flatMap(c -> c.lines(indent + INDENT)));
    }

    /**
     * The stack that tells these classes apart, yet to be trained. Objects of the class {@value #NONE} are dropped.
     *
     * @param steps what finds the objects and measures them
     */
    public Recipe recipe(String recipeName, List<RecipeStep> steps) {
        List<RecipeStep> all = new ArrayList<>(steps);
        all.add(step());
        return new Recipe(recipeName, "", all);
    }

    private RecipeStep step() {
        RecipeStep step = RecipeStep.of(Classify.ID, Map.of(Classify.CLASSES, children.stream().map(ClassTree::name)
                .collect(Collectors.joining(", "))));
        for (ClassTree child : children)
            if (!child.children.isEmpty())
                step = step.route(child.name, new Route(false, List.of(child.step())));
            else if (ClassKey.of(child.name).equals(NONE))
                step = step.drop(child.name);
        return step;
    }
}
