package org.loupe.workspace.labels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.ImageInfo;
import org.loupe.api.Region;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.engine.Progress;
import org.loupe.engine.Registry;
import org.loupe.model.ImageSet;
import org.loupe.model.LoupeFactory;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelOrigin;
import org.loupe.store.labels.LabelShape.Box;
import org.loupe.store.labels.LabelState;
import org.loupe.store.labels.LabelTile;
import org.loupe.workspace.ImageSets;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.labels.ExampleImport.Added;
import org.loupe.workspace.labels.ExampleImport.Mark;
import org.loupe.workspace.labels.ExampleImport.Request;

class ExamplesTest {

    @TempDir
    Path temp;

    private final Registry registry = Registry.load(ExamplesTest.class.getClassLoader());
    private ProjectFile project;
    private ImageSet set;
    private Path small, golden, scan;

    @BeforeEach
    void make() throws Exception {
        project = ProjectFile.create(temp.resolve("p"), "p");
        set = LoupeFactory.eINSTANCE.createImageSet();
        set.setName("Scans");
        set.setRoot("../scans");
        set.setLayer("M1");
        set.setMode("BF");
        set.setMagnification(50);
        project.change("Add set", () -> project.project().getImageSets().add(set));
        Path folder = Files.createDirectories(temp.resolve("scans"));
        small = image(folder.resolve("b1_test.png"), 64, 48, 1);
        golden = image(folder.resolve("b1_golden.png"), 64, 48, 2);
        scan = image(folder.resolve("scan.png"), 500, 400, 3);
    }

    @AfterEach
    void close() {
        project.close();
    }

