package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.loupe.tests.ui.RunningWorkbench.page;
import static org.loupe.tests.ui.RunningWorkbench.screenshot;
import static org.loupe.tests.ui.RunningWorkbench.ui;
import static org.loupe.tests.ui.RunningWorkbench.waitUntil;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.exchange.wafer.WaferFormats;
import org.loupe.model.WaferEntry;
import org.loupe.ui.Session;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.ProjectView;
import org.loupe.ui.internal.WaferPerspective;
import org.loupe.ui.viewer.internal.lot.LotView;
import org.loupe.ui.viewer.internal.lot.StatisticsView;
import org.loupe.ui.viewer.internal.lot.WaferReportView;
import org.loupe.ui.viewer.internal.wafer.WaferDesk;
import org.loupe.wafer.Wafer;

/** A lot as an engineer goes through it: small maps, figures, what was read, wafers that come in and go out. */
@ExtendWith(RunningWorkbench.class)
@TestMethodOrder(OrderAnnotation.class)
class LotTest {
    private static final long SOON = 30_000, WHILE = 120_000;

    @TempDir
    static Path temp;

    private static Session session() {
        return PlatformUI.getWorkbench().getService(Session.class);
    }

    @BeforeAll
    static void open() {
        User.command("org.loupe.ui.file.openWaferSample");
        waitUntil("the sample lot is open", WHILE, () -> ui(() -> session().project()
                .filter(p -> p.project().getWafers().size() == 50).isPresent() && session().task().isEmpty()
                && page().getPerspective().getId().equals(WaferPerspective.ID)));
    }

    @AfterAll
    static void close() {
        User.command("org.loupe.ui.file.closeProject");
        waitUntil("no project is open", SOON, () -> ui(() -> session().project().isEmpty()));
    }

    private static <T> T view(String id, Class<T> type) {
        return ui(() -> type.cast(page().showView(id, null, IWorkbenchPage.VIEW_VISIBLE)));
    }

    private static LotView lot() {
        return view(Ids.LOT_VIEW, LotView.class);
    }

    private static StatisticsView statistics() {
        return view(Ids.WAFER_STATISTICS_VIEW, StatisticsView.class);
    }

    private static Optional<WaferEntry> onMap() {
        return ui(() -> WaferDesk.of(session()).shown().flatMap(w -> w.entry()));
    }

    private static void waitForMap(String name) {
        waitUntil(name + " is on the map", SOON, () -> onMap().filter(w -> w.getName().equals(name)).isPresent());
    }

    private static <T extends Control> List<T> all(Control in, Class<T> type) {
        List<T> found = new ArrayList<>();
        if (type.isInstance(in))
            found.add(type.cast(in));
        if (in instanceof Composite body)
            for (Control child : body.getChildren())
                found.addAll(all(child, type));
        return found;
    }

    private static boolean says(Shell wizard, String words) {
        return ui(() -> all(wizard, Label.class).stream().anyMatch(l -> l.getText().contains(words))
                || all(wizard, Text.class).stream().anyMatch(t -> t.getText().contains(words)));
    }

    private static void type(Shell wizard, String field, String text) {
        ui(() -> {
            for (Text one : all(wizard, Text.class))
                if (field.equals(one.getData("name")))
                    one.setText(text);
            return null;
        });
    }

    private static void choose(Shell wizard, String field, String start) {
        ui(() -> {
            for (Combo one : all(wizard, Combo.class))
                if (field.equals(one.getData("name")))
                    for (int i = 0; i < one.getItemCount(); i++)
                        if (one.getItem(i).startsWith(start)) {
                            one.select(i);
                            one.notifyListeners(org.eclipse.swt.SWT.Selection, new org.eclipse.swt.widgets.Event());
                        }
            return null;
        });
    }

    private static Button finish(Shell wizard) {
        return User.find(wizard, Button.class, "|Finish|");
    }

    private static List<String> rows(Shell wizard, int table) {
        return ui(() -> List.of(all(wizard, Table.class).get(table).getItems()).stream()
                .map(i -> i.getText(0) + "|" + i.getText(1) + "|" + i.getText(2)).toList());
    }

