package org.loupe.ui.internal;

import java.io.IOException;
import org.eclipse.core.runtime.Platform;
import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.osgi.service.datalocation.Location;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.PlatformUI;
import org.loupe.ui.Words;

/** The workbench as an Equinox application. */
public final class WorkbenchApplication implements IApplication {

    @Override
    public Object start(IApplicationContext context) {
        Display.setAppName("Loupe");
        Display display = PlatformUI.createDisplay();
        try {
            if (!alone())
                return EXIT_OK;
            Themes.beforeStart();
            int code = PlatformUI.createAndRunWorkbench(display, new LoupeAdvisor());
            Platform.getInstanceLocation().release(); // a restart takes it again
            return code == PlatformUI.RETURN_RESTART ? EXIT_RESTART : EXIT_OK;
        } finally {
            display.dispose();
        }
    }

    /** Whether no other workbench has the folder of settings; two would undo each other's. If one has, it says so. */
    private static boolean alone() {
        Location settings = Platform.getInstanceLocation();
        try {
            if (!settings.isSet() || settings.lock())
                return true;
            String taken = Words.get("workbench.taken", settings.getURL().getPath());
            System.err.println(taken);
            MessageDialog.openInformation(null, "Loupe", taken);
            return false;
        } catch (IOException e) {
            return true; // it cannot be written, so there is nothing to undo
        }
    }

    @Override
    public void stop() {
        if (!PlatformUI.isWorkbenchRunning())
            return;
        IWorkbench workbench = PlatformUI.getWorkbench();
        workbench.getDisplay().syncExec(workbench::close);
    }
}
