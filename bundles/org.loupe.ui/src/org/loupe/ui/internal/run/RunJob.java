package org.loupe.ui.internal.run;

import java.nio.file.Path;
import java.util.List;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.ui.progress.IProgressConstants;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.engine.Options;
import org.loupe.engine.Progress;
import org.loupe.engine.Recipe;
import org.loupe.engine.Zones;
import org.loupe.model.RunEntry;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Task;
import org.loupe.ui.Words;
import org.loupe.workspace.ImageSets;
import org.loupe.workspace.Inspections;
import org.loupe.workspace.ProjectFile;

/** A recipe over images in the background: progress, images per second, time left, cancel. */
public final class RunJob extends Job implements Progress, Task {
    private static final long TELL_NS = 100_000_000;

    private final Session session;
    private final ProjectFile project;
    private final RunEntry entry;
    private final String name;
    private final Inspections.Request request;
    private volatile IProgressMonitor monitor;
    private volatile State state;
    private long started, told;

    /** How far the run is. */
    private record State(int done, int total, int detections, int errors, double seconds) {
    }

    private RunJob(Session session, ProjectFile project, RunEntry entry, Inspections.Request request) {
        super(Words.get("job.run", entry.getName(), request.recipe().name()));
        this.session = session;
        this.project = project;
        this.entry = entry;
        this.request = request;
        name = entry.getName();
        state = new State(0, request.items().size(), 0, 0, 0);
        setUser(false);
        setProperty(IProgressConstants.KEEPONE_PROPERTY, Boolean.TRUE);
    }

    /**
     * Notes a run in the project and starts it. UI thread.
     *
     * @throws ToolException if its folder cannot be made
     */
    public static RunJob start(Session session, ProjectFile project, Recipe recipe, List<Item> items)
            throws ToolException {
        RunEntry entry = project.begin(recipe, session.imageSet().orElse(null));
        Path folder = project.resolve(entry.getFolder());
        RunJob job = new RunJob(session, project, entry, new Inspections.Request(recipe, items, folder,
                Options.defaults().policy(session.policy())
                        .zones(session.imageSet().map(ImageSets::zones).orElse(Zones.NONE))));
        session.task(job);
        job.schedule();
        return job;
    }

    @Override
    protected IStatus run(IProgressMonitor given) {
        monitor = given;
        started = System.nanoTime();
        given.beginTask(getName(), request.items().size());
        try {
            Inspections.Outcome outcome = Inspections.run(request, session.registry(), this);
            session.ui(() -> finished(outcome));
            return outcome.summary().cancelled() ? Status.CANCEL_STATUS : Status.OK_STATUS;
        } catch (ToolException | RuntimeException e) {
            session.ui(() -> failed(e));
            Failures.log(e);
            return Status.CANCEL_STATUS; // said in the status line and logged; no dialog while people look at images
        } finally {
            given.done();
        }
    }

    @Override
    public boolean cancelled() {
        return monitor.isCanceled();
    }

    @Override
    public void update(int done, int total, int detections, int errors, String current) {
        long now = System.nanoTime();
        State before = state;
        state = new State(done, total, detections, errors, (now - started) / 1e9);
        if (done > before.done)
            monitor.worked(done - before.done);
        if (now - told < TELL_NS && done < total)
            return;
        told = now;
        monitor.subTask(words());
        session.ui(() -> {
            if (session.task().orElse(null) == this)
                session.fire(Session.Event.PROGRESS);
        });
    }

    private void finished(Inspections.Outcome outcome) {
        project.end(entry, outcome);
        session.task(null);
        session.show(entry);
        String time = Words.time(outcome.summary().seconds());
        if (outcome.summary().cancelled())
            session.status().message(Kind.INFO, Words.get("run.cancelled", name, outcome.images(),
                    request.items().size()));
        else
            session.status().message(outcome.errors() > 0 ? Kind.WARNING : Kind.INFO, Words.get("run.finished", name,
                    outcome.images(), outcome.detections(), outcome.errors(), time));
    }

    private void failed(Exception e) {
        project.failed(entry);
        session.task(null);
        session.status().message(Kind.ERROR, Words.get("run.failed", name, Failures.text(e)));
    }

    @Override
    public double fraction() {
        State now = state;
        return now.total == 0 ? 0 : (double) now.done / now.total;
    }

    /** Such as "Run 15: 172 of 280 images, 31.4 img/s, 0:04 left, 2 errors". */
    @Override
    public String words() {
        State now = state;
        if (now.done == 0)
            return Words.get("run.starting", name, now.total);
        double rate = now.done / Math.max(0.001, now.seconds);
        String text = Words.get("run.progress", name, now.done, now.total, Words.number(rate, 1),
                Words.time((now.total - now.done) / rate));
        return now.errors == 0 ? text : Words.get("run.progressErrors", text, now.errors);
    }
}
