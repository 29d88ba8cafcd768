package org.loupe.ui.viewer.internal.tiles;

import java.util.Optional;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.ui.PlatformUI;
import org.loupe.ui.internal.Ids;

/** What the commands on the history of labels do. */
public final class HistoryCommands {
    static final String BACK_TO = "org.loupe.ui.label.history.backTo", WHO = "org.loupe.ui.label.history.who";

    private HistoryCommands() {
    }

    private static Optional<LabelHistoryView> view() {
        return TileCommands.page().map(p -> p.findView(Ids.LABEL_HISTORY_VIEW))
                .filter(LabelHistoryView.class::isInstance).map(LabelHistoryView.class::cast);
    }

    /** Makes the labels as they were after the selected entry. */
    public static final class BackTo extends AbstractHandler {
        @Override
        public boolean isEnabled() {
            return PlatformUI.isWorkbenchRunning() && view().isPresent();
        }

        @Override
        public Object execute(ExecutionEvent event) {
            view().filter(LabelHistoryView::canGoBack).ifPresent(LabelHistoryView::goBack);
            return null;
        }
    }

    /** Offers whose entries are listed. */
    public static final class Who extends AbstractHandler {
        @Override
        public boolean isEnabled() {
            return PlatformUI.isWorkbenchRunning() && view().isPresent();
        }

        @Override
        public Object execute(ExecutionEvent event) {
            view().ifPresent(LabelHistoryView::whoMenu);
            return null;
        }
    }
}
