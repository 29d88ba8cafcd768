package org.loupe.wafer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class DieGridTest {

    @Test
    void aPlaceBelongsToTheDieWhoseLeftAndLowerEdgeItMayTouch() {
        DieGrid grid = new DieGrid(2489.96, 2259.92, -2394.8, -2090.32);
        assertEquals(0, grid.column(0));
        assertEquals(0, grid.row(0));
        assertEquals(-35, grid.column(grid.left(-35)));
        assertEquals(-36, grid.column(Math.nextDown(grid.left(-35))));
        assertEquals(17, grid.row(grid.bottom(17) + 2259));
        assertEquals(-2394.8 - 2489.96, grid.left(-1), 1e-9);
    }

    @Test
    void aGridWithoutPitchIsRefused() {
        String message = assertThrows(IllegalArgumentException.class, () -> new DieGrid(0, 5, 0, 0)).getMessage();
        assertEquals("Dies need a pitch above 0 and a place, found 0.0 × 5.0 µm at 0.0, 0.0.", message);
    }

    @Test
    void diesAreFoundByTheirPlaceAndTheLastBinCounts() {
        Dies.Builder builder = new Dies.Builder();
        for (int column = -40; column < 40; column++)
            builder.add(column, -column, Dies.NO_BIN);
        Dies dies = builder.add(-3, 3, 7).add(-3, 3, Dies.NO_BIN).build();
        assertEquals(80, dies.size());
        assertEquals(7, dies.bin(dies.find(-3, 3)));
        assertEquals(Dies.NO_BIN, dies.bin(dies.find(5, -5)));
        assertEquals(-1, dies.find(3, 3));
    }
}
