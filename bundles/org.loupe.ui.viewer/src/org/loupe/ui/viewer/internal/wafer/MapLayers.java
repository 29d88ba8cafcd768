package org.loupe.ui.viewer.internal.wafer;

import java.util.Comparator;
import java.util.List;

import org.loupe.model.WaferEntry;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Words;

/** What of its lot is laid over a map, and the way to the other wafers of the lot. UI thread only. */
final class MapLayers {
    private final Session session;
    private final WaferCanvas canvas;
    private final Runnable changed;

    /** @param changed told when something is shown or no longer */
    MapLayers(Session session, WaferCanvas canvas, Runnable changed) {
        this.session = session;
        this.canvas = canvas;
        this.changed = changed;
    }

    /** What is shown of a wafer at first: as of the one before, as far as it has that. */
    MapModes begin(OpenWafer open, MapModes before) {
        if (before == null)
            return MapModes.usual(open);
        MapModes.Die dies = before.dies() == MapModes.Die.BINS && open.wafer().bins().isEmpty() ? MapModes.Die.DEFECTS
                : before.dies();
        MapModes.Point points = before.points() == MapModes.Point.ADDER ? MapModes.Point.CLASS : before.points();
        return new MapModes(dies, points, before.zones(), null, null, null);
    }

    /** Shows something else. */
    void show(MapModes modes) {
        canvas.modes(modes);
        changed.run();
    }

    /** The wafers of the same lot and step, in the order of the cassette. */
    List<WaferEntry> alike(WaferEntry entry) {
        return session.project().map(p -> p.project().getWafers().stream()
                .filter(w -> w.getLot().equals(entry.getLot()) && w.getStep().equals(entry.getStep()))
                .sorted(Comparator.comparingInt(WaferEntry::getSlot).thenComparing(WaferEntry::getName)).toList())
                .orElse(List.of());
    }

    /** Shows the next (1) or previous (-1) wafer: of the lot, or of the file. */
    void step(WaferEditor map, int by) {
        WaferInput input = map.input();
        if (input.ofProject().isPresent() && session.project().isPresent()) {
            List<WaferEntry> alike = alike(input.entry());
            int next = alike.indexOf(input.entry()) + by;
            if (next >= 0 && next < alike.size()) {
                map.open(WaferInput.of(session.project().get(), alike.get(next)));
                return;
            }
        }
        session.status().message(Kind.INFO, Words.get(by > 0 ? "map.last" : "map.first"));
    }
}
