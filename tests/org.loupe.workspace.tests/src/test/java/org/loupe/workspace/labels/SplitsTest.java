package org.loupe.workspace.labels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.ToolException;
import org.loupe.store.labels.LabelEdit;
import org.loupe.store.labels.LabelOrigin;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;
import org.loupe.workspace.ProjectFile;

/** Splits keep groups together, hold their shares of tiles and classes, and leaks are found and closed. */
class SplitsTest {

    /** 40 wafers of 3 to 12 tiles with labels of 4 classes, one of them rare. */
    private static LabelTable wafers() {
        LabelTable table = new LabelTable();
        LabelEdit edit = new LabelEdit(table, "anna", 0);
        Random random = new Random(7);
        for (int wafer = 0; wafer < 40; wafer++)
            for (int i = 0, n = 3 + random.nextInt(10); i < n; i++) {
                LabelTile tile = edit.tile("w" + wafer + "/t" + i + ".png");
                edit.tile(tile.origin(new LabelOrigin("L1", "W" + wafer, "", 0, 0)));
                for (int k = random.nextInt(5); k > 0; k--)
                    edit.add(tile, new LabelShape.Box(k, k, 4, 4), random.nextInt(20) == 0 ? 4 : 1 + random.nextInt(3),
                            "", "");
            }
        table.apply(edit.change("Make"));
        return table;
    }

    private static void split(LabelTable table, Map<Integer, String> parts) {
        table.apply(Splits.change(new LabelEdit(table, "anna", 0), table, parts, "Split"));
    }

    @Test
    void groupsStayTogetherAndPartsHaveTheirShares() {
        LabelTable table = wafers();
        SplitRule rule = new SplitRule("wafer", 70, 15, 15, 1);
        Map<Integer, String> parts = Splits.assign(table, rule, List.of());
        assertEquals(parts, Splits.assign(wafers(), rule, List.of()), "the same again");
        assertNotEquals(parts, Splits.assign(table, new SplitRule("wafer", 70, 15, 15, 2), List.of()));
        split(table, parts);
        assertEquals(List.of(), Splits.leaks(table, rule, List.of()));
        Map<String, Splits.Part> made = Splits.parts(table, rule);
        assertEquals(40, made.values().stream().mapToInt(Splits.Part::groups).sum());
        double[] shares = {0.70, 0.15, 0.15};
        for (int i = 0; i < 3; i++) {
            Splits.Part part = made.get(Splits.PARTS.get(i));
            assertEquals(shares[i], (double) part.tiles() / table.tileCount(), 0.05, Splits.PARTS.get(i));
            for (int code = 1; code <= 3; code++)
                assertEquals(shares[i], (double) part.classes().getOrDefault(code, 0) / table.classTally(code).examples(),
                        0.08, Splits.PARTS.get(i) + " class " + code);
            assertTrue(part.classes().getOrDefault(4, 0) > 0, "the rare class is in each part");
        }
    }

    @Test
    void equalAndAlikeTilesStayTogether() {
        LabelTable table = wafers();
        LabelEdit edit = new LabelEdit(table, "anna", 0);
        List<LabelTile> tiles = table.tiles();
        for (int i = 0; i < 5; i++) // the same file on five wafers
            edit.tile(tiles.get(i * 50).content("abc", 64, 64));
        table.apply(edit.change("Read"));
        List<List<Integer>> alike = List.of(List.of(tiles.get(10).number(), tiles.get(200).number()));
        SplitRule rule = SplitRule.USUAL;
        Map<Integer, String> parts = Splits.assign(table, rule, alike);
        Set<String> of = new HashSet<>();
        for (int i = 0; i < 5; i++)
            of.add(parts.get(tiles.get(i * 50).number()));
        assertEquals(1, of.size());
        assertEquals(parts.get(tiles.get(10).number()), parts.get(tiles.get(200).number()));
        split(table, Splits.assign(table, rule, List.of()));
        assertEquals(List.of(), Splits.leaks(table, rule, List.of()));
    }

    @Test
    void leaksAreNamedAndClosed() {
        LabelTable table = wafers();
        SplitRule rule = SplitRule.USUAL;
        split(table, Splits.assign(table, rule, List.of()));
        LabelTile moved = table.tiles().stream().filter(t -> t.split().equals("train")).findFirst().orElseThrow();
        LabelEdit edit = new LabelEdit(table, "anna", 0);
        table.apply(edit.tile(moved.split("test")).change("Move"));
        List<Splits.Leak> leaks = Splits.leaks(table, rule, List.of());
        assertEquals(1, leaks.size());
        assertEquals(Splits.Why.GROUP, leaks.get(0).why());
        assertEquals("L1/" + moved.origin().wafer(), leaks.get(0).what());
        assertEquals(Set.of("train", "test"), leaks.get(0).parts());
        split(table, Splits.closed(table, rule, List.of()));
        assertEquals(List.of(), Splits.leaks(table, rule, List.of()));
        assertEquals("train", table.tile(moved.number()).orElseThrow().split());
    }

