package org.loupe.ui.internal;

import java.util.List;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.loupe.api.ToolException;
import org.loupe.model.RecipeStep;
import org.loupe.model.Route;
import org.loupe.ui.Failures;
import org.loupe.ui.LivePreview;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Words;
import org.loupe.ui.internal.recipe.Live;
import org.loupe.ui.internal.recipe.StepEdits;

/** What the commands on a recipe's steps do. Disabled where they would do nothing. */
public final class StepCommands {
    /** Parameter of {@link Stage}: number of the stage, from 1. */
    public static final String NUMBER = "org.loupe.ui.recipe.stage.number";

    private StepCommands() {
    }

    /** A command on the recipe part. */
    abstract static class OnRecipe extends AbstractHandler {

        static Session session() {
            return PlatformUI.getWorkbench().getService(Session.class);
        }

        static RecipeView view() {
            IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
            IWorkbenchPage page = window == null ? null : window.getActivePage();
            return page != null && page.findView(Ids.RECIPE_VIEW) instanceof RecipeView view ? view : null;
        }

        static boolean writable() {
            return session().project().filter(p -> !p.readOnly()).isPresent() && session().recipe().isPresent();
        }

        @Override
        public boolean isEnabled() {
            RecipeView view = view();
            return view != null && writable() && possible(view);
        }

        boolean possible(RecipeView view) {
            return view.step() != null;
        }

        @Override
        public Object execute(ExecutionEvent event) {
            RecipeView view = view();
            if (view != null && isEnabled())
                run(view);
            return null;
        }

        abstract void run(RecipeView view);
    }

    /** Lists the tools that can be added. */
    public static final class Add extends OnRecipe {
        @Override
        boolean possible(RecipeView view) {
            return true;
        }

        @Override
        void run(RecipeView view) {
            view.addStep("");
        }
    }

    /** Moves the chosen step up. */
    public static final class Up extends OnRecipe {
        @Override
        boolean possible(RecipeView view) {
            return view.canMove(-1);
        }

        @Override
        void run(RecipeView view) {
            view.move(-1);
        }
    }

    /** Moves the chosen step down. */
    public static final class Down extends OnRecipe {
        @Override
        boolean possible(RecipeView view) {
            return view.canMove(1);
        }

        @Override
        void run(RecipeView view) {
            view.move(1);
        }
    }

    /** Copies the chosen step. */
    public static final class Duplicate extends OnRecipe {
        @Override
        void run(RecipeView view) {
            view.duplicate();
        }
    }

    /** Takes the chosen step or route out. */
    public static final class Delete extends OnRecipe {
        @Override
        boolean possible(RecipeView view) {
            return view.element() != null;
        }

        @Override
        void run(RecipeView view) {
            view.delete();
        }
    }

    /** Switches the chosen step on or off. */
    public static final class Toggle extends OnRecipe {
        @Override
        void run(RecipeView view) {
            view.toggle();
        }
    }

    /** Sets the chosen step back to its tool's defaults. */
    public static final class Reset extends OnRecipe {
        @Override
        boolean possible(RecipeView view) {
            return view.step() != null && !view.step().getParams().isEmpty();
        }

        @Override
        void run(RecipeView view) {
            view.reset(view.step());
        }
    }

    /** Puts the chosen step on the clipboard, as a recipe file's text. */
    public static class Copy extends OnRecipe {
        @Override
        public final boolean isEnabled() {
            RecipeView view = view();
            return view != null && view.step() != null && may();
        }

        boolean may() {
            return true;
        }

        @Override
        void run(RecipeView view) {
            try {
                String text = StepEdits.toJson(List.of(view.step()));
                Clipboard clipboard = new Clipboard(Display.getCurrent());
                clipboard.setContents(new Object[] { text }, new Transfer[] { TextTransfer.getInstance() });
                clipboard.dispose();
                session().status().message(Kind.INFO, Words.get("recipe.copied", view.names().name(view.step())));
            } catch (IllegalArgumentException e) {
                session().status().message(Kind.ERROR, e.getMessage());
            }
        }
    }

    /** Puts the chosen step on the clipboard and takes it out. */
    public static final class Cut extends Copy {
        @Override
        boolean may() {
            return writable();
        }

        @Override
        void run(RecipeView view) {
            super.run(view);
            view.delete();
        }
    }

    /** Adds the steps on the clipboard behind the chosen one. */
    public static final class Paste extends OnRecipe {
        @Override
        boolean possible(RecipeView view) {
            return true;
        }

        @Override
        void run(RecipeView view) {
            Clipboard clipboard = new Clipboard(Display.getCurrent());
            Object text = clipboard.getContents(TextTransfer.getInstance());
            clipboard.dispose();
            if (text == null) {
                session().status().message(Kind.WARNING, Words.get("recipe.nothingToPaste"));
                return;
            }
            try {
                List<RecipeStep> steps = StepEdits.fromJson(text.toString());
                view.insertAll(steps);
            } catch (ToolException e) {
                session().status().message(Kind.WARNING, Words.get("recipe.cannotPaste", Failures.text(e)));
            }
        }
    }

    /** Offers the classes of the chosen step that are not routed yet. */
    public static final class AddRoute extends OnRecipe {
        @Override
        boolean possible(RecipeView view) {
            return view.step() != null && !view.freeClasses(view.step()).isEmpty();
        }

        @Override
        void run(RecipeView view) {
            view.chooseRoute(view.step());
        }
    }

    /** Opens what lies under the chosen row. */
    public static final class OpenRoute extends OnRecipe {
        @Override
        boolean possible(RecipeView view) {
            return view.element() != null;
        }

        @Override
        void run(RecipeView view) {
            view.openRoute();
        }
    }

    /** Closes what lies under the chosen row, or goes to what it lies in. */
    public static final class CloseRoute extends OnRecipe {
        @Override
        boolean possible(RecipeView view) {
            return view.element() != null;
        }

        @Override
        void run(RecipeView view) {
            view.closeRoute();
        }
    }

    /** Goes to the route or step that the chosen one lies in. */
    public static final class Parent extends OnRecipe {
        @Override
        boolean possible(RecipeView view) {
            return view.element() != null && (view.element() instanceof Route
                    || view.element().eContainer() instanceof Route);
        }

        @Override
        void run(RecipeView view) {
            view.goUp();
        }
    }

    /** Switches the live preview on or off. */
    public static final class Preview extends AbstractHandler {
        @Override
        public Object execute(ExecutionEvent event) {
            Live.toggle();
            return null;
        }
    }

    /** Shows a stage of the live preview in the viewer, or if it is shown the image again. */
    public static final class Stage extends AbstractHandler {
        @Override
        public Object execute(ExecutionEvent event) {
            int stage = Integer.parseInt(event.getParameter(NUMBER)) - 1;
            Session session = OnRecipe.session();
            int stages = session.preview().map(LivePreview::stages).map(List::size).orElse(0);
            if (stage < stages)
                session.stage(session.stage() == stage ? -1 : stage);
            else
                session.status().message(Kind.INFO, Words.get("preview.noStage", stage + 1, stages));
            return null;
        }
    }
}
