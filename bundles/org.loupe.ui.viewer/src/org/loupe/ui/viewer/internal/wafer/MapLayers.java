package org.loupe.ui.viewer.internal.wafer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.eclipse.core.runtime.jobs.Job;
import org.loupe.api.ToolException;
import org.loupe.model.WaferEntry;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Words;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.statistics.Adders;
import org.loupe.wafer.statistics.Alignment;
import org.loupe.wafer.statistics.LotStack;
import org.loupe.wafer.statistics.Placement;
import org.loupe.wafer.statistics.Repeaters;
import org.loupe.workspace.wafer.WaferBook.Place;

/**
 * What of its lot is laid over a map: the stack of all wafers, adders against another step, repeaters; and the way to
 * the other wafers. Files are read and counted by jobs. UI thread only.
 */
final class MapLayers {
    /** How far apart the same defect may be seen after two steps, in µm. */
    private static final double TOLERANCE_UM = 40;

    private final Session session;
    private final WaferDesk desk;
    private final WaferCanvas canvas;
    private final Runnable changed;
    /** Where the tool of another wafer's file sees what this one's sees; found by aligning. */
    private WaferEntry aligned;
    private Placement placement = Placement.SAME;

    /** @param changed told when something is shown or no longer */
    MapLayers(Session session, WaferCanvas canvas, Runnable changed) {
        this.session = session;
        desk = WaferDesk.of(session);
        this.canvas = canvas;
        this.changed = changed;
    }

    /** What is shown of a wafer at first: as of the one before, as far as it has that. */
    MapModes begin(OpenWafer open, MapModes before) {
        aligned = null;
        placement = Placement.SAME;
        if (before == null)
            return MapModes.usual(open);
        MapModes.Die dies = before.dies() == MapModes.Die.BINS && open.wafer().bins().isEmpty() ? MapModes.Die.DEFECTS
                : before.dies();
        MapModes.Point points = before.points() == MapModes.Point.ADDER || before.stack() != null
                ? MapModes.Point.CLASS : before.points();
        return new MapModes(dies, points, before.zones(), null, 0, null, null);
    }

    /** Shows something else. */
    void show(MapModes modes) {
        canvas.modes(modes);
        changed.run();
    }

    boolean stacked() {
        return canvas.modes() != null && canvas.modes().stack() != null;
    }

    boolean adders() {
        return canvas.modes() != null && canvas.modes().adders() != null;
    }

    boolean repeaters() {
        return canvas.modes() != null && canvas.modes().repeaters() != null;
    }

    // ---- the lot

    /** The wafers of the same lot and step, in the order of the cassette. */
    private List<WaferEntry> alike(WaferEntry entry) {
        return all().stream().filter(w -> w.getLot().equals(entry.getLot()) && w.getStep().equals(entry.getStep()))
                .sorted(Comparator.comparingInt(WaferEntry::getSlot).thenComparing(WaferEntry::getName)).toList();
    }

    private List<WaferEntry> all() {
        return session.project().<List<WaferEntry>>map(p -> p.project().getWafers()).orElse(List.of());
    }

    /** The same wafer in other files: after another step, or by another tool; the last before it first. */
    List<WaferEntry> others() {
        WaferEntry own = canvas.open().flatMap(OpenWafer::entry).orElse(null);
        List<WaferEntry> found = new ArrayList<>();
        if (own == null || own.getLot().isBlank())
            return found;
        boolean before = true;
        for (WaferEntry other : all())
            if (other == own)
                before = false;
            else if (other.getLot().equals(own.getLot()) && other.getWafer().equals(own.getWafer())
                    && other.getSlot() == own.getSlot())
                found.add(before ? 0 : found.size(), other);
        return found;
    }

