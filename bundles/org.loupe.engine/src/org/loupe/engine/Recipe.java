package org.loupe.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.loupe.api.ToolException;

/**
 * A chain of steps that finds defects. Immutable; on disk it is JSON, version {@value #VERSION}.
 *
 * <p>The chain is: operators and pair operators, then exactly one detector or segmenter, then feature extractors and
 * classifiers, whose classes may be routed into sub-chains.
 *
 * @param name        for people and file names
 * @param description what it inspects, for whom
 * @param steps       in order
 */
public record Recipe(String name, String description, List<RecipeStep> steps) {

    /** Version of the file format that {@link #toJson} writes. */
    public static final int VERSION = 1;

    public Recipe {
        Objects.requireNonNull(name);
        Objects.requireNonNull(description);
        steps = List.copyOf(steps);
    }

    /** @throws ToolException what is wrong with the text, where, and the remedy; a newer version is refused */
    public static Recipe parse(String json) throws ToolException {
        return RecipeJson.parse(json);
    }

    /** Reads a file as {@link #parse} does; one whose name ends in .yaml or .yml is YAML with the same content. */
    public static Recipe read(Path file) throws ToolException {
        return RecipeJson.read(file);
    }

    /** As a recipe file holds it; {@link #parse} gives an equal recipe back. */
    public String toJson() {
        return RecipeJson.write(this);
    }

    /** Writes a file, whole or not at all. */
    public void write(Path file) throws ToolException {
        RecipeJson.write(this, file);
    }
}
