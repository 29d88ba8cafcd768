package org.loupe.ui.internal.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.loupe.model.RecipeStep;
import org.loupe.model.Route;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.ToolButton;
import org.loupe.ui.ToolButton.Look;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;

/** What becomes of one class of a classifying step: kept, dropped, or handed to steps of its own. */
final class RouteForm {
    private final Combo className;
    private final Segments fate;
    private final Label about;
    private List<String> choices = List.of();
    private Route route;

    /** What the user does. */
    interface Listener {
        /** Another class is meant. */
        void className(Route route, String name);

        /** Defects of the class are dropped, or kept. */
        void drop(Route route, boolean on);

        /** A step is to be added to the route. */
        void add(Route route);
    }

    RouteForm(Composite body, Listener listener) {
        GridLayoutFactory.fillDefaults().numColumns(2).margins(12, 8).spacing(6, 6).applyTo(body);
        label(body, "route.class");
        className = new Combo(body, SWT.READ_ONLY);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(className);
        Consumer<Integer> chosen = i -> listener.className(route, choices.get(i));
        className.addListener(SWT.Selection, e -> chosen.accept(className.getSelectionIndex()));
        label(body, "route.fate");
        fate = new Segments(body, List.of(Words.get("route.keep"), Words.get("route.drop")),
                i -> listener.drop(route, i == 1));
        GridDataFactory.swtDefaults().applyTo(fate);
        about = new Label(body, SWT.WRAP);
        ToolRow.style(about, "loupe-hint");
        about.setFont(Palette.font(Type.SMALL));
        GridDataFactory.fillDefaults().span(2, 1).grab(true, false).hint(200, SWT.DEFAULT).applyTo(about);
        ToolButton add = new ToolButton(body, "plus", Words.get("route.add"), Look.BORDERED,
                () -> listener.add(route));
        GridDataFactory.swtDefaults().span(2, 1).applyTo(add);
    }

    private static void label(Composite body, String key) {
        Label label = new Label(body, SWT.NONE);
        label.setText(Words.get(key));
        GridDataFactory.fillDefaults().align(SWT.FILL, SWT.CENTER).hint(96, SWT.DEFAULT).applyTo(label);
    }

    /** Shows a route. @param classes that its step gives */
    void show(Route shown, List<String> classes) {
        route = shown;
        List<String> all = new ArrayList<>(classes);
        if (!all.contains(shown.getClassName()))
            all.add(0, shown.getClassName());
        List<String> taken = ((RecipeStep) shown.eContainer()).getRoutes().stream().filter(r -> r != shown)
                .map(Route::getClassName).toList();
        all.removeAll(taken);
        if (!all.equals(choices))
            className.setItems(all.toArray(String[]::new));
        choices = all;
        className.select(all.indexOf(shown.getClassName()));
        fate.select(shown.isDrop() ? 1 : 0);
        about.setText(shown.isDrop() ? Words.get("route.dropAbout") : shown.getSteps().isEmpty()
                ? Words.get("route.keepAbout") : Words.get("route.stepsAbout", shown.getSteps().size()));
    }
}
