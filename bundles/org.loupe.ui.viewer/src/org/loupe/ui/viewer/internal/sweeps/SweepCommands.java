package org.loupe.ui.viewer.internal.sweeps;

import java.nio.file.Path;
import java.util.Optional;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.WorkbenchException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.loupe.api.Task;
import org.loupe.api.ToolException;
import org.loupe.engine.nets.NetSweeping;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.Launch;
import org.loupe.ui.internal.TrainPerspective;
import org.loupe.ui.internal.nets.SweepState;
import org.loupe.ui.internal.nets.SweepState.Phase;
import org.loupe.ui.internal.wizard.NewTrainingWizard;
import org.loupe.workspace.nets.KeptSweep;

/** What the commands on sweeps do: on the one that is looked at, and the setting that is chosen in it. */
public final class SweepCommands {

    private SweepCommands() {
    }

    private static SweepDesk desk() {
        return SweepDesk.of(PlatformUI.getWorkbench().getService(Session.class));
    }

    /** A command on a sweep. */
    abstract static class OnSweep extends AbstractHandler {
        @Override
        public Object execute(ExecutionEvent event) throws ExecutionException {
            Optional<SweepState> state = desk().state();
            if (state.isPresent())
                run(state.get(), event);
            return null;
        }

        @Override
        public boolean isEnabled() {
            return PlatformUI.isWorkbenchRunning() && desk().state().filter(this::suits).isPresent();
        }

        boolean suits(SweepState state) {
            return true;
        }

        abstract void run(SweepState state, ExecutionEvent event) throws ExecutionException;
    }

    /** A command on the chosen setting. */
    abstract static class OnSetting extends OnSweep {
        @Override
        boolean suits(SweepState state) {
            return desk().setting().isPresent();
        }

        @Override
        final void run(SweepState state, ExecutionEvent event) throws ExecutionException {
            Optional<Integer> setting = desk().setting();
            if (setting.isPresent())
                run(state, setting.get(), event);
        }

        abstract void run(SweepState state, int setting, ExecutionEvent event) throws ExecutionException;
    }

    /** Shows the table of the sweep and what its settings find. */
    public static final class Show extends OnSweep {
        @Override
        void run(SweepState state, ExecutionEvent event) throws ExecutionException {
            try {
                IWorkbenchPage page = PlatformUI.getWorkbench().showPerspective(TrainPerspective.ID,
                        HandlerUtil.getActiveWorkbenchWindowChecked(event));
                page.showView(Ids.SWEEPS_VIEW, null, IWorkbenchPage.VIEW_VISIBLE);
                SweepEditor.show(page, true);
            } catch (WorkbenchException e) {
                Failures.log(e);
            }
        }
    }

    /** Goes on with a sweep that is not over. */
    public static final class Resume extends OnSweep {
        @Override
        boolean suits(SweepState state) {
            return state.phase() == Phase.STOPPED || state.phase() == Phase.FAILED;
        }

        @Override
        void run(SweepState state, ExecutionEvent event) {
            desk().sweeps().resume(state);
        }
    }

    /** Ends a sweep; it can go on later. */
    public static final class Stop extends OnSweep {
        @Override
        boolean suits(SweepState state) {
            return state.alive();
        }

        @Override
        void run(SweepState state, ExecutionEvent event) {
            desk().sweeps().stop(state);
        }
    }

    /** Does again what failed. */
    public static final class Again extends OnSweep {
        @Override
        boolean suits(SweepState state) {
            return !state.alive() && state.kept().cells().stream().anyMatch(c -> !c.succeeded());
        }

        @Override
        void run(SweepState state, ExecutionEvent event) {
            desk().sweeps().again(state);
        }
    }

    /** Deletes the sweep; it can be brought back as long as the project is open. */
    public static final class Delete extends OnSweep {
        @Override
        boolean suits(SweepState state) {
            return !state.alive();
        }

        @Override
        void run(SweepState state, ExecutionEvent event) {
            desk().sweeps().delete(state);
        }
    }

    /** Opens the report. */
    public static final class Report extends OnSweep {
        @Override
        boolean suits(SweepState state) {
            return state.phase() == Phase.OVER;
        }

        @Override
        void run(SweepState state, ExecutionEvent event) {
            Launch.open(desk().session(), KeptSweep.report(state.folder()));
        }
    }

    /** Asks for a file and writes all trainings as CSV. */
    public static final class Export extends OnSweep {
        @Override
        void run(SweepState state, ExecutionEvent event) throws ExecutionException {
            FileDialog dialog = new FileDialog(HandlerUtil.getActiveShellChecked(event), SWT.SAVE | SWT.SHEET);
            dialog.setText(Words.get("sweeps.export"));
            dialog.setFilterExtensions(new String[] { "*.csv" });
            dialog.setFileName(state.kept().name() + ".csv");
            dialog.setOverwrite(true);
            String chosen = dialog.open();
            if (chosen != null)
                export(desk().session(), state, Path.of(chosen));
        }
    }

    /** Writes a line for each training of a sweep, as CSV; a job does it. */
    public static Job export(Session session, SweepState state, Path file) {
        Job job = Job.create(Words.get("job.export", file.getFileName()), monitor -> {
            try {
                state.kept().export(file);
                session.ui(() -> session.status().message(Kind.INFO, Words.get("sweeps.exported",
                        state.kept().cells().size(), file)));
            } catch (ToolException e) {
                session.ui(() -> session.status().message(Kind.ERROR, Failures.text(e)));
            }
        });
        job.schedule();
        return job;
    }

    /** Puts the chosen setting on the clipboard, as the command line takes it. */
    public static final class Copy extends OnSetting {
        @Override
        void run(SweepState state, int setting, ExecutionEvent event) throws ExecutionException {
            Clipboard clipboard = new Clipboard(HandlerUtil.getActiveShellChecked(event).getDisplay());
            clipboard.setContents(new Object[] { SweepWords.settings(state, setting) },
                    new Transfer[] { TextTransfer.getInstance() });
            clipboard.dispose();
            desk().session().status().message(Kind.INFO, Words.get("sweeps.settingsCopied"));
        }
    }

    /** Opens the wizard of a training with the chosen setting. */
    public static final class Train extends OnSetting {
        @Override
        boolean suits(SweepState state) {
            return super.suits(state) && task(state).isPresent();
        }

        /** What the wizard offers to train: detectors and segmenters. */
        private static Optional<Task> task(SweepState state) {
            try {
                return Optional.of(NetSweeping.task(state.sweep(), desk().registry()))
                        .filter(task -> task != Task.IMAGE_CLASSIFICATION);
            } catch (ToolException e) {
                return Optional.empty(); // a tool of a vendor that is no longer there
            }
        }

        @Override
        void run(SweepState state, int index, ExecutionEvent event) throws ExecutionException {
            NewTrainingWizard wizard = new NewTrainingWizard(state.kept().name(), task(state).orElseThrow(),
                    state.sweep().of(state.sweep().settings().get(index), 0), state.kept().plan().recipe());
            wizard.open(HandlerUtil.getActiveShellChecked(event));
        }
    }
}
