package org.loupe.workspace.clusters;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.Clustering;
import org.loupe.api.Features;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.engine.Progress;
import org.loupe.engine.Registry;
import org.loupe.engine.clustering.Projection;
import org.loupe.engine.features.FeatureSet;
import org.loupe.engine.learning.Columns;
import org.loupe.model.ClusteringEntry;
import org.loupe.model.DefectClass;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.TileState;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.crops.Crop;
import org.loupe.workspace.crops.CropList;
import org.loupe.workspace.crops.CropMeasuring;
import org.loupe.workspace.crops.CropTable;
import org.loupe.workspace.crops.DrawnCrops;
import org.loupe.workspace.crops.ProjectCrops;
import org.loupe.workspace.labels.DefectClasses;
import org.loupe.workspace.report.ClusterReport;

/** From drawn crops to clusters, names and labels, as a person goes. */
class ClusteringsTest {
    private static final int EACH = 12;

    @TempDir
    static Path temp;
    private static final Registry REGISTRY = DrawnCrops.registry();
    private static Path folder;
    /** Into as many clusters as there are kinds. */
    private static final ClusteringPlan PLAN = ClusteringPlan.of(DrawnCrops.FEATURES).method(ClusteringPlan.METHOD,
            Map.of("clusters", 3));
    private static CropTable table;
    private static Computed computed;

    @BeforeAll
    static void cluster() throws Exception {
        folder = DrawnCrops.draw(temp.resolve("crops"), EACH);
        table = DrawnCrops.measure(folder);
        computed = Clusterings.compute(table, PLAN, REGISTRY, Progress.NONE);
    }

    /** Three heaps of crops and one that is far from all, by two numbers. */
    private static CropTable heaps() {
        SplittableRandom random = new SplittableRandom(2);
        List<String> names = List.of("a", "b");
        float[] values = new float[2 * (3 * EACH + 1)];
        for (int i = 0; i < 3 * EACH; i++) {
            values[2 * i] = (float) (10 * (i / EACH) + random.nextDouble());
            values[2 * i + 1] = (float) (10 * (i / EACH % 2) + random.nextDouble());
        }
        values[values.length - 2] = -60;
        values[values.length - 1] = 60;
        List<Crop> crops = IntStream.range(0, 3 * EACH + 1).mapToObj(i -> new Crop(Item.of(Path.of(i + ".png")), "",
                new LabelShape.Whole(), i + ".png", "", "heap " + i / EACH, Crop.Origin.IMAGE)).toList();
        return new CropTable(crops, new Features(names, crops.size(), values), Columns.of(names), "heaps", List.of());
    }

    @Test
    void theNumberOfHeapsIsProposedAndWhatStandsAloneIsAnOutlier() throws Exception {
        Computed made = Clusterings.compute(heaps(), ClusteringPlan.of(FeatureSet.of()), REGISTRY, Progress.NONE);
        assertEquals(3, made.proposed());
        Clusters now = Clusters.of(made);
        assertEquals(List.of(EACH, EACH, EACH), now.clusters().stream().map(Cluster::size).sorted().toList());
        assertArrayEquals(new int[] {3 * EACH}, now.outliers());
        assertEquals((long) made.cut(), made.provenance().params().get("clusters"),
                "what was proposed is what made it");
    }

    private ProjectFile project(String name) throws Exception {
        return ProjectFile.create(temp.resolve(name), name);
    }

    @Test
    void theKindsAreFoundWithoutBeingTold() {
        Clusters now = Clusters.of(computed);
        assertEquals(List.of(EACH, EACH, EACH), now.clusters().stream().map(Cluster::size).toList());
        assertEquals(1, computed.agreement().orElseThrow().adjustedRand(), 1e-9);
        for (int c = 0; c < 3; c++) {
            assertTrue(computed.measures().silhouette()[c] > 0.2);
            assertTrue(computed.measures().stability()[c] > 0.9);
            assertFalse(computed.measures().loose(c));
        }
        assertEquals("loupe.agglomerative", computed.provenance().toolId());
        assertEquals(1, computed.provenance().seed());
        assertEquals(2, computed.provenance().parents().size());
    }

