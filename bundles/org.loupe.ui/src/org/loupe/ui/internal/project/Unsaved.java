package org.loupe.ui.internal.project;

import java.nio.file.Path;

import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.PlatformUI;
import org.loupe.api.ToolException;
import org.loupe.engine.Problem;
import org.loupe.ui.Failures;
import org.loupe.ui.Words;
import org.loupe.workspace.ProjectFile;

/** Asks what shall become of changes that cannot be saved when their project is closed. UI thread only. */
public final class Unsaved {
    private static final int COPY = 0, DISCARD = 1;

    private Unsaved() {
    }

    /** Whether the project may be closed: its changes are in a copy, or the user gives them up. */
    public static boolean mayClose(ProjectFile project) {
        Shell shell = PlatformUI.getWorkbench().getActiveWorkbenchWindow() == null ? null
                : PlatformUI.getWorkbench().getActiveWorkbenchWindow().getShell();
        String why = project.problems().stream().reduce((a, b) -> b).map(Problem::toString).orElse("");
        while (true) {
            int answer = MessageDialog.open(MessageDialog.WARNING, shell,
                    Words.get("unsaved.title", project.project().getName()), Words.get("unsaved.text", why), SWT.SHEET,
                    Words.get("unsaved.copy"), Words.get("unsaved.discard"), Words.get("unsaved.keepOpen"));
            if (answer == DISCARD)
                return true;
            if (answer != COPY)
                return false;
            DirectoryDialog dialog = new DirectoryDialog(shell, SWT.SAVE | SWT.SHEET);
            dialog.setText(Words.get("unsaved.copy"));
            dialog.setMessage(Words.get("unsaved.copyText"));
            String chosen = dialog.open();
            if (chosen == null)
                continue;
            try {
                project.saveCopy(Path.of(chosen));
                return true;
            } catch (ToolException e) {
                Failures.log(e);
                why = Failures.text(e);
            }
        }
    }
}
