package org.loupe.ui.viewer.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.bindings.TriggerSequence;
import org.eclipse.jface.bindings.keys.KeySequence;
import org.eclipse.jface.bindings.keys.SWTKeySupport;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.program.Program;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorReference;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.IPerspectiveDescriptor;
import org.eclipse.ui.IPerspectiveListener;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PerspectiveAdapter;
import org.eclipse.ui.keys.IBindingService;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.engine.Progress;
import org.loupe.engine.Registry;
import org.loupe.store.ImageRow;
import org.loupe.ui.Contexts;
import org.loupe.ui.Failures;
import org.loupe.ui.Parts;
import org.loupe.ui.Preferences;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Status.ReadOut;
import org.loupe.ui.ToolButton;
import org.loupe.ui.ToolButton.Look;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Viewed;
import org.loupe.ui.UnsavedEditor;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.ReviewPerspective;
import org.loupe.ui.viewer.ColorMap;
import org.loupe.ui.viewer.ImageCanvas;
import org.loupe.ui.viewer.ImageCanvas.Place;
import org.loupe.ui.viewer.Pixels;
import org.loupe.ui.viewer.TileCache;
import org.loupe.ui.viewer.View;
import org.loupe.ui.viewer.internal.Compare.Split;
import org.loupe.ui.viewer.internal.label.LabelTools;
import org.loupe.ui.viewer.internal.label.RowModes;
import org.loupe.ui.viewer.internal.tiles.AutoLabelBar;

/** The image viewer: an image with what the shown run found in it, its reference beside it or in its place. */
public final class ImageEditor extends UnsavedEditor {

    /** Id of the editor. */
    public static final String ID = "org.loupe.ui.viewer.editor.image";
    private static final String CONTEXT = "org.loupe.ui.context.viewer";
    private static final int TAP_MS = 300, REPEAT_MS = 1000, VIEWED_MS = 33;

    /** An open file and what is known of its scale. */
    private record Shown(Item item, Pixels pixels, double umPerPx) {

        static Shown of(Item item, Pixels pixels) {
            return new Shown(item, pixels, Double.isNaN(item.umPerPx()) ? pixels.shape().umPerPx() : item.umPerPx());
        }
    }

    private Session session;
    private TileCache tiles;
    private ToolRow tools;
    private ToolButton zoom;
    private BlinkRate rate;
    private Panes panes;
    private Compare compare;
    private boolean review, opened; // whether Review is entered, and the reference was put beside for it
    private Toning toning;
    private ReadAhead ahead;
    private LevelTool levels;
    private LevelStrip strip;
    private Stages stages;
    private ScanPlace scan;
    private Overlays overlays;
    private ImageCanvas canvas;
    private Optional<Place> pointed = Optional.empty();
    private Shown test, reference, retired;
    private int generation;
    private boolean viewing;
    private boolean held;
    private long referenceSince, lastPress;

    /**
     * Shows an image in the page's viewer, which is opened if need be.
     *
     * @param activate whether it gets the focus
     */
    public static Optional<ImageEditor> show(IWorkbenchPage page, Item item, boolean activate) {
        ImageInput input = new ImageInput(item);
        for (IEditorReference open : page.findEditors(null, ID, IWorkbenchPage.MATCH_ID))
            if (open.getEditor(true) instanceof ImageEditor editor) {
                editor.open(input);
                page.bringToTop(editor);
                if (activate)
                    page.activate(editor);
                return Optional.of(editor);
            }
        try {
            return page.openEditor(input, ID, activate) instanceof ImageEditor editor ? Optional.of(editor)
                    : Optional.empty();
        } catch (PartInitException e) {
            Failures.log(e);
            return Optional.empty();
        }
    }

    @Override
    public void init(IEditorSite site, IEditorInput input) {
        setSite(site);
        setInput(input);
        session = site.getService(Session.class);
    }