    @Test
    @Order(1)
    void aClickOnASmallMapShowsTheWaferWithItsFigures() throws Exception {
        LotView lot = lot();
        assertEquals(List.of("B2611 · ILD deposition", "B2611 · M1 after CMP"),
                ui(() -> List.of(lot.combo().getItems())));
        assertEquals("B2611 · M1 after CMP", ui(() -> lot.combo().getText()));
        assertEquals(25, ui(lot::cells).size());
        assertTrue(ui(lot::cells).get(13).startsWith("14 "), ui(lot::cells).toString());
        User.focus(lot.grid());
        User.key(lot.grid(), "HOME");
        waitForMap("B2611-01 M1 after CMP");
        for (int i = 0; i < 4; i++)
            User.key(lot.grid(), "ARROW_DOWN"); // three side by side
        User.key(lot.grid(), "ARROW_RIGHT");
        waitForMap("B2611-14 M1 after CMP");
        int defects = onMap().orElseThrow().getDefects();
        assertTrue(defects > 500, defects + " defects");
        StatisticsView statistics = statistics();
        waitUntil("it is counted", SOON, () -> ui(statistics::figures).contains("Defects " + defects));
        List<String> figures = ui(statistics::figures);
        assertTrue(figures.stream().anyMatch(f -> f.matches("Adders \\d+") && !f.equals("Adders 0")), figures + "");
        assertTrue(figures.stream().anyMatch(f -> f.startsWith("Defective dies")), figures + "");
        assertTrue(ui(statistics::bars).get(0).startsWith("particle: "), ui(statistics::bars).toString());
        assertEquals("5 of 25 above the limit", ui(statistics::aboveLimit));
        waitUntil("each small map is read and drawn, once", SOON, () -> ui(lot::drawn) == 25);
        screenshot("lot-light");
    }

    @Test
    @Order(2)
    void aBarSelectsItsDefectsAndAPointShowsItsWafer() throws Exception {
        StatisticsView statistics = statistics();
        int scratch = -1;
        for (String bar : ui(statistics::bars))
            if (bar.startsWith("scratch: 90 "))
                scratch = ui(statistics::bars).indexOf(bar);
        int bar = scratch;
        ui(() -> {
            statistics.chooseBar(bar);
            return null;
        });
        assertEquals(90, ui(() -> WaferDesk.of(session()).selection().defects().cardinality()));
        screenshot("lot-bar");
        ui(() -> {
            statistics.chooseWafer(7);
            return null;
        });
        waitForMap("B2611-08 M1 after CMP");
        assertEquals("B2611-08 M1 after CMP", ui(() -> lot().selected().orElseThrow().getName()));
    }

    @Test
    @Order(3)
    void theOtherStepIsChosenAboveAndTheDarkThemeHasItsColours() throws Exception {
        User.command("org.loupe.ui.window.theme");
        screenshot("lot-dark");
        User.command("org.loupe.ui.window.theme");
        LotView lot = lot();
        ui(() -> {
            lot.combo().select(0);
            lot.combo().notifyListeners(org.eclipse.swt.SWT.Selection, new org.eclipse.swt.widgets.Event());
            return null;
        });
        assertEquals(25, ui(lot::cells).size());
        User.key(lot.grid(), "END");
        waitForMap("B2611-25");
        StatisticsView statistics = statistics();
        waitUntil("adders are not known", SOON, () -> ui(statistics::figures).contains("Adders –"));
        assertEquals("0 of 25 above the limit", ui(statistics::aboveLimit));
        WaferReportView report = view(Ids.WAFER_REPORT_VIEW, WaferReportView.class);
        waitUntil("it is told what was read", SOON, () -> ui(report::summary).contains("lot B2611, wafer 25"));
        screenshot("lot-report");
        statistics();
    }

    @Test
    @Order(4)
    void theTreeHasLotsAndAWaferCanBeTakenOutAndBack() throws Exception {
        ProjectView tree = ui(() -> (ProjectView) page().showView(Ids.PROJECT_VIEW));
        ui(() -> {
            tree.tree().expandAll();
            return null;
        });
        waitUntil("the tree has lots", SOON, () -> ui(() -> texts(tree.tree().getTree().getItems())).contains(
                "Lot B2611 · M1 after CMP"));
        screenshot("lot-tree");
        LotView lot = ui(() -> (LotView) page().showView(Ids.LOT_VIEW));
        User.focus(lot.grid());
        User.key(lot.grid(), "END");
        User.command("org.loupe.ui.lot.delete");
        assertEquals(24, ui(lot::cells).size());
        User.command("org.eclipse.ui.edit.undo");
        assertEquals(25, ui(lot::cells).size());
    }

    private static List<String> texts(org.eclipse.swt.widgets.TreeItem[] items) {
        List<String> texts = new ArrayList<>();
        for (org.eclipse.swt.widgets.TreeItem item : items) {
            texts.add(item.getText());
            texts.addAll(texts(item.getItems()));
        }
        return texts;
    }

