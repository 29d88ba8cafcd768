package org.loupe.ui.viewer.internal.clusters;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Widget;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.loupe.model.ClusteringEntry;
import org.loupe.ui.ClassColours;
import org.loupe.ui.DetectionId;
import org.loupe.ui.Palette;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.viewer.CropPlace;
import org.loupe.ui.viewer.LabelCrops;
import org.loupe.ui.viewer.internal.ImageEditor;
import org.loupe.ui.viewer.internal.Latest;
import org.loupe.workspace.clusters.ClusterDetails;
import org.loupe.workspace.clusters.Clusterings;
import org.loupe.workspace.clusters.Clusters;
import org.loupe.workspace.clusters.Edit;
import org.loupe.workspace.crops.Crop;

/**
 * The clustering that is looked at, and what of it: all parts of clusters show this, post what a person chose, and
 * listen for what others chose. What people do to clusters is an edit of the project; what follows is worked out
 * off the UI thread and then told. UI thread only.
 */
public final class ClusterDesk {

    /** What can change. */
    public enum Event {
        /** Another clustering, or none. */
        OPENED,
        /** The clusters, their names, figures or order. */
        SORTED,
        /** What the cut line would make while it is dragged. */
        CUTTING,
        /** The selected crops, and the chosen clusters. */
        SELECTION,
        /** The crop under the pointer. */
        HOVER
    }

    private record Listener(Widget owner, Runnable call) {
    }

    private static ClusterDesk only;

    private final Session session;
    private final Map<Event, List<Listener>> listeners = new EnumMap<>(Event.class);
    private final CropSelection selection = new CropSelection();
    private final ClusterActions actions;
    private final ChosenCrops chosenCrops;
    private final Latest sorting, cutting, judging;
    private Set<String> chosen = new LinkedHashSet<>();
    private ClusteringEntry entry;
    private Sorted sorted, preview;
    private CropOrder order = CropOrder.CLOSEST;
    private String current = "", coming = "";
    private int hover = -1;
    private boolean dragged, byLasso;
    private ClusterColours colours;
    private ClassColours coloursOf;
    private int[] palette;

    private ClusterDesk(Session session) {
        this.session = session;
        actions = new ClusterActions(this);
        chosenCrops = new ChosenCrops(this);
        Shell shell = PlatformUI.getWorkbench().getWorkbenchWindows()[0].getShell();
        sorting = new Latest(shell, "Loupe clusters");
        cutting = new Latest(shell, "Loupe cut line");
        judging = new Latest(shell, "Loupe cluster figures");
        session.listen(shell, Session.Event.MODEL, this::modelChanged);
        session.listen(shell, Session.Event.PROJECT, this::modelChanged);
        session.listen(shell, Session.Event.COLOURS, () -> fire(Event.SORTED));
    }

    /** That of the session. */
    public static ClusterDesk of(Session session) {
        if (only == null || only.session != session)
            only = new ClusterDesk(session);
        return only;
    }

    /** The session. */
    Session session() {
        return session;
    }

    /** What people do to the clusters. */
    ClusterActions actions() {
        return actions;
    }

    /** Crops that are labelled first. */
    ChosenCrops chosenCrops() {
        return chosenCrops;
    }

    /** Calls back after each such event, until the owner is disposed. */
    public void listen(Widget owner, Event event, Runnable call) {
        Listener listener = new Listener(owner, call);
        listeners.computeIfAbsent(event, e -> new ArrayList<>()).add(listener);
        owner.addDisposeListener(e -> listeners.get(event).remove(listener));
    }

    private void selected(boolean lasso) {
        byLasso = lasso;
        fire(Event.SELECTION);
    }

    private void fire(Event event) {
        for (Listener listener : List.copyOf(listeners.getOrDefault(event, List.of())))
            if (!listener.owner.isDisposed())
                listener.call.run();
    }

    // ---- the clustering

    /** Shows a clustering of the project that has been read. @param clusters after the edits of the entry */
    void open(ClusteringEntry of, Clusters clusters, ClusterDetails details) {
        forget();
        entry = of;
        sorted = Sorted.of(clusters, null, details, Clusterings.known(clusters).orElse(null), order);
        fire(Event.OPENED);
        told();
        if (!clusters.edits().equals(entry.getEdits()))
            replay();
        else
            judge();
    }

    /** Shows none. */
    void close() {
        if (entry == null)
            return;
        forget();
        fire(Event.OPENED);
        told();
    }

    private void forget() {
        sorting.forget();
        cutting.forget();
        judging.forget();
        entry = null;
        sorted = preview = null;
        selection.clear();
        chosen = new LinkedHashSet<>();
        current = "";
        hover = -1;
    }

