package org.loupe.ui.viewer.internal.wafer;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.IHandler;

/** Handlers that a part makes for itself. */
final class Handlers {

    private Handlers() {
    }

    /** One that runs something. */
    static IHandler of(Runnable action) {
        return new AbstractHandler() {
            @Override
            public Object execute(ExecutionEvent event) {
                action.run();
                return null;
            }
        };
    }
}
