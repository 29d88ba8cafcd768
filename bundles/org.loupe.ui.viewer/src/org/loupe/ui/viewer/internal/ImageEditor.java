package org.loupe.ui.viewer.internal;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorReference;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.contexts.IContextActivation;
import org.eclipse.ui.contexts.IContextService;
import org.eclipse.ui.part.EditorPart;
import org.loupe.api.Detections;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.store.ImageRow;
import org.loupe.ui.DetectionId;
import org.loupe.ui.Failures;
import org.loupe.ui.Palette;
import org.loupe.ui.Parts;
import org.loupe.ui.RunResults;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Status.ReadOut;
import org.loupe.ui.ToolButton;
import org.loupe.ui.ToolButton.Look;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.ImageCanvas;
import org.loupe.ui.viewer.Pixels;
import org.loupe.ui.viewer.TileCache;
import org.loupe.ui.viewer.View;

/** The image viewer: an image with what the shown run found in it, its reference beside it or in its place. */
public final class ImageEditor extends EditorPart {

    /** Id of the editor. */
    public static final String ID = "org.loupe.ui.viewer.editor.image";
    private static final String CONTEXT = "org.loupe.ui.context.viewer";
    private static final long CACHE = 384L << 20;
    private static final int TAP_MS = 300;

    /** An open file and what is known of its scale. */
    private record Shown(Pixels pixels, double umPerPx) {
    }

