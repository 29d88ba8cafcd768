package org.loupe.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.api.Detections;
import org.loupe.api.Pair;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.engine.Preview.Result;
import org.loupe.engine.Preview.StageKind;

class PreviewTest {
    private static final RecipeStep BLUR = RecipeStep.of("toy.blur"), SLOW = RecipeStep.of("toy.slow"),
            BRIGHT = RecipeStep.of("toy.bright").with("threshold", 100), SIZE = RecipeStep.of("toy.size"),
            LIMIT = RecipeStep.of("toy.limit"), ALIGN = RecipeStep.of("toy.align"), BOMB = RecipeStep.of("toy.bomb"),
            CHANGE = RecipeStep.of("toy.change");
    private static final Region VIEW = new Region(90, 40, 80, 70);

    @TempDir
    private Path folder;
    private final Registry registry = Toys.registry();

    @AfterEach
    void everythingIsClosed() {
        assertEquals(0, Toys.OPEN.get(), "steps are closed");
        assertEquals(0, Toys.FILES.get(), "files are closed");
    }

    private Plan plan(RecipeStep... steps) {
        return Plan.of(Toys.recipe(steps), registry, Policy.AUTO);
    }

    private Item image() {
        return Item.of(Toys.image(folder.resolve("a.raw"), 300, 200, 3, 7));
    }

    private Tile memory() {
        return Tile.of(Shape.grey(60, 50), Toys.field(60, 50, 5, 7)).at(1000, 2000);
    }

    /** @param mostWhole 0: only the region with its halo is worked on; else the whole image */
    @ParameterizedTest
    @ValueSource(longs = { 0, 1 << 20 })
    void theNumbersAreThoseOfARun(long mostWhole) throws ToolException {
        RecipeStep route = LIMIT.with("limit", 4).drop("small").route("large", new Route(false, List.of(BLUR,
                RecipeStep.of("toy.size").with("prefix", "soft_"))));
        Plan plan = plan(BLUR, BRIGHT, SIZE, route);
        Item item = image();
        Zones zones = Zones.of(true, List.of(new Zones.Zone(false, 100, 50, 20, 20)));
        ImageResult run = Toys.run(plan.recipe(), Options.defaults().threads(1).zones(zones), List.of(item)).get(0);
        assertEquals(Optional.empty(), run.error());
        Detections all = run.detections();
        int[] inside = IntStream.range(0, all.size()).filter(i -> VIEW.contains(all.x()[i] + all.width()[i] / 2,
                all.y()[i] + all.height()[i] / 2)).toArray();
        assertTrue(inside.length > 3 && inside.length < all.size());
        try (Preview preview = new Preview(registry, mostWhole)) {
            for (int time = 0; time < 2; time++) {
                Result seen = preview.run(plan, item, VIEW, 1, zones, Progress.NONE);
                assertEquals(Optional.empty(), seen.error());
                assertTrue(seen.exact());
                assertEquals(VIEW, seen.region());
                assertArrayEquals(all.select(inside).x(), seen.detections().x());
                assertArrayEquals(all.select(inside).score(), seen.detections().score());
                assertEquals(all.select(inside).classes(), seen.detections().classes());
                assertArrayEquals(all.select(inside).masks(), seen.detections().masks());
                assertEquals(run.features().names(), seen.features().names());
                assertArrayEquals(run.features().select(inside).values(), seen.features().values());
                assertEquals(inside.length, seen.steps().get(3).count());
                preview.run(plan(BLUR, BRIGHT.with("threshold", 60), SIZE), item, VIEW.move(5, 5), 1, Zones.NONE,
                        Progress.NONE);
            }
        }
    }

