package org.loupe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.exchange.LabelFile;
import org.loupe.exchange.LabelFormat;
import org.loupe.exchange.LabelFormats;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.labels.LabelFilter;

/** Labels from format to format by the command line, as a user types it. */
class ConvertCommandLineTest {
    @TempDir
    Path folder;
    private Path project;

    @BeforeEach
    void samples() throws Exception {
        project = Cli.samples(folder.resolve("samples"), 4);
    }

    private static void ends(int code, Cli result) {
        assertEquals(code, result.code(), result::toString);
    }

    private static List<String> boxes(Path file) throws Exception {
        LabelFile labels = LabelFormats.read(file, LabelFormat.Images.NONE).labels();
        Map<Integer, String> images = labels.tiles().stream().collect(Collectors.toMap(t -> t.number(),
                t -> t.name().replaceFirst("\\.[a-z]+$", "")));
        return labels.labels().stream().map(l -> images.get(l.tile()) + " " + l.shape().bounds()).sorted().toList();
    }

    private static Map<String, Long> files(Path folder) throws Exception {
        Map<String, Long> sizes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList())
                sizes.put(folder.relativize(file).toString(), Files.size(file));
        }
        return sizes;
    }

    @Test
    void boxesGoFromFormatToFormatAndBack() throws Exception {
        Path truth = project.resolve("truth.json"), table = folder.resolve("t.csv"), own = folder.resolve("own.json");
        Map<String, Long> before = files(project);
        Cli made = Cli.run("convert", truth, table, "--to", "csv");
        ends(0, made);
        assertTrue(made.out().startsWith("Converted " + boxes(truth).size() + " labels on 4 images from COCO to CSV: "),
                made.out());
        ends(0, Cli.run("convert", table, own, "--to", "loupe", "--from", "csv", "--images",
                project.resolve("images")));
        assertEquals(boxes(truth), boxes(table));
        assertEquals(boxes(truth), boxes(own));
        LabelFile read = LabelFormats.read(own, LabelFormat.Images.NONE).labels();
        assertTrue(read.tiles().stream().allMatch(t -> t.width() > 0), "sizes are those of the images");
        assertEquals(before, files(project));
    }

    @Test
    void masksAreMadeOfBoxesAndTheLossIsTold() throws Exception {
        Path masks = folder.resolve("masks");
        Cli made = Cli.run("convert", project.resolve("truth.json"), masks, "--to", "masks-instance", "--images",
                project.resolve("images"));
        ends(1, made);
        assertTrue(made.out().lines().anyMatch(l -> l.matches(
                "  \\d+ × boxes, outlines and points that became pixels, such as .*")), made.out());
        assertEquals(boxes(project.resolve("truth.json")), boxes(masks));
        Path again = folder.resolve("again");
        ends(0, Cli.run("convert", masks, again, "--to", "masks-instance"));
        assertEquals(files(masks), files(again));
        Cli full = Cli.run("convert", masks, again, "--to", "masks-index");
        ends(3, full);
        assertTrue(full.err().contains("is not an empty folder"), full.err());
    }

    /** Names without endings mean the image under test, also where its reference lies beside it. */
    @Test
    void sizesComeFromTheImageUnderTest() throws Exception {
        Path texts = Files.createDirectories(folder.resolve("texts"));
        Files.writeString(texts.resolve("generate-squares-0001.txt"), "1 2 9 12 3\n");
        try (Stream<Path> images = Files.list(project.resolve("images"))) {
            assertTrue(images.map(f -> f.getFileName().toString()).filter(f -> f.contains("0001")).count() > 1);
        }
        ends(0, Cli.run("convert", texts, folder.resolve("own.json"), "--to", "loupe", "--images",
                project.resolve("images")));
        LabelFile read = LabelFormats.read(folder.resolve("own.json"), LabelFormat.Images.NONE).labels();
        assertEquals("generate-squares-0001_test.png", read.tiles().get(0).image());
        assertTrue(read.tiles().get(0).width() > 0);
    }

    @Test
    void anUnknownFormatListsAll() throws Exception {
        for (Cli cli : List.of(Cli.run("convert", project.resolve("truth.json"), folder.resolve("x"), "--to", "?"),
                Cli.run("convert", project.resolve("truth.json"), folder.resolve("x"), "--to", "csv", "--from", "?"),
                Cli.run("import", project, project.resolve("truth.json"), "--format", "?"),
                Cli.run("export", project, "--format", "?"))) {
            ends(2, cli);
            for (LabelFormat format : LabelFormats.all())
                assertTrue(cli.err().contains(format.id() + " ("), cli.err());
        }
        Cli run = Cli.run("inspect", "--recipe", project.resolve("squares.json"), "--out", folder.resolve("r"),
                project.resolve("images"));
        ends(0, run);
        Cli wrong = Cli.run("export", folder.resolve("r"), "--format", "yolo");
        ends(2, wrong);
        assertTrue(wrong.err().contains("\"yolo\" is no format; use json, csv"), wrong.err());
        Cli only = Cli.run("export", folder.resolve("r"), "--format", "csv", "--only", "class = a");
        ends(2, only);
        assertTrue(only.err().contains("for the labels of a project"), only.err());
    }

    @Test
    void partsOfAProjectAreExported() throws Exception {
        ends(0, Cli.run("import", project, project.resolve("truth.json"), "--format", "coco"));
        int all = boxes(project.resolve("truth.json")).size();
        String name;
        try (ProjectFile opened = ProjectFile.open(project)) {
            name = LabelFilter.classes(opened.project()).values().iterator().next();
        }
        Path table = folder.resolve("t.csv");
        Cli made = Cli.run("export", project, "--format", "csv", "--columns", "class,image,shape", "--only",
                "tile = \"images/generate-squares-0001_test.png\" and class = \"" + name + "\"", "--out", table);
        ends(1, made); // the columns do not make labels again
        List<String> lines = Files.readAllLines(table);
        assertEquals("class,image,shape", lines.get(0));
        assertEquals(all / 4, lines.size() - 1, lines.toString());
        ends(2, Cli.run("export", project, "--format", "csv", "--only", "colour = red"));
        Cli none = Cli.run("export", project, "--format", "loupe", "--iteration", "v9");
        ends(2, none);
        assertTrue(none.err().contains("Iterations: v1"), none.err());
        ends(0, Cli.run("export", project, "--format", "loupe", "--iteration", "v1", "--out", folder.resolve("l")));
        assertEquals(all, boxes(folder.resolve("l")).size());
        Cli columns = Cli.run("export", project, "--format", "coco", "--columns", "x");
        ends(2, columns);
        assertTrue(columns.err().contains("--columns is for tables"), columns.err());
    }

    @Test
    void classFoldersComeIntoAProjectAndLeaveItAgain() throws Exception {
        Path sorted = folder.resolve("sorted");
        List<Path> images;
        try (Stream<Path> all = Files.list(project.resolve("images"))) {
            images = all.filter(f -> f.toString().contains("test")).sorted().toList();
        }
        for (int i = 0; i < 3; i++) {
            Path to = sorted.resolve(i == 2 ? "test_images" : "train_images").resolve(i == 0 ? "OK" : "missing");
            Files.createDirectories(to);
            Files.copy(images.get(i), to.resolve(images.get(i).getFileName()));
        }
        Cli made = Cli.run("import", project, sorted);
        ends(0, made);
        assertTrue(made.out().contains("3 of 3 labels on 3 of 3 images; new classes: "), made.out());
        Path out = folder.resolve("out");
        Map<String, Long> before = files(project.resolve("images"));
        Cli written = Cli.run("export", project, "--format", "class-folders", "--out", out);
        ends(1, written);
        assertEquals(2, written.out().lines().count(), written.out());
        assertTrue(written.out().contains("  3 × who made labels and when, such as "), written.out());
        assertEquals(files(sorted), files(out));
        assertEquals(before, files(project.resolve("images")));
        Path own = folder.resolve("own.json");
        ends(0, Cli.run("convert", sorted, own, "--to", "loupe"));
        assertEquals(3, LabelFormats.read(own, LabelFormat.Images.NONE).labels().tiles().size());
        ends(0, Cli.run("convert", sorted, folder.resolve("flat"), "--to", "class-folders"));
        assertEquals(files(sorted), files(folder.resolve("flat")));
    }

    @Test
    void anImportThatFailsInTheMiddleLeavesTheProjectAsItWas() throws Exception {
        Path masks = folder.resolve("masks");
        Cli.run("convert", project.resolve("truth.json"), masks, "--to", "masks-index", "--images",
                project.resolve("images"));
        List<Path> pngs;
        try (Stream<Path> all = Files.walk(masks)) {
            pngs = all.filter(f -> f.toString().endsWith(".png")).sorted().toList();
        }
        byte[] last = Files.readAllBytes(pngs.get(pngs.size() - 1));
        Files.write(pngs.get(pngs.size() - 1), java.util.Arrays.copyOf(last, last.length / 2));
        Map<String, Long> before = files(project);
        Cli refused = Cli.run("import", project, masks);
        ends(2, refused);
        assertTrue(refused.err().contains("is no whole PNG file"), refused.err());
        assertEquals(before, files(project));
        assertFalse(Files.exists(project.resolve("labels/labels.jsonl")) && Files.size(project.resolve(
                "labels/labels.jsonl")) > 0);
    }

    @Test
    void aRunIsInspectedAndEvaluatedByYaml() throws Exception {
        Path recipe = Files.writeString(folder.resolve("r.yaml"), "loupe: recipe\nversion: 1\nname: squares\nsteps:\n"
                + "- tool: test.difference\n- {tool: test.mean}\n");
        Path run = folder.resolve("a=b/run");
        ends(0, Cli.run("inspect", "--recipe", recipe, "--out", run, project.resolve("images")));
        Cli plain = Cli.run("evaluate", run, "--truth", project.resolve("truth.json"), "--class-agnostic", "--iou",
                "0.5");
        ends(0, plain);
        Path spec = Files.writeString(folder.resolve("spec.yaml"), "run: " + run + "\ntruth: "
                + project.resolve("truth.json") + "\niou: 0.9\nclass_agnostic: true\n");
        Path results = folder.resolve("results");
        Cli specified = Cli.run("evaluate", "-e", spec, "iou=0.5", "results_dir=" + results);
        ends(0, specified);
        assertTrue(specified.out().startsWith(plain.out()), specified.out());
        assertTrue(Files.readString(results.resolve("evaluation.json")).contains("\"iou\": 0.5"),
                Files.readString(results.resolve("evaluation.json")));
        Path bad = Files.writeString(folder.resolve("bad.yaml"), "run: x\niuo: 0.5\nmin_score: high\n");
        Cli wrong = Cli.run("evaluate", "-e", bad);
        ends(2, wrong);
        assertTrue(wrong.err().contains("bad.yaml, line 2, column 6, iuo: Unknown key \"iuo\".")
                && wrong.err().contains("bad.yaml, line 3, column 12, min_score: Least score is a number")
                && wrong.err().contains("Did you mean \"iou\"?"), wrong.err());
        Cli option = Cli.run("evaluate", "-e", spec, "--iou", "0.5");
        ends(0, option);
        assertEquals(plain.out(), option.out(), "an option sets a value of the specification");
        ends(2, Cli.run("evaluate", "-e", spec, "iou=x"));
        ends(2, Cli.run("evaluate", run));
        ends(0, Cli.run("evaluate", run, "iou=0.5", "--truth", project.resolve("truth.json")));
    }
}
