package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.loupe.ui.ColourVision;
import org.loupe.ui.Palette;

/** The class colours can be told apart by all eyes, and purple stays reserved. */
class ColourVisionTest {

    private static double nearest(ColourVision eyes) {
        int[] fills = Palette.initialClassFills();
        double nearest = Double.MAX_VALUE;
        for (int i = 0; i < fills.length; i++)
            for (int j = i + 1; j < fills.length; j++)
                nearest = Math.min(nearest, eyes.distance(fills[i], fills[j]));
        return nearest;
    }

    @Test
    void theClassColoursAreFarFromEachOtherForAllEyes() {
        for (ColourVision eyes : ColourVision.values())
            assertTrue(nearest(eyes) >= ColourVision.NEAR, eyes + ": " + nearest(eyes));
    }

    @Test
    void greysLookAlikeToAllEyes() {
        assertEquals(100, ColourVision.NORMAL.distance(0x000000, 0xFFFFFF), 0.1);
        for (ColourVision eyes : ColourVision.values())
            assertEquals(100, eyes.distance(0x000000, 0xFFFFFF), 1, eyes.toString());
    }

    @Test
    void purplesAreReserved() {
        assertTrue(ColourVision.reserved(0xA66BFF));
        assertFalse(ColourVision.reserved(0x3B82E6));
        assertFalse(ColourVision.reserved(0xD9528F));
        assertFalse(ColourVision.reserved(0x7F7F80));
    }
}
