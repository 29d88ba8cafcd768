package org.loupe.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.engine.Progress;
import org.loupe.model.ClusteringEntry;
import org.loupe.store.ColumnFile;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.clusters.ClusterDetails;
import org.loupe.workspace.clusters.ClusteringPlan;
import org.loupe.workspace.clusters.Clusterings;
import org.loupe.workspace.clusters.Clusters;
import org.loupe.workspace.clusters.Representatives;
import org.loupe.workspace.crops.Crop;
import org.loupe.workspace.crops.CropFile;
import org.loupe.workspace.crops.CropTable;
import org.loupe.workspace.crops.DrawnCrops;
import org.loupe.workspace.crops.UsualFeatures;
import org.loupe.workspace.labels.DefectClasses;

/** From a folder of crops to labels by commands alone, with the numbers of the workbench. */
class ClusterCommandLineTest {
    private static final String[] FEATURES = {"features.haralick=", "features.zernike="};

    @TempDir
    static Path temp;
    private static Path crops;
    private static Path table;

    @BeforeAll
    static void measure() throws Exception {
        crops = DrawnCrops.draw(temp.resolve("缺陷 crops"), 6);
        table = temp.resolve("表.parquet");
        Cli cli = Cli.run("features", crops, "-o", table, FEATURES[0], FEATURES[1]);
        assertEquals(0, cli.code(), cli::toString);
        assertTrue(cli.out().contains("18 crops with ") && cli.out().contains("3 classes"), cli.out());
    }

    private static JsonObject json(Cli cli) {
        assertEquals(0, cli.code(), cli::toString);
        return JsonParser.parseString(cli.out()).getAsJsonObject();
    }

    @Test
    void theTableHoldsWhatTheWorkbenchMeasures() throws Exception {
        CropTable read = CropFile.read(table), measured = DrawnCrops.measure(crops);
        assertEquals(measured.features().names(), read.features().names());
        for (int i = 0; i < read.features().values().length; i++)
            assertEquals(measured.features().values()[i], read.features().values()[i]);
    }

    @Test
    void byDefaultATableClustersLikeItsFolder() throws Exception {
        Path usual = temp.resolve("new/usual.parquet");
        assertEquals(0, Cli.run("features", crops, "-o", usual).code());
        assertEquals(UsualFeatures.HAND_MADE, CropFile.read(usual).columns().set());
        JsonObject byTable = json(Cli.run("cluster", usual, "--format", "json"));
        JsonObject byFolder = json(Cli.run("cluster", crops, "--format", "json"));
        for (JsonObject one : List.of(byTable, byFolder))
            one.remove("source");
        assertEquals(byTable, byFolder);
    }

    @Test
    void aNetsWeightsAreNamedAsForTraining() {
        Path none = temp.resolve("none.pth");
        for (Cli cli : List.of(Cli.run("features", crops, "-o", temp.resolve("deep.parquet"), "--weights", none),
                Cli.run("cluster", crops, "--weights", none)))
            assertTrue(cli.code() != 0 && cli.err().contains("none.pth"), cli::toString);
        Cli twice = Cli.run("cluster", crops, "--weights", none, "features.embedding.weights=other.pth");
        assertEquals(2, twice.code());
        assertTrue(twice.err().contains("named twice"), twice.err());
        Cli measured = Cli.run("cluster", table, "--weights", none);
        assertEquals(2, measured.code());
        assertTrue(measured.err().contains("is measured already"), measured.err());
    }

    @Test
    void aFolderItsTableAndTheWorkbenchGiveTheSameClusters() throws Exception {
        JsonObject byTable = json(Cli.run("cluster", table, "--clusters", 3, "--format", "json"));
        JsonObject byFolder = json(Cli.run("cluster", crops, "--clusters", 3, "--format", "json", FEATURES[0],
                FEATURES[1]));
        for (JsonObject one : List.of(byTable, byFolder))
            one.remove("source");
        assertEquals(byTable, byFolder);
        Clusters now = Clusters.of(Clusterings.compute(DrawnCrops.measure(crops),
                ClusteringPlan.of(DrawnCrops.FEATURES).method(ClusteringPlan.METHOD, Map.of("clusters", 3)),
                DrawnCrops.registry(), Progress.NONE));
        assertEquals(now.computed().measures().overall(), byTable.get("silhouette").getAsDouble());
        assertEquals(now.computed().measures().stable(), byTable.get("stability").getAsDouble());
        assertEquals(1, byTable.getAsJsonObject("agreement").get("adjusted_rand").getAsDouble());
        JsonArray clusters = byTable.getAsJsonArray("clusters");
        for (int c = 0; c < 3; c++) {
            assertEquals(now.clusters().get(c).id(), clusters.get(c).getAsJsonObject().get("id").getAsString());
            assertEquals(6, clusters.get(c).getAsJsonObject().getAsJsonArray("members").size());
        }
        assertEquals(1, byTable.get("seed").getAsLong());
        assertEquals("loupe.agglomerative", byTable.get("method").getAsString());
    }

