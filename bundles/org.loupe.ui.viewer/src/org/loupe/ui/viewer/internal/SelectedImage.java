package org.loupe.ui.viewer.internal;

import java.util.concurrent.CopyOnWriteArrayList;

import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.ISelectionChangedListener;
import org.eclipse.jface.viewers.ISelectionProvider;
import org.eclipse.jface.viewers.SelectionChangedEvent;
import org.eclipse.jface.viewers.StructuredSelection;
import org.loupe.engine.Item;

/** The image that is selected in a part, as the platform's selection service wants it. UI thread only. */
public final class SelectedImage implements ISelectionProvider {
    private final CopyOnWriteArrayList<ISelectionChangedListener> listeners = new CopyOnWriteArrayList<>();
    private ISelection selection = StructuredSelection.EMPTY;

    /** Selects an image, or with {@code null} none. */
    public void set(Item image) {
        setSelection(image == null ? StructuredSelection.EMPTY : new StructuredSelection(image));
    }

    @Override
    public void setSelection(ISelection chosen) {
        selection = chosen;
        for (ISelectionChangedListener listener : listeners)
            listener.selectionChanged(new SelectionChangedEvent(this, chosen));
    }

    @Override
    public ISelection getSelection() {
        return selection;
    }

    @Override
    public void addSelectionChangedListener(ISelectionChangedListener listener) {
        listeners.addIfAbsent(listener);
    }

    @Override
    public void removeSelectionChangedListener(ISelectionChangedListener listener) {
        listeners.remove(listener);
    }
}
