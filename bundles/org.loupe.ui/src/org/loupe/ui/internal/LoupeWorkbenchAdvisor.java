package org.loupe.ui.internal;

import org.eclipse.ui.application.IWorkbenchWindowConfigurer;
import org.eclipse.ui.application.WorkbenchAdvisor;
import org.eclipse.ui.application.WorkbenchWindowAdvisor;

/** Opens the inspection perspective in a window with a status line. */
public final class LoupeWorkbenchAdvisor extends WorkbenchAdvisor {
    @Override public String getInitialWindowPerspectiveId() { return "org.loupe.ui.inspection"; }

    @Override public WorkbenchWindowAdvisor createWorkbenchWindowAdvisor(IWorkbenchWindowConfigurer configurer) {
        return new WorkbenchWindowAdvisor(configurer) {
            @Override public void preWindowOpen() {
                getWindowConfigurer().setTitle("Loupe");
                getWindowConfigurer().setShowStatusLine(true);
            }
        };
    }
}