    private void told() {
        fire(Event.SORTED);
        fire(Event.SELECTION);
    }

    private void modelChanged() {
        if (entry == null)
            return;
        if (session.project().isEmpty() || entry.eContainer() != session.project().get().project())
            close();
        else if (!sorted.clusters().edits().equals(entry.getEdits()))
            replay();
    }

    /** Has the clusters follow the edits, in which something was done, undone or redone. */
    private void replay() {
        List<String> edits = List.copyOf(entry.getEdits());
        Sorted before = sorted;
        CropOrder by = order;
        sorting.ask(unwanted -> {
            Clusters now = before.clusters().replay(edits);
            return Sorted.of(now, before, ClusterDetails.of(now, new Stoppable(unwanted)),
                    Clusterings.known(now).orElse(null), by);
        }, this::take);
    }

    private void take(Sorted made) {
        sorted = made;
        preview = null;
        cutting.forget();
        if (made.clusters().index(coming) >= 0) {
            chosen = new LinkedHashSet<>(Set.of(coming));
            current = coming;
            coming = "";
        }
        chosen.removeIf(id -> sorted.clusters().index(id) < 0);
        if (sorted.clusters().index(current) < 0)
            current = sorted.rows().stream().map(ClusterRow::id).filter(chosen::contains).findFirst().orElse("");
        told();
        judge();
    }

    /** Has the figures follow, which takes longer than the clusters. */
    private void judge() {
        Sorted of = sorted;
        if (of.rows().stream().noneMatch(row -> Double.isNaN(row.silhouette())) || of.rows().size() < 2)
            return;
        judging.ask(unwanted -> Clusterings.measure(of.clusters(), session.registry(), new Stoppable(unwanted)),
                measures -> {
                    if (sorted == of) {
                        sorted = Sorted.of(of, measures);
                        fire(Event.SORTED);
                    }
                });
    }

    /** The clustering's entry in the project. */
    public Optional<ClusteringEntry> entry() {
        return Optional.ofNullable(entry);
    }

    /** The clusters as they are now; empty if no clustering is shown. */
    public Optional<Clusters> clusters() {
        return Optional.ofNullable(sorted).map(Sorted::clusters);
    }

    /** Whether what is shown follows all edits. */
    public boolean upToDate() {
        return entry == null || sorted.clusters().edits().equals(entry.getEdits());
    }

    /** The clusters in their order. */
    public List<ClusterRow> rows() {
        return sorted == null ? List.of() : sorted.rows();
    }

    /** The cluster of an id. */
    Optional<ClusterRow> row(String id) {
        return rows().stream().filter(row -> row.id().equals(id)).findFirst();
    }

    /** Rows of no cluster, farthest first. */
    public int[] outliers() {
        return sorted == null ? new int[0] : sorted.outliers();
    }

    /** How far each of {@link #outliers} lies from the nearest cluster. */
    float[] sigmas() {
        return sorted == null ? new float[0] : sorted.sigmas();
    }

    /** Place of each crop's cluster in {@link #shown}. */
    int[] of() {
        return preview != null ? preview.of() : sorted == null ? new int[0] : sorted.of();
    }

    /** The clusters, or those that the cut line would make while it is dragged. */
    List<ClusterRow> shown() {
        return preview != null ? preview.rows() : rows();
    }

    /** Shows what the cut line would make there. */
    void cutting(int groups) {
        Sorted before = sorted;
        cutting.ask(unwanted -> Sorted.plain(before.clusters().with(new Edit.Cut(groups)), before), made -> {
            if (sorted != before)
                return;
            preview = made;
            fire(Event.CUTTING);
        });
    }

    /** Shows the clusters as they are again. */
    void uncut() {
        cutting.forget();
        if (preview != null) {
            preview = null;
            fire(Event.CUTTING);
        }
    }

    /** What comes first among the crops of a cluster. */
    CropOrder order() {
        return order;
    }

    /** Puts something else first. */
    void order(CropOrder by) {
        order = by;
        if (entry != null)
            replay();
    }

    /** Whether clusters cannot be changed. */
    boolean readOnly() {
        return session.project().filter(p -> !p.readOnly()).isEmpty();
    }

    // ---- crops

    /** Number of crops. */
    public int size() {
        return sorted == null ? 0 : sorted.clusters().rows();
    }

    /** A crop. */
    Crop crop(int row) {
        return sorted.clusters().computed().table().crops().get(row);
    }

    /** Where the picture of a crop is cut out. */
    CropPlace place(int row) {
        return place(crop(row));
    }

