package org.loupe.ui.viewer.internal.tiles;

import java.util.List;
import java.util.function.Consumer;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.ui.progress.IProgressConstants;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.engine.Progress;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Task;
import org.loupe.ui.Words;
import org.loupe.workspace.labels.AutoLabeling;
import org.loupe.workspace.labels.AutoLabeling.Findings;

/** An auto-labeler at work in the background: progress, time left, cancel. */
final class AutoLabelJob extends Job implements Progress, Task {
    private static final long TELL_NS = 100_000_000;

    /** Opens an auto-labeler, on the job's thread, so it may read files. */
    @FunctionalInterface
    interface Source {
        /** @throws ToolException if it cannot be opened, or cannot look at any image */
        Findings with(AutoLabels.Use use) throws ToolException;
    }

    private final Session session;
    private final String name;
    private final Source source;
    private final List<Item> items;
    private final Consumer<Findings> then;
    private volatile IProgressMonitor monitor;
    private volatile boolean stopped;
    private volatile int done, errors;
    private volatile long started;
    private long told;

    private AutoLabelJob(Session session, String name, Source source, List<Item> items, Consumer<Findings> then) {
        super(Words.get("job.autoLabel", name));
        this.session = session;
        this.name = name;
        this.source = source;
        this.items = List.copyOf(items);
        this.then = then;
        setUser(false);
        setProperty(IProgressConstants.KEEPONE_PROPERTY, Boolean.TRUE);
    }

    /** Starts one. UI thread. @param then gets what was found, on the UI thread, also if it was cancelled */
    static void start(Session session, String name, Source source, List<Item> items, Consumer<Findings> then) {
        AutoLabelJob job = new AutoLabelJob(session, name, source, items, then);
        session.task(job);
        job.schedule();
    }

    @Override
    protected IStatus run(IProgressMonitor given) {
        monitor = given;
        started = System.nanoTime();
        given.beginTask(getName(), items.size());
        try {
            Findings findings = source.with(labeler -> AutoLabeling.look(labeler, items, this));
            session.ui(() -> {
                session.task(null);
                then.accept(findings);
            });
            return findings.cancelled() ? Status.CANCEL_STATUS : Status.OK_STATUS;
        } catch (ToolException | RuntimeException e) {
            session.ui(() -> {
                session.task(null);
                session.status().message(Kind.ERROR, Words.get("autoLabel.failed", name, Failures.text(e)));
            });
            Failures.log(e);
            return Status.CANCEL_STATUS; // said in the status line and logged
        } finally {
            given.done();
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
    public void update(int now, int total, int detections, int failed, String current) {
        if (now > done)
            monitor.worked(now - done);
        done = now;
        errors = failed;
        long time = System.nanoTime();
        if (time - told < TELL_NS)
            return;
        told = time;
        session.ui(() -> {
            if (session.task().orElse(null) == this)
                session.fire(Session.Event.PROGRESS);
        });
    }

    @Override
    public double fraction() {
        return (double) done / items.size();
    }

    /** Such as "Auto-labeler golden-board: 172 of 280 tiles, 31.4 tiles/s, 0:04 left". */
    @Override
    public String words() {
        int now = done;
        if (now == 0)
            return Words.get("autoLabel.starting", name, items.size());
        double rate = now / Math.max(0.001, (System.nanoTime() - started) / 1e9);
        return Words.get("autoLabel.progress", name, now, items.size(), Words.number(rate, 1),
                Words.time((items.size() - now) / rate), errors);
    }
}
