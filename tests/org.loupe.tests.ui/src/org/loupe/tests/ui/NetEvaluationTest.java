package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.loupe.tests.ui.RunningWorkbench.page;
import static org.loupe.tests.ui.RunningWorkbench.screenshot;
import static org.loupe.tests.ui.RunningWorkbench.ui;
import static org.loupe.tests.ui.RunningWorkbench.waitUntil;
import static org.loupe.tests.ui.RunningWorkbench.window;
import static org.loupe.tests.ui.User.command;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

import javax.imageio.ImageIO;

import org.eclipse.swt.widgets.Label;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.engine.evaluation.Evaluation.Confusion;
import org.loupe.engine.nets.NetSettings;
import org.loupe.engine.nets.NetTrial;
import org.loupe.model.ImageSet;
import org.loupe.model.LoupeFactory;
import org.loupe.store.labels.LabelEdit;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;
import org.loupe.ui.Judgement;
import org.loupe.ui.Session;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.nets.Trainings;
import org.loupe.ui.internal.start.Projects;
import org.loupe.ui.viewer.internal.ImageEditor;
import org.loupe.ui.viewer.internal.nets.EvaluationView;
import org.loupe.ui.viewer.internal.nets.NetDesk;
import org.loupe.ui.viewer.internal.nets.TrialDesk;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.labels.DefectClasses;
import org.loupe.workspace.nets.NetEvaluation;
import org.loupe.workspace.nets.NetPlan;

/** A detector that has learned is tried on images held apart; its figures lead to its mistakes. */
@ExtendWith(RunningWorkbench.class)
@TestMethodOrder(OrderAnnotation.class)
class NetEvaluationTest {
    private static final long SOON = 20_000, WHILE = 180_000;
    private static final int IMAGES = 20;

    @TempDir
    private static Path temp;

    private static Session session() {
        return window().getService(Session.class);
    }

    private static TrialDesk desk() {
        return TrialDesk.of(session());
    }

    private static EvaluationView view() {
        return (EvaluationView) ui(() -> page().showView(Ids.EVALUATION_VIEW));
    }

    private static NetTrial trial() {
        return ui(() -> desk().trial().orElseThrow());
    }

    private static void turn(double limit) {
        ui(() -> {
            desk().limit(limit, true);
            return null;
        });
        waitUntil("it is counted", SOON, () -> trial().settings().leastScore() == limit);
    }

    /** Bright squares and dark bars on noise, all of them labelled. */
    private static void make(Path folder) throws Exception {
        Random random = new Random(7);
        Path images = Files.createDirectories(folder.resolve("images"));
        try (ProjectFile project = ProjectFile.create(folder, "Shapes")) {
            project.change("Fill", () -> {
                ImageSet set = LoupeFactory.eINSTANCE.createImageSet();
                set.setName("Tiles");
                set.setPairing("none");
                project.project().getImageSets().add(set);
                DefectClasses.add(project.project(), "square");
                DefectClasses.add(project.project(), "bar");
            });
            LabelEdit edit = project.labels().edit();
            for (int i = 0; i < IMAGES; i++) {
                BufferedImage image = new BufferedImage(100, 84, BufferedImage.TYPE_BYTE_GRAY);
                for (int k = 0; k < 100 * 84; k++)
                    image.getRaster().setSample(k % 100, k / 100, 0, 110 + random.nextInt(30));
                String name = String.format("tile%02d.png", i);
                LabelTile tile = edit.tile("images/" + name);
                edit.state(tile, TileState.COMPLETE);
                for (int n = 0; n < 2; n++) {
                    boolean bar = random.nextBoolean();
                    int w = bar ? 24 : 12, h = bar ? 8 : 12;
                    int x = random.nextInt(100 - w), y = n * 42 + random.nextInt(42 - h);
                    for (int k = 0; k < w * h; k++)
                        image.getRaster().setSample(x + k % w, y + k / w, 0, bar ? 20 : 230);
                    edit.add(tile, new LabelShape.Box(x, y, w, h), bar ? 2 : 1, "", "");
                }
                ImageIO.write(image, "png", images.resolve(name).toFile());
            }
            project.change(edit.change("Label"));
            project.save();
        }
    }

