package org.loupe.ui.viewer.internal.nets;

import java.util.Optional;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.WorkbenchException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.TrainPerspective;
import org.loupe.ui.internal.nets.TrainingJob;
import org.loupe.ui.internal.nets.TrainingState.Phase;

/** What the commands on trainings do: on the one that is shown, else on the one that learns. */
public final class TrainingCommands {

    private TrainingCommands() {
    }

    private static NetDesk desk() {
        return NetDesk.of(PlatformUI.getWorkbench().getService(Session.class));
    }

    private static Optional<TrainingJob> job() {
        if (!PlatformUI.isWorkbenchRunning())
            return Optional.empty();
        NetDesk desk = desk();
        if (desk.entry().isPresent() && desk.trainings().all().isEmpty())
            return Optional.empty();
        return desk.job().or(() -> desk.trainings().all().stream().filter(j -> j.state().alive()).findFirst());
    }

    /** Shows the training that is the latest. */
    public static final class Show extends AbstractHandler {
        @Override
        public Object execute(ExecutionEvent event) throws ExecutionException {
            try {
                IWorkbenchPage page = PlatformUI.getWorkbench().showPerspective(TrainPerspective.ID,
                        HandlerUtil.getActiveWorkbenchWindowChecked(event));
                desk().trainings().all().stream().findFirst().ifPresent(desk()::show);
                page.showView(Ids.TRAININGS_VIEW, null, IWorkbenchPage.VIEW_VISIBLE);
                NetEditor.show(page, true);
            } catch (WorkbenchException e) {
                Failures.log(e);
            }
            return null;
        }

        @Override
        public boolean isEnabled() {
            return PlatformUI.isWorkbenchRunning() && !desk().trainings().all().isEmpty();
        }
    }

    /** Ends the training with the best so far. */
    public static final class End extends AbstractHandler {
        @Override
        public Object execute(ExecutionEvent event) {
            job().ifPresent(desk().trainings()::end);
            return null;
        }

        @Override
        public boolean isEnabled() {
            return job().filter(j -> j.state().phase() == Phase.RUNNING || j.state().phase() == Phase.QUEUED)
                    .isPresent();
        }
    }

    /** Interrupts the training; it can go on later. */
    public static final class Pause extends AbstractHandler {
        @Override
        public Object execute(ExecutionEvent event) {
            job().ifPresent(desk().trainings()::pause);
            return null;
        }

        @Override
        public boolean isEnabled() {
            return job().filter(j -> j.state().phase() == Phase.RUNNING).isPresent();
        }
    }

    /** Goes on with the training. */
    public static final class Resume extends AbstractHandler {
        @Override
        public Object execute(ExecutionEvent event) {
            desk().job().ifPresent(desk().trainings()::resume);
            return null;
        }

        @Override
        public boolean isEnabled() {
            return PlatformUI.isWorkbenchRunning() && desk().job().filter(j -> !j.state().alive()).isPresent();
        }
    }

    /** Ends the training; nothing is kept. */
    public static final class Discard extends AbstractHandler {
        @Override
        public Object execute(ExecutionEvent event) {
            job().ifPresent(desk().trainings()::discard);
            return null;
        }

        @Override
        public boolean isEnabled() {
            return job().isPresent();
        }
    }

    /** Tries the net that is shown on labelled images. */
    public static final class Evaluate extends AbstractHandler {
        @Override
        public Object execute(ExecutionEvent event) throws ExecutionException {
            try {
                IWorkbenchPage page = PlatformUI.getWorkbench().showPerspective(TrainPerspective.ID,
                        HandlerUtil.getActiveWorkbenchWindowChecked(event));
                page.showView(Ids.EVALUATION_VIEW, null, IWorkbenchPage.VIEW_VISIBLE);
                trials().evaluate();
            } catch (WorkbenchException e) {
                Failures.log(e);
            }
            return null;
        }

        private static TrialDesk trials() {
            return TrialDesk.of(PlatformUI.getWorkbench().getService(Session.class));
        }

        @Override
        public boolean isEnabled() {
            return PlatformUI.isWorkbenchRunning() && trials().net().isPresent() && !trials().working()
                    && PlatformUI.getWorkbench().getService(Session.class).task().isEmpty();
        }
    }
}
