package org.loupe.ui.internal.preferences;

import org.eclipse.jface.preference.PreferencePage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;
import org.loupe.ui.Session;
import org.loupe.ui.Words;

/** Preferences › Loupe › Tools and vendors: what is installed, and what was skipped and why. */
public final class ToolsPage extends PreferencePage implements IWorkbenchPreferencePage {

    /** Id of the page. */
    public static final String ID = "org.loupe.ui.preferences.tools";

    private Session session;

    /** Made by the platform. */
    public ToolsPage() {
        noDefaultAndApplyButton();
    }

    @Override
    public void init(IWorkbench workbench) {
        session = workbench.getService(Session.class);
    }

    @Override
    protected Control createContents(Composite parent) {
        Composite page = new Composite(parent, SWT.NONE);
        GridLayout layout = new GridLayout();
        layout.marginWidth = 0;
        page.setLayout(layout);
        Label about = new Label(page, SWT.WRAP);
        about.setText(Words.get("preferences.tools.about"));
        GridData wide = new GridData(SWT.FILL, SWT.TOP, true, false);
        wide.widthHint = 380;
        about.setLayoutData(wide);
        GridData rest = new GridData(SWT.FILL, SWT.FILL, true, true);
        rest.heightHint = 300;
        rest.widthHint = 380;
        new InstalledTools(page, session.registry()).setLayoutData(rest);
        return page;
    }
}
