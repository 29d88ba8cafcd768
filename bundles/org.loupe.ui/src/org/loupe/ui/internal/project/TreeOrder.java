package org.loupe.ui.internal.project;

import org.eclipse.jface.util.LocalSelectionTransfer;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.TreeViewer;
import org.eclipse.jface.viewers.ViewerDropAdapter;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DragSourceAdapter;
import org.eclipse.swt.dnd.DragSourceEvent;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.dnd.TransferData;
import org.loupe.model.Named;
import org.loupe.ui.Session;

/** Lets objects be dragged to another place among their siblings, where people give the order. */
public final class TreeOrder {

    private TreeOrder() {
    }

    /** Allows it in the project's tree. */
    public static void allow(TreeViewer tree, Session session) {
        Transfer[] types = { LocalSelectionTransfer.getTransfer() };
        tree.addDragSupport(DND.DROP_MOVE, types, new DragSourceAdapter() {
            @Override
            public void dragStart(DragSourceEvent event) {
                event.doit = moved(tree.getStructuredSelection()) != null
                        && session.project().filter(p -> !p.readOnly()).isPresent();
                LocalSelectionTransfer.getTransfer().setSelection(tree.getStructuredSelection());
            }

            @Override
            public void dragFinished(DragSourceEvent event) {
                LocalSelectionTransfer.getTransfer().setSelection(null);
            }
        });
        tree.addDropSupport(DND.DROP_MOVE, types, new ViewerDropAdapter(tree) {
            @Override
            public boolean validateDrop(Object target, int operation, TransferData type) {
                Named moved = LocalSelectionTransfer.getTransfer().getSelection() instanceof IStructuredSelection s
                        ? moved(s) : null;
                return moved != null && target instanceof Named sibling && sibling != moved
                        && sibling.eContainer() == moved.eContainer()
                        && sibling.eContainmentFeature() == moved.eContainmentFeature();
            }

            @Override
            public boolean performDrop(Object data) {
                Named moved = moved((IStructuredSelection) data), target = (Named) getCurrentTarget();
                java.util.List<?> all = (java.util.List<?>) moved.eContainer().eGet(moved.eContainmentFeature());
                int from = all.indexOf(moved), to = all.indexOf(target);
                boolean behind = getCurrentLocation() != LOCATION_BEFORE;
                ProjectEdits.move(session, moved, from < to ? behind ? to : to - 1 : behind ? to + 1 : to);
                return true;
            }
        });
    }

    private static Named moved(IStructuredSelection selection) {
        return selection.size() == 1 && selection.getFirstElement() instanceof Named named
                && Group.of(named) != null && Group.of(named).ordered() ? named : null;
    }
}
