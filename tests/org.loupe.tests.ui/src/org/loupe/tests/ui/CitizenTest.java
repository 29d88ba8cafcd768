package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.loupe.tests.ui.RunningWorkbench.page;
import static org.loupe.tests.ui.RunningWorkbench.screenshot;
import static org.loupe.tests.ui.RunningWorkbench.settle;
import static org.loupe.tests.ui.RunningWorkbench.ui;
import static org.loupe.tests.ui.RunningWorkbench.waitUntil;
import static org.loupe.tests.ui.RunningWorkbench.window;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.core.runtime.Platform;
import org.eclipse.jface.preference.PreferenceDialog;
import org.eclipse.jface.preference.PreferencePage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.dialogs.PreferencesUtil;
import org.eclipse.ui.quickaccess.QuickAccessElement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.loupe.engine.ToolPage;
import org.loupe.ui.Preferences;
import org.loupe.ui.Session;
import org.loupe.ui.ToolButton;
import org.loupe.ui.ToolRow;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.InspectPerspective;
import org.loupe.ui.internal.RecipeView;
import org.loupe.ui.internal.ReviewPerspective;
import org.loupe.ui.internal.WaferPerspective;
import org.loupe.ui.internal.help.AboutLoupe;
import org.loupe.ui.internal.help.HelpView;
import org.loupe.ui.internal.preferences.ColoursPage;
import org.loupe.ui.internal.start.Projects;
import org.loupe.ui.internal.start.SampleKind;
import org.loupe.ui.viewer.internal.ImageSearch;

