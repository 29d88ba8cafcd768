package org.loupe.ui.internal;

import org.eclipse.core.runtime.Platform;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.application.IWorkbenchConfigurer;
import org.eclipse.ui.application.IWorkbenchWindowConfigurer;
import org.eclipse.ui.application.WorkbenchAdvisor;
import org.eclipse.ui.application.WorkbenchWindowAdvisor;
import org.loupe.ui.Preferences;
import org.loupe.ui.Session;
import org.loupe.ui.internal.run.Runs;
import org.loupe.ui.internal.start.Projects;

/** What the workbench is made of, and what happens when it starts and ends. */
public final class LoupeAdvisor extends WorkbenchAdvisor {

    @Override
    public void initialize(IWorkbenchConfigurer configurer) {
        configurer.setSaveAndRestore(true);
    }

    @Override
    public String getInitialWindowPerspectiveId() {
        return StartPerspective.ID;
    }

    @Override
    public WorkbenchWindowAdvisor createWorkbenchWindowAdvisor(IWorkbenchWindowConfigurer configurer) {
        return new LoupeWindow(configurer);
    }

    @Override
    public void postStartup() {
        Watchdog.startIfWanted(PlatformUI.getWorkbench().getDisplay());
        Projects.named(Platform.getApplicationArgs()).ifPresent(project -> Projects.open(PlatformUI.getWorkbench()
                .getService(Session.class), project));
    }

    @Override
    public boolean preShutdown() {
        return PlatformUI.getWorkbench().getService(Runs.class).mayQuit()
                && PlatformUI.getWorkbench().getService(Session.class).close();
    }

    @Override
    public void postShutdown() {
        Preferences.save();
    }
}
