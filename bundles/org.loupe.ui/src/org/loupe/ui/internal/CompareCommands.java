package org.loupe.ui.internal;

import java.nio.file.Path;
import java.util.function.Supplier;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.loupe.api.ToolException;
import org.loupe.engine.Recipe;
import org.loupe.model.RunEntry;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Words;
import org.loupe.ui.internal.recipe.CompareRecipes;
import org.loupe.workspace.RecipeComparison;
import org.loupe.workspace.RecipeModel;

/** What the commands that compare recipes do. */
public final class CompareCommands {
    private static final String RECIPE_FILE = "recipe.json";
    private static final int MOST_RUNS = 20;

    private CompareCommands() {
    }

    /** A command on the recipe that is edited. */
    abstract static class OnRecipe extends AbstractHandler {

        static Session session() {
            return PlatformUI.getWorkbench().getService(Session.class);
        }

        @Override
        public boolean isEnabled() {
            return session().recipe().isPresent() && session().project().isPresent();
        }

        @Override
        public Object execute(ExecutionEvent event) {
            if (isEnabled())
                run(session());
            return null;
        }

        abstract void run(Session session);
    }

    /** Offers what the recipe can be compared with. */
    public static final class With extends OnRecipe {
        @Override
        void run(Session session) {
            Shell shell = PlatformUI.getWorkbench().getActiveWorkbenchWindow().getShell();
            Menu menu = new Menu(shell, SWT.POP_UP);
            org.loupe.model.Recipe right = session.recipe().orElseThrow();
            item(menu, Words.get("compare.defaults"), () -> withDefaults(session));
            for (org.loupe.model.Recipe other : session.project().orElseThrow().project().getRecipes())
                if (other != right)
                    item(menu, other.getName(), () -> open(session, () -> RecipeModel.freeze(other),
                            other.getName()));
            new MenuItem(menu, SWT.SEPARATOR);
            var runs = session.project().get().project().getRuns();
            for (int i = runs.size() - 1; i >= Math.max(0, runs.size() - MOST_RUNS); i--) {
                RunEntry run = runs.get(i);
                item(menu, Words.get("compare.run", run.getNumber(), run.getRecipe()), () -> withRun(session, run));
            }
            menu.addListener(SWT.Hide, e -> menu.getDisplay().asyncExec(menu::dispose));
            menu.setVisible(true);
        }

        private static void item(Menu menu, String label, Runnable run) {
            MenuItem item = new MenuItem(menu, SWT.PUSH);
            item.setText(label.replace("&", "&&"));
            item.addListener(SWT.Selection, e -> run.run());
        }
    }

    /** Compares the recipe with the defaults of its tools. */
    public static final class WithDefaults extends OnRecipe {
        @Override
        void run(Session session) {
            withDefaults(session);
        }
    }

    /** Copies the selected line from left to right. */
    public static final class CopyRight extends OnRecipe {
        private static CompareRecipes editor() {
            IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
            IWorkbenchPage page = window == null ? null : window.getActivePage();
            return page != null && page.getActiveEditor() instanceof CompareRecipes editor ? editor : null;
        }

        @Override
        public boolean isEnabled() {
            return super.isEnabled() && editor() != null && editor().canCopy();
        }

        @Override
        void run(Session session) {
            editor().copy();
        }
    }

    private static void withDefaults(Session session) {
        org.loupe.model.Recipe right = session.recipe().orElseThrow();
        open(session, () -> RecipeComparison.defaults(RecipeModel.freeze(right)), Words.get("compare.defaults"));
    }

    /** Compares the recipe with what a run was made by; its file is read by a job. */
    static void withRun(Session session, RunEntry run) {
        Path file = session.project().orElseThrow().resolve(run.getFolder()).resolve(RECIPE_FILE);
        String name = Words.get("compare.run", run.getNumber(), run.getRecipe());
        Job.create(Words.get("job.compareRecipes"), monitor -> {
            try {
                Recipe frozen = Recipe.read(file);
                session.ui(() -> open(session, () -> frozen, name));
            } catch (ToolException e) {
                session.ui(() -> session.status().message(Kind.ERROR, Failures.text(e)));
            }
        }).schedule();
    }

    /** Shows another recipe beside the one that is edited. */
    static void open(Session session, Supplier<Recipe> left, String name) {
        if (session.recipe().isEmpty())
            return;
        try {
            PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage().openEditor(
                    new CompareRecipes.Input(left, name, session.recipe().get()), Ids.COMPARE_RECIPES_EDITOR);
        } catch (PartInitException e) {
            session.status().message(Kind.ERROR, Failures.text(e));
            Failures.log(e);
        }
    }
}
