package org.loupe.workspace.wafer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.Detections;
import org.loupe.api.Features;
import org.loupe.api.ImageInfo;
import org.loupe.api.ToolException;
import org.loupe.exchange.Loss;
import org.loupe.exchange.wafer.WaferFormats;
import org.loupe.store.ImageRow;
import org.loupe.store.RunReader;
import org.loupe.store.RunWriter;
import org.loupe.store.labels.LabelEdit;
import org.loupe.store.labels.LabelShape;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.Wafer.DefectCode;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.labels.DefectClasses;
import org.loupe.workspace.wafer.DefectImages.Found;
import org.loupe.workspace.wafer.KlarfWriteBack.Options;
import org.loupe.workspace.wafer.KlarfWriteBack.Plan;

class KlarfWriteBackTest {
    private static final List<String> IMAGES = List.of("a.png", "b.png", "c.png", "d.png");
    private static final List<String> CLASSES = List.of("Bridge", "Residue", "Scratch like");

    @TempDir
    Path temp;
    private Path klarf;
    private Wafer wafer;
    private int first;
    private Map<Integer, List<Found>> images;

    @BeforeEach
    void make() throws Exception {
        klarf = Files.createDirectories(temp.resolve("tool")).resolve("w.001");
        WaferFormats.byId("klarf-1.2").write(List.of(SampleLot.wafers(1, true, IMAGES).get(13)), klarf);
        wafer = WaferFormats.read(klarf).wafers().get(0);
        while (wafer.defects().images(first).isEmpty())
            first++;
        for (String image : IMAGES)
            Files.writeString(klarf.resolveSibling(image), image);
        images = new DefectImages(klarf.getParent()).of(wafer);
    }

    /** A run over the first three images; on the third nothing is found. */
    private DefectFindings run() throws Exception {
        Path folder = Files.createTempDirectory(temp, "run").resolve("0001");
        try (RunWriter writer = RunWriter.create(folder, "{}", "{}")) {
            append(writer, 0, "a.png", new double[][] { { 0, 0.4 }, { 1, 0.9 } });
            append(writer, 1, "b.png", new double[][] { { 0, 0.8 } });
            append(writer, 2, "c.png", new double[0][]);
            writer.complete();
        }
        try (RunReader reader = RunReader.open(folder)) {
            return DefectFindings.ofRun(reader, wafer, images);
        }
    }

    /** @param found class and score of each detection */
    private void append(RunWriter writer, int index, String name, double[][] found) throws Exception {
        Detections.Builder detections = new Detections.Builder(CLASSES);
        for (double[] one : found)
            detections.add(1, 1, 4, 4, one[1], (int) one[0], null);
        writer.append(new ImageRow(index, name, klarf.resolveSibling(name).toString(), 0, "", "", "", name, 32, 32, 1,
                ImageInfo.Conditions.UNKNOWN, found.length, 1, ImageRow.OK, "", "", List.of()), detections.build(),
                Features.none(found.length));
    }

    private static Optional<Loss> loss(List<Loss> losses, String words) {
        return losses.stream().filter(l -> l.what().contains(words)).findFirst();
    }

    @Test
    void aDefectGetsTheClassOfTheDetectionWithTheHighestScore() throws Exception {
        DefectFindings found = run();
        assertEquals("Residue", found.byDefect().get(first).className());
        assertEquals("Bridge", found.byDefect().get(first + 1).className());
        assertEquals(2, found.byDefect().size());
        assertEquals(1, loss(found.losses(), "nothing was found").orElseThrow().count());
        assertEquals(1, loss(found.losses(), "not in the run").orElseThrow().count());
        assertEquals(wafer.defects().size() - 4, loss(found.losses(), "without images").orElseThrow().count());
    }

    @Test
    void classesBecomeNumbersByBinThenByNameThenTheNextFreeOne() throws Exception {
        Plan plan = KlarfWriteBack.plan(wafer, run(), new Options(0, Map.of("Bridge", "51"), false));
        assertEquals(Map.of("Residue", 43, "Bridge", 51), plan.chosen(), "by name whatever the case, and by bin");
        assertEquals(List.of(), plan.added());
        plan = KlarfWriteBack.plan(wafer, run(), new Options(0, Map.of("Bridge", "999"), false));
        assertEquals(List.of(new DefectCode(56, "Bridge", "")), plan.added(), "no such bin in the table, no such name");
        assertEquals(56, plan.numbers().get(first + 1));
        assertFalse(plan.numbers().containsKey(first), "it is residue already");
        assertEquals(1, plan.same());
    }

    @Test
    void aScoreBelowTheLimitSaysNothing() throws Exception {
        Plan plan = KlarfWriteBack.plan(wafer, run(), new Options(0.85, Map.of(), false));
        assertFalse(plan.numbers().containsKey(first + 1));
        assertTrue(loss(plan.losses(), "below the score limit").orElseThrow().example().contains("Bridge with 0.80"));
    }