    @Test
    void onlyWhatChangedAndWhatStandsBehindItIsRun() throws ToolException {
        Item item = image();
        RecipeStep slow = SLOW.with("millis", 40);
        try (Preview preview = new Preview(registry)) {
            Result first = preview.run(plan(BLUR, slow, BRIGHT, SIZE), item, VIEW, 1, Zones.NONE, Progress.NONE);
            assertTrue(first.millis() >= 40);
            int opened = Toys.OPEN.get();
            Result again = preview.run(plan(BLUR, slow, BRIGHT, SIZE), item, VIEW, 1, Zones.NONE, Progress.NONE);
            assertEquals(0, again.millis(), "nothing changed, so nothing is run");
            assertEquals(first.steps(), again.steps());
            assertSame(first.stages().get(1).tile(), again.stages().get(1).tile());
            Result behind = preview.run(plan(BLUR, slow, BRIGHT.with("threshold", 60), SIZE), item, VIEW, 1,
                    Zones.NONE, Progress.NONE);
            assertTrue(behind.millis() > 0);
            assertEquals(first.steps().get(1), behind.steps().get(1), "the slow step is not run again");
            assertSame(first.stages().get(1).tile(), behind.stages().get(1).tile());
            assertEquals(opened, Toys.OPEN.get());
            Result longer = preview.run(plan(BLUR, slow, BRIGHT.with("threshold", 60), SIZE, SIZE.with("prefix", "b_")),
                    item, VIEW, 1, Zones.NONE, Progress.NONE);
            assertEquals(behind.steps().get(3), longer.steps().get(3), "a step added at the end runs alone");
            assertEquals(6, longer.features().names().size());
            assertEquals(behind.features().get(0, 0), longer.features().get(0, 0));
            assertEquals(longer.features().get(0, 0), longer.features().get(0, 3));
            Result off = preview.run(plan(BLUR.enabled(false), slow, BRIGHT, SIZE), item, VIEW, 1, Zones.NONE,
                    Progress.NONE);
            assertTrue(Double.isNaN(off.steps().get(0).millis()));
            assertTrue(off.millis() >= 40, "what stands behind a step that is switched off is run again");
        }
    }

    @Test
    void panningInAnImageThatIsWorkedOnWholeRunsNothing() throws ToolException {
        Item item = image();
        try (Preview preview = new Preview(registry)) {
            Plan plan = plan(BLUR, BRIGHT, SIZE);
            Result first = preview.run(plan, item, VIEW, 1, Zones.NONE, Progress.NONE);
            Result moved = preview.run(plan, item, VIEW.move(30, 20), 1, Zones.NONE, Progress.NONE);
            assertEquals(0, moved.millis());
            assertNotSame(first.stages().get(0).tile(), moved.stages().get(0).tile());
            assertEquals(80, moved.stages().get(0).tile().width());
        }
    }

    @Test
    void stagesShowTheWayFromInputToResult() throws ToolException {
        Tile test = memory(), golden = Tile.of(Shape.grey(60, 50), Toys.field(60, 50, 6, 7)).at(1000, 2000);
        Pair pair = Pair.of(test, golden);
        try (Preview preview = new Preview(registry)) {
            Result result = preview.run(plan(RecipeStep.of("toy.level"), BLUR, ALIGN, CHANGE), pair, Progress.NONE);
            assertEquals(List.of(StageKind.INPUT, StageKind.REFERENCE, StageKind.STEP, StageKind.STEP,
                    StageKind.DIFFERENCE, StageKind.RESULT), result.stages().stream().map(Preview.Stage::kind)
                            .toList(), "a step that changes nothing is left out");
            assertEquals(List.of(-1, -1, 1, 2, 3, 3), result.stages().stream().map(Preview.Stage::step).toList());
            Tile blurred = result.stages().get(2).tile(), moved = result.stages().get(3).tile();
            assertEquals(Math.abs(blurred.get(20, 20, 0) - moved.get(20, 20, 0)),
                    result.stages().get(4).tile().get(20, 20, 0));
            assertEquals(1, result.detections().size());
            assertEquals(-1, result.steps().get(1).count());
            Result cropped = preview.run(plan(RecipeStep.of("toy.crop"), BRIGHT), Pair.of(test), Progress.NONE);
            assertEquals(50, cropped.stages().get(1).tile().height());
            assertEquals(0, cropped.stages().get(1).tile().get(3, 49, 0), "black where the image was cut off");
        }
    }