    private Session session;
    private TileCache tiles;
    private final View view = new View();
    private ToolRow tools;
    private ToolButton zoom;
    private SashForm sash;
    private ImageCanvas canvas, beside;
    private Shown test, reference;
    private ImageRow row;
    private int generation;
    private boolean referenceShown, split;
    private long referenceSince;

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
        tiles = new TileCache(parent.getDisplay(), CACHE);
        Composite page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        toolRow(page);
        sash = new SashForm(page, SWT.HORIZONTAL | SWT.SMOOTH);
        sash.setSashWidth(3);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(sash);
        canvas = new ImageCanvas(sash, view, tiles);
        beside = new ImageCanvas(sash, view, tiles);
        beside.map(false);
        sash.setMaximizedControl(canvas);
        for (ImageCanvas each : List.of(canvas, beside)) {
            keys(each);
            each.onReadOut(this::readOut);
        }
        canvas.onHover(this::hovered);
        canvas.onSelect(this::selected);
        canvas.addListener(SWT.KeyUp, this::keyUp);
        view.listen(this::showZoom);
        session.listen(page, Session.Event.RUN, this::loadDetections);
        session.listen(page, Session.Event.SELECTION, this::showSelection);
        session.listen(page, Session.Event.HOVER, this::showHover);
        session.listen(page, Session.Event.PROJECT, this::projectChanged);
        session.listen(page, Session.Event.PROGRESS, tools::refresh);
        canvas.note(Words.get("viewer.none"));
        load();
    }

    private void toolRow(Composite page) {
        tools = new ToolRow(page, getSite()).fillWidth();
        tools.command("org.loupe.ui.viewer.previousImage", "up");
        tools.command("org.loupe.ui.viewer.nextImage", "down");
        tools.line();
        tools.command("org.loupe.ui.viewer.zoomOut", "zoom-out");
        zoom = tools.add(new ToolButton(tools, "", "100 %", Look.FLAT,
                () -> ToolRow.execute(getSite(), "org.loupe.ui.viewer.oneToOne")));
        zoom.setToolTipText(Words.get("viewer.zoomTip"));
        ((org.eclipse.swt.layout.GridData) zoom.getLayoutData()).widthHint = 64;
        tools.command("org.loupe.ui.viewer.zoomIn", "zoom-in");
        tools.command("org.loupe.ui.viewer.fit", "fit");
        tools.command("org.loupe.ui.viewer.oneToOne", "one-to-one");
        tools.line();
        tools.toggle("org.loupe.ui.viewer.overlays", "layers", () -> canvas.overlays());
        tools.toggle("org.loupe.ui.viewer.map", "map", () -> canvas.map());
        tools.line();
        tools.toggle("org.loupe.ui.viewer.split", "split", () -> split);
        tools.toggle("org.loupe.ui.viewer.reference", "blink", () -> referenceShown);
        tools.spring();
        tools.command("org.loupe.ui.run.image", "play-one", Words.get("viewer.runOne"));
    }

    /** The viewer's keys are live while a canvas has the focus, so that text fields get their letters. */
    private void keys(ImageCanvas each) {
        IContextService contexts = getSite().getService(IContextService.class);
        IContextActivation[] active = new IContextActivation[1];
        each.addListener(SWT.FocusIn, e -> active[0] = contexts.activateContext(CONTEXT));
        each.addListener(SWT.FocusOut, e -> {
            if (active[0] != null)
                contexts.deactivateContext(active[0]);
            active[0] = null;
        });
        each.addListener(SWT.Dispose, e -> {
            if (active[0] != null)
                contexts.deactivateContext(active[0]);
        });
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
        int mine = ++generation;
        canvas.detections(Detections.NONE, Palette::classFill);
        openFile(item.test(), item, mine, opened -> {
            Shown before = test;
            boolean sameSize = before != null && before.pixels.shape().width() == opened.pixels.shape().width()
                    && before.pixels.shape().height() == opened.pixels.shape().height();
            test = opened;
            show();
            if (!sameSize)
                canvas.fit();
            release(before);
            loadDetections();
            session.image(item);
        });
        Shown old = reference;
        reference = null;
        release(old);
        item.reference().ifPresent(file -> openFile(file, item, mine, opened -> {
            reference = opened;
            show();
            tools.refresh();
        }));
        tools.refresh();
    }

    private void openFile(Path file, Item item, int mine, Consumer<Shown> then) {
        boolean isTest = file.equals(item.test());
        Job job = Job.create(Words.get("job.openImage", file.getFileName()), monitor -> {
            try {
                Pixels pixels = Pixels.open(session.registry(), file, isTest ? item.page() : 0);
                double scale = Double.isNaN(item.umPerPx()) ? pixels.shape().umPerPx() : item.umPerPx();
                session.ui(() -> {
                    if (mine != generation || canvas.isDisposed())
                        pixels.close();
                    else
                        then.accept(new Shown(pixels, scale));
                });
            } catch (ToolException e) {
                session.ui(() -> {
                    if (mine != generation || canvas.isDisposed())
                        return;
                    if (isTest) {
                        canvas.failed(e);
                        session.image(item);
                    } else
                        beside.failed(e);
                });
            }
        });
        job.setSystem(true);
        job.setPriority(Job.INTERACTIVE);
        job.schedule();
    }

    private void release(Shown old) {
        if (old != null) {
            tiles.drop(old.pixels);
            old.pixels.close();
        }
    }

    /** Puts test and reference where they belong now. */
    private void show() {
        if (test == null)
            return;
        boolean swapped = referenceShown && reference != null;
        if (canvas.pixels().isEmpty() || canvas.pixels().get() != test.pixels || swapped)
            canvas.pixels(test.pixels, test.umPerPx);
        canvas.swap(swapped ? reference.pixels : test.pixels, swapped ? Words.get("viewer.reference")
                : split ? Words.get("viewer.test") : "");
        if (split && reference != null)
            beside.pixels(reference.pixels, reference.umPerPx);
        else
            beside.pixels(null, Double.NaN);
        beside.note(Words.get("viewer.noReference"));
        if (split && reference != null)
            beside.swap(reference.pixels, Words.get("viewer.reference"));
        sash.setMaximizedControl(split ? null : canvas);
    }

    private void loadDetections() {
        Item item = item();
        RunResults results = session.results().orElse(null);
        row = results == null ? null : results.image(item.name()).orElse(null);
        if (row == null || row.failed()) {
            canvas.detections(Detections.NONE, Palette::classFill);
            return;
        }
        ImageRow wanted = row;
        results.ask(reader -> reader.detections(wanted.index()), found -> {
            if (row != wanted || canvas.isDisposed())
                return;
            canvas.detections(found, Palette::classFill);
            showSelection();
        });
    }

    private void hovered(int at) {
        session.hover(row == null || at < 0 ? null : new DetectionId(row.index(), at));
    }

    private void selected(Set<Integer> rows) {
        if (row == null)
            return;
        session.select(rows.stream().map(r -> new DetectionId(row.index(), r)).collect(Collectors.toSet()));
    }

    private void showHover() {
        int at = session.hover().filter(id -> row != null && id.image() == row.index()).map(DetectionId::row)
                .orElse(-1);
        canvas.hover(at);
    }

    private void showSelection() {
        Set<DetectionId> chosen = session.selection();
        Set<Integer> mine = new HashSet<>();
        for (DetectionId id : chosen)
            if (row != null && id.image() == row.index())
                mine.add(id.row());
        if (mine.isEmpty() && !chosen.isEmpty()) {
            follow(chosen.iterator().next());
            return;
        }
        canvas.select(mine, true);
    }

    /** A detection of another image was selected elsewhere: shows that image. */
    private void follow(DetectionId id) {
        RunResults results = session.results().orElse(null);
        if (results == null)
            return;
        results.images().stream().filter(image -> image.index() == id.image()).findFirst()
                .filter(image -> !image.image().equals(item().name()))
                .ifPresent(image -> open(new ImageInput(item(session, image))));
    }

    /** The item of a run's image: from the set if it is there, else as the run knows it. */
    static Item item(Session session, ImageRow image) {
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
        session.status().readOut(values);
    }

    private void showZoom() {
        String text = Words.number(view.scale() * 100, view.scale() < 0.1 ? 1 : 0) + " %";
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

    /** Selects the next (1) or previous (-1) detection of the image. */
    public void stepDetection(int by) {
        if (row == null || row.detections() == 0)
            return;
        int now = canvas.selected().stream().findFirst().orElse(by > 0 ? -1 : row.detections());
        int next = Math.floorMod(now + by, row.detections());
        session.select(Set.of(new DetectionId(row.index(), next)));
    }

    /** Shows the reference in place of the image while the key is held; a tap keeps it. */
    public void reference() {
        if (reference == null) {
            session.status().message(Kind.INFO, Words.get("viewer.noReference"));
            return;
        }
        long now = System.currentTimeMillis();
        if (referenceShown && now - referenceSince < TAP_MS)
            return; // the key repeats while it is held
        referenceShown = !referenceShown;
        referenceSince = now;
        show();
        tools.refresh();
    }

    private void keyUp(Event e) {
        if (Character.toLowerCase(e.character) == 'q' && referenceShown
                && System.currentTimeMillis() - referenceSince > TAP_MS) {
            referenceShown = false;
            show();
            tools.refresh();
        }
    }

    /** Shows the reference beside the image, or no longer. */
    public void split() {
        if (!split && reference == null) {
            session.status().message(Kind.INFO, Words.get("viewer.noReference"));
            return;
        }
        split = !split;
        referenceShown = false;
        show();
        sash.layout(true, true);
        canvas.fit();
        tools.refresh();
    }

    /** Runs something on the canvas and shows the state of the tools anew. */
    public void act(Consumer<ImageCanvas> action) {
        action.accept(canvas);
        tools.refresh();
    }

    @Override
    public void setFocus() {
        canvas.setFocus();
    }

    @Override
    public void dispose() {
        generation++;
        if (session.image().isPresent())
            session.image(null);
        session.status().readOut(ReadOut.NONE);
        if (tiles != null)
            tiles.dispose();
        for (Shown shown : new Shown[] { test, reference })
            if (shown != null)
                shown.pixels.close();
        super.dispose();
    }

    @Override
    public void doSave(IProgressMonitor monitor) {
        // the project is saved by itself
    }

    @Override
    public void doSaveAs() {
        // the project is saved by itself
    }

    @Override
    public boolean isDirty() {
        return false;
    }

    @Override
    public boolean isSaveAsAllowed() {
        return false;
    }

    /** The page's viewer, if it is open. */
    static Optional<ImageEditor> of(IWorkbenchPage page) {
        if (page != null)
            for (IEditorReference open : page.findEditors(null, ID, IWorkbenchPage.MATCH_ID)) {
                IWorkbenchPart part = open.getPart(false);
                if (part instanceof ImageEditor editor)
                    return Optional.of(editor);
            }
        return Optional.empty();
    }
}
