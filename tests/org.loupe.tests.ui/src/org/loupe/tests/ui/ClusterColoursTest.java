package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.loupe.ui.ColourVision;
import org.loupe.ui.Palette;
import org.loupe.ui.viewer.internal.clusters.ClusterColours;

/** Colours of clusters that are no class are told from those of the classes, and from each other. */
class ClusterColoursTest {
    private static final int[] CLASSES = Palette.initialClassFills(), SPARE = Palette.spareFills();

    private static ClusterColours beside(int... taken) {
        return new ClusterColours(CLASSES, SPARE, taken);
    }

    @Test
    void withoutClassesTheyAreThoseOfClassesAndThenSpareOnes() {
        ClusterColours colours = beside();
        Set<Integer> seen = new HashSet<>();
        for (int slot = 0; slot < CLASSES.length + SPARE.length; slot++) {
            assertTrue(seen.add(colours.rgbOf(slot)), "each once");
            assertFalse(colours.hatched(slot));
            if (slot < CLASSES.length)
                assertEquals(CLASSES[slot], colours.rgbOf(slot));
        }
        assertEquals(colours.rgbOf(0), colours.rgbOf(seen.size()));
        assertTrue(colours.hatched(seen.size()));
    }

    @Test
    void noneIsThatOfAClassHoweverManyThereAre() {
        for (int classes = 0; classes <= CLASSES.length; classes++) {
            int[] taken = Arrays.copyOf(CLASSES, classes);
            ClusterColours colours = beside(taken);
            for (int slot = 0; slot < 40; slot++)
                for (int each : taken)
                    assertTrue(ColourVision.NORMAL.distance(colours.rgbOf(slot), each) >= ColourVision.NEAR);
        }
        int own = SPARE[2]; // chosen by a user
        for (int slot = 0; slot < 40; slot++)
            assertTrue(beside(own).rgbOf(slot) != own);
    }

    @Test
    void theOthersKeepTheirsWhenAClassTakesOne() {
        ClusterColours before = beside(), after = beside(CLASSES[3]);
        for (int slot = 0; slot < CLASSES.length; slot++)
            assertEquals(slot != 3, before.rgbOf(slot) == after.rgbOf(slot), "place " + slot);
    }

    @Test
    void whereNoneIsLeftTheyAreHatched() {
        int[] all = Arrays.copyOf(CLASSES, CLASSES.length + SPARE.length);
        System.arraycopy(SPARE, 0, all, CLASSES.length, SPARE.length);
        assertTrue(beside(all).hatched(0));
    }

    @Test
    void eyesOfAllKindsTellSpareOnesFromTheClassesAndNoneIsReserved() {
        for (int spare : SPARE) {
            assertFalse(ColourVision.reserved(spare));
            for (int each : CLASSES)
                for (ColourVision eyes : ColourVision.values())
                    assertTrue(eyes.distance(spare, each) >= ColourVision.NEAR, () -> String.format(
                            "%06X and %06X for %s", spare, each, eyes));
        }
    }
}
