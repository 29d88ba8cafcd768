package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.loupe.tests.ui.RunningWorkbench.page;
import static org.loupe.tests.ui.RunningWorkbench.screenshot;
import static org.loupe.tests.ui.RunningWorkbench.settle;
import static org.loupe.tests.ui.RunningWorkbench.ui;
import static org.loupe.tests.ui.RunningWorkbench.waitUntil;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.loupe.api.Provenance;
import org.loupe.engine.Options;
import org.loupe.engine.RunProvenance;
import org.loupe.model.RunEntry;
import org.loupe.model.RunState;
import org.loupe.ui.DetectionId;
import org.loupe.ui.DetectionIds;
import org.loupe.ui.Palette;
import org.loupe.ui.Session;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.viewer.PlotCanvas;
import org.loupe.ui.viewer.internal.GalleryView;
import org.loupe.ui.viewer.internal.HistogramView;
import org.loupe.ui.viewer.internal.ImageEditor;
import org.loupe.ui.viewer.internal.ResultsView;
import org.loupe.ui.viewer.internal.ScatterView;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.Recipes;
import org.loupe.workspace.RunNotes;

/**
 * Table, gallery and plots of a large run: what is sorted, filtered, grouped, plotted and selected in one shows in all,
 * and the UI thread is never kept waiting for the store.
 */
