package org.loupe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.Detections;
import org.loupe.api.ImageInfo;
import org.loupe.engine.ImageList;
import org.loupe.engine.Item;
import org.loupe.engine.ModelArchive;
import org.loupe.engine.Options;
import org.loupe.engine.Pairing;
import org.loupe.engine.Progress;
import org.loupe.engine.Recipe;
import org.loupe.engine.Registry;
import org.loupe.engine.RunProvenance;
import org.loupe.engine.nets.NetCard;
import org.loupe.engine.nets.NetReport;
import org.loupe.store.RunReader;
import org.loupe.workspace.Inspections;
import org.loupe.workspace.nets.NetTrials;

/** A net is learned from images with their truth, and then finds objects as a step of a recipe. */
class TrainNetCommandLineTest {
    @TempDir
    private static Path folder;
    private static Path images, model;
    private static Cli trained;

    @BeforeAll
    static void train() throws Exception {
        images = Cli.samples(folder.resolve("images"), 24);
        model = folder.resolve("squares.model");
        trained = Cli.run("train", images, "--truth", images.resolve("truth.json"), "--net", "center-net", "--out",
                model, "train.params.epochs=16", "train.params.width=8", "train.params.window=64",
                "train.params.learningRate=0.004", "train.params.leastSteps=1", "judge.evaluation_iou=0.33");
    }

    @Test
    void itTellsHowGoodTheNetIsOnImagesHeldApart() throws Exception {
        assertEquals(0, trained.code(), trained.err());
        assertTrue(trained.out().contains("images held apart") && trained.out().contains("countError"), trained.out());
        assertTrue(trained.err().contains("epoch 16: loss "), trained.err());
        NetReport report = NetCard.read(model).report();
        assertTrue(report.figures().orElseThrow().score() > 0.8, trained.out());
        assertEquals(16, report.epochs().size());
        assertTrue(report.learned() > report.held() && report.held() > 0);
        assertTrue(report.warnings().toString().contains("one board, wafer or lot"), "all lie in one folder");
        assertFalse(Files.exists(Path.of(model + ".training")), "what it needs to go on is not needed any more");
    }

    @Test
    void aRecipeDetectsWithIt() throws Exception {
        Path recipe = Files.writeString(folder.resolve("net.json"), """
                {"loupe": "recipe", "version": 1, "name": "net", "description": "", "steps": [
                 {"tool": "loupe.detect", "params": {"model": "%s", "leastScore": 0.3}}]}
                """.formatted(model.toString().replace("\\", "/")));
        Path run = folder.resolve("run");
        Cli inspected = Cli.run("inspect", images, "--recipe", recipe, "--out", run);
        assertEquals(0, inspected.code() & ~2, inspected.err() + inspected.out());
        Cli judged = Cli.run("evaluate", run, "--truth", images.resolve("truth.json"), "--format", "json");
        double map = Double.parseDouble(judged.out().replaceAll("(?s).*?\"map\"\\s*:\\s*([0-9.]+).*", "$1"));
        assertTrue(map > 0.8, judged.out());
    }

    @Test
    void itIsTriedOnImagesWithTheirTruth() throws Exception {
        Path others = folder.resolve("others");
        assertEquals(0, Cli.run("generate", "test.generate-squares", "--count", 6, "--seed", 9, "--out", others).code());
        Path report = folder.resolve("report.html");
        Cli tried = Cli.run("evaluate", model, others, "--truth", others.resolve("truth.json"), "--iou", 0.33,
                "--format", "json", "--report", report);
        assertEquals(0, tried.code(), tried::toString);
        JsonObject told = JsonParser.parseString(tried.out()).getAsJsonObject();
        JsonObject figures = told.getAsJsonObject("figures");
        for (String name : List.of("map", "ap50", "map5095", "f", "precision", "recall", "countError"))
            assertTrue(figures.has(name), tried.out());
        assertTrue(figures.get("map").getAsDouble() > 0.7, tried.out());
        assertEquals(0, told.getAsJsonArray("notes").size(), "none of them was learned from");
        assertEquals(6, told.getAsJsonArray("images").size());
        long[] mistakes = new long[2];
        told.getAsJsonArray("images").forEach(i -> mistakes[0] += i.getAsJsonObject().getAsJsonArray("failures").size());
        told.getAsJsonArray("failures").forEach(f -> mistakes[1] += f.getAsJsonObject().get("places").getAsLong());
        assertEquals(mistakes[0], mistakes[1]);
        assertTrue(Files.readString(report).contains("Evaluation of a net"));

        // a limit that nothing reaches: every object is missed
        Cli silent = Cli.run("evaluate", model, others, "--truth", others.resolve("truth.json"), "--min-score", 1,
                "--failure", "blank,missed");
        assertTrue(silent.out().matches("(?s).*blank +6 +6.*missed +6 +18.*"), silent.out());
        Cli none = Cli.run("evaluate", model, others, "--truth", others.resolve("truth.json"), "--failure", "inverted");
        assertTrue(none.out().contains("No mistakes of this kind"), none.out());
        Cli wrong = Cli.run("evaluate", model, others, "--truth", others.resolve("truth.json"), "--failure", "late");
        assertTrue(wrong.code() == 2 && wrong.err().contains("lost-edges"), wrong.err());
    }

