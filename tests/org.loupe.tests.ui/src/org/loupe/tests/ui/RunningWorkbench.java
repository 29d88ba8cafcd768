package org.loupe.tests.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.loupe.ui.internal.WorkbenchApplication;

/**
 * Opens the real workbench once, on a UI thread of its own; the tests drive it from their thread, as a user would:
 * {@code @ExtendWith(RunningWorkbench.class)}. Closed after the last test.
 */
public final class RunningWorkbench implements BeforeAllCallback, CloseableResource {
    private static final long START_MILLIS = 120_000;

    private Thread thread;
    private Path projects;

    @Override public void beforeAll(ExtensionContext context) {
        context.getRoot().getStore(Namespace.GLOBAL).getOrComputeIfAbsent(RunningWorkbench.class, key -> {
            start();
            return this;
        });
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
    }

    @Override public void close() throws Exception {
        ui(() -> PlatformUI.getWorkbench().close());
        thread.join(30_000);
        try (Stream<Path> files = Files.walk(projects)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList())
                Files.delete(file);
        }
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

    /** Writes what the screen shows of the window, its menu included, to {@code target/screenshots/<name>.png}. */
    public static Path screenshot(String name) throws Exception {
        Path folder = Files.createDirectories(Path.of(System.getProperty("loupe.screenshots", "screenshots")));
        Path file = folder.resolve(name + ".png");
        return ui(() -> {
            Shell shell = PlatformUI.getWorkbench().getWorkbenchWindows()[0].getShell();
            while (display().readAndDispatch()) {
                // everything that waits to be painted
            }
            Rectangle client = shell.getClientArea();
            Point inner = shell.toDisplay(client.x, client.y), outer = shell.getLocation();
            Image image = new Image(display(), inner.x + client.width - outer.x, inner.y + client.height - outer.y);
            GC screen = new GC(display());
            try {
                screen.copyArea(image, outer.x, outer.y);
                ImageLoader loader = new ImageLoader();
                loader.data = new ImageData[] { image.getImageData() };
                loader.save(file.toString(), SWT.IMAGE_PNG);
            } finally {
                screen.dispose();
                image.dispose();
            }
            return file;
        });
    }
}
