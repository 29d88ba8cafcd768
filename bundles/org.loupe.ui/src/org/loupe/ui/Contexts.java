package org.loupe.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.eclipse.core.commands.common.NotDefinedException;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.contexts.IContextActivation;
import org.eclipse.ui.contexts.IContextService;
import org.eclipse.ui.services.IServiceLocator;

/**
 * Keys that are letters or the space bar mean something only while a control has the focus, never in a text field. The
 * contexts of one control are active at a time, whatever the order in which focus events come. UI thread.
 */
public final class Contexts {
    private static final String OWN = "org.loupe.";

    private static Control focused;
    private static Runnable leave = () -> { };

    private Contexts() {
    }

    /**
     * Activates a context and its parents whenever the control has the focus: the platform looks keys up in active
     * contexts only, so a key of the parent would be dead in its child.
     *
     * @param site where the control is: a part's site
     * @param context an id of the extension point {@code org.eclipse.ui.contexts}
     */
    public static void whileFocused(Control control, IServiceLocator site, String context) {
        whileFocused(control, site, () -> context);
    }

    /**
     * The same for a control whose keys mean other things at other times.
     *
     * @param context asked whenever the control gets the focus
     * @return to be run when another context is to be active
     */
    public static Runnable whileFocused(Control control, IServiceLocator site, Supplier<String> context) {
        Runnable enter = () -> {
            leave.run();
            IContextService contexts = site.getService(IContextService.class);
            List<IContextActivation> active = new ArrayList<>();
            for (String id : chain(contexts, context.get()))
                active.add(contexts.activateContext(id));
            focused = control;
            leave = () -> {
                focused = null;
                leave = () -> { };
                contexts.deactivateContexts(active);
            };
        };
        control.addListener(SWT.FocusIn, e -> enter.run());
        control.addListener(SWT.FocusOut, e -> leave(control));
        control.addListener(SWT.Dispose, e -> leave(control));
        return () -> {
            if (control == focused)
                enter.run();
        };
    }

    private static void leave(Control control) {
        if (control == focused)
            leave.run();
    }

    /** A context and its parents as far as they are Loupe's; the platform's own are active with their window. */
    public static List<String> chain(IContextService contexts, String context) {
        List<String> chain = new ArrayList<>();
        try {
            for (String id = context; id != null && id.startsWith(OWN); id = contexts.getContext(id).getParentId())
                chain.add(id);
        } catch (NotDefinedException e) {
            throw new IllegalArgumentException("The context " + context + " or a parent of it is not defined; "
                    + "declare it in plugin.xml.", e);
        }
        return chain;
    }
}
