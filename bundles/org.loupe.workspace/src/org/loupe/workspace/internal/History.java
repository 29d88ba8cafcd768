package org.loupe.workspace.internal;

import org.eclipse.emf.common.command.BasicCommandStack;
import org.loupe.store.labels.LabelChange;

/**
 * The changes of a project. Besides those of people, which can be undone, there are facts that a machine notes: they
 * are saved and told to listeners like any change, but undo passes over them.
 */
public final class History extends BasicCommandStack {
    private boolean noted, telling;

    /** Says that a fact was noted. */
    public void noted() {
        noted = true;
        telling = true;
        try {
            notifyListeners();
        } finally {
            telling = false;
        }
    }

    /**
     * Takes a further change of labels into the one that would be undone next, if they are of one gesture and nothing
     * could be done again.
     *
     * @return whether it was made
     */
    public boolean goOn(LabelChange next, String gesture) {
        if (canRedo() || !canUndo() || !(getUndoCommand() instanceof LabelCommand last)
                || getMostRecentCommand() != last || !last.goOn(next, gesture))
            return false;
        notifyListeners();
        return true;
    }

    /** Number of changes that can be undone one after the other. */
    public int undoSteps() {
        return top + 1;
    }

    /** Whether listeners are being told of a fact, not of a change. */
    public boolean tellsFact() {
        return telling;
    }

    @Override
    public boolean isSaveNeeded() {
        return noted || super.isSaveNeeded();
    }

    @Override
    public void saveIsDone() {
        noted = false;
        super.saveIsDone();
    }

    /** Says that what counted as saved was not. */
    public void saveFailed() {
        noted = true;
    }
}
