package org.loupe.ui;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

import org.eclipse.swt.widgets.Display;
import org.loupe.api.ToolException;
import org.loupe.model.RunEntry;
import org.loupe.store.ImageRow;
import org.loupe.store.RunReader;

/**
 * The results of a run, asked for on a thread of their own and answered on the UI thread. What is asked for by every
 * paint (classes, images) is kept.
 */
public final class RunResults implements AutoCloseable {

    /** A question to the store. */
    @FunctionalInterface
    public interface Question<T> {
        /** Asked on the thread of the run's results. */
        T ask(RunReader reader) throws ToolException;
    }

    private record Known(List<ImageRow> images, Map<String, ImageRow> byName, List<String> classes,
            List<String> features, long detections, long errors) {
    }

    private final RunEntry entry;
    private final RunReader reader;
    private final Display display;
    private final ExecutorService thread;
    private volatile Known known;
    private volatile boolean closed;

    private RunResults(RunEntry entry, RunReader reader, Display display) {
        this.entry = entry;
        this.reader = reader;
        this.display = display;
        thread = Executors.newSingleThreadExecutor(work -> {
            Thread made = new Thread(work, "Loupe run results");
            made.setDaemon(true);
            return made;
        });
        known = know(reader);
    }

    /**
     * Opens the results of a run. Not on the UI thread.
     *
     * @throws ToolException if the folder holds no run or cannot be read
     */
    public static RunResults open(RunEntry entry, Path folder, Display display) throws ToolException {
        return new RunResults(entry, RunReader.open(folder), display);
    }

    private static Known know(RunReader reader) {
        List<ImageRow> images = List.copyOf(reader.images());
        Map<String, ImageRow> byName = new HashMap<>();
        images.forEach(image -> byName.put(image.image(), image));
        return new Known(images, byName, reader.classNames(), reader.featureNames(), reader.detectionCount(),
                reader.errorCount());
    }

    /** The run in the project's model; UI thread only. */
    public RunEntry entry() {
        return entry;
    }

    /** Its images, in the order of the run. */
    public List<ImageRow> images() {
        return known.images;
    }

    /** What the run holds of an image. */
    public Optional<ImageRow> image(String name) {
        return Optional.ofNullable(known.byName.get(name));
    }

    /** Names of the classes; a class's place in the list decides its colour. */
    public List<String> classes() {
        return known.classes;
    }

    /** Names of the features. */
    public List<String> features() {
        return known.features;
    }

    /** Number of detections. */
    public long detections() {
        return known.detections;
    }

    /** Number of images that could not be inspected. */
    public long errors() {
        return known.errors;
    }

    /**
     * Asks the store and gives the answer to the UI thread, unless the run was closed meanwhile.
     *
     * @param answer on the UI thread
     * @param failed on the UI thread
     */
    public <T> void ask(Question<T> question, Consumer<T> answer, Consumer<ToolException> failed) {
        try {
            thread.execute(() -> {
                if (closed)
                    return;
                try {
                    T found = question.ask(reader);
                    reply(() -> answer.accept(found));
                } catch (ToolException e) {
                    reply(() -> failed.accept(e));
                }
            });
        } catch (RejectedExecutionException e) {
            // closed: nobody waits for the answer any more
        }
    }

    /** Asks the store; a failure is logged. */
    public <T> void ask(Question<T> question, Consumer<T> answer) {
        ask(question, answer, Failures::log);
    }

    /** Looks for what was written since; {@code changed} is called on the UI thread if there was any. */
    public void refresh(Runnable changed) {
        ask(reader -> {
            boolean more = reader.refresh();
            if (more)
                known = know(reader);
            return more;
        }, more -> {
            if (more)
                changed.run();
        });
    }

    private void reply(Runnable answer) {
        if (!closed && !display.isDisposed())
            display.asyncExec(() -> {
                if (!closed)
                    answer.run();
            });
    }

    /** Ends its thread and closes the store. */
    @Override
    public void close() {
        closed = true;
        thread.execute(reader::close);
        thread.shutdown();
    }
}