    @Test
    void theSameCropsMakeTheSameClustersInAnyOrder() throws Exception {
        Computed again = Clusterings.compute(table, PLAN, REGISTRY, Progress.NONE);
        assertArrayEquals(computed.clustering().cluster(), again.clustering().cluster());
        assertArrayEquals(computed.measures().stability(), again.measures().stability());
        int[] turned = IntStream.iterate(table.rows() - 1, i -> i >= 0, i -> i - 1).toArray();
        Clusters other = Clusters.of(Clusterings.compute(table.select(turned), PLAN, REGISTRY, Progress.NONE));
        int[] cluster = Clusters.of(computed).cluster();
        for (int i = 0; i < turned.length; i++)
            for (int j = 0; j < turned.length; j++)
                assertEquals(cluster[turned[i]] == cluster[turned[j]], other.cluster()[i] == other.cluster()[j]);
    }

    @Test
    void everyMethodIsPlugged() throws Exception {
        assertTrue(Clusterings.methods(REGISTRY).containsAll(List.of("loupe.agglomerative", "loupe.k-means",
                "loupe.hdbscan", "loupe.affinity-propagation")));
        ClusteringPlan plan = PLAN;
        for (ClusteringPlan one : List.of(plan.method("loupe.k-means", Map.of("clusters", 3)),
                plan.method("loupe.affinity-propagation", Map.of()),
                plan.method("loupe.agglomerative", Map.of("metric", "cosine", "linkage", "average", "clusters", 3)),
                plan.components(4))) {
            Computed made = Clusterings.compute(table, one, REGISTRY, Progress.NONE);
            assertTrue(made.agreement().orElseThrow().purity() > 0.9, one + " " + made.agreement());
            assertEquals(made.clustering().clusters(), made.measures().silhouette().length, one.method());
        }
        ToolException none = assertThrows(ToolException.class, () -> Clusterings.compute(table,
                plan.method("loupe.median", Map.of()), REGISTRY, Progress.NONE));
        assertTrue(none.remedy().contains("loupe.k-means"), none.remedy());
        assertThrows(ToolException.class, () -> Clusterings.compute(table,
                plan.method("loupe.k-means", Map.of("wings", 2)), REGISTRY, Progress.NONE));
        assertThrows(ToolException.class, () -> Clusterings.compute(table.select(0), plan, REGISTRY, Progress.NONE));
        assertThrows(ToolException.class, () -> Clusterings.compute(table, plan.features(FeatureSet.of(
                "loupe.measure")), REGISTRY, Progress.NONE));
    }

    @Test
    void theNumberThatIsAskedForIsMade() throws Exception {
        Computed five = Clusterings.compute(table, ClusteringPlan.of(DrawnCrops.FEATURES).method("loupe.agglomerative",
                Map.of("clusters", 5)).smallest(1), REGISTRY, Progress.NONE);
        assertEquals(5, five.cut());
        assertEquals(5, Clusters.of(five).clusters().size());
    }

    @Test
    void aCancelledClusteringEnds() {
        assertThrows(CancellationException.class, () -> Clusterings.compute(table,
                ClusteringPlan.of(DrawnCrops.FEATURES), REGISTRY, new Progress() {
                    @Override
                    public boolean cancelled() {
                        return true;
                    }
                }));
    }

    @Test
    void whatCouldNotBeMeasuredIsLeftOutAndCounted() throws Exception {
        float[] values = table.features().values().clone();
        Arrays.fill(values, 0, table.features().names().size(), Float.NaN);
        CropTable hole = new CropTable(table.crops(), new Features(table.features().names(), table.rows(),
                values), table.columns(), table.source(), List.of());
        Computed made = Clusterings.compute(hole, PLAN, REGISTRY, Progress.NONE);
        assertEquals(1, made.left());
        assertEquals(table.rows() - 1, made.table().rows());
    }

