package org.loupe.ui.viewer.internal;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

import org.eclipse.swt.widgets.Control;
import org.loupe.api.ToolException;
import org.loupe.ui.Failures;

/**
 * Does the newest of many small requests on a thread of its own; one that is overtaken while it waits is never done,
 * and its result is not told. Ends with its owner. UI thread.
 */
public final class Latest {
    private record Request(Function<BooleanSupplier, Callable<Runnable>> work) {
    }

    private final Control owner;
    private final AtomicReference<Request> next = new AtomicReference<>();
    private final Object lock = new Object();
    private Request newest;
    private volatile boolean closed;

    /** @param name of the thread */
    public Latest(Control owner, String name) {
        this.owner = owner;
        Thread thread = new Thread(this::work, name);
        thread.setDaemon(true);
        thread.setPriority(Thread.NORM_PRIORITY - 1);
        thread.start();
        owner.addDisposeListener(e -> {
            closed = true;
            synchronized (lock) {
                lock.notifyAll();
            }
        });
    }

    /**
     * Asks for something in place of what was asked before.
     *
     * @param work done on the thread; is given whether it is no longer wanted. What goes wrong in a file is not told
     * @param then told the result on the UI thread, unless something else was asked since
     */
    public <T> void ask(Work<T> work, Consumer<T> then) {
        Request[] mine = new Request[1];
        mine[0] = new Request(unwanted -> () -> {
            T result = work.get(unwanted);
            return () -> then.accept(result);
        });
        newest = mine[0];
        synchronized (lock) {
            next.set(mine[0]);
            lock.notifyAll();
        }
    }

    /** No longer wants what was asked. */
    public void forget() {
        newest = null;
        next.set(null);
    }

    /** Something to do off the UI thread. */
    @FunctionalInterface
    public interface Work<T> {
        /** @param unwanted whether the result is no longer wanted */
        T get(BooleanSupplier unwanted) throws ToolException;
    }

    private void work() {
        while (!closed) {
            Request request;
            synchronized (lock) {
                while ((request = next.getAndSet(null)) == null && !closed)
                    try {
                        lock.wait();
                    } catch (InterruptedException e) {
                        return;
                    }
            }
            if (closed)
                return;
            Request mine = request;
            try {
                Runnable tell = request.work.apply(() -> closed || next.get() != null).call();
                if (!closed && !owner.isDisposed())
                    owner.getDisplay().asyncExec(() -> {
                        if (mine == newest && !owner.isDisposed())
                            tell.run();
                    });
            } catch (ToolException | CancellationException e) {
                // the viewer says by itself what is wrong with a file
            } catch (Exception | OutOfMemoryError e) {
                if (!closed)
                    Failures.log(e);
            }
        }
    }
}
