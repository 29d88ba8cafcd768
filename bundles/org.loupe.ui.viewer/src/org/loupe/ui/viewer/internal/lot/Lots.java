package org.loupe.ui.viewer.internal.lot;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Widget;
import org.eclipse.ui.PlatformUI;
import org.loupe.api.ToolException;
import org.loupe.model.WaferEntry;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.internal.wafer.WaferDesk;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.wafer.WaferBook;
import org.loupe.workspace.wafer.WaferBook.Place;

/**
 * The lots of the project, the one that is looked at, and the figures of its wafers, which a job reads: first those
 * that are in sight. UI thread only.
 */
public final class Lots {
    private static Lots only;

    private final Session session;
    private final List<Listener> listeners = new ArrayList<>();
    private final Map<Place, Read> read = new HashMap<>();
    private final Deque<Place> wanted = new ArrayDeque<>();
    private List<Lot> all = List.of();
    private Lot shown;
    private boolean working;
    private int generation;

    private record Listener(Widget owner, Runnable call) {
    }

    /** What came of reading a wafer: its figures, or why there are none. */
    private record Read(WaferFigures figures, String problem) {
    }

    /**
     * Wafers of a lot after a step of the process.
     *
     * @param wafers by slot
     */
    public record Lot(String lot, String step, List<WaferEntry> wafers) {
        /** Whether it is the same lot after the same step, whatever wafers it has. */
        boolean same(Lot other) {
            return other != null && lot.equals(other.lot) && step.equals(other.step);
        }

        /** As people call it: "Lot B2611 · M1 after CMP". */
        public String label() {
            String name = lot.isBlank() ? Words.get("lot.none") : Words.get("lot.named", lot);
            return step.isBlank() ? name : Words.get("lot.step", name, step);
        }

        /** In short, where it is clear that it is a lot: "B2611 · M1 after CMP". */
        String name() {
            String name = lot.isBlank() ? Words.get("lot.none") : lot;
            return step.isBlank() ? name : Words.get("lot.step", name, step);
        }
    }

    private Lots(Session session) {
        this.session = session;
    }

    /** Those of the session. @param session of the workbench */
    public static Lots of(Session session) {
        if (only == null || only.session != session) {
            only = new Lots(session);
            only.watch();
        }
        return only;
    }

    private void watch() {
        Widget life = PlatformUI.getWorkbench().getWorkbenchWindows()[0].getShell(); // as long as the session
        session.listen(life, Session.Event.PROJECT, () -> {
            generation++;
            read.clear();
            wanted.clear();
            shown = null;
            update();
        });
        session.listen(life, Session.Event.MODEL, this::update);
        WaferDesk.of(session).listen(life, WaferDesk.Event.WAFER, this::follow);
        update();
    }

    /** Calls back after each change of the lots, of the one looked at and of what is read, until the owner is gone. */
    public void listen(Widget owner, Runnable call) {
        Listener listener = new Listener(owner, call);
        listeners.add(listener);
        owner.addDisposeListener(e -> listeners.remove(listener));
    }

    private void fire() {
        for (Listener listener : List.copyOf(listeners))
            if (!listener.owner.isDisposed())
                listener.call.run();
    }

    private void update() {
        List<Lot> found = session.project().map(p -> lots(p.project().getWafers())).orElse(List.of());
        if (found.equals(all) && (shown == null) == all.isEmpty())
            return;
        all = found;
        Lot before = shown;
        shown = all.stream().filter(lot -> lot.same(before)).findFirst()
                .orElse(all.isEmpty() ? null : all.get(all.size() - 1));
        ask();
        fire();
    }

