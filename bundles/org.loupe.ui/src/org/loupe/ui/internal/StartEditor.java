package org.loupe.ui.internal;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DateFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.IPersistableElement;
import org.eclipse.ui.keys.IBindingService;
import org.loupe.api.ToolException;
import org.loupe.engine.Registry;
import org.loupe.ui.Failures;
import org.loupe.ui.Icons;
import org.loupe.ui.Palette;

import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Parts;
import org.loupe.ui.Reading;
import org.loupe.ui.Session;
import org.loupe.ui.ToolButton;
import org.loupe.ui.ToolRow;
import org.loupe.ui.UnsavedEditor;
import org.loupe.ui.Words;
import org.loupe.ui.internal.start.Card;
import org.loupe.ui.internal.start.LinkRow;
import org.loupe.ui.internal.start.Pictures;
import org.loupe.ui.internal.start.Projects;
import org.loupe.ui.internal.start.Recent;
import org.loupe.ui.internal.start.SampleKind;

/** The start page: samples, own images, recent projects, and what this computer can do. */
public final class StartEditor extends UnsavedEditor {

    /** Id of the editor. */
    public static final String ID = "org.loupe.ui.editor.start";

    /** The one input there is. */
    public static final IEditorInput INPUT = new Input();
    private static final int SIDE = 344;

    private Session session;
    private Composite side;
    private Set<String> missing = Set.of();
    private final Map<SampleKind, Card> cards = new LinkedHashMap<>();

    private static final class Input implements IEditorInput {
        @Override
        public boolean exists() {
            return true;
        }

        @Override
        public ImageDescriptor getImageDescriptor() {
            return null;
        }

        @Override
        public String getName() {
            return Words.get("start.tab");
        }

        @Override
        public IPersistableElement getPersistable() {
            return null;
        }

        @Override
        public String getToolTipText() {
            return getName();
        }

        @Override
        public <T> T getAdapter(Class<T> adapter) {
            return null;
        }
    }

    @Override
    public void init(IEditorSite site, IEditorInput input) {
        setSite(site);
        setInput(input);
        setPartName(input.getName());
        session = site.getService(Session.class);
    }

    @Override
    public void createPartControl(Composite parent) {
        Parts.title(this, parent, "home", this::setTitleImage);
        Composite page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(0, 0).applyTo(page);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(scrolled(page, body -> {
            GridLayoutFactory.fillDefaults().extendedMargins(44, 24, 34, 24).spacing(0, 0).applyTo(body);
            head(body);
            samples(body);
        }, ""));
        Control right = scrolled(page, body -> {
            GridLayoutFactory.fillDefaults().extendedMargins(22, 22, 36, 24).spacing(0, 0).applyTo(body);
            side = body;
            fillSide();
        }, "loupe-bar");
        GridDataFactory.fillDefaults().grab(false, true).hint(SIDE, SWT.DEFAULT).applyTo(right);
        session.listen(page, Session.Event.PROJECT, () -> session.ui(this::refillSide));
        session.listen(page, Session.Event.DEVICES, () -> session.ui(this::refillSide));
        drawPictures();
        checkRecent();
        session.ui(this::refillSide); // by then the keys are known
    }

    private static Control scrolled(Composite parent, java.util.function.Consumer<Composite> fill, String style) {
        ScrolledComposite scroll = new ScrolledComposite(parent, SWT.V_SCROLL);
        scroll.setExpandHorizontal(true);
        scroll.setExpandVertical(true);
        Composite body = new Composite(scroll, SWT.NONE);
        ToolRow.style(scroll, style);
        ToolRow.style(body, style);
        fill.accept(body);
        scroll.setContent(body);
        scroll.addListener(SWT.Resize,
                e -> scroll.setMinSize(body.computeSize(scroll.getClientArea().width, SWT.DEFAULT)));
        return scroll;
    }

