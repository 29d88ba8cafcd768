package org.loupe.ui.viewer.internal.labelreview;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.ui.PlatformUI;
import org.loupe.ui.internal.Ids;

/** What the commands on splits do; they open the view if need be. */
public final class SplitsCommands {
    static final String SPLIT = "org.loupe.ui.splits.split", FIX = "org.loupe.ui.splits.fix",
            GROUP = "org.loupe.ui.splits.group", ALIKE = "org.loupe.ui.splits.alike";

    private SplitsCommands() {
    }

    /** A command of the view. */
    abstract static class OnView extends AbstractHandler {
        @Override
        public boolean isEnabled() {
            return PlatformUI.isWorkbenchRunning() && LabelReview.session().project().isPresent();
        }

        @Override
        public Object execute(ExecutionEvent event) {
            LabelReview.view(Ids.SPLITS_VIEW, SplitsView.class).ifPresent(this::run);
            return null;
        }

        abstract void run(SplitsView view);
    }

    /** Splits the tiles by the rule. */
    public static final class Split extends OnView {
        @Override
        void run(SplitsView view) {
            view.split();
        }
    }

    /** Closes what leaks. */
    public static final class Fix extends OnView {
        @Override
        void run(SplitsView view) {
            view.fix();
        }
    }

    /** Offers what tiles are grouped by. */
    public static final class Group extends OnView {
        @Override
        void run(SplitsView view) {
            view.groupMenu();
        }
    }

    /** Looks for tiles that look alike. */
    public static final class Alike extends OnView {
        @Override
        void run(SplitsView view) {
            view.lookForAlike();
        }
    }
}
