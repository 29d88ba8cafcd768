package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.loupe.tests.ui.RunningWorkbench.ui;
import static org.loupe.tests.ui.RunningWorkbench.waitUntil;
import static org.loupe.tests.ui.RunningWorkbench.window;

import java.nio.file.Files;
import java.nio.file.Path;

import org.eclipse.jface.preference.PreferenceDialog;
import org.eclipse.ui.dialogs.PreferencesUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.ui.Preferences;
import org.loupe.ui.internal.clusters.FeatureChoice;
import org.loupe.ui.internal.preferences.NetPage;
import org.loupe.workspace.crops.UsualFeatures;

/** The file of weights is told what it is, wrong ones are refused, and a file that is gone keeps nobody on the page. */
@ExtendWith(RunningWorkbench.class)
@TestMethodOrder(OrderAnnotation.class)
class PretrainedNetTest {
    private static final long SOON = 60_000;

    @TempDir static Path folder;

    private PreferenceDialog dialog;
    private NetPage page;

    @BeforeEach
    void open() {
        dialog = ui(() -> {
            PreferenceDialog made = PreferencesUtil.createPreferenceDialogOn(window().getShell(),
                    "org.loupe.ui.preferences.net", null, null);
            made.setBlockOnOpen(false);
            made.open();
            return made;
        });
        page = (NetPage) ui(dialog::getSelectedPage);
    }

    @AfterEach
    void close() {
        ui(dialog::close);
    }

    private void typed(Path file, String layer) {
        ui(() -> {
            page.type(file.toString(), layer);
            return null;
        });
        waitUntil("the file is looked at", SOON, () -> !ui(page::found).startsWith("Reading"));
    }

    /** A file of weights, or the test is left out: they are not part of the repository. */
    private static Path weights() {
        String named = System.getProperty("LOUPE_DATA", System.getenv("LOUPE_DATA"));
        Path file = (named != null ? Path.of(named) : Path.of("..", "..", "..", "shared", "data"))
                .resolve("weights/squeezenet1_0-imagenet.safetensors").toAbsolutePath().normalize();
        assumeTrue(Files.exists(file), file + " is not there");
        return file;
    }

    @Test
    @Order(1)
    void withoutAFileThePageSaysWhatIsDone() throws Exception {
        assertTrue(ui(page::found).startsWith("No file"), () -> ui(page::found));
        assertTrue(ui(page::isValid));
        RunningWorkbench.screenshot("net-empty", ui(dialog::getShell));
    }

    @Test
    @Order(2)
    void whatIsNoNetIsRefused() throws Exception {
        typed(Files.writeString(folder.resolve("notes.safetensors"), "hello"), "");
        assertFalse(ui(page::isValid));
        assertEquals("The net cannot be used.", ui(page::getErrorMessage));
        assertTrue(ui(page::found).contains("notes.safetensors"), () -> ui(page::found));
        RunningWorkbench.screenshot("net-wrong", ui(dialog::getShell));
        typed(folder.resolve("nowhere.pth"), "");
        assertFalse(ui(page::isValid));
        assertTrue(ui(page::found).contains("nowhere.pth"), () -> ui(page::found));
        typed(Path.of(""), "");
        assertTrue(ui(page::isValid), "no file is allowed");
    }

    @Test
    @Order(3)
    void aNetIsRecognisedAndItsLayersAreNamed() throws Exception {
        Path weights = weights();
        typed(weights, "");
        assertTrue(ui(page::isValid), () -> ui(page::found));
        assertTrue(ui(page::found).startsWith("squeezenet1_0, fire9: 512 numbers."), () -> ui(page::found));
        RunningWorkbench.screenshot("net-good", ui(dialog::getShell));
        typed(weights, "no such layer");
        assertFalse(ui(page::isValid));
        assertTrue(ui(page::found).contains("no such layer"), () -> ui(page::found));
        typed(weights, "fire5");
        assertTrue(ui(page::isValid), () -> ui(page::found));
        Path copy = Files.copy(weights, folder.resolve("mine.safetensors"));
        typed(copy, "fire5");
        assertTrue(ui(page::performOk));
        assertEquals(copy.toString(), Preferences.FEATURE_WEIGHTS.get());
        var block = ui(() -> FeatureChoice.block(UsualFeatures.NET));
        assertEquals("fire5", block.params().get(UsualFeatures.LAYER));
        assertEquals(copy.toString(), block.params().get(UsualFeatures.WEIGHTS));
        Files.delete(copy);
    }

    @Test
    @Order(4)
    void aFileThatIsGoneIsToldAndThePageCanBeLeft() throws Exception {
        weights();
        waitUntil("it is told", SOON, () -> ui(page::found).contains("mine.safetensors"));
        assertEquals(null, ui(page::getErrorMessage));
        assertEquals("The net cannot be used.", ui(page::getMessage));
        assertTrue(ui(page::isValid));
        RunningWorkbench.screenshot("net-gone", ui(dialog::getShell));
        typed(Path.of(""), "");
        assertTrue(ui(page::performOk));
        assertEquals("", Preferences.FEATURE_WEIGHTS.get());
        assertEquals("", Preferences.FEATURE_LAYER.get());
    }
}
