package org.loupe.tests.ui;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
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

    @Override public void beforeAll(ExtensionContext context) {
        context.getRoot().getStore(Namespace.GLOBAL).getOrComputeIfAbsent(RunningWorkbench.class, key -> {
            start();
            return this;
        });
    }

    private void start() {
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
            if (failure.get() != null) throw new IllegalStateException("the workbench did not start; is there a display (xvfb-run)?", failure.get());
            return PlatformUI.isWorkbenchRunning() && PlatformUI.getWorkbench().getWorkbenchWindowCount() > 0 && page() != null;
        });
    }

    @Override public void close() throws InterruptedException {
        ui(() -> PlatformUI.getWorkbench().close());
        thread.join(30_000);
    }

    public static Display display() { return PlatformUI.getWorkbench().getDisplay(); }

    public static IWorkbenchWindow window() { return ui(() -> PlatformUI.getWorkbench().getWorkbenchWindows()[0]); }

    public static IWorkbenchPage page() { return ui(() -> PlatformUI.getWorkbench().getWorkbenchWindows()[0].getActivePage()); }

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
            if (System.nanoTime() > end) throw new AssertionError("after " + millis + " ms it does not hold that " + description);
            try {
                Thread.sleep(30);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** Writes what the control shows to {@code target/screenshots/<name>.png}. */
    public static Path screenshot(Control control, String name) throws Exception {
        Path folder = Files.createDirectories(Path.of(System.getProperty("loupe.screenshots", "screenshots")));
        Path file = folder.resolve(name + ".png");
        return ui(() -> {
            Image image = new Image(control.getDisplay(), control.getSize().x, control.getSize().y);
            GC gc = new GC(control);
            try {
                gc.copyArea(image, 0, 0);
                ImageLoader loader = new ImageLoader();
                loader.data = new ImageData[] { image.getImageData() };
                loader.save(file.toString(), SWT.IMAGE_PNG);
            } finally {
                gc.dispose();
                image.dispose();
            }
            return file;
        });
    }
}