    /** The canvas of the image. */
    public ImageCanvas canvas() {
        return canvas;
    }

    /** The image that is shown. */
    public Item item() {
        return ((ImageInput) getEditorInput()).item();
    }

    @Override
    public void createPartControl(Composite parent) {
        Parts.title(this, parent, "image", this::setTitleImage);
        Registry registry = session.registry();
        // to look for devices may take seconds: an image does not wait for that
        tiles = new TileCache(parent.getDisplay(), Preferences.CACHE_MB.get() * (1L << 20), () -> registry
                .knownDevices().flatMap(known -> registry.lending(session.policy(), Progress.NONE).kernels()));
        Composite page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        tools = new ToolRow(page, getSite()).fillWidth();
        Composite body = new Composite(page, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(body);
        panes = new Panes(body, tiles);
        canvas = panes.test();
        overlays = new Overlays(session, getSite(), page, tiles, image -> open(new ImageInput(item(session, image))),
                tools::refresh);
        labels().classBar(page);
        labels().palette(body);
        panes.all().forEach(overlays::attach);
        toning = new Toning(canvas, tiles);
        ahead = new ReadAhead(session, canvas, tiles, toning);
        levels = new LevelTool(toning);
        compare = new Compare(session, tiles, panes, this::compareChanged);
        stages = new Stages(session, canvas, toning);
        scan = new ScanPlace(canvas, canvas::corner);
        strip = new LevelStrip(body, toning, getSite());
        floating(body);
        fillTools();
        for (ImageCanvas each : panes.all()) {
            keys(each);
            each.onReadOut(this::readOut);
            each.map(Preferences.MAP.get() && each == canvas);
            each.tags(Preferences.TAGS.get());
            each.onTool(tools::refresh);
            each.addListener(SWT.KeyUp, this::keyUp);
        }
        panes.onPoint(place -> {
            pointed = place;
            scan.at(place);
        });
        canvas.view().listen(this::viewed);
        canvas.addListener(SWT.Resize, e -> viewed());
        session.listen(page, Session.Event.PROJECT, this::projectChanged);
        session.listen(page, Session.Event.IMAGES, this::readAhead);
        session.listen(page, Session.Event.PROGRESS, tools::refresh);
        session.listen(page, Session.Event.RECIPE, compare::recipeChanged);
        session.listen(page, Session.Event.MODEL, compare::recipeChanged);
        canvas.note(Words.get("viewer.none"));
        IPerspectiveListener perspectives = new PerspectiveAdapter() {
            @Override
            public void perspectiveActivated(IWorkbenchPage of, IPerspectiveDescriptor perspective) {
                beside();
            }
        };
        getSite().getWorkbenchWindow().addPerspectiveListener(perspectives);
        page.addDisposeListener(e -> getSite().getWorkbenchWindow().removePerspectiveListener(perspectives));
        labels().begin();
        load();
    }

    /** Review begins with the reference beside the image; what the user makes of it stays until it is left. */
    private void beside() {
        IPerspectiveDescriptor perspective = getSite().getPage().getPerspective();
        boolean now = perspective != null && perspective.getId().equals(ReviewPerspective.ID);
        if (now == review || now && reference == null)
            return;
        review = now;
        Split from = now ? Split.NONE : Split.TWO, to = now ? Split.TWO : Split.NONE;
        if (compare.split() != from || !now && !opened)
            return;
        opened = now;
        compare.split(to);
        session.ui(() -> { // once the panes have their size
            if (!canvas.isDisposed())
                fit();
        });
    }

    /** The strip of levels lies over the upper left corner of the panes. */
    private void floating(Composite body) {
        strip.setVisible(false);
        strip.moveAbove(null);
        body.addListener(SWT.Resize, e -> {
            panes.control().setBounds(body.getClientArea());
            Point size = strip.computeSize(SWT.DEFAULT, SWT.DEFAULT);
            strip.setBounds(8, 8, size.x, size.y);
        });
    }

    private void fillTools() {
        RowModes modes = new RowModes(tools);
        modes.elsewhere();
        overlays.buttons(tools);
        tools.line();
        modes.always();
        tools.command("org.loupe.ui.viewer.zoomOut", "zoom-out");
        zoom = tools.add(new ToolButton(tools, "", "100 %", Look.FLAT,
                () -> ToolRow.execute(getSite(), "org.loupe.ui.viewer.oneToOne")));
        zoom.setToolTipText(Words.get("viewer.zoomTip"));
        ((GridData) zoom.getLayoutData()).widthHint = 64;
        tools.command("org.loupe.ui.viewer.zoomIn", "zoom-in");
        tools.command("org.loupe.ui.viewer.fit", "fit");
        tools.command("org.loupe.ui.viewer.oneToOne", "one-to-one");
        tools.line();
        tools.toggle("org.loupe.ui.viewer.windowLevel", "window-level", () -> canvas.tool().orElse(null) == levels);
        tools.toggle("org.loupe.ui.viewer.histogram", "histogram", () -> strip.isVisible());
        tools.toggle("org.loupe.ui.viewer.colourMap", "colours", () -> toning.map() != ColorMap.GREY);
        tools.toggle("org.loupe.ui.viewer.overlays", "layers", () -> canvas.overlays());
        tools.line();
        modes.elsewhere();
        tools.toggle("org.loupe.ui.viewer.split", "split", () -> compare.split() == Split.TWO
                || compare.split() == Split.THREE);
        tools.toggle("org.loupe.ui.viewer.swipe", "swipe", () -> compare.split() == Split.SWIPE);
        modes.always();
        tools.toggle("org.loupe.ui.viewer.blink", "blink", () -> compare.blink().on());
        rate = new BlinkRate(tools, compare.blink());
        modes.elsewhere();
        tools.toggle("org.loupe.ui.viewer.difference", "difference", compare::difference);
        tools.toggle("org.loupe.ui.viewer.lock", "lock", () -> panes.group().locked());
        modes.labelling();
        tools.line();
        labels().buttons(tools);
        modes.always();
        tools.spring();
        modes.elsewhere();
        stages.pill(tools);
        tools.command("org.loupe.ui.run.image", "play-one");
        modes.labelling();
        tools.add(new AutoLabelBar(tools, session, getSite()));
        labels().onMode(() -> modes.show(labels().on()));
    }

    private void compareChanged() {
        toning.show(test == null ? null : test.pixels, compare.alike());
        rate.show(compare.blink().on());
        tools.refresh();
    }

    /** Says which part of the image is in sight, at most 30 times a second. */
    private void viewed() {
        showZoom();
        if (viewing)
            return;
        viewing = true;
        canvas.getDisplay().timerExec(VIEWED_MS, () -> {
            viewing = false;
            if (canvas.isDisposed() || test == null || session.image().filter(item()::equals).isEmpty())
                return;
            Region seen = canvas.visible();
            ahead.refresh();
            session.viewed(seen.isEmpty() ? null : new Viewed(item(), seen, canvas.view().scale()));
            if (pointed.isEmpty())
                canvas.readOut();
        });
    }

    /** The viewer's keys are live while a canvas has the focus, so that text fields get their letters. */
    private void keys(ImageCanvas each) {
        labels().onMode(Contexts.whileFocused(each, getSite(), () -> labels().on() ? Ids.LABEL_CONTEXT : CONTEXT));
    }

    private void open(ImageInput input) {
        if (input.equals(getEditorInput()))
            return;
        setInputWithNotify(input);
        load();
    }

    private void load() {
        Item item = item();
        setPartName(item.name());
        session.opening(item);
        int mine = ++generation;
        pointed = Optional.empty();
        overlays.image(null, Optional.empty());
        Shown old = reference;
        reference = null;
        release(old);
        if (retired != null && retired.item.equals(item)) {
            Shown again = retired;
            retired = null;
            shown(again);
        } else
            ahead.take(item).ifPresentOrElse(pixels -> shown(Shown.of(item, pixels)),
                    () -> openFile(item.test(), item, mine, this::shown));
        item.reference().ifPresent(file -> openFile(file, item, mine, opened -> {
            reference = opened;
            compareImages();
            beside();
            if (overlays.item() == item)
                overlays.image(item, Optional.of(opened.pixels));
        }));
        tools.refresh();
    }

    /** The image is open. */
    private void shown(Shown opened) {
        Item item = opened.item;
        Shown before = test;
        toning.show(opened.pixels, List.of());
        boolean sameSize = before != null && before.pixels.shape().width() == opened.pixels.shape().width()
                && before.pixels.shape().height() == opened.pixels.shape().height();
        test = opened;
        canvas.pixels(opened.pixels, opened.umPerPx);
        if (!sameSize)
            canvas.fit();
        retire(before);
        compareImages();
        scan.image(opened.pixels);
        stages.image(item);
        overlays.image(item, Optional.ofNullable(reference).map(Shown::pixels));
        session.image(item);
        readAhead();
        viewed();
    }

    /** The images beside the one that is shown will be asked for next. */
    private void readAhead() {
        if (test != null && test.item.equals(item()))
            ahead.around(test.item, retired == null ? null : retired.item);
    }

    /** Once both are of one image: until then the images before stay. */
    private void compareImages() {
        if (test == null || item().reference().isPresent() && reference == null)
            compare.images(test == null ? null : test.pixels, null, Double.NaN);
        else
            compare.images(test.pixels, reference == null ? null : reference.pixels, test.umPerPx);
    }

    private void openFile(Path file, Item item, int mine, Consumer<Shown> then) {
        boolean isTest = file.equals(item.test());
        Job job = Job.create(Words.get("job.openImage", file.getFileName()), monitor -> {
            try {
                Pixels pixels = Pixels.open(session.registry(), file, isTest ? item.page() : 0);
                session.ui(() -> {
                    if (mine != generation || canvas.isDisposed())
                        pixels.close();
                    else
                        then.accept(Shown.of(item, pixels));
                });
            } catch (ToolException e) {
                session.ui(() -> {
                    if (mine != generation || canvas.isDisposed())
                        return;
                    if (isTest) {
                        canvas.failed(e);
                        session.image(item);
                    } else
                        session.status().message(Kind.ERROR, Failures.text(e));
                });
            }
        });
        job.setSystem(true);
        job.setPriority(Job.INTERACTIVE);
        job.schedule();
    }

    private void release(Shown old) {
        if (old != null) {
            panes.all().forEach(each -> each.forget(old.pixels));
            tiles.drop(old.pixels);
            old.pixels.close();
        }
    }

    /** Keeps the image before in sight until the tiles of its successor have come. */
    private void retire(Shown before) {
        release(retired);
        retired = before;
    }

    /**
     * Brings a place into the middle if it is not in sight, larger if it would be too small to be seen. All in px of the
     * image.
     */
    public void reveal(double x, double y, double width, double height) {
        View view = canvas().view();
        Point size = canvas().getSize();
        double edge = Math.max(1, Math.max(width, height)), scale = view.scale();
        boolean inSight = x >= view.x() - size.x / scale / 2 && x + width <= view.x() + size.x / scale / 2
                && y >= view.y() - size.y / scale / 2 && y + height <= view.y() + size.y / scale / 2;
        if (!inSight || edge * scale < 12)
            view.set(x + width / 2, y + height / 2, edge * scale < 12 ? 24 / edge : scale);
    }

    /** The item of a run's image: from the set if it is there, else as the run knows it. */
    public static Item item(Session session, ImageRow image) {
        return session.items().stream().filter(i -> i.name().equals(image.image())).findFirst()
                .orElseGet(() -> new Item(image.image(), Path.of(image.path()), image.page(),
                        image.referencePath().isEmpty() ? Optional.empty()
                                : Optional.of(Path.of(image.referencePath())),
                        image.umPerPx(), image.conditions()));
    }

    private void projectChanged() {
        if (session.project().isEmpty())
            getSite().getPage().closeEditor(this, false);
    }

    private void readOut(ReadOut values) {
        Optional<double[]> compared = pointed.flatMap(p -> compare.at(p.column(), p.row()));
        String value = compared.map(v -> Words.get("viewer.compared", Words.number(v[0], decimals()),
                Words.number(v[1], decimals()), Words.number(v[2], decimals()))).orElse(values.value());
        String registered = compare.registered();
        ReadOut shown = new ReadOut(values.pixel(), values.place(), value, values.zoom(),
                registered.isEmpty() ? values.scale() : registered);
        session.status().readOut(shown);
        overlays.readOut(shown);
    }

    private int decimals() {
        return test != null && test.pixels.shape().type() == Shape.Type.F32 ? 2 : 0;
    }

    private void showZoom() {
        String text = canvas.zoomText();
        if (!zoom.isDisposed() && !zoom.text().equals(text))
            zoom.text(text);
    }

    // what the commands do

    /** Shows the next (1) or previous (-1) image of the set. */
    public void step(int by) {
        List<Item> items = session.items();
        int next = items.indexOf(item()) + by;
        if (next < 0 || next >= items.size())
            session.status().message(Kind.INFO, Words.get(by > 0 ? "viewer.last" : "viewer.first"));
        else
            open(new ImageInput(items.get(next)));
    }

    /** Whether all that would be in sight of an image that is not shown is there. */
    public boolean readAhead(Item item) {
        return ahead.ready(item);
    }

    /** Selects the next (1) or previous (-1) detection as one reads, in this image or another of the list. */
    public void stepDetection(int by) {
        overlays.findings().step(by);
    }

    /** Shows the reference in place of the image while the key is held; a tap keeps it. */
    public void reference() {
        long now = System.currentTimeMillis();
        boolean repeated = held && now - lastPress < REPEAT_MS; // the key repeats while it is held
        lastPress = now;
        if (repeated)
            return;
        held = true;
        referenceSince = now;
        compare.inPlace(!compare.inPlace());
    }

    private void keyUp(Event e) {
        if (!held || !isReferenceKey(e))
            return;
        held = false;
        if (compare.inPlace() && System.currentTimeMillis() - referenceSince > TAP_MS)
            compare.inPlace(false);
    }

    /** Whether a key is the one that the command is bound to now. */
    private boolean isReferenceKey(Event e) {
        IBindingService bindings = getSite().getService(IBindingService.class);
        KeySequence pressed = KeySequence.getInstance(SWTKeySupport.convertAcceleratorToKeyStroke(
                SWTKeySupport.convertEventToUnshiftedModifiedAccelerator(e)));
        for (TriggerSequence bound : bindings.getActiveBindingsFor("org.loupe.ui.viewer.reference"))
            if (bound.equals(pressed))
                return true;
        return false;
    }

    /** The labels of the image, and what draws them. */
    public LabelTools labels() {
        return overlays.labels();
    }

    /** What is drawn over it and done with the pointer. */
    Overlays overlays() {
        return overlays;
    }

    /** Whether the heat map is shown. */
    public boolean heatShown() {
        return overlays.heatShown();
    }

    /** How the image is compared with its reference. */
    Compare compare() {
        return compare;
    }

    /** Whether the reference has been laid on the image, since something asked for it. */
    public boolean compared() {
        return compare.done();
    }

    /** Image, reference and difference at a place, in this order; empty where nothing has been compared. */
    public Optional<double[]> comparedAt(double column, double row) {
        return compare.at(column, row);
    }

    /** Level of the pyramid that was compared; above 0 it is approximate. */
    public int comparedLevel() {
        return compare.level();
    }

    /** Where the image was found on its reference; "" if nothing looked for it. */
    public String registered() {
        return compare.registered();
    }

    /** Why the image cannot be compared with its reference; "" if it can. */
    public String refusal() {
        return compare.refusal();
    }

    /** How its samples become colours. */
    Toning toning() {
        return toning;
    }

    /** What the live preview shows in it. */
    Stages stages() {
        return stages;
    }

    /** All canvases, shown or not. */
    public List<ImageCanvas> canvases() {
        return panes.all();
    }

    /** Shows the whole image; panes side by side show the same place again. */
    void fit() {
        panes.group().align();
        act(ImageCanvas::fit);
    }

    /** Lets the panes move together, or each by itself. */
    void lock() {
        panes.group().lock(!panes.group().locked());
        tools.refresh();
    }

    /** Lets the pointer change window and level, or select and pan. */
    void windowLevel() {
        boolean on = canvas.tool().orElse(null) == levels;
        panes.all().forEach(each -> each.tool(on ? null : levels));
        if (!on)
            session.status().message(Kind.INFO, Words.get("viewer.levelHint"));
    }

    /** Shows how often each value occurs, or no longer. */
    void histogram() {
        strip.setVisible(!strip.getVisible());
        if (strip.getVisible())
            strip.refresh();
        tools.refresh();
    }

    /** Whether it is shown how often each value occurs. */
    boolean histogramShown() {
        return strip.getVisible();
    }

    /** The next colour map; while the difference is shown, with its sign or without. */
    void nextMap() {
        if (compare.difference()) {
            compare.signed(!compare.signed());
            session.status().message(Kind.INFO,
                    Words.get(compare.signed() ? "viewer.signed" : "viewer.absolute"));
        } else {
            toning.map(toning.map().next());
            session.status().message(Kind.INFO, Words.get("viewer.colours", toning.map().label()));
        }
        tools.refresh();
    }

    /** Shows the file of a scan that lies under the pointer, or in the middle of the view, in its folder. */
    void showTileFile() {
        if (test == null || test.pixels.files().isEmpty()) {
            session.status().message(Kind.INFO, Words.get("viewer.noScan"));
            return;
        }
        Place place = pointed.orElse(new Place(canvas.view().x(), canvas.view().y()));
        scan.find(test.pixels, place, file -> {
            if (file.isEmpty())
                session.status().message(Kind.INFO, Words.get("viewer.noTileHere"));
            else {
                session.status().message(Kind.INFO, Words.get("viewer.tileFile", file.get().toString()));
                Program.launch(file.get().getParent().toString());
            }
        });
    }

    /** Runs something on the canvas and shows the state of the tools anew. */
    public void act(Consumer<ImageCanvas> action) {
        action.accept(canvas);
        tools.refresh();
        viewed();
    }

    @Override
    public void setFocus() {
        canvas.setFocus();
    }

    @Override
    public void dispose() {
        generation++;
        session.opening(null);
        if (session.image().isPresent())
            session.image(null);
        session.viewed(null);
        session.status().readOut(ReadOut.NONE);
        if (compare != null)
            compare.dispose();
        if (ahead != null)
            ahead.close();
        if (tiles != null)
            tiles.dispose();
        for (Shown shown : new Shown[] { test, reference, retired })
            if (shown != null)
                shown.pixels.close();
        super.dispose();
    }

    /** The page's viewer, if it is open. */
    public static Optional<ImageEditor> of(IWorkbenchPage page) {
        if (page != null)
            for (IEditorReference open : page.findEditors(null, ID, IWorkbenchPage.MATCH_ID)) {
                IWorkbenchPart part = open.getPart(false);
                if (part instanceof ImageEditor editor)
                    return Optional.of(editor);
            }
        return Optional.empty();
    }
}
