package org.loupe.ui.viewer.internal.clusters;

import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IPersistableElement;
import org.loupe.ui.Words;

/** The clustering that is looked at, whichever it is: there is one editor for all of them. */
enum ClustersInput implements IEditorInput {
    /** That one. */
    ONE;

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public ImageDescriptor getImageDescriptor() {
        return null;
    }

    @Override
    public String getName() {
        return Words.get("clusters.tabNone");
    }

    @Override
    public IPersistableElement getPersistable() {
        return null;
    }

    @Override
    public String getToolTipText() {
        return getName();
    }

    @Override
    public <T> T getAdapter(Class<T> adapter) {
        return null;
    }
}
