package org.loupe.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.engine.Options;
import org.loupe.engine.Policy;
import org.loupe.engine.Registry;
import org.loupe.engine.Schema;
import org.loupe.store.RunReader;
import org.loupe.workspace.Inspections;
import org.loupe.workspace.ProjectFile;

/** From samples to figures by commands alone. */
class CommandLineTest {
    private static final int SAMPLES = 12;

    @TempDir
    static Path temp;

    private static Path demo;
    private static Path run;

    @BeforeAll
    static void makeARun() throws Exception {
        demo = Cli.samples(temp.resolve("демо 示例 x"), SAMPLES);
        run = demo.resolve("runs/0001");
        Cli cli = Cli.run("inspect", "--recipe", demo.resolve("squares.json"), "--out", run, demo.resolve("images"));
        assertEquals(0, cli.code(), cli::toString);
        assertTrue(cli.out().contains("12 images, 36 detections, 0 errors"), cli.out());
        assertTrue(cli.out().contains("MPix/s"), cli.out());
    }

    @Test
    void withoutArgumentsItHelps() {
        Cli cli = Cli.run();
        assertEquals(0, cli.code());
        for (String verb : List.of("inspect", "evaluate", "export", "generate", "tools", "check", "compare", "Examples:"))
            assertTrue(cli.out().contains(verb), cli.out());
        for (String verb : List.of("inspect", "evaluate", "export", "generate", "tools", "check", "compare")) {
            Cli help = Cli.run(verb, "--help");
            assertEquals(0, help.code());
            assertTrue(help.out().contains("Usage: loupe " + verb), help.out());
        }
        assertTrue(Cli.run("--version").out().startsWith("Loupe "));
    }

    @Test
    void helpTellsHowNetsDiffer() throws Exception {
        assertTrue(help("export").contains("one or several at once; Faster R-CNN takes one."), help("export"));
        Schema<?> segment = Schema.of(Registry.load(Cli.class.getClassLoader()).find("loupe.segment", Policy.AUTO)
                .tool());
        String least = "leaves out those below " + segment.fields().stream().filter(f -> f.name()
                .equals("smallestArea")).findFirst().orElseThrow().defaultValue() + " px²";
        for (String verb : List.of("predict", "evaluate"))
            assertTrue(help(verb).contains(least), help(verb));
    }

    private static String help(String verb) {
        return Cli.run(verb, "--help").out().replaceAll("\\s+", " ");
    }

    @Test
    void samplesAreAProjectWithTruth() throws Exception {
        try (ProjectFile project = ProjectFile.open(demo); Stream<Path> images = Files.list(demo.resolve("images"))) {
            assertEquals(2 * SAMPLES, images.count());
            assertEquals("BF", project.project().getImageSets().get(0).getMode());
            assertEquals(0.5, project.project().getImageSets().get(0).getUmPerPx());
            assertEquals(1, project.project().getRecipes().size());
        }
        Path again = Cli.samples(temp.resolve("again"), SAMPLES);
        try (Stream<Path> images = Files.list(demo.resolve("images"))) {
            for (Path image : images.toList())
                assertArrayEquals(Files.readAllBytes(image),
                        Files.readAllBytes(again.resolve("images").resolve(image.getFileName().toString())));
        }
        assertEquals(Files.readString(demo.resolve("truth.json")), Files.readString(again.resolve("truth.json")));
        assertEquals(2, Cli.run("generate", "moons", "--out", temp.resolve("m")).code());
        Cli full = Cli.run("generate", "test.generate-squares", "--out", again);
        assertTrue(full.code() != 0 && full.err().contains("not empty"), full::toString);
    }

    @Test
    void evaluationFindsEverySquare() {
        Cli json = Cli.run("evaluate", run, "--truth", demo.resolve("truth.json"), "--format", "json");
        assertEquals(0, json.code(), json::toString);
        JsonObject overall = JsonParser.parseString(json.out()).getAsJsonObject().getAsJsonObject("overall");
        assertEquals(1, overall.get("f").getAsDouble());
        assertEquals(36, overall.get("matched").getAsInt());
        Cli text = Cli.run("evaluate", run, "--truth", demo.resolve("truth.json"));
        assertTrue(text.out().contains("square"), text.out());
        assertEquals(2, Cli.run("evaluate", run, "--truth", temp.resolve("none")).code());
        assertEquals(2, Cli.run("evaluate", run, "--truth", demo.resolve("truth.json"), "--iou", 7).code());
        assertEquals(2, Cli.run("evaluate", temp, "--truth", demo.resolve("truth.json")).code());
    }