    @Test
    void onlyTheClassesDifferInTheFileThatIsWritten() throws Exception {
        byte[] before = Files.readAllBytes(klarf);
        Plan plan = KlarfWriteBack.plan(wafer, run(), new Options(0, Map.of(), true));
        assertEquals(Map.of(), plan.images(), "the file names the images already");
        Path to = temp.resolve("out/w-classified.001");
        KlarfWriteBack.write(plan, klarf, 0, to, false);
        assertArrayEquals(before, Files.readAllBytes(klarf), "the tool's file is as it was");
        Wafer written = WaferFormats.read(to).wafers().get(0);
        assertEquals("Bridge", written.className(written.defects().classNumber(first + 1)));
        List<Integer> differing = new ArrayList<>();
        for (int i = 0; i < wafer.defects().size(); i++)
            if (wafer.defects().classNumber(i) != written.defects().classNumber(i))
                differing.add(i);
        assertEquals(List.of(first + 1), differing);
        assertEquals(wafer.defects().images(first), written.defects().images(first));
        List<String> lines = Files.readAllLines(to), old = Files.readAllLines(klarf);
        assertEquals(4, lines.stream().filter(l -> !old.contains(l)).count(),
                "size of the table, its last row and the one behind it, the defect");
    }

    @Test
    void theFileThatIsReadIsNeverWrittenAndOthersOnlyIfAsked() throws Exception {
        Plan plan = KlarfWriteBack.plan(wafer, run(), new Options(0, Map.of(), false));
        ToolException e = assertThrows(ToolException.class, () -> KlarfWriteBack.write(plan, klarf, 0, klarf, true));
        assertTrue(e.getMessage().contains("is the file that is read"), e.getMessage());
        Path there = Files.writeString(temp.resolve("there.001"), "mine");
        assertThrows(ToolException.class, () -> KlarfWriteBack.write(plan, klarf, 0, there, false));
        assertEquals("mine", Files.readString(there));
        KlarfWriteBack.write(plan, klarf, 0, there, true);
        assertEquals(wafer.defects().size(), WaferFormats.read(there).wafers().get(0).defects().size());
    }

    @Test
    void imagesThatTheFileDoesNotNameGoBesideTheNewFile() throws Exception {
        WaferFormats.byId("klarf-1.2").write(List.of(SampleLot.wafers(1, true, List.of()).get(13)), klarf);
        wafer = WaferFormats.read(klarf).wafers().get(0);
        int id = wafer.defects().id(7);
        Path image = Files.writeString(klarf.resolveSibling("SEM_lot_" + id + ".png"), "pixels");
        images = new DefectImages(klarf.getParent()).of(wafer);
        Files.writeString(klarf.resolveSibling("lot-" + wafer.defects().id(8) + ".001"), "no image");
        images = new DefectImages(klarf.getParent()).of(wafer);
        assertEquals(List.of(new Found(image, 0)), images.get(7), "by the number in its name");
        assertFalse(images.containsKey(8), "only images are images");
        try (RunWriter writer = RunWriter.create(temp.resolve("run2"), "{}", "{}")) {
            append(writer, 0, image.getFileName().toString(), new double[][] { { 2, 0.7 } });
            writer.complete();
        }
        DefectFindings found;
        try (RunReader reader = RunReader.open(temp.resolve("run2"))) {
            found = DefectFindings.ofRun(reader, wafer, images);
        }
        Path to = temp.resolve("out.001");
        KlarfWriteBack.write(KlarfWriteBack.plan(wafer, found, new Options(0, Map.of(), true)), klarf, 0, to, false);
        Wafer written = WaferFormats.read(to).wafers().get(0);
        assertEquals("Scratch like", written.className(written.defects().classNumber(7)));
        assertEquals("out-images/" + image.getFileName(), written.defects().images(7).get(0).file());
        assertEquals("pixels", Files.readString(temp.resolve("out-images").resolve(image.getFileName())));
    }

    @Test
    void labelsOfPeopleAreWrittenBackToo() throws Exception {
        try (ProjectFile project = ProjectFile.create(temp.resolve("p"), "p")) {
            project.change("Classes", () -> DefectClasses.add(project.project(), "Void"));
            LabelEdit edit = project.labels().edit();
            String tile = project.labels().image(klarf.resolveSibling("d.png"), 0);
            edit.add(edit.tile(tile), new LabelShape.Box(1, 1, 8, 8), 1, "", "");
            edit.add(edit.tile(tile), new LabelShape.Box(1, 1, 30, 30), 1, "", "eve"); // an opinion does not count
            project.change(edit.change("Label"));
            DefectFindings found = DefectFindings.ofLabels(project.labels(), project.labels().table(),
                    Map.of(1, "Void"), wafer, images);
            assertEquals(1, found.byDefect().size());
            Plan plan = KlarfWriteBack.plan(wafer, found, new Options(0.99, Map.of(), false));
            assertEquals(Map.of(first + 3, 51), plan.numbers());
            assertTrue(loss(plan.losses(), "no label that counts").isPresent());
        }
    }

    @Test
    void otherFormsHaveTheClassesToo() throws Exception {
        Plan plan = KlarfWriteBack.plan(wafer, run(), new Options(0, Map.of(), false));
        for (WaferExport.Form form : WaferExport.forms(true)) {
            Path to = temp.resolve("form-" + form.id() + form.suffix());
            WaferExport.write(new WaferExport.Request(wafer, klarf, 0, Optional.of(plan), form.id(), to, false));
            assertTrue(Files.size(to) > 100, form.id());
        }
        String csv = Files.readString(temp.resolve("form-csv.csv"));
        assertTrue(csv.contains(",56,Bridge,"), csv);
        assertEquals(wafer.defects().size() + 1, csv.lines().count());
        Wafer nested = WaferFormats.read(temp.resolve("form-klarf-1.8.001")).wafers().get(0);
        assertEquals("Bridge", nested.className(nested.defects().classNumber(first + 1)));
        assertTrue(Files.readString(temp.resolve("form-svg.svg")).contains("<svg"));
    }
}