    @Test
    void aSpecificationIsCheckedAndOverridden() throws Exception {
        Path spec = Files.writeString(temp.resolve("spec.yaml"), "source: '" + table + "'\ncluster:\n"
                + "  method: k-means\n  clusters: 2\n  smallest: 1\n  seed: 7\n");
        JsonObject two = json(Cli.run("cluster", "-e", spec, "--format", "json"));
        assertEquals("loupe.k-means", two.get("method").getAsString());
        assertEquals(2, two.getAsJsonArray("clusters").size());
        assertEquals(7, two.get("seed").getAsLong());
        assertEquals(3, json(Cli.run("cluster", "-e", spec, "cluster.clusters=3", "--format", "json"))
                .getAsJsonArray("clusters").size());
        Cli unknown = Cli.run("cluster", "-e", spec, "cluster.number=3");
        assertEquals(2, unknown.code());
        assertTrue(unknown.err().contains("number"), unknown.err());
        assertEquals(2, Cli.run("cluster", table, "--method", "median").code());
        assertEquals(2, Cli.run("cluster").code());
        assertEquals(2, Cli.run("cluster", temp.resolve("none")).code());
        assertEquals(2, Cli.run("cluster", table, "cluster.params.linkage=loose").code());
        assertEquals(2, Cli.run("features", crops).code(), "no table is named");
        assertEquals(2, Cli.run("cluster", table, "--save-labels").code(), "no project is named");
        assertEquals(2, Cli.run("cluster", table, "--name", "9=X").code());
    }

    @Test
    void clustersAreKeptInAProjectNamedAndSavedAsLabels() throws Exception {
        Path home = temp.resolve("项目");
        ProjectFile.create(home, "p").close();
        Cli made = Cli.run("cluster", table, "--project", home, "--clusters", 3, "--report", temp.resolve("c1.html"));
        assertEquals(0, made.code(), made::toString);
        assertTrue(made.out().startsWith("c1: 18 crops"), made.out());
        assertTrue(Files.readString(temp.resolve("c1.html")).contains("<img "));
        Cli named = Cli.run("cluster", home, "--kept", "c1", "--name", "1=Bridges", "--name", "2=孔", "--save-labels",
                "--format", "json");
        JsonObject saved = json(named).getAsJsonObject("saved");
        assertEquals(12, saved.get("labels").getAsInt());
        assertEquals(1, saved.get("unnamed_clusters").getAsInt());
        assertEquals(6, saved.get("unnamed_crops").getAsInt());
        try (ProjectFile project = ProjectFile.open(home)) {
            assertEquals(1, project.project().getClusterings().size());
            assertEquals(2, project.project().getClusterings().get(0).getEdits().size());
            assertEquals(List.of("Bridges", "孔"), DefectClasses.of(project.project()).stream().map(c -> c.getName())
                    .toList());
            assertEquals(12, project.labels().table().countedLabels());
        }
        // the labels are crops again
        Path labels = temp.resolve("labels.parquet");
        assertEquals(0, Cli.run("features", home, "-o", labels, "where=class = Bridges").code());
        assertEquals(6, CropFile.read(labels).rows());
        JsonObject cut = json(Cli.run("cluster", home, "--kept", "c1", "--clusters", 2, "--format", "json"));
        assertEquals(2, cut.getAsJsonArray("clusters").size());
        Cli none = Cli.run("cluster", home, "--kept", "c7");
        assertEquals(2, none.code());
        assertTrue(none.err().contains("c1"), none.err());
    }

