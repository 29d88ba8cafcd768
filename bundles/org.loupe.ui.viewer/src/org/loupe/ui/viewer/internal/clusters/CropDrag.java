package org.loupe.ui.viewer.internal.clusters;

import java.util.List;

import org.eclipse.jface.util.LocalSelectionTransfer;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DragSource;
import org.eclipse.swt.dnd.DragSourceAdapter;
import org.eclipse.swt.dnd.DragSourceEvent;
import org.eclipse.swt.dnd.DropTarget;
import org.eclipse.swt.dnd.DropTargetAdapter;
import org.eclipse.swt.dnd.DropTargetEvent;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Control;
import org.loupe.ui.viewer.CropPlace;

/**
 * Crops are dragged from part to part: those that are selected, as the places where they are cut out, so that the label
 * book takes them too. UI thread.
 */
final class CropDrag {
    private static final int MOST = 200;

    private CropDrag() {
    }

    /** Which crop lies at a point. */
    interface Place {
        /** @return its row; -1 for none */
        int row(int x, int y);
    }

    /** Whether something may be dropped at a point; the point is -1, -1 once it has left. */
    interface Over {
        boolean at(int x, int y);
    }

    /** Takes what was dropped at a point. */
    interface Drop {
        void at(int x, int y);
    }

    /** Has the selected crops be dragged out of a control. */
    static void from(Control control, ClusterDesk desk, Place place) {
        DragSource source = new DragSource(control, DND.DROP_COPY | DND.DROP_MOVE);
        source.setTransfer(LocalSelectionTransfer.getTransfer());
        source.addDragListener(new DragSourceAdapter() {
            @Override
            public void dragStart(DragSourceEvent e) {
                int row = place.row(e.x, e.y);
                e.doit = row >= 0 && desk.selection().rows().get(row);
                List<CropPlace> places = desk.selection().rows().stream().limit(MOST).mapToObj(desk::place).toList();
                LocalSelectionTransfer.getTransfer().setSelection(new StructuredSelection(places));
                desk.dragging(e.doit);
            }

            @Override
            public void dragFinished(DragSourceEvent e) {
                LocalSelectionTransfer.getTransfer().setSelection(null);
                desk.dragging(false);
            }
        });
    }

    /** Has crops that are dragged out of a part of clusters be dropped on a control. */
    static void to(Control control, ClusterDesk desk, Over over, Drop drop) {
        DropTarget target = new DropTarget(control, DND.DROP_COPY | DND.DROP_MOVE | DND.DROP_DEFAULT);
        target.setTransfer(new Transfer[] { LocalSelectionTransfer.getTransfer() });
        target.addDropListener(new DropTargetAdapter() {
            @Override
            public void dragEnter(DropTargetEvent e) {
                dragOver(e);
            }

            @Override
            public void dragOver(DropTargetEvent e) {
                Point at = control.toControl(e.x, e.y);
                e.detail = desk.dragged() && over.at(at.x, at.y) ? DND.DROP_MOVE : DND.DROP_NONE;
            }

            @Override
            public void dragLeave(DropTargetEvent e) {
                over.at(-1, -1);
            }

            @Override
            public void drop(DropTargetEvent e) {
                Point at = control.toControl(e.x, e.y);
                if (desk.dragged())
                    drop.at(at.x, at.y);
            }
        });
    }
}
