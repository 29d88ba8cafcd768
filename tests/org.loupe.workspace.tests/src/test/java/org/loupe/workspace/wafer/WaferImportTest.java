package org.loupe.workspace.wafer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.ToolException;
import org.loupe.engine.Progress;
import org.loupe.exchange.Loss;
import org.loupe.exchange.wafer.WaferFormats;
import org.loupe.model.WaferEntry;
import org.loupe.wafer.Wafer;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.wafer.WaferImport.Images;
import org.loupe.workspace.wafer.WaferImport.Options;
import org.loupe.workspace.wafer.WaferImport.Plan;

class WaferImportTest {

    @TempDir
    Path temp;
    private ProjectFile project;
    private Path from;

    @BeforeEach
    void make() throws Exception {
        project = ProjectFile.create(temp.resolve("p"), "p");
        from = Files.createDirectories(temp.resolve("tool"));
    }

    @AfterEach
    void close() {
        project.close();
    }

    /** Wafer 14 of the sample lot, whose local group names images. */
    private Path klarf(String name, String... images) throws ToolException {
        Wafer wafer = SampleLot.wafers(1, true, List.of(images)).get(13);
        Path file = from.resolve(name);
        WaferFormats.byId("klarf-1.2").write(List.of(wafer), file);
        return file;
    }

    private Plan plan(Images images, Path... files) throws ToolException {
        return WaferImport.plan(List.of(files), WaferImport.known(project.project()), new Options(images,
                Optional.empty()), Progress.NONE);
    }

    private List<WaferEntry> bring(Plan plan) throws ToolException {
        WaferImport coming = new WaferImport(project, plan);
        coming.copy(Progress.NONE);
        return coming.make(project, "Import wafers");
    }