    @Test
    void cropsToLabelFirstAreThoseOfTheWorkbench() throws Exception {
        Path home = temp.resolve("first");
        ProjectFile.create(home, "p").close();
        Cli made = Cli.run("cluster", table, "--project", home, "--clusters", 3, "--name", "1=Bridges");
        assertEquals(0, made.code(), made::toString);
        JsonObject told = json(Cli.run("cluster", home, "--kept", "c1", "--representatives", 2, "--format", "json"));
        try (ProjectFile project = ProjectFile.open(home)) {
            ClusteringEntry entry = project.project().getClusterings().get(0);
            Clusters now = Clusters.of(Clusterings.read(Clusterings.folder(project, entry))).replay(entry.getEdits());
            Representatives chosen = Representatives.of(now, ClusterDetails.of(now, Progress.NONE), "c1", 2,
                    Representatives.By.FARTHEST);
            assertEquals(Arrays.stream(chosen.rows()).mapToObj(r -> now.computed().table().crops().get(r).name())
                    .toList(), told.getAsJsonArray("representatives").asList().stream().map(JsonElement::getAsString)
                            .toList());
            assertEquals(chosen.record(), told.get("chosen").getAsString());
        }
        Cli sent = Cli.run("cluster", home, "--kept", "c1", "--representatives", 1, "--by", "closest", "--examples");
        assertEquals(0, sent.code(), sent::toString);
        assertTrue(sent.out().contains("3 of 18 crops chosen")
                && sent.out().contains("Sent 3 tiles to examples/v1 with 1 label"), sent.out());
        for (Object[] wrong : new Object[][] {{"--representatives", 0}, {"--examples"},
            {"--representatives", 2, "--by", "luck"}}) {
            Cli cli = Cli.run(Stream.concat(Stream.of("cluster", home, "--kept", "c1"), Arrays.stream(wrong))
                    .toArray());
            assertEquals(2, cli.code(), cli::toString);
        }
        assertEquals(2, Cli.run("cluster", table, "--representatives", 2, "--examples").code(), "no project is named");
    }

    /** Rows of numbers as another program has written them. */
    private static Path numbers(String name, float[]... columns) throws Exception {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("crop", IntStream.range(0, columns[0].length).mapToObj(i -> "crop " + i).toArray(String[]::new));
        for (int c = 0; c < columns.length; c++)
            all.put("x" + c, columns[c]);
        Path file = temp.resolve(name + ".parquet");
        new ColumnFile(all, "").write(file);
        return file;
    }

    private static float[] column(int rows, IntToDoubleFunction value) {
        float[] values = new float[rows];
        for (int i = 0; i < rows; i++)
            values[i] = (float) value.applyAsDouble(i);
        return values;
    }

    @ParameterizedTest
    @ValueSource(strings = {"agglomerative", "k-means", "hdbscan", "affinity-propagation"})
    void tablesThatHoldLittleAreClusteredOrRefusedWithTheReason(String method) throws Exception {
        for (int few = 0; few < 2; few++) {
            Cli cli = Cli.run("cluster", numbers("few" + few, column(few, i -> i)), "--method", method);
            assertEquals(2, cli.code(), cli::toString);
            assertTrue(cli.err().contains("needs 2 crops"), cli.err());
        }
        Cli unknown = Cli.run("cluster", numbers("unknown", column(9, i -> Double.NaN)), "--method", method);
        assertEquals(2, unknown.code(), unknown::toString);
        // of one crop nothing is known, of another one value; a third has one that is infinite
        Path gaps = numbers("gaps", column(12, i -> i == 3 ? Double.NaN : i / 6 * 10 + 0.1 * i),
                column(12, i -> i == 3 || i == 5 ? Double.NaN : i == 7 ? Double.POSITIVE_INFINITY : i / 6 + 0.01 * i));
        Cli most = Cli.run("cluster", gaps, "--method", method, "--format", "json");
        assertEquals(1, most.code(), most::toString);
        JsonObject json = JsonParser.parseString(most.out()).getAsJsonObject();
        assertEquals(11, json.get("crops").getAsInt());
        assertEquals(1, json.get("unmeasured").getAsInt());
        assertEquals(11, sorted(json));
        // a column without any spread tells nothing, and harms nothing
        Path constant = numbers("constant", column(12, i -> i / 6 * 10 + 0.1 * i), column(12, i -> 5));
        assertEquals(12, sorted(json(Cli.run("cluster", constant, "--method", method, "--format", "json"))));
        JsonObject alike = json(Cli.run("cluster", numbers("alike", column(9, i -> 5), column(9, i -> 7)), "--method",
                method, "--format", "json"));
        assertEquals(9, sorted(alike));
        assertTrue(alike.getAsJsonArray("clusters").size() <= 1, "rows that are alike are not apart: " + alike);
        if (List.of("agglomerative", "k-means").contains(method)) {
            Cli none = Cli.run("cluster", constant, "--method", method, "--clusters", 50);
            assertTrue(none.out().contains("No cluster has 3 crops or more, so all are outliers."), none.out());
            assertEquals(12, json(Cli.run("cluster", constant, "--method", method, "--clusters", 50, "--format", "json",
                    "cluster.smallest=1", "cluster.params.smallest=1")).getAsJsonArray("clusters").size());
        }
    }

