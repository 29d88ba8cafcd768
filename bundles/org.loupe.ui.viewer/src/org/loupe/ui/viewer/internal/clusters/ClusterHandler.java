package org.loupe.ui.viewer.internal.clusters;

import java.util.List;
import java.util.Optional;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.IExecutableExtension;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.WorkbenchException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.loupe.model.ClusteringEntry;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;
import org.loupe.ui.internal.ClusterPerspective;

/** Runs a {@link ClusterAction}. Named in plugin.xml as {@code ClusterHandler:ACTION}. */
public final class ClusterHandler extends AbstractHandler implements IExecutableExtension {
    private ClusterAction action;

    @Override
    public void setInitializationData(IConfigurationElement config, String property, Object data) {
        action = ClusterAction.valueOf((String) data);
    }

    private static Session session() {
        return PlatformUI.getWorkbench().getService(Session.class);
    }

    private static IWorkbenchPage page() {
        IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
        return window == null ? null : window.getActivePage();
    }

    @Override
    public boolean isEnabled() {
        return PlatformUI.isWorkbenchRunning() && page() != null
                && action.possible(ClusterDesk.of(session()), page());
    }

    @Override
    public Object execute(ExecutionEvent event) {
        ClusterDesk desk = ClusterDesk.of(session());
        if (page() != null && action.possible(desk, page()))
            action.run(desk, page());
        return null;
    }

    /** Shows a clustering in the perspective of clusters. */
    public static final class Open extends AbstractHandler {
        @Override
        public Object execute(ExecutionEvent event) throws ExecutionException {
            IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindowChecked(event);
            Optional<ClusteringEntry> entry = entry(window);
            if (entry.isEmpty())
                return null;
            try {
                IWorkbenchPage page = PlatformUI.getWorkbench().showPerspective(ClusterPerspective.ID, window);
                session().subject(entry.get());
                ClustersEditor.show(page, true);
                ClusterOpening.of(session()).open(entry.get());
            } catch (WorkbenchException e) {
                Failures.log(e);
            }
            return null;
        }

        /** The clustering that is chosen in the active part, or was by what made it; else the last one. */
        private static Optional<ClusteringEntry> entry(IWorkbenchWindow window) {
            Object selected = window != null && window.getSelectionService()
                    .getSelection() instanceof IStructuredSelection chosen && chosen.size() == 1
                            ? chosen.getFirstElement() : null;
            ClusteringEntry shown = ClusterDesk.of(session()).entry().orElse(null);
            for (Object one : new Object[] { selected, session().subject().orElse(null) })
                if (one instanceof ClusteringEntry entry && entry != shown && ofProject(entry))
                    return Optional.of(entry);
            List<ClusteringEntry> all = session().project().map(p -> List.copyOf(p.project().getClusterings()))
                    .orElse(List.of());
            return shown != null ? Optional.of(shown)
                    : all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
        }

        private static boolean ofProject(ClusteringEntry entry) {
            return session().project().filter(p -> p.project() == entry.eContainer()).isPresent();
        }

        @Override
        public boolean isEnabled() {
            return PlatformUI.isWorkbenchRunning() && session().project()
                    .filter(p -> !p.project().getClusterings().isEmpty()).isPresent();
        }
    }
}
