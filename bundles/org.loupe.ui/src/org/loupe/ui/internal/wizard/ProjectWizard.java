package org.loupe.ui.internal.wizard;

import org.eclipse.jface.dialogs.IDialogSettings;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.wizard.Wizard;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchWizard;
import org.eclipse.ui.PlatformUI;
import org.loupe.ui.Session;
import org.loupe.ui.Words;
import org.osgi.framework.FrameworkUtil;

/** What the wizards have in common: the session, what is chosen, and a memory of the last choices. UI thread only. */
abstract class ProjectWizard extends Wizard implements IWorkbenchWizard {
    private static final int WIDTH = 760, HEIGHT = 700;

    private final String name;
    private Object chosen;

    /** @param name of its words and of its memory */
    ProjectWizard(String name) {
        this.name = name;
        setHelpAvailable(true);
        setWindowTitle(Words.get("wizard." + name));
        IDialogSettings all = PlatformUI.getDialogSettingsProvider(FrameworkUtil.getBundle(ProjectWizard.class))
                .getDialogSettings();
        IDialogSettings own = all.getSection(name);
        setDialogSettings(own == null ? all.addNewSection(name) : own);
    }

    @Override
    public void init(IWorkbench workbench, IStructuredSelection selection) {
        chosen = selection == null ? null : selection.getFirstElement();
    }

    static Session session() {
        return PlatformUI.getWorkbench().getService(Session.class);
    }

    /** The object that was selected when the wizard was opened, or null. */
    Object chosen() {
        return chosen;
    }

    /** What was chosen last time, or {@code otherwise}. */
    String last(String key, String otherwise) {
        String last = getDialogSettings().get(key);
        return last == null ? otherwise : last;
    }

    /** Keeps a choice for the next time. */
    void remember(String key, String value) {
        getDialogSettings().put(key, value);
    }

    /** Opens the wizard in a window of its own. */
    public void open(Shell shell) {
        dialog(shell).open();
    }

    /** The window of the wizard, made but not open. */
    WizardDialog dialog(Shell shell) {
        WizardDialog dialog = new WizardDialog(shell, this);
        dialog.setHelpAvailable(false);
        dialog.setPageSize(WIDTH - 100, HEIGHT - 260);
        dialog.create();
        dialog.getShell().setSize(WIDTH, HEIGHT);
        return dialog;
    }

    /** Name of its words. */
    String name() {
        return name;
    }
}