    @AfterAll
    static void close() {
        command("org.loupe.ui.file.closeProject");
        waitUntil("no project is open", SOON, () -> ui(() -> session().project().isEmpty()));
    }

    private static String figure(String name) {
        return ui(() -> view().figures()).stream().filter(f -> f.startsWith(name)).findFirst().orElseThrow();
    }

    @Test
    @Order(1)
    void aDetectorThatHasLearnedIsTriedOnWhatWasHeldApart() throws Exception {
        Path folder = temp.resolve("shapes");
        make(folder);
        ui(() -> Projects.open(session(), folder));
        waitUntil("the project is open", SOON, () -> ui(() -> session().project().isPresent()
                && session().items().size() == IMAGES && session().task().isEmpty()));
        command(Ids.TRAIN);
        EvaluationView view = view();
        assertTrue(ui(() -> view.figures().isEmpty()));
        screenshot("evaluation-empty");
        NetSettings settings = NetSettings.of("loupe.center-net").with(Map.of("window", 64L, "epochs", 8L, "width", 8L,
                "batchSize", 8L, "learningRate", 4e-3, "leastSteps", 1L));
        ui(() -> Trainings.of(session()).start(new NetPlan("Finder", settings, false, "")));
        command(Ids.TRAINING_SHOW);
        waitUntil("there is a model", WHILE, () -> ui(() -> NetDesk.of(session()).state()
                .filter(s -> s.card().isPresent()).isPresent()));
        command(Ids.MODEL_EVALUATE);
        waitUntil("it was tried", WHILE, () -> ui(() -> desk().trial().isPresent() && !desk().rows().isEmpty()));
        int held = ui(() -> NetDesk.of(session()).state().orElseThrow().card().orElseThrow().report().held());
        assertEquals(held, trial().total());
        assertTrue(trial().images().stream().noneMatch(NetTrial.Image::learned));
        double score = ui(() -> NetDesk.of(session()).state().orElseThrow().best().orElseThrow().score());
        assertEquals(score, trial().figures().score(), 0.02, "what training said, by the way of recipes");
        screenshot("evaluation");
    }

    @Test
    @Order(2)
    void theLeastScoreIsTurnedAndAllFollows() throws Exception {
        turn(0.05);
        String low = figure("Found / true");
        long missed = ui(() -> view().confusion()).counts()[0][lastColumn()];
        assertTrue(figure("F at 0.05").startsWith("F at 0.05|"));
        List<String> many = ui(() -> view().failures());
        turn(0.95);
        assertTrue(!figure("Found / true").equals(low), low);
        assertTrue(ui(() -> view().confusion()).counts()[0][lastColumn()] >= missed);
        assertTrue(!ui(() -> view().failures()).equals(many), many.toString());
        turn(0.3);
        Confusion told = ui(() -> view().confusion());
        long[] sums = new long[told.counts().length];
        for (int r = 0; r < sums.length - 1; r++)
            for (long n : told.counts()[r])
                sums[r] += n;
        assertEquals(trial().images().stream().mapToInt(NetTrial.Image::truths).sum(),
                Arrays.stream(sums).sum(), "every true object is found or missed");
    }

    private static int lastColumn() {
        return ui(() -> view().confusion()).foundClasses().size();
    }