    private static Path klarf() {
        String set = System.getenv("LOUPE_DATA");
        Path here = Path.of("").toAbsolutePath();
        if (set != null && Files.isDirectory(Path.of(set).resolve("klarf")))
            return Path.of(set).resolve("klarf");
        for (Path at = here; at != null; at = at.getParent())
            if (Files.isDirectory(at.resolve("shared/data/klarf")))
                return at.resolve("shared/data/klarf");
        return null;
    }

    @Test
    @Order(5)
    void aRealFileComesInAndAWrongOneIsRefusedWithItsLine() throws Exception {
        Path data = klarf();
        assumeTrue(data != null, "Skipped: the folder klarf of the shared data is not here (LOUPE_DATA).");
        User.command(Ids.WAFER_IMPORT);
        Shell wizard = User.find(Shell.class, "|Import wafers");
        type(wizard, "From", data.resolve("bad12.klarf").toString());
        waitUntil("the wrong file is refused", SOON, () -> says(wizard, "line "));
        assertFalse(ui(() -> finish(wizard).isEnabled()));
        screenshot("import-wafers-wrong");
        type(wizard, "From", data.resolve("CPS3TwithoutReview.001").toString());
        waitUntil("it is known what would come in", SOON, () -> says(wizard, "1 of 1 wafer comes in, with 16 defects"));
        assertEquals("HJU008 · 25|25|IMD2_SRO", rows(wizard, 0).get(0));
        screenshot("import-wafers");
        User.click(finish(wizard));
        waitForMap("HJU008-25");
        StatisticsView statistics = statistics();
        waitUntil("it is counted", SOON, () -> ui(statistics::figures).contains("Defects 16"));
        assertTrue(ui(statistics::figures).contains("Defective dies 15 of 4,988"), ui(statistics::figures).toString());
        assertTrue(ui(statistics::figures).contains("Density 0.0687 / cm²"), ui(statistics::figures).toString());
        WaferReportView report = view(Ids.WAFER_REPORT_VIEW, WaferReportView.class);
        waitUntil("the tool's own summary agrees", SOON, () -> ui(report::rows).stream()
                .anyMatch(r -> r.contains("agrees")));
        screenshot("lot-real");
        User.command("org.eclipse.ui.edit.undo");
        assertEquals(50, ui(() -> session().project().orElseThrow().project().getWafers().size()));
        statistics();
    }

    @Test
    @Order(6)
    void classesOfARunAreWrittenBackIntoANewFile() throws Exception {
        ui(() -> {
            session().imageSet(session().project().orElseThrow().project().getImageSets().get(1));
            return null;
        });
        waitUntil("its images are listed", SOON, () -> ui(() -> session().items().size()) == 24);
        User.command(Ids.RUN);
        waitUntil("the run is finished", WHILE, () -> ui(() -> session().task().isEmpty()
                && session().results().filter(r -> r.detections() > 0).isPresent()));
        User.command(Ids.WAFER_EXPORT);
        Shell wizard = User.find(Shell.class, "|Export wafer");
        choose(wizard, "Wafer", "B2611-14 M1");
        choose(wizard, "As", "KLARF: the tool");
        choose(wizard, "Classes of", "Run 1");
        waitUntil("it is known what would be written", SOON, () -> says(wizard, "defects get another class"));
        Path to = temp.resolve("back.001");
        type(wizard, "File", to.toString());
        waitUntil("it can be written", SOON, () -> ui(() -> finish(wizard).isEnabled()));
        assertTrue(rows(wizard, 0).stream().anyMatch(r -> r.contains("becomes new class")), rows(wizard, 0).toString());
        screenshot("export-wafer");
        User.click(finish(wizard));
        waitUntil("the file is written", SOON, () -> Files.exists(to));
        WaferEntry entry = ui(() -> session().project().orElseThrow().project().getWafers().stream()
                .filter(w -> w.getName().equals("B2611-14 M1 after CMP")).findFirst().orElseThrow());
        Path own = ui(() -> session().project().orElseThrow().resolve(entry.getFile()));
        Wafer before = WaferFormats.read(own).wafers().get(0), after = WaferFormats.read(to).wafers().get(0);
        int changed = 0;
        for (int i = 0; i < before.defects().size(); i++)
            if (before.defects().classNumber(i) != after.defects().classNumber(i)) {
                assertFalse(before.defects().images(i).isEmpty(), "only defects with images were seen by the run");
                changed++;
            }
        assertTrue(changed > 0, "classes were written back");
    }
}
