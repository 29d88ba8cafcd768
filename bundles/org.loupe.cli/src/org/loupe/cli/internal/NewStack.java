package org.loupe.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.loupe.api.ToolException;
import org.loupe.engine.Recipe;
import org.loupe.engine.Registry;
import org.loupe.engine.Spec;
import org.loupe.engine.features.FeatureSet;
import org.loupe.engine.stack.ClassTree;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.RecipeModel;
import org.loupe.workspace.Recipes;
import org.loupe.workspace.crops.CropList;
import org.loupe.workspace.stack.Stacks;

/**
 * A stack that is made of classes, as the wizard of the workbench makes it.
 *
 * @param classes  in their groups
 * @param finder   recipe whose steps find the objects, "" if each image shows one
 * @param features that objects are measured with
 */
record NewStack(ClassTree classes, String finder, FeatureSet features) {

    /** @return nothing without a file of levels. @throws ToolException if it, the features or the weights are wrong */
    static Optional<NewStack> of(String levels, String finder, Spec features, String weights) throws ToolException {
        if (levels.isBlank())
            return Optional.empty();
        return Optional.of(new NewStack(ClassTree.parse(text(Console.path(levels))), finder, FeatureSpec.read(features,
                FeatureSpec.weights(weights), new CropList(List.of(), "", List.of()))));
    }

    private static String text(Path file) throws ToolException {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new ToolException("The levels " + file + " cannot be read" + (Files.exists(file) ? "." : ": there is no"
                    + " such file."), "Write a text file in UTF-8 with a line for each class.", e);
        }
    }

    /** The recipe beside a project. */
    Recipe recipe(String name, Registry registry) throws ToolException {
        return Stacks.recipe(name, classes, finder.isBlank() ? Optional.empty() : Optional.of(Recipes.load(finder,
                registry)), features, registry);
    }

    /** The recipe for a project, found by one of it or a shipped one. */
    Recipe recipe(String name, ProjectFile project, Registry registry) throws ToolException {
        Optional<Recipe> own = project.project().getRecipes().stream().filter(r -> r.getName().equals(finder)).findFirst()
                .map(RecipeModel::freeze);
        return own.isEmpty() ? recipe(name, registry) : Stacks.recipe(name, classes, own, features, registry);
    }
}
