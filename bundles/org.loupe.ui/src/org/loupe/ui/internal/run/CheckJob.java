package org.loupe.ui.internal.run;

import java.nio.file.Path;
import java.util.function.Consumer;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.ui.progress.IProgressConstants;
import org.loupe.api.ToolException;
import org.loupe.engine.Progress;
import org.loupe.ui.Failures;
import org.loupe.ui.Preferences;
import org.loupe.ui.Session;
import org.loupe.ui.Task;
import org.loupe.ui.Words;
import org.loupe.workspace.Verification;

/** Makes a run again in the background and compares; what comes out is kept in the run's folder. */
final class CheckJob extends Job implements Progress, Task {
    private static final long TELL_NS = 100_000_000;

    private final Session session;
    private final String name;
    private final Path folder;
    private final Consumer<Verification.Report> done;
    private final Consumer<ToolException> failed;
    private volatile IProgressMonitor monitor;
    private volatile int checked, total;
    private volatile boolean stopped;
    private volatile long started;
    private long told;

    /**
     * @param name   of the run
     * @param folder of its results
     * @param done   on the UI thread
     * @param failed on the UI thread
     */
    CheckJob(Session session, String name, Path folder, Consumer<Verification.Report> done,
            Consumer<ToolException> failed) {
        super(Words.get("job.check", name));
        this.session = session;
        this.name = name;
        this.folder = folder;
        this.done = done;
        this.failed = failed;
        setProperty(IProgressConstants.KEEPONE_PROPERTY, Boolean.TRUE);
    }

    @Override
    protected IStatus run(IProgressMonitor given) {
        monitor = given;
        started = System.nanoTime();
        given.beginTask(getName(), IProgressMonitor.UNKNOWN);
        try {
            Verification.Report report = Verification.check(folder, Preferences.options().threads(),
                    session.registry(), this);
            if (!report.cancelled())
                keep(report);
            session.ui(() -> done.accept(report));
            return report.cancelled() ? Status.CANCEL_STATUS : Status.OK_STATUS;
        } catch (ToolException e) {
            session.ui(() -> failed.accept(e));
            return Status.CANCEL_STATUS; // said in the status line
        } finally {
            given.done();
        }
    }

    private void keep(Verification.Report report) {
        try {
            Verification.keep(folder, report);
        } catch (ToolException e) {
            Failures.log(e); // the result is said all the same; it is only not there after the next start
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
    public void update(int finished, int of, int detections, int errors, String current) {
        long now = System.nanoTime();
        checked = finished;
        total = of;
        if (now - told < TELL_NS && finished < of)
            return;
        told = now;
        monitor.subTask(words());
        session.ui(() -> {
            if (session.task().orElse(null) == this)
                session.fire(Session.Event.PROGRESS);
        });
    }

    @Override
    public double fraction() {
        return total == 0 ? 0 : (double) checked / total;
    }

    @Override
    public String words() {
        if (stopped)
            return Words.get("run.stopping", Words.get("check.name", name));
        if (checked == 0)
            return Words.get("check.starting", name);
        double rate = checked / Math.max(0.001, (System.nanoTime() - started) / 1e9);
        return Words.get("check.progress", name, checked, total, Words.number(rate, 1),
                Words.time((total - checked) / rate));
    }
}
