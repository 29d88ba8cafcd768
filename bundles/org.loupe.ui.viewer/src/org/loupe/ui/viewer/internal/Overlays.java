package org.loupe.ui.viewer.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.ui.IWorkbenchPartSite;
import org.loupe.engine.Item;
import org.loupe.model.Zone;
import org.loupe.model.ZoneKind;
import org.loupe.store.ImageRow;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Status.ReadOut;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.BoxTool;
import org.loupe.ui.viewer.ImageCanvas;
import org.loupe.ui.viewer.PanTool;
import org.loupe.ui.viewer.Pixels;
import org.loupe.ui.viewer.PointerTool;
import org.loupe.ui.viewer.RowSet;
import org.loupe.ui.viewer.Rulers;
import org.loupe.ui.viewer.SelectTool;
import org.loupe.ui.viewer.TileCache;
import org.loupe.ui.viewer.ZoneLayer;
import org.loupe.ui.viewer.ZonePlaces;
import org.loupe.ui.viewer.ZoneTool;
import org.loupe.ui.viewer.internal.label.LabelTools;
import org.loupe.ui.viewer.internal.labelreview.OpinionLayer;

/**
 * All that is drawn over the images of an editor and done in them with the pointer: findings, zones, rulers, heat map,
 * and the tools. The canvases that are attached show the same and have the same tool. UI thread.
 */
final class Overlays {
    private final Session session;
    private final IWorkbenchPartSite site;
    private final Runnable changed;
    private final List<ImageCanvas> canvases = new ArrayList<>();
    private final Findings findings;
    private final ZoneLayer zones;
    private final Rulers rulers;
    private final Heat heat;
    private final LabelTools labels;
    private final PointerTool select, pan, box, care, ignore;
    private final SelectionPost post = new SelectionPost();
    private final HoldKey holdKey = new HoldKey(this::show);
    private ReadOut readOut = ReadOut.NONE;
    private Item item;
    private boolean choosing;

    /**
     * @param owner     ends it when it is disposed
     * @param tiles     where the pixels are that labels are drawn to
     * @param elsewhere is told the image of what was selected in another part, if it is not the one that is shown
     * @param changed   is told after another tool was chosen or something was switched on or off
     */
    Overlays(Session session, IWorkbenchPartSite site, Composite owner, TileCache tiles, Consumer<ImageRow> elsewhere,
            Runnable changed) {
        this.session = session;
        this.site = site;
        this.changed = changed;
        findings = new Findings(session, owner, elsewhere, told -> post.post(new StructuredSelection(told)));
        zones = new ZoneLayer(session, this::zoneChosen);
        rulers = new Rulers(owner.getDisplay(), this::redraw);
        heat = new Heat(session, owner, findings, this::redraw);
        select = new SelectTool(zones, rulers);
        pan = new PanTool();
        box = new BoxTool(this::boxed);
        care = new ZoneTool(zones, ZoneKind.CARE);
        ignore = new ZoneTool(zones, ZoneKind.IGNORE);
        labels = new LabelTools(session, site, tiles, owner, tool -> choose(tool == null ? select : tool),
                this::deleteZone);
        site.setSelectionProvider(post);
        session.listen(owner, Session.Event.MODEL, this::redraw);
        session.listen(owner, Session.Event.IMAGES, this::redraw);
    }

    /** Draws over a canvas from now on. */
    void attach(ImageCanvas canvas) {
        canvases.add(canvas);
        findings.attach(canvas);
        if (canvases.size() == 1)
            canvas.add(heat.map());
        canvas.add(zones);
        canvas.add(rulers);
        labels.attach(canvas);
        canvas.add(new OpinionLayer(session, canvas, canvases.size() == 1));
        canvas.tool(select);
        canvas.onTool(() -> follow(canvas));
        holdKey.listen(canvas);
        Menus.context(canvas, menu -> ViewerMenu.fill(menu, site, this));
    }

    /** Another image is shown, with {@code null} none, or its reference is known now. */
    void image(Item shown, Optional<Pixels> reference) {
        if (item != shown) {
            item = shown;
            findings.image(shown);
            labels.image(shown);
            rulers.clear();
            zones.choose(null, ZonePlaces.Unit.FIRST);
        }
        heat.image(shown, canvases.get(0), reference);
    }

