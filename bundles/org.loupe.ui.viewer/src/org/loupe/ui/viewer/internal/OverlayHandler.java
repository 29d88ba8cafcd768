package org.loupe.ui.viewer.internal;

import java.util.Optional;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.IExecutableExtension;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;

/**
 * Runs an {@link OverlayAction} on the viewer, or says in the status line why not. Named in plugin.xml as
 * {@code OverlayHandler:ACTION}.
 */
public final class OverlayHandler extends AbstractHandler implements IExecutableExtension {
    private OverlayAction action;

    @Override
    public void setInitializationData(IConfigurationElement config, String property, Object data) {
        action = OverlayAction.valueOf((String) data);
    }

    /** What the window's viewer is asked; empty while none is open. */
    static Optional<OverlayAction.Target> target() {
        IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
        if (window == null || window.getActivePage() == null)
            return Optional.empty();
        return ImageEditor.of(window.getActivePage()).map(viewer -> new OverlayAction.Target(
                window.getService(Session.class), viewer.overlays(), window.getActivePage()));
    }

    @Override
    public boolean isEnabled() {
        return target().isPresent();
    }

    @Override
    public Object execute(ExecutionEvent event) {
        Optional<Event> key = event.getTrigger() instanceof Event e && e.type == SWT.KeyDown ? Optional.of(e)
                : Optional.empty();
        target().ifPresent(target -> action.obstacle(target).ifPresentOrElse(
                why -> target.session().status().message(Kind.INFO, why), () -> action.run(target, key)));
        return null;
    }
}