    @Test
    void zonesDecideWhatCounts() {
        Path upper = temp.resolve("upper");
        Cli some = Cli.run("inspect", "-r", demo.resolve("squares.json"), "-o", upper, "--care", "0,0,96,48", "--ignore",
                "0,0,48,48", demo.resolve("images"));
        assertEquals(0, some.code(), some::toString);
        Cli found = Cli.run("evaluate", upper, "--truth", demo.resolve("truth.json"), "--format", "json");
        JsonObject overall = JsonParser.parseString(found.out()).getAsJsonObject().getAsJsonObject("overall");
        int counted = overall.get("truths").getAsInt();
        assertTrue(counted > 0 && counted < 36, found.out());
        assertEquals(counted, overall.get("matched").getAsInt(), "what does not count is no escape");
        assertEquals(0, Cli.run("check", upper).code(), "a check knows the zones");
        assertEquals(0, Cli.run("inspect", "--resume", "-o", upper).code());
        wrong("other zones", "inspect", "--resume", "-o", upper, "--care", "0,0,9,9");
        wrong("100,40,64,64", "inspect", "-r", demo.resolve("squares.json"), "--ignore", "a,b", demo.resolve("images"));
    }

    @Test
    void runsAreCompared() throws Exception {
        Path strict = demo.resolve("strict.json"), other = temp.resolve("compared");
        Files.writeString(strict, Cli.RECIPE.replace("\"test.difference\"",
                "\"test.difference\", \"params\": {\"threshold\": 138}"));
        assertEquals(0, Cli.run("inspect", "--recipe", strict, "--out", other, demo.resolve("images")).code());
        Cli same = Cli.run("compare", run, run);
        assertEquals(0, same.code(), same::toString);
        Cli text = Cli.run("compare", run, other, "--truth", demo.resolve("truth.json"));
        assertEquals(1, text.code(), "they differ");
        assertTrue(text.out().contains("Difference › Threshold: 30"), text.out());
        assertTrue(text.out().contains("sign test p = "), text.out());
        Cli json = Cli.run("compare", run, other, "--format", "json", "--truth", demo.resolve("truth.json"));
        JsonObject root = JsonParser.parseString(json.out()).getAsJsonObject();
        JsonObject all = root.getAsJsonObject("all");
        assertEquals(36, all.get("before").getAsInt());
        int differences = all.get("new").getAsInt() + all.get("gone").getAsInt() + all.get("changed").getAsInt();
        assertTrue(differences > 0, json.out());
        assertEquals(differences, root.getAsJsonArray("differences").size());
        assertEquals(SAMPLES, root.getAsJsonArray("images").size());
        assertEquals(1, root.getAsJsonArray("recipe").size());
        assertEquals(SAMPLES, root.getAsJsonObject("truth").get("better").getAsInt()
                + root.getAsJsonObject("truth").get("worse").getAsInt()
                + root.getAsJsonObject("truth").get("same").getAsInt());
        assertEquals(2, Cli.run("compare", run, temp.resolve("none")).code());
        assertEquals(2, Cli.run("compare", run, other, "--iou", "2").code());
        assertEquals(2, Cli.run("compare", run).code());
    }

