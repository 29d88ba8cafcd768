package org.loupe.ui.internal.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.IJobChangeEvent;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.core.runtime.jobs.JobChangeAdapter;
import org.eclipse.ui.progress.IProgressConstants;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.engine.Options;
import org.loupe.engine.Progress;
import org.loupe.engine.Recipe;
import org.loupe.model.ImageSet;
import org.loupe.model.RunEntry;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;
import org.loupe.ui.Task;
import org.loupe.ui.Words;
import org.loupe.workspace.Inspections;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.RunNotes;

/**
 * A run in the background: progress, images per second, time left, cancel. Everything that touches the disk is done on
 * the job's thread; what it says of the project's model is done on the UI thread.
 */
final class RunJob extends Job implements Progress, Task {
    private static final long TELL_NS = 100_000_000;

    /** What is run. */
    record Work(Recipe recipe, List<Item> items, Options options) {
    }

    /** Where a run's recipe and images come from; asked on the job's thread, so it may read files. */
    @FunctionalInterface
    interface Source {
        /** @throws ToolException if they cannot be read any more */
        Work read() throws ToolException;
    }

    private final Session session;
    private final ProjectFile project;
    private final RunReporter reporter;
    private final Source source;
    private final int threads;
    private final int number;
    private final ImageSet imageSet;
    private final int before;
    private final boolean resumed;
    /** Of the model; UI thread only. */
    private RunEntry entry;
    private volatile String name = Words.get("run.new");
    private volatile Path folder;
    private volatile IProgressMonitor monitor;
    private volatile boolean stopped;
    private volatile State state;
    private volatile long started;
    private long told;

    /** How far the run is. */
    private record State(int done, int total, int errors, double seconds) {
    }

    private RunJob(Session session, Runs runs, RunEntry entry, Source source, int threads, ImageSet imageSet,
            int total, String title) {
        super(title);
        this.session = session;
        project = session.project().orElseThrow();
        this.entry = entry;
        this.source = source;
        this.threads = threads;
        this.imageSet = imageSet;
        resumed = entry != null;
        before = resumed ? entry.getImages() - entry.getErrors() : 0;
        number = RunNotes.nextNumber(project);
        reporter = new RunReporter(session, runs, session.chosenRun().orElse(null));
        if (resumed) {
            name = entry.getName();
            folder = project.resolve(entry.getFolder());
        }
        state = new State(0, total, 0, 0);
        setUser(false);
        setProperty(IProgressConstants.KEEPONE_PROPERTY, Boolean.TRUE);
    }

    /**
     * Starts a run. UI thread.
     *
     * @param imageSet what is inspected, or {@code null} if it is no image set of the project
     * @param recipe   its name
     * @param images   how many, or 0 if only the source knows
     */
    static void start(Session session, Runs runs, Source source, ImageSet imageSet, String recipe, int images) {
        new RunJob(session, runs, null, source, 0, imageSet, images, Words.get("job.run", recipe)).begin();
    }

    /** Goes on with a run that was stopped or interrupted. UI thread. @param threads workers */
    static void resume(Session session, Runs runs, RunEntry entry, int threads) {
        new RunJob(session, runs, entry, null, threads, entry.getImageSet(), 0,
                Words.get("job.resume", entry.getName(), entry.getRecipe())).begin();
    }

    private void begin() {
        session.task(this);
        addJobChangeListener(new JobChangeAdapter() {
            @Override
            public void done(IJobChangeEvent event) {
                if (started == 0) // stopped while it still waited for a thread
                    session.ui(() -> session.task(null));
            }
        });
        schedule();
    }

    /** Whether this job writes that run now. UI thread. */
    boolean writes(RunEntry run) {
        Path mine = folder; // known before the model's listeners are told of the entry
        return mine != null && mine.equals(project.resolve(run.getFolder()));
    }

    @Override
    protected IStatus run(IProgressMonitor given) {
        monitor = given;
        started = System.nanoTime();
        try {
            Inspections.Outcome outcome = resumed ? goOn() : make();
            session.ui(() -> finished(outcome));
            return outcome.summary().cancelled() ? Status.CANCEL_STATUS : Status.OK_STATUS;
        } catch (ToolException | RuntimeException e) {
            Optional<RunNotes.Counts> kept = kept();
            double seconds = (System.nanoTime() - started) / 1e9;
            session.ui(() -> failed(e, kept, seconds));
            Failures.log(e);
            return Status.CANCEL_STATUS; // said in the status line and logged; no dialog while people look at images
        } finally {
            given.done();
        }
    }

    private Inspections.Outcome make() throws ToolException {
        Work work = source.read();
        monitor.beginTask(getName(), work.items.size());
        state = new State(0, work.items.size(), 0, 0);
        Path made = Inspections.newFolder(project.runs(), number);
        folder = made;
        name = Words.get("run.name", Integer.parseInt(made.getFileName().toString()));
        session.ui(() -> {
            entry = RunNotes.begin(project, made, work.recipe.name(), imageSet);
            session.fire(Session.Event.PROGRESS);
        });
        return Inspections.run(new Inspections.Request(work.recipe, work.items, made, work.options),
                session.registry(), this);
    }

    private Inspections.Outcome goOn() throws ToolException {
        int items = Inspections.items(folder).size();
        monitor.beginTask(getName(), items);
        state = new State(0, items, 0, 0);
        session.ui(() -> RunNotes.resumed(project, entry));
        return Inspections.resume(folder, threads, session.registry(), this);
    }

    /** What the folder of a run that failed holds; empty if it cannot be read. */
    private Optional<RunNotes.Counts> kept() {
        try {
            return folder == null ? Optional.empty() : Optional.of(RunNotes.Counts.of(folder));
        } catch (ToolException e) {
            return Optional.empty(); // why the run failed is said; that nothing is left is part of it
        }
    }

    @Override
    public boolean cancelled() {
        return stopped || monitor.isCanceled();
    }

    @Override
    protected void canceling() {
        stopped = true;
    }

    @Override
    public void update(int done, int total, int detections, int errors, String current) {
        long now = System.nanoTime();
        State last = state;
        state = new State(done, total, errors, (now - started) / 1e9);
        if (done > last.done)
            monitor.worked(done - last.done);
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
        RunNotes.end(project, entry, outcome);
        session.task(null);
        reporter.finished(entry, outcome, state.total);
    }

    private void failed(Exception why, Optional<RunNotes.Counts> kept, double seconds) {
        if (entry != null)
            RunNotes.failed(project, entry, seconds, kept.orElse(new RunNotes.Counts(entry.getImages(),
                    entry.getErrors(), entry.getDetections(), false)));
        session.task(null);
        reporter.failed(entry, name, why, kept);
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
        if (stopped)
            return Words.get("run.stopping", name);
        if (now.total == 0)
            return Words.get("run.preparing", name);
        int fresh = now.done - before; // images that an earlier part of the run did say nothing of the speed
        if (fresh <= 0)
            return Words.get("run.starting", name, now.total);
        double rate = fresh / Math.max(0.001, now.seconds);
        String text = Words.get("run.progress", name, now.done, now.total, Words.number(rate, 1),
                Words.time((now.total - now.done) / rate));
        return now.errors == 0 ? text : Words.get("run.progressErrors", text, now.errors);
    }
}
