package org.loupe.workspace.labels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.loupe.store.labels.LabelEdit;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelShape.Box;
import org.loupe.store.labels.LabelShape.Polygon;
import org.loupe.store.labels.LabelShape.Ring;
import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;
import org.loupe.workspace.labels.Agreement.Dispute;
import org.loupe.workspace.labels.Agreement.Kind;

/** Two people's labels are paired and their agreement is told by numbers that can be checked by hand. */
class AgreementTest {
    private final LabelTable table = new LabelTable();

    /** Two complete tiles: a and b are agreed and ben's; ben has not looked at c. */
    private void opinions() {
        LabelEdit edit = new LabelEdit(table, "anna", 0);
        LabelTile a = edit.tile("a"), b = edit.tile("b"), c = edit.tile("c");
        for (LabelTile tile : List.of(a, b, c))
            edit.state(tile, TileState.COMPLETE);
        edit.add(a, new Box(0, 0, 10, 10), 1, "", "");
        edit.add(a, new Box(50, 0, 10, 10), 2, "", "");
        edit.add(a, new Box(100, 0, 10, 10), 1, "", "");
        edit.add(b, new Box(0, 0, 10, 10), 2, "", "");
        edit.add(c, new Box(0, 0, 10, 10), 1, "", "");
        edit.add(a, new Box(0, 0, 10, 10), 1, "", "ben"); // equal
        edit.add(a, new Box(50, 0, 10, 10), 1, "", "ben"); // another class
        edit.add(a, new Box(102, 0, 10, 10), 1, "", "ben"); // another outline: IoU 8/12
        edit.add(a, new Box(200, 0, 10, 10), 2, "", "ben"); // ben alone
        edit.add(b, new LabelShape.Whole(), 0, "", "ben"); // ben found nothing on b
        table.apply(edit.change("Label"));
    }

    @Test
    void agreementIsToldByNumbers() {
        opinions();
        assertEquals(Set.of("ben"), Agreement.layers(table));
        Agreement found = Agreement.of(table, "", "ben");
        assertEquals(2, found.tiles(), "ben has not looked at c");
        assertEquals(3, found.pairs());
        assertEquals((1 + 1 + 8.0 / 12) / 3, found.meanIou(), 1e-9);
        // cells: (1,1) 2, (2,1) 1, (none,2) 1, (2,none) 1: observed 2/5, by chance (2·3 + 2·1 + 1·1) / 25 = 9/25
        assertEquals((2.0 / 5 - 9.0 / 25) / (1 - 9.0 / 25), found.kappa(), 1e-9);
        assertEquals(List.of(Kind.MARKED_BY_ONE, Kind.MARKED_BY_ONE, Kind.CLASS, Kind.OUTLINE),
                found.disputes().stream().map(Dispute::kind).toList());
        Agreement same = Agreement.of(table, "ben", "ben");
        assertEquals(1, same.kappa());
        assertEquals(1, same.meanIou());
        assertEquals(List.of(), same.disputes());
        assertTrue(Double.isNaN(Agreement.of(table, "", "nobody").kappa()));
    }

    @Test
    void disputesAreSettledOneWayOrTheOther() {
        opinions();
        Dispute classes = Agreement.of(table, "", "ben").disputes().stream().filter(d -> d.kind() == Kind.CLASS)
                .findFirst().orElseThrow();
        LabelEdit edit = new LabelEdit(table, "carl", 0);
        Agreement.settle(edit, classes, false, "touches the neighbour");
        table.apply(edit.change("Settle"));
        assertTrue(table.label(classes.first().id()).isEmpty());
        assertEquals(1, table.label(classes.second().id()).orElseThrow().code());
        assertEquals("", table.label(classes.second().id()).orElseThrow().layer());
        assertEquals("touches the neighbour", table.label(classes.second().id()).orElseThrow().comment());
        Dispute alone = Agreement.of(table, "", "ben").disputes().stream().filter(d -> d.first() != null
                && d.second() == null && d.tile() == 2).findFirst().orElseThrow();
        assertNull(alone.second());
        LabelEdit other = new LabelEdit(table, "carl", 0);
        Agreement.settle(other, alone, false, "");
        table.apply(other.change("Settle"));
        assertTrue(table.label(alone.first().id()).isEmpty(), "ben says that nothing is there");
    }

    @Test
    void outlinesOfAllKindsAreComparedByTheirPixels() {
        LabelShape square = new Polygon(List.of(new Ring(new float[] {0, 0, 20, 0, 20, 20, 0, 20})));
        LabelShape framed = new Polygon(List.of(new Ring(new float[] {0, 0, 20, 0, 20, 20, 0, 20}),
                new Ring(new float[] {5, 5, 15, 5, 15, 15, 5, 15})));
        assertEquals(1, Agreement.iou(square, new Box(0, 0, 20, 20)));
        assertEquals(300.0 / 400, Agreement.iou(square, framed), 1e-9);
        assertEquals(300.0 / 400, Agreement.iou(framed.mask(), square), 1e-9);
        assertEquals(1, Agreement.iou(new LabelShape.Point(3, 4), new LabelShape.Point(6, 8)));
        assertEquals(0, Agreement.iou(new LabelShape.Point(3, 4), new LabelShape.Point(60, 8)));
        assertEquals(1, Agreement.iou(new LabelShape.Whole(), new LabelShape.Whole()));
        assertEquals(0, Agreement.iou(new LabelShape.Whole(), square));
        assertEquals(1, Agreement.iou(new LabelShape.RotatedBox(10, 10, 20, 20, 90), square), 1e-9);
    }
}
