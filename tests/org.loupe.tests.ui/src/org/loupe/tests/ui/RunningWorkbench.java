package org.loupe.tests.ui;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.eclipse.core.runtime.ILogListener;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Platform;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Synchronizer;
import org.eclipse.ui.IPerspectiveDescriptor;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.loupe.ui.Preferences;
import org.loupe.ui.Session;
import org.loupe.ui.Task;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.WorkbenchApplication;

/**
 * Opens the real workbench once, on a UI thread of its own; the tests drive it from their thread, as a user would:
 * {@code @ExtendWith(RunningWorkbench.class)}, with the gestures of {@link User}. Closed after the last test.
 *
 * <p>A test class fails if the platform logged an error while it ran, be it an exception in an event of the UI thread,
 * in a job or in a listener, unless the test announced it by {@link #expectError}.
 */
public final class RunningWorkbench implements BeforeAllCallback, AfterAllCallback, CloseableResource {
    private static final long START_MILLIS = 120_000;
    private static final List<IStatus> ERRORS = new CopyOnWriteArrayList<>();
    private static final List<String> EXPECTED = new CopyOnWriteArrayList<>();
    private static final ILogListener LOG = (status, plugin) -> {
        if (status.matches(IStatus.ERROR))
            ERRORS.add(status);
    };

    private Thread thread;
    private static Path projects;

    @Override public void beforeAll(ExtensionContext context) {
        context.getRoot().getStore(Namespace.GLOBAL).getOrComputeIfAbsent(RunningWorkbench.class, key -> {
            start();
            return this;
        });
        forget();
        ERRORS.clear();
        EXPECTED.clear();
        Platform.addLogListener(LOG);
    }

