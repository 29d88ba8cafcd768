package org.loupe.store.labels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.store.labels.LabelShape.Box;
import org.loupe.store.labels.LabelShape.Mask;
import org.loupe.store.labels.LabelShape.Point;
import org.loupe.store.labels.LabelShape.Polygon;
import org.loupe.store.labels.LabelShape.Ring;
import org.loupe.store.labels.LabelShape.RotatedBox;
import org.loupe.store.labels.LabelShape.Whole;

/** The journal gives back what was put in, whole, and shows when someone else changed it. */
class LabelJournalTest {
    @TempDir
    Path folder;

    private static LabelEdit edit(LabelJournal journal) {
        return new LabelEdit(journal.table(), "anna", 1_000_000);
    }

    private static final List<LabelShape> SHAPES = List.of(new Box(1.5f, 2, 30.25f, 4), new RotatedBox(10, 20, 8, 4, 30),
            new Polygon(List.of(new Ring(new float[] {0, 0, 10, 0, 10, 10, 0, 10}),
                    new Ring(new float[] {2, 2, 4, 2, 4, 4, 2, 4.5f}))),
            new Mask(3, 4, 2, 2, new int[] {1, 2, 1}), new Point(7.25f, 8), new Whole());

    @Test
    void everyKindOfLabelIsReadAsItWasWritten() throws Exception {
        LabelTable before;
        try (LabelJournal journal = LabelJournal.open(folder, true)) {
            LabelEdit edit = edit(journal);
            LabelTile tile = edit.tile("images/a.png");
            edit.tile(tile.content("ab12", 640, 480).origin(new LabelOrigin("L1", "W2", "scan.tif", 5, 6))
                    .split("train").state(TileState.COMPLETE));
            for (LabelShape shape : SHAPES)
                edit.add(tile, shape, 3, "", "");
            edit.propose(tile, SHAPES.get(0), 2, 0.75f, "recipe golden-board");
            edit.put(edit.add(tile, SHAPES.get(1), 1, "import a.json", "ben").comment("ein „Kommentar“"));
            journal.append(edit.change("Label all kinds"), "anna");
            journal.flush();
            before = journal.table();
            assertFalse(journal.pending());
        }
        try (LabelJournal again = LabelJournal.open(folder, false)) {
            assertEquals(before.labels(), again.table().labels());
            assertEquals(before.tiles(), again.table().tiles());
            assertEquals(before.classes(), again.table().classes());
            assertEquals(List.of(), again.damages());
            assertEquals("Label all kinds", again.entries().get(0).what());
            assertThrows(IllegalStateException.class, () -> again.append(
                    new LabelChange("x", false, List.of(), List.of()), "ben"));
        }
    }

    @Test
    void undoIsALineAndIdsAreNeverReused() throws Exception {
        try (LabelJournal journal = LabelJournal.open(folder, true)) {
            LabelEdit first = edit(journal);
            Label label = first.add(first.tile("a"), SHAPES.get(0), 1, "", "");
            LabelChange change = first.change("Add");
            journal.append(change, "anna");
            journal.append(change.inverse("Undo: Add"), "anna");
            assertEquals(0, journal.table().labelCount());
            assertEquals(0, journal.table().tileCount());
            LabelEdit second = edit(journal);
            assertTrue(second.add(second.tile("a"), SHAPES.get(0), 1, "", "").id() > label.id());
            journal.append(change, "anna");
            assertEquals(label, journal.table().label(label.id()).orElseThrow());
            journal.flush();
        }
        assertEquals(3, Files.readAllLines(folder.resolve(LabelJournal.NAME)).size());
        assertEquals(1, LabelJournal.read(folder, 1).labelCount());
        assertEquals(0, LabelJournal.read(folder, 2).labelCount());
    }

    @Test
    void aLineThatWasChangedOrTakenOutShows() throws Exception {
        try (LabelJournal journal = LabelJournal.open(folder, true)) {
            for (int i = 0; i < 5; i++) {
                LabelEdit edit = edit(journal);
                edit.add(edit.tile("a"), new Box(i, 0, 4, 4), 1, "", "");
                journal.append(edit.change("Add " + i), "anna");
            }
        }
        Path file = folder.resolve(LabelJournal.NAME);
        List<String> lines = Files.readAllLines(file);
        Files.writeString(file, String.join("\n", lines).replace("Add 1", "Add X") + "\n");
        try (LabelJournal changed = LabelJournal.open(folder, false)) {
            assertEquals(1, changed.damages().size(), changed.damages()::toString);
            assertTrue(changed.damages().get(0).startsWith("Line 3 "), changed.damages()::toString);
            assertEquals(5, changed.table().labelCount(), "what can be read is read");
        }
        Files.write(file, List.of(lines.get(0), lines.get(2), lines.get(3), lines.get(4)));
        try (LabelJournal missing = LabelJournal.open(folder, false)) {
            assertTrue(missing.damages().get(0).startsWith("Line 2 "), missing.damages()::toString);
        }
        Files.write(file, List.of(lines.get(0), "{\"n\":2,garbage", lines.get(2)));
        try (LabelJournal broken = LabelJournal.open(folder, true)) {
            assertFalse(broken.damages().isEmpty());
            LabelEdit edit = edit(broken);
            edit.add(edit.tile("b"), new Point(1, 1), 2, "", "");
            broken.append(edit.change("Go on"), "anna");
            broken.flush();
            assertEquals(3, broken.table().labelCount());
        }
        assertEquals(3, LabelJournal.read(folder, Long.MAX_VALUE).labelCount());
    }

