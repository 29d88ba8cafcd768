package org.loupe.workspace.labels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.engine.Item;
import org.loupe.exchange.LabelFile;
import org.loupe.exchange.LabelFile.LabelClass;
import org.loupe.exchange.LabelFormat;
import org.loupe.exchange.LabelFormats;
import org.loupe.exchange.Loss;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelEdit;
import org.loupe.store.labels.LabelOrigin;
import org.loupe.store.labels.LabelShape.Box;
import org.loupe.store.labels.LabelState;
import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.labels.LabelTransfer.Existing;
import org.loupe.workspace.labels.LabelTransfer.Options;
import org.loupe.workspace.labels.LabelTransfer.Plan;

class LabelTransferTest {
    private static final Options KEEP = new Options(Existing.KEEP, "");

    @TempDir
    Path temp;
    private ProjectFile project;
    private final Map<String, Item> images = new LinkedHashMap<>();

    @BeforeEach
    void make() throws Exception {
        project = ProjectFile.create(temp.resolve("p"), "p");
        for (String name : List.of("a.png", "b.png")) {
            Path file = project.folder().resolve("images").resolve(name);
            images.put(project.labels().image(file, 0), Item.of(file));
        }
        project.change("Add class", () -> DefectClasses.add(project.project(), "Short"));
    }

    @AfterEach
    void close() {
        project.close();
    }

    private static LabelTile tile(int number, String image, String sha256) {
        return new LabelTile(number, image, sha256, 100, 80, TileState.COMPLETE, "train", LabelOrigin.UNKNOWN);
    }

    private static Label label(int id, int tile, int code, float x) {
        return new Label(id, tile, new Box(x, 10, 20, 20), code, LabelState.ADDED, 1, 0, "eve", 1000, "", "", "");
    }

    private static LabelFile file(List<LabelTile> tiles, Label... labels) {
        return new LabelFile("other", "v3", List.of(new LabelClass(7, "Short", "", "", ""),
                new LabelClass(9, "Open", "#112233", "B4", "broken line")), tiles, List.of(labels));
    }

    private Plan plan(LabelFile file, Options options) {
        return LabelTransfer.plan(file, table(), project.project(), images, options);
    }

    private LabelTable table() {
        return project.labels().table();
    }

    private void make(Plan plan) {
        LabelTransfer.make(plan, project, "other.json", "Import");
    }

