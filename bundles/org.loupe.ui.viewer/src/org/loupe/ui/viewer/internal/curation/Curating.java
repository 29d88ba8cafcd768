package org.loupe.ui.viewer.internal.curation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

import org.eclipse.swt.widgets.Widget;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.loupe.engine.Item;
import org.loupe.engine.curation.Learner;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelTile;
import org.loupe.ui.Session;
import org.loupe.ui.Status;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.internal.ImageEditor;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.curation.Suspects;
import org.loupe.workspace.curation.Suspects.Suspect;
import org.loupe.workspace.curation.TileFindings;

/**
 * Which labels are doubted and what is known of the tiles, for the views of the window. Jobs find it; what was found
 * stays until the project is closed or it is found anew. UI thread only.
 */
public final class Curating {
    /** Doubts below it are not listed at first: up to there the given class is the more probable one. */
    static final double USUAL_LIMIT = 0.5;

    private static Curating only;

    private final Session session;
    private final List<Runnable> listeners = new ArrayList<>();
    private volatile Suspects suspects;
    private Map<String, Item> images = Map.of();
    private List<Suspect> shown = List.of();
    private double limit = USUAL_LIMIT;
    private int chosen = -1;
    private boolean finding;
    private volatile TileFindings findings;
    private volatile Map<String, Integer> suspectsOnTile = Map.of();
    private boolean looking;
    private volatile boolean suspectsAsked, tilesAsked;
    private ProjectFile project;

    private Curating(Session session) {
        this.session = session;
        for (CuratedOrder.Kind kind : CuratedOrder.Kind.values())
            session.queue().offer(new CuratedOrder(kind, this));
        for (CuratedFilter.Kind kind : CuratedFilter.Kind.values())
            session.queue().offer(new CuratedFilter(kind, this));
    }

    /** That of the session; the first call offers its orders and filters of tiles. */
    public static Curating of(Session session) {
        if (only == null || only.session != session)
            only = new Curating(session);
        return only;
    }

    /** Calls back whenever something here, a label or the project changes, as long as the widget lives. */
    public void listen(Widget owner, Runnable told) {
        listeners.add(told);
        owner.addDisposeListener(e -> listeners.remove(told));
        session.listen(owner, Session.Event.LABELS, this::update);
        session.listen(owner, Session.Event.PROJECT, this::update);
    }

    private void update() {
        if (session.project().orElse(null) != project) {
            project = session.project().orElse(null);
            suspects = null;
            findings = null;
            suspectsOnTile = Map.of();
            suspectsAsked = tilesAsked = false;
            chosen = -1;
        }
        shown = suspects == null ? List.of()
                : suspects.all().stream().filter(s -> s.score() >= limit).filter(this::open).toList();
        chosen = Math.min(chosen, shown.size() - 1);
        for (Runnable told : List.copyOf(listeners))
            told.run();
    }

    /** Whether a doubt is still one: the label has the class that was doubted, and nobody stands by it. */
    private boolean open(Suspect s) {
        return session.desk().table().label(s.label().id()).filter(now -> now.code() == s.label().code())
                .filter(now -> now.counts() && !Suspects.kept(now)).isPresent();
    }

    // ---- labels in doubt

    /** Looks for labels in doubt, in a job. */
    void findSuspects() {
        session.project().filter(p -> !finding).ifPresent(from -> {
            finding = true;
            CurationJob.<Found>start(session, from, Words.get("job.findSuspects"), "suspects.progress",
                    (matter, measuring, progress) -> new Found(Suspects.find(matter.table, matter::image, measuring,
                            Learner.STANDARD, progress), matter.known()),
                    found -> {
                        finding = false;
                        if (session.project().orElse(null) == from && found.isPresent())
                            take(from, found.get());
                        else
                            update();
                    });
            update();
        });
    }

    private record Found(Suspects suspects, Map<String, Item> images) {
    }

    private void take(ProjectFile from, Found found) {
        project = from;
        suspects = found.suspects;
        images = found.images;
        chosen = -1;
        Map<String, Integer> count = new HashMap<>();
        for (Suspect s : suspects.all())
            if (s.score() >= USUAL_LIMIT)
                tile(s.label()).ifPresent(tile -> count.merge(tile.image(), 1, Integer::sum));
        suspectsOnTile = count;
        suspects.problems().stream().findFirst().ifPresent(p -> session.status().message(Kind.WARNING, p.toString()));
        update();
        session.queue().refresh();
    }

    private Optional<LabelTile> tile(Label label) {
        return session.desk().table().tile(label.tile());
    }