    private static void head(Composite body) {
        Canvas head = new Canvas(body, SWT.DOUBLE_BUFFERED);
        GridDataFactory.fillDefaults().grab(true, false).hint(400, 48).applyTo(head);
        head.addListener(SWT.Paint, e -> {
            e.gc.setBackground(Palette.color(Token.PART));
            e.gc.fillRectangle(head.getClientArea());
            e.gc.drawImage(Icons.get("loupe", Token.ACCENT, 44), 0, 2);
            e.gc.setFont(Palette.font(Type.TITLE));
            e.gc.setForeground(Palette.color(Token.TEXT));
            e.gc.drawText(Words.get("start.name"), 58, 0, true);
            int below = e.gc.textExtent("L").y;
            e.gc.setFont(Palette.font(Type.BODY));
            e.gc.setForeground(Palette.color(Token.TEXT2));
            e.gc.drawText(Words.get("start.tagline"), 58, below + 1, true);
        });
        Palette.onChange(head, head::redraw);
        heading(body, "start.samples", 26, "");
    }

    private static Label heading(Composite parent, String key, int above, String style) {
        Label label = new Label(parent, SWT.NONE);
        ToolRow.style(label, style);
        label.setText(Words.get(key));
        label.setFont(Palette.font(Type.HEADING));
        GridDataFactory.fillDefaults().indent(0, above).applyTo(label);
        return label;
    }

    private void samples(Composite body) {
        Composite grid = new Composite(body, SWT.NONE);
        GridDataFactory.fillDefaults().indent(0, 8).applyTo(grid);
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(20, 20).equalWidth(true).applyTo(grid);
        for (SampleKind sample : SampleKind.ALL) {
            Card card = new Card(grid, sample, sample == SampleKind.BOARDS, () -> Projects.openSample(session, sample));
            card.setLayoutData(new GridData(SWT.FILL, SWT.FILL, false, true));
            cards.put(sample, card);
        }
    }

    private void drawPictures() {
        Registry registry = session.registry();
        Job job = Job.create(Words.get("job.pictures"), monitor -> {
            for (Map.Entry<SampleKind, Card> entry : cards.entrySet())
                try (Reading run = new Reading(monitor::isCanceled)) {
                    Pictures.draw(entry.getKey(), registry, run)
                            .ifPresent(data -> session.ui(() -> entry.getValue().picture(data)));
                } catch (CancellationException e) {
                    return; // the page is closed
                } catch (ToolException e) {
                    Failures.log(e);
                }
        });
        job.setSystem(true);
        job.schedule();
        side.addDisposeListener(e -> job.cancel());
    }

    private void refillSide() {
        if (side.isDisposed())
            return;
        for (Control child : side.getChildren())
            child.dispose();
        fillSide();
        side.layout(true, true);
    }

    /** Looks which of the recent projects are still there. */
    private void checkRecent() {
        Job job = Job.create(Words.get("job.recent"), monitor -> {
            Set<String> gone = Recent.list().stream().map(Recent::folder)
                    .filter(folder -> !Files.isDirectory(Path.of(folder))).collect(Collectors.toSet());
            session.ui(() -> {
                if (!gone.equals(missing)) {
                    missing = gone;
                    refillSide();
                }
            });
        });
        job.setSystem(true);
        job.schedule();
    }

