package org.loupe.ui.viewer.internal.wafer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

import org.eclipse.swt.widgets.Widget;
import org.loupe.ui.Session;

/**
 * The wafer that is looked at, what is selected on it and what the pointer is over: so map, list of defects, zones,
 * lot and statistics show the same. Each wafer keeps its selection while another is shown. UI thread only.
 */
public final class WaferDesk {

    /** What can change. */
    public enum Event {
        /** Another wafer, or none. */
        WAFER,
        /** The selected dies and defects. */
        SELECTION,
        /** The defect under the pointer. */
        HOVER,
        /** What is drawn on the map beside dies and defects. */
        LAYERS
    }

    private record Listener(Widget owner, Runnable call) {
    }

    private static WaferDesk only;

    private final Session session;
    private final Map<Event, List<Listener>> listeners = new EnumMap<>(Event.class);
    private final Map<OpenWafer, WaferSelection> selections = new WeakHashMap<>();
    private final Map<OpenWafer, BitSet> adders = new WeakHashMap<>();
    private OpenWafer shown;
    private int hover = -1;

    private WaferDesk(Session session) {
        this.session = session;
    }

    /** That of the session. */
    public static WaferDesk of(Session session) {
        if (only == null || only.session != session)
            only = new WaferDesk(session);
        return only;
    }

    /** Calls back after each such event, until the owner is disposed. */
    public void listen(Widget owner, Event event, Runnable call) {
        Listener listener = new Listener(owner, call);
        listeners.computeIfAbsent(event, e -> new ArrayList<>()).add(listener);
        owner.addDisposeListener(e -> listeners.get(event).remove(listener));
    }

    /** Tells all who listen. */
    public void fire(Event event) {
        for (Listener listener : List.copyOf(listeners.getOrDefault(event, List.of())))
            if (!listener.owner.isDisposed())
                listener.call.run();
    }

    /** The wafer that is looked at. */
    public Optional<OpenWafer> shown() {
        return Optional.ofNullable(shown);
    }

    /** Says which wafer is looked at, or with {@code null} that none is. */
    public void show(OpenWafer wafer) {
        if (shown == wafer)
            return;
        shown = wafer;
        hover = -1;
        fire(Event.WAFER);
        fire(Event.SELECTION);
    }

    /** What is selected on it. */
    public WaferSelection selection() {
        return shown == null ? WaferSelection.NONE : selections.getOrDefault(shown, WaferSelection.NONE);
    }

    /** Selects something on it. */
    public void select(WaferSelection chosen) {
        if (shown == null || selection().equals(chosen))
            return;
        selections.put(shown, chosen);
        fire(Event.SELECTION);
    }

    /** The defects that the step before did not have; empty while nobody compares with it. Changed by nobody. */
    public Optional<BitSet> adders() {
        return Optional.ofNullable(shown).map(adders::get);
    }

    /** Says which defects the step before did not have, or with {@code null} that nobody compares with it any more. */
    public void adders(OpenWafer of, BitSet found) {
        if (found == null)
            adders.remove(of);
        else
            adders.put(of, found);
        if (of == shown)
            fire(Event.LAYERS);
    }

    /** The defect under the pointer, in whichever part; -1 for none. */
    public int hover() {
        return hover;
    }

    /** Says that the pointer is over a defect, or with -1 over none. */
    public void hover(int defect) {
        if (hover == defect)
            return;
        hover = defect;
        fire(Event.HOVER);
    }
}
