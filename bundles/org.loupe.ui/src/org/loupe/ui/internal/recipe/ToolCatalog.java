package org.loupe.ui.internal.recipe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.eclipse.emf.common.util.EList;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.loupe.api.Classifier;
import org.loupe.api.Device;
import org.loupe.api.FeatureExtractor;
import org.loupe.api.Filter;
import org.loupe.api.ImageTool;
import org.loupe.api.Tool;
import org.loupe.engine.Plan;
import org.loupe.engine.Policy;
import org.loupe.engine.Problem;
import org.loupe.engine.Registry;
import org.loupe.engine.ToolText;
import org.loupe.model.LoupeFactory;
import org.loupe.model.Recipe;
import org.loupe.model.RecipeStep;
import org.loupe.workspace.RecipeModel;

/** The tools that can be steps, with what would be wrong if one were added at a place. */
public final class ToolCatalog {

    private ToolCatalog() {
    }

    /**
     * A tool that can be a step.
     *
     * @param entry   the implementation that is used
     * @param devices where its implementations run, such as "CPU"
     * @param unfit   why it does not suit the place, or ""
     */
    public record Hit(Registry.Entry entry, String devices, String unfit) {

        /** What the tool says of itself. */
        public Tool.Info info() {
            return ToolText.info(entry.tool(), Locale.getDefault());
        }

        boolean matches(String wanted) {
            String text = (info().label() + " " + info().id() + " " + info().help() + " " + entry.bundle())
                    .toLowerCase(Locale.ROOT);
            for (String word : wanted.toLowerCase(Locale.ROOT).strip().split("\\s+"))
                if (!text.contains(word))
                    return false;
            return true;
        }
    }

    /**
     * All tools that can be steps, those that suit first, each by name.
     *
     * @param recipe as it is; it is not changed
     * @param chain  of the recipe, that a step is added to
     * @param at     where in the chain
     */
    public static List<Hit> list(Registry registry, Policy policy, Recipe recipe, EList<RecipeStep> chain, int at) {
        Map<String, List<Registry.Entry>> byId = new LinkedHashMap<>();
        for (Registry.Entry entry : registry.tools())
            if (entry.tool() instanceof ImageTool || entry.tool() instanceof FeatureExtractor
                    || entry.tool() instanceof Classifier || entry.tool() instanceof Filter)
                byId.computeIfAbsent(entry.tool().info().id(), id -> new ArrayList<>()).add(entry);
        EcoreUtil.Copier copier = new EcoreUtil.Copier();
        Recipe copy = (Recipe) copier.copy(recipe);
        EList<RecipeStep> there = StepEdits.chainOf(copier.get(StepEdits.owner(chain)));
        Set<String> before = errors(copy, registry, policy).keySet();
        List<Hit> hits = new ArrayList<>();
        byId.forEach((id, entries) -> {
            RecipeStep step = LoupeFactory.eINSTANCE.createRecipeStep();
            step.setTool(id);
            there.add(at, step);
            Optional<String> wrong = errors(copy, registry, policy).entrySet().stream()
                    .filter(e -> !before.contains(e.getKey())).map(Map.Entry::getValue).findFirst();
            there.remove(step);
            Registry.Entry best = entries.get(entries.size() - 1);
            try {
                best = registry.find(id, policy);
            } catch (org.loupe.api.ToolException e) {
                wrong = Optional.of(e.getMessage());
            }
            hits.add(new Hit(best, entries.stream().flatMap(e -> e.tool().info().devices().stream()).distinct()
                    .sorted().map(Device.Kind::name).collect(Collectors.joining(", ")), wrong.orElse("")));
        });
        hits.sort(Comparator.comparing((Hit h) -> !h.unfit.isEmpty()).thenComparing(h -> h.info().label()));
        return hits;
    }

    /** What is wrong, by the same text without numbers of steps, since these move. */
    private static Map<String, String> errors(Recipe recipe, Registry registry, Policy policy) {
        try {
            Map<String, String> errors = new LinkedHashMap<>();
            Plan.of(RecipeModel.freeze(recipe), registry, policy).problems().stream().filter(Problem::isError)
                    .forEach(p -> errors.put(p.message().replaceAll("step \\d+", ""), p.message()));
            return errors;
        } catch (IllegalArgumentException e) {
            return Map.of(e.getMessage(), e.getMessage());
        }
    }
}
