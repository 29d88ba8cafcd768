package org.loupe.workspace;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.loupe.api.ToolException;

/**
 * Saves a project by itself, right after each change: its state is taken on the model's thread, in a few milliseconds,
 * and written on a thread of its own. Changes that come while it writes are saved together behind it. What cannot be
 * saved stays a change that is not saved, and is tried again.
 *
 * <p>Methods are called on the model's thread.
 */
public final class Autosaver implements AutoCloseable {
    /** Time between two saves, in ms, so that dragging a slider does not keep the disk busy. */
    private static final long APART = 30;

    /** Is told what became of saving, on the model's thread. */
    public interface Listener {
        /** All changes until now are saved. */
        void saved();

        /** Changes could not be saved; they are tried again. Told once for each reason. */
        void failed(ToolException why);
    }

    private final ProjectFile project;
    private final Executor model;
    private final Listener listener;
    private final long retryMillis;
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "Loupe autosave");
        made.setDaemon(true);
        return made;
    });
    private boolean due, closed;
    private ProjectFile.Snapshot writing;
    private long last = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(APART);
    private String told = "";
    private Future<?> retry;

    /**
     * @param model       runs work on the model's thread later, in order
     * @param retryMillis time after which a save that failed is tried again
     */
    public Autosaver(ProjectFile project, Executor model, Listener listener, long retryMillis) {
        this.project = project;
        this.model = model;
        this.listener = listener;
        this.retryMillis = retryMillis;
    }

    /** Says that the project was changed. */
    public void changed() {
        if (due || closed)
            return;
        due = true;
        long wait = TimeUnit.MILLISECONDS.toNanos(APART) - (System.nanoTime() - last);
        if (wait <= 0)
            model.execute(this::save); // behind the gesture that is under way
        else
            writer.schedule(() -> model.execute(this::save), wait, TimeUnit.NANOSECONDS);
    }

    private void save() {
        if (writing != null || closed) // comes again when it is written
            return;
        due = false;
        if (project.readOnly() || !project.dirty())
            return;
        last = System.nanoTime();
        if (retry != null)
            retry.cancel(false);
        ProjectFile.Snapshot snapshot;
        try {
            snapshot = project.snapshot();
        } catch (ToolException e) {
            failed(e);
            return;
        }
        writing = snapshot;
        writer.execute(() -> {
            snapshot.write();
            model.execute(() -> written(snapshot));
        });
    }

    private void written(ProjectFile.Snapshot snapshot) {
        if (writing == snapshot)
            writing = null;
        Optional<ToolException> failure = snapshot.settle();
        if (closed)
            return;
        if (failure.isPresent()) {
            failed(failure.get());
        } else {
            told = "";
            if (!project.dirty())
                listener.saved();
        }
        if (due) {
            due = false;
            changed();
        }
    }

    private void failed(ToolException why) {
        if (!told.equals(why.getMessage())) {
            told = why.getMessage();
            listener.failed(why);
        }
        retry = writer.schedule(() -> model.execute(() -> {
            if (!due)
                changed();
        }), retryMillis, TimeUnit.MILLISECONDS);
    }

    /**
     * Saves at once what is not saved yet, and waits until it is.
     *
     * @throws ToolException if it cannot be saved; it stays a change that is not saved
     */
    public void flush() throws ToolException {
        await(writer.submit(() -> { }));
        if (writing != null)
            writing.settle();
        if (!project.readOnly() && project.dirty())
            project.save();
    }

    private static void await(Future<?> work) {
        boolean interrupted = false;
        while (true)
            try {
                work.get();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        if (interrupted)
            Thread.currentThread().interrupt();
    }

    /** Ends saving; call {@link #flush} before. */
    @Override
    public void close() {
        closed = true;
        writer.shutdown();
    }
}
