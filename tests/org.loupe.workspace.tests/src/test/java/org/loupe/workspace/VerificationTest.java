package org.loupe.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.Detections;
import org.loupe.api.Detector;
import org.loupe.api.Device;
import org.loupe.api.Pair;
import org.loupe.api.Param;
import org.loupe.api.Step;
import org.loupe.api.Tool;
import org.loupe.api.ToolProvider;
import org.loupe.engine.ImageList;
import org.loupe.engine.Options;
import org.loupe.engine.Pairing;
import org.loupe.engine.Progress;
import org.loupe.engine.Recipe;
import org.loupe.engine.RecipeStep;
import org.loupe.engine.Registry;
import org.loupe.engine.Zones;
import org.loupe.engine.evaluation.Evaluation;
import org.loupe.store.RunReader;

/** A check accepts what the tools of a recipe state as their tolerance, and no more. */
class VerificationTest {
    private final Registry registry = Registry.load(VerificationTest.class.getClassLoader());
    /** What the tool adds to its result: as if it ran on another machine. */
    private float deviation;
    private float scoreDeviation;

    @TempDir
    Path temp;

    /** Finds one box, a little beside its place. */
    private final class Unsteady implements Detector<Unsteady.Params> {
        record Params(@Param(label = "Size", unit = "px", min = 1, help = "Of the box.") double size) {
        }

        @Override
        public Info info() {
            return Info.of("test.unsteady", "Unsteady", "Finds one box.").within(0.25);
        }

        @Override
        public Params defaults() {
            return new Params(5);
        }

        @Override
        public int halo(Params params) {
            return 0;
        }

        @Override
        public boolean global(Params params) {
            return true;
        }

        @Override
        public Step<Pair, Detections> open(Params params, Device device) {
            return (pair, run) -> new Detections.Builder(List.of("defect")).add(10 + deviation, 10, params.size,
                    params.size, 0.5 + scoreDeviation, 0, null).build();
        }
    }

    @BeforeEach
    void makeARun() throws Exception {
        registry.add(new ToolProvider() {
            @Override
            public List<Tool<?, ?, ?>> tools() {
                return List.of(new Unsteady());
            }
        }, "test.other", "1.0.0");
        Samples.write(new Samples.Request("test.generate-squares", Map.of(), 2, 1, temp.resolve("demo")), registry,
                Progress.NONE);
        Inspections.run(new Inspections.Request(new Recipe("r", "", List.of(RecipeStep.of("test.unsteady"))),
                ImageList.find(List.of(temp.resolve("demo/images")), Pairing.AUTO, registry), temp.resolve("run"),
                Options.defaults()), registry, Progress.NONE);
    }

    private Verification.Report check() throws Exception {
        return Verification.check(temp.resolve("run"), 1, registry, Progress.NONE);
    }

    @Test
    void withinTheToleranceItIsConfirmed() throws Exception {
        assertEquals(2, check().equal());
        deviation = 0.2f;
        scoreDeviation = 0.04f;
        Verification.Report close = check();
        assertTrue(close.confirmed());
        assertEquals(List.of(0, 2, 0), List.of(close.equal(), close.close(), close.different()));
        assertEquals(0.25, close.tolerance());
    }

    @Test
    void beyondItIsNot() throws Exception {
        deviation = 0.3f;
        Verification.Report far = check();
        assertFalse(far.confirmed());
        assertEquals("Detection 1: x was 10.0, is now 10.3.", far.differences().get(0).what());
        deviation = 0;
        scoreDeviation = 0.06f;
        assertEquals(2, check().different());
        scoreDeviation = Float.NaN;
        assertEquals(2, check().different());
    }

    @Test
    void zonesAreKeptWithTheRunForCheckResumeAndEvaluation() throws Exception {
        Recipe recipe = new Recipe("r", "", List.of(RecipeStep.of("test.difference")));
        Zones upper = Zones.of(false, List.of(new Zones.Zone(true, 0, 0, 48, 24)));
        Path all = temp.resolve("all"), some = temp.resolve("some");
        long everything = run(recipe, all, Zones.NONE).detections(), counted = run(recipe, some, upper).detections();
        assertTrue(counted > 0 && counted < everything, counted + " of " + everything);
        assertTrue(Verification.check(some, 2, registry, Progress.NONE).confirmed());
        assertEquals(2, Inspections.resume(some, 1, registry, Progress.NONE).summary().skipped());
        try (RunReader run = RunReader.open(some)) {
            assertEquals(upper, Inspections.zones(run));
            Evaluation found = Evaluations.of(run, temp.resolve("demo/truth.json"), Evaluation.Settings.DEFAULT)
                    .evaluation();
            assertEquals(counted, found.overall().truths(), "a true defect that does not count is no escape");
            assertEquals(counted, found.overall().matched());
        }
    }

    private Inspections.Outcome run(Recipe recipe, Path folder, Zones zones) throws Exception {
        return Inspections.run(new Inspections.Request(recipe,
                ImageList.find(List.of(temp.resolve("demo/images")), Pairing.AUTO, registry), folder,
                Options.defaults().zones(zones)), registry, Progress.NONE);
    }

    @Test
    void aCancelledCheckConfirmsNothing() throws Exception {
        Verification.Report report = Verification.check(temp.resolve("run"), 1, registry, new Progress() {
            @Override
            public boolean cancelled() {
                return true;
            }
        });
        assertTrue(report.cancelled());
        assertFalse(report.confirmed());
    }
}