    /** Where the picture of a crop is cut out. Any thread. */
    static CropPlace place(Crop crop) {
        return new CropPlace(crop.image().test(), crop.image().page(), LabelCrops.around(crop.shape()));
    }

    /** The colour of a cluster's chip and bar: that of the project's class of its name, else one that no class has. */
    public Color fill(ClusterRow row) {
        return code(row) > 0 ? session.colours().fill(code(row)) : colours().fill(row.slot());
    }

    /** The same for thin lines and dots on the body of a part. */
    Color stroke(ClusterRow row) {
        return code(row) > 0 ? session.colours().stroke(row.name(), row.slot()) : colours().stroke(row.slot());
    }

    /** Whether a cluster repeats a colour. */
    boolean hatched(ClusterRow row) {
        return code(row) > 0 ? session.colours().hatched(code(row)) : colours().hatched(row.slot());
    }

    /** Code of the project's class of a cluster's name; 0 for none. */
    private int code(ClusterRow row) {
        return row.named() ? session.colours().code(row.name()) : 0;
    }

    private ClusterColours colours() {
        if (coloursOf != session.colours() || palette != Palette.classFills()) {
            coloursOf = session.colours();
            palette = Palette.classFills();
            colours = new ClusterColours(palette, Palette.spareFills(), coloursOf.taken());
        }
        return colours;
    }

    // ---- what is chosen

    /** The selected crops; changed by the methods below only. */
    public CropSelection selection() {
        return selection;
    }

    /** Selects a crop of a list as a click does. @param in the rows of the list, or {@code null} to select nothing */
    void choose(int[] in, int at, boolean toggle, boolean extend) {
        selection.choose(in, at, toggle, extend);
        selected(false);
    }

    /** Selects these crops, or with {@code null} none. */
    public void choose(BitSet rows) {
        if (rows == null && selection.rows().isEmpty())
            return;
        if (rows == null)
            selection.clear();
        else
            selection.set(rows);
        selected(false);
    }

    /** Selects the crops that a lasso holds, and says which they are. */
    void lasso(BitSet rows) {
        selection.set(rows);
        selected(true);
        if (!rows.isEmpty())
            session.status().message(Kind.INFO, actions.content());
    }

    /** Whether what is selected was chosen by a lasso. */
    boolean byLasso() {
        return byLasso;
    }

    /** Selects crops as a click on a branch or a lasso does. @param toggle whether the others stay selected */
    void choose(int[] rows, boolean toggle) {
        BitSet set = toggle ? (BitSet) selection.rows().clone() : new BitSet();
        for (int row : rows)
            set.set(row);
        choose(set);
    }

    /** Id of the cluster that commands are for; "" for none. */
    public String current() {
        return current;
    }

    /** The chosen clusters, in the order in which they were chosen. */
    public Set<String> chosen() {
        return chosen;
    }

    /** Chooses a cluster. */
    public void current(String id) {
        current(id, false);
    }

    /** Chooses a cluster. @param more whether those that are chosen stay so */
    void current(String id, boolean more) {
        if (!more)
            chosen = new LinkedHashSet<>();
        else if (chosen.remove(id)) {
            current = chosen.isEmpty() ? "" : chosen.iterator().next();
            fire(Event.SELECTION);
            return;
        }
        if (!id.isEmpty())
            chosen.add(id);
        current = id;
        fire(Event.SELECTION);
    }

    /** Chooses a cluster as soon as it is there. */
    void goTo(String id) {
        coming = id;
    }

    /** The crop under the pointer, in whichever part; -1 for none. */
    int hover() {
        return hover;
    }

    /** Says that the pointer is over a crop, or with -1 over none. */
    void hover(int row) {
        if (hover == row)
            return;
        hover = row;
        fire(Event.HOVER);
    }

    /** Whether the selected crops are being dragged. */
    boolean dragged() {
        return dragged;
    }

    /** Says whether the selected crops are being dragged. */
    void dragging(boolean on) {
        dragged = on;
    }

    /** Shows the image of a crop in the viewer, with the detection or label that it is selected. */
    void show(int row) {
        show(crop(row));
    }

    /** The same for a crop of whichever list. */
    void show(Crop crop) {
        IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
        IWorkbenchPage page = window == null ? null : window.getActivePage();
        if (page == null)
            return;
        switch (crop.origin().kind()) {
            case LABEL -> session.desk().select(Set.of(crop.origin().number()));
            case DETECTION -> {
                if (session.results().filter(r -> r.entry().getFolder().equals(crop.origin().run())).isPresent())
                    session.select(Set.of(new DetectionId(crop.origin().image(), crop.origin().number())));
            }
            case IMAGE -> { }
        }
        ImageEditor.show(page, crop.image(), true);
    }
}