    /** More rows than are held at a time: the same clusters as in memory, and the table with them. */
    @Test
    void aTableIsGoneThroughPartByPart() throws Exception {
        int count = 9000;
        Random random = new Random(1);
        float[][] columns = new float[3][count];
        String[] known = new String[count];
        for (int i = 0; i < count; i++) {
            int kind = i % 10 < 6 ? 0 : i % 10 < 9 ? 1 : 2; // 60, 30 and 10 of a hundred
            known[i] = List.of("pit", "孔", "").get(kind);
            for (int c = 0; c < 3; c++)
                columns[c][i] = i == 4711 ? Float.NaN : (float) ((c == kind ? 800 : 0) + 100 * random.nextGaussian());
        }
        Path file = numbers("many", columns), out = temp.resolve("clusters.parquet");
        new ColumnFile(Map.of("class", known), "").write(file, file, List.of("crop", "x0", "x1",
                "x2"));
        Cli cli = Cli.run("cluster", file, "--clusters", 3, "--stream", out, "--format", "json");
        assertEquals(1, cli.code(), cli::toString);
        JsonObject told = JsonParser.parseString(cli.out()).getAsJsonObject();
        assertEquals(1, told.get("unmeasured").getAsInt());
        assertEquals(8100, told.getAsJsonObject("agreement").get("crops").getAsInt(), "of 900 it is not known");
        ColumnFile written = ColumnFile.read(out);
        assertEquals(List.of("crop", "class", "cluster", "distance"), List.copyOf(written.columns().keySet()));
        int[] cluster = written.ints("cluster"), sizes = new int[4];
        for (int c : cluster)
            sizes[c]++;
        assertEquals(1, sizes[0]);
        assertEquals(0, cluster[4711]);
        assertTrue(Float.isNaN(written.floats("distance")[4711]));
        assertTrue(sizes[1] >= sizes[2] && sizes[2] >= sizes[3], Arrays.toString(sizes));
        assertEquals("[" + sizes[1] + "," + sizes[2] + "," + sizes[3] + "]", told.get("sizes").toString());
        assertEquals("crop 8999", written.texts("crop")[8999]);
        JsonObject inMemory = JsonParser.parseString(Cli.run("cluster", file, "--method", "k-means", "--clusters", 3,
                "--format", "json").out()).getAsJsonObject();
        assertTrue(inMemory.get("sampled").getAsBoolean() || inMemory.get("crops").getAsInt() <= 2000);
        int same = 0;
        for (JsonElement one : inMemory.getAsJsonArray("clusters")) {
            int[] hits = new int[4];
            for (JsonElement member : one.getAsJsonObject().getAsJsonArray("members"))
                hits[cluster[Integer.parseInt(member.getAsString().substring(5))]]++;
            same += Arrays.stream(hits).max().getAsInt();
        }
        assertTrue(same > 0.995 * count, same + " of " + count + " are in the same cluster");
        Cli again = Cli.run("cluster", file, "--clusters", 3, "--stream", temp.resolve("again.parquet"));
        assertTrue(again.out().contains("8999 crops of many.parquet"), again.out());
        assertArrayEquals(cluster, ColumnFile.read(temp.resolve("again.parquet")).ints("cluster"));
        for (Object[] wrong : new Object[][] {{file}, {file, "--clusters", 3, "--method", "hdbscan"},
            {crops, "--clusters", 3}, {file, "--clusters", 3, "cluster.components=2"}})
            assertEquals(2, Cli.run(Stream.concat(Stream.of("cluster", "--stream", out), Arrays.stream(wrong))
                    .toArray()).code(), Arrays.toString(wrong));
    }

