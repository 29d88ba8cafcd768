package org.loupe.workspace.labels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.loupe.model.LoupeFactory;
import org.loupe.model.Project;
import org.loupe.store.labels.ClassTally;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelEdit;
import org.loupe.store.labels.LabelShape.Box;
import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;

class ReadinessTest {
    private final LabelTable table = new LabelTable();
    private final Project project = LoupeFactory.eINSTANCE.createProject();

    private void tiles(int count, int labelsOnEach, int code, TileState state) {
        LabelEdit edit = new LabelEdit(table, "anna", 0);
        for (int i = 0; i < count; i++) {
            LabelTile tile = edit.tile("examples/v1/" + table.tileCount() + "-" + i + ".png");
            for (int l = 0; l < labelsOnEach; l++)
                edit.add(tile, new Box(l, 0, 5, 5), code, "", "");
            edit.state(tile, state);
        }
        table.apply(edit.change("Label"));
    }

    @Test
    void onlyCompleteTilesCountAndWhatIsMissingIsSaid() {
        int open = DefectClasses.add(project, "Open").getCode(), spur = DefectClasses.add(project, "Spur").getCode();
        tiles(40, 1, open, TileState.COMPLETE);
        tiles(9, 2, spur, TileState.COMPLETE);
        tiles(4, 3, spur, TileState.OPEN);
        Readiness readiness = Readiness.of(table, project);
        assertEquals(1, readiness.readyClasses());
        assertFalse(readiness.ready());
        assertEquals(List.of("Spur: 18 of 30 examples, 9 of 10 images. 12 more on tiles that are not complete.",
                "49 of 50 images are complete.", "You can train now; expect weak results there."),
                readiness.sentences());
        assertEquals(0.6, readiness.classes().get(1).share(), 1e-9);
        tiles(1, 12, spur, TileState.COMPLETE);
        assertEquals(List.of(), Readiness.of(table, project).sentences());
        assertTrue(Readiness.of(table, project).ready());
    }

    @Test
    void anEmptyProjectIsNotReady() {
        assertFalse(Readiness.of(table, project).ready());
        assertEquals("There is no class yet. Add one in the view Classes.",
                Readiness.of(table, project).sentences().get(0));
    }

    @Test
    void countsOnCompleteTilesAreRightAfterAnyChanges() {
        Random random = new Random(7);
        for (int step = 0; step < 400; step++) {
            LabelEdit edit = new LabelEdit(table, "anna", step);
            LabelTile tile = edit.tile("t" + random.nextInt(12));
            List<Label> on = table.labels(tile.number());
            switch (random.nextInt(5)) {
                case 0 -> edit.state(tile, TileState.values()[random.nextInt(4)]);
                case 1 -> edit.propose(tile, new Box(0, 0, 9, 9), 1 + random.nextInt(3), 0.5f, "r");
                case 2 -> on.stream().findAny().ifPresent(edit::drop);
                case 3 -> on.stream().findAny().ifPresent(edit::accept);
                default -> {
                    edit.add(tile, new Box(0, 0, 9, 9), 1 + random.nextInt(3), "", "");
                    edit.state(tile, TileState.values()[random.nextInt(4)]);
                }
            }
            var change = edit.change("x");
            table.apply(change);
            if (random.nextInt(3) == 0)
                table.apply(change.inverse("undo"));
            for (int code = 1; code <= 3; code++) {
                int examples = 0, images = 0, auto = 0, wanted = code;
                for (LabelTile one : table.tiles())
                    if (one.state() == TileState.COMPLETE) {
                        List<Label> these = table.labels(one.number()).stream().filter(l -> l.code() == wanted)
                                .toList();
                        int counted = (int) these.stream().filter(Label::counts).count();
                        examples += counted;
                        images += counted > 0 ? 1 : 0;
                        auto += these.size() - counted;
                    }
                assertEquals(new ClassTally(examples, images, auto), table.completeTally(code), "step " + step);
            }
        }
    }
}
