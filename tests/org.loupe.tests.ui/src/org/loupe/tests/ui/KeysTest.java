package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.loupe.tests.ui.RunningWorkbench.ui;
import static org.loupe.tests.ui.RunningWorkbench.window;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.core.commands.Command;
import org.eclipse.core.commands.contexts.Context;
import org.eclipse.jface.bindings.Binding;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.contexts.IContextService;
import org.eclipse.ui.keys.IBindingService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every command of Loupe can be found and understood on the Keys page, and no key means two things at one place. */
@ExtendWith(RunningWorkbench.class)
class KeysTest {
    private static final String SCHEME = "org.loupe.ui.keys", WINDOW = "org.eclipse.ui.contexts.window";

    @Test
    void everyCommandHasNameDescriptionAndCategory() {
        List<String> poor = ui(() -> {
            List<String> found = new ArrayList<>();
            for (Command command : window().getService(ICommandService.class).getDefinedCommands())
                if (command.getId().startsWith("org.loupe.") && (blank(command.getName())
                        || blank(command.getDescription()) || !command.getCategory().isDefined()))
                    found.add(command.getId());
            return found;
        });
        assertEquals(List.of(), poor);
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank() || text.startsWith("%");
    }

    @Test
    void noKeyMeansTwoThingsInOneContextOrItsParents() {
        assertEquals(List.of(), ui(() -> {
            IContextService contexts = window().getService(IContextService.class);
            Map<String, Map<String, String>> keys = new HashMap<>(); // by context, then by key
            List<String> clashes = new ArrayList<>();
            for (Binding binding : window().getService(IBindingService.class).getBindings()) {
                if (!binding.getSchemeId().equals(SCHEME) || binding.getParameterizedCommand() == null)
                    continue;
                String command = binding.getParameterizedCommand().serialize();
                String key = binding.getTriggerSequence().format();
                String other = keys.computeIfAbsent(binding.getContextId(), c -> new HashMap<>()).put(key, command);
                if (other != null && !other.equals(command))
                    clashes.add(key + " in " + binding.getContextId() + ": " + other + " and " + command);
            }
            keys.forEach((id, own) -> {
                if (!id.startsWith("org.loupe."))
                    return;
                try {
                    Context context = contexts.getContext(id);
                    for (String parent = context.getParentId(); parent != null && !parent.equals(WINDOW);
                            parent = contexts.getContext(parent).getParentId())
                        for (Map.Entry<String, String> e : keys.getOrDefault(parent, Map.of()).entrySet())
                            if (own.containsKey(e.getKey()) && !own.get(e.getKey()).equals(e.getValue()))
                                clashes.add(e.getKey() + " in " + id + " and " + parent);
                } catch (org.eclipse.core.commands.common.NotDefinedException e) {
                    clashes.add("context " + id + " is not defined");
                }
            });
            return clashes;
        }));
    }
}
