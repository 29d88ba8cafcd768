package org.loupe.workspace.internal;

import org.eclipse.emf.common.command.AbstractCommand;
import org.loupe.store.labels.LabelChange;
import org.loupe.workspace.labels.Labelling;

/** A change of labels on the command stack of the project, beside the changes of the model. */
public final class LabelCommand extends AbstractCommand {
    private final Labelling labels;
    private final LabelChange change;

    /** @param change is made when this is executed */
    public LabelCommand(Labelling labels, LabelChange change) {
        super(change.what());
        this.labels = labels;
        this.change = change;
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