@ExtendWith(RunningWorkbench.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ResultsTest {
    private static final long SOON = 30_000;
    /** Detections of the run; 1,000,000 for measuring. */
    private static final int COUNT = Integer.getInteger("loupe.test.detections", 200_000);
    private static final double STALL_MS = 1000;

    private static Path folder;

    private static Session session() {
        return PlatformUI.getWorkbench().getService(Session.class);
    }

    private static ResultsView results() {
        return (ResultsView) view(Ids.RESULTS_VIEW);
    }

    private static GalleryView gallery() {
        return (GalleryView) view(Ids.GALLERY_VIEW);
    }

    /** A view, opened if it is not in sight; one in sight is not activated, which takes the platform long. */
    private static Object view(String id) {
        return ui(() -> {
            IViewPart view = page().findView(id);
            return view != null && page().isPartVisible(view) ? view : page().showView(id);
        });
    }

    private static void does(Runnable work) {
        ui((Callable<Void>) () -> {
            work.run();
            return null;
        });
    }

    private static long selected() {
        return ui(() -> session().selection().size());
    }

    private static void filter(String text) {
        ResultsView view = results();
        does(() -> {
            view.filter().setText(text);
            view.filter().notifyListeners(SWT.DefaultSelection, new Event());
        });
    }

    private static void listed(String what, LongPredicate total) {
        ResultsView view = results();
        waitUntil(what, SOON, () -> ui(() -> view.complete() && total.test(view.total())
                && !view.cell(1, 0).equals("…")));
    }

    /** Does something and waits for it, while the UI thread is watched; prints how long either took. */
    private static void timed(String what, Runnable gesture, BooleanSupplier done) {
        try (Stalls stalls = new Stalls()) {
            long start = System.nanoTime();
            gesture.run();
            waitUntil(what, SOON, done);
            System.out.printf("RESULTS %-40s %6.0f ms, longest wait of the UI thread %5.0f ms%n", what,
                    (System.nanoTime() - start) / 1e6, stalls.worst());
            assertTrue(stalls.worst() < STALL_MS, () -> what + ": " + stalls);
        }
    }

    @BeforeAll
    static void write() throws Exception {
        folder = Files.createTempDirectory("loupe-results");
        Random random = new Random(3);
        for (String name : List.of("board.png", "golden.png")) {
            BufferedImage image = new BufferedImage(640, 640, BufferedImage.TYPE_BYTE_GRAY);
            Graphics2D g = image.createGraphics();
            g.setColor(new Color(40, 40, 40));
            g.fillRect(0, 0, 640, 640);
            g.setColor(new Color(170, 170, 170));
            for (int i = 0; i < 16; i++)
                g.fillRect(i * 40, 0, 18, 640);
            for (int i = 0; i < 300 && name.startsWith("b"); i++) {
                g.setColor(random.nextBoolean() ? new Color(170, 170, 170) : new Color(40, 40, 40));
                g.fillOval(random.nextInt(640), random.nextInt(640), 6 + random.nextInt(8), 6 + random.nextInt(8));
            }
            g.dispose();
            ImageIO.write(image, "png", folder.resolve(name).toFile());
        }
        Path run = folder.resolve("project/runs/0001");
        Files.createDirectories(run.getParent());
        Provenance step = new Provenance("loupe.golden-difference", "org.loupe.tools.opencv", "0.1.0", Map.of(), 7, "",
                "CPU", Map.of(), List.of());
        BigRun.write(run, COUNT, folder.resolve("board.png"), folder.resolve("golden.png"),
                Recipes.load(Recipes.shipped().get(0)).toJson(),
                new RunProvenance("plan", Options.defaults(), List.of(step), Map.of()).toJson());
        ProjectFile project = ProjectFile.create(folder.resolve("project"), "Large lot");
        does(() -> {
            session().close();
            RunEntry entry = RunNotes.begin(project, run, "golden-board", null);
            project.note(() -> {
                entry.setState(RunState.FINISHED);
                entry.setDetections(COUNT);
                entry.setImages(COUNT / BigRun.EACH);
            });
            session().open(project);
        });
        does(() -> PlatformUI.getWorkbench().getActiveWorkbenchWindow());
        ui(() -> PlatformUI.getWorkbench().showPerspective("org.loupe.ui.perspective.inspect",
                PlatformUI.getWorkbench().getWorkbenchWindows()[0]));
    }

    @AfterAll
    static void close() throws Exception {
        does(() -> session().close());
        waitUntil("the project is closed", SOON, () -> ui(() -> session().project().isEmpty()));
        Thread.sleep(300); // the store closes on its own thread
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList())
                Files.deleteIfExists(file);
        }
    }

    @Test
    @Order(1)
    void allDetectionsAreListed() {
        waitUntil("it is open", SOON, () -> ui(() -> session().results().isPresent()));
        ResultsView view = results();
        waitUntil("it is listed", SOON, () -> ui(() -> view.total() == COUNT));
        listed("all rows can be scrolled to", total -> total == COUNT);
        assertEquals("1", ui(() -> results().cell(0, 0)));
        timed("scroll to the last row", () -> does(() -> results().reveal(COUNT - 1)),
                () -> !ui(() -> results().cell(1, COUNT - 1)).equals("…"));
        assertEquals(String.format("%08d.png", 13_000_000 + COUNT / BigRun.EACH - 1),
                ui(() -> results().cell(1, COUNT - 1)));
    }

    @Test
    @Order(2)
    void headingsSortAndShiftSortsWithin() throws Exception {
        timed("sort by score", () -> does(() -> results().sort(3)), () -> ui(() -> results().complete()));
        listed("sorted", total -> total == COUNT);
        double first = number(ui(() -> results().cell(3, 0))), second = number(ui(() -> results().cell(3, 1)));
        assertTrue(first >= second, first + " before " + second);
        ResultsView view = results();
        timed("sort by three columns", () -> does(() -> view.sortBy(List.of("class", "score", "area_um2"))),
                () -> ui(() -> view.complete()));
        listed("sorted by class first", total -> total == COUNT);
        assertEquals("Mousebite", ui(() -> results().cell(2, 0)));
        screenshot("results-sorted");
    }

    @Test
    @Order(12)
    void keysReachTheTableButNotTheFilterField() {
        Control table = ui(() -> results().table());
        User.focus(table);
        User.key("HOME");
        assertEquals(1, selected());
        User.key("M1+F");
        assertTrue(ui(() -> results().filter().isFocusControl()));
        int editors = ui(() -> page().getEditorReferences().length);
        User.key("SPACE"); // a blank in a filter, not "show in viewer"
        assertEquals(editors, ui(() -> page().getEditorReferences().length));
        User.focus(table);
        DetectionId id = ui(() -> session().selection().get(0));
        User.key("SPACE");
        waitUntil("the viewer shows it large", SOON, () -> ui(() -> page().getActiveEditor() instanceof ImageEditor e
                && e.canvas() != null && e.canvas().selected().contains(id.row()) && e.canvas().view().scale() > 2));
        ui(() -> page().closeAllEditors(false));
    }

    private static double number(String cell) {
        return Double.parseDouble(cell.replace(",", "").replace('−', '-'));
    }

    @Test
    @Order(3)
    void aFilterIsCheckedAndFollowedByAllParts() throws Exception {
        filter("score < 0.9 and clas = Short");
        ResultsView view = results();
        waitUntil("the mistake is told", SOON, () -> ui(() -> view.problem().contains("clas")));
        assertEquals(COUNT, ui(() -> view.total()), "rows stay");
        screenshot("results-filter-error");
        timed("filter", () -> filter("score < 0.9 and class = Short"),
                () -> ui(() -> view.total() > 0 && view.total() < COUNT));
        assertEquals("", ui(() -> view.problem()));
        assertEquals("score < 0.9 and class = Short", ui(() -> session().filter()));
        GalleryView pictures = gallery();
        long total = ui(() -> view.total());
        waitUntil("the gallery follows", SOON, () -> ui(() -> pictures.pictures() == total));
        filter("score > 2");
        listed0();
        screenshot("results-no-match");
        User.command("org.loupe.ui.results.clearFilter");
        listed("all are listed again", all -> all == COUNT);
        assertEquals("", ui(() -> view.filter().getText()));
    }

    private static void listed0() {
        ResultsView view = results();
        waitUntil("nothing matches", SOON, () -> ui(() -> view.complete() && view.total() == 0));
    }

    @Test
    @Order(4)
    void aSelectionOutlivesSortingAndFiltering() {
        does(() -> results().selectRow(5));
        Set<DetectionId> before = ui(() -> session().selection());
        assertEquals(1, before.size());
        does(() -> results().sort(4));
        listed("sorted otherwise", total -> total == COUNT);
        assertEquals(before, ui(() -> session().selection()));
        Control table = ui(() -> results().table());
        User.focus(table);
        User.key(table, "HOME");
        assertEquals(1, selected());
        User.key(table, "M2+ARROW_DOWN");
        User.key(table, "M2+ARROW_DOWN");
        assertEquals(3, selected());
        timed("select all", () -> User.key(table, "M1+A"), () -> selected() == COUNT);
        waitUntil("the status line counts them", SOON, () -> ui(() -> session().selection() instanceof DetectionIds));
        User.key(table, "END");
        assertEquals(1, selected());
    }

    @Test
    @Order(5)
    void groupsCountAndAverage() throws Exception {
        timed("group by class", () -> does(() -> results().groupBy("class")),
                () -> ui(() -> results().size() == BigRun.CLASSES.size()));
        listed("groups are listed", total -> total == COUNT);
        assertEquals("Mousebite", ui(() -> results().cell(2, 0)));
        long sum = 0;
        for (int row = 0; row < BigRun.CLASSES.size(); row++) {
            int r = row;
            sum += (long) number(ui(() -> results().cell(0, r)));
        }
        assertEquals(COUNT, sum);
        assertTrue(ui(() -> results().cell(3, 0)).startsWith("ø"));
        does(() -> results().selectRow(1));
        long inGroup = (long) number(ui(() -> results().cell(0, 1)));
        waitUntil("a heading stands for its group", SOON, () -> selected() == inGroup);
        Control table = ui(() -> results().table());
        User.focus(table);
        User.key(table, "ARROW_RIGHT");
        assertTrue(ui(() -> results().size()) > BigRun.CLASSES.size());
        waitUntil("its rows have come", SOON, () -> ui(() -> results().cell(2, 2).equals("Open")));
        screenshot("results-grouped");
        does(() -> results().groupBy(""));
        listed("no groups", total -> total == COUNT);
    }

    @Test
    @Order(6)
    void rowsAreCopiedAndExported() throws Exception {
        filter("image = 13000000.png");
        listed("one image", total -> total == BigRun.EACH);
        User.focus(ui(() -> results().table()));
        User.key("M1+A");
        waitUntil("the rows are selected", SOON, () -> selected() == BigRun.EACH);
        User.key("M1+C");
        waitUntil("the rows are on the clipboard", SOON, () -> ui(() -> {
            Clipboard clipboard = new Clipboard(RunningWorkbench.display());
            Object text = clipboard.getContents(TextTransfer.getInstance());
            clipboard.dispose();
            return text instanceof String lines && lines.lines().count() == BigRun.EACH + 1
                    && lines.startsWith("#\timage\tclass\tscore");
        }));
        Path file = folder.resolve("listed.csv");
        Job job = ui(() -> results().export(file));
        job.join();
        List<String> lines = Files.readAllLines(file);
        assertEquals(BigRun.EACH + 1, lines.size());
        assertTrue(lines.get(0).startsWith("image,path,page,image_index,row,class,score"), lines.get(0));
        assertTrue(lines.stream().skip(1).allMatch(l -> l.startsWith("13000000.png,")));
        does(() -> session().filter(""));
    }

    @Test
    @Order(7)
    void aHistogramSelectsAndFilters() throws Exception {
        HistogramView view = (HistogramView) view(Ids.HISTOGRAM_VIEW);
        timed("histogram", () -> does(() -> view.axis(false, "contrast")), () -> ui(() -> view.bars() == COUNT));
        PlotCanvas plot = ui(() -> view.plot());
        Rectangle area = ui(() -> plot.plot());
        int middle = area.y + area.height / 2;
        does(() -> session().select(DetectionIds.NONE));
        timed("range in the histogram", () -> User.drag(plot, new Point(area.x + area.width / 3, middle),
                new Point(area.x + area.width / 2, middle), 0), () -> selected() > 1);
        assertTrue(selected() < COUNT);
        settle(400);
        screenshot("results-histogram");
        User.command("org.loupe.ui.plot.filter");
        // what is selected follows the drag from query to query: the last may still be on its way
        listed("the range is listed", total -> total < COUNT && total == selected());
        long chosen = selected();
        assertTrue(ui(() -> session().filter()).startsWith("contrast >= "));
        waitUntil("the histogram follows", SOON, () -> ui(() -> view.bars() == chosen));
        does(() -> session().filter(""));
        waitUntil("all again", SOON, () -> ui(() -> view.bars() == COUNT));
        does(() -> view.log(true));
        does(() -> view.log(true));
    }

    @Test
    @Order(8)
    void aScatterSelectsByBandAndLasso() throws Exception {
        ScatterView view = (ScatterView) view(Ids.SCATTER_VIEW);
        does(() -> {
            view.axis(false, "contrast");
            view.axis(true, "score");
        });
        waitUntil("points are drawn on linear axes", SOON,
                () -> ui(() -> !view.plot().x().log() && view.points() == COUNT));
        timed("scatter of other columns", () -> does(() -> {
            view.axis(false, "area_um2");
            view.axis(true, "contrast");
        }), () -> ui(() -> view.plot().x().log() && view.points() == COUNT));
        PlotCanvas plot = ui(() -> view.plot());
        Rectangle area = ui(() -> plot.plot());
        does(() -> session().select(DetectionIds.NONE));
        timed("rubber band", () -> User.drag(plot, new Point(area.x + area.width / 3, area.y + area.height / 3),
                new Point(area.x + area.width * 2 / 3, area.y + area.height * 2 / 3), 0), () -> selected() > 1);
        long band = selected();
        waitUntil("the selected points are drawn", SOON, () -> ui(() -> view.chosen() == band));
        settle(400);
        screenshot("results-scatter");
        User.key(plot, "ESC");
        User.command("org.loupe.ui.plot.lasso");
        assertEquals(PlotCanvas.Gesture.LASSO, ui(() -> plot.gesture()));
        timed("zoom", () -> User.doubleClick(plot, area.x + area.width / 2, area.y + area.height / 2),
                () -> ui(() -> view.points() > 0 && view.points() < COUNT));
        does(() -> view.whole());
        waitUntil("all again", SOON, () -> ui(() -> view.points() == COUNT));
        User.command("org.loupe.ui.plot.lasso");
        Path file = folder.resolve("points.csv");
        Job job = ui(() -> view.export(file));
        job.join();
        try (Stream<String> lines = Files.lines(file)) {
            assertEquals(COUNT + 1L, lines.count());
        }
    }

    @Test
    @Order(9)
    void theGalleryOrdersAndSelects() throws Exception {
        GalleryView view = gallery();
        waitUntil("pictures are listed", SOON, () -> ui(() -> view.pictures() == COUNT));
        User.focus(ui(() -> view.canvas()));
        User.key(ui(() -> view.canvas()), "HOME");
        assertEquals(1, selected());
        User.key(ui(() -> view.canvas()), "M2+ARROW_RIGHT");
        assertEquals(2, selected());
        timed("to the last picture", () -> User.key(ui(() -> view.canvas()), "END"), () -> selected() == 1);
        User.key(ui(() -> view.canvas()), "M2+HOME");
        waitUntil("all between are selected", SOON, () -> selected() == COUNT);
        User.key(ui(() -> view.canvas()), "HOME");
        settle(1500);
        screenshot("results-gallery");
        User.command("org.loupe.ui.gallery.reference");
        User.command("org.loupe.ui.gallery.larger");
        User.command("org.loupe.ui.gallery.smaller");
        User.command("org.loupe.ui.gallery.reference");
    }

    @Test
    @Order(10)
    void propertiesTellOfTheSelectedDefect() throws Exception {
        view("org.eclipse.ui.views.PropertySheet");
        User.focus(ui(() -> results().table())); // the view tells of another part than itself
        does(() -> session().select(DetectionIds.of(new DetectionId(3, 4))));
        waitUntil("it is told what was measured", SOON,
                () -> !User.all(Text.class, t -> t.getText().equals("13000003.png")).isEmpty());
        assertFalse(User.all(Text.class,
                t -> t.getText().contains("loupe.golden-difference")).isEmpty());
        settle(600);
        screenshot("results-properties");
        does(() -> session().filter("class = Short"));
        User.focus(ui(() -> results().table()));
        listed("shorts", total -> total < COUNT);
        User.key("M1+A");
        long shorts = ui(() -> results().total());
        waitUntil("all shorts are selected", SOON, () -> selected() == shorts);
        waitUntil("they are counted", SOON, () -> !User.all(Text.class,
                t -> t.getText().equals(Words.number(shorts, 0))).isEmpty());
        does(() -> session().filter(""));
        does(() -> session().select(DetectionIds.NONE));
        ui(() -> {
            page().hideView(page().findView("org.eclipse.ui.views.PropertySheet"));
            return null;
        });
    }

    @Test
    @Order(11)
    void theyLookGoodInTheDark() throws Exception {
        User.command("org.loupe.ui.window.theme");
        waitUntil("the theme is dark", SOON, () -> ui(() -> Palette
                .color(Palette.Token.PART).getRed()) < 64);
        view(Ids.SCATTER_VIEW);
        results();
        settle(1200);
        screenshot("results-dark");
        view(Ids.HISTOGRAM_VIEW);
        gallery();
        settle(1200);
        screenshot("results-dark-2");
        User.command("org.loupe.ui.window.theme");
        waitUntil("the theme is light", SOON, () -> ui(() -> Palette
                .color(Palette.Token.PART).getRed()) > 200);
        results();
        System.gc();
        Runtime heap = Runtime.getRuntime();
        System.out.printf("RESULTS heap in use %d MB with %,d detections%n",
                (heap.totalMemory() - heap.freeMemory()) >> 20, COUNT);
    }
}
