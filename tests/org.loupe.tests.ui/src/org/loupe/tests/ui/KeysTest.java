package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.loupe.tests.ui.RunningWorkbench.page;
import static org.loupe.tests.ui.RunningWorkbench.ui;
import static org.loupe.tests.ui.RunningWorkbench.waitUntil;
import static org.loupe.tests.ui.RunningWorkbench.window;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.Command;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.jface.bindings.Binding;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.commands.ICommandImageService;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.contexts.IContextService;
import org.eclipse.ui.handlers.IHandlerActivation;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.keys.IBindingService;
import org.eclipse.ui.views.IViewDescriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.loupe.ui.Contexts;
import org.loupe.ui.Session;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.start.Projects;
import org.loupe.ui.internal.start.SampleKind;

/** Every command of Loupe can be found and understood on the Keys page, and no key means two things at one place. */
@ExtendWith(RunningWorkbench.class)
class KeysTest {
    private static final long WHILE = 180_000;
    private static final String SCHEME = "org.loupe.ui.keys",
            PLATFORM = "org.eclipse.ui.defaultAcceleratorConfiguration";
    /** Commands of the platform that a context of Loupe gives the same meaning for what it lists. */
    private static final Set<String> SAME_GESTURE = Set.of("org.eclipse.ui.edit.delete", "org.eclipse.ui.edit.copy",
            "org.eclipse.ui.edit.cut", "org.eclipse.ui.edit.paste", "org.eclipse.ui.edit.selectAll",
            "org.eclipse.ui.edit.rename", "org.eclipse.ui.edit.findReplace");

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
    void everyCommandHasAnIcon() {
        assertEquals(List.of(), ui(() -> {
            ICommandImageService images = window().getService(ICommandImageService.class);
            List<String> bare = new ArrayList<>();
            for (Command command : window().getService(ICommandService.class).getDefinedCommands()) {
                if (!command.getId().startsWith("org.loupe."))
                    continue;
                ImageDescriptor icon = images.getImageDescriptor(command.getId());
                if (icon == null || icon.getImageData(100) == null)
                    bare.add(command.getId());
            }
            return bare;
        }));
    }

    /** A context may take a key of the platform's for what the same gesture means there, and no other. */
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
            for (Binding binding : window().getService(IBindingService.class).getBindings())
                if (binding.getSchemeId().equals(PLATFORM) && binding.getParameterizedCommand() != null
                        && !SAME_GESTURE.contains(binding.getParameterizedCommand().getId()))
                    keys.computeIfAbsent(binding.getContextId(), c -> new HashMap<>()).putIfAbsent(
                            binding.getTriggerSequence().format(), binding.getParameterizedCommand().serialize());
            for (Map.Entry<String, Map<String, String>> e : keys.entrySet())
                if (e.getKey().startsWith("org.loupe."))
                    for (String parent = contexts.getContext(e.getKey()).getParentId(); parent != null;
                            parent = contexts.getContext(parent).getParentId())
                        for (Map.Entry<String, String> key : keys.getOrDefault(parent, Map.of()).entrySet())
                            if (!key.getValue().equals(e.getValue().getOrDefault(key.getKey(), key.getValue())))
                                clashes.add(key.getKey() + " in " + e.getKey() + ": " + e.getValue().get(key.getKey())
                                        + ", and in " + parent + ": " + key.getValue());
            return clashes;
        }));
    }

    /**
     * Whatever has the focus, the contexts of Loupe that are active are one context and its parents; in a field for
     * text, none that binds a letter.
     */
    @Test
    void onlyTheContextsOfTheFocusAreActive() throws Exception {
        IContextService contexts = ui(() -> window().getService(IContextService.class));
        IWorkbenchPage page = page();
        Session session = ui(() -> PlatformUI.getWorkbench().getService(Session.class));
        ui(() -> Projects.openSample(session, SampleKind.BOARDS));
        waitUntil("the sample is open", WHILE, () -> ui(() -> session.project().isPresent()
                && !session.items().isEmpty() && session.task().isEmpty()));
        User.command(Ids.INSPECT);
        Set<Control> tried = new HashSet<>();
        Set<String> found = new TreeSet<>();
        List<String> wrong = new ArrayList<>();
        for (IViewDescriptor view : PlatformUI.getWorkbench().getViewRegistry().getViews()) {
            if (!view.getId().startsWith("org.loupe."))
                continue;
            ui(() -> page.showView(view.getId()));
            for (Control control : User.all(Control.class, c -> !(c instanceof Shell) && tried.add(c)))
                ui(() -> {
                    if (control.isDisposed() || !control.isVisible() || !control.setFocus()
                            || !control.isFocusControl())
                        return null;
                    List<String> active = own(contexts.getActiveContextIds());
                    boolean chain = active.isEmpty() || active.stream().anyMatch(
                            id -> Set.copyOf(Contexts.chain(contexts, id)).equals(Set.copyOf(active)));
                    boolean text = control instanceof Text || control instanceof Combo || control instanceof StyledText;
                    if (!chain || text && !active.isEmpty() && !active.equals(List.of("org.loupe.ui.context.results")))
                        wrong.add(control + " in " + view.getId() + ": " + active);
                    found.addAll(active);
                    return null;
                });
        }
        User.command("org.loupe.ui.file.closeProject");
        assertEquals(List.of(), wrong);
        assertTrue(found.containsAll(Set.of(Ids.PROJECT_CONTEXT, Ids.STEPS_CONTEXT, "org.loupe.ui.context.rows")),
                found::toString);
    }

    private static List<String> own(Collection<?> ids) {
        return ids.stream().map(Object::toString).filter(id -> id.startsWith("org.loupe.")).toList();
    }

    @Test
    void aKeyPressedTwiceDoesItsCommandTwice() {
        int[] done = new int[1];
        Canvas canvas = ui(() -> {
            Canvas made = new Canvas(window().getShell(), SWT.NONE);
            made.setBounds(0, 0, 9, 9);
            Contexts.whileFocused(made, window(), Ids.PROJECT_CONTEXT);
            return made;
        });
        IHandlerService handlers = ui(() -> window().getService(IHandlerService.class));
        IHandlerActivation handler = ui(() -> handlers.activateHandler("org.loupe.ui.project.delete",
                new AbstractHandler() {
                    @Override
                    public Object execute(ExecutionEvent event) {
                        return done[0]++;
                    }
                }));
        try {
            User.key(User.focus(canvas), "DEL");
            User.key(canvas, "DEL");
            assertEquals(2, done[0]);
        } finally {
            ui(() -> {
                handlers.deactivateHandler(handler);
                canvas.dispose();
                return null;
            });
        }
        assertEquals(List.of(), ui(() -> own(window().getService(IContextService.class).getActiveContextIds())));
    }
}
