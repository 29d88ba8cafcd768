package org.loupe.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.ToolException;

/** Where steps are computed, by a clock that the tools drive. */
@Timeout(60)
class PlacementTest {
    private static final Recipe RECIPE = Toys.recipe(RecipeStep.of("toy.blur"), RecipeStep.of("toy.blur").with("name",
            "b"), RecipeStep.of("toy.find"), RecipeStep.of("toy.measure"));
    private static final Options ONE = Options.defaults().threads(1);
    private static final double NEVER = Double.POSITIVE_INFINITY;

    @TempDir
    Path folder;

    private static List<ImageResult> run(Inspection inspection, List<Item> items) throws ToolException {
        List<ImageResult> results = new ArrayList<>();
        inspection.run(items, results::add, Progress.NONE);
        results.forEach(r -> assertEquals(Optional.empty(), r.error()));
        return results;
    }

    private static Inspection inspection(ToyGpus toys, Options options) throws ToolException {
        return new Inspection(RECIPE, toys.registry(), options, toys.clock::get);
    }

    private static void assertSame(List<ImageResult> expected, List<ImageResult> found) {
        assertEquals(expected.size(), found.size());
        for (int i = 0; i < expected.size(); i++) {
            assertTrue(expected.get(i).detections().size() > 0);
            assertArrayEquals(expected.get(i).detections().x(), found.get(i).detections().x());
            assertArrayEquals(expected.get(i).features().values(), found.get(i).features().values());
            assertEquals(expected.get(i).key(), found.get(i).key());
        }
    }

    private static List<String> texts(Inspection inspection) {
        return inspection.placements().stream().map(Placement::toString).toList();
    }

    @Test
    void eachStepIsComputedWhereItIsFasterAndTheRunSaysSo() throws ToolException {
        ToyGpus toys = new ToyGpus(1, 0);
        toys.millis.putAll(Map.of("blur a on CPU", 12, "blur a on CUDA", 2, "blur b on CPU", 30, "blur b on CUDA", 50,
                "send", 1, "fetch", 2, "find on CPU", 5, "find on CUDA", 1, "measure on CPU", 7, "measure on CUDA", 9));
        List<Item> items = Toys.images(folder, 10, 60, 60);
        Inspection inspection = inspection(toys, ONE);
        List<ImageResult> found = run(inspection, items);
        List<String> texts = texts(inspection);
        assertEquals(List.of(
                "step 1 (Toy), up to 64 × 64 px: CUDA 0 (Toy), 5.0 ms instead of 12 ms on the processor",
                "step 2 (Toy), up to 64 × 64 px: CPU, 33 ms instead of 50 ms on CUDA 0 (Toy)",
                "step 3 (Toy), up to 64 × 64 px: CUDA 0 (Toy), 2.0 ms instead of 5.0 ms on the processor"),
                texts.subList(0, 3));
        assertTrue(texts.get(3).startsWith("step 4 (Toy), up to ") && texts.get(3).endsWith(
                " px: CPU, 7.0 ms instead of 9.0 ms on CUDA 0 (Toy)"), texts.get(3));
        int calls = toys.done.get("blur b on CUDA");
        assertTrue(calls <= 8, "only the trial called it: " + calls);
        assertTrue(toys.done.get("blur a on CPU") <= 4, "only the trial called it");
        assertTrue(toys.done.get("blur a on CUDA") >= 10);
        assertSame(run(new Inspection(RECIPE, toys.registry(), ONE.policy(Policy.CPU)), items), found);
        assertEquals(texts.size(), new TreeSet<>(texts).size(), "each is measured once");
    }

    @Test
    void aChainStaysOnTheDeviceWhereTheCopiesWouldCostMore() throws ToolException {
        ToyGpus toys = new ToyGpus(1, 0);
        toys.millis.putAll(Map.of("blur a on CPU", 20, "blur b on CPU", 3, "blur b on CUDA", 5, "find on CPU", 20,
                "send", 4, "fetch", 4));
        Inspection inspection = inspection(toys, ONE);
        run(inspection, Toys.images(folder, 8, 60, 60));
        assertEquals("step 2 (Toy), up to 64 × 64 px: CUDA 0 (Toy), 5.0 ms instead of 11 ms on the processor",
                texts(inspection).get(1));
    }