    /** Adds the buttons of the tools. */
    void buttons(ToolRow row) {
        row.toggle("org.loupe.ui.viewer.select", "select", () -> tool() == base());
        row.toggle("org.loupe.ui.viewer.pan", "pan", () -> tool() == pan);
        row.toggle("org.loupe.ui.viewer.box", "box", () -> tool() == box);
        row.toggle("org.loupe.ui.viewer.ruler", "ruler", () -> tool() == rulers);
        row.toggle("org.loupe.ui.viewer.zone.care", "zone", () -> tool() == care);
        row.toggle("org.loupe.ui.viewer.zone.ignore", "zone-ignore", () -> tool() == ignore);
        row.line();
        row.toggle("org.loupe.ui.viewer.heat", "heat", heat::on);
    }

    /** The labels of the image, and what draws them. */
    LabelTools labels() {
        return labels;
    }

    /** What is found in the image. */
    Findings findings() {
        return findings;
    }

    /** The zones of the image set. */
    ZoneLayer zones() {
        return zones;
    }

    /** The rulers on the image. */
    Rulers rulers() {
        return rulers;
    }

    /** Shows the heat map or not. */
    void toggleHeat() {
        heat.toggle();
        changed.run();
    }

    /** Whether the heat map is there. */
    boolean heatShown() {
        return heat.map().region().isPresent();
    }

    /** The image that is shown. */
    Item item() {
        return item;
    }

    /** The canvas with the focus, else the first. */
    ImageCanvas canvas() {
        return canvases.stream().filter(ImageCanvas::isFocusControl).findFirst().orElse(canvases.get(0));
    }

    /** Where the pointer is. */
    void readOut(ReadOut values) {
        if (!values.pixel().isEmpty())
            readOut = values;
    }

    /** Where the pointer was last in the image. */
    ReadOut readOut() {
        return readOut;
    }

    private PointerTool tool() {
        return canvases.isEmpty() ? select : canvases.get(0).tool().orElse(base());
    }

    /** The tool that is there when no other is chosen. */
    private PointerTool base() {
        return labels.on() ? labels.select() : select;
    }

    /** Chooses what the pointer does in all canvases. */
    private void choose(PointerTool tool) {
        choosing = true;
        canvases.forEach(canvas -> canvas.tool(tool));
        choosing = false;
        changed.run();
    }

    /** A tool has ended by itself in one canvas. */
    private void follow(ImageCanvas canvas) {
        if (!choosing)
            choose(canvas.tool().orElse(base()));
    }

    void choosePan() {
        choose(pan);
    }

    void chooseSelect() {
        choose(base());
    }

    void chooseBox() {
        if (labels.on()) {
            labels.chooseBox();
            return;
        }
        choose(box);
        hint("hint.box");
    }

    void chooseRuler() {
        choose(rulers);
        hint("hint.ruler");
    }

    void chooseZone(ZoneKind kind) {
        if (session.imageSet().isEmpty())
            session.status().message(Kind.INFO, Words.get("zone.noSet"));
        else {
            choose(kind == ZoneKind.CARE ? care : ignore);
            hint(kind == ZoneKind.CARE ? "hint.care" : "hint.ignore");
        }
    }

    private void hint(String key) {
        session.status().message(Kind.INFO, Words.get(key));
    }

    private void boxed(ImageCanvas canvas, RowSet rows) {
        findings.select(rows);
        session.status().message(Kind.INFO, Words.get("viewer.boxed", rows.size()));
    }

    /** Hides what is drawn over the images, or shows it again; while the key is held it is hidden. */
    void hide(Optional<Event> key) {
        if (holdKey.repeats(key))
            return;
        boolean shown = canvases.get(0).overlays();
        canvases.forEach(canvas -> canvas.overlays(!shown));
        changed.run();
    }

    private void show() {
        canvases.forEach(canvas -> canvas.overlays(true));
        changed.run();
    }

    private boolean deleteZone() {
        boolean chosen = zones.chosen().isPresent();
        if (chosen)
            zones.delete();
        return chosen;
    }

    private void zoneChosen(Optional<Zone> zone) {
        redraw();
        Object told = zone.isPresent() ? zone.get() : item;
        if (told != null)
            session.ui(() -> post.post(new StructuredSelection(told))); // it may be noticed while painting
    }

    /** Shows what is drawn anew. */
    void redraw() {
        for (ImageCanvas canvas : canvases)
            if (!canvas.isDisposed())
                canvas.redraw();
    }
}
