package org.loupe.workspace.labels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.loupe.store.labels.Label;
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

    private void settle(Agreement agreement, Dispute dispute, boolean withFirst, String comment) {
        LabelEdit edit = new LabelEdit(table, "carl", 7);
        agreement.settle(edit, table, dispute, withFirst, comment);
        table.apply(edit.change("Settle"));
    }

    @Test
    void disputesAreSettledOneWayOrTheOther() {
        opinions();
        Agreement before = Agreement.of(table, "", "ben");
        Dispute classes = before.disputes().stream().filter(d -> d.kind() == Kind.CLASS).findFirst().orElseThrow();
        settle(before, classes, false, "touches the neighbour");
        Label agreed = table.label(classes.first().id()).orElseThrow();
        assertEquals(1, agreed.code(), "the project's label has become what ben says");
        assertEquals("touches the neighbour", agreed.comment());
        assertEquals("carl", agreed.author());
        Dispute alone = before.disputes().stream().filter(d -> d.second() == null && d.tile() == 2).findFirst()
                .orElseThrow();
        settle(before, alone, false, "");
        assertTrue(table.label(alone.first().id()).isEmpty(), "ben says that nothing is there");
    }

    @Test
    void whatIsSettledIsNoDisputeAnyMore() {
        for (boolean withFirst : new boolean[] {true, false}) {
            table.apply(table.towards(new LabelTable(), "Empty"));
            opinions();
            for (int left = 4; left > 0; left--) {
                Agreement now = Agreement.of(table, "", "ben");
                assertEquals(left, now.disputes().size());
                settle(now, now.disputes().get(0), withFirst, "");
            }
            Agreement settled = Agreement.of(table, "", "ben");
            assertEquals(List.of(), settled.disputes());
            assertEquals(1, settled.kappa());
            assertEquals(1, settled.meanIou());
        }
    }

    @Test
    void ofTwoOpinionsOneBecomesTheAgreedLabel() {
        LabelEdit edit = new LabelEdit(table, "anna", 0);
        LabelTile a = edit.tile("a");
        Label there = edit.add(a, new Box(0, 0, 10, 10), 3, "", "");
        edit.add(a, new Box(0, 0, 10, 10), 1, "", "ben");
        edit.add(a, new Box(0, 1, 10, 10), 2, "", "eve");
        edit.add(a, new Box(50, 0, 10, 10), 2, "", "eve");
        table.apply(edit.change("Label"));
        Agreement now = Agreement.of(table, "ben", "eve");
        assertEquals(2, now.disputes().size());
        settle(now, now.disputes().stream().filter(d -> d.kind() == Kind.CLASS).findFirst().orElseThrow(), false, "");
        assertEquals(new Box(0, 1, 10, 10), table.label(there.id()).orElseThrow().shape(), "corrected, not doubled");
        assertEquals(2, table.label(there.id()).orElseThrow().code());
        settle(now, now.disputes().stream().filter(d -> d.first() == null).findFirst().orElseThrow(), false, "");
        assertEquals(List.of("", ""), table.labels(a.number()).stream().map(Label::layer).toList());
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
