package org.loupe.ui.internal;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.e4.ui.model.application.ui.MUIElement;
import org.eclipse.e4.ui.model.application.ui.advanced.MPerspective;
import org.eclipse.e4.ui.model.application.ui.basic.MPartStack;
import org.eclipse.e4.ui.model.application.ui.basic.MStackElement;
import org.eclipse.e4.ui.model.application.ui.basic.MWindow;
import org.eclipse.e4.ui.workbench.IPresentationEngine;
import org.eclipse.e4.ui.workbench.modeling.EModelService;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IPerspectiveDescriptor;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PerspectiveAdapter;

/**
 * Fits the perspectives to the window: while it is narrow, the views of the right column are tabs at the foot, so that
 * the image keeps its room; when it is wide again they go back. What the user has put elsewhere stays there. UI thread.
 */
final class Columns {
    /** Points; from this width on there is a right column. */
    static final int WIDE = 1440;
    private static final String MOVED = "org.loupe.ui.movedFromTheRight", FOLDED = "org.loupe.ui.foldedAtFirst";

    private final IWorkbenchWindow window;
    private final EModelService models;

    private Columns(IWorkbenchWindow window) {
        this.window = window;
        models = window.getService(EModelService.class);
    }

    /** Keeps the layout of a window fitting. */
    static void watch(IWorkbenchWindow window) {
        Columns columns = new Columns(window);
        Shell shell = window.getShell();
        shell.addListener(SWT.Resize, e -> shell.getDisplay().asyncExec(columns::fit));
        window.addPerspectiveListener(new PerspectiveAdapter() {
            @Override
            public void perspectiveActivated(IWorkbenchPage page, IPerspectiveDescriptor perspective) {
                shell.getDisplay().asyncExec(columns::fit);
            }

            @Override
            public void perspectiveChanged(IWorkbenchPage page, IPerspectiveDescriptor perspective, String change) {
                if (change.equals(IWorkbenchPage.CHANGE_RESET_COMPLETE))
                    shell.getDisplay().asyncExec(columns::fit);
            }
        });
    }

    private void fit() {
        if (window.getShell() == null || window.getShell().isDisposed())
            return;
        MPerspective perspective = models.getActivePerspective(window.getService(MWindow.class));
        MPartStack right = stack(perspective, Layout.RIGHT), found = stack(perspective, Layout.FOUND);
        if (right != null && found != null) {
            if (window.getShell().getSize().x < WIDE)
                move(right, found, false);
            else
                move(found, right, true);
        }
        MPartStack left = stack(perspective, Layout.LEFT);
        if (left != null && left.getTags().add(FOLDED))
            left.getTags().add(IPresentationEngine.MINIMIZED);
    }

    private MPartStack stack(MPerspective perspective, String id) {
        return perspective != null && models.find(id, perspective) instanceof MPartStack stack ? stack : null;
    }

    /** Moves the views that are open, or of them those that were moved the other way before. */
    private static void move(MPartStack from, MPartStack to, boolean back) {
        List<MStackElement> moving = new ArrayList<>();
        for (MStackElement child : from.getChildren())
            if (child.isToBeRendered() && back == child.getTags().contains(MOVED))
                moving.add(child);
        if (moving.isEmpty())
            return;
        MUIElement front = to.getSelectedElement();
        to.setToBeRendered(true);
        to.setVisible(true);
        int at = 0;
        for (MStackElement child : moving) {
            if (back)
                child.getTags().remove(MOVED);
            else
                child.getTags().add(MOVED);
            if (back)
                to.getChildren().add(at++, child);
            else
                to.getChildren().add(child);
        }
        if (back || front == null)
            to.setSelectedElement(moving.get(0));
        else if (to.getChildren().contains(front))
            to.setSelectedElement((MStackElement) front);
        if (from.getChildren().stream().noneMatch(MUIElement::isToBeRendered))
            from.setToBeRendered(false);
    }
}
