package org.loupe.ui.viewer.internal.lot;

import java.util.List;
import java.util.Optional;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.WorkbenchException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.loupe.model.WaferEntry;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.WaferPerspective;
import org.loupe.ui.internal.project.ProjectEdits;
import org.loupe.ui.viewer.internal.wafer.WaferDesk;
import org.loupe.ui.viewer.internal.wafer.WaferEditor;
import org.loupe.ui.viewer.internal.wafer.WaferInput;

/** What the commands on the wafers of a project do. */
public final class LotCommands {
    static final String SAMPLE = "org.loupe.ui.file.openWaferSample";

    private LotCommands() {
    }

    private static Session session() {
        return PlatformUI.getWorkbench().getService(Session.class);
    }

    /** The wafer that was chosen last, in the active part or by what brought it in, else the one on the map. */
    static Optional<WaferEntry> wafer() {
        Optional<WaferEntry> onMap = WaferDesk.of(session()).shown().flatMap(shown -> shown.entry());
        IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
        Object selected = window != null && window.getSelectionService()
                .getSelection() instanceof IStructuredSelection chosen && chosen.size() == 1
                        ? chosen.getFirstElement() : null;
        for (Object one : new Object[] { selected, session().subject().orElse(null) })
            if (one instanceof WaferEntry entry && one != onMap.orElse(null) && ofProject(entry))
                return Optional.of(entry);
        return onMap.filter(LotCommands::ofProject);
    }

    private static boolean ofProject(WaferEntry entry) {
        return session().project().filter(p -> p.project() == entry.eContainer()).isPresent();
    }

    /** Opens the map of a wafer, in the perspective that has its figures. */
    public static final class Open extends AbstractHandler {
        @Override
        public Object execute(ExecutionEvent event) throws ExecutionException {
            IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindowChecked(event);
            Optional<WaferEntry> wafer = wafer();
            if (wafer.isEmpty() || session().project().isEmpty())
                return null;
            try {
                IWorkbenchPage page = PlatformUI.getWorkbench().showPerspective(WaferPerspective.ID, window);
                session().subject(wafer.get());
                WaferEditor.show(page, WaferInput.of(session().project().get(), wafer.get()), true);
            } catch (WorkbenchException e) {
                Failures.log(e);
            }
            return null;
        }

        @Override
        public boolean isEnabled() {
            return session().project().isPresent() && wafer().isPresent();
        }
    }

    /** Takes the selected wafer out of the project; its file stays. */
    public static final class Delete extends AbstractHandler {
        @Override
        public Object execute(ExecutionEvent event) throws ExecutionException {
            if (HandlerUtil.getActiveWorkbenchWindowChecked(event).getActivePage()
                    .findView(Ids.LOT_VIEW) instanceof LotView view)
                view.selected().ifPresent(wafer -> ProjectEdits.delete(session(), List.of(wafer)));
            return null;
        }

        @Override
        public boolean isEnabled() {
            return session().project().filter(p -> !p.readOnly()).isPresent() && wafer().isPresent();
        }
    }
}
