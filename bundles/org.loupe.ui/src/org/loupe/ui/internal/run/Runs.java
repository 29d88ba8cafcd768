package org.loupe.ui.internal.run;

import java.util.List;
import java.util.Optional;

import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.engine.Plan;
import org.loupe.engine.Problem;
import org.loupe.engine.Recipe;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Words;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.RecipeModel;

/** Starts runs, or says why not. UI thread only. */
public final class Runs {

    private Runs() {
    }

    /** Why the recipe cannot be run on the set now; empty if it can. */
    public static Optional<String> obstacle(Session session) {
        Optional<ProjectFile> project = session.project();
        if (project.isEmpty())
            return Optional.of(Words.get("run.noProject"));
        if (project.get().readOnly())
            return Optional.of(Words.get("session.readOnly",
                    project.get().holder().orElse(Words.get("session.unwritable"))));
        if (session.task().isPresent())
            return Optional.of(Words.get("run.already"));
        if (session.recipe().isEmpty())
            return Optional.of(Words.get("run.noRecipe"));
        if (session.items().isEmpty())
            return Optional.of(Words.get("run.noImages"));
        return Optional.empty();
    }

    /** Runs the chosen recipe on images. */
    public static void start(Session session, List<Item> items) {
        Optional<String> obstacle = obstacle(session);
        if (obstacle.isPresent()) {
            session.status().message(Kind.WARNING, obstacle.get());
            return;
        }
        Recipe recipe = RecipeModel.freeze(session.recipe().get());
        Optional<Problem> wrong = Plan.of(recipe, session.registry(), session.policy()).problems().stream()
                .filter(Problem::isError).findFirst();
        if (wrong.isPresent()) {
            session.status().message(Kind.ERROR, wrong.get().toString());
            return;
        }
        try {
            RunJob.start(session, session.project().get(), recipe, items);
        } catch (ToolException e) {
            session.status().message(Kind.ERROR, Failures.text(e));
        }
    }
}
