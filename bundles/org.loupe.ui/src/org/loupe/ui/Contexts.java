package org.loupe.ui;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.contexts.IContextActivation;
import org.eclipse.ui.contexts.IContextService;
import org.eclipse.ui.services.IServiceLocator;

/** Keys that are letters or the space bar mean something only while a control has the focus, never in a text field. */
public final class Contexts {

    private Contexts() {
    }

    /** Activates a context whenever the control has the focus. */
    public static void whileFocused(Control control, IServiceLocator site, String context) {
        IContextActivation[] active = new IContextActivation[1];
        Runnable leave = () -> {
            if (active[0] != null)
                site.getService(IContextService.class).deactivateContext(active[0]);
            active[0] = null;
        };
        control.addListener(SWT.FocusIn, e -> {
            if (active[0] == null)
                active[0] = site.getService(IContextService.class).activateContext(context);
        });
        control.addListener(SWT.FocusOut, e -> leave.run());
        control.addListener(SWT.Dispose, e -> leave.run());
    }
}