    @Test
    void aModelThatIsMissingOrDamagedIsToldToBeSo() throws Exception {
        Path half = folder.resolve("half.model"), truth = images.resolve("truth.json");
        byte[] whole = Files.readAllBytes(model);
        Files.write(half, Arrays.copyOf(whole, whole.length / 2));
        Path none = folder.resolve("none.model");
        for (String option : List.of("--truth", "--report")) {
            Cli missing = Cli.run("evaluate", none, images, option, truth);
            assertTrue(missing.code() == 2 && missing.err().contains("There is no model file"), missing.err());
            Cli damaged = Cli.run("evaluate", half, images, option, truth);
            assertTrue(damaged.code() == 2 && damaged.err().contains("damaged"), damaged.err());
        }
    }

    @Test
    void whyItWorksOnNoImageIsSaidOnce() throws Exception {
        Path alone = Cli.samples(folder.resolve("alone"), 2);
        try (Stream<Path> files = Files.list(alone.resolve("images"))) {
            for (Path file : files.filter(f -> f.toString().contains("golden")).toList())
                Files.delete(file);
        }
        Cli tried = Cli.run("evaluate", model, alone.resolve("images"), "--truth", alone.resolve("truth.json"));
        assertEquals(2, tried.code(), tried::toString);
        assertEquals(2, tried.err().split("Pair the images with references", -1).length, tried.err());
    }

    @Test
    void aTrainingThatBeginsAnewDoesNotSayThatItGoesOn() throws Exception {
        Path next = folder.resolve("anew.model");
        Files.createDirectories(Path.of(next + ".training"));
        Cli refused = Cli.run("train", images, "--truth", images.resolve("truth.json"), "--net", "center-net", "--out",
                next, "train.params.classWeights=nothing 2");
        assertEquals(2, refused.code(), refused::toString);
        assertTrue(refused.err().contains("held apart"), refused.err());
        assertFalse(refused.err().contains("goes on"), refused.err());
    }

    @Test
    void imagesThatWereLearnedFromAreNamedOrLeftOut() throws Exception {
        Path truth = images.resolve("truth.json");
        NetReport report = NetCard.read(model).report();
        Cli all = Cli.run("evaluate", model, images, "--truth", truth);
        assertTrue(all.out().contains(report.learned() + " of 24 images were learned from ("), all.out());
        assertTrue(all.out().contains(report.held() + " images are of boards"), all.out());
        Cli unseen = Cli.run("evaluate", model, images, "--truth", truth, "--unseen");
        assertTrue(unseen.out().startsWith("squares.model on " + report.held() + " images"), unseen.out());
        assertTrue(unseen.err().contains(report.learned() + " of 24 images were learned from and are left out"),
                unseen.err());
        Cli same = Cli.run("compare", model, model, images, "--truth", truth, "--unseen", "--format", "json");
        assertEquals(0, same.code(), same::toString);
        assertEquals(report.held(), JsonParser.parseString(same.out()).getAsJsonObject().get("same").getAsInt());
        assertTrue(Cli.run("compare", model, model, images, "--truth", truth).out().contains("sign test p = 1"));
    }

