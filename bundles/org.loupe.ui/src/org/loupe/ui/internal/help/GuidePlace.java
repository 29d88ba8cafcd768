package org.loupe.ui.internal.help;

import org.eclipse.e4.ui.model.application.ui.advanced.MPerspective;
import org.eclipse.e4.ui.model.application.ui.advanced.MPlaceholder;
import org.eclipse.e4.ui.model.application.ui.basic.MWindow;
import org.eclipse.e4.ui.workbench.modeling.EModelService;
import org.eclipse.ui.IPerspectiveDescriptor;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PerspectiveAdapter;
import org.loupe.ui.Failures;
import org.loupe.ui.internal.Ids;

/**
 * Keeps the cheat sheet as open or closed as it was when the perspective changes: its steps lead from one perspective
 * to the next, and a step that took the sheet away would be the last one. Perspectives where no step of the
 * sheet leads are left as they are. UI thread.
 */
public final class GuidePlace extends PerspectiveAdapter {
    private final MWindow window;
    private final EModelService models;
    private boolean open;

    private GuidePlace(IWorkbenchWindow window) {
        this.window = window.getService(MWindow.class);
        models = window.getService(EModelService.class);
    }

    /** Follows the perspectives of a window as long as it lives. */
    public static void follow(IWorkbenchWindow window) {
        window.addPerspectiveListener(new GuidePlace(window));
    }

    @Override
    public void perspectiveDeactivated(IWorkbenchPage page, IPerspectiveDescriptor left) {
        if (!Guide.last().without.contains(left.getId()))
            open = shown(left);
    }

    @Override
    public void perspectiveActivated(IWorkbenchPage page, IPerspectiveDescriptor entered) {
        if (Guide.last().without.contains(entered.getId()) || open == shown(entered))
            return;
        if (!open) { // a view can be hidden only once its perspective is in front
            page.getWorkbenchWindow().getShell().getDisplay().asyncExec(() -> {
                if (page.getPerspective() == entered)
                    page.hideView(page.findViewReference(Ids.GUIDE_VIEW));
            });
            return;
        }
        try {
            page.showView(Ids.GUIDE_VIEW, null, IWorkbenchPage.VIEW_VISIBLE);
        } catch (PartInitException e) {
            Failures.log(e);
        }
    }

    private boolean shown(IPerspectiveDescriptor perspective) {
        return models.findElements(window, null, MPerspective.class).stream()
                .filter(p -> p.getElementId().equals(perspective.getId()))
                .flatMap(p -> models.findElements(p, Ids.GUIDE_VIEW, MPlaceholder.class).stream())
                .anyMatch(MPlaceholder::isToBeRendered);
    }
}