    /** Closes and deletes what a class before has left, so that each class finds the same. */
    private static void forget() {
        Session session = ui(() -> PlatformUI.getWorkbench().getService(Session.class));
        ui(() -> {
            session.task().ifPresent(Task::cancel);
            return null;
        });
        waitUntil("nothing runs", START_MILLIS, () -> ui(() -> session.task().isEmpty()));
        ui(() -> {
            session.close();
            Preferences.LIVE_PREVIEW.set(true);
            IWorkbenchPage page = window().getActivePage();
            IPerspectiveDescriptor start = page.getPerspective();
            for (IPerspectiveDescriptor each : PlatformUI.getWorkbench().getPerspectiveRegistry().getPerspectives())
                if (!each.equals(start)) {
                    page.setPerspective(each);
                    page.resetPerspective();
                }
            page.setPerspective(start);
            page.hideView(page.findView(Ids.GUIDE_VIEW)); // the parts have the room that they have without it
            return null;
        });
        try {
            delete(projects, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder, boolean itself) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList())
                if (itself || !file.equals(folder))
                    Files.delete(file);
        }
    }

    /** Announces that what this class does logs an error whose text or exception's text contains these words. */
    public static void expectError(String words) { EXPECTED.add(words); }

    @Override public void afterAll(ExtensionContext context) {
        ui(() -> null); // what was already waiting for the UI thread
        Platform.removeLogListener(LOG);
        List<String> unexpected = ERRORS.stream().map(RunningWorkbench::text)
                .filter(text -> EXPECTED.stream().noneMatch(text::contains)).toList();
        if (!unexpected.isEmpty())
            throw new AssertionError("errors were logged while the class ran:\n" + String.join("\n", unexpected));
    }

    private static String text(IStatus status) {
        StringWriter text = new StringWriter();
        text.append(status.getPlugin()).append(": ").append(status.getMessage()).append('\n');
        for (IStatus child : status.getChildren())
            text.append(text(child));
        if (status.getException() != null)
            status.getException().printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    private void start() {
        try {
            projects = Files.createTempDirectory("loupe-projects");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.setProperty("org.loupe.projects", projects.toString());
        AtomicReference<Throwable> failure = new AtomicReference<>();
        thread = new Thread(() -> {
            try {
                new WorkbenchApplication().start(null);
            } catch (Throwable t) {
                failure.set(t);
            }
        }, "workbench");
        thread.start();
        waitUntil("the workbench is open", START_MILLIS, () -> {
            if (failure.get() != null)
                throw new IllegalStateException("the workbench did not start; is there a display (xvfb-run)?",
                        failure.get());
            return PlatformUI.isWorkbenchRunning() && PlatformUI.getWorkbench().getWorkbenchWindowCount() > 0
                    && page() != null;
        });
        Preferences.ANIMATION.set(false); // a gesture has had its effect when it returns
        int late = Integer.getInteger("loupe.late", 0);
        if (late > 0)
            ui(() -> {
                display().setSynchronizer(new Late(display(), late));
                return null;
            });
    }

    /**
     * What threads beside the UI thread bring arrives later by the milliseconds of {@code -Dloupe.late=}, in its order:
     * a test that does not wait for an answer fails then each time, not once in a hundred.
     */
    private static final class Late extends Synchronizer {
        private final ScheduledExecutorService line = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "late answers");
            thread.setDaemon(true);
            return thread;
        });
        private final Thread ui = Thread.currentThread();
        private final int millis;

        Late(Display display, int millis) {
            super(display);
            this.millis = millis;
        }

        @Override protected void asyncExec(Runnable work) {
            if (Thread.currentThread() == ui || work == null)
                super.asyncExec(work);
            else
                line.schedule(() -> super.asyncExec(work), millis, TimeUnit.MILLISECONDS);
        }
    }

    @Override public void close() throws Exception {
        ui(() -> PlatformUI.getWorkbench().close());
        thread.join(30_000);
        delete(projects, true);
    }

    public static Display display() { return PlatformUI.getWorkbench().getDisplay(); }

    public static IWorkbenchWindow window() { return ui(() -> PlatformUI.getWorkbench().getWorkbenchWindows()[0]); }

    public static IWorkbenchPage page() {
        return ui(() -> PlatformUI.getWorkbench().getWorkbenchWindows()[0].getActivePage());
    }

    /** Runs the work on the UI thread and returns its result; what it throws is thrown here. */
    public static <T> T ui(Callable<T> work) {
        AtomicReference<T> result = new AtomicReference<>();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        display().syncExec(() -> {
            try {
                result.set(work.call());
            } catch (Throwable t) {
                failure.set(t);
            }
        });
        if (failure.get() instanceof RuntimeException e) throw e;
        if (failure.get() instanceof Error e) throw e;
        if (failure.get() != null) throw new IllegalStateException(failure.get());
        return result.get();
    }

    /** Waits until the condition, asked on this thread, holds; fails with its description after the time. */
    public static void waitUntil(String description, long millis, BooleanSupplier condition) {
        long end = System.nanoTime() + millis * 1_000_000;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end)
                throw new AssertionError("after " + millis + " ms it does not hold that " + description);
            try {
                Thread.sleep(30);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** Waits where pictures are asked for, so that the next one shows what comes last; nothing else may need the wait. */
    public static void settle(int milliseconds) throws InterruptedException {
        if (pictures().isPresent())
            Thread.sleep(milliseconds);
    }

    /** The folder of the system property {@code loupe.screenshots}; none where that is missing or "none". */
    private static Optional<Path> pictures() {
        return Optional.ofNullable(System.getProperty("loupe.screenshots")).filter(folder -> !folder.equals("none"))
                .map(Path::of);
    }

    /**
     * Writes what the screen shows of the window, its menu included, to {@code <name>.png} in the folder that the system
     * property {@code loupe.screenshots} names; without it, nothing.
     */
    public static void screenshot(String name) throws Exception {
        screenshot(name, window().getShell());
    }

    /** Writes what the screen shows of one control, or of one shell with its menu, to a picture of this name. */
    public static void screenshot(String name, Control shown) throws Exception {
        Optional<Path> wanted = pictures();
        ui(() -> {
            while (display().readAndDispatch()) {
                // everything that waits to be painted
            }
            if (wanted.isEmpty())
                return null;
            Path file = Files.createDirectories(wanted.get()).resolve(name + ".png");
            Rectangle place;
            if (shown instanceof Shell shell) {
                Rectangle client = shell.getClientArea();
                Point inner = shell.toDisplay(client.x, client.y), outer = shell.getLocation();
                place = new Rectangle(outer.x, outer.y, inner.x + client.width - outer.x,
                        inner.y + client.height - outer.y);
            } else {
                place = display().map(shown.getParent(), null, shown.getBounds());
            }
            Image image = new Image(display(), place.width, place.height);
            GC screen = new GC(display());
            try {
                screen.copyArea(image, place.x, place.y);
                ImageLoader loader = new ImageLoader();
                loader.data = new ImageData[] { image.getImageData() };
                loader.save(file.toString(), SWT.IMAGE_PNG);
            } finally {
                screen.dispose();
                image.dispose();
            }
            return null;
        });
    }
}