    @Test
    void aClusteringIsReadAsItWasWrittenAndLeavesNothingHalfDone() throws Exception {
        Path home = temp.resolve("home");
        Path first = Clusterings.write(home, 1, computed), second = Clusterings.write(home, 1, computed);
        assertEquals(List.of("c1", "c2"), List.of(first.getFileName().toString(), second.getFileName().toString()));
        try (Stream<Path> all = Files.list(home.resolve("clusters"))) {
            assertEquals(2, all.count());
        }
        Computed again = Clusterings.read(first);
        assertArrayEquals(computed.rows().values(), again.rows().values());
        assertArrayEquals(computed.clustering().cluster(), again.clustering().cluster());
        assertArrayEquals(computed.clustering().hierarchy().get().height(), again.clustering().hierarchy().get()
                .height());
        assertEquals(computed.plan(), again.plan());
        assertEquals(computed.provenance(), again.provenance());
        assertArrayEquals(computed.measures().stability(), again.measures().stability());
        assertEquals(computed.created(), again.created());
        assertEquals(computed.agreement().get().adjustedRand(), again.agreement().get().adjustedRand());
        Projection one = Clusterings.projection(first, again, false, Progress.NONE);
        assertTrue(Files.exists(first.resolve("pca.parquet")));
        assertArrayEquals(one.x(), Clusterings.projection(first, again, false, Progress.NONE).x());
        Files.writeString(second.resolve("clustering.json"), "{ half");
        assertThrows(ToolException.class, () -> Clusterings.read(second));
        assertThrows(ToolException.class, () -> Clusterings.read(home.resolve("clusters/c9")));
    }

    @Test
    void figuresThatAreUnknownAreKeptAsSuch() throws Exception {
        Computed one = Clusterings.compute(table, PLAN.method(ClusteringPlan.METHOD, Map.of("clusters", 1)), REGISTRY,
                Progress.NONE);
        assertTrue(Double.isNaN(one.measures().silhouette()[0]), "there is no other cluster");
        Computed read = Clusterings.read(Clusterings.write(temp.resolve("unknown"), 1, one));
        assertTrue(Double.isNaN(read.measures().silhouette()[0]));
        assertTrue(Double.isNaN(read.measures().overall()));
    }

    @Test
    void editsAreCommandsOfTheProjectAndSurviveClosingIt() throws Exception {
        Path place;
        try (ProjectFile project = project("edits")) {
            place = project.folder();
            Path made = Clusterings.write(place, Clusterings.next(project.project()), computed);
            ClusteringEntry entry = Clusterings.add(project, "Cluster", made, computed);
            assertEquals("c1", entry.getName());
            assertEquals("clusters/c1", entry.getFolder());
            Clusters now = Clusters.of(computed);
            Clusterings.edit(project, entry, "Cut", new Edit.Cut(5));
            Clusterings.edit(project, entry, "Cut", new Edit.Cut(2));
            assertEquals(List.of("cut 2"), entry.getEdits(), "a line that is dragged leaves one line");
            Clusters two = now.replay(entry.getEdits());
            Clusterings.edit(project, entry, "Name", new Edit.Name(two.clusters().get(0).id(), "A"));
            project.domain().getCommandStack().undo();
            project.domain().getCommandStack().undo();
            assertEquals(List.of("cut 5"), entry.getEdits());
            project.domain().getCommandStack().redo();
            project.domain().getCommandStack().redo();
            assertEquals(2, entry.getEdits().size());
            assertEquals(2, Clusterings.next(project.project()));
            project.save();
        }
        try (ProjectFile project = ProjectFile.open(place)) {
            ClusteringEntry entry = project.project().getClusterings().get(0);
            Clusters now = Clusters.of(Clusterings.read(Clusterings.folder(project, entry)))
                    .replay(entry.getEdits());
            assertEquals("A", now.clusters().get(0).name());
            assertEquals(2, now.cut());
            project.saveCopy(temp.resolve("copy"));
            try (ProjectFile copy = ProjectFile.open(temp.resolve("copy"))) {
                assertEquals(computed.table().rows(), Clusterings.read(Clusterings.folder(copy, copy.project()
                        .getClusterings().get(0))).table().rows(), "a copy has its clusterings");
            }
            Clusterings.remove(project, "Delete", List.of(entry));
            assertEquals(0, project.project().getClusterings().size());
            project.domain().getCommandStack().undo();
            assertEquals(2, project.project().getClusterings().get(0).getEdits().size());
        }
    }

