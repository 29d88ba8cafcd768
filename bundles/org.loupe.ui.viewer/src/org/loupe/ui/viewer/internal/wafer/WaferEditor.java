package org.loupe.ui.viewer.internal.wafer;

import java.util.Optional;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorReference;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.IPartListener2;
import org.eclipse.ui.IWorkbenchCommandConstants;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchPartReference;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.IHandlerService;
import org.loupe.api.ToolException;
import org.loupe.exchange.wafer.WaferFormat;
import org.loupe.exchange.wafer.WaferFormats;
import org.loupe.ui.Contexts;
import org.loupe.ui.Failures;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Status.ReadOut;
import org.loupe.ui.ToolButton;
import org.loupe.ui.ToolRow;
import org.loupe.ui.UnsavedEditor;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.viewer.internal.Menus;
import org.loupe.ui.viewer.internal.wafer.WaferCanvas.Pointed;
import org.loupe.ui.viewer.internal.wafer.WaferCanvas.Tool;
import org.loupe.workspace.wafer.WaferBook.Opened;
import org.loupe.workspace.wafer.WaferBook.Place;

/** The map of a wafer or panel: what is selected on it is selected in all parts that tell of wafers, and back. */
public final class WaferEditor extends UnsavedEditor implements WaferCanvas.Host {
    private Session session;
    private WaferDesk desk;
    private ToolRow tools;
    private ToolButton dies, points, adders;
    private WaferCanvas canvas;
    private MapLayers layers;
    private OpenWafer open;
    private int generation;

    private final IPartListener2 activation = new IPartListener2() {
        @Override
        public void partActivated(IWorkbenchPartReference part) {
            inFront(part);
        }

        @Override
        public void partBroughtToTop(IWorkbenchPartReference part) {
            inFront(part);
        }
    };

    private void inFront(IWorkbenchPartReference part) {
        if (part.getPart(false) != this)
            return;
        tools.refresh();
        if (open != null) {
            desk.show(open);
            readOut();
        }
    }

    /**
     * Shows a wafer in the map that shows it already, else in one that shows another of the project, else in a new one.
     *
     * @param activate whether it gets the focus
     */
    public static Optional<WaferEditor> show(IWorkbenchPage page, WaferInput input, boolean activate) {
        WaferEditor found = null;
        for (IEditorReference each : page.findEditors(null, Ids.WAFER_EDITOR, IWorkbenchPage.MATCH_ID))
            if (each.getEditor(true) instanceof WaferEditor editor) {
                if (editor.getEditorInput().equals(input)) {
                    found = editor;
                    break;
                }
                if (editor.input().ofProject().isPresent() && input.ofProject().isPresent()
                        || editor.input().equals(WaferInput.NONE))
                    found = editor;
            }
        if (found == null) {
            try {
                return page.openEditor(input, Ids.WAFER_EDITOR, activate) instanceof WaferEditor editor
                        ? Optional.of(editor) : Optional.empty();
            } catch (PartInitException e) {
                Failures.log(e);
                return Optional.empty();
            }
        }
        found.open(input);
        page.bringToTop(found);
        if (activate)
            page.activate(found);
        return Optional.of(found);
    }

    /** The page's map that is in front, else any that is open. */
    public static Optional<WaferEditor> of(IWorkbenchPage page) {
        if (page == null)
            return Optional.empty();
        if (page.getActiveEditor() instanceof WaferEditor active)
            return Optional.of(active);
        for (IEditorReference each : page.findEditors(null, Ids.WAFER_EDITOR, IWorkbenchPage.MATCH_ID))
            if (each.getPart(false) instanceof WaferEditor editor)
                return Optional.of(editor);
        return Optional.empty();
    }

    @Override
    public void init(IEditorSite site, IEditorInput input) {
        setSite(site);
        setInput(input);
        session = site.getService(Session.class);
        desk = WaferDesk.of(session);
    }

