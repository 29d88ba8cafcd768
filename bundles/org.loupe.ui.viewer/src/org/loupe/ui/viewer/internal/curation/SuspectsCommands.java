package org.loupe.ui.viewer.internal.curation;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.ui.PlatformUI;
import org.loupe.ui.Session;

/** What the commands on labels in doubt do. */
public final class SuspectsCommands {
    static final String FIND = "org.loupe.ui.suspects.find", ACCEPT = "org.loupe.ui.suspects.accept",
            KEEP = "org.loupe.ui.suspects.keep", NEXT = "org.loupe.ui.suspects.next",
            PREVIOUS = "org.loupe.ui.suspects.previous", SHOW = "org.loupe.ui.suspects.show";

    private SuspectsCommands() {
    }

    private static Session session() {
        return PlatformUI.getWorkbench().getService(Session.class);
    }

    /** A command on labels in doubt. */
    abstract static class OnSuspects extends AbstractHandler {
        @Override
        public boolean isEnabled() {
            return PlatformUI.isWorkbenchRunning() && session().project().isPresent() && possible(Curating.of(session()));
        }

        @Override
        public Object execute(ExecutionEvent event) {
            run(Curating.of(session()));
            return null;
        }

        boolean possible(Curating curating) {
            return !curating.shown().isEmpty();
        }

        abstract void run(Curating curating);
    }

    /** Looks for labels in doubt. */
    public static final class Find extends OnSuspects {
        @Override
        boolean possible(Curating curating) {
            return !curating.finding();
        }

        @Override
        void run(Curating curating) {
            curating.findSuspects();
        }
    }

    /** Takes the suggested class. */
    public static final class Accept extends OnSuspects {
        @Override
        void run(Curating curating) {
            curating.accept();
        }
    }

    /** Stands by the given class. */
    public static final class Keep extends OnSuspects {
        @Override
        void run(Curating curating) {
            curating.keep();
        }
    }

    /** Goes on without a decision. */
    public static final class Next extends OnSuspects {
        @Override
        void run(Curating curating) {
            curating.choose(curating.chosen() + 1);
        }
    }

    /** Goes back without a decision. */
    public static final class Previous extends OnSuspects {
        @Override
        void run(Curating curating) {
            curating.choose(Math.max(0, curating.chosen() - 1));
        }
    }

    /** Goes to the viewer. */
    public static final class Show extends OnSuspects {
        @Override
        boolean possible(Curating curating) {
            return curating.chosen() >= 0 && curating.chosen() < curating.shown().size();
        }

        @Override
        void run(Curating curating) {
            curating.show(curating.shown().get(curating.chosen()), true);
        }
    }
}