    @Test
    void aRecipeThatIsWrongIsRunUpToThere() throws ToolException {
        Pair pair = Pair.of(memory());
        try (Preview preview = new Preview(registry)) {
            Result wrong = preview.run(plan(BLUR, BRIGHT, SIZE, LIMIT.with("feature", "wrong")), pair, Progress.NONE);
            assertEquals("step 4 (Limit)", wrong.error().get().where());
            assertTrue(wrong.detections().size() > 0 && wrong.detections().x()[0] >= 1000);
            assertEquals(wrong.detections().size(), wrong.features().rows());
            assertTrue(Double.isNaN(wrong.steps().get(3).millis()));
            Result value = preview.run(plan(BLUR, BRIGHT.with("threshold", 999)), pair, Progress.NONE);
            assertEquals("threshold", Place.of(value.error().get()).parameter());
            assertEquals(3, value.stages().size(), "input, blurred and result");
            Result empty = preview.run(plan(BLUR), pair, Progress.NONE);
            assertEquals(Optional.empty(), empty.error(), "a recipe without a detector is looked at, too");
            Result broken = preview.run(plan(BLUR, BOMB.with("pixel", 7), BRIGHT), Pair.of(Tile.of(Shape.grey(9, 9),
                    Toys.field(9, 9, 1, 7))), Progress.NONE);
            assertEquals(Optional.empty(), broken.error(), "blurred, the first pixel is another");
            broken = preview.run(plan(BOMB.with("pixel", 7), BRIGHT), pair, Progress.NONE);
            assertTrue(broken.error().get().message().contains("boom"));
            assertEquals("step 1 (Bomb)", broken.error().get().where());
            Result lonely = preview.run(plan(BLUR, ALIGN, BRIGHT), pair, Progress.NONE);
            assertTrue(lonely.error().isPresent(), "there is no reference");
            assertFalse(Double.isNaN(lonely.steps().get(0).millis()), "what needs none is run");
            assertEquals(Optional.empty(), preview.run(plan(BLUR, BRIGHT), pair, Progress.NONE).error());
            assertThrows(ToolException.class, () -> preview.run(plan(BLUR), Item.of(folder.resolve("none.raw")), VIEW,
                    1, Zones.NONE, Progress.NONE));
        }
    }

    @Test
    void aCancelledPreviewKeepsWhatItHasFinished() throws ToolException {
        Pair pair = Pair.of(memory());
        try (Preview preview = new Preview(registry)) {
            long end = System.nanoTime() + 120_000_000;
            Progress impatient = new Progress() {
                @Override
                public boolean cancelled() {
                    return System.nanoTime() > end;
                }
            };
            RecipeStep quick = SLOW.with("millis", 30);
            assertThrows(CancellationException.class,
                    () -> preview.run(plan(quick, SLOW.with("millis", 20_000), BRIGHT), pair, impatient));
            Result rest = preview.run(plan(quick, BRIGHT), pair, Progress.NONE);
            assertTrue(rest.millis() < rest.steps().get(0).millis() + 20 && rest.steps().get(0).millis() >= 30);
            assertTrue(rest.detections().size() > 0);
        }
    }

    @Test
    void placesAreTakenApart() {
        Place place = Place.of(Problem.error("step 3 (Limit (old)) › small › step 1 (Size) › margin", "m", ""));
        assertEquals(List.of(new Place.Turn(2, ""), new Place.Turn(0, "small")), place.turns());
        assertEquals("margin", place.parameter());
        assertEquals(new Place(List.of(new Place.Turn(0, "")), "x"), Place.of(Problem.error("step 1 (A) › x", "", "")));
        assertEquals(Optional.of(1), Place.of(Problem.error("step 2", "", "")).position());
        assertEquals(Optional.empty(), Place.of(Problem.error("", "", "")).position());
    }
}
