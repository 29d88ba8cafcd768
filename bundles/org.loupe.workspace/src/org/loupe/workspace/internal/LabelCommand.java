package org.loupe.workspace.internal;

import org.eclipse.emf.common.command.AbstractCommand;
import org.loupe.store.labels.LabelChange;
import org.loupe.workspace.labels.Labelling;

/** A change of labels on the command stack of the project, beside the changes of the model. */
public final class LabelCommand extends AbstractCommand {
    private final Labelling labels;
    private final String gesture;
    private LabelChange change;

    /**
     * @param change  is made when this is executed
     * @param gesture what further changes may name to be undone together with this one; "" for none
     */
    public LabelCommand(Labelling labels, LabelChange change, String gesture) {
        super(change.what());
        this.labels = labels;
        this.change = change;
        this.gesture = gesture;
    }

    /** Makes a further change of the same gesture, which is undone together with this one. @return whether it is one */
    public boolean goOn(LabelChange next, String ofGesture) {
        if (gesture.isEmpty() || !gesture.equals(ofGesture))
            return false;
        labels.apply(next);
        change = change.then(next);
        return true;
    }

    @Override
    protected boolean prepare() {
        return true;
    }

    @Override
    public void execute() {
        labels.apply(change);
    }

    @Override
    public void undo() {
        labels.apply(change.inverse("Undo: " + change.what()));
    }

    @Override
    public void redo() {
        labels.apply(change);
    }
}