    @Test
    void theFirstCallWhichLoadsALibraryOrCompilesAKernelDoesNotCountAlone() throws ToolException {
        ToyGpus toys = new ToyGpus(1, 0);
        toys.millis.putAll(Map.of("find on CPU", 2, "find on CUDA", 9));
        toys.firstMillis.putAll(Map.of("find on CPU", 9000, "blur a on CUDA", 3000));
        Inspection inspection = inspection(toys, ONE);
        run(inspection, Toys.images(folder, 8, 60, 60));
        assertEquals("step 3 (Toy), up to 64 × 64 px: CPU, 2.0 ms instead of 9.0 ms on CUDA 0 (Toy)",
                texts(inspection).get(2));
        assertEquals("step 1 (Toy), up to 64 × 64 px: CUDA 0 (Toy), 0.00 ms instead of 0.00 ms on the processor",
                texts(inspection).get(0));
    }

    @Test
    void otherSizesAreMeasuredByThemselvesAndManyThreadsGiveTheSame() throws ToolException {
        ToyGpus toys = new ToyGpus(2, 0);
        toys.millis.putAll(Map.of("blur a on CPU", 2, "blur b on CUDA", 3, "find on CPU", 1, "send", 1));
        List<Item> items = new ArrayList<>(Toys.images(folder.resolve("small"), 9, 50, 40));
        items.addAll(Toys.images(folder.resolve("large"), 9, 70, 90).stream().map(i -> new Item("large " + i.name(), i
                .test(), 0, Optional.empty(), i.umPerPx(), i.conditions())).toList());
        List<ImageResult> expected = run(new Inspection(RECIPE, toys.registry(), ONE.policy(Policy.CPU)), items);
        for (int threads : new int[] { 1, 2, 5 }) {
            Inspection inspection = inspection(toys, ONE.threads(threads));
            assertSame(expected, run(inspection, items));
            Set<String> sizes = new TreeSet<>();
            for (Placement p : inspection.placements())
                if (p.step() == 0)
                    assertTrue(sizes.add(p.size()), "measured twice: " + p);
            assertEquals(Set.of("64 × 64 px", "128 × 128 px"), sizes);
        }
        assertEquals(Set.of("CPU", "CUDA 0 (Toy)", "CUDA 1 (Toy)"), toys.used, "the workers take them in turn");
    }

    @Test
    void tilesOfOneImageAreReasonEnoughToMeasureAndFewImagesAreNot() throws ToolException {
        ToyGpus toys = new ToyGpus(1, 0);
        toys.millis.put("find on CUDA", 9);
        Item large = Item.of(Toys.image(folder.resolve("large.raw"), 300, 200, 3, 7));
        Inspection few = inspection(toys, ONE);
        run(few, List.of(large));
        assertEquals(List.of(), few.placements());
        assertFalse(toys.done.containsKey("find on CPU"), "by its rank");
        Inspection tiles = inspection(toys, ONE.tiles(64, 1000));
        run(tiles, List.of(large));
        assertTrue(tiles.placements().stream().anyMatch(p -> p.step() == 2 && p.onProcessor()), texts(tiles)
                .toString());
    }

    @Test
    void toolsThatDifferAreNotChosenByTime() throws ToolException {
        ToyGpus toys = new ToyGpus(1, 1);
        toys.millis.putAll(Map.of("blur a on CUDA", 50, "find on CUDA", 50));
        Inspection inspection = inspection(toys, ONE);
        run(inspection, Toys.images(folder, 8, 60, 60));
        assertFalse(toys.done.containsKey("blur a on CPU"), "the other numbers of one run would depend on the clock");
        assertEquals(Set.of(2, 3), new TreeSet<>(inspection.placements().stream().map(Placement::step).toList()));
        assertTrue(inspection.placements().get(0).onProcessor());
    }