    private void fillSide() {
        heading(side, "start.own", 0, "loupe-bar");
        link(new LinkRow.Content("folder", Words.get("start.inspectFolder"), "", "", key(Ids.INSPECT_FOLDER), false),
                () -> ToolRow.execute(getSite(), Ids.INSPECT_FOLDER));
        link(new LinkRow.Content("open", Words.get("start.openProject"), "", "", key(Ids.OPEN_PROJECT), false),
                () -> ToolRow.execute(getSite(), Ids.OPEN_PROJECT));
        link(new LinkRow.Content("wafer", Words.get("start.lot"), "", "", "", false),
                () -> ToolRow.execute(getSite(), "org.loupe.ui.file.openWaferSample"));
        heading(side, "start.guides", 30, "loupe-bar");
        link(new LinkRow.Content("book", Words.get("start.guide"), "", "", key("org.loupe.ui.help.golden"), false),
                () -> ToolRow.execute(getSite(), "org.loupe.ui.help.golden"));
        link(new LinkRow.Content("book", Words.get("start.train"), "", "", key("org.loupe.ui.help.train"), false),
                () -> ToolRow.execute(getSite(), "org.loupe.ui.help.train"));
        link(new LinkRow.Content("book", Words.get("start.net"), "", "", key("org.loupe.ui.help.net"), false),
                () -> ToolRow.execute(getSite(), "org.loupe.ui.help.net"));
        link(new LinkRow.Content("book", Words.get("start.sort"), "", "", key("org.loupe.ui.help.sort"), false),
                () -> ToolRow.execute(getSite(), "org.loupe.ui.help.sort"));
        List<Recent> recent = Recent.list();
        if (!recent.isEmpty()) {
            heading(side, "start.recent", 30, "loupe-bar");
            for (Recent project : recent.subList(0, Math.min(5, recent.size()))) {
                Path folder = Path.of(project.folder());
                boolean gone = missing.contains(project.folder());
                link(new LinkRow.Content("project", project.name(),
                        gone ? Words.get("start.gone", project.folder()) : project.about(),
                        gone ? "" : ago(project.opened()), "", gone), () -> Projects.open(session, folder))
                                .setToolTipText(project.folder());
            }
        }
        heading(side, "start.computer", 30, "loupe-bar");
        Composite facts = new Composite(side, SWT.NONE);
        ToolRow.style(facts, "loupe-bar");
        GridDataFactory.fillDefaults().grab(true, false).indent(0, 10).applyTo(facts);
        GridLayoutFactory.fillDefaults().numColumns(3).margins(8, 0).spacing(8, 10).applyTo(facts);
        Registry registry = session.registry();
        fact(facts, "ok", Token.OK, "start.runsOn", Words.get("start.cores",
                Runtime.getRuntime().availableProcessors(), memory()));
        fact(facts, "info", Token.TEXT2, "start.cuda", Devices.gpu(session));
        long tools = registry.tools().stream().map(t -> t.tool().info().id()).distinct().count();
        long bundles = registry.tools().stream().map(Registry.Entry::bundle).distinct().count();
        fact(facts, tools > 0 ? "ok" : "error", tools > 0 ? Token.OK : Token.ERROR, "start.tools",
                Words.get("start.toolCount", tools, bundles));
        for (Registry.Skipped skipped : registry.skipped())
            fact(facts, "warning", Token.WARN, "start.skipped", skipped.bundle() + "\n" + skipped.reason());
    }

    private LinkRow link(LinkRow.Content content, Runnable action) {
        LinkRow row = new LinkRow(side, content, action);
        GridDataFactory.fillDefaults().grab(true, false).indent(0, 3).applyTo(row);
        return row;
    }

    private void fact(Composite parent, String icon, Token tint, String key, String value) {
        Label image = new Label(parent, SWT.NONE);
        ToolRow.style(image, "loupe-bar");
        image.setImage(Icons.get(icon, tint));
        image.setLayoutData(new GridData(SWT.LEFT, SWT.TOP, false, false));
        Palette.onChange(image, () -> image.setImage(Icons.get(icon, tint)));
        Label name = new Label(parent, SWT.NONE);
        ToolRow.style(name, "loupe-bar loupe-hint");
        name.setText(Words.get(key));
        name.setLayoutData(new GridData(SWT.LEFT, SWT.TOP, false, false));
        Label text = new Label(parent, SWT.WRAP);
        ToolRow.style(text, "loupe-bar");
        text.setText(value);
        GridDataFactory.fillDefaults().grab(true, false).hint(180, SWT.DEFAULT).applyTo(text);
    }

    private String key(String command) {
        String key = getSite().getService(IBindingService.class).getBestActiveBindingFormattedFor(command);
        return key == null ? "" : key;
    }

    private static String memory() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system)
            return Words.number(system.getTotalMemorySize() / 1e9, 0);
        return Words.number(Runtime.getRuntime().maxMemory() / 1e9, 0);
    }

    private static String ago(long when) {
        Duration age = Duration.between(Instant.ofEpochMilli(when), Instant.now());
        if (age.toMinutes() < 1)
            return Words.get("ago.now");
        if (age.toHours() < 1)
            return Words.get("ago.minutes", age.toMinutes());
        if (age.toHours() < 24)
            return Words.get("ago.hours", age.toHours());
        return DateFormat.getDateInstance(DateFormat.MEDIUM).format(new Date(when));
    }

    /** The button that opens a sample. */
    public ToolButton openButton(SampleKind sample) {
        return cards.get(sample).button();
    }

    @Override
    public void setFocus() {
        openButton(SampleKind.BOARDS).setFocus();
    }
}