    /** Crops in clusters and outliers together. */
    private static int sorted(JsonObject json) {
        int crops = json.getAsJsonArray("outliers").size();
        for (JsonElement cluster : json.getAsJsonArray("clusters"))
            crops += cluster.getAsJsonObject().getAsJsonArray("members").size();
        return crops;
    }

    @Test
    void aBrokenImageIsLeftOutAndTold() throws Exception {
        Path some = DrawnCrops.draw(temp.resolve("broken"), 3);
        Files.writeString(some.resolve("stripes/crop 1.png"), "no image");
        Cli cli = Cli.run("cluster", some, "--clusters", 2, "--format", "json", FEATURES[0]);
        assertEquals(1, cli.code(), cli::toString);
        JsonObject json = JsonParser.parseString(cli.out()).getAsJsonObject();
        assertEquals(8, json.get("crops").getAsInt());
        assertEquals(1, json.get("unmeasured").getAsInt());
        assertTrue(cli.err().contains("crop 1.png"), cli.err());
        for (JsonElement cluster : json.getAsJsonArray("clusters"))
            assertTrue(!cluster.toString().contains("stripes/crop 1.png"), cluster.toString());
    }

    @Test
    void whatARunHasFoundIsClusteredAndLabelled() throws Exception {
        Path demo = Cli.samples(temp.resolve("demo"), 4), run = demo.resolve("runs/0001");
        assertEquals(0, Cli.run("inspect", "--recipe", demo.resolve("squares.json"), "--out", run,
                demo.resolve("images")).code());
        Path found = temp.resolve("found.parquet"), some = temp.resolve("some.parquet");
        assertEquals(0, Cli.run("features", run, "-o", found, FEATURES[0]).code());
        CropTable all = CropFile.read(found);
        assertEquals(12, all.rows());
        assertEquals(Crop.Kind.DETECTION, all.crops().get(0).origin().kind());
        assertEquals(12, all.measured().length);
        double middle = all.crops().stream().mapToDouble(c -> c.shape().bounds().x()).sorted().toArray()[6];
        assertEquals(0, Cli.run("features", run, "-o", some, "where=x < " + middle, FEATURES[0]).code());
        assertEquals(6, CropFile.read(some).rows());
        assertEquals(2, Cli.run("features", run, "-o", some, "where=x < ").code());
        assertEquals(2, Cli.run("features", run, "-o", some, "where=x < -9").code(), "there are none");
        Cli saved = Cli.run("cluster", found, "--project", demo, "--clusters", 1, "--name", "1=Square",
                "--save-labels");
        assertEquals(0, saved.code(), saved::toString);
        try (ProjectFile project = ProjectFile.open(demo)) {
            assertEquals(12, project.labels().table().countedLabels());
            assertTrue(project.labels().table().labels().stream().allMatch(l -> l.shape().bounds().width() > 0
                    && l.source().equals("c1")), "outlines of the detections");
        }
        // saved again, nothing is labelled twice
        assertEquals(0, Cli.run("cluster", demo, "--kept", "c1", "--save-labels").code());
        try (ProjectFile project = ProjectFile.open(demo)) {
            assertEquals(12, project.labels().table().countedLabels());
        }
        assertEquals(0, Cli.run("features", demo, "-o", found, "set=all", FEATURES[0]).code());
        assertEquals(12, CropFile.read(found).rows(), "labels, and what runs have found elsewhere");
        assertEquals(2, Cli.run("features", demo, "-o", found, "set=none", FEATURES[0]).code());
    }

    @Test
    void helpTellsWhatASpecificationHolds() {
        for (String verb : List.of("features", "cluster")) {
            Cli help = Cli.run(verb, "--help");
            assertEquals(0, help.code());
            assertTrue(help.out().contains("Usage: loupe " + verb) && help.out().contains("features"), help.out());
        }
        assertTrue(Cli.run().out().contains("cluster"));
    }
}