    @Test
    void whatItPredictsIsARunAsByItsRecipe() throws Exception {
        Path run = folder.resolve("predicted");
        Cli predicted = Cli.run("predict", model, images.resolve("images"), "--out", run, "--min-score", 0.3, "--format",
                "csv,coco");
        assertEquals(0, predicted.code(), predicted::toString);
        Path recipe = Files.writeString(folder.resolve("same.json"), """
                {"loupe": "recipe", "version": 1, "name": "squares", "description": "", "steps": [
                 {"tool": "loupe.detect", "params": {"model": "%s", "leastScore": 0.3}}]}
                """.formatted(model.toString().replace("\\", "/")));
        Path other = folder.resolve("inspected");
        assertEquals(0, Cli.run("inspect", images.resolve("images"), "--recipe", recipe, "--out", other, "--format",
                "csv").code());
        assertEquals(Files.readString(other.resolve("detections.csv")), Files.readString(run.resolve("detections.csv")));
        assertTrue(Files.readString(run.resolve("coco.json")).contains("\"annotations\""));
        Cli wrong = Cli.run("predict", model, images, "--reject", 0.5);
        assertTrue(wrong.code() == 2 && wrong.err().contains("min_score"), wrong.err());
    }

    @Test
    void imagesOfAModeThatItDidNotLearnAreWarnedOf() throws Exception {
        assertTrue(trained.out().contains("Image standard: 0.5000 µm/px, mode unknown"), trained.out());
        Path other = Files.copy(model, folder.resolve("bright.model"));
        try (FileSystem archive = FileSystems.newFileSystem(other)) {
            Path card = archive.getPath(ModelArchive.CARD);
            Files.writeString(card, Files.readString(card).replace("\"modes\": []", "\"modes\": [\"BF\"]"));
        }
        Registry registry = Registry.load(getClass().getClassLoader());
        Recipe recipe = NetTrials.recipe(other, NetCard.read(other), new Recipe("", "", List.of()), 0.3, registry);
        Item image = ImageList.find(List.of(images.resolve("images")), Pairing.AUTO, registry).get(0);
        for (String mode : List.of("BF", "DF", "")) {
            Path run = folder.resolve("run in" + mode);
            Inspections.run(new Inspections.Request(recipe, List.of(image.conditions(new ImageInfo.Conditions("", mode,
                    Double.NaN, Double.NaN))), run, Options.defaults()), registry, Progress.NONE);
            try (RunReader reader = RunReader.open(run)) {
                List<String> warnings = reader.images().get(0).warnings();
                assertEquals(mode.equals("DF") ? 1 : 0, warnings.size(), warnings.toString());
                assertTrue(warnings.stream().allMatch(w -> w.contains("mode is DF")), warnings.toString());
            }
        }
    }

    @Test
    void theFasterLibraryIsChosenOnceRecordedAndFindsTheSame() throws Exception {
        Path runs = folder.resolve("engines");
        Map<String, Detections> found = new LinkedHashMap<>();
        Map<String, String> hashes = new LinkedHashMap<>();
        for (String engine : List.of("auto", "own", "onnx-runtime")) {
            Path recipe = Files.writeString(folder.resolve(engine + ".json"), """
                    {"loupe": "recipe", "version": 1, "name": "net", "description": "", "steps": [
                     {"tool": "loupe.detect", "params": {"model": "%s", "leastScore": 0.3, "engine": "%s"}}]}
                    """.formatted(model.toString().replace("\\", "/"), engine));
            Path run = runs.resolve(engine);
            Cli inspected = Cli.run("inspect", images.resolve("images"), "--recipe", recipe, "--out", run);
            assertEquals(0, inspected.code(), inspected::toString);
            try (RunReader reader = RunReader.open(run)) {
                RunProvenance provenance = RunProvenance.parse(reader.provenanceJson());
                String chosen = engine.equals("auto") ? "onnx-runtime" : engine;
                assertEquals(chosen, provenance.steps().get(0).params().get("engine"));
                Set<String> libraries = provenance.steps().get(0).libraries().keySet();
                assertTrue(libraries.contains("pytorch"), libraries.toString());
                assertEquals(!chosen.equals("own"), libraries.contains("onnxruntime"), libraries.toString());
                hashes.put(engine, provenance.planHash());
                found.put(engine, reader.detections(0));
            }
        }
        assertEquals(hashes.get("onnx-runtime"), hashes.get("auto"), "auto is what it stands for");
        assertNotEquals(hashes.get("own"), hashes.get("auto"), "the last bits differ");
        Detections own = found.get("own");
        assertTrue(own.size() > 0);
        for (Detections other : found.values()) {
            assertEquals(own.size(), other.size());
            for (int i = 0; i < own.size(); i++) {
                assertEquals(own.score()[i], other.score()[i], 1e-4);
                assertEquals(own.x()[i], other.x()[i], 1e-2);
                assertEquals(own.height()[i], other.height()[i], 1e-2);
            }
        }
        Cli wrong = Cli.run("inspect", images, "--recipe", Files.writeString(folder.resolve("wrong.json"), Files
                .readString(folder.resolve("own.json")).replace("\"own\"", "\"abacus\"")), "--out", runs.resolve("x"));
        assertTrue(wrong.err().contains("onnx-runtime"), wrong.err());
    }