    @Test
    void foldersOfDeletedClusteringsGoWhenTheProjectIsOpenedAgain() throws Exception {
        Path place;
        try (ProjectFile project = project("deleted")) {
            place = project.folder();
            for (int i = 0; i < 2; i++)
                Clusterings.add(project, "Cluster", Clusterings.write(place, i + 1, computed), computed);
            project.save();
            Clusterings.remove(project, "Delete", List.of(project.project().getClusterings().get(0)));
        } // not saved: the clustering is still in the project
        Files.createDirectories(Clusterings.measured(place));
        Path foreign = Files.createDirectories(place.resolve("clusters/c77"));
        try (ProjectFile project = ProjectFile.open(place)) {
            assertEquals(2, project.project().getClusterings().size());
            assertTrue(Files.exists(place.resolve("clusters/c1/clustering.json")));
            Clusterings.remove(project, "Delete", List.of(project.project().getClusterings().get(0)));
            project.save();
            assertTrue(Files.exists(place.resolve("clusters/c1/clustering.json")), "it can still be undone");
        }
        Path half = Files.createDirectories(place.resolve("clusters/.new-half"));
        try (ProjectFile project = ProjectFile.open(place)) {
            assertEquals(1, project.project().getClusterings().size());
            assertFalse(Files.exists(place.resolve("clusters/c1")));
            assertFalse(Files.exists(half));
            assertTrue(Files.exists(place.resolve("clusters/c2/clustering.json")));
            assertTrue(Files.exists(foreign), "it is no clustering");
            assertTrue(Files.exists(Clusterings.measured(place)));
        }
    }

    @Test
    void measuresFollowTheCutLine() throws Exception {
        Clusters six = Clusters.of(computed).with(new Edit.Smallest(1)).with(new Edit.Cut(6));
        ClusterMeasures measures = Clusterings.measure(six, REGISTRY, Progress.NONE);
        assertEquals(6, measures.silhouette().length);
        assertTrue(measures.overall() < computed.measures().overall());
        assertTrue(IntStream.range(0, 6).anyMatch(measures::loose), "kinds torn apart are loose");
        ClusterMeasures again = Clusterings.measure(Clusters.of(computed), REGISTRY, Progress.NONE);
        assertArrayEquals(computed.measures().stability(), again.stability());
    }

    /** The clusters named after their kinds, but for the stripes. */
    private static Clusters named(Computed of) {
        Clusters now = Clusters.of(of);
        for (int c = 0; c < 3; c++) {
            String kind = of.table().crops().get(now.members(c)[0]).known();
            if (!kind.equals("stripes"))
                now = now.with(new Edit.Name(now.clusters().get(c).id(), kind));
        }
        return now;
    }

    @Test
    void namedClustersBecomeLabelsInOneChangeThatIsUndoneAsOne() throws Exception {
        try (ProjectFile project = project("labels")) {
            project.change("Add", () -> DefectClasses.add(project.project(), "Specks"));
            Clusters now = named(computed);
            ClusterLabels labels = ClusterLabels.of(project, now, "c1");
            assertEquals(1, labels.plan().unnamed());
            assertEquals(EACH, labels.plan().crops());
            assertEquals(2, labels.plan().classes().size());
            ClusterLabels.Outcome done = labels.save(project, labels.prepare("Save clusters as labels"));
            assertEquals(2 * EACH, done.labels());
            assertEquals(List.of("Specks", "圆点"), DefectClasses.of(project.project()).stream()
                    .map(DefectClass::getName).toList());
            LabelTable table = project.labels().table();
            assertEquals(2 * EACH, table.countedLabels());
            Label label = table.labels().get(0);
            assertTrue(label.shape() instanceof LabelShape.Whole);
            assertEquals("c1", label.source());
            assertEquals(2 * EACH, table.tiles(TileState.COMPLETE));
            assertEquals("crops", project.project().getImageSets().get(0).getName(), "the images are in the project");
            assertFalse(labels.fits(project));
            project.domain().getCommandStack().undo();
            assertEquals(0, table.countedLabels());
            assertEquals(0, project.project().getImageSets().size());
            assertEquals(1, DefectClasses.of(project.project()).size());
            project.domain().getCommandStack().redo();
            assertEquals(2 * EACH, table.countedLabels());
            // saved again under other names, the same labels change their class
            Clusters renamed = now;
            for (Cluster cluster : now.clusters())
                if (cluster.named())
                    renamed = renamed.with(new Edit.Name(cluster.id(), "Specks"));
            ClusterLabels once = ClusterLabels.of(project, renamed, "c1");
            assertEquals(1, once.plan().classes().size());
            assertEquals(EACH, once.save(project, once.prepare("Save")).labels());
            assertEquals(2 * EACH, table.countedLabels());
            CropList crops = ProjectCrops.of(project).labels("class = Specks", REGISTRY);
            assertEquals(2 * EACH, crops.size());
            assertTrue(crops.all().stream().allMatch(c -> c.known().equals("Specks") && c.whole()));
            ClusterLabels unnamed = ClusterLabels.of(project, Clusters.of(computed), "c1");
            assertThrows(ToolException.class, () -> unnamed.prepare("Save"));
        }
    }

