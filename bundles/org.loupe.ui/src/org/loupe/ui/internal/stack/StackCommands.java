package org.loupe.ui.internal.stack;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.ui.PlatformUI;
import org.loupe.ui.Session;

/** What the commands on a stack of classifiers do. */
public final class StackCommands {

    private StackCommands() {
    }

    /** Trains all levels of the chosen recipe. */
    public static final class Train extends AbstractHandler {
        @Override
        public boolean isEnabled() {
            return StackTrainer.obstacle(PlatformUI.getWorkbench().getService(Session.class)).isEmpty();
        }

        @Override
        public Object execute(ExecutionEvent event) {
            StackTrainer.start(PlatformUI.getWorkbench().getService(Session.class));
            return null;
        }
    }

    /** Shows how good each level is. */
    public static final class Report extends AbstractHandler {
        @Override
        public Object execute(ExecutionEvent event) {
            StackTrainer.show();
            return null;
        }
    }
}
