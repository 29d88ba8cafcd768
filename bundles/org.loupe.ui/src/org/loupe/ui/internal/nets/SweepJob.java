package org.loupe.ui.internal.nets;

import java.nio.file.Path;
import java.util.concurrent.CancellationException;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.ui.progress.IProgressConstants;
import org.loupe.api.ToolException;
import org.loupe.engine.Progress;
import org.loupe.engine.Registry;
import org.loupe.engine.nets.NetSweep;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;
import org.loupe.ui.Task;
import org.loupe.ui.Words;
import org.loupe.ui.internal.nets.SweepState.Phase;
import org.loupe.workspace.nets.KeptSweep;
import org.loupe.workspace.nets.NetSweeps;
import org.loupe.workspace.report.NetSweepReport;
import org.loupe.workspace.stack.StackSource;

/**
 * A sweep in the background, in one queue with the trainings of nets. What is done is kept at once: it can be stopped at
 * any time, and scheduled again to go on.
 */
public final class SweepJob extends Job implements Progress, Task, NetSweeps.Watcher {
    private static final long TELL_NS = 300_000_000;

    private final Session session;
    private final Runnable changed;
    private final Registry registry;
    private volatile StackSource source;
    private volatile IProgressMonitor monitor;
    private volatile boolean stopped;
    private boolean failureTold;
    private volatile double fraction;
    private long told;

    // what is told, by the job's thread; read by the UI thread
    private KeptSweep kept;
    private Phase phase = Phase.QUEUED;
    private String problem = "";
    private int setting = -1, repeat = -1;
    private long began;

    /**
     * A sweep that is not scheduled yet.
     *
     * @param sweep   that goes on, or has nothing done yet
     * @param changed called on the UI thread when it has come further
     */
    SweepJob(Session session, KeptSweep sweep, Runnable changed) {
        super(Words.get("job.sweep", sweep.name()));
        this.session = session;
        this.changed = changed;
        kept = sweep;
        registry = session.registry();
        setRule(TrainingJob.ONE_AT_A_TIME);
        setProperty(IProgressConstants.KEEPONE_PROPERTY, Boolean.FALSE);
    }

    /** Begins or goes on, as soon as nothing else learns. UI thread. @param labelled as it is now */
    void begin(StackSource labelled) {
        synchronized (this) {
            source = labelled;
            phase = Phase.QUEUED;
            problem = "";
            stopped = failureTold = false;
        }
        schedule();
    }

    /** Has it end; it can go on later. */
    void end() {
        if (cancel())
            set(Phase.STOPPED, ""); // it had not begun
    }

    /** Whether its failure is asked for the first time. UI thread. */
    boolean failedAnew() {
        boolean anew = !failureTold && state().phase() == Phase.FAILED;
        failureTold |= anew;
        return anew;
    }

    Path folder() {
        return state().folder();
    }

    /** How it stands. Any thread. */
    public synchronized SweepState state() {
        double one = kept.cells().stream().filter(NetSweep.Cell::succeeded).mapToDouble(NetSweep.Cell::seconds)
                .average().orElse(Double.NaN);
        double now = setting < 0 ? 0 : Math.min(one, (System.nanoTime() - began) / 1e9);
        double left = phase == Phase.RUNNING ? one * (kept.total() - kept.cells().size()) - now : Double.NaN;
        return new SweepState(kept, phase, problem, setting, repeat, Math.max(0, left));
    }

    // ---------------------------------------------------------------- the work

    @Override
    protected IStatus run(IProgressMonitor given) {
        monitor = given;
        given.beginTask(getName(), IProgressMonitor.UNKNOWN);
        set(Phase.RUNNING, "");
        Phase after = Phase.FAILED;
        String why = "";
        try {
            check();
            KeptSweep sweep = state().kept();
            NetSweepReport.write(NetSweeps.run(sweep.plan(), source.read(registry), sweep.folder(), registry, this,
                    this), sweep.folder());
            after = Phase.OVER;
        } catch (CancellationException e) {
            after = Phase.STOPPED;
        } catch (ToolException e) {
            why = Failures.text(e);
        } catch (RuntimeException | OutOfMemoryError e) {
            why = e instanceof OutOfMemoryError ? Words.get("net.outOfMemory") : Failures.text(e);
            Failures.log(e);
        } finally {
            source = null;
            given.done();
            set(after, why);
        }
        return after == Phase.STOPPED ? Status.CANCEL_STATUS : Status.OK_STATUS;
    }

    private void set(Phase to, String why) {
        synchronized (this) {
            phase = to;
            problem = why;
            setting = repeat = -1;
        }
        session.ui(changed);
    }

    // ---------------------------------------------------------------- what it tells

    @Override
    public void prepared(KeptSweep sweep) {
        synchronized (this) {
            kept = sweep;
        }
        session.ui(changed);
    }

    @Override
    public synchronized void begins(int combination, int time) {
        setting = combination;
        repeat = time;
        began = System.nanoTime();
        session.ui(changed);
    }

    @Override
    public void done(NetSweep.Cell cell) {
        synchronized (this) {
            kept = kept.with(cell);
            setting = repeat = -1;
        }
        System.getLogger(SweepJob.class.getName()).log(System.Logger.Level.INFO,
                NetSweeps.words(kept.plan().sweep(), cell));
        session.ui(changed);
    }

    @Override
    public void update(int done, int total, int detections, int errors, String current) {
        fraction = (double) done / Math.max(1, total);
        long time = System.nanoTime();
        if (time - told < TELL_NS)
            return;
        told = time;
        monitor.subTask(words());
        session.ui(() -> session.fire(Session.Event.PROGRESS));
    }

    @Override
    public boolean cancelled() {
        return stopped || monitor != null && monitor.isCanceled();
    }

    @Override
    protected void canceling() {
        stopped = true;
    }

    @Override
    public double fraction() {
        return fraction;
    }

    @Override
    public String words() {
        SweepState state = state();
        int done = state.kept().cells().size(), total = state.kept().total();
        return Double.isNaN(state.left()) ? Words.get("sweeps.progress", state.kept().name(), done, total)
                : Words.get("sweeps.progressLeft", state.kept().name(), done, total, Words.time(state.left()));
    }
}
