package org.loupe.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.Detections;
import org.loupe.api.Pair;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.engine.Zones.Zone;

class ZonesTest {
    private static final RecipeStep BRIGHT = RecipeStep.of("toy.bright"), SIZE = RecipeStep.of("toy.size");
    private static final Options ONE = Options.defaults().threads(1);
    private static final Zones LEFT = Zones.of(true, List.of(new Zone(true, 0, 0, 60, 1000)));

    @TempDir
    Path folder;

    @Test
    void theLastZoneDecides() {
        assertTrue(Zones.NONE.counts(-5, 1e9));
        Zones ignore = Zones.of(true, List.of(new Zone(false, 10, 20, 30, 5)));
        assertFalse(ignore.counts(10, 20));
        assertFalse(ignore.counts(39.9, 24.9));
        assertTrue(ignore.counts(40, 24));
        assertTrue(ignore.counts(9.9, 20));
        Zones both = Zones.of(true, List.of(new Zone(true, 0, 0, 100, 100), new Zone(false, 10, 10, 50, 50),
                new Zone(true, 20, 20, 5, 5)));
        assertTrue(both.counts(5, 5));
        assertFalse(both.counts(15, 15));
        assertTrue(both.counts(22, 22));
        assertFalse(both.counts(100, 5), "a care zone makes the rest not count");
    }

    @Test
    void zonesRepeatAsTheUnitsDo() {
        Zones dies = new Zones(true, 5, 7, 100, 50, 3, 2, List.of(new Zone(false, 10, 10, 20, 20)));
        for (int column = 0; column < 3; column++)
            for (int row = 0; row < 2; row++) {
                assertFalse(dies.counts(15 + column * 100, 17 + row * 50), column + ", " + row);
                assertFalse(dies.counts(34 + column * 100, 36 + row * 50), column + ", " + row);
                assertTrue(dies.counts(35 + column * 100, 36 + row * 50), column + ", " + row);
                assertTrue(dies.counts(14 + column * 100, 17 + row * 50), column + ", " + row);
            }
        assertTrue(dies.counts(15 + 300, 17), "there is no fourth column");
        assertTrue(dies.counts(15 - 100, 17), "there is none on the left");
        Zones wide = new Zones(true, 0, 0, 10, 0, 4, 1, List.of(new Zone(false, 0, 0, 25, 5)));
        assertFalse(wide.counts(54, 1), "zones wider than the pitch overlap");
        assertTrue(wide.counts(55, 1));
    }

    @Test
    void micrometresNeedAScale() throws ToolException {
        Zones um = new Zones(false, 10, 0, 50, 0, 2, 1, List.of(new Zone(false, 4, 8, 20, 20)));
        assertEquals(new Zones(true, 5, 0, 25, 0, 2, 1, List.of(new Zone(false, 2, 4, 10, 10))), um.toPixels(2));
        assertThrows(ToolException.class, () -> um.toPixels(Double.NaN));
        assertEquals(LEFT, LEFT.toPixels(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> new Zones(true, 0, 0, 0, 0, 2, 1, List.of()));
        assertThrows(IllegalArgumentException.class, () -> new Zone(true, 0, 0, -1, 5));
    }

    @Test
    void aRunReportsOnlyWhatCountsAndAllElseAsBefore() throws ToolException {
        Item item = Item.of(Toys.image(folder.resolve("a.raw"), 200, 150, 3, 9));
        Recipe recipe = Toys.recipe(BRIGHT.with("threshold", 100), SIZE);
        ImageResult all = Toys.run(recipe, ONE, List.of(item)).get(0);
        for (Options options : List.of(ONE.zones(LEFT), ONE.zones(LEFT).tiles(32, 1000).threads(3))) {
            ImageResult some = Toys.run(recipe, options, List.of(item)).get(0);
            int[] rows = LEFT.rows(all.detections());
            assertTrue(rows.length > 3 && rows.length < all.detections().size());
            Detections expected = all.detections().select(rows);
            assertArrayEquals(expected.x(), some.detections().x());
            assertArrayEquals(expected.y(), some.detections().y());
            assertArrayEquals(all.features().select(rows).values(), some.features().values());
            assertNotEquals(all.key(), some.key());
        }
        assertEquals(all.key(), Toys.run(recipe, ONE.zones(Zones.NONE), List.of(item)).get(0).key(),
                "runs from before zones can be resumed");
        ImageResult scaled = Toys.run(recipe, ONE.zones(Zones.of(false, List.of(new Zone(true, 0, 0, 30, 500)))),
                List.of(item.scale(0.5))).get(0);
        assertEquals(LEFT.rows(all.detections()).length, scaled.detections().size());
    }

    @Test
    void anImageWithoutScaleSaysThatMicrometresNeedOne() throws ToolException {
        Inspection inspection = new Inspection(Toys.recipe(BRIGHT), Toys.registry(),
                ONE.zones(Zones.of(false, LEFT.zones())));
        ImageResult result = inspection.inspect("a", Pair.of(Tile.allocate(Shape.grey(40, 20))), Progress.NONE);
        assertTrue(result.error().get().message().contains("µm"), result.error().get().toString());
    }

    @Test
    void theProvenanceKeepsZonesAndReadsWhatHasNone() throws ToolException {
        Plan plan = Plan.of(Toys.recipe(BRIGHT), Toys.registry(), Policy.AUTO);
        for (Zones zones : List.of(Zones.NONE, LEFT, new Zones(false, 1.5, 2, 100, 50.25, 3, 2,
                List.of(new Zone(false, 10, 10, 20, 20), new Zone(true, 0.125, 1, 2, 3))))) {
            RunProvenance made = RunProvenance.of(plan, ONE.zones(zones));
            assertEquals(made, RunProvenance.parse(made.toJson()));
            assertEquals(!zones.isEmpty(), made.toJson().contains("\"version\": 2"));
        }
        RunProvenance none = new RunProvenance(plan.hash(), ONE, List.of(), Map.of());
        assertFalse(none.toJson().contains("zones"));
        assertEquals(Optional.empty(), Optional.of(RunProvenance.parse(none.toJson())).filter(
                p -> !p.options().zones().isEmpty()));
        String strange = new RunProvenance(plan.hash(), ONE.zones(LEFT), List.of(), Map.of()).toJson()
                .replace("\"care\"", "\"maybe\"");
        assertThrows(ToolException.class, () -> RunProvenance.parse(strange));
    }
}
