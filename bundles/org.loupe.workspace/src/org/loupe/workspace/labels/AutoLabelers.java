package org.loupe.workspace.labels;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.loupe.api.ToolException;
import org.loupe.engine.ImageResult;
import org.loupe.engine.Inspection;
import org.loupe.engine.Item;
import org.loupe.engine.Options;
import org.loupe.engine.Problem;
import org.loupe.engine.Progress;
import org.loupe.engine.Recipe;
import org.loupe.engine.Registry;
import org.loupe.engine.RunProvenance;
import org.loupe.store.ImageRow;
import org.loupe.store.RunReader;

/** The auto-labelers that a project has. */
public final class AutoLabelers {

    private AutoLabelers() {
    }

    /**
     * Any recipe that finds objects, whether by a detector or by a segmenter.
     *
     * @throws ToolException if the recipe has an error
     */
    public static AutoLabeler recipe(Recipe recipe, Registry registry, Options options) throws ToolException {
        Inspection inspection = new Inspection(recipe, registry, options);
        return new Answering(name(recipe.name()), inspection.plan().hash()) {
            @Override
            public void look(List<Item> items, Answers answers, Progress progress) throws ToolException {
                inspection.run(items, result -> tell(result, answers), progress);
            }
        };
    }

    private static void tell(ImageResult result, AutoLabeler.Answers answers) {
        result.error().ifPresentOrElse(why -> answers.failed(result.item(), why), () -> {
            int width = result.info().map(i -> i.shape().width()).orElse(0);
            int height = result.info().map(i -> i.shape().height()).orElse(0);
            answers.found(result.item(), result.sha256(), width, height, result.detections());
        });
    }

    /**
     * What a run has found, as it is stored: nothing is run again. It is known by the recipe that was run. Images that
     * are not in the run fail.
     *
     * @throws ToolException if the folder holds no run that can be read
     */
    public static AutoLabeler run(RunReader run) throws ToolException {
        Recipe recipe = Recipe.parse(run.recipeJson());
        return new Answering(name(recipe.name()), RunProvenance.parse(run.provenanceJson()).planHash()) {
            @Override
            public void look(List<Item> items, Answers answers, Progress progress) throws ToolException {
                Map<String, ImageRow> rows = new HashMap<>();
                run.images().forEach(row -> rows.put(row.image(), row));
                int done = 0, found = 0, errors = 0;
                for (Item item : items) {
                    if (progress.cancelled())
                        return;
                    ImageRow row = rows.get(item.name());
                    if (row == null || row.failed()) {
                        errors++;
                        answers.failed(item, row == null
                                ? Problem.error(item.name(), "It is not among the images of the run.",
                                        "Run the recipe on it.")
                                : Problem.error(item.name(), row.message(), row.remedy()));
                    } else {
                        found += row.detections();
                        answers.found(item, row.sha256(), row.width(), row.height(), run.detections(row.index()));
                    }
                    progress.update(++done, items.size(), found, errors, item.name());
                }
            }
        };
    }

    /** What the labels of a recipe, whether it runs now or has run, name as their source. */
    public static String name(String recipe) {
        return "recipe " + recipe.replace('(', '[').replace(')', ']');
    }

    /** One with a name and a hash. */
    private abstract static class Answering implements AutoLabeler {
        private final String name, hash;

        Answering(String name, String hash) {
            this.name = name;
            this.hash = hash;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String hash() {
            return hash;
        }
    }
}