/** What makes Loupe a citizen of Eclipse: menus, keys, perspectives, preferences, help; and the driver of tests. */
@ExtendWith(RunningWorkbench.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CitizenTest {
    private static final long SOON = 30_000, WHILE = 180_000;

    private static Session session() { return PlatformUI.getWorkbench().getService(Session.class); }

    @BeforeAll
    static void open() {
        ui(() -> Projects.openSample(session(), SampleKind.BOARDS));
        waitUntil("the sample is open", WHILE, () -> ui(() -> session().project().isPresent()
                && !session().items().isEmpty() && session().task().isEmpty()));
    }

    @AfterAll
    static void close() {
        User.command("org.loupe.ui.file.closeProject");
        waitUntil("no project is open", SOON, () -> ui(() -> session().project().isEmpty()));
    }

    @Test
    @Order(1)
    void aSettingIsOnDiskSoonAfterItIsSet() throws Exception {
        Path file = Path.of(Platform.getInstanceLocation().getURL().toURI())
                .resolve(".metadata/.plugins/org.eclipse.core.runtime/.settings/org.loupe.ui.prefs");
        boolean before = Preferences.BEEP.get();
        Preferences.BEEP.set(!before);
        try {
            waitUntil("it is written", SOON, () -> ui(() -> Files.exists(file)
                    && Files.readString(file).contains("training.beep=" + !before)));
        } finally {
            Preferences.BEEP.set(before);
        }
    }

    @Test
    @Order(1)
    void theMenusStandInTheirOrder() {
        assertEquals(List.of("File", "Edit", "View", "Image", "Recipe", "Label", "Model", "Run", "Window", "Help"),
                ui(() -> Arrays.stream(window().getShell().getMenuBar().getItems()).map(MenuItem::getText)
                        .map(t -> t.replace("&", "")).toList()));
    }

    @Test
    @Order(1)
    void menusFitIntoTheSmallestWindow() {
        for (MenuItem item : ui(() -> window().getShell().getMenuBar().getItems())) {
            List<String> entries = User.entries(ui(item::getMenu));
            assertTrue(!entries.isEmpty() && entries.size() <= 26, ui(item::getText) + ": " + entries); // of 27 px on 720
        }
    }

    @Test
    @Order(2)
    void stallsOfTheWindowAreMeasured() {
        String told = "";
        for (int attempt = 0; attempt < 5 && !told.contains("CitizenTest"); attempt++)
            try (Stalls stalls = new Stalls()) { // anew: a loaded machine may ask late, and look at what comes after it
                RunningWorkbench.waitUntil("the window answers", 10_000, () -> stalls.percentile(50) > 0);
                ui(() -> {
                    Thread.sleep(1500);
                    return null;
                });
                RunningWorkbench.waitUntil("the stall is seen", 10_000, () -> stalls.worst() > 1400);
                told = stalls.toString();
            }
        assertTrue(told.contains("CitizenTest"), told);
    }

    private static String perspective() { return ui(() -> page().getPerspective().getId()); }

    /** Where the tabs of a view lie on the screen. */
    private static Rectangle place(String view) {
        return ui(() -> {
            CTabFolder tabs = User.find(CTabItem.class, "|" + page().findView(view).getTitle() + "|").getParent();
            return tabs.getDisplay().map(tabs.getParent(), null, tabs.getBounds());
        });
    }

    @Test
    @Order(3)
    void keysSwitchThePerspectives() throws Exception {
        assertEquals(InspectPerspective.ID, perspective());
        User.key("M3+M2+2");
        waitUntil("Review is shown", SOON, () -> perspective().equals(ReviewPerspective.ID));
        settle(1500);
        screenshot("review-empty");
        User.key("M3+M2+1");
        waitUntil("Inspect is shown", SOON, () -> perspective().equals(InspectPerspective.ID));
        User.click(org.loupe.ui.ToolButton.class, "|Review|");
        waitUntil("Review is shown", SOON, () -> perspective().equals(ReviewPerspective.ID));
        User.menu("Window", "Inspect");
        waitUntil("Inspect is shown", SOON, () -> perspective().equals(InspectPerspective.ID));
    }

    @Test
    @Order(4)
    void aNarrowWindowHasNoRightColumn() throws Exception {
        waitUntil("the recipe is on the right", SOON, () -> place(Ids.RECIPE_VIEW).x > 1000);
        ui(() -> {
            window().getShell().setSize(1300, 800);
            return null;
        });
        waitUntil("the recipe is at the foot", SOON,
                () -> place(Ids.RECIPE_VIEW).x < 700 && place(Ids.RECIPE_VIEW).y > 300);
        ui(() -> page().showView(Ids.RECIPE_VIEW));
        settle(1500);
        screenshot("inspect-narrow");
        ui(() -> {
            window().getShell().setSize(1600, 1000);
            return null;
        });
        waitUntil("the recipe is on the right again", SOON, () -> place(Ids.RECIPE_VIEW).x > 1000);
        settle(500);
        screenshot("inspect-wide-again");
        User.menu("Window", "Reset layout");
        waitUntil("the layout is as it was", SOON, () -> place(Ids.RECIPE_VIEW).x > 1000);
    }

    @Test
    @Order(5)
    void helpTellsOfTheToolAndOfThePart() throws Exception {
        ui(() -> page().showView(Ids.RECIPE_VIEW));
        User.key("F1");
        waitUntil("the help view is open", SOON, () -> ui(() -> page().findView(Ids.HELP_VIEW) != null));
        HelpView help = (HelpView) ui(() -> page().findView(Ids.HELP_VIEW));
        RecipeView recipe = (RecipeView) ui(() -> page().findView(Ids.RECIPE_VIEW));
        String tool = ui(() -> recipe.step().getTool());
        ToolPage page = ToolPage.of(session().registry().tools().stream()
                .filter(t -> t.tool().info().id().equals(tool)).toList());
        String words = ui(help::words);
        assertTrue(words.contains(page.title()) && words.contains(page.help()), words);
        for (ToolPage.Parameter p : page.parameters())
            assertTrue(words.contains(p.name()) && words.contains(p.text()), p.name());
        settle(500);
        screenshot("help-tool");
        ui(() -> page().showView(Ids.RESULTS_VIEW));
        User.key("F1");
        waitUntil("help is on the part", SOON, () -> ui(help::words).startsWith("Results"));
        ui(() -> {
            help.search().setText("median");
            return null;
        });
        waitUntil("pages are found", SOON, () -> ui(help::words).contains("Median"));
        ui(() -> {
            page().activate(page().getActiveEditor());
            return null;
        });
        User.key("M2+F1");
        waitUntil("the keys are shown", SOON, () -> !sheets().isEmpty());
        screenshot("keys", ui(() -> sheets().get(0)));
        User.key(ui(() -> sheets().get(0).getChildren()[0]), "ESC");
        waitUntil("the sheet is closed", SOON, () -> sheets().isEmpty());
        ui(() -> {
            page().hideView(help);
            return null;
        });
    }

    private static List<ToolButton> tools(Shell shell) {
        return User.all(ToolButton.class, b -> b.getShell() == shell).stream().distinct().toList();
    }

    private static List<Shell> sheets() { return User.all(Shell.class, s -> User.words(s).contains("Keys of")); }

    @Test
    @Order(5)
    void theKeysAreShownAfterADialogToo() throws Exception {
        User.command("org.loupe.ui.file.inspectFolder");
        User.click(User.find(Button.class, "|Cancel|"));
        Thread.sleep(300); // the focus comes back
        User.key("M2+F1");
        waitUntil("the keys are shown", SOON, () -> !sheets().isEmpty());
        Thread.sleep(500);
        assertFalse(sheets().isEmpty(), "the sheet stays until it is closed");
        User.key(ui(() -> sheets().get(0).getChildren()[0]), "ESC");
        waitUntil("the sheet is closed", SOON, () -> sheets().isEmpty());
    }

    @Test
    @Order(5)
    void imagesAreFoundByTheirName() {
        ImageSearch search = new ImageSearch();
        assertEquals(0, search.computeElements("0", new NullProgressMonitor()).length, "too little is typed");
        QuickAccessElement[] found = search.computeElements("S-0003", new NullProgressMonitor());
        assertEquals(1, found.length);
        assertTrue(found[0].getLabel().contains("boards-0003"), found[0].getLabel());
        ui(() -> {
            found[0].execute();
            return null;
        });
        waitUntil("it is shown", SOON, () -> ui(() -> session().image().filter(i -> i.name()
                .equals(found[0].getLabel())).isPresent()));
    }

    @Test
    @Order(5)
    void aNarrowRowOfToolsHasAChevron() throws Exception {
        int[] wide = new int[1]; // as the font of this machine needs it
        Shell shell = ui(() -> {
            Shell made = new Shell(window().getShell(), SWT.NONE);
            made.setLayout(new FillLayout());
            ToolRow row = new ToolRow(made, page().findView(Ids.RECIPE_VIEW).getSite());
            row.command(Ids.STEP_ADD, "plus", "Add step");
            row.command(Ids.STEP_DUPLICATE, "duplicate");
            row.command(Ids.STEP_DELETE, "trash");
            row.spring();
            row.command(Ids.RUN, "play", "Run on set");
            wide[0] = row.computeSize(SWT.DEFAULT, SWT.DEFAULT).x;
            made.setBounds(100, 100, wide[0] + 150, 30);
            made.open();
            return made;
        });
        try {
            List<ToolButton> tools = tools(shell);
            assertEquals(4, tools.size());
            ui(() -> {
                shell.setSize(wide[0] - 10, 30);
                return null;
            });
            waitUntil("tools without a word are behind the chevron", SOON, () -> {
                List<ToolButton> left = tools(shell);
                return left.contains(tools.get(0)) && left.contains(tools.get(3)) && !left.contains(tools.get(2))
                        && ui(() -> left.stream().anyMatch(b -> User.words(b).contains("More tools")));
            });
            screenshot("tools-narrow", shell);
            ui(() -> { // a tool that its part takes away while it is behind the chevron
                ToolRow row = (ToolRow) shell.getChildren()[0];
                row.show(tools.get(2), false);
                row.layout();
                shell.setSize(wide[0] + 150, 30);
                return null;
            });
            waitUntil("all but that are back", SOON,
                    () -> tools(shell).equals(List.of(tools.get(0), tools.get(1), tools.get(3))));
            ui(() -> {
                ToolRow row = (ToolRow) shell.getChildren()[0];
                row.show(tools.get(2), true);
                row.layout();
                return null;
            });
            waitUntil("all are back", SOON, () -> tools(shell).equals(tools));
        } finally {
            ui(() -> {
                shell.close();
                return null;
            });
        }
    }

    @Test
    @Order(6)
    void everyPreferencePageOpensAndIsShort() throws Exception {
        for (String id : List.of("org.loupe.ui.preferences", "org.loupe.ui.preferences.device",
                "org.loupe.ui.preferences.viewer", "org.loupe.ui.preferences.colours", "org.loupe.ui.preferences.units",
                "org.loupe.ui.preferences.net",
                "org.loupe.ui.preferences.tools", "org.eclipse.ui.preferencePages.Keys")) {
            PreferenceDialog dialog = ui(() -> {
                PreferenceDialog made = PreferencesUtil.createPreferenceDialogOn(window().getShell(), id, null, null);
                made.setBlockOnOpen(false);
                made.open();
                return made;
            });
            Thread.sleep(300);
            assertEquals(null, ui(() -> ((PreferencePage) dialog.getSelectedPage()).getErrorMessage()));
            screenshot(id.replace("org.loupe.ui.", "").replace("org.eclipse.ui.", "").replace('.', '-'),
                    ui(dialog::getShell));
            ui(dialog::close);
        }
    }

    @Test
    @Order(7)
    void coloursThatAreReservedOrTooNearAreNamed() {
        PreferenceDialog dialog = ui(() -> {
            PreferenceDialog made = PreferencesUtil.createPreferenceDialogOn(window().getShell(),
                    "org.loupe.ui.preferences.colours", null, null);
            made.setBlockOnOpen(false);
            made.open();
            return made;
        });
        ColoursPage page = (ColoursPage) ui(dialog::getSelectedPage);
        ui(() -> {
            page.choose(0, new RGB(0x7A, 0x3B, 0xE0));
            return null;
        });
        assertTrue(ui(page::getErrorMessage).contains("#7A3BE0"), "a purple is refused");
        ui(() -> {
            page.choose(0, new RGB(0x3B, 0x84, 0xE8));
            return null;
        });
        assertEquals(null, ui(page::getErrorMessage));
        assertTrue(ui(page::getMessage).contains("Classes 1 and 2"), ui(page::getMessage));
        ui(dialog::close);
    }

    @Test
    @Order(8)
    void aboutTellsVersionsDeviceAndLicences() throws Exception {
        User.menu("Help", "About Loupe");
        Shell about = User.find(Shell.class, "|About Loupe|");
        screenshot("about", about);
        User.find(about, Label.class, "CPU – ");
        User.click(User.find(about, Button.class, "|Close|"));
        waitUntil("the dialog is closed", SOON, () -> ui(about::isDisposed));
        assertEquals(List.of(), AboutLoupe.libraries().stream().filter(l -> l.licence().equals("–")
                && !l.name().startsWith("loupe.")).toList(),
                "the licence of each library is known");
    }

    @Test
    @Order(9)
    void theCheatSheetOpens() throws Exception {
        User.command("org.loupe.ui.help.golden");
        waitUntil("the cheat sheet is open", SOON, () -> ui(() -> page().findView(Ids.GUIDE_VIEW) != null));
        settle(800);
        screenshot("cheat-sheet");
        User.command("org.loupe.ui.window.theme");
        settle(1500);
        screenshot("cheat-sheet-dark");
        User.command("org.loupe.ui.window.theme");
        User.command(Ids.WAFER);
        waitUntil("Wafer is shown without it", SOON, () -> ui(() -> page().getPerspective().getId()
                .equals(WaferPerspective.ID) && page().findView(Ids.GUIDE_VIEW) == null));
        User.command(Ids.INSPECT);
        waitUntil("it is there again", SOON, () -> ui(() -> page().findView(Ids.GUIDE_VIEW) != null));
        ui(() -> {
            page().hideView(page().findView(Ids.GUIDE_VIEW));
            return null;
        });
    }
}