    @Test
    @Order(3)
    void aFilterOfFailuresAndACellLeadToTheirImages() throws Exception {
        turn(0.9);
        int all = ui(() -> desk().rows().size());
        assertEquals(trial().images().size(), all);
        var kind = trial().counts().keySet().iterator().next();
        ui(() -> {
            desk().toggle(kind);
            return null;
        });
        int with = trial().counts().get(kind)[0];
        waitUntil("only these are listed", SOON, () -> ui(() -> desk().rows().size()) == with);
        ui(() -> {
            desk().toggle(kind);
            return null;
        });
        Confusion told = ui(() -> view().confusion());
        int row = 0;
        while (told.counts()[row][told.foundClasses().size()] == 0)
            row++;
        int missed = row;
        ui(() -> {
            view().show(EvaluationView.Middle.CONFUSION);
            view().choose(missed, told.foundClasses().size());
            return null;
        });
        waitUntil("an image is open", SOON, () -> ui(() -> page().getActiveEditor() != null
                && page().getEditorReferences().length > 1 && session().judgement().isPresent()));
        screenshot("evaluation-cell");
        NetTrial.Image first = trial().images().get(ui(() -> desk().rows().get(0)));
        Judgement.Found drawn = ui(() -> session().judgement().orElseThrow().of(first.name())).orElseThrow();
        assertTrue(drawn.marks().stream().anyMatch(m -> m.kind() == Judgement.Mark.Kind.ESCAPE), drawn::toString);
        assertTrue(drawn.marks().stream().filter(m -> m.kind() != Judgement.Mark.Kind.OVERKILL)
                .count() >= first.truths(), "every true object is marked");
        assertTrue(ui(() -> session().judgement().orElseThrow().of("no such image")).isEmpty());
        ui(() -> {
            desk().cell(null);
            return null;
        });
        waitUntil("all are listed again", SOON, () -> ui(() -> desk().rows().size()) == all);
    }

    @Test
    @Order(4)
    void anImageOfTheListShowsWhatIsTrueAndWhatWasFoundAndWhereTheNetLooked() throws Exception {
        turn(0.3);
        ui(() -> {
            view().open(0);
            return null;
        });
        waitUntil("it is open", SOON, () -> ui(() -> page().findEditors(null, ImageEditor.ID, 2).length) == 1);
        ImageEditor editor = (ImageEditor) ui(() -> page().findEditors(null, ImageEditor.ID, 2)[0].getEditor(true));
        int found = trial().images().get(ui(() -> desk().rows().get(0))).found();
        waitUntil("what was found is drawn", SOON,
                () -> ui(() -> editor.canvas().overlay().detections().size()) == found);
        screenshot("evaluation-image");
        ui(() -> {
            editor.canvas().setFocus();
            return null;
        });
        command("org.loupe.ui.viewer.heat");
        waitUntil("what speaks for all objects is shown", SOON, () -> ui(editor::heatShown));
        screenshot("evaluation-heat");
        ui(() -> {
            page().activate(editor);
            return null;
        });
        command("org.loupe.ui.viewer.heat");
        waitUntil("it is gone", SOON, () -> !ui(editor::heatShown));
    }

    @Test
    @Order(5)
    void afterALabelChangedItSaysSoUntilItIsEvaluatedAgain() throws Exception {
        String outdated = "Labels have changed since this evaluation";
        assertFalse(says(outdated));
        ui(() -> {
            LabelEdit edit = session().project().orElseThrow().labels().edit();
            edit.add(edit.tile("images/tile00.png"), new LabelShape.Box(1, 1, 5, 5), 1, "", "");
            session().project().orElseThrow().change(edit.change("Label"));
            return null;
        });
        waitUntil("it says so", SOON, () -> says(outdated));
        screenshot("evaluation-outdated");
        command(Ids.MODEL_EVALUATE);
        waitUntil("it was tried", WHILE, () -> ui(() -> !desk().working()));
        assertFalse(says(outdated));
    }

    private static boolean says(String words) {
        return ui(() -> User.all(Label.class, l -> l.isVisible() && l.getText().contains(words)).size()) > 0;
    }

    @Test
    @Order(6)
    void onAllImagesThatItDidNotLearnFromThereAreNotFewer() throws Exception {
        int before = trial().total();
        assertTrue(before > 0);
        ui(() -> {
            desk().which(NetEvaluation.Images.UNSEEN);
            return null;
        });
        waitUntil("it was tried", WHILE, () -> ui(() -> !desk().working() && desk().evaluation().orElseThrow().of()
                == NetEvaluation.Images.UNSEEN));
        assertTrue(trial().total() >= before);
        command("org.loupe.ui.window.theme");
        screenshot("evaluation-dark");
        command("org.loupe.ui.window.theme");
    }
}