    @Test
    void labelsThatWereClusteredChangeTheirClass() throws Exception {
        try (ProjectFile project = project("reclass")) {
            ClusterLabels first = ClusterLabels.of(project, named(computed), "c1");
            first.save(project, first.prepare("Save"));
            CropList crops = ProjectCrops.of(project).labels("", REGISTRY);
            CropTable measured;
            try (CropMeasuring measuring = new CropMeasuring(DrawnCrops.FEATURES, REGISTRY, Optional.of(Clusterings
                    .measured(project.folder())))) {
                measured = measuring.measure(crops, Progress.NONE);
            }
            Computed two = Clusterings.compute(measured, PLAN.method(ClusteringPlan.METHOD, Map.of("clusters", 2)),
                    REGISTRY, Progress.NONE);
            assertEquals(1, two.agreement().orElseThrow().accuracy());
            Clusters now = Clusters.of(two);
            now = now.with(new Edit.Name(now.clusters().get(0).id(), "New"));
            ClusterLabels again = ClusterLabels.of(project, now, "c2");
            assertEquals(EACH, again.save(project, again.prepare("Save")).labels());
            assertEquals(2 * EACH, project.labels().table().countedLabels(), "no label was added");
            assertEquals(Crop.Kind.LABEL, two.table().crops().get(0).origin().kind());
        }
    }

    @Test
    void whatLooksAlikeIsFoundInAPool() throws Exception {
        Path other = DrawnCrops.draw(temp.resolve("other"), 3);
        Similar similar = Similar.in(computed, DrawnCrops.measure(other), Progress.NONE);
        int speck = IntStream.range(0, table.rows()).filter(r -> table.crops().get(r).known().equals("specks"))
                .findFirst().orElseThrow();
        List<Similar.Hit> hits = similar.find(new int[] {speck}, 3, Progress.NONE);
        assertEquals(List.of("specks", "specks", "specks"), hits.stream().map(h -> h.crop().known()).toList());
        assertTrue(hits.get(0).distance() <= hits.get(1).distance());
        List<Similar.Hit> own = Similar.in(computed, table, Progress.NONE).find(new int[] {speck}, 5, Progress.NONE);
        assertTrue(own.stream().noneMatch(h -> h.crop().equals(table.crops().get(speck))), "not itself");
    }

    @Test
    void aReportTellsHowItWasMadeAndShowsTheCrops() throws Exception {
        Clusters now = named(computed).with(new Edit.Outliers(new int[] {0}));
        Path file = temp.resolve("报告.html");
        ClusterReport.write(new ClusterReport.Head(now, ClusterDetails.of(now, Progress.NONE),
                Clusterings.measure(now, REGISTRY, Progress.NONE), "c1 <x>", ZonedDateTime.of(2026, 1, 2, 3, 4, 0, 0,
                        ZoneOffset.UTC), Locale.ENGLISH), REGISTRY, file);
        String html = Files.readString(file);
        assertTrue(html.contains("c1 &lt;x&gt;") && html.contains("圆点") && html.contains("loupe.zernike"), html);
        assertEquals(3 * 8 + 1, html.split("<img ", -1).length - 1);
        assertTrue(html.contains("cut ") && html.contains("σ") && html.contains("Seed"));
    }

    @Test
    void outliersOfHdbscanAreOutliers() throws Exception {
        Computed made = Clusterings.compute(heaps(), ClusteringPlan.of(FeatureSet.of()).method("loupe.hdbscan",
                Map.of()), REGISTRY, Progress.NONE);
        assertEquals(List.of(EACH, EACH, EACH), Clusters.of(made).clusters().stream().map(Cluster::size).toList());
        assertArrayEquals(new int[] {3 * EACH}, Clusters.of(made).outliers());
        assertEquals(Clustering.OUTLIER, made.clustering().cluster()[3 * EACH]);
    }
}
