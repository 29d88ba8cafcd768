package org.loupe.workspace.internal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.loupe.model.Recipe;

/** Which file each recipe lies in: named after the recipe, and kept while that name fits. On the model's thread. */
public final class RecipeNames {
    private static final int LONGEST = 80;

    private final Map<Recipe, String> names = new HashMap<>();
    /** In lower case: some file systems do not tell case apart. */
    private final Set<String> foreign = new HashSet<>();

    /** Notes where a recipe lies. */
    public void put(Recipe recipe, String name) {
        names.put(recipe, name);
    }

    /** Notes a file that is no recipe of the project and stays as it is. */
    public void foreign(String name) {
        foreign.add(name.toLowerCase(Locale.ROOT));
    }

    /** Gives each recipe its file. @return in the order of the recipes */
    public Map<Recipe, String> give(List<Recipe> recipes) {
        Map<Recipe, String> given = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>(foreign);
        for (Recipe recipe : recipes) { // first those that have a file, so that a new one of that name does not take it
            String old = names.get(recipe), stem = stem(recipe.getName());
            boolean fits = old != null && old.matches(Pattern.quote(stem) + "(-\\d+)?\\.json");
            given.put(recipe, fits && taken.add(old.toLowerCase(Locale.ROOT)) ? old : "");
        }
        given.replaceAll((recipe, name) -> name.isEmpty() ? free(stem(recipe.getName()), taken) : name);
        names.clear();
        names.putAll(given);
        return given;
    }

    private static String free(String stem, Set<String> taken) {
        String name = stem + ".json";
        for (int n = 2; !taken.add(name.toLowerCase(Locale.ROOT)); n++)
            name = stem + "-" + n + ".json";
        return name;
    }

    /** A file name for a recipe: letters of any script, digits and dashes. */
    private static String stem(String name) {
        String safe = name.strip().replaceAll("[^\\p{L}\\p{M}\\p{N}._-]+", "-").replaceAll("^[.-]+|[.-]+$", "");
        return safe.isEmpty() ? "recipe" : safe.length() > LONGEST ? safe.substring(0, LONGEST) : safe;
    }
}