    @Test
    void groupsAreListedWithWhereTheyAre() {
        LabelTable table = wafers();
        SplitRule rule = SplitRule.USUAL;
        assertEquals(Map.of("", table.tileCount()), Map.of("", Splits.places(table, rule).stream()
                .mapToInt(p -> p.parts().get("")).sum()));
        split(table, Splits.assign(table, rule, List.of()));
        LabelTile moved = table.tiles().stream().filter(t -> t.split().equals("train")).findFirst().orElseThrow();
        table.apply(new LabelEdit(table, "anna", 0).tile(moved.split("test")).change("Move"));
        List<Splits.Place> places = Splits.places(table, rule);
        assertEquals(40, places.size());
        assertEquals("L1/" + moved.origin().wafer(), places.get(0).name(), "what leaks comes first");
        assertEquals(1, places.get(0).parts().get("test"));
        assertTrue(places.get(1).tiles().size() >= places.get(2).tiles().size());
    }

    @Test
    void copiesOfAnImageAreOneGroup() {
        LabelTable table = wafers();
        List<LabelTile> tiles = table.tiles();
        String original = tiles.get(0).image();
        assertEquals(List.of(List.of(tiles.get(0).number(), tiles.get(3).number(), tiles.get(9).number())),
                Splits.alike(table, new java.util.TreeMap<>(Map.of(tiles.get(3).image(), original,
                        tiles.get(9).image(), original, "gone.png", original, tiles.get(5).image(), "gone.png"))).stream()
                        .map(g -> g.stream().sorted().toList()).toList());
    }

    /** A rule must never be written into what is frozen: found when the first split after freezing changed v1. */
    @Test
    void theRuleIsKeptWithTheIterationThatIsOpen(@TempDir Path temp) throws Exception {
        try (ProjectFile project = ProjectFile.create(temp.resolve("p"), "p")) {
            for (int round = 1; round <= 2; round++) {
                SplitRule rule = new SplitRule("tile", 60, 20, 20, round);
                LabelEdit edit = project.labels().edit();
                for (int i = 0; i < 9; i++)
                    edit.state(edit.tile("t" + i + ".png"), round == 1 ? TileState.COMPLETE : TileState.OPEN);
                if (round == 1)
                    project.change(edit.change("Label"));
                LabelTable table = project.labels().table();
                Splits.make(project, Splits.assign(table, rule, List.of()), rule, "Split");
                assertEquals(round, project.project().getIterations().size());
                assertEquals(rule.toString(), project.project().getIterations().get(round - 1).getSplitRule());
                if (round == 1)
                    project.change("Freeze", () -> project.project().getIterations().get(0)
                            .setFrozen(java.time.Instant.EPOCH));
            }
            assertEquals(1, SplitRule.parse(project.project().getIterations().get(0).getSplitRule()).seed());
            assertEquals(2, SplitRule.parse(Splits.rule(project.project())).seed());
            project.domain().getCommandStack().undo();
            assertEquals(1, project.project().getIterations().size());
            assertEquals(1, SplitRule.parse(Splits.rule(project.project())).seed());
        }
    }

    @Test
    void excludedTilesAreInNoPartAndGroupsMayBeReadFromNames() {
        LabelTable table = new LabelTable();
        LabelEdit edit = new LabelEdit(table, "anna", 0);
        for (int board = 0; board < 10; board++)
            for (int i = 0; i < 4; i++)
                edit.tile("images/1234" + board + "00" + i + "_test.jpg");
        edit.state(edit.tile("images/12340000_test.jpg"), TileState.EXCLUDED);
        table.apply(edit.change("Make"));
        SplitRule rule = new SplitRule("^\\d{5}", 50, 0, 50, 1);
        Map<Integer, String> parts = Splits.assign(table, rule, List.of());
        assertEquals(39, parts.size());
        split(table, parts);
        assertEquals(5, Splits.parts(table, rule).get("train").groups());
        assertEquals(0, Splits.parts(table, rule).get("validation").tiles());
    }

    @Test
    void aRuleIsReadAsItIsWritten() throws Exception {
        SplitRule rule = new SplitRule("^\\d{5}", 80, 10, 10, 42);
        assertEquals(rule, SplitRule.parse(rule.toString()));
        assertEquals(SplitRule.USUAL, SplitRule.parse(""));
        assertTrue(assertThrows(ToolException.class, () -> SplitRule.parse("train=90")).getMessage()
                .contains("make 100 %, found 90 + 15 + 15"));
        assertThrows(ToolException.class, () -> SplitRule.parse("train=many"));
        assertThrows(ToolException.class, () -> SplitRule.parse("group=("));
    }
}
