package org.loupe.ui;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.eclipse.swt.widgets.Display;
import org.loupe.api.ToolException;
import org.loupe.model.RunEntry;
import org.loupe.store.ImageRow;
import org.loupe.store.RunReader;

/**
 * The results of a run, asked for on a thread of their own and answered on the UI thread. What is asked for by every
 * paint (classes, images) is kept. What is looked at is answered before what will be wanted.
 */
public final class RunResults implements AutoCloseable {

    /** A question to the store. */
    @FunctionalInterface
    public interface Question<T> {
        /** Asked on the thread of the run's results. */
        T ask(RunReader reader) throws ToolException;
    }

    /** How soon an answer is wanted. */
    public enum Urgency {
        /** The eye waits for it: the rows in sight. */
        SIGHT,
        /** Everything else. */
        USUAL,
        /** Wanted soon: all rows of a listing, the points of a plot. */
        LATER
    }

    private record Known(List<ImageRow> images, Map<String, ImageRow> byName, List<String> classes,
            List<String> features, long detections, long errors) {
    }

    private final RunEntry entry;
    private final RunReader reader;
    private final Display display;
    private final ThreadPoolExecutor thread;
    private final AtomicLong asked = new AtomicLong();
    private volatile Known known;
    private volatile boolean closed;

    private RunResults(RunEntry entry, RunReader reader, Display display) {
        this.entry = entry;
        this.reader = reader;
        this.display = display;
        thread = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new PriorityBlockingQueue<>(), work -> {
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
        ask(Urgency.USUAL, () -> true, question, answer, failed);
    }

    /**
     * Asks the store and gives the answer to the UI thread, unless the run was closed meanwhile or nobody wants it any
     * more.
     *
     * @param wanted asked on the thread of the run's results before the question is put; if false it is dropped
     * @param answer on the UI thread
     * @param failed on the UI thread
     */
    public <T> void ask(Urgency urgency, BooleanSupplier wanted, Question<T> question, Consumer<T> answer,
            Consumer<ToolException> failed) {
        try {
            thread.execute(new Asked(urgency.ordinal(), asked.getAndIncrement(), () -> {
                if (closed || !wanted.getAsBoolean())
                    return;
                try {
                    T found = question.ask(reader);
                    reply(() -> answer.accept(found));
                } catch (ToolException e) {
                    reply(() -> failed.accept(e));
                } catch (RuntimeException e) {
                    Failures.log(e); // a mistake in a question must not silence those after it
                }
            }));
        } catch (RejectedExecutionException e) {
            // closed: nobody waits for the answer any more
        }
    }

    /** A question in the queue: the urgent first, else the earlier. */
    private record Asked(int urgency, long number, Runnable work) implements Runnable, Comparable<Asked> {
        @Override
        public void run() {
            work.run();
        }

        @Override
        public int compareTo(Asked other) {
            int first = Integer.compare(urgency, other.urgency);
            return first != 0 ? first : Long.compare(number, other.number);
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
        thread.execute(new Asked(Urgency.values().length, Long.MAX_VALUE, reader::close));
        thread.shutdown();
    }
}