    @Test
    void aLineThatWasCutOffIsPutAside() throws Exception {
        try (LabelJournal journal = LabelJournal.open(folder, true)) {
            LabelEdit edit = edit(journal);
            edit.add(edit.tile("a"), SHAPES.get(0), 1, "", "");
            journal.append(edit.change("Add"), "anna");
        }
        Path file = folder.resolve(LabelJournal.NAME);
        Files.writeString(file, "{\"n\":2,\"previous\":\"", StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        try (LabelJournal journal = LabelJournal.open(folder, true)) {
            assertEquals(List.of(), journal.damages());
            assertEquals(1, journal.table().labelCount());
        }
        assertEquals("{\"n\":2,\"previous\":\"", Files.readString(folder.resolve("journal.torn-2")));
        assertTrue(Files.readString(file).endsWith("\n"));
    }

    @Test
    void theGaugeFollowsWhatPeopleDoWithProposals() throws Exception {
        try (LabelJournal journal = LabelJournal.open(folder, true)) {
            journal.append(new LabelChange("Begin", false, List.of(), List.of()).iteration(0, 1), "anna");
            LabelEdit propose = edit(journal);
            LabelTile tile = propose.tile("a");
            Label[] proposed = new Label[4];
            for (int i = 0; i < 4; i++)
                proposed[i] = propose.propose(tile, new Box(10 * i, 0, 5, 5), 1, 0.9f, "recipe");
            journal.append(propose.change("Propose", true), "anna");
            assertEquals(new LabelTally(4, 0, 0, 0, 0), journal.table().tally(1));
            assertEquals(new ClassTally(0, 0, 4), journal.table().classTally(1));
            assertEquals(1, journal.table().tilesWithAuto());
            LabelEdit judge = edit(journal);
            judge.accept(proposed[0]).classify(proposed[1], 2).drop(proposed[2]);
            judge.add(tile, new Point(1, 1), 1, "", "");
            LabelChange judged = judge.change("Judge");
            journal.append(judged, "anna");
            assertEquals(new LabelTally(4, 1, 1, 1, 1), journal.table().tally(1));
            assertEquals(1.0 / 3, journal.table().tally(1).acceptedShare());
            assertEquals(new ClassTally(2, 1, 1), journal.table().classTally(1));
            journal.append(judged.inverse("Undo"), "anna");
            assertEquals(new LabelTally(4, 0, 0, 0, 0), journal.table().tally(1));
            LabelEdit replace = edit(journal);
            for (Label label : proposed)
                replace.drop(label);
            journal.append(replace.change("Propose anew", true), "anna");
            assertEquals(LabelTally.NONE, journal.table().tally(1), "a machine that takes proposals back rejects none");
        }
    }

    @Test
    void aChangeForAnotherStateIsRefusedWhole() throws Exception {
        try (LabelJournal journal = LabelJournal.open(folder, true)) {
            LabelEdit one = edit(journal), other = edit(journal);
            one.add(one.tile("a"), SHAPES.get(0), 1, "", "");
            other.add(other.tile("b"), SHAPES.get(0), 1, "", "");
            journal.append(one.change("One"), "anna");
            LabelChange late = other.change("Other");
            LabelTable before = journal.table().copy();
            LabelChange stale = new LabelChange("Stale", false, late.tiles(), List.of(
                    new LabelChange.Replaced<>(null, before.labels().get(0))));
            assertThrows(IllegalStateException.class, () -> journal.append(stale, "anna"));
            assertTrue(before.towards(journal.table(), "nothing").isEmpty());
        }
    }

    @Test
    void theWayToAnotherStateLeadsThere() throws Exception {
        try (LabelJournal journal = LabelJournal.open(folder, true)) {
            LabelEdit edit = edit(journal);
            LabelTile tile = edit.tile("a");
            Label label = edit.add(tile, SHAPES.get(0), 1, "", "");
            edit.add(tile, SHAPES.get(4), 2, "", "");
            journal.append(edit.change("Add"), "anna");
            LabelTable then = journal.table().copy();
            LabelEdit more = edit(journal);
            more.drop(label).state(tile, TileState.FLAGGED);
            more.add(more.tile("b"), SHAPES.get(5), 1, "", "");
            journal.append(more.change("More"), "anna");
            journal.append(journal.table().towards(then, "Go back"), "anna");
            assertEquals(then.labels(), journal.table().labels());
            assertEquals(then.tiles(), journal.table().tiles());
            assertEquals(then.classes(), journal.table().classes());
            assertEquals(1, journal.table().tiles(TileState.OPEN));
            assertEquals(0, journal.table().tiles(TileState.FLAGGED));
        }
    }
}
