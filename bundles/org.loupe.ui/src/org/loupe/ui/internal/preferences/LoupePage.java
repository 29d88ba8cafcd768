package org.loupe.ui.internal.preferences;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Link;
import org.eclipse.ui.preferences.IWorkbenchPreferenceContainer;
import org.loupe.ui.Preferences;
import org.loupe.ui.Words;

/** Preferences › Loupe: how it looks, whether the recipe is tried while it changes, and the way to the other pages. */
public final class LoupePage extends SettingsPage {

    @Override
    protected void createFieldEditors() {
        choice(Preferences.THEME, "system", "light", "dark");
        flag(Preferences.LIVE_PREVIEW);
    }

    @Override
    protected Control createContents(Composite parent) {
        Control fields = super.createContents(parent);
        Link links = new Link(parent, SWT.WRAP);
        links.setText(Words.get("preferences.loupe.links"));
        links.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
        links.addListener(SWT.Selection, e -> {
            if (getContainer() instanceof IWorkbenchPreferenceContainer pages)
                pages.openPage(e.text, null);
        });
        return fields;
    }
}
