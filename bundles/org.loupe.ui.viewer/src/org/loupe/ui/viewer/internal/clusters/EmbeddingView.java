package org.loupe.ui.viewer.internal.clusters;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.ui.part.ViewPart;
import org.loupe.engine.clustering.Projection;
import org.loupe.ui.Contexts;
import org.loupe.ui.Palette;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.ToolButton;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.WorkJob;
import org.loupe.ui.viewer.internal.Latest;
import org.loupe.ui.viewer.internal.Menus;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.clusters.Clusterings;
import org.loupe.workspace.clusters.Computed;
import org.loupe.workspace.crops.Crop;

/** Where the crops lie among each other, in a plane: principal components or a neighbour embedding. */
public final class EmbeddingView extends ViewPart {
    /** As {@link Clusterings#projection} takes them. */
    private static final int NEIGHBOURS = 15;
    private static final double APART = 0.1;

    /** How crops are brought into the plane. */
    public enum Plane {
        /** Along the two directions of most variance. */
        PCA,
        /** So that neighbours stay neighbours. */
        UMAP
    }

    /** What the colour of a point tells. */
    enum Tells {
        /** Its cluster. */
        CLUSTER,
        /** The class that it is known to have. */
        KNOWN,
        /** Its wafer, board or folder. */
        GROUP
    }

    /** @param of place of each crop in the names, -1 for none */
    private record Marks(List<String> names, int[] of) {
    }

    private final Map<Plane, Projection> made = new EnumMap<>(Plane.class);
    private final Map<Tells, Marks> told = new EnumMap<>(Tells.class);
    private Latest telling;
    private Session session;
    private ClusterDesk desk;
    private ToolRow tools;
    private ToolButton planeButton, tellsButton;
    private Label lasso, note, legend;
    private EmbeddingCanvas canvas;
    private Composite foot;
    private Computed of;
    private Plane plane = Plane.PCA;
    private Tells tells = Tells.CLUSTER;
    private WorkJob<Projection> job;
    private boolean pans;

    @Override
    public void createPartControl(Composite parent) {
        session = getSite().getService(Session.class);
        desk = ClusterDesk.of(session);
        Parts.title(this, parent, "scatter", this::setTitleImage);
        Composite page = new Composite(parent, SWT.NONE);
        ToolRow.style(page, "loupe-part");
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        tools = new ToolRow(page, getSite()).fillWidth();
        tools.toggle(ClusterCommands.PAN, "pan", () -> pans);
        tools.toggle(ClusterCommands.LASSO, "lasso", () -> !pans);
        tools.command(ClusterCommands.FIT, "fit");
        tools.line();
        planeButton = tools.command(ClusterCommands.PLANE, "", " ");
        tellsButton = tools.command(ClusterCommands.COLOUR, "", " ");
        lasso = tools.add(new Label(tools, SWT.RIGHT));
        ToolRow.style(lasso, "loupe-bar loupe-hint");
        GridDataFactory.swtDefaults().align(SWT.FILL, SWT.CENTER).grab(true, false).hint(20, SWT.DEFAULT)
                .applyTo(lasso);
        canvas = new EmbeddingCanvas(page, desk);
        telling = new Latest(canvas, "Loupe crops' colours");
        GridDataFactory.fillDefaults().grab(true, true).applyTo(canvas);
        foot = new Composite(page, SWT.NONE);
        ToolRow.style(foot, "loupe-part");
        GridLayoutFactory.fillDefaults().numColumns(2).margins(8, 3).applyTo(foot);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(foot);
        note = hint(true);
        legend = hint(false);
        Contexts.whileFocused(canvas, getSite(), ClusterCommands.CONTEXT);
        Menus.context(canvas, this::fillMenu);
        desk.listen(page, ClusterDesk.Event.OPENED, this::opened);
        desk.listen(page, ClusterDesk.Event.SORTED, this::recolour);
        desk.listen(page, ClusterDesk.Event.CUTTING, this::recolour);
        desk.listen(page, ClusterDesk.Event.HOVER, canvas::redraw);
        desk.listen(page, ClusterDesk.Event.SELECTION, this::selected);
        session.listen(page, Session.Event.PROJECT, this::opened);
        Palette.onChange(page, this::recolour);
        opened();
    }

    private Label hint(boolean grab) {
        Label label = new Label(foot, SWT.NONE);
        ToolRow.style(label, "loupe-hint");
        GridDataFactory.fillDefaults().grab(grab, false).hint(grab ? 60 : SWT.DEFAULT, SWT.DEFAULT).applyTo(label);
        return label;
    }

    private void opened() {
        Computed now = desk.clusters().map(c -> c.computed()).orElse(null);
        if (now != of) {
            of = now;
            made.clear();
            told.clear();
            if (job != null)
                job.cancel();
            job = null;
        }
        show();
    }

    private void show() {
        planeButton.text(Words.get("embedding.plane." + key(plane)) + " ▾");
        tellsButton.text(Words.get("embedding.tells." + key(tells)) + " ▾");
        tools.layout(true, true);
        tools.refresh();
        Projection ready = made.get(plane);
        canvas.show(ready, look(), of == null ? Words.get("embedding.empty") : Words.get("embedding.working"));
        String seed = of == null ? "" : String.valueOf(of.plan().seed());
        note.setText(of == null ? "" : plane == Plane.UMAP
                ? Words.get("embedding.note.umap", NEIGHBOURS, Words.number(APART, 1), seed, of.table().rows())
                : ready == null || ready.explained().length < 2 ? ""
                : Words.get("embedding.note.pca", Words.number(ready.explained()[0] * 100, 0),
                        Words.number(ready.explained()[1] * 100, 0), of.table().rows()));
        legend.setText(of == null || tells != Tells.CLUSTER ? "" : Words.get("embedding.legend"));
        foot.layout();
        tell();
        if (of != null && ready == null && job == null)
            project();
    }

