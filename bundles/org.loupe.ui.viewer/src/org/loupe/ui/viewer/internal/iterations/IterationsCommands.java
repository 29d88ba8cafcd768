package org.loupe.ui.viewer.internal.iterations;

import java.util.Optional;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.loupe.ui.internal.Ids;

/** The commands on the timeline of the window, if it is open. */
public final class IterationsCommands {

    private IterationsCommands() {
    }

    private static Optional<IterationsView> view() {
        IWorkbenchWindow window = PlatformUI.isWorkbenchRunning() ? PlatformUI.getWorkbench().getActiveWorkbenchWindow()
                : null;
        return window == null || window.getActivePage() == null ? Optional.empty()
                : Optional.ofNullable(window.getActivePage().findView(Ids.ITERATIONS_VIEW))
                        .filter(IterationsView.class::isInstance).map(IterationsView.class::cast);
    }

    /** Compares the selected iteration with the one that it was begun from. */
    public static final class Compare extends AbstractHandler {
        @Override
        public boolean isEnabled() {
            return view().filter(IterationsView::canCompare).isPresent();
        }

        @Override
        public Object execute(ExecutionEvent event) {
            view().ifPresent(IterationsView::compare);
            return null;
        }
    }

    /** Shows the timeline in the place of a comparison. */
    public static final class Back extends AbstractHandler {
        @Override
        public boolean isEnabled() {
            return view().filter(v -> v.comparison().isPresent()).isPresent();
        }

        @Override
        public Object execute(ExecutionEvent event) {
            view().ifPresent(IterationsView::showTimeline);
            return null;
        }
    }
}
