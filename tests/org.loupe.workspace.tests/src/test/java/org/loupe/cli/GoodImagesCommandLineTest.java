package org.loupe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.engine.anomaly.AnomalyCard;

/** What is good is learned from good images, and others are judged and the judge is judged, by commands alone. */
class GoodImagesCommandLineTest {
    private static final int EDGE = 64;

    @TempDir
    static Path temp;

    private static Path good, others, model;

    @BeforeAll
    static void learn() throws Exception {
        good = temp.resolve("good images");
        others = temp.resolve("others");
        for (int i = 0; i < 8; i++)
            write(good.resolve(i + ".png"), i, false);
        for (int i = 0; i < 5; i++) {
            write(others.resolve("fine/" + i + ".png"), 100 + i, false);
            write(others.resolve("bridge/" + i + ".png"), 200 + i, true);
        }
        model = temp.resolve("good.model");
        Cli cli = Cli.run("train", good, "--good", "--out", model, "--quiet");
        assertEquals(0, cli.code(), cli::toString);
        assertTrue(cli.out().contains("8 good images"), cli.out());
    }

    /** Stripes with noise, perhaps with a bridge between two of them. */
    private static void write(Path file, int seed, boolean bridged) throws Exception {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(EDGE, EDGE, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < EDGE; y++)
            for (int x = 0; x < EDGE; x++) {
                boolean bridge = bridged && Math.abs(y - 30) < 5 && x > 26 && x < 38;
                image.getRaster().setSample(x, y, 0, (x / 8 % 2 == 0 || bridge ? 150 : 60) + random.nextInt(12));
            }
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }

    @Test
    void theModelTellsWhichImagesItWasLearnedFrom() throws Exception {
        AnomalyCard card = AnomalyCard.read(model);
        assertEquals(8, card.images().size());
        assertEquals(8, card.scores().size());
        assertTrue(card.images().contains("3.png"), card.images().toString());
    }

    @Test
    void eachImageGetsItsScoreAndItsPlace() throws Exception {
        Path csv = temp.resolve("scores.csv");
        Cli cli = Cli.run("predict", model, others, "--out", csv, "--quiet");
        assertEquals(0, cli.code(), cli::toString);
        List<String> lines = Files.readAllLines(csv);
        assertEquals("image,file,score,anomaly,x,y", lines.get(0));
        assertEquals(11, lines.size());
        for (String line : lines.subList(1, 11)) {
            String[] cells = line.split(",");
            if (!cells[1].contains("bridge"))
                continue;
            assertEquals("true", cells[3], line);
            assertEquals(30, Integer.parseInt(cells[5]), 12, "in the bridge: " + line);
        }
        refused("with a classifier's option", "reject", "predict", model, others, "--reject", "0.5");
        refused("without images", "nowhere", "predict", model, temp.resolve("nowhere"));
    }

    @Test
    void theJudgeIsJudged() throws Exception {
        Cli text = Cli.run("evaluate", model, others, "--good", "fine");
        assertEquals(0, text.code(), text::toString);
        assertTrue(text.out().startsWith("10 images: 5 good, 5 defective"), text.out());
        assertTrue(text.out().contains("escape 0 of 5"), text.out());
        Cli cli = Cli.run("evaluate", model, others, "--good", "fine", "--format", "json",
                "results_dir=" + temp.resolve("results"));
        JsonObject json = JsonParser.parseString(cli.out().substring(0, cli.out().lastIndexOf('}') + 1))
                .getAsJsonObject();
        assertEquals(1, json.get("auroc").getAsDouble(), 1e-9);
        assertEquals(10, json.getAsJsonArray("images").size());
        assertEquals(0, json.getAsJsonObject("cheapest").getAsJsonObject("escape").get("count").getAsInt());
        assertEquals(json, JsonParser.parseString(Files.readString(temp.resolve("results/evaluation.json"))));
        write(temp.resolve("exported/train_images/fine/1.png"), 100, false);
        write(temp.resolve("exported/train_images/bridge/2.png"), 200, true);
        write(temp.resolve("exported/unlabeled_images/3.png"), 300, true);
        Cli part = Cli.run("evaluate", model, temp.resolve("exported"), "--good", "fine");
        assertTrue(part.out().startsWith("2 images: 1 good, 1 defective"), part::toString);
        assertTrue(part.err().contains("1 of 3 crops left out: no class is known."), part.err());
        refused("without good classes", "bridge, fine", "evaluate", model, others);
        refused("with a class that is not there", "found ok", "evaluate", model, others, "--good", "ok");
        refused("without classes", "classes are known", "evaluate", model, good, "--good", "fine");
    }

    @Test
    void whatHasNoEffectOrIsWrongIsRefused() throws Exception {
        Path out = temp.resolve("a.model");
        refused("altered copies", "augment", "train", good, "--good", "--out", out, "augment.copies=2");
        refused("features", "features", "train", good, "--good", "--out", out, "features.measure=");
        refused("a trainer of classes", "learn what is good", "train", good, "--good", "--out", out,
                "train.trainer=random-forest");
        refused("one image", "2 good images", "train", good.resolve("1.png"), "--good", "--out", out);
        refused("a recipe without good images", "recipe", "train", others, "--recipe", "sem-golden", "--out", out);
        Path notes = Files.writeString(temp.resolve("notes.safetensors"), "hello");
        refused("no weights", "notes.safetensors", "train", good, "--good", "--weights", notes, "--out", out);
        refused("weights that are gone", "gone.pth", "train", good, "--good", "--weights", temp.resolve("gone.pth"),
                "--out", out);
        assertFalse(Files.exists(out));
        refused("a model that is none", "notes.model", "evaluate",
                Files.writeString(temp.resolve("notes.model"), "hello"), others, "--good", "fine");
    }

    @Test
    void aNetDescribesPlacesWhereItsWeightsAreGiven() throws Exception {
        String named = System.getProperty("LOUPE_DATA", System.getenv("LOUPE_DATA"));
        Path weights = (named != null ? Path.of(named) : Path.of("..", "..", "..", "shared", "data"))
                .resolve("weights/squeezenet1_0-imagenet.safetensors");
        assumeTrue(Files.exists(weights), weights + " is not there");
        Path deep = temp.resolve("deep.model");
        Cli cli = Cli.run("train", good, "--good", "--weights", weights, "--out", deep, "train.trainer=padim", "--quiet");
        assertEquals(0, cli.code(), cli::toString);
        assertEquals("loupe.embedding-map", AnomalyCard.read(deep).features().toolId());
        Cli tried = Cli.run("evaluate", deep, others, "--good", "fine");
        assertTrue(tried.out().contains("AUROC 1.0000"), tried::toString);
    }

    private static void refused(String what, String found, Object... args) {
        Cli cli = Cli.run(args);
        assertEquals(2, cli.code(), () -> what + ": " + cli);
        assertTrue(cli.err().contains(found), () -> what + ": " + cli);
    }
}
