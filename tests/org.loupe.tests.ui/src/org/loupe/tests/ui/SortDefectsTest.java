package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.loupe.tests.ui.RunningWorkbench.display;
import static org.loupe.tests.ui.RunningWorkbench.page;
import static org.loupe.tests.ui.RunningWorkbench.screenshot;
import static org.loupe.tests.ui.RunningWorkbench.ui;
import static org.loupe.tests.ui.RunningWorkbench.waitUntil;
import static org.loupe.tests.ui.RunningWorkbench.window;
import static org.loupe.tests.ui.User.command;
import static org.loupe.tests.ui.User.key;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.cli.Loupe;
import org.loupe.engine.stack.StackSummary;
import org.loupe.ui.Session;
import org.loupe.ui.ToolRow;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.clusters.ClusterSource;
import org.loupe.ui.internal.clusters.ClusterWork;
import org.loupe.ui.internal.start.Projects;
import org.loupe.ui.viewer.internal.clusters.ClusterDesk;
import org.loupe.ui.viewer.internal.clusters.ClusterRow;
import org.loupe.ui.viewer.internal.clusters.ClustersEditor;
import org.loupe.ui.viewer.internal.clusters.DendrogramView;
import org.loupe.ui.viewer.internal.stack.StackView;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.clusters.ClusteringPlan;
import org.loupe.workspace.clusters.Clusters;
import org.loupe.workspace.crops.UsualFeatures;

/**
 * A newcomer sorts a folder of defect crops of which nothing is known: clusters them, cuts the dendrogram, names and
 * saves the clusters, trains a stack on them and reads how good each level is; then the same by command line, with the
 * same numbers.
 */
@ExtendWith(RunningWorkbench.class)
@TestMethodOrder(OrderAnnotation.class)
class SortDefectsTest {
    private static final long SOON = 30_000, WHILE = 180_000;
    private static final int EACH = 10;
    private static final String LEVELS = "lines\n  Bridge\n  Break\n  Scratch\nspots\n  Hole\n  Speck\n";

    @TempDir static Path folder;
    private static StackSummary read;

    private static Session session() {
        return window().getService(Session.class);
    }

    private static ClusterDesk desk() {
        return ClusterDesk.of(session());
    }

    private static Path crops() {
        return folder.resolve("crops");
    }

    /** The kind that most crops of a cluster were drawn as. */
    private static String kind(Clusters clusters, int[] rows) {
        Map<String, Integer> often = new HashMap<>();
        for (int row : rows)
            often.merge(clusters.computed().table().crops().get(row).image().name().split("-")[0], 1, Integer::sum);
        return often.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    }

    private static void settled() {
        waitUntil("the clusters follow the edits", SOON, () -> ui(() -> desk().upToDate()));
    }

    @Test
    @Order(1)
    void aFolderOfCropsIsClusteredAndTheDendrogramCut() throws Exception {
        Path drawn = MadeCrops.write(folder.resolve("drawn"), EACH, 0);
        Files.createDirectories(crops());
        for (String kind : MadeCrops.KINDS)
            try (Stream<Path> files = Files.list(drawn.resolve(kind))) {
                for (Path file : files.toList())
                    Files.copy(file, crops().resolve(kind + "-" + file.getFileName()));
            }
        ProjectFile.create(folder.resolve("own"), "Own").close();
        ui(() -> Projects.open(session(), folder.resolve("own")));
        waitUntil("the project is open", SOON, () -> ui(() -> session().project().isPresent()));
        command(Ids.CLUSTER);
        ui(() -> {
            ClusterWork.start(session(), ClusterSource.folder(crops(), session().registry()),
                    ClusteringPlan.of(UsualFeatures.HAND_MADE));
            return null;
        });
        waitUntil("the crops are clustered", WHILE, () -> ui(() -> desk().clusters().isPresent()
                && session().task().isEmpty()));
        DendrogramView tree = (DendrogramView) ui(() -> page().showView(Ids.DENDROGRAM_VIEW));
        User.type(ui(() -> tree.number().text()), Integer.toString(MadeCrops.KINDS.size()));
        settled();
        assertEquals(MadeCrops.KINDS.size(), ui(() -> desk().rows().size()));
    }

    @Test
    @Order(2)
    void theClustersAreNamedAndSaved() {
        ClustersEditor editor = ui(() -> ClustersEditor.of(page()).orElseThrow());
        for (ClusterRow row : ui(() -> List.copyOf(desk().rows()))) {
            ui(() -> {
                desk().current(row.id());
                return null;
            });
            User.focus(editor.list());
            key("F2");
            User.type(ui(() -> editor.list().editor()), kind(ui(() -> desk().clusters().orElseThrow()), row.rows()));
            key("CR");
            settled();
        }
        assertEquals(MadeCrops.KINDS.stream().sorted().toList(), ui(() -> desk().rows().stream().map(ClusterRow::name)
                .sorted().toList()));
        User.focus(editor.list());
        key("Ctrl+CR");
        waitUntil("the labels are there", SOON, () -> ui(() -> session().desk().table().labelCount())
                == MadeCrops.KINDS.size() * EACH);
    }