    private static Path image(Path file, int width, int height, int seed) throws Exception {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                image.getRaster().setSample(x, y, 0, (x * 7 + y * 13 + seed * 31) & 255);
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    private static Mark mark(float x, float y, String name, boolean proposed) {
        return new Mark(new Box(x, y, 10, 8), 0, name, proposed, proposed ? 0.7f : 1, "run");
    }

    private static Request request(Path file, Mark... marks) {
        return new Request(Item.of(file), Optional.empty(), List.of(marks), "L1", "W7");
    }

    private Added send(int size, Request... requests) throws Exception {
        ExampleImport sending = new ExampleImport(project, List.of(requests), size, 16);
        sending.copy(registry, Progress.NONE);
        return sending.add(project, "Send", Optional.of(set), List.of());
    }

    private List<String> files(String folder) throws Exception {
        if (!Files.isDirectory(project.resolve(folder)))
            return List.of();
        try (Stream<Path> files = Files.walk(project.resolve(folder))) {
            return files.filter(Files::isRegularFile).map(project::relative).sorted().toList();
        }
    }

    @Test
    void anImageIsCopiedWithItsReferenceOriginAndLabels() throws Exception {
        byte[] before = Files.readAllBytes(small);
        Added added = send(1024, new Request(Item.of(small).reference(golden), Optional.empty(),
                List.of(mark(5, 6, "Short", false), mark(30, 6, "Open", true)), "L1", "W7"));
        assertEquals(List.of("examples/v1/b1_test.png"), added.tiles());
        assertEquals(2, added.labels());
        assertEquals(List.of("examples/v1/b1_golden.png", "examples/v1/b1_test.png"), files("examples"));
        assertArrayEquals(before, Files.readAllBytes(project.resolve("examples/v1/b1_test.png")));
        assertArrayEquals(before, Files.readAllBytes(small), "the original is untouched");
        LabelTile tile = project.labels().table().tile(1).orElseThrow();
        assertEquals(new LabelOrigin("L1", "W7", small.toString().replace('\\', '/'), 0, 0), tile.origin());
        assertEquals(64, tile.width());
        assertEquals(64, tile.sha256().length());
        List<Label> labels = project.labels().table().labels(1);
        assertEquals(List.of(LabelState.ADDED, LabelState.AUTO), labels.stream().map(Label::state).toList());
        assertEquals(1, project.labels().table().tally(1).proposed());
        assertEquals("Short", DefectClasses.byCode(project.project(), labels.get(0).code()).orElseThrow().getName());
        ImageSet examples = Examples.set(project.project()).orElseThrow();
        assertEquals("M1", examples.getLayer());
        List<Item> items = ImageSets.find(project, examples, registry);
        assertEquals(1, items.size());
        assertTrue(items.get(0).reference().isPresent(), "a recipe with references can propose labels on examples");
        assertEquals(tile, project.labels().tile(items.get(0)).orElseThrow());
    }

    @Test
    void aPlaceOfALargeImageIsCutOutWithoutLoss() throws Exception {
        Added added = send(100, request(scan, mark(200, 150, "Short", true), mark(220, 160, "Short", true),
                mark(2, 3, "Open", true)));
        assertEquals(List.of("examples/v1/scan_155_104.png", "examples/v1/scan_0_0.png"), added.tiles());
        assertEquals(3, added.labels());
        LabelTile tile = project.labels().table().tile(1).orElseThrow();
        assertEquals(155, tile.origin().x());
        assertEquals(104, tile.origin().y());
        assertEquals(new Box(45, 46, 10, 8), project.labels().table().labels(1).get(0).shape());
        BufferedImage cut = ImageIO.read(project.resolve(tile.image()).toFile());
        BufferedImage whole = ImageIO.read(scan.toFile());
        assertEquals(100, cut.getWidth());
        for (int y = 0; y < 100; y++)
            for (int x = 0; x < 100; x++)
                assertEquals(whole.getRaster().getSample(155 + x, 104 + y, 0), cut.getRaster().getSample(x, y, 0));
        Added place = send(100, new Request(Item.of(scan), Optional.of(new Region(390, 300, 200, 20)),
                List.of(mark(400, 310, "Open", false), mark(0, 0, "Open", false)), "", ""));
        assertEquals(List.of("examples/v1/scan_300_260.png"), place.tiles(), "as near as the image allows");
        assertEquals(1, place.labels(), "a mark outside is left out");
    }

    @Test
    void whatIsThereIsNotCopiedTwice() throws Exception {
        send(1024, request(small, mark(5, 6, "Short", false)));
        Path same = Files.copy(small, temp.resolve("scans/other.png"));
        Added again = send(1024, request(same, mark(5, 7, "Short", true), mark(40, 30, "Short", false)));
        assertEquals(List.of(), again.tiles());
        assertEquals(List.of("examples/v1/b1_test.png"), again.duplicates());
        assertEquals(1, again.labels(), "the one that is known is not added twice");
        assertEquals(1, files("examples").size());
        var last = project.domain().getCommandStack().getUndoCommand();
        assertEquals(0, send(1024, request(same)).labels());
        assertEquals(last, project.domain().getCommandStack().getUndoCommand(), "nothing new is nothing to undo");
        Path namesake = image(Files.createDirectories(temp.resolve("more")).resolve("b1_test.png"), 64, 48, 9);
        assertEquals(List.of("examples/v1/2/b1_test.png"), send(1024, request(namesake)).tiles());
    }

    @Test
    void undoTakesTheFilesOutAndRedoBringsThemBack() throws Exception {
        send(1024, request(small, mark(5, 6, "Short", false)));
        project.domain().getCommandStack().undo();
        assertEquals(List.of(), files("examples"));
        assertEquals(0, project.labels().table().tileCount());
        assertEquals(Optional.empty(), Examples.set(project.project()));
        assertEquals(List.of(), DefectClasses.of(project.project()));
        project.domain().getCommandStack().redo();
        assertEquals(List.of("examples/v1/b1_test.png"), files("examples"));
        assertEquals(1, project.labels().table().countedLabels());
        project.domain().getCommandStack().undo();
        project.save();
        project.close();
        project = ProjectFile.open(temp.resolve("p"));
        assertEquals(List.of(), files(".loupe/brought"), "what nobody wants any more is deleted");
    }

    @Test
    void anImportThatFailsOrIsStoppedLeavesNothing() throws Exception {
        Path broken = Files.writeString(temp.resolve("scans/broken.png"), "no image");
        ExampleImport failing = new ExampleImport(project, List.of(request(small), request(broken)), 1024, 16);
        ToolException e = assertThrows(ToolException.class, () -> failing.copy(registry, Progress.NONE));
        assertTrue(e.getMessage().contains("broken.png"), e.getMessage());
        ExampleImport stopped = new ExampleImport(project, List.of(request(small), request(scan)), 1024, 16);
        assertThrows(CancellationException.class, () -> stopped.copy(registry, new Progress() {
            private int asked;

            @Override
            public boolean cancelled() {
                return ++asked > 3;
            }
        }));
        assertEquals(List.of(), files(".loupe/brought"));
        ExampleImport blocked = new ExampleImport(project, List.of(request(small), request(scan)), 1024, 16);
        blocked.copy(registry, Progress.NONE);
        Files.createDirectories(project.resolve("examples/v1/scan.png"));
        assertThrows(ToolException.class, () -> blocked.add(project, "Send", Optional.of(set), List.of()));
        assertEquals(List.of(), files("examples"), "the first was taken back");
        assertEquals(0, project.labels().table().tileCount());
        assertFalse(project.domain().getCommandStack().getUndoCommand().getLabel().equals("Send"));
    }

    @Test
    void imagesThatWereTakenOtherwiseAreWarnedOf() throws Exception {
        send(1024, request(small));
        Item other = Item.of(scan).conditions(new ImageInfo.Conditions("M1", "DF", 2.5, Double.NaN));
        ExampleImport sending = new ExampleImport(project,
                List.of(new Request(other, Optional.empty(), List.of(), "", "")), 1024, 16);
        sending.copy(registry, Progress.NONE);
        assertEquals(List.of("Mode", "Magnification"), sending.warnings().stream().map(w -> w.where()).toList());
        assertTrue(sending.warnings().get(1).message().contains("400 times in area"));
        sending.add(project, "Send", Optional.of(set), List.of(sending.warnings().get(0).message()));
        assertEquals(sending.warnings().get(0).message(),
                Iterations.open(project.project()).orElseThrow().getDescription(), "what was allowed is kept");
    }

    @Test
    void trainingOnAPartOfTheExamplesIsWarnedOf() throws Exception {
        send(1024, request(small, mark(5, 6, "Short", false)));
        assertEquals(Optional.empty(),
                Examples.notMaster(project.project(), Examples.set(project.project()).orElseThrow()));
        assertTrue(Examples.notMaster(project.project(), set).orElseThrow().contains("not the example set"));
        set.setRoot("examples/v1");
        assertTrue(Examples.notMaster(project.project(), set).orElseThrow().contains("iteration v1 alone"));
        assertEquals(0, Examples.outside(project.labels().table()));
    }
}