    @Test
    void itGoesOnFromAModelAndJudgesOnImagesThatThisHasNotLearned() throws Exception {
        Path next = folder.resolve("next.model");
        Path more = Cli.samples(folder.resolve("more"), 32); // the first 24 are those that the model knows
        Cli again = Cli.run("train", more, "--truth", more.resolve("truth.json"), "--net", "center-net", "--out", next,
                "--start", model, "train.params.epochs=1", "train.params.width=8", "train.params.window=64",
                "train.params.learningRate=1e-6", "train.params.leastSteps=1", "judge.evaluation_iou=0.33");
        assertEquals(0, again.code(), again.err());
        NetCard before = NetCard.read(model), after = NetCard.read(next);
        assertTrue(after.start().startsWith("squares.model, SHA-256 "), after.start());
        assertTrue(after.report().figures().orElseThrow().score() > 0.8, "one tiny step keeps what it knew: "
                + again.out());
        assertTrue(after.report().warnings().stream().noneMatch(w -> w.contains("goes on from")), after.toString());
        assertTrue(after.learned().containsAll(before.learned()));
        assertTrue(after.learned().size() > before.learned().size(), "and what is new");

        Cli wider = Cli.run("train", more, "--truth", more.resolve("truth.json"), "--net", "center-net", "--out", next,
                "--start", model);
        assertTrue(wider.code() != 0 && wider.err().contains("another net"), wider.err());
        Cli noNet = Cli.run("train", more, "--out", next, "--start", model);
        assertTrue(noNet.err().contains("\"start\" goes with a net"), noNet.err());
    }

    @Test
    void whatCannotBeLearnedIsToldWithTheRemedy() throws Exception {
        Path plain = Files.createDirectories(folder.resolve("plain"));
        Cli noTruth = Cli.run("train", plain, "--net", "center-net", "--out", folder.resolve("a.model"));
        assertTrue(noTruth.code() != 0 && noTruth.err().contains("--truth"), noTruth.err());
        Cli noNet = Cli.run("train", images, "--truth", images.resolve("truth.json"), "--net", "random-forest", "--out",
                folder.resolve("a.model"));
        assertTrue(noNet.err().contains("loupe.center-net"), noNet.err());
        Cli mistyped = Cli.run("train", images, "--net", "unnet", "--out", folder.resolve("a.model"));
        assertTrue(mistyped.err().contains("Did you mean \"loupe.unet\"? Known: loupe.center-net, loupe.faster-rcnn, "
                + "loupe.resnet, loupe.unet."), mistyped.err());
        Cli boxes = Cli.run("train", images, "--truth", images.resolve("truth.json"), "--net", "unet", "--out",
                folder.resolve("a.model"));
        assertTrue(boxes.err().contains("outlines"), boxes.err());
        Cli both = Cli.run("train", images, "--net", "center-net", "--good", "--out", folder.resolve("a.model"));
        assertTrue(both.err().contains("all but one"), both.err());
        Cli range = Cli.run("train", images, "--truth", images.resolve("truth.json"), "--net", "center-net", "--out",
                folder.resolve("a.model"), "judge.held=2");
        assertTrue(range.err().contains("held"), range.err());
        Cli parameter = Cli.run("train", images, "--truth", images.resolve("truth.json"), "--net", "center-net", "--out",
                folder.resolve("a.model"), "train.params.batchSize=0");
        assertTrue(parameter.err().contains(", batchSize: "), parameter.err());
    }
}