    @Test
    void stepsOfRoutesAreMeasuredWithTheirCopies() throws ToolException {
        ToyGpus toys = new ToyGpus(1, 0);
        toys.millis.putAll(Map.of("blur b on CPU", 5, "blur b on CUDA", 3, "fetch", 1, "send", 2));
        List<Item> items = Toys.images(folder, 8, 60, 60);
        Recipe routed = Toys.recipe(RecipeStep.of("toy.find"), RecipeStep.of("toy.measure"), RecipeStep.of("toy.limit")
                .route("large", new Route(false, List.of(RecipeStep.of("toy.blur").with("name", "b"),
                        RecipeStep.of("toy.measure").with("prefix", "b_")))));
        Inspection inspection = new Inspection(routed, toys.registry(), ONE, toys.clock::get);
        List<ImageResult> found = run(inspection, items);
        assertSame(run(new Inspection(routed, toys.registry(), ONE.policy(Policy.CPU)), items), found);
        List<Placement> blurs = inspection.placements().stream().filter(p -> p.step() == 3).toList();
        assertFalse(blurs.isEmpty());
        for (Placement p : blurs)
            assertEquals("CPU, 5.0 ms instead of 6.0 ms on CUDA 0 (Toy)", p.device() + ", " + p.reason());
    }

    @Test
    void aLostDeviceIsReplacedByTheNextAndThenByTheProcessor() throws ToolException {
        ToyGpus toys = new ToyGpus(2, 0);
        List<Item> items = Toys.images(folder, 9, 60, 60);
        List<ImageResult> expected = run(new Inspection(RECIPE, toys.registry(), ONE.policy(Policy.CPU)), items);
        toys.used.clear();
        toys.lost.add(0);
        List<ImageResult> found = run(inspection(toys, ONE), items);
        assertSame(expected, found);
        assertTrue(toys.used.contains("CUDA 1 (Toy)"), toys.used.toString());
        toys.lost.add(1);
        found = run(inspection(toys, ONE.threads(3)), items);
        assertSame(expected, found);
        List<String> said = found.stream().flatMap(r -> r.warnings().stream()).map(Problem::message).toList();
        assertEquals(said.size(), new TreeSet<>(found.stream().flatMap(r -> r.warnings().stream())
                .map(p -> p.where() + p.message()).toList()).size(), "said once: " + said);
        assertTrue(said.stream().anyMatch(w -> w.endsWith("computed on the processor.")), said.toString());
    }

    private static RunProvenance begun(ToyGpus toys) throws ToolException {
        return RunProvenance.of(Plan.of(RECIPE, toys.registry(), Policy.AUTO), ONE);
    }

    @Test
    void aRunBegunOnAGpuGoesOnWithoutIfTheBitsAreTheSame() throws ToolException {
        List<Item> items = Toys.images(folder, 3, 60, 60);
        ToyGpus with = new ToyGpus(1, 0), without = new ToyGpus(0, 0);
        List<ImageResult> expected = run(inspection(with, ONE), items);
        RunProvenance before = begun(with);
        assertEquals("CUDA 0 (Toy)", before.devices());
        Inspection on = Inspection.goOn(RECIPE, without.registry(), ONE, before, 2);
        List<ImageResult> found = run(on, items);
        assertSame(expected, found);
        assertEquals(List.of("The run was begun on CUDA 0 (Toy). There is no toy. From here on step 1 (Toy), step 2"
                + " (Toy), step 3 (Toy), step 4 (Toy) are computed on the processor, with the same results bit for"
                + " bit."),
                found.stream().flatMap(r -> r.warnings().stream()).map(Problem::message).toList());
        assertEquals("step 1 (Toy): CPU, from image 3 on, instead of CUDA 0 (Toy)", texts(on).get(0));
        RunProvenance after = before.placements(on.placements());
        assertEquals("CUDA 0 (Toy), CPU", after.devices());
        assertEquals(after, RunProvenance.parse(after.toJson()));
        Inspection again = Inspection.goOn(RECIPE, without.registry(), ONE, after, 3);
        assertEquals(after.placements(), again.placements(), "said and recorded once");
        assertEquals(List.of(), run(again, items).get(0).warnings());
        // and back again on the GPU, as that gives the same
        with.done.clear();
        assertSame(expected, run(Inspection.goOn(RECIPE, with.registry(), ONE, after, 3), items));
        assertTrue(with.done.containsKey("blur a on CUDA"));
    }

