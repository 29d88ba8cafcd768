package org.loupe.ui.internal.iteration;

import java.util.Optional;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.WorkbenchException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.loupe.model.Iteration;
import org.loupe.ui.Session;
import org.loupe.ui.internal.LabelPerspective;
import org.loupe.workspace.labels.Examples;
import org.loupe.workspace.labels.Iterations;

/** The commands on iterations: on the one that is selected, else on the one that was begun last. */
public final class IterationCommands {

    private IterationCommands() {
    }

    static Session session() {
        return PlatformUI.getWorkbench().getService(Session.class);
    }

    /** The iteration that is meant. */
    public static Optional<Iteration> chosen() {
        return session().project().flatMap(project -> {
            IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
            if (window != null && window.getSelectionService().getSelection() instanceof IStructuredSelection s
                    && s.getFirstElement() instanceof Iteration one && one.eContainer() == project.project())
                return Optional.of(one);
            if (session().subject().orElse(null) instanceof Iteration one && one.eContainer() == project.project())
                return Optional.of(one);
            return Iterations.last(project.project());
        });
    }

    /** A command on an iteration of a project that may be changed. */
    abstract static class OnIteration extends AbstractHandler {
        @Override
        public boolean isEnabled() {
            return PlatformUI.isWorkbenchRunning() && session().project().filter(p -> !p.readOnly()).isPresent()
                    && chosen().filter(this::possible).isPresent();
        }

        @Override
        public Object execute(ExecutionEvent event) {
            chosen().filter(this::possible).ifPresent(this::run);
            return null;
        }

        abstract boolean possible(Iteration chosen);

        abstract void run(Iteration chosen);
    }

    /** Freezes the open iteration. */
    public static final class Freeze extends OnIteration {
        @Override
        boolean possible(Iteration chosen) {
            return session().project().flatMap(p -> Iterations.open(p.project())).isPresent();
        }

        @Override
        void run(Iteration chosen) {
            IterationWork.freeze(session());
        }
    }

    /** Begins an iteration with the labels of an older one. */
    public static final class GoBack extends OnIteration {
        @Override
        boolean possible(Iteration chosen) {
            return chosen.getFrozen() != null;
        }

        @Override
        void run(Iteration chosen) {
            IterationWork.goBack(session(), chosen);
        }
    }

    /** Looks whether a frozen iteration is as it was. */
    public static final class Verify extends OnIteration {
        @Override
        boolean possible(Iteration chosen) {
            return chosen.getFrozen() != null;
        }

        @Override
        void run(Iteration chosen) {
            IterationWork.verify(session(), chosen);
        }
    }

    /** Shows the example set where it is labelled. */
    public static final class ShowExamples extends AbstractHandler {
        @Override
        public boolean isEnabled() {
            return PlatformUI.isWorkbenchRunning()
                    && session().project().flatMap(p -> Examples.set(p.project())).isPresent();
        }

        @Override
        public Object execute(ExecutionEvent event) throws ExecutionException {
            IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindowChecked(event);
            try {
                PlatformUI.getWorkbench().showPerspective(LabelPerspective.ID, window);
            } catch (WorkbenchException e) {
                throw new ExecutionException(e.getMessage(), e);
            }
            session().project().flatMap(p -> Examples.set(p.project())).ifPresent(session()::imageSet);
            return null;
        }
    }
}
