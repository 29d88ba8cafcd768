package org.loupe.ui.viewer.internal.label;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.IParameterValues;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.IExecutableExtension;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.internal.ImageEditor;

/**
 * Runs a {@link LabelAction}, or says in the status line why not. Named in plugin.xml as {@code LabelHandler:ACTION}.
 */
public final class LabelHandler extends AbstractHandler implements IExecutableExtension {
    /** The command that gives a class by its place. */
    static final String CLASSIFY = "org.loupe.ui.label.classify";
    /** Its parameter: the place of the class from 1, 0 for none. */
    static final String PLACE = "org.loupe.ui.label.classify.place";
    private static final String STEP = "org.loupe.ui.label.step";
    private static final int PLACES = 18;

    private LabelAction action;

    /** The places that a class can be given by. */
    public static final class Places implements IParameterValues {
        @Override
        public Map<String, String> getParameterValues() {
            Map<String, String> values = new LinkedHashMap<>();
            for (int i = 0; i <= PLACES; i++)
                values.put(i == 0 ? Words.get("label.unclassified") : Words.get("label.place", i), Integer.toString(i));
            return values;
        }
    }

    /** How labels are moved: px to the right and down. */
    public static final class Steps implements IParameterValues {
        @Override
        public Map<String, String> getParameterValues() {
            Map<String, String> values = new LinkedHashMap<>();
            for (int far : new int[] { 1, 10 })
                for (int[] d : new int[][] { { -1, 0 }, { 1, 0 }, { 0, -1 }, { 0, 1 } })
                    values.put(Words.get("label.step", d[0] * far, d[1] * far), d[0] * far + " " + d[1] * far);
            return values;
        }
    }

    @Override
    public void setInitializationData(IConfigurationElement config, String property, Object data) {
        action = LabelAction.valueOf((String) data);
    }

    private static Optional<IWorkbenchWindow> window() {
        IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
        return Optional.ofNullable(window).filter(w -> w.getActivePage() != null);
    }

    @Override
    public boolean isEnabled() {
        return window().map(w -> w.getService(Session.class)).flatMap(Session::project).isPresent();
    }

    @Override
    public Object execute(ExecutionEvent event) {
        window().ifPresent(window -> {
            Session session = window.getService(Session.class);
            String parameter = event.getParameter(event.getCommand().getId().equals(CLASSIFY) ? PLACE : STEP);
            ImageEditor viewer = ImageEditor.of(window.getActivePage()).orElse(null);
            action.run(session, viewer, Optional.ofNullable(parameter)).ifPresent(
                    why -> session.status().message(Kind.INFO, why));
        });
        return null;
    }
}