    @Test
    void aRunWhoseGpuIsNotRepeatedBitForBitGoesOnWithoutOnlyIfThatIsChosen() throws ToolException {
        List<Item> items = Toys.images(folder, 2, 60, 60);
        ToyGpus with = new ToyGpus(1, 0.5), without = new ToyGpus(0, 0.5);
        RunProvenance before = begun(with);
        ToolException e = assertThrows(ToolException.class, () -> Inspection.goOn(RECIPE, without.registry(), ONE,
                before, 1));
        assertEquals("step 1 (Toy) of this run was computed on CUDA 0 (Toy). There is no toy. The processor's results"
                + " are not the same bit for bit.", e.getMessage());
        assertTrue(e.remedy().contains("policy \"cpu\""), e.remedy());
        for (ToyGpus machine : List.of(with, without)) {
            Inspection on = Inspection.goOn(RECIPE, machine.registry(), ONE.policy(Policy.CPU), before, 1);
            String said = run(on, items).get(0).warnings().get(0).message();
            assertTrue(said.contains("The policy \"cpu\" was chosen.") && said.endsWith("in their last digits."), said);
        }
        assertFalse(with.done.containsKey("blur a on CUDA"));
    }

    @Test
    void aRunBegunOnTheProcessorKeepsToItWhereAGpuWouldGiveOtherBits() throws ToolException {
        List<Item> items = Toys.images(folder, 8, 60, 60);
        ToyGpus with = new ToyGpus(1, 0.5);
        RunProvenance before = begun(new ToyGpus(0, 0.5));
        for (Inspection later : List.of(Inspection.goOn(RECIPE, with.registry(), ONE, before, 1),
                Inspection.again(RECIPE, with.registry(), ONE, before))) {
            with.done.clear();
            run(later, items);
            assertFalse(with.done.containsKey("blur a on CUDA"), with.done.toString());
            assertTrue(with.done.containsKey("find on CUDA"), with.done.toString());
            assertEquals(List.of("step 1 (Toy): CPU, as the run was begun", "step 2 (Toy): CPU, as the run was begun"),
                    texts(later).subList(0, 2));
            assertEquals("CPU", before.placements(later.placements()).device(0));
        }
    }

    @Test
    void whatWasChosenIsUsedAgain() throws ToolException {
        List<Item> items = Toys.images(folder, 8, 60, 60);
        ToyGpus toys = new ToyGpus(1, 0);
        toys.millis.put("find on CUDA", 9);
        Inspection first = inspection(toys, ONE);
        List<ImageResult> expected = run(first, items);
        RunProvenance before = begun(toys).placements(first.placements());
        assertEquals("CUDA 0 (Toy)", before.device(0));
        assertEquals("CPU", before.device(2));
        toys.done.clear();
        Inspection again = Inspection.again(RECIPE, toys.registry(), ONE, RunProvenance.parse(before.toJson()));
        assertSame(expected, run(again, items));
        assertEquals(first.placements(), again.placements());
        assertEquals(8, toys.done.get("find on CPU"), "nothing is measured");
        assertFalse(toys.done.containsKey("find on CUDA"));
        assertFalse(toys.done.containsKey("blur a on CPU"));
    }

    @Test
    void theShortestWayThroughCopiesAndKernelsIsTaken() {
        Trial.Cost any = new Trial.Cost(5, 4, 1, 2), only = new Trial.Cost(0, NEVER, NEVER, 0);
        assertArrayEquals(new boolean[] { true }, Trial.cheapest(List.of(new Trial.Cost(5, 5, 5, 9)), false), "a tie");
        assertArrayEquals(new boolean[] { true, true, true }, Trial.cheapest(List.of(any, any, any), false));
        assertArrayEquals(new boolean[] { false, false }, Trial.cheapest(List.of(new Trial.Cost(1, 4, 4, 2), only),
                false), "what has to come back stays");
        assertArrayEquals(new boolean[] { true, false }, Trial.cheapest(List.of(new Trial.Cost(9, 4, 4, 2), only),
                true));
        Trial.Cost fixed = new Trial.Cost(NEVER, 4, 1, 2);
        assertArrayEquals(new boolean[] { false, true }, Trial.cheapest(List.of(new Trial.Cost(1, 5, 5, 2), fixed),
                false));
        assertArrayEquals(new boolean[] { true, true }, Trial.cheapest(List.of(new Trial.Cost(2, 4, 4, 2), fixed),
                false), "since the next is there too");
        // what is looked at again behind the detector has to be fetched for that
        assertArrayEquals(new boolean[] { true, true }, Trial.cheapest(List.of(new Trial.Cost(3, 3, 3, 9),
                new Trial.Cost(4, 5, 1, 0)), false));
        assertArrayEquals(new boolean[] { false, false }, Trial.cheapest(List.of(new Trial.Cost(3, 3, 3, 9),
                new Trial.Cost(4, 5, 1, 0)), true));
    }
}
