package org.loupe.ui;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;
import java.util.function.Consumer;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.ui.progress.IProgressConstants;
import org.loupe.api.ToolException;
import org.loupe.engine.Progress;
import org.loupe.ui.Status.Kind;

/** Long work in the background that ends with one result: progress in the status line, cancel. */
public final class WorkJob<T> extends Job implements Progress, Task {
    private static final long TELL_NS = 100_000_000;

    /** The work, on the job's thread. */
    @FunctionalInterface
    public interface Work<T> {
        /**
         * @throws ToolException         if it cannot be done
         * @throws CancellationException once the progress is cancelled
         */
        T with(Progress progress) throws ToolException;
    }

    private final Session session;
    private final BiFunction<Integer, Integer, String> words;
    private final Work<T> work;
    private final Consumer<Optional<T>> then;
    private volatile IProgressMonitor monitor;
    private volatile boolean stopped;
    private volatile int done, total = 1;
    private long told;

    private WorkJob(Session session, String name, BiFunction<Integer, Integer, String> words, Work<T> work,
            Consumer<Optional<T>> then) {
        super(name);
        this.session = session;
        this.words = words;
        this.work = work;
        this.then = then;
        setProperty(IProgressConstants.KEEPONE_PROPERTY, Boolean.TRUE);
    }

    /**
     * Starts one. UI thread.
     *
     * @param name  of the job
     * @param words about how far it is: how many of how many. Any thread
     * @param then  gets the result on the UI thread; nothing if it was cancelled or failed, which is said
     */
    public static <T> WorkJob<T> start(Session session, String name, BiFunction<Integer, Integer, String> words,
            Work<T> work, Consumer<Optional<T>> then) {
        WorkJob<T> job = new WorkJob<>(session, name, words, work, then);
        session.task(job);
        job.schedule();
        return job;
    }

    @Override
    protected IStatus run(IProgressMonitor given) {
        monitor = given;
        given.beginTask(getName(), IProgressMonitor.UNKNOWN);
        Optional<T> found = Optional.empty();
        String problem = null;
        try {
            found = Optional.of(work.with(session.registry().lending(session.policy(), this)));
        } catch (CancellationException e) {
            return org.eclipse.core.runtime.Status.CANCEL_STATUS;
        } catch (ToolException e) {
            problem = Failures.text(e);
        } catch (RuntimeException e) {
            problem = Failures.text(e);
            Failures.log(e);
        } finally {
            given.done();
            Optional<T> result = found;
            String why = problem;
            session.ui(() -> {
                if (session.task().orElse(null) == this)
                    session.task(null);
                if (why != null)
                    session.status().message(Kind.ERROR, why);
                then.accept(result);
            });
        }
        return org.eclipse.core.runtime.Status.OK_STATUS; // what failed was said in the status line
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
    public void update(int now, int of, int detections, int errors, String current) {
        done = now;
        total = Math.max(1, of);
        long time = System.nanoTime();
        if (time - told < TELL_NS)
            return;
        told = time;
        monitor.subTask(words());
        session.ui(() -> {
            if (session.task().orElse(null) == this)
                session.fire(Session.Event.PROGRESS);
        });
    }

    @Override
    public double fraction() {
        return (double) done / total;
    }

    @Override
    public String words() {
        return words.apply(done, total);
    }
}