    private static String key(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }

    /** Has a job bring the crops into the plane. */
    private void project() {
        Computed computed = of;
        Plane wanted = plane;
        ProjectFile project = session.project().orElse(null);
        if (project == null || desk.entry().isEmpty())
            return;
        Path folder = Clusterings.folder(project, desk.entry().get());
        job = WorkJob.start(session, Words.get("job.embedding"),
                (done, total) -> Words.get("embedding.progress", Words.get("embedding.plane." + key(wanted)),
                        Words.number(100.0 * done / total, 0)),
                progress -> Clusterings.projection(folder, computed, wanted == Plane.UMAP, progress),
                found -> {
                    if (of != computed || canvas.isDisposed())
                        return;
                    job = null;
                    found.ifPresent(projection -> made.put(wanted, projection));
                    if (found.isEmpty() && wanted == Plane.UMAP && plane == wanted)
                        plane = Plane.PCA; // it was stopped
                    else if (found.isEmpty())
                        return;
                    show();
                });
    }

    private void recolour() {
        if (of != null)
            canvas.look(look());
    }

    /** What the points belong to. */
    private EmbeddingCanvas.Look look() {
        if (of == null)
            return null;
        if (tells == Tells.CLUSTER) {
            List<ClusterRow> rows = desk.shown();
            boolean[] bold = new boolean[rows.size()];
            for (int i = 0; i < bold.length; i++)
                bold[i] = rows.get(i).named() || bold.length <= 12;
            return new EmbeddingCanvas.Look(desk.of(), rows.stream().map(ClusterRow::name).toList(),
                    rows.stream().mapToInt(row -> rgb(desk.stroke(row))).toArray(), bold, true);
        }
        Marks marks = told.get(tells);
        if (marks == null)
            return null;
        int[] colours = new int[marks.names.size()];
        boolean[] bold = new boolean[colours.length];
        for (int i = 0; i < colours.length; i++) {
            colours[i] = rgb(tells == Tells.KNOWN ? session.colours().stroke(marks.names.get(i), i)
                    : Palette.classStroke(i));
            bold[i] = tells == Tells.KNOWN;
        }
        return new EmbeddingCanvas.Look(marks.of, marks.names, colours, bold, false);
    }

    /** Reads off the crops what colours tell, unless that was done; then draws it. */
    private void tell() {
        Computed computed = of;
        Tells wanted = tells;
        if (computed == null || wanted == Tells.CLUSTER || told.containsKey(wanted))
            return;
        telling.ask(unwanted -> {
            List<Crop> crops = computed.table().crops();
            Function<Crop, String> mark = wanted == Tells.KNOWN ? Crop::known : Crop::group;
            List<String> names = crops.stream().map(mark).filter(name -> !name.isEmpty()).distinct().sorted().toList();
            Map<String, Integer> place = new HashMap<>();
            for (int i = 0; i < names.size(); i++)
                place.put(names.get(i), i);
            return new Marks(names, crops.stream().mapToInt(crop -> place.getOrDefault(mark.apply(crop), -1))
                    .toArray());
        }, marks -> {
            if (of == computed) {
                told.put(wanted, marks);
                recolour();
            }
        });
    }

    private static int rgb(Color colour) {
        return colour.getRed() << 16 | colour.getGreen() << 8 | colour.getBlue();
    }

    private void selected() {
        canvas.selected(desk.byLasso());
        int count = desk.selection().size();
        lasso.setText(count == 0 ? "" : Words.get(desk.byLasso() ? "embedding.inLasso" : "embedding.selected", count));
        tools.refresh();
    }

    // ---- commands

    /** Whether a drag moves the plot. */
    void pans(boolean on) {
        pans = on;
        canvas.pans(on);
        tools.refresh();
    }

    /** Offers ways into the plane. */
    void planeMenu() {
        Menus.drop(planeButton, menu -> {
            for (Plane each : Plane.values())
                Menus.choice(menu, Words.get("embedding.plane." + key(each)), plane == each, () -> plane(each));
        });
    }

    /** Brings crops into the plane by another way. */
    public void plane(Plane other) {
        plane = other;
        show();
    }

    /** Offers what colours tell. */
    void colourMenu() {
        Menus.drop(tellsButton, menu -> {
            for (Tells each : Tells.values())
                Menus.choice(menu, Words.get("embedding.tells." + key(each)), tells == each, () -> {
                    tells = each;
                    show();
                });
        });
    }

    private void fillMenu(Menu menu) {
        Menus.command(menu, getSite(), ClusterCommands.MOVE, "send");
        Menus.command(menu, getSite(), ClusterCommands.GATHER, "new");
        Menus.command(menu, getSite(), ClusterCommands.OUTLIERS, "outlier");
        Menus.command(menu, getSite(), ClusterCommands.SIMILAR, "similar");
        Menus.line(menu);
        Menus.command(menu, getSite(), ClusterCommands.SHOW, "eye");
        Menus.command(menu, getSite(), ClusterCommands.PAN, "pan");
        Menus.command(menu, getSite(), ClusterCommands.LASSO, "lasso");
        Menus.command(menu, getSite(), ClusterCommands.ZOOM_IN, "zoom-in");
        Menus.command(menu, getSite(), ClusterCommands.ZOOM_OUT, "zoom-out");
        Menus.command(menu, getSite(), ClusterCommands.FIT, "fit");
    }

    /** The plot. */
    public EmbeddingCanvas canvas() {
        return canvas;
    }

    @Override
    public void setFocus() {
        canvas.setFocus();
    }
}
