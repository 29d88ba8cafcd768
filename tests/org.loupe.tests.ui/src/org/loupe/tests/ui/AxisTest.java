package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.loupe.ui.viewer.Axis;

/** Axes of plots: round ticks, logarithms, zoom; whatever the values are. */
class AxisTest {
    private static Locale before;

    @BeforeAll
    static void english() {
        before = Locale.getDefault();
        Locale.setDefault(Locale.ENGLISH);
    }

    @AfterAll
    static void asBefore() {
        Locale.setDefault(before);
    }

    private static List<String> texts(Axis axis, int most) {
        return axis.ticks(most).stream().map(Axis.Tick::text).toList();
    }

    @Test
    void ticksAreRoundAndHaveEqualDecimals() {
        assertEquals(List.of("0.0", "0.2", "0.4", "0.6", "0.8", "1.0"), texts(new Axis("", 0, 1), 5));
        assertEquals(List.of("−50", "0", "50", "100"), texts(new Axis("", -50, 120), 4));
        assertEquals(List.of("0", "500,000", "1,000,000"), texts(new Axis("", 0, 1_000_000), 2));
        assertEquals(List.of("0", "2·10⁷", "4·10⁷"), texts(new Axis("", 0, 5e7), 3));
        assertEquals(List.of("0", "2·10⁻⁶", "4·10⁻⁶"), texts(new Axis("", 0, 5e-6), 3));
    }

    @Test
    void aLogarithmicAxisCountsDecades() {
        Axis axis = new Axis("", 1, 1000, true);
        assertEquals(List.of("1", "", "", "10", "", "", "100", "", "", "1,000"), texts(axis, 4));
        assertEquals(1 / 3.0, axis.share(10), 1e-12);
        assertEquals(100, axis.value(2 / 3.0), 1e-9);
        assertTrue(axis.share(0) < -1, "a value without logarithm is not on it");
        assertTrue(texts(new Axis("", 2, 9, true), 5).contains("4"), "less than a decade is counted evenly");
    }

    @Test
    void anAxisHoldsWhateverValuesThereAre() {
        Axis one = Axis.around("", 5, 5, false);
        assertTrue(one.min() < 5 && one.max() > 5);
        Axis none = Axis.around("", Double.NaN, Double.NaN, false);
        assertEquals(0, none.min());
        assertEquals(1, none.max());
        Axis log = Axis.around("", -3, 200, true);
        assertTrue(log.min() > 0 && log.max() == 200);
        Axis negative = Axis.around("", -3, -1, true);
        assertTrue(negative.min() > 0);
        Axis huge = Axis.around("", 1e9, 1e9, false);
        assertTrue(huge.max() > huge.min());
        assertFalse(huge.ticks(5).isEmpty());
    }

    @Test
    void zoomKeepsThePlaceAndEnds() {
        Axis axis = new Axis("", 0, 10).zoom(2.5, 2);
        assertEquals(1.25, axis.min(), 1e-12);
        assertEquals(6.25, axis.max(), 1e-12);
        Axis deep = new Axis("", 1, 2);
        for (int i = 0; i < 200; i++)
            deep = deep.zoom(1.5, 2);
        assertTrue(deep.max() > deep.min(), "zoom ends where numbers do");
        assertFalse(deep.ticks(6).isEmpty());
    }

    @Test
    void wrongEndsAreRefusedWithWhatWasFound() {
        String message = assertThrows(IllegalArgumentException.class, () -> new Axis("", 0, 5, true)).getMessage();
        assertTrue(message.contains("above 0") && message.contains("0.0 to 5.0"), message);
        assertThrows(IllegalArgumentException.class, () -> new Axis("", 1, 1));
    }
}
