package org.loupe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.engine.nets.NetCard;
import org.loupe.engine.nets.NetReport;

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
                "train.params.learningRate=0.004", "judge.evaluation_iou=0.33");
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
    void whatCannotBeLearnedIsToldWithTheRemedy() throws Exception {
        Path plain = Files.createDirectories(folder.resolve("plain"));
        Cli noTruth = Cli.run("train", plain, "--net", "center-net", "--out", folder.resolve("a.model"));
        assertTrue(noTruth.code() != 0 && noTruth.err().contains("--truth"), noTruth.err());
        Cli noNet = Cli.run("train", images, "--truth", images.resolve("truth.json"), "--net", "random-forest", "--out",
                folder.resolve("a.model"));
        assertTrue(noNet.err().contains("loupe.center-net"), noNet.err());
        Cli boxes = Cli.run("train", images, "--truth", images.resolve("truth.json"), "--net", "unet", "--out",
                folder.resolve("a.model"));
        assertTrue(boxes.err().contains("outlines"), boxes.err());
        Cli both = Cli.run("train", images, "--net", "center-net", "--good", "--out", folder.resolve("a.model"));
        assertTrue(both.err().contains("all but one"), both.err());
        Cli range = Cli.run("train", images, "--truth", images.resolve("truth.json"), "--net", "center-net", "--out",
                folder.resolve("a.model"), "judge.held=2");
        assertTrue(range.err().contains("held"), range.err());
    }
}
