package org.loupe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.engine.nets.NetCard;

/** A net learns to give crops a class, from folders of each class or from the labels of a project. */
class NetClassifierCommandLineTest {
    private static final List<Object> SMALL = List.of("train.params.side=64", "train.params.epochs=6",
            "train.params.batchSize=8", "--quiet");

    @TempDir
    private static Path folder;
    private static Path model;
    private static Cli trained;

    @BeforeAll
    static void train() throws Exception {
        model = folder.resolve("types.model");
        trained = run(List.of("train", crops(folder.resolve("crops"), 1, 12), "--net", "resnet", "--out", model), SMALL);
    }

    private static Cli run(List<?> args, List<?> more) {
        List<Object> all = new ArrayList<>(args);
        all.addAll(more);
        return Cli.run(all.toArray());
    }

    /** Folders dark and light: squares on grey. @return the folder */
    private static Path crops(Path into, long seed, int count) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < count; i++) {
            boolean light = i % 2 == 0;
            Path place = Files.createDirectories(into.resolve(light ? "light" : "dark").resolve("board" + i / 4));
            BufferedImage image = new BufferedImage(40, 36, BufferedImage.TYPE_BYTE_GRAY);
            for (int y = 0; y < 36; y++)
                for (int x = 0; x < 40; x++) {
                    boolean in = Math.abs(x - 20) < 9 && Math.abs(y - 18) < 9;
                    image.getRaster().setSample(x, y, 0, 110 + (in ? light ? 90 : -90 : 0) + random.nextInt(20));
                }
            ImageIO.write(image, "png", place.resolve(i + ".png").toFile());
        }
        return into;
    }

    @Test
    void itTellsHowGoodItIsOnBoardsHeldApart() throws Exception {
        assertEquals(0, trained.code(), trained.err());
        assertTrue(trained.out().contains("balancedAccuracy") && trained.out().contains("macroF1"), trained.out());
        NetCard card = NetCard.read(model);
        assertEquals(List.of("dark", "light"), card.classes());
        assertEquals(card.report().learned(), card.learned().size());
        assertTrue(card.report().groups().stream().allMatch(g -> g.startsWith("board")), "whole boards are held apart");
    }

    @Test
    void cropsGetClassesAndAreJudged() throws Exception {
        Path others = crops(folder.resolve("others"), 9, 8);
        Path heat = folder.resolve("heat");
        Cli predicted = Cli.run("predict", model, others, "--quiet", "--heat", heat);
        assertEquals(0, predicted.code(), predicted::toString);
        List<String> lines = predicted.out().lines().toList();
        assertEquals("crop,file,class,confidence,novelty,p dark,p light", lines.get(0));
        assertEquals(9, lines.size());
        try (Stream<Path> pictures = Files.list(heat)) {
            assertEquals(8, pictures.count(), "where it looked at each");
        }
        assertTrue(Cli.run("predict", model, others, "--quiet", "--reject", 1).out().contains(",unknown,"));
        Cli judged = Cli.run("evaluate", model, others, "--format", "json");
        JsonObject told = JsonParser.parseString(judged.out()).getAsJsonObject();
        double accuracy = told.getAsJsonObject("figures").get("balancedAccuracy").getAsDouble();
        long right = lines.stream().skip(1).filter(l -> l.contains("/" + l.split(",")[2] + "/")).count();
        assertEquals(right / 8.0, accuracy, 1e-9, "both say the same");
        assertTrue(accuracy >= 0.75, judged.out());
        assertEquals(8 - right, told.getAsJsonArray("images").asList().stream()
                .mapToInt(i -> i.getAsJsonObject().getAsJsonArray("failures").size()).sum());
        Files.move(others.resolve("light/board0"), others.resolve("unlabeled_images"));
        Cli fewer = Cli.run("evaluate", model, others);
        assertTrue(fewer.out().contains("types.model on 6 images"), fewer::toString);
        assertTrue(fewer.err().contains("2 of 8 crops left out: no class is known."), fewer.err());
        Cli seen = Cli.run("evaluate", model, folder.resolve("crops"), "--unseen");
        assertTrue(seen.out().contains("types.model on " + NetCard.read(model).report().held() + " images"),
                seen::toString);
    }

    @Test
    void whereNothingIsJudgedNothingIsSaidToBeRight() throws Exception {
        Path others = folder.resolve("strange");
        Files.move(crops(folder.resolve("renamed"), 11, 4).resolve("dark"), Files.createDirectories(others)
                .resolve("grey"));
        Cli judged = Cli.run("evaluate", model, others);
        assertTrue(judged.out().contains("Nothing was judged.") && judged.out().contains("not taught grey"),
                judged::toString);
        assertFalse(judged.out().contains("No mistakes"), judged.out());
    }

    @Test
    void aRecipeMeasuresHowProbableEachClassIs() throws Exception {
        Path demo = Cli.samples(folder.resolve("boards"), 2), run = folder.resolve("run");
        Path recipe = Files.writeString(folder.resolve("classes.json"), """
                {"loupe": "recipe", "version": 1, "name": "classes", "description": "", "steps": [
                 {"tool": "test.difference"},
                 {"tool": "loupe.image-classes", "params": {"model": "%s"}}]}
                """.formatted(model.toString().replace("\\", "/")));
        Cli inspected = Cli.run("inspect", demo.resolve("images"), "--recipe", recipe, "--out", run, "--format", "csv");
        assertEquals(0, inspected.code(), inspected::toString);
        List<String> lines = Files.readAllLines(run.resolve("detections.csv"));
        List<String> head = List.of(lines.get(0).split(","));
        int dark = -1, light = -1;
        for (int i = 0; i < head.size(); i++) {
            dark = head.get(i).contains("p dark.") ? i : dark;
            light = head.get(i).contains("p light.") ? i : light;
        }
        assertTrue(dark >= 0 && light >= 0 && lines.size() > 1, lines.get(0));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",");
            assertEquals(1, Double.parseDouble(cells[dark]) + Double.parseDouble(cells[light]), 1e-4, line);
        }
    }

    @Test
    void theLabelsOfAProjectAreLearnedAsWhatSurroundsThem() throws Exception {
        Path demo = Cli.samples(folder.resolve("demo"), 4);
        Path truth = Files.writeString(folder.resolve("two.json"), Files.readString(demo.resolve("truth.json"))
                .replaceFirst("\"name\":\\s*\"square\"", "\"name\": \"square\"},{\"id\": 2, \"name\": \"other\"")
                .replaceFirst("\"category_id\":\\s*1", "\"category_id\": 2"));
        Cli imported = Cli.run("import", demo, truth);
        assertTrue(imported.out().contains("Imported 12 labels."), imported::toString);
        Path own = folder.resolve("own.model");
        Cli learned = run(List.of("train", demo, "--net", "resnet", "--out", own, "train.params.epochs=1"),
                List.of("train.params.side=64", "--quiet", "judge.held=0"));
        assertEquals(0, learned.code(), learned::toString);
        assertEquals(12, NetCard.read(own).report().learned(), "each label is an example");
        Cli wrong = Cli.run("predict", own, demo, "--min-score", 0.5);
        assertTrue(wrong.code() == 2 && wrong.err().contains("min_score"), wrong.err());
    }
}