    @Override
    public void createPartControl(Composite parent) {
        Parts.title(this, parent, "wafer", this::setTitleImage);
        Composite page = new Composite(parent, org.eclipse.swt.SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        tools = new ToolRow(page, getSite()).fillWidth();
        canvas = new WaferCanvas(page, session, this);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(canvas);
        layers = new MapLayers(session, canvas, this::modesChanged);
        fillTools();
        Contexts.whileFocused(canvas, getSite(), Ids.WAFER_CONTEXT);
        Menus.context(canvas, menu -> MapMenu.fill(menu, getSite(), this));
        FileDrop.on(canvas, files -> files.forEach(file -> show(getSite().getPage(), WaferInput.of(file, 0), true)));
        IHandlerService handlers = getSite().getService(IHandlerService.class);
        handlers.activateHandler(IWorkbenchCommandConstants.EDIT_SELECT_ALL, WaferHandler.of(WaferAction.ALL));
        desk.listen(canvas, WaferDesk.Event.SELECTION, this::selected);
        desk.listen(canvas, WaferDesk.Event.HOVER, () -> {
            if (desk.shown().orElse(null) == open)
                canvas.hover(desk.hover());
        });
        session.listen(canvas, Session.Event.PROJECT, () -> {
            if (input().ofProject().isPresent())
                getSite().getPage().closeEditor(this, false);
        });
        session.listen(canvas, Session.Event.MODEL, canvas::recolour);
        getSite().getPage().addPartListener(activation);
        load();
    }

    private void fillTools() {
        for (Tool tool : Tool.values())
            tools.toggle(switch (tool) {
                case SELECT -> WaferAction.SELECT.id();
                case PAN -> WaferAction.PAN.id();
                case LASSO -> WaferAction.LASSO.id();
            }, switch (tool) {
                case SELECT -> "select";
                case PAN -> "pan";
                case LASSO -> "lasso";
            }, () -> canvas.tool() == tool);
        tools.line();
        tools.command(WaferAction.ZOOM_OUT.id(), "zoom-out");
        tools.command(WaferAction.ZOOM_IN.id(), "zoom-in");
        tools.command(WaferAction.FIT.id(), "fit");
        tools.line();
        dies = tools.command(WaferAction.DIES.id(), "die", " ");
        points = tools.command(WaferAction.POINTS.id(), "point", " ");
        tools.line();
        tools.toggle(WaferAction.ZONES.id(), "zones",
                () -> canvas.modes() != null && canvas.modes().zones());
        tools.toggle(WaferAction.STACK.id(), "stack", layers::stacked);
        tools.toggle(WaferAction.REPEATERS.id(), "repeaters", layers::repeaters);
        adders = tools.command(WaferAction.ADDERS.id(), "adders", Words.get("map.tool.adders"))
                .toggled(layers::adders);
        tools.spring();
        tools.command(WaferAction.PICTURE.id(), "export");
        modesChanged();
    }

    /** Writes on the buttons what dies and points tell. */
    void modesChanged() {
        MapModes modes = canvas.modes();
        dies.text(Words.get("map.tool.dies", modes == null ? "–" : MapMenu.name(modes)));
        points.text(Words.get("map.tool.points", modes == null ? "–" : MapMenu.name(modes.points())));
        tools.layout(true, true);
        tools.refresh();
    }

    /** Shows another wafer in place of the one that is shown. */
    void open(WaferInput input) {
        if (input.equals(getEditorInput()))
            return;
        setInputWithNotify(input);
        load();
    }

    private void load() {
        WaferInput input = input();
        int mine = ++generation;
        setPartName(input.name().isEmpty() ? Words.get("map.title") : input.name());
        if (input.ready() != null) {
            loaded(input.ready());
            return;
        }
        if (input.place() == null) {
            failed(Words.get("map.empty"), false);
            return;
        }
        if (open == null)
            canvas.note(Words.get("map.loading", input.name()), false);
        Job job = Job.create(Words.get("job.openWafer", input.name()), monitor -> {
            try {
                OpenWafer made = read(input);
                session.ui(() -> {
                    if (mine == generation && !canvas.isDisposed())
                        loaded(made);
                });
            } catch (ToolException e) {
                session.ui(() -> {
                    if (mine == generation && !canvas.isDisposed())
                        failed(Failures.text(e), true);
                });
            }
        });
        job.setPriority(Job.INTERACTIVE);
        job.schedule();
    }

    private OpenWafer read(WaferInput input) throws ToolException {
        Place place = input.place();
        Opened opened = session.wafers().open(place);
        String format = WaferFormats.of(place.file()).map(WaferFormat::label).orElse("");
        opened.changed().ifPresent(why -> session.ui(() -> session.status().message(Kind.WARNING, why)));
        return new OpenWafer(place.file(), place.index(), input.entry(), opened.wafer(), format);
    }

    private void failed(String why, boolean error) {
        close();
        canvas.note(why, error);
        modesChanged();
    }

    /** The wafer is read: shows it. */
    private void loaded(OpenWafer made) {
        OpenWafer before = open;
        open = made;
        canvas.show(made, layers.begin(made, canvas.modes()));
        if (getSite().getPage().getActiveEditor() == this || desk.shown().isEmpty() || desk.shown().get() == before)
            desk.show(made);
        modesChanged();
        readOut();
    }

    private void close() {
        OpenWafer closed = open;
        open = null;
        if (closed != null && desk.shown().orElse(null) == closed)
            desk.show(null);
    }

    /** What it shows, or is about to. */
    public WaferInput input() {
        return (WaferInput) getEditorInput();
    }

    /** The wafer that is shown; empty until it is read. */
    public Optional<OpenWafer> open() {
        return Optional.ofNullable(open);
    }

    /** The map. */
    public WaferCanvas canvas() {
        return canvas;
    }

    /** The button of adders. */
    ToolButton addersButton() {
        return adders;
    }

    /** The button of what dies, or points, tell. */
    ToolButton button(boolean ofDies) {
        return ofDies ? dies : points;
    }

    /** What is laid over the dies and defects. */
    MapLayers layers() {
        return layers;
    }

    Session session() {
        return session;
    }

    // ---- gestures

    @Override
    public void select(WaferSelection chosen) {
        desk.show(open);
        desk.select(chosen);
    }

    private void selected() {
        if (open == null || desk.shown().orElse(null) != open)
            return;
        WaferSelection now = desk.selection();
        canvas.select(now);
        tools.refresh();
        readOut();
        WaferIndex index = open.index();
        if (now.isEmpty())
            session.status().message(Kind.INFO, "");
        else if (now.defects().cardinality() == 1)
            session.status().message(Kind.INFO, Words.get("map.hint.defect",
                    MapWords.defect(open, now.defects().nextSetBit(0))));
        else if (!now.defects().isEmpty())
            session.status().message(Kind.INFO, Words.get("map.hint.defects", now.defects().cardinality()));
        else if (now.dies().size() == 1)
            session.status().message(Kind.INFO, Words.get("map.hint.die", MapWords.die(open, now.dies().get(0)),
                    now.count(index)));
        else
            session.status().message(Kind.INFO, Words.get("map.hint.dies", now.dies().size(), now.count(index)));
    }

    @Override
    public void pointed(Pointed at) {
        if (desk.shown().orElse(null) == open)
            desk.hover(at == null ? -1 : at.defect());
        readOut();
    }

    /** Says in the status line what is under the pointer, else where the selected defect lies. */
    private void readOut() {
        if (open == null || desk.shown().orElse(null) != open)
            return;
        Pointed at = canvas.pointed().orElse(null);
        int one = canvas.selection().defects().cardinality() == 1 ? canvas.selection().defects().nextSetBit(0) : -1;
        boolean selected = at == null && one >= 0;
        double x = selected ? open.wafer().defects().x(one) : at == null ? Double.NaN : at.x();
        double y = selected ? open.wafer().defects().y(one) : at == null ? Double.NaN : at.y();
        int die = selected ? open.index().dieOf(one) : at == null ? -1 : at.die();
        boolean known = !Double.isNaN(x);
        int classes = open.wafer().classes().size();
        session.status().readOut(new ReadOut(known ? MapWords.die(open, die) : "",
                known ? MapWords.place(x, y) : "", known ? MapWords.polar(x, y) : "",
                classes == 0 ? Words.get("map.status.plain", open.format())
                        : Words.get("map.status.classes", open.format(), classes),
                Words.get("map.status.placed", open.index().placed(), open.index().size())));
    }

    @Override
    public void images() {
        WaferHandler.run(WaferAction.IMAGES, this);
    }

    @Override
    public void toolChanged() {
        tools.refresh();
    }

    @Override
    public void setFocus() {
        canvas.setFocus();
    }

    @Override
    public void dispose() {
        generation++;
        getSite().getPage().removePartListener(activation);
        close();
        session.status().readOut(ReadOut.NONE);
        super.dispose();
    }
}
