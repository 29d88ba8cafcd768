package org.loupe.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
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
import org.loupe.engine.Item;
import org.loupe.engine.Options;
import org.loupe.engine.Pairing;
import org.loupe.engine.Progress;
import org.loupe.engine.Recipe;
import org.loupe.engine.RecipeStep;
import org.loupe.engine.Registry;
import org.loupe.engine.Schema;
import org.loupe.engine.evaluation.Evaluation;
import org.loupe.engine.evaluation.OperatingCurve;
import org.loupe.engine.evaluation.OperatingPoint;
import org.loupe.store.RunReader;

/** Trying values tells the same figures as runs with these values would, and leaves no run behind. */
class ParameterSweepTest {
    private final Registry registry = Registry.load(ParameterSweepTest.class.getClassLoader());

    @TempDir
    Path temp;

    /** A box of each tenth as its score. */
    private static final class Tenths implements Detector<Tenths.Params> {
        record Params(@Param(label = "Lowest score", min = 0, max = 1, help = "Of a box.") double leastScore) {
        }

        @Override
        public Info info() {
            return Info.of("test.tenths", "Tenths", "Finds boxes.");
        }

        @Override
        public Params defaults() {
            return new Params(0.3);
        }

        @Override
        public int halo(Params params) {
            return 0;
        }

        @Override
        public Step<Pair, Detections> open(Params params, Device device) {
            return (pair, run) -> {
                Detections.Builder found = new Detections.Builder(List.of("defect"));
                for (int i = 1; i < 10; i++)
                    if (i / 10.0 >= params.leastScore)
                        found.add(10 * i, 0, 8, 8, i / 10.0, 0, null);
                return found.build();
            };
        }
    }

    private ParameterSweep.Request request(Samples.Written made, Recipe recipe, List<Double> values) throws Exception {
        List<Item> items = ImageList.find(List.of(made.images()), Pairing.parse("auto"), registry);
        Schema.Field field = ScoreLimit.fields(recipe.steps().get(0), registry).stream()
                .filter(f -> f.name().equals("threshold")).findFirst().orElseThrow();
        return new ParameterSweep.Request(recipe, 0, field, values, items, made.truth(),
                Options.defaults().threads(2), 0.33, false);
    }

    @Test
    void valuesAreTriedAsRunsWould() throws Exception {
        registry.add(new SquareTools(), "test", "1");
        Samples.Written made = Samples.write(new Samples.Request("test.generate-squares", Map.of(), 4, 1,
                temp.resolve("sample")), registry, Progress.NONE);
        Recipe recipe = new Recipe("squares", "", List.of(RecipeStep.of("test.difference")));
        List<OperatingPoint> told = new ArrayList<>();
        int[] last = new int[2];
        Progress progress = new Progress() {
            @Override
            public void update(int done, int total, int detections, int errors, String current) {
                last[0] = done;
                last[1] = total;
            }
        };
        ParameterSweep.Request request = request(made, recipe, List.of(30.0, 125.0, 200.0));
        OperatingCurve curve = ParameterSweep.run(request, registry, progress, told::add);
        assertEquals(told, curve.points());
        assertEquals(List.of(12, 12), List.of(last[0], last[1]), "4 images with each of 3 values");
        for (OperatingPoint point : curve.points()) {
            Path run = temp.resolve("run-" + point.setting());
            Inspections.run(new Inspections.Request(ScoreLimit.with(recipe, 0, request.field(), point.setting()),
                    request.items(), run, request.options()), registry, Progress.NONE);
            try (RunReader reader = RunReader.open(run)) {
                Evaluation expected = Evaluations.of(reader, made.truth(), Evaluation.Settings.DEFAULT).evaluation();
                assertEquals(expected.overall(), point.scores());
                assertEquals(expected.perImage(), point.perImage());
                assertEquals(expected.perDefect(), point.perDefect());
            }
        }
        assertEquals(1, curve.points().get(0).scores().recall(), "the squares are found");
        assertEquals(0, curve.points().get(2).scores().recall(), "but not beyond their contrast");
        try (Stream<Path> files = Files.list(made.folder())) {
            assertFalse(files.anyMatch(f -> f.endsWith("runs")), "no run is written");
        }
    }

    @Test
    void itEndsWhenItIsCancelled() throws Exception {
        registry.add(new SquareTools(), "test", "1");
        Samples.Written made = Samples.write(new Samples.Request("test.generate-squares", Map.of(), 3, 1,
                temp.resolve("sample")), registry, Progress.NONE);
        Recipe recipe = new Recipe("squares", "", List.of(RecipeStep.of("test.difference", Map.of("pause", 10_000))));
        Progress cancelled = new Progress() {
            @Override
            public boolean cancelled() {
                return true;
            }
        };
        assertThrows(CancellationException.class,
                () -> ParameterSweep.run(request(made, recipe, List.of(30.0)), registry, cancelled, p -> { }));
    }

    @Test
    void theLowestScoreOfTheLastStepThatHasOneIsTheLimit() {
        registry.add(new ToolProvider() {
            @Override
            public List<Tool<?, ?, ?>> tools() {
                return List.of(new Tenths());
            }
        }, "test", "1");
        registry.add(new SquareTools(), "test", "1");
        RecipeStep tenths = RecipeStep.of("test.tenths"), other = RecipeStep.of("test.difference");
        Recipe recipe = new Recipe("r", "", List.of(tenths, tenths.with("leastScore", 0.6), other));
        ScoreLimit limit = ScoreLimit.of(recipe, registry).orElseThrow();
        assertEquals(1, limit.step());
        assertEquals(0.6, limit.value());
        Recipe off = new Recipe("r", "", List.of(tenths, tenths.enabled(false), other));
        assertEquals(0.3, ScoreLimit.of(off, registry).orElseThrow().value(), "a step that is off limits nothing");
        assertTrue(ScoreLimit.of(new Recipe("r", "", List.of(other, RecipeStep.of("none"))), registry).isEmpty());
        Recipe raised = ScoreLimit.with(recipe, 1, limit.field(), 0.75);
        assertEquals(0.75, ScoreLimit.of(raised, registry).orElseThrow().value());
    }

    @Test
    void valuesSpanWhatIsWorthTrying() {
        Schema.Field score = field(Schema.Kind.NUMBER, 0, 1), grey = field(Schema.Kind.NUMBER, 1, 65535),
                shift = field(Schema.Kind.INTEGER, 0, 8);
        assertEquals(List.of(0.0, 0.2, 0.35, 0.4, 0.6, 0.8, 1.0), ParameterSweep.values(score, 0.35, 7));
        List<Double> greys = ParameterSweep.values(grey, 40, 9);
        assertEquals(10, greys.get(0));
        assertEquals(160, greys.get(greys.size() - 1));
        assertTrue(greys.contains(40.0) && greys.size() <= 9);
        assertEquals(List.of(0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0), ParameterSweep.values(shift, 4, 20));
        assertEquals(5, ParameterSweep.values(field(Schema.Kind.NUMBER, Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY), 0, 6).size());
    }

    private static Schema.Field field(Schema.Kind kind, double min, double max) {
        return new Schema.Field("f", "F", "", kind, min, max, 0, List.of(), "", false, "", List.of(), 0.0);
    }
}
