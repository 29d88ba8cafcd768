package org.loupe.ui.viewer.internal.wafer;

import java.util.Optional;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.IHandler;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.IExecutableExtension;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.loupe.ui.Status.Kind;

/**
 * Runs a {@link WaferAction} on the map in front, or says in the status line why not. Named in plugin.xml as
 * {@code WaferHandler:ACTION}.
 */
public final class WaferHandler extends AbstractHandler implements IExecutableExtension {
    private WaferAction action;

    /** One that is not named in plugin.xml. */
    static IHandler of(WaferAction action) {
        WaferHandler made = new WaferHandler();
        made.action = action;
        return made;
    }

    @Override
    public void setInitializationData(IConfigurationElement config, String property, Object data) {
        action = WaferAction.valueOf((String) data);
    }

    private static Optional<WaferEditor> map() {
        IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
        return window == null ? Optional.empty() : WaferEditor.of(window.getActivePage());
    }

    @Override
    public boolean isEnabled() {
        return map().filter(m -> m.open().isPresent()).isPresent();
    }

    @Override
    public Object execute(ExecutionEvent event) {
        map().ifPresent(map -> run(action, map));
        return null;
    }

    /** Runs an action on a map, or says why not. */
    static void run(WaferAction action, WaferEditor map) {
        if (map.open().isPresent())
            action.obstacle(map).ifPresentOrElse(why -> map.session().status().message(Kind.INFO, why),
                    () -> action.run(map));
    }
}