    private static Shell shell() {
        return Arrays.stream(display().getShells()).filter(s -> s.isVisible() && s.getText().equals("Train"))
                .findFirst().orElse(null);
    }

    @Test
    @Order(3)
    void aStackIsTrainedOnThemAndItsLevelsAreRead() throws Exception {
        display().asyncExec(() -> ToolRow.execute(window(), Ids.MODEL_NEW));
        waitUntil("the wizard is open", SOON, () -> ui(() -> shell() != null));
        Shell shell = ui(SortDefectsTest::shell);
        WizardDialog dialog = ui(() -> (WizardDialog) shell.getData());
        User.click(User.find(shell, Button.class, "level by level"));
        waitUntil("the classes are known", SOON, () -> ui(() -> dialog.getCurrentPage().isPageComplete()));
        screenshot("sort-what");
        Text name = User.find(shell, Text.class, "Name");
        ui(() -> {
            name.setText("types");
            return null;
        });
        User.click(User.find(shell, Button.class, "Next"));
        Text outline = User.find(shell, Text.class, "Levels");
        assertEquals(MadeCrops.KINDS.stream().sorted().toList(), ui(() -> outline.getText().lines().toList()));
        ui(() -> {
            outline.setText("Bridge\nBreak\nScratch\nHole\n");
            return null;
        });
        assertTrue(ui(() -> dialog.getCurrentPage().getErrorMessage()).contains("Speck"), "a class is lost");
        assertTrue(ui(() -> !dialog.getCurrentPage().getWizard().canFinish()));
        ui(() -> {
            outline.setText(LEVELS);
            return null;
        });
        screenshot("sort-levels");
        User.click(User.find(shell, Button.class, "Finish"));
        waitUntil("the stack is trained", WHILE, () -> ui(() -> page().findView(Ids.STACK_VIEW) instanceof StackView v
                && v.summary().isPresent() && session().task().isEmpty()));
        StackView view = ui(() -> (StackView) page().findView(Ids.STACK_VIEW));
        read = ui(() -> view.summary().get());
        assertEquals(List.of("1", "2 lines", "2 spots"), read.levels().stream().map(StackSummary.Row::name).toList());
        assertEquals(MadeCrops.KINDS.size() * EACH, read.overall().examples());
        assertTrue(read.overall().accuracy() > 0.8, read.toText());
        ui(() -> {
            page().activate(view);
            view.matrix().choose(0, 0);
            view.objects().setSelection(0);
            view.objects().notifyListeners(SWT.Selection, new org.eclipse.swt.widgets.Event());
            return null;
        });
        waitUntil("its image is shown", SOON, () -> ui(() -> session().image().isPresent()));
        screenshot("sort-stack");
    }

    private static String loupe(Object... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(), err = new ByteArrayOutputStream();
        int code = Loupe.run(Arrays.stream(words).map(Object::toString).toArray(String[]::new),
                () -> session().registry(), new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        assertEquals(0, code, out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    @Order(4)
    void theCommandLineGivesTheSameNumbers() throws Exception {
        Path project = folder.resolve("lines");
        loupe("project", "new", project);
        loupe("cluster", crops(), "--project", project, "-q");
        List<Object> naming = new ArrayList<>(List.of("cluster", project, "--kept", "c1", "--clusters",
                MadeCrops.KINDS.size(), "--save-labels"));
        Clusters seen = ui(() -> desk().clusters().orElseThrow());
        List<ClusterRow> rows = ui(() -> List.copyOf(desk().rows()));
        for (int i = 0; i < rows.size(); i++)
            naming.addAll(List.of("--name", (i + 1) + "=" + kind(seen, rows.get(i).rows())));
        String saved = loupe(naming.toArray());
        assertTrue(saved.contains(MadeCrops.KINDS.size() * EACH + " labels added"), saved);
        Path levels = Files.writeString(folder.resolve("levels.txt"), LEVELS);
        String trained = loupe("train", project, "--stack", "types", "--levels", levels, "-q");
        assertTrue(trained.endsWith(read.toText()), trained + "\n" + read.toText());
    }

    @AfterAll
    static void close() {
        command("org.loupe.ui.file.closeProject");
        waitUntil("the project is closed", SOON, () -> ui(() -> session().project().isEmpty()));
    }
}
