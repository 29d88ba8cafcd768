package org.loupe.workspace.labels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loupe.api.ToolException;
import org.loupe.model.DefectClass;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelEdit;
import org.loupe.store.labels.LabelShape.Box;
import org.loupe.store.labels.LabelShape.Whole;
import org.loupe.store.labels.LabelState;
import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.labels.ClassEdits.Recoding;
import org.loupe.workspace.labels.LabelBook.Rule;
import org.loupe.workspace.report.ClassBook;

class ClassEditsTest {
    @TempDir
    Path temp;
    private ProjectFile project;
    private ClassEdits edits;
    private DefectClass open, spur;

    @BeforeEach
    void create() throws ToolException {
        project = ProjectFile.create(temp.resolve("p"), "Line 3");
        edits = new ClassEdits(project);
        open = edits.add("Add Open", "Open");
        spur = edits.add("Add Spur", "Spur");
    }

    @AfterEach
    void close() {
        project.close();
    }

    /** Labels of 10 × 10, 20 × 10, … px, one of them proposed, and a second opinion, on a tile. */
    private void label(String image, int code, int count) {
        LabelEdit edit = project.labels().edit();
        LabelTile tile = edit.tile(image);
        for (int i = 0; i < count; i++)
            edit.add(tile, new Box(i, 0, 10 * (i + 1), 10), code, "", "");
        edit.propose(tile, new Box(0, 50, 10, 10), code, 0.8f, "golden-board");
        edit.add(tile, new Box(0, 50, 10, 10), code, "", "anna");
        project.change(edit.change("Label"));
    }

    private LabelTable table() {
        return project.labels().table();
    }

    private void undo() {
        project.domain().getCommandStack().undo();
    }

    private void redo() {
        project.domain().getCommandStack().redo();
    }

    private List<String> names() {
        return DefectClasses.of(project.project()).stream().map(DefectClass::getName).toList();
    }

    private long count(int code) {
        return table().labels().stream().filter(l -> l.code() == code).count();
    }

    @Test
    void mergingTakesLabelsPicturesAndRulesAlongAndIsUndoneAsOne() {
        label("a.png", open.getCode(), 3);
        label("b.png", spur.getCode(), 4);
        project.change("Book", () -> {
            spur.getPictures().add("labelbook/1.png");
            open.getRules().add("touches nothing: Spur");
            spur.getRules().add("reaches the neighbour: Open");
        });
        int gone = spur.getCode();
        edits.merge(spur, open, edits.recoding("Merge", l -> l.code() == gone, open.getCode()));
        assertEquals(List.of("Open"), names());
        assertEquals(0, count(gone));
        assertEquals(11, count(open.getCode()), "second opinions and proposals too");
        assertEquals(List.of("labelbook/1.png"), open.getPictures());
        assertEquals(List.of(), open.getRules(), "nothing is told from itself");
        assertEquals(2, table().autoLabels(), "nothing is accepted by the way");
        undo();
        assertEquals(List.of("Open", "Spur"), names());
        assertEquals(6, count(gone));
        assertEquals(List.of("touches nothing: Spur"), open.getRules());
        redo();
        assertEquals(11, count(open.getCode()));
        assertEquals(List.of("Open"), names());
    }

    @Test
    void aCodeIsNeverGivenAgain() throws ToolException {
        int gone = spur.getCode();
        edits.delete(spur, edits.recoding("Delete Spur", l -> l.code() == gone, 0));
        DefectClass next = edits.add("Add", "Pin-hole");
        assertTrue(next.getCode() > gone);
        int labelled = next.getCode();
        label("a.png", labelled, 1);
        undo();
        undo(); // the class too
        assertNotEquals(labelled, edits.add("Add", "Mousebite").getCode(), "the journal has labels of it");
        project.save();
        project.close();
        project = ProjectFile.open(temp.resolve("p"));
        assertTrue(new ClassEdits(project).nextCode() > labelled + 1);
    }

    @Test
    void deletingLeavesLabelsWithoutAClassOrWithAnother() {
        label("a.png", spur.getCode(), 3);
        int gone = spur.getCode();
        edits.delete(spur, edits.recoding("Delete", l -> l.code() == gone, 0));
        assertEquals(5, count(0));
        undo();
        edits.delete(spur, edits.recoding("Delete", l -> l.code() == gone, open.getCode()));
        assertEquals(5, count(open.getCode()));
        undo();
        assertEquals(5, count(gone));
    }

    @Test
    void splittingByAFilterMakesAClassOfSome() throws ToolException {
        label("a.png", spur.getCode(), 5);
        edits.bin("Bin", List.of(spur), "Etch residue");
        LabelFilter filter = LabelFilter.parse("class = spur and width >= 30 and state = added",
                LabelFilter.classes(project.project()));
        int code = edits.nextCode();
        Recoding recoding = edits.recoding("Split Spur", l -> l.agreed() && filter.holds(table(), l), code);
        assertEquals(3, recoding.size());
        assertThrows(ToolException.class, () -> edits.split(spur, "open", recoding));
        DefectClass made = edits.split(spur, "Long spur", recoding);
        assertEquals(List.of("Open", "Spur", "Long spur"), names());
        assertEquals(code, made.getCode());
        assertEquals("Etch residue", made.getBin());
        assertEquals(3, count(code));
        assertEquals(List.of("Spur", "Long spur"), ClassEdits.bins(project.project()).get("Etch residue").stream()
                .map(DefectClass::getName).toList());
        undo();
        assertEquals(List.of("Open", "Spur"), names());
        assertEquals(0, count(code));
    }

