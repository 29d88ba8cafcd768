package org.loupe.ui;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.ui.part.EditorPart;

/** An editor that has nothing to save: the project is saved by itself. UI thread only. */
public abstract class UnsavedEditor extends EditorPart {

    @Override
    public void doSave(IProgressMonitor monitor) {
        // see above
    }

    @Override
    public void doSaveAs() {
        // see above
    }

    @Override
    public boolean isDirty() {
        return false;
    }

    @Override
    public boolean isSaveAsAllowed() {
        return false;
    }
}
