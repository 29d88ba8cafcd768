package org.loupe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.engine.Progress;
import org.loupe.engine.Registry;
import org.loupe.engine.features.FeatureSet;
import org.loupe.engine.learning.ClassificationReport;
import org.loupe.engine.learning.ModelCard;
import org.loupe.engine.learning.TrainedClassifier;
import org.loupe.model.ModelEntry;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.crops.CropList;
import org.loupe.workspace.crops.CropSources;
import org.loupe.workspace.learning.ClassifierPlan;
import org.loupe.workspace.learning.Classifiers;

/** From crops to classes by commands alone, with the same figures as by the classes that the workbench uses. */
class ClassifierCommandLineTest {
    private static final List<String> CLASSES = List.of("划痕", "grain", "spot");
    private static final String[] QUICK = {"features.measure=", "features.haralick=", "train.repeats=1"};

    @TempDir
    static Path temp;

    private static Path crops;
    private static Path others;
    private static Path model;

    @BeforeAll
    static void learn() throws Exception {
        crops = crops(temp.resolve("crops"), 10, 1);
        others = crops(temp.resolve("others"), 6, 2);
        model = temp.resolve("pits.model");
        Cli cli = train(crops, model);
        assertEquals(0, cli.code(), cli::toString);
        assertTrue(cli.out().contains("no group on both sides: 5 parts"), cli.out());
        assertTrue(cli.out().contains("balanced accuracy"), cli.out());
    }

    private static Cli train(Path data, Path file, Object... more) {
        Object[] all = new Object[5 + QUICK.length + more.length];
        System.arraycopy(new Object[] {"train", data, "--out", file, "--quiet"}, 0, all, 0, 5);
        System.arraycopy(QUICK, 0, all, 5, QUICK.length);
        System.arraycopy(more, 0, all, 5 + QUICK.length, more.length);
        return Cli.run(all);
    }

    /** Three kinds of crops on five boards, in folders class/board. */
    private static Path crops(Path folder, int perClass, long seed) throws Exception {
        Random random = new Random(seed);
        for (int kind = 0; kind < 3; kind++)
            for (int i = 0; i < perClass; i++) {
                BufferedImage image = new BufferedImage(24, 24, BufferedImage.TYPE_BYTE_GRAY);
                int at = 6 + random.nextInt(12);
                for (int y = 0; y < 24; y++)
                    for (int x = 0; x < 24; x++) {
                        double grey = 100 + 8 * random.nextGaussian();
                        grey += kind == 0 && Math.abs(x - at) < 2 ? 90 : kind == 1 && (x / 2 + y / 2) % 2 == 0 ? 60
                                : kind == 2 && Math.hypot(x - 12, y - at) < 5 ? -80 : 0;
                        image.getRaster().setSample(x, y, 0, (int) Math.max(0, Math.min(255, grey)));
                    }
                Path file = folder.resolve(CLASSES.get(kind)).resolve("board" + i % 5).resolve(kind + "-" + i + ".png");
                Files.createDirectories(file.getParent());
                ImageIO.write(image, "png", file.toFile());
            }
        return folder;
    }

    @Test
    void theWorkbenchLearnsTheSame() throws Exception {
        Registry registry = Registry.load(Cli.class.getClassLoader());
        ClassifierPlan plan = new ClassifierPlan(FeatureSet.of("loupe.measure",
                "loupe.haralick"), ClassifierPlan.DEFAULT.augmentation(),
                ClassifierPlan.DEFAULT.training().validation(5, 1));
        CropList list = CropSources.folder(crops, registry);
        Path file = temp.resolve("workbench.model");
        TrainedClassifier learned = plan.learn(list, registry, Optional.empty(), Progress.NONE).model();
        learned.write(file);
        assertEquals(-1, Files.mismatch(model, file), "equal to the byte");
        CropList tried = CropSources.folder(others, registry);
        ClassificationReport report = ClassificationReport.of(Classifiers.score(learned, Classifiers.measure(tried,
                learned.card(), registry, Optional.empty(), Progress.NONE), Progress.NONE));
        Cli json = Cli.run("evaluate", model, others, "--format", "json");
        assertEquals(0, json.code(), json::toString);
        assertEquals(report.toJson(), json.out());
        assertEquals(18, report.scored().rows());
        assertTrue(report.accuracy() > 0.9, report.toText());
    }

    @Test
    void whatAnExportWroteWithoutLabelIsNoClass() throws Exception {
        Path exported = temp.resolve("exported"), file = temp.resolve("exported.model");
        Path known = crops(exported.resolve("train_images"), 6, 3);
        Files.move(known.resolve("grain"), exported.resolve("unlabeled_images"));
        Cli cli = train(exported, file);
        assertEquals(0, cli.code(), cli::toString);
        assertEquals(List.of("spot", "划痕"), ModelCard.read(file).classes());
        assertTrue(cli.err().contains("6 of 18 crops left out: no class is known."), cli.err());
        Cli judged = Cli.run("evaluate", file, exported);
        assertTrue(judged.out().contains("12 objects") && judged.err().contains("6 of 18 crops"), judged::toString);
        assertEquals(19, Cli.run("predict", file, exported, "--quiet").out().lines().count(), "each gets a class");
    }

