package org.loupe.ui.internal;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.HandlerUtil;

/** What the commands on problems do. */
public final class ProblemCommands {

    private ProblemCommands() {
    }

    /** A command on the list of problems, which is opened if it is not there. */
    abstract static class OnProblems extends AbstractHandler {
        @Override
        public Object execute(ExecutionEvent event) throws ExecutionException {
            IWorkbenchPage page = HandlerUtil.getActiveWorkbenchWindowChecked(event).getActivePage();
            try {
                run((ProblemsView) page.showView(Ids.PROBLEMS_VIEW, null, IWorkbenchPage.VIEW_VISIBLE));
            } catch (PartInitException e) {
                throw new ExecutionException(e.getMessage(), e);
            }
            return null;
        }

        abstract void run(ProblemsView view);
    }

    /** Goes to the next problem. */
    public static final class Next extends OnProblems {
        @Override
        void run(ProblemsView view) {
            view.walk(1);
        }
    }

    /** Goes to the previous problem. */
    public static final class Previous extends OnProblems {
        @Override
        void run(ProblemsView view) {
            view.walk(-1);
        }
    }

    /** Applies the quick fix of the selected problem. */
    public static final class Fix extends OnProblems {
        @Override
        void run(ProblemsView view) {
            view.fix();
        }
    }
}