    private static Map<String, Integer> counts(Plan plan) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Loss loss : plan.losses())
            counts.put(loss.what(), loss.count());
        return counts;
    }

    /** Something that is on an image already. */
    private void there(String image, int code, float x) {
        LabelEdit edit = project.labels().edit();
        edit.add(edit.tile(image), new Box(x, 10, 20, 20), code, "", "");
        project.change(edit.change("Add"));
    }

    @Test
    void imagesThatAreNotThereAreLossesWithTheirLabelsAndAnExample() {
        Plan plan = plan(file(List.of(tile(1, "images/a.png", ""), tile(2, "images/z.png", "")), label(1, 1, 7, 5),
                label(2, 2, 7, 5), label(3, 2, 9, 40)), KEEP);
        assertEquals(1, plan.labels());
        assertEquals(Map.of("images that the project does not have", 1,
                "labels of images that the project does not have", 2), counts(plan));
        assertTrue(plan.losses().stream().allMatch(l -> l.example().equals("images/z.png")));
        assertEquals(List.of("Open"), plan.newClasses());
    }

    @Test
    void whatIsPlannedIsMadeAsOneChangeWithClassesAndGoneByOneUndo() {
        Plan plan = plan(file(List.of(tile(1, "images/a.png", "")), label(1, 1, 7, 5), label(2, 1, 9, 50)), KEEP);
        make(plan);
        List<Label> made = table().labels();
        assertEquals(List.of("Short", "Open"), made.stream()
                .map(l -> DefectClasses.byCode(project.project(), l.code()).orElseThrow().getName()).toList());
        assertEquals("eve", made.get(0).author());
        assertEquals("other.json", made.get(0).source());
        assertEquals("B4", DefectClasses.byName(project.project(), "Open").orElseThrow().getBin());
        assertEquals(TileState.COMPLETE, table().tile("images/a.png").orElseThrow().state());
        assertEquals("train", table().tile("images/a.png").orElseThrow().split());
        project.domain().getCommandStack().undo();
        assertEquals(0, table().labels().size());
        assertTrue(DefectClasses.byName(project.project(), "Open").isEmpty(), "the class goes with them");
    }

    @Test
    void keepAddsOnlyWhatIsNotThereYet() {
        there("images/a.png", 1, 5);
        LabelFile file = file(List.of(tile(1, "images/a.png", "")), label(1, 1, 7, 5.2f), label(2, 1, 7, 60),
                label(3, 1, 9, 5));
        Plan plan = plan(file, KEEP);
        assertEquals(2, plan.labels(), "the box that is there is that of another class, too");
        assertEquals(1, counts(plan).get("labels that are there already"));
        make(plan);
        assertEquals(3, table().labels().size());
        assertEquals(0, plan(file, KEEP).labels(), "a second time, all is there");
    }

    @Test
    void replaceTakesOutWhatWasThereAndSkipLeavesSuchTiles() {
        there("images/a.png", 1, 70);
        LabelFile file = file(List.of(tile(1, "images/a.png", ""), tile(2, "images/b.png", "")), label(1, 1, 7, 5),
                label(2, 2, 7, 5));
        Plan skip = plan(file, new Options(Existing.SKIP, ""));
        assertEquals(1, skip.labels());
        assertEquals(1, counts(skip).get("labels of tiles that have labels already"));
        make(skip);
        assertEquals(2, table().labels().size());
        project.domain().getCommandStack().undo();
        make(plan(file, new Options(Existing.REPLACE, "")));
        assertEquals(List.of(5f, 5f), table().labels().stream().map(l -> l.shape().bounds().x()).toList());
    }

    @Test
    void aSecondOpinionStandsBesideAndDoesNotCount() {
        there("images/a.png", 1, 5);
        Plan plan = plan(file(List.of(tile(1, "images/a.png", "")), label(1, 1, 7, 5), label(2, 1, 7, 60)),
                new Options(Existing.REPLACE, "eve"));
        assertEquals(2, plan.labels(), "what the project agrees on is no duplicate of an opinion");
        make(plan);
        assertEquals(1, table().countedLabels());
        assertEquals(2, table().labels().stream().filter(l -> l.layer().equals("eve")).count());
        assertEquals(TileState.OPEN, table().tile("images/a.png").orElseThrow().state(),
                "who gives an opinion does not say for the project that a tile is complete");
    }

    @Test
    void imagesThatWereMovedAreKnownByTheirContentAndThoseOfOtherFoldersByName() {
        LabelEdit edit = project.labels().edit();
        edit.tile(edit.tile("images/a.png").content("cafe", 100, 80));
        project.change(edit.change("Known"));
        Plan moved = plan(file(List.of(tile(1, "scans/lot7/x17.tif", "cafe"), tile(2, "elsewhere/b.png", "")),
                label(1, 1, 7, 5), label(2, 2, 7, 5)), KEEP);
        assertEquals(Map.of(1, "images/a.png", 2, "images/b.png"), Map.of(1,
                moved.images().get(moved.file().tiles().get(0)), 2, moved.images().get(moved.file().tiles().get(1))));
        assertEquals(List.of(), moved.losses());
        Plan other = plan(file(List.of(tile(1, "images/a.png", "beef")), label(1, 1, 7, 5)), KEEP);
        assertEquals(1, counts(other).get("images whose content differs from what was labelled; their labels come in "
                + "all the same"));
        Plan beyond = plan(file(List.of(tile(1, "images/a.png", "")), label(1, 1, 7, 95)), KEEP);
        assertEquals(1, counts(beyond).get("labels that reach beyond their image; they come in as they are"));
    }

    @Test
    void filesAreNamedByTheFormatOfTheirContent() throws Exception {
        there("images/a.png", 1, 5);
        Path own = temp.resolve("whatever.txt"), csv = temp.resolve("t.csv"), coco = temp.resolve("c.json"),
                boards = Files.createDirectories(temp.resolve("boards"));
        LabelFormats.byId("loupe").write(LabelTransfer.export(project), own, LabelFormat.Images.NONE);
        Files.writeString(csv, "image,x,y,width,height,class\na.png,1,1,5,5,Short\n");
        Files.writeString(coco, "{\"images\":[],\"annotations\":[],\"categories\":[]}");
        Files.writeString(boards.resolve("a.txt"), "1 2 30 40 2\n");
        assertEquals(List.of("Loupe", "CSV", "COCO", "DeepPCB"), List.of(LabelFormats.of(own).label(),
                LabelFormats.of(csv).label(), LabelFormats.of(coco).label(), LabelFormats.of(boards).label()));
        assertEquals(1, plan(LabelFormats.read(boards, LabelFormat.Images.NONE).labels(), KEEP).images().size());
    }
}