    @Test
    void exportsAreWhatTheySay() throws Exception {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY); // a comma in a number would break them
        try {
            for (String format : List.of("json", "csv", "coco", "coco-results", "html")) {
                Path file = temp.resolve("export." + format);
                Cli cli = Cli.run("export", run, "--format", format, "--out", file);
                assertEquals(0, cli.code(), cli::toString);
                String text = Files.readString(file);
                switch (format) {
                    case "json" -> assertEquals(SAMPLES, text.lines().map(JsonParser::parseString).count());
                    case "csv" -> {
                        assertEquals(37, text.lines().count());
                        assertTrue(text.lines().skip(1).allMatch(l -> l.contains("square")), text);
                    }
                    case "coco" -> assertEquals(36, JsonParser.parseString(text).getAsJsonObject()
                            .getAsJsonArray("annotations").size());
                    case "coco-results" -> assertEquals(36, JsonParser.parseString(text).getAsJsonArray().size());
                    default -> assertTrue(text.contains("<html") && !text.contains("http-equiv=\"refresh"));
                }
            }
        } finally {
            Locale.setDefault(before);
        }
        Cli wrong = Cli.run("export", run, "--format", "pdf");
        assertEquals(2, wrong.code());
        assertTrue(wrong.err().contains("json, csv, coco"), wrong.err());
    }

    @Test
    void aRunIsMadeAgainBitForBit() throws Exception {
        Cli same = Cli.run("check", run, "--threads", 3);
        assertEquals(0, same.code(), same::toString);
        assertTrue(same.out().contains("12 of 12 images: the same bits."), same.out());
    }

    @Test
    void aCheckTellsWhatHasChanged() throws Exception {
        Path other = Cli.samples(temp.resolve("changed"), 3);
        Path result = other.resolve("run");
        assertEquals(0, Cli.run("inspect", "-r", other.resolve("squares.json"), "-o", result,
                other.resolve("images")).code());
        List<Path> tests;
        try (Stream<Path> files = Files.list(other.resolve("images"))) {
            tests = files.filter(f -> f.toString().contains("_test")).sorted().toList();
        }
        Files.copy(tests.get(0), tests.get(1), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Files.delete(tests.get(2));
        Cli cli = Cli.run("check", result);
        assertEquals(1, cli.code(), cli::toString);
        assertTrue(cli.out().contains("1 of 3 images: the same bits; 2 differ."), cli.out());
        assertTrue(cli.out().contains("has changed since the run: SHA-256"), cli.out());
        assertTrue(cli.out().contains("cannot be read"), cli.out());
        // results that were tampered with
        Path recipe = result.resolve("recipe.json");
        Files.writeString(recipe, Files.readString(recipe).replace("\"test.difference\"",
                "\"test.difference\", \"params\": { \"threshold\": 250 }"));
        Cli tampered = Cli.run("check", result);
        assertEquals(1, tampered.code(), tampered::toString);
        assertTrue(tampered.out().contains("It had 3 detections, now 0."), tampered.out());
    }

    @Test
    void aBrokenImageIsOneErrorAndTheOthersAreDone() throws Exception {
        Path other = Cli.samples(temp.resolve("broken"), 4);
        Path broken = other.resolve("images/generate-squares-0002_test.png");
        byte[] bytes = Files.readAllBytes(broken);
        Files.write(broken, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        Path result = other.resolve("run");
        Cli cli = Cli.run("inspect", "-r", other.resolve("squares.json"), "-o", result, "--format", "csv",
                other.resolve("images"));
        assertEquals(1, cli.code(), cli::toString);
        assertTrue(cli.out().contains("4 images, 9 detections, 1 error"), cli.out());
        assertTrue(cli.err().contains("generate-squares-0002_test.png"), cli.err());
        assertTrue(Files.exists(result.resolve("detections.csv")));
        assertEquals(0, Cli.run("check", result).code(), "an error is made again, too");
        Files.write(broken, bytes);
        Cli mended = Cli.run("inspect", "--resume", "--out", result);
        assertEquals(0, mended.code(), mended::toString);
        assertTrue(mended.out().contains("4 images, 12 detections, 0 errors; 3 done before"), mended.out());
        try (RunReader reader = RunReader.open(result)) {
            assertEquals(List.of(0, 1, 2, 3), reader.images().stream().map(i -> i.index()).toList());
        }
    }

    @Test
    void parametersAreSetByName() throws Exception {
        Path result = temp.resolve("set");
        Cli cli = Cli.run("inspect", "-r", demo.resolve("squares.json"), "-o", result, "--set",
                "difference.threshold=250", "--set", "2.offset=-1.5", "--um-per-px", "0.25", "--quiet",
                demo.resolve("images"));
        assertEquals(0, cli.code(), cli::toString);
        assertEquals("", cli.err());
        assertTrue(cli.out().contains("12 images, 0 detections"), cli.out());
        try (RunReader reader = RunReader.open(result)) {
            assertEquals(0.25, reader.images().get(0).umPerPx());
            assertTrue(reader.recipeJson().contains("-1.5"));
        }
    }

    @Test
    void wrongCommandsSayWhatIsWrongAndWhatToDo() throws Exception {
        Path recipe = demo.resolve("squares.json"), images = demo.resolve("images"), out = temp.resolve("wrong");
        wrong("recipe", "inspect", images);
        wrong("images", "inspect", "-r", recipe);
        wrong("golden-board", "inspect", "-r", "golden-bord", images);
        wrong("--reciep", "inspect", "--reciep", "x", images);
        wrong("no step \"blur\"", "inspect", "-r", recipe, "--set", "blur.size=3", images);
        wrong("threshold", "inspect", "-r", recipe, "--set", "difference.treshold=3", images);
        wrong("1 to 255 grey levels", "inspect", "-r", recipe, "--set", "difference.threshold=300", images);
        wrong("step.parameter=value", "inspect", "-r", recipe, "--set", "threshold", images);
        wrong("holds a run already", "inspect", "-r", recipe, "-o", run, images);
        wrong("none", "inspect", "-r", recipe, "-o", out, temp.resolve("none"));
        wrong("--threads is from 1", "inspect", "-r", recipe, "-t", 0, images);
        wrong("above 0", "inspect", "-r", recipe, "--um-per-px", "-1", images);
        wrong("reference", "inspect", "-r", recipe, "-o", out, "--pairing", "none", images);
        wrong("other images", "inspect", "--resume", "-o", run, images.resolve("generate-squares-0001_test.png"));
        wrong("another recipe", "inspect", "--resume", "-r", recipe, "--set", "1.threshold=7", "-o", run);
        wrong("--out", "inspect", "--resume", "-r", recipe, images);
        Path newer = temp.resolve("newer.json"), unknown = temp.resolve("unknown.json"),
                range = temp.resolve("range.json");
        Files.writeString(newer, Cli.RECIPE.replace("\"version\": 1", "\"version\": 2"));
        Files.writeString(unknown, Cli.RECIPE.replace("test.difference", "test.diference"));
        Files.writeString(range, Cli.RECIPE.replace("\"test.difference\"",
                "\"test.difference\", \"params\": { \"threshold\": 0, \"paus\": 1 }"));
        wrong("newer", "inspect", "-r", newer, "-o", out, images);
        wrong("test.difference", "inspect", "-r", unknown, "-o", out, images);
        Cli both = wrong("threshold", "inspect", "-r", range, "-o", out, images);
        assertTrue(both.err().contains("paus") && both.err().contains("step 1"), both.err());
        assertFalse(Files.exists(out), "nothing is written before all is well");
    }

    private static Cli wrong(String says, Object... args) {
        Cli cli = Cli.run(args);
        assertEquals(2, cli.code(), cli::toString);
        assertTrue(cli.err().contains(says), cli::toString);
        assertFalse(cli.err().contains("\tat "), cli.err());
        Object[] debug = Stream.concat(Stream.of(args), Stream.of("--debug")).toArray();
        assertEquals(2, Cli.run(debug).code());
        return cli;
    }

    @Test
    void toolsAreListedAndDescribed() {
        Cli list = Cli.run("tools");
        assertEquals(0, list.code());
        assertTrue(list.out().contains("test.difference") && list.out().contains("detector"), list.out());
        Cli text = Cli.run("tools", "describe", "test.difference");
        assertTrue(text.out().contains("threshold = 30 grey levels") && text.out().contains("1 to 255"), text.out());
        Cli described = Cli.run("tools", "describe", "test.difference", "--format", "json");
        JsonArray json = JsonParser.parseString(described.out()).getAsJsonArray();
        JsonObject threshold = json.get(0).getAsJsonObject().getAsJsonArray("parameters").get(0).getAsJsonObject();
        assertEquals(30, threshold.get("default").getAsInt());
        assertEquals("grey levels", threshold.get("unit").getAsString());
        assertTrue(JsonParser.parseString(Cli.run("tools", "list", "--format", "json").out()).isJsonObject());
        assertEquals(2, Cli.run("tools", "describe", "test.nothing").code());
        assertTrue(Cli.run("tools", "recipe").out().contains("golden-board"));
        assertTrue(Cli.run("tools", "recipe", "spots").out().contains("loupe.spots"));
    }

    @Test
    void aCancelledRunGoesOnWhereItStopped() throws Exception {
        Registry registry = Registry.load(Cli.class.getClassLoader());
        Path result = temp.resolve("cancelled");
        // more images than the engine works on ahead of the one that is delivered, so that some are always left
        Path images = Files.createDirectory(temp.resolve("many"));
        try (Stream<Path> few = Files.list(demo.resolve("images"))) {
            for (Path image : few.toList())
                for (int copy = 0; copy < 6; copy++)
                    Files.copy(image, images.resolve((copy == 0 ? "" : "z" + copy + "-") + image.getFileName()));
        }
        org.loupe.engine.Recipe recipe = org.loupe.engine.Recipe.read(demo.resolve("squares.json"));
        var items = org.loupe.engine.ImageList.find(List.of(images), org.loupe.engine.Pairing.AUTO, registry);
        assertEquals(6 * SAMPLES, items.size());
        int[] done = new int[1];
        Inspections.Outcome first = Inspections.run(new Inspections.Request(recipe, items, result,
                Options.defaults().threads(1)), registry, new org.loupe.engine.Progress() {
                    @Override
                    public boolean cancelled() {
                        return done[0] >= 5;
                    }

                    @Override
                    public void update(int finished, int total, int detections, int errors, String current) {
                        done[0] = finished;
                    }
                });
        assertTrue(first.summary().cancelled(), first::toString);
        assertTrue(first.images() >= 5 && first.images() < 6 * SAMPLES, first::toString);
        Cli evaluated = Cli.run("evaluate", result, "--truth", demo.resolve("truth.json"));
        assertTrue(evaluated.err().contains("not complete"), evaluated.err());
        Cli rest = Cli.run("inspect", "--resume", "--out", result);
        assertEquals(0, rest.code(), rest::toString);
        assertTrue(rest.out().contains("72 images, 216 detections, 0 errors; " + first.images() + " done before"),
                rest.out());
        assertEquals(0, Cli.run("check", result).code());
    }
}
