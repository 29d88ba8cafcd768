package org.loupe.ui;

import java.util.Map;

import org.eclipse.core.commands.Command;
import org.eclipse.core.commands.common.NotDefinedException;
import org.eclipse.jface.bindings.Binding;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.keys.IBindingService;
import org.eclipse.ui.services.IServiceLocator;

/** The keys of commands as they are bound now, whether their context is active or not. UI thread. */
public final class Keys {

    private Keys() {
    }

    /** The key of a command in the language of the user; "" if it has none. */
    public static String of(IServiceLocator site, String command) {
        return of(site, command, Map.of());
    }

    /** The key of a command with parameters; "" if it has none. */
    public static String of(IServiceLocator site, String command, Map<String, String> parameters) {
        IBindingService service = site.getService(IBindingService.class);
        String best = "";
        for (Binding binding : service.getBindings())
            if (binding.getParameterizedCommand() != null && command.equals(binding.getParameterizedCommand().getId())
                    && parameters.equals(binding.getParameterizedCommand().getParameterMap())) {
                String key = binding.getTriggerSequence().format();
                if (binding.getType() == Binding.USER)
                    return key;
                if (best.isEmpty() || key.length() < best.length())
                    best = key;
            }
        return best;
    }

    /** Name of a command with its key: "Polygon (P)". */
    public static String tip(IServiceLocator site, String id) {
        Command command = site.getService(ICommandService.class).getCommand(id);
        String key = of(site, id);
        try {
            return key.isEmpty() ? command.getName() : command.getName() + " (" + key + ")";
        } catch (NotDefinedException e) {
            return id;
        }
    }
}