    /** Whether it is being looked for. */
    boolean finding() {
        return finding;
    }

    /** What was found; nothing if it was not looked for yet. */
    public Optional<Suspects> suspects() {
        return Optional.ofNullable(suspects);
    }

    /** The doubts from the limit on that are still open, the strongest first. */
    public List<Suspect> shown() {
        return shown;
    }

    /** Doubts below it are not listed; 0 to 1. */
    public double limit() {
        return limit;
    }

    /** Lists the doubts from there on. */
    public void limit(double least) {
        limit = least;
        update();
    }

    /** Place of the chosen one in {@link #shown}, -1 for none. */
    public int chosen() {
        return chosen;
    }

    /** Chooses one: it is selected, and its tile is shown in the viewer. */
    public void choose(int index) {
        chosen = Math.max(-1, Math.min(shown.size() - 1, index));
        if (chosen >= 0)
            show(shown.get(chosen), false);
        update();
    }

    /** Shows one in the viewer. @param activate whether the viewer gets the focus */
    void show(Suspect s, boolean activate) {
        IWorkbenchPage page = PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage();
        session.desk().select(Set.of(s.label().id()));
        tile(s.label()).map(tile -> images.get(tile.image()))
                .ifPresent(item -> ImageEditor.show(page, item, activate));
    }

    /** Gives the chosen one the suggested class, and goes to the next. */
    public void accept() {
        decide(s -> session.desk().change(edit -> {
            edit.classify(now(s), s.suggested());
            return Words.get("suspects.undo.accept", session.desk().className(s.suggested()));
        }).isPresent(), "suspects.accepted", s -> s.suggested());
    }

    /** Notes that a person stands by the class of the chosen one, and goes to the next. */
    public void keep() {
        decide(s -> session.desk().change(edit -> {
            Suspects.keep(edit, now(s));
            return Words.get("suspects.undo.keep", session.desk().className(s.label().code()));
        }).isPresent(), "suspects.kept", s -> s.label().code());
    }

    private Label now(Suspect s) {
        return session.desk().table().label(s.label().id()).orElseThrow();
    }

    private void decide(Predicate<Suspect> change, String words,
            ToIntFunction<Suspect> code) {
        if (chosen < 0 || chosen >= shown.size())
            return;
        Suspect s = shown.get(chosen);
        if (change.test(s)) { // it has left the list by that, so the next one has its place
            choose(chosen);
            session.status().message(Kind.INFO, Words.get(words, session.desk().className(code.applyAsInt(s))),
                    new Status.Link(Words.get("label.undo"),
                            () -> ToolRow.execute(PlatformUI.getWorkbench(), "org.eclipse.ui.edit.undo")));
        }
    }

    // ---- tiles

    /** What is known of the tiles; nothing while it is looked for. Any thread. */
    public Optional<TileFindings> findings() {
        return Optional.ofNullable(findings);
    }

    /** Numbers of labels in doubt by the names of tiles. Any thread. */
    Map<String, Integer> suspectsOnTile() {
        return suspectsOnTile;
    }

    /** Whether labels in doubt were looked for. Any thread. */
    boolean judged() {
        return suspects != null;
    }

    /** Looks for labels in doubt, unless that was tried in vain. Any thread. */
    void wantSuspects() {
        if (!suspectsAsked) {
            suspectsAsked = true;
            session.ui(this::findSuspects);
        }
    }

    /** Looks at the tiles, unless that was tried in vain. Any thread. @param again whether also if that is known */
    void wantTiles(boolean again) {
        if (!tilesAsked || again) {
            tilesAsked = true;
            session.ui(this::lookAtTiles);
        }
    }

    /** Looks at the tiles of the set, in a job; the queue is ordered anew once that is known. */
    public void lookAtTiles() {
        session.project().filter(p -> !looking).ifPresent(from -> {
            looking = true;
            CurationJob.<TileFindings>start(session, from, Words.get("job.lookAtTiles"), "curation.progress",
                    (matter, measuring, progress) -> TileFindings.find(matter.shown(), matter.table, measuring,
                            Learner.STANDARD, progress),
                    found -> {
                        looking = false;
                        if (session.project().orElse(null) != from || found.isEmpty())
                            return;
                        project = from;
                        findings = found.get();
                        say(findings);
                        session.queue().refresh();
                    });
        });
    }

    private void say(TileFindings found) {
        session.status().message(found.problems().isEmpty() ? Kind.INFO : Kind.WARNING, found.problems().isEmpty()
                ? Words.get("curation.found", found.duplicates().size(), found.blurred().size(), found.unlike().size())
                : found.problems().get(0).toString());
    }
}