    /** The lots of some wafers, in the order in which they came; their wafers by slot. */
    private static List<Lot> lots(List<WaferEntry> wafers) {
        Map<List<String>, List<WaferEntry>> lots = new LinkedHashMap<>();
        for (WaferEntry wafer : wafers)
            lots.computeIfAbsent(List.of(wafer.getLot(), wafer.getStep()), k -> new ArrayList<>()).add(wafer);
        List<Lot> found = new ArrayList<>();
        lots.forEach((key, of) -> {
            of.sort(Comparator.comparingInt((WaferEntry w) -> w.getSlot() == 0 ? Integer.MAX_VALUE : w.getSlot())
                    .thenComparing(WaferEntry::getName, Lots::natural));
            found.add(new Lot(key.get(0), key.get(1), List.copyOf(of)));
        });
        return found;
    }

    /** "wafer 2" before "wafer 10". */
    private static int natural(String a, String b) {
        int length = Integer.compare(a.length(), b.length());
        return a.replaceAll("\\d", "").equals(b.replaceAll("\\d", "")) && length != 0 ? length : a.compareTo(b);
    }

    /** The map shows a wafer: its lot is looked at. */
    private void follow() {
        WaferEntry entry = WaferDesk.of(session).shown().flatMap(w -> w.entry()).orElse(null);
        if (entry == null || shown != null && shown.wafers.contains(entry)) {
            fire();
            return;
        }
        all.stream().filter(lot -> lot.wafers.contains(entry)).findFirst().ifPresentOrElse(this::show, this::fire);
    }

    /** All lots of the project. */
    public List<Lot> all() {
        return all;
    }

    /** The lot that is looked at. */
    public Optional<Lot> shown() {
        return Optional.ofNullable(shown);
    }

    /** Looks at a lot. */
    public void show(Lot lot) {
        if (Objects.equals(lot, shown))
            return;
        shown = lot;
        ask();
        fire();
    }

    private Place place(WaferEntry wafer) {
        return session.project().map(p -> Place.of(p, wafer)).orElse(null);
    }

    /** The figures of a wafer; empty while they are not read, or cannot be. */
    public Optional<WaferFigures> figures(WaferEntry wafer) {
        return Optional.ofNullable(read.get(place(wafer))).map(Read::figures);
    }

    /** Why the figures of a wafer cannot be read; "" if they can, or it is not known yet. */
    public String problem(WaferEntry wafer) {
        return Optional.ofNullable(read.get(place(wafer))).map(Read::problem).orElse("");
    }

    /** Has the figures of a wafer read before those of others, because it is in sight. */
    void first(WaferEntry wafer) {
        Place place = place(wafer);
        if (place != null && !read.containsKey(place)) {
            wanted.remove(place);
            wanted.addFirst(place);
            work();
        }
    }

    private void ask() {
        wanted.clear();
        if (shown != null)
            for (WaferEntry wafer : shown.wafers) {
                Place place = place(wafer);
                if (!read.containsKey(place))
                    wanted.add(place);
            }
        work();
    }

    private void work() {
        ProjectFile project = session.project().orElse(null);
        if (working || project == null)
            return;
        wanted.removeIf(read::containsKey); // it was asked for again while it was read
        if (wanted.isEmpty())
            return;
        working = true;
        Place next = wanted.removeFirst();
        int mine = generation;
        WaferBook book = session.wafers();
        Job job = Job.create(Words.get("job.readLot"), monitor -> {
            Read made;
            try {
                made = new Read(WaferFigures.of(book.open(next)), "");
            } catch (ToolException e) {
                made = new Read(null, Failures.text(e));
            } catch (RuntimeException | OutOfMemoryError e) { // a file beyond all measure leaves the others alone
                Failures.log(e);
                made = new Read(null, Failures.text(e));
            }
            Read result = made;
            session.ui(() -> {
                working = false;
                if (mine == generation) {
                    read.put(next, result);
                    fire();
                }
                work();
            });
        });
        job.setSystem(true);
        job.setPriority(Job.DECORATE);
        job.schedule();
    }

    /** Whether the figures of all wafers of the lot are read, or known not to be readable. */
    public boolean complete() {
        return shown == null || shown.wafers.stream().allMatch(w -> read.containsKey(place(w)));
    }
}