    /** Shows the next (1) or previous (-1) wafer of the lot. */
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
        say(Words.get(by > 0 ? "map.last" : "map.first"));
    }

    private Place place(WaferEntry entry) {
        return Place.of(session.project().orElseThrow(), entry);
    }

    // ---- stack

    /** Colours dies by the summed defects of the lot, or no longer. */
    void stack() {
        if (stacked()) {
            show(canvas.modes().alone());
            return;
        }
        OpenWafer open = canvas.open().orElseThrow();
        List<Place> places = open.entry().map(e -> alike(e).stream().map(this::place).toList()).orElse(List.of());
        if (places.size() < 2) {
            say(Words.get("map.stack.needs"));
            return;
        }
        work(Words.get("job.stack", places.size()), () -> {
            List<Wafer> lot = new ArrayList<>();
            for (Place place : places)
                lot.add(session.wafers().open(place).wafer());
            LotStack stack = LotStack.of(lot, 1);
            WaferIndex index = open.index();
            int[] sums = new int[index.dies()];
            for (int die = 0; die < sums.length; die++) {
                int there = stack.dies().find(index.column(die), index.row(die));
                sums[die] = there < 0 ? 0 : stack.defects(there);
            }
            return sums;
        }, sums -> {
            show(canvas.modes().stack(sums, places.size()));
            long all = 0;
            for (int sum : sums)
                all += sum;
            say(Words.get("map.stack.done", places.size(), all));
        });
    }

    // ---- adders

    /** Shows which defects the last step before did not have, or no longer. */
    void findAdders() {
        if (adders()) {
            desk.adders(canvas.open().orElseThrow(), null);
            show(canvas.modes().adders(null));
            return;
        }
        List<WaferEntry> others = others();
        if (others.isEmpty())
            say(Words.get("map.adders.needs"));
        else
            findAdders(aligned != null ? aligned : others.get(0));
    }

    /** Shows which defects another file of the same wafer does not have. */
    void findAdders(WaferEntry against) {
        OpenWafer open = canvas.open().orElseThrow();
        Place place = place(against);
        String step = against.getStep().isBlank() ? against.getName() : against.getStep();
        Placement by = against == aligned ? placement : Placement.SAME;
        work(Words.get("job.adders"), () -> Adders.of(session.wafers().open(place).wafer(), open.wafer(), TOLERANCE_UM,
                by), found -> {
                    BitSet adders = new BitSet();
                    for (int i = 0; i < open.index().size(); i++)
                        adders.set(i, found.adder(i));
                    show(canvas.modes().alone().adders(adders).points(MapModes.Point.ADDER));
                    desk.adders(open, adders);
                    say(Words.get("map.adders.done", found.adders(), found.common(), step,
                            MapWords.about(TOLERANCE_UM)));
                });
    }

    /** Lays the file of another tool on this one, by defects that both have, and shows the adders then. */
    void align(WaferEntry other) {
        OpenWafer open = canvas.open().orElseThrow();
        Place place = place(other);
        work(Words.get("job.align"), () -> Alignment.find(session.wafers().open(place).wafer(), open.wafer(),
                Alignment.Params.DEFAULT), found -> {
                    aligned = other;
                    placement = found.placement();
                    say(Words.get("map.align.done", found.matched(), Words.length(found.residualUm()),
                            Words.number(placement.dx(), 1), Words.number(placement.dy(), 1),
                            Words.number(placement.degrees(), 4), Words.number(placement.scaleX(), 5)));
                    changed.run();
                });
    }

    /** The file that this one is aligned to. */
    Optional<WaferEntry> aligned() {
        return Optional.ofNullable(aligned);
    }

    // ---- repeaters

    /** Shows only the defects that repeat from die to die, or all again. */
    void findRepeaters() {
        if (repeaters()) {
            show(canvas.modes().repeaters(null));
            return;
        }
        OpenWafer open = canvas.open().orElseThrow();
        Repeaters.Params params = Repeaters.Params.DEFAULT;
        work(Words.get("job.repeaters"), () -> Repeaters.find(open.wafer(), params), found -> {
            String within = MapWords.about(params.toleranceUm());
            if (found.found().isEmpty()) {
                say(Words.get("map.repeaters.none", within, found.fewest()));
                return;
            }
            BitSet repeaters = new BitSet();
            for (int i = 0; i < open.index().size(); i++)
                repeaters.set(i, found.of(i) >= 0);
            show(canvas.modes().alone().points(MapModes.Point.CLASS).repeaters(repeaters));
            say(Words.get("map.repeaters.done", repeaters.cardinality(), found.found().size(), within,
                    found.fewest()));
        });
    }

    private void say(String text) {
        session.status().message(Kind.INFO, text);
    }

    /** Something that reads and counts. */
    @FunctionalInterface
    private interface Counting<T> {
        T get() throws ToolException;
    }

    /** Does something in a job; its result is told if the same wafer is shown still. */
    private <T> void work(String name, Counting<T> counting, Consumer<T> then) {
        OpenWafer of = canvas.open().orElseThrow();
        Job job = Job.create(name, monitor -> {
            try {
                T result = counting.get();
                session.ui(() -> {
                    if (!canvas.isDisposed() && canvas.open().orElse(null) == of)
                        then.accept(result);
                });
            } catch (ToolException e) {
                session.ui(() -> session.status().message(Kind.ERROR, Failures.text(e)));
            }
        });
        job.setPriority(Job.INTERACTIVE);
        job.schedule();
    }
}
