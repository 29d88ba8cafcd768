package org.loupe.ui.viewer.internal.label;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.ui.IPerspectiveDescriptor;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchPartSite;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PerspectiveAdapter;
import org.loupe.engine.Item;
import org.loupe.model.DefectClass;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelState;
import org.loupe.ui.Keys;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Preferences;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.internal.LabelPerspective;
import org.loupe.ui.viewer.ImageCanvas;
import org.loupe.ui.viewer.PointerTool;
import org.loupe.ui.viewer.TileCache;
import org.loupe.ui.viewer.internal.ImageEditor;
import org.loupe.ui.viewer.internal.Menus;

/**
 * Labelling in a viewer: the labels over its image and, in the perspective Label, the tools that draw and change them, the
 * palette, the hint and the classes under the image. Elsewhere labels are only shown, if the user wants them. UI thread.
 */
public final class LabelTools {
    private static final int MARGIN = 8, HINT_TOP = 12;

    private final Session session;
    private final IWorkbenchPartSite site;
    private final LabelScene scene;
    private final LabelLayer layer;
    private final Consumer<PointerTool> choose;
    private final BooleanSupplier deleteZone;
    private final List<ImageCanvas> canvases = new ArrayList<>();
    private final Map<ToolKind, LabelTool> tools = new EnumMap<>(ToolKind.class);
    private final List<Runnable> modeChanges = new ArrayList<>();
    private ToolPalette palette;
    private ClassBar bar;
    private boolean on;
    private int told;

    /**
     * @param tiles  where pixels are that edges are found in
     * @param owner  ends it when it is disposed
     * @param choose gives all canvases a tool
     * @param deleteZone deletes the chosen zone; returns whether there was one
     */
    public LabelTools(Session session, IWorkbenchPartSite site, TileCache tiles, Composite owner,
            Consumer<PointerTool> choose, BooleanSupplier deleteZone) {
        this.session = session;
        this.site = site;
        this.choose = choose;
        this.deleteZone = deleteZone;
        scene = new LabelScene(session, owner, this::redraw);
        layer = new LabelLayer(scene);
        Edges edges = new Edges(tiles);
        tools.put(ToolKind.SELECT, new AdjustTool(scene, edges));
        tools.put(ToolKind.BOX, new BoxDrawTool(scene, edges));
        tools.put(ToolKind.FOUR, new FourClicksTool(scene, edges));
        tools.put(ToolKind.ROTATED, new RotatedBoxTool(scene, edges));
        tools.put(ToolKind.POLYGON, new PolygonTool(scene, edges));
        tools.put(ToolKind.BRUSH, new BrushTool(scene, edges, false));
        tools.put(ToolKind.ERASER, new BrushTool(scene, edges, true));
        tools.put(ToolKind.POINT, new PointTool(scene, edges));
        PerspectiveAdapter perspectives = new PerspectiveAdapter() {
            @Override
            public void perspectiveActivated(IWorkbenchPage page, IPerspectiveDescriptor perspective) {
                follow();
            }
        };
        IWorkbenchWindow window = site.getWorkbenchWindow();
        window.addPerspectiveListener(perspectives);
        owner.addDisposeListener(e -> window.removePerspectiveListener(perspectives));
        Preferences.listen(owner, Preferences.LABELS_SHOWN, this::follow);
        Preferences.listen(owner, Preferences.LABEL_PALETTE, this::follow);
        Preferences.listen(owner, Preferences.SNAP, () -> modeChanges.forEach(Runnable::run));
    }

    /** Makes the row of classes, the last child of a column. */
    public void classBar(Composite column) {
        bar = new ClassBar(column, scene, site);
        GridData data = new GridData(SWT.FILL, SWT.BOTTOM, true, false);
        data.heightHint = ClassBar.HEIGHT;
        bar.setLayoutData(data);
    }

    /** Makes the palette over the left edge of the images. */
    public void palette(Composite body) {
        palette = new ToolPalette(body, site, this::kind);
        palette.moveAbove(null);
        body.addListener(SWT.Resize, e -> {
            Point size = palette.computeSize(SWT.DEFAULT, SWT.DEFAULT);
            palette.setBounds(MARGIN, MARGIN, size.x, Math.min(size.y, body.getClientArea().height - 2 * MARGIN));
        });
    }

    /** Adds what belongs to labelling to the row of tools. */
    public void buttons(ToolRow row) {
        row.command("org.loupe.ui.label.snap", "snap", Words.get("label.snap")).toggled(Edges::on);
        row.command("org.loupe.ui.label.copyNext", "copy-next", Words.get("label.copyNext"));
    }

    /** Draws over a canvas from now on; the first that is attached has the hint. */
    public void attach(ImageCanvas canvas) {
        boolean first = canvases.isEmpty();
        canvases.add(canvas);
        if (first)
            canvas.add((gc, c) -> hint(gc, c, false)); // no tag stands there
        canvas.add(layer);
        if (first)
            canvas.add((gc, c) -> hint(gc, c, true));
        canvas.addListener(SWT.MouseExit, e -> {
            if (canvas.tool().orElse(null) instanceof LabelTool tool)
                tool.gone(canvas);
        });
        canvas.onTool(() -> {
            if (palette != null)
                palette.redraw();
        });
    }

    /** Shows what the perspective asks for, also from now on. */
    public void begin() {
        on = !labelling();
        follow();
    }

    /** Calls {@code changed} after labelling began or ended, or one of its settings changed. */
    public void onMode(Runnable changed) {
        modeChanges.add(changed);
    }

    private boolean labelling() {
        IPerspectiveDescriptor perspective = site.getPage() == null ? null : site.getPage().getPerspective();
        return perspective != null && perspective.getId().equals(LabelPerspective.ID);
    }

