package org.loupe.ui.internal.iteration;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.loupe.api.ToolException;
import org.loupe.engine.Progress;
import org.loupe.store.labels.LabelTable;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Task;
import org.loupe.ui.Words;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.labels.ClassEntry;
import org.loupe.workspace.labels.Freezing;
import org.loupe.workspace.labels.Frozen;
import org.loupe.workspace.labels.FrozenIteration;

/**
 * Reads and writes in the background what freezing an iteration or going back to one needs, and then has it done on the
 * UI thread. Labels that were changed meanwhile are seen: it is all done again, which is quick as the images are known.
 */
final class IterationJob extends Job implements Task, Progress {

    /** What is there when the job has ended. */
    record Outcome(Optional<Frozen> frozen, Optional<LabelTable> labels, List<ClassEntry> classes) { }

    /** What is done then, on the UI thread. */
    interface Then {
        void done(ProjectFile project, Outcome outcome);
    }

    private final Session session;
    private final ProjectFile project;
    private final Freezing freezing;
    private final FrozenIteration back;
    private final Then then;
    private volatile IProgressMonitor monitor;
    private volatile int done, total;

    private IterationJob(Session session, ProjectFile project, String name, Freezing freezing, FrozenIteration back,
            Then then) {
        super(name);
        this.session = session;
        this.project = project;
        this.freezing = freezing;
        this.back = back;
        this.then = then;
    }

    /**
     * Starts it, unless other long work is under way, which is said.
     *
     * @param freezing of the open iteration; {@code null} if there is none
     * @param back     the iteration whose labels are wanted; {@code null} for those that are there
     */
    static void start(Session session, ProjectFile project, String name, Freezing freezing, FrozenIteration back,
            Then then) {
        if (session.task().isPresent()) {
            session.status().message(Kind.WARNING, Words.get("iterations.busy"));
            return;
        }
        IterationJob job = new IterationJob(session, project, name, freezing, back, then);
        session.task(job);
        job.schedule();
    }

    @Override
    protected IStatus run(IProgressMonitor given) {
        monitor = given;
        try {
            Optional<LabelTable> labels = back == null ? Optional.empty()
                    : Optional.of(back.labelling().at(back.entry()));
            List<ClassEntry> classes = back == null ? List.of() : back.classes();
            Optional<Frozen> frozen = freezing == null ? Optional.empty()
                    : Optional.of(freezing.write(session.registry(), this));
            session.ui(() -> end(new Outcome(frozen, labels, classes)));
            return Status.OK_STATUS;
        } catch (CancellationException e) {
            session.ui(() -> {
                session.task(null);
                session.status().message(Kind.INFO, Words.get("iterations.stopped", getName()));
            });
            return Status.CANCEL_STATUS;
        } catch (ToolException | RuntimeException e) {
            Failures.log(e);
            session.ui(() -> {
                session.task(null);
                session.status().message(Kind.ERROR, Failures.text(e));
            });
            return Status.CANCEL_STATUS; // said in the status line
        }
    }

    private void end(Outcome outcome) {
        session.task(null);
        if (session.project().orElse(null) != project)
            return; // closed meanwhile
        if (freezing != null && freezing.stale())
            start(session, project, getName(), freezing.again(project), back, then);
        else
            session.edit(p -> then.done(p, outcome));
    }

    @Override
    public boolean cancelled() {
        return monitor.isCanceled();
    }

    @Override
    public void update(int now, int of, int detections, int errors, String current) {
        if (total == 0)
            monitor.beginTask("", of);
        monitor.worked(now - done);
        done = now;
        total = of;
        if (now % 64 == 0)
            session.ui(() -> session.fire(Session.Event.PROGRESS));
    }

    @Override
    public String words() {
        return total == 0 ? getName() : Words.get("iterations.progress", getName(), done, total);
    }

    @Override
    public double fraction() {
        return total == 0 ? 0 : (double) done / total;
    }
}