    @Test
    void whatWasFoundForOtherLabelsIsNotMade() throws ToolException {
        label("a.png", spur.getCode(), 2);
        Recoding stale = edits.recoding("Reassign", l -> l.code() == spur.getCode(), open.getCode());
        label("b.png", spur.getCode(), 2);
        assertFalse(stale.fits(project));
        assertThrows(IllegalStateException.class, () -> edits.reassign(stale));
        Recoding split = edits.recoding("Split", l -> l.code() == spur.getCode(), edits.nextCode());
        edits.add("Add", "Pin-hole");
        assertThrows(IllegalStateException.class, () -> edits.split(spur, "Long spur", split), "its code is given");
        assertFalse(edits.recoding("Split", l -> true, edits.nextCode() + 1).fits(project));
    }

    @Test
    void namesAreUniqueAndRulesFollowThem() throws ToolException {
        project.change("Rule", () -> open.getRules().add("sticks out: Spur"));
        ToolException e = assertThrows(ToolException.class, () -> edits.rename("Rename", spur, " OPEN "));
        assertEquals("There is a class \"Open\" already.", e.getMessage());
        assertThrows(ToolException.class, () -> edits.add("Add", "  "));
        edits.rename("Rename", spur, "Burr");
        assertEquals(List.of("sticks out: Burr"), open.getRules());
        edits.rename("Rename", spur, "burr");
        undo();
        undo();
        assertEquals(List.of("sticks out: Spur"), open.getRules());
        edits.move("Move", spur, 0);
        assertEquals(List.of("Spur", "Open"), names());
        edits.recolour("Recolour", spur, "#00ff00");
        assertThrows(IllegalArgumentException.class, () -> edits.recolour("Recolour", spur, "green"));
        assertEquals("#00ff00", spur.getColour());
        undo();
        assertEquals("", spur.getColour());
    }

    @Test
    void aHundredThousandAreMergedAndComeBack() {
        LabelEdit edit = project.labels().edit();
        for (int t = 0; t < 10_000; t++) {
            LabelTile tile = edit.tile("boards/" + t + ".png");
            for (int i = 0; i < 10; i++)
                edit.add(tile, new Box(i, i, 9, 9), spur.getCode(), "", "");
            edit.state(tile, TileState.COMPLETE);
        }
        project.change(edit.change("Import"));
        int gone = spur.getCode();
        long start = System.nanoTime();
        edits.merge(spur, open, edits.recoding("Merge", l -> l.code() == gone, open.getCode()));
        long merged = System.nanoTime();
        undo();
        double merge = (merged - start) / 1e9, back = (System.nanoTime() - merged) / 1e9;
        assertEquals(100_000, count(gone));
        assertTrue(merge < 60 && back < 60, "merged in " + merge + " s, undone in " + back + " s");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "class = Spur | 4", "class is unknown | 1", "state = auto | 2",
            "score < 0.9 | 2", "area > 150 | 3", "aspect >= 2 | 3", "width is unknown | 1", "shape = whole | 1",
            "tile ~ b.png | 3", "tile_state = complete | 5", "source = golden-board | 2", "author is unknown | 0",
            "class in (Spur, Open) and not width > 10 | 4", "code = 0 or id = 1 | 2", "iteration >= 0 | 8" })
    void filtersReachWhatIsKnownOfALabel(String where, int count) throws ToolException {
        label("a.png", spur.getCode(), 3);
        label("b.png", open.getCode(), 2);
        LabelEdit edit = project.labels().edit();
        edit.add(edit.tile("a.png"), new Whole(), 0, "", "");
        edit.state(edit.tile("a.png"), TileState.COMPLETE);
        project.change(edit.change("More"));
        LabelFilter filter = LabelFilter.parse(where, LabelFilter.classes(project.project()));
        List<Label> found = filter.of(table().copy());
        assertEquals(count, found.size());
        assertTrue(found.stream().allMatch(Label::agreed));
        assertEquals(2, LabelFilter.parse("", Map.of()).of(table()).stream()
                .filter(l -> l.state() == LabelState.AUTO).count());
        assertThrows(ToolException.class, () -> LabelFilter.parse("colour = red", Map.of()));
    }

    @Test
    void theBookTellsWhatAClassIs() throws Exception {
        assertFalse(LabelBook.of(project).told());
        String kept = LabelBook.keep(project.folder(), new byte[] { 1, 2, 3 });
        assertEquals(kept, LabelBook.keep(project.folder(), new byte[] { 1, 2, 3 }));
        try (var files = Files.list(project.folder().resolve(LabelBook.FOLDER))) {
            assertEquals(1, files.count());
        }
        project.change("Book", () -> {
            spur.setDescription("Copper that sticks out.");
            spur.getRules().add("touches the neighbour: Open");
            spur.getCounterexamples().add(kept);
        });
        LabelBook.Entry entry = LabelBook.of(project).classes().get(1);
        assertEquals(2, entry.number());
        assertEquals(List.of(new Rule("touches the neighbour", "Open")), entry.rules());
        assertTrue(Files.exists(entry.counterexamples().get(0)));
        Path page = temp.resolve("book.html");
        ClassBook.write(LabelBook.of(project), page);
        String html = Files.readString(page);
        assertTrue(html.contains("Copper that sticks out.") && html.contains("touches the neighbour → Open")
                && html.contains("not a Spur") && html.contains("data:image/png;base64,AQID"), html);
        assertEquals(new Rule("detached", "Spurious copper"), Rule.of(" detached → Spurious copper"));
        assertEquals(new Rule("is smaller than 3 px", ""), Rule.of("is smaller than 3 px"));
    }
}