    private void follow() {
        boolean now = labelling(), other = now != on;
        on = now;
        layer.show(on || Preferences.LABELS_SHOWN.get(), on);
        for (ImageCanvas canvas : canvases)
            canvas.findings(!on);
        palette.setVisible(on && Preferences.LABEL_PALETTE.get());
        if (other) {
            GridData data = (GridData) bar.getLayoutData();
            data.exclude = !on;
            bar.setVisible(on);
            bar.getParent().layout();
            choose.accept(on ? tools.get(ToolKind.SELECT) : null);
            if (!on && !canvases.isEmpty())
                canvases.get(0).corner("");
        }
        redraw();
        modeChanges.forEach(Runnable::run);
    }

    /** Whether labels can be drawn and changed now. */
    public boolean on() {
        return on;
    }

    /** Another image is shown, with {@code null} none. */
    public void image(Item shown) {
        tools.values().forEach(LabelTool::cancel);
        scene.image(shown);
        if (on && !scene.desk().selection().isEmpty() && scene.selected().isEmpty())
            scene.desk().select(List.of());
    }

    /** The tool that selects. */
    public PointerTool select() {
        return tools.get(ToolKind.SELECT);
    }

    /** Chooses the tool for boxes. */
    public void chooseBox() {
        choose(ToolKind.BOX);
    }

    /** Chooses a tool. */
    void choose(ToolKind kind) {
        choose.accept(tools.get(kind));
        redraw();
    }

    /** The tool of the moment; {@code null} if it is none of the palette's. */
    ToolKind kind() {
        LabelTool now = tool().orElse(null);
        return tools.entrySet().stream().filter(e -> e.getValue() == now).map(Map.Entry::getKey).findFirst()
                .orElse(null);
    }

    /** The label tool of the moment. */
    Optional<LabelTool> tool() {
        return canvases.isEmpty() || !(canvases.get(0).tool().orElse(null) instanceof LabelTool tool)
                ? Optional.empty() : Optional.of(tool);
    }

    /** Adds what can be done with the label under the pointer, which is selected by that, or with those selected. */
    public void menu(Menu menu) {
        if (on)
            scene.hovered().filter(l -> !scene.desk().selection().contains(l.id()))
                    .ifPresent(l -> scene.desk().select(List.of(l.id())));
        else if (session.selection().isEmpty())
            return;
        Menus.command(menu, site, "org.loupe.ui.label.accept", "accept");
        Menu classes = Menus.sub(menu, Words.get("label.setClass"));
        for (DefectClass each : Classes.of(session)) {
            MenuItem item = new MenuItem(classes, SWT.PUSH);
            int digit = Classes.digit(session, each.getCode());
            String name = each.getName().replace("&", "&&");
            item.setText(digit < 0 ? name : name + "\t" + digit);
            int place = Classes.of(session).indexOf(each) + 1;
            item.addListener(SWT.Selection, e -> LabelAction.CLASSIFY.run(session,
                    ImageEditor.of(site.getPage()).orElse(null), Optional.of(Integer.toString(place))));
        }
        Menus.command(menu, site, "org.loupe.ui.label.reject", "trash");
        Menus.line(menu);
    }

    /** Deletes the chosen zone. @return whether there was one */
    boolean deleteZone() {
        return deleteZone.getAsBoolean();
    }

    /** The labels of the image. */
    LabelScene scene() {
        return scene;
    }

    /** The canvas of the image. */
    ImageCanvas canvas() {
        return canvases.get(0);
    }

    /** The part that it is in. */
    IWorkbenchPartSite site() {
        return site;
    }

    /** The row of classes. */
    ClassBar classBar() {
        return bar;
    }

    /** The palette. */
    ToolPalette palette() {
        return palette;
    }

    private void redraw() {
        if (on && !canvases.isEmpty() && scene.item().isPresent()) {
            LabelScene.Counts counts = scene.counts();
            canvases.get(0).corner(Words.get("label.corner", counts.labels(), counts.auto(),
                    Words.get("label.state." + counts.state().name().toLowerCase(Locale.ROOT))));
            tellAbout(scene.hovered().filter(l -> l.state() == LabelState.AUTO).orElse(null));
        }
        for (ImageCanvas canvas : canvases)
            if (!canvas.isDisposed())
                canvas.redraw();
    }

    /** Says once what can be done with a proposed label under the pointer. */
    private void tellAbout(Label proposed) {
        int id = proposed == null ? 0 : proposed.id();
        if (id != told && id != 0)
            session.status().message(Kind.INFO, Words.get("label.hover.auto",
                    Keys.of(site, "org.loupe.ui.label.accept"), Keys.of(site, "org.loupe.ui.label.reject")));
        told = id;
    }

    /** What the next click does, in the upper left corner. */
    private void hint(GC gc, ImageCanvas canvas, boolean draw) {
        String text = on && canvas.hud() ? tool().map(tool -> tool.hint(canvas)).orElse("") : "";
        if (text.isEmpty() || canvas.pixels().isEmpty())
            return;
        gc.setFont(Palette.font(Type.SMALL));
        Point size = gc.textExtent(text);
        int left = palette.getVisible() ? MARGIN + ToolPalette.WIDTH + MARGIN + 4 : HINT_TOP;
        Rectangle plate = new Rectangle(left, HINT_TOP, size.x + 16, size.y + 8);
        if (!draw) {
            canvas.tagPlaces().take(plate);
            return;
        }
        gc.setAlpha(200);
        gc.setBackground(Palette.BLACK);
        gc.fillRoundRectangle(plate.x, plate.y, plate.width, plate.height, 4, 4);
        gc.setAlpha(255);
        gc.setForeground(Palette.ON_IMAGE);
        gc.drawText(text, plate.x + 8, plate.y + 4, true);
    }
}
