package org.loupe.ui.viewer.internal.sweeps;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Widget;
import org.eclipse.ui.PlatformUI;
import org.loupe.engine.Registry;
import org.loupe.ui.Session;
import org.loupe.ui.internal.nets.SweepState;
import org.loupe.ui.internal.nets.Sweeps;

/** The sweep that is looked at, how its table is laid out, and the setting that is chosen in it. UI thread only. */
public final class SweepDesk {
    private record Listener(Widget owner, Runnable call) {
    }

    private static SweepDesk only;

    private final Session session;
    private final Sweeps sweeps;
    private final List<Listener> listeners = new ArrayList<>();
    private final Map<Path, SweepGrid.Layout> layouts = new HashMap<>();
    private Path folder;
    private int setting = -1;

    private SweepDesk(Session session) {
        this.session = session;
        sweeps = Sweeps.of(session);
        Shell shell = PlatformUI.getWorkbench().getWorkbenchWindows()[0].getShell();
        sweeps.listen(shell, this::fire);
        session.listen(shell, Session.Event.PROJECT, () -> {
            layouts.clear();
            choose(null);
        });
    }

    /** That of the session. */
    public static SweepDesk of(Session session) {
        if (only == null || only.session != session)
            only = new SweepDesk(session);
        return only;
    }

    Session session() {
        return session;
    }

    Registry registry() {
        return session.registry();
    }

    Sweeps sweeps() {
        return sweeps;
    }

    /** Calls back when something else is to be shown, until the owner is disposed. */
    void listen(Widget owner, Runnable call) {
        Listener listener = new Listener(owner, call);
        listeners.add(listener);
        owner.addDisposeListener(e -> listeners.remove(listener));
    }

    private void fire() {
        for (Listener listener : List.copyOf(listeners))
            if (!listener.owner.isDisposed())
                listener.call.run();
    }

    /** Looks at the sweep in a folder; with {@code null} at the first of all. */
    public void choose(Path shown) {
        folder = shown;
        setting = -1;
        fire();
    }

    /** The sweep that is looked at. */
    public Optional<SweepState> state() {
        List<SweepState> all = sweeps.all();
        return all.stream().filter(s -> s.folder().equals(folder)).findFirst().or(() -> all.stream().findFirst());
    }

    /** The setting that is chosen. */
    public Optional<Integer> setting() {
        return state().filter(s -> setting >= 0 && setting < s.sweep().settings().size()).map(s -> setting);
    }

    /** Chooses a setting, with -1 none. */
    public void setting(int index) {
        state().ifPresent(s -> folder = s.folder());
        setting = index;
        fire();
    }

    /** How the table of the sweep is laid out. */
    SweepGrid.Layout layout() {
        SweepState state = state().orElseThrow();
        return layouts.computeIfAbsent(state.folder(), f -> SweepGrid.Layout.of(state.sweep()));
    }

    /** Lays the table of the sweep out otherwise. */
    void layout(SweepGrid.Layout layout) {
        layouts.put(state().orElseThrow().folder(), layout);
        fire();
    }

    /** The table of the sweep; empty if there is none. */
    Optional<SweepGrid> grid() {
        return state().map(s -> SweepGrid.of(s.sweep(), s.kept().table(), layout()));
    }
}