    @Test
    void eachCropGetsItsClass() throws Exception {
        Path csv = temp.resolve("classes/of others.csv");
        Cli cli = Cli.run("predict", model, others, "--out", csv, "--quiet");
        assertEquals(0, cli.code(), cli::toString);
        List<String> lines = Files.readAllLines(csv);
        assertEquals("crop,file,class,confidence,novelty,p grain,p spot,p 划痕", lines.get(0));
        assertEquals(19, lines.size());
        long right = lines.stream().skip(1).filter(line -> {
            String[] cells = line.split(",");
            return cells[1].contains("/" + cells[2] + "/") || cells[1].contains("\\" + cells[2] + "\\");
        }).count();
        assertTrue(right >= 17, String.join("\n", lines));
        Cli none = Cli.run("predict", model, others, "--reject", "1", "--quiet");
        assertTrue(none.out().contains(",unknown,"), none.out());
        Cli above = Cli.run("predict", model, others, "--reject", "7");
        assertEquals(2, above.code());
        assertTrue(above.err().contains("The default is none."), above.err());
        Cli below = Cli.run("predict", model, others, "--novelty", "-1");
        assertTrue(below.err().contains("The default is no limit."), below.err());
        assertEquals(2, Cli.run("predict", temp.resolve("none.model"), others).code());
    }

    @Test
    void overkillAndEscapesAreTold() {
        Cli cli = Cli.run("evaluate", model, others, "--good", "grain");
        assertEquals(0, cli.code(), cli::toString);
        assertTrue(cli.out().contains("overkill 0 of 6"), cli.out());
        assertTrue(cli.out().contains("least cost"), cli.out());
        assertEquals(2, Cli.run("evaluate", model, others, "--good", "fine").code());
        assertEquals(2, Cli.run("evaluate", model).code());
    }

    @Test
    void twoModelsAreCompared() {
        Path weak = temp.resolve("weak.model");
        assertEquals(0, train(crops, weak, "features.haralick.levels=2", "train.trainer=nearest-neighbours").code());
        Cli same = Cli.run("compare", model, model, others);
        assertEquals(0, same.code(), same::toString);
        Cli cli = Cli.run("compare", weak, model, others, "--format", "json");
        JsonObject json = JsonParser.parseString(cli.out()).getAsJsonObject();
        assertEquals(18, json.getAsJsonObject("first").get("objects").getAsInt());
        assertEquals(json.getAsJsonArray("better").size(), json.getAsJsonObject("test").get("better").getAsInt());
        assertEquals(2, Cli.run("compare", weak, model).code());
    }

    @Test
    void aSpecificationIsCheckedAndOverridden() throws Exception {
        Path spec = temp.resolve("spec.yaml");
        Files.writeString(spec, """
                data: %s
                out: %s
                features:
                  measure:
                  haralick:
                    levels: 16
                    weight: 0.5
                train:
                  trainer: linear-svm
                  folds: 3
                  repeats: 2
                  purity: 0.9
                augment:
                  copies: 1
                  flip: true
                """.formatted(crops, temp.resolve("wrong.model")));
        Path file = temp.resolve("spec.model");
        Cli cli = Cli.run("train", "-e", spec, "out=" + file, "train.folds=4", "--quiet");
        assertEquals(0, cli.code(), cli::toString);
        ModelCard card = ModelCard.read(file);
        assertEquals("loupe.linear-svm", card.trainer().toolId());
        assertEquals(0.5, card.features().blocks().get(1).weight());
        assertEquals(4, card.validation().folds());
        assertEquals(2, card.validation().accuracy().repeats());
        assertEquals(30, card.variants());
        assertFalse(Files.exists(temp.resolve("wrong.model")));
        Cli wrong = Cli.run("train", "-e", spec, "train.fold=4");
        assertEquals(2, wrong.code());
        assertTrue(wrong.err().contains("fold"), wrong.err());
        Cli range = Cli.run("train", "-e", spec, "train.purity=7");
        assertTrue(range.code() == 2 && range.err().contains("from 0 to 1"), range::toString);
        assertEquals(2, Cli.run("train", crops, "--out", temp.resolve("a.zip")).code());
        assertEquals(2, Cli.run("train", crops, "--out", temp.resolve("a.model"), "train.trainer=none").code());
        assertEquals(2, Cli.run("train", temp.resolve("nowhere"), "--out", temp.resolve("a.model")).code());
        assertEquals(2, Cli.run("train", "--out", temp.resolve("a.model")).code());
    }

    @Test
    void aModelInAProjectIsListedThere() throws Exception {
        Path folder = temp.resolve("project");
        ProjectFile.create(folder, "p").close();
        Path file = folder.resolve("models/划痕.model");
        assertEquals(0, train(crops, file).code());
        try (ProjectFile project = ProjectFile.open(folder)) {
            ModelEntry entry = project.project().getModels().get(0);
            assertEquals("models/划痕.model", entry.getFile());
            assertEquals("划痕", entry.getName());
            assertEquals("loupe.logistic-regression", entry.getTrainer());
            assertEquals(Classifiers.sha256(file, Progress.NONE), entry.getSha256());
            assertEquals(folder.resolve("models/划痕-2.model"), Classifiers.newFile(folder, "划痕"));
        }
    }
}
