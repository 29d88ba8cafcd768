package org.loupe.ui.internal.help;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.RecipeView;

/** What the help commands do. */
public final class HelpCommands {

    private HelpCommands() {
    }

    /** Shows a page in the help view. @param id as {@link HelpPages} gives it */
    public static void show(IWorkbenchWindow window, String id) throws PartInitException {
        IWorkbenchPage page = window.getActivePage();
        if (page.showView(Ids.HELP_VIEW) instanceof HelpView view)
            view.show(id);
    }

    /** Help on what has the focus: the tool of the chosen step, else the part. */
    public static final class Context extends AbstractHandler {
        @Override
        public Object execute(ExecutionEvent event) throws ExecutionException {
            IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindowChecked(event);
            IWorkbenchPart part = window.getActivePage().getActivePart();
            String page = part == null ? HelpPages.INDEX
                    : part instanceof RecipeView recipe && recipe.step() != null
                            ? HelpPages.tool(recipe.step().getTool())
                    : HelpPages.part(window.getActivePage().getReference(part));
            try {
                show(window, page);
            } catch (PartInitException e) {
                throw new ExecutionException(e.getMessage(), e);
            }
            return null;
        }
    }

    /** Opens a cheat sheet. */
    abstract static class OpensGuide extends AbstractHandler {
        private final Guide guide;

        OpensGuide(Guide guide) {
            this.guide = guide;
        }

        @Override
        public Object execute(ExecutionEvent event) throws ExecutionException {
            try {
                if (HandlerUtil.getActiveWorkbenchWindowChecked(event).getActivePage()
                        .showView(Ids.GUIDE_VIEW) instanceof GuideView view)
                    view.show(guide);
            } catch (PartInitException e) {
                throw new ExecutionException(e.getMessage(), e);
            }
            return null;
        }
    }

    /** The cheat sheet from the sample to a report. */
    public static final class Golden extends OpensGuide {
        /** Made by the platform. */
        public Golden() {
            super(Guide.GOLDEN);
        }
    }

    /** The cheat sheet from the sample to where a training would start. */
    public static final class Train extends OpensGuide {
        /** Made by the platform. */
        public Train() {
            super(Guide.TRAIN);
        }
    }

    /** The cheat sheet from ten labelled boards to a net. */
    public static final class Net extends OpensGuide {
        /** Made by the platform. */
        public Net() {
            super(Guide.NET);
        }
    }

    /** The cheat sheet from defects of which nothing is known to a stack of classifiers. */
    public static final class Sort extends OpensGuide {
        /** Made by the platform. */
        public Sort() {
            super(Guide.SORT);
        }
    }

    /** What this Loupe is. */
    public static final class About extends AbstractHandler {
        @Override
        public Object execute(ExecutionEvent event) throws ExecutionException {
            new AboutLoupe(HandlerUtil.getActiveWorkbenchWindowChecked(event)).open();
            return null;
        }
    }

    /** All pages. */
    public static final class Contents extends AbstractHandler {
        @Override
        public Object execute(ExecutionEvent event) throws ExecutionException {
            try {
                show(HandlerUtil.getActiveWorkbenchWindowChecked(event), HelpPages.INDEX);
            } catch (PartInitException e) {
                throw new ExecutionException(e.getMessage(), e);
            }
            return null;
        }
    }

    /** The keys of the part with the focus. */
    public static final class Keys extends AbstractHandler {
        @Override
        public Object execute(ExecutionEvent event) throws ExecutionException {
            KeySheet.open(HandlerUtil.getActiveWorkbenchWindowChecked(event));
            return null;
        }
    }
}
