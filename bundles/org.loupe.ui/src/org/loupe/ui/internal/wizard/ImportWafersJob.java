package org.loupe.ui.internal.wizard;

import java.util.List;
import java.util.concurrent.CancellationException;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.ui.PlatformUI;
import org.loupe.api.ToolException;
import org.loupe.engine.Progress;
import org.loupe.model.WaferEntry;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Ids;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.wafer.WaferImport;

/** Copies the files of wafers in the background, and adds the wafers when all are there. */
final class ImportWafersJob extends Job {
    private final Session session;
    private final ProjectFile project;
    private final WaferImport coming;
    private final int wafers;

    private ImportWafersJob(Session session, ProjectFile project, WaferImport.Plan plan) {
        super(Words.get("job.importWafers", plan.coming()));
        this.session = session;
        this.project = project;
        wafers = plan.coming();
        coming = new WaferImport(project, plan);
    }

    /** Starts it. */
    static void start(Session session, WaferImport.Plan plan) {
        session.project().ifPresent(project -> new ImportWafersJob(session, project, plan).schedule());
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        monitor.beginTask(getName(), wafers);
        try {
            coming.copy(new Progress() {
                private int before;

                @Override
                public boolean cancelled() {
                    return monitor.isCanceled();
                }

                @Override
                public void update(int done, int total, int detections, int errors, String current) {
                    monitor.subTask(current);
                    monitor.worked(done - before);
                    before = done;
                }
            });
            session.ui(this::add);
            return Status.OK_STATUS;
        } catch (CancellationException e) {
            session.ui(() -> session.status().message(Kind.INFO, Words.get("wizard.wafers.cancelled")));
            return Status.CANCEL_STATUS;
        } catch (ToolException e) {
            Failures.log(e);
            session.ui(() -> session.status().message(Kind.ERROR, Failures.text(e)));
            return Status.CANCEL_STATUS; // said in the status line
        } finally {
            monitor.done();
        }
    }

    private void add() {
        if (session.project().orElse(null) != project) {
            coming.discard();
            return; // closed meanwhile
        }
        session.edit(p -> {
            try {
                List<WaferEntry> made = coming.make(p, Words.get("wizard.wafers.undo", wafers));
                session.status().message(Kind.INFO, Words.get("wizard.wafers.imported", made.size(),
                        made.stream().mapToLong(WaferEntry::getDefects).sum()),
                        new org.loupe.ui.Status.Link(Words.get("label.undo"), () -> ToolRow.execute(
                                PlatformUI.getWorkbench(), "org.eclipse.ui.edit.undo")));
                if (!made.isEmpty()) {
                    session.subject(made.get(0));
                    ToolRow.execute(PlatformUI.getWorkbench(), Ids.WAFER_OPEN);
                }
            } catch (ToolException e) {
                Failures.log(e);
                session.status().message(Kind.ERROR, Failures.text(e));
            }
        });
    }
}