    private static List<String> below(Path folder) throws IOException {
        if (!Files.exists(folder))
            return List.of();
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(f -> folder.relativize(f).toString()).sorted().toList();
        }
    }

    @Test
    void aWaferComesInWithACopyOfItsFileAndIsReadFromThere() throws Exception {
        Path file = klarf("B2611_14.001");
        byte[] bytes = Files.readAllBytes(file);
        Plan plan = plan(Images.COPY, file);
        assertEquals(1, plan.coming());
        assertTrue(plan.formats().toString().contains("KLARF"), plan.formats().toString());
        WaferEntry entry = bring(plan).get(0);
        assertEquals("B2611-14", entry.getName());
        assertEquals("B2611", entry.getLot());
        assertEquals(14, entry.getSlot());
        assertEquals("M1 after CMP", entry.getStep());
        assertEquals("wafers/B2611_14.001", entry.getFile());
        assertEquals(file.toString(), entry.getSource());
        assertArrayEquals(bytes, Files.readAllBytes(file), "the tool's file is as it was");
        assertArrayEquals(bytes, Files.readAllBytes(project.resolve(entry.getFile())));
        WaferBook.Opened opened = new WaferBook().open(WaferBook.Place.of(project, entry));
        assertEquals(entry.getDefects(), opened.wafer().defects().size());
        assertTrue(opened.changed().isEmpty());
    }

    @Test
    void undoTakesWafersAndTheirFilesOutAndRedoBringsThemBack() throws Exception {
        Files.writeString(from.resolve("a.png"), "a");
        WaferEntry entry = bring(plan(Images.COPY, klarf("w.001", "a.png"))).get(0);
        assertEquals(List.of("B2611-14/a.png"), below(project.resolve("images")));
        assertEquals("B2611", entry.getImageSet().getLot());
        project.domain().getCommandStack().undo();
        assertEquals(List.of(), project.project().getWafers());
        assertEquals(List.of(), project.project().getImageSets());
        assertEquals(List.of(), below(project.resolve("wafers")));
        assertEquals(List.of(), below(project.resolve("images")));
        project.domain().getCommandStack().redo();
        assertEquals(1, project.project().getWafers().size());
        assertEquals(List.of("w.001"), below(project.resolve("wafers")));
        assertEquals(List.of("B2611-14/a.png"), below(project.resolve("images")));
        project.save();
        assertTrue(Files.exists(from.resolve("a.png")), "nothing of the tool's folder is moved");
    }

    @Test
    void aWaferThatIsThereAlreadyDoesNotComeInTwice() throws Exception {
        Path file = klarf("w.001");
        bring(plan(Images.NONE, file));
        Path copy = Files.copy(file, from.resolve("copy.001"));
        Plan again = plan(Images.NONE, copy, klarf("other.001", "x.png"));
        assertEquals(1, again.coming());
        assertTrue(again.losses().stream().anyMatch(l -> l.what().contains("in the project already")
                && l.example().equals("B2611-14")), again.losses().toString());
        assertEquals("B2611-14 M1 after CMP", bring(again).get(0).getName(), "names are unique");
        assertEquals(List.of("other.001", "w.001"), below(project.resolve("wafers")));
    }

    @Test
    void namesOfImagesNeverLeadOutOfTheFolder() throws Exception {
        Files.writeString(temp.resolve("secret.png"), "secret");
        Files.writeString(from.resolve("a.png"), "a");
        Files.createDirectories(from.resolve("sub"));
        Files.writeString(from.resolve("sub/b.png"), "b");
        Plan plan = plan(Images.COPY, klarf("w.001", "../secret.png", temp.resolve("secret.png").toString(),
                "C:\\tool\\images\\b.png", "a.png", "gone.png"));
        assertEquals(List.of("sub/b.png", "a.png"), plan.wafers().get(0).images());
        Loss out = plan.losses().stream().filter(l -> l.what().contains("lead out")).findFirst().orElseThrow();
        assertEquals(3, out.count());
        Loss gone = plan.losses().stream().filter(l -> l.what().contains("not in the folder")).findFirst()
                .orElseThrow();
        assertEquals(3, gone.count());
        bring(plan);
        assertEquals(List.of("B2611-14/a.png", "B2611-14/sub/b.png"), below(project.resolve("images")));
    }

    @Test
    void aLinkOutOfTheFolderIsNotFollowed() throws Exception {
        Files.writeString(temp.resolve("secret.png"), "secret");
        Files.createSymbolicLink(from.resolve("link.png"), temp.resolve("secret.png"));
        assertTrue(new DefectImages(from).file("sub/../../secret.png").isEmpty());
        Files.writeString(from.resolve("real.png"), "real");
        Files.createSymbolicLink(from.resolve("inner.png"), from.resolve("real.png"));
        assertTrue(new DefectImages(from).file("link.png").isEmpty());
        assertTrue(new DefectImages(from).file("x/inner.png").isPresent());
    }

    @Test
    void imagesThatStayWhereTheyAreBecomeASetOfThoseAlone() throws Exception {
        for (String name : List.of("a.png", "b.png", "other.png"))
            Files.writeString(from.resolve(name), name);
        WaferEntry entry = bring(plan(Images.REFERENCE, klarf("w.001", "a.png", "b.png"))).get(0);
        assertEquals(from.toString(), entry.getImageSet().getRoot());
        assertEquals("{a.png,b.png}", entry.getImageSet().getPattern());
        assertEquals(List.of(), below(project.resolve("images")));
    }

    @Test
    void nothingComesInIfOneFileIsWrongOrWasChangedMeanwhile() throws Exception {
        Path good = klarf("good.001"), bad = from.resolve("bad.001");
        Files.writeString(bad, Files.readString(good).substring(0, 2000));
        assertThrows(ToolException.class, () -> plan(Images.COPY, good, bad));
        Plan plan = plan(Images.COPY, good);
        Files.writeString(good, Files.readString(good) + "\n");
        WaferImport coming = new WaferImport(project, plan);
        ToolException e = assertThrows(ToolException.class, () -> coming.copy(Progress.NONE));
        assertTrue(e.getMessage().contains("was changed while"), e.getMessage());
        assertEquals(List.of(), project.project().getWafers());
        assertEquals(List.of(), below(project.resolve("wafers")));
        assertEquals(List.of(), below(project.resolve(".loupe/brought")));
    }

    @Test
    void aFileThatIsGoneOrWasChangedIsTold() throws Exception {
        WaferEntry entry = bring(plan(Images.NONE, klarf("w.001"))).get(0);
        WaferBook book = new WaferBook();
        WaferBook.Place place = WaferBook.Place.of(project, entry);
        assertFalse(book.open(place).changed().isPresent());
        assertEquals(book.open(place).wafer(), book.open(place).wafer(), "it is kept");
        Path copy = project.resolve(entry.getFile());
        Files.writeString(copy, Files.readString(copy).replace("LotID \"B2611\"", "LotID \"B2612x\""));
        assertTrue(book.open(place).changed().orElseThrow().contains("w.001"));
        Files.delete(copy);
        ToolException e = assertThrows(ToolException.class, () -> book.open(place));
        assertTrue(e.getMessage().contains("gone"), e.getMessage());
    }

    @Test
    void aFileIsReadOnceForAllItsWafers() throws Exception {
        Path file = from.resolve("lot.001");
        WaferFormats.byId("klarf-1.2").write(SampleLot.wafers(1, true, List.of()), file);
        List<WaferEntry> entries = bring(plan(Images.NONE, file));
        assertEquals(SampleLot.WAFERS, entries.size());
        assertEquals(1, below(project.resolve("wafers")).size());
        List<Path> read = new ArrayList<>();
        WaferBook book = new WaferBook(f -> {
            read.add(f);
            return WaferFormats.read(f);
        });
        for (WaferEntry entry : entries)
            assertEquals(entry.getSlot(), book.open(WaferBook.Place.of(project, entry)).wafer().info().slot());
        assertEquals(1, read.size());
    }
}
