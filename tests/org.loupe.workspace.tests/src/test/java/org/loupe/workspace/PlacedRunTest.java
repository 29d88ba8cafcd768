package org.loupe.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.Detections;
import org.loupe.api.Detector;
import org.loupe.api.Device;
import org.loupe.api.Devices;
import org.loupe.api.Pair;
import org.loupe.api.Param;
import org.loupe.api.Step;
import org.loupe.api.Tool;
import org.loupe.api.ToolException;
import org.loupe.api.ToolProvider;
import org.loupe.engine.ImageList;
import org.loupe.engine.Options;
import org.loupe.engine.Pairing;
import org.loupe.engine.Placement;
import org.loupe.engine.Policy;
import org.loupe.engine.Progress;
import org.loupe.engine.Recipe;
import org.loupe.engine.RecipeStep;
import org.loupe.engine.Registry;
import org.loupe.store.RunReader;

/** A run's folder tells where its steps were computed, also when it goes on elsewhere. */
class PlacedRunTest {
    private static final AtomicInteger CALLS = new AtomicInteger();
    /** Calls of the tool before it waits until it is cancelled. */
    private static volatile int most;
    private static final Device GPU = new Device.Cuda(0, "Pretended", 1 << 30);

    @TempDir
    Path temp;

    /** Finds one box. */
    private record Box(Device.Kind kind, double tolerance) implements Detector<Box.Params> {
        record Params(@Param(label = "Size", unit = "px", min = 1, help = "Of the box.") double size) {
        }

        @Override
        public Info info() {
            Info info = Info.of("test.box", "Box", "Finds one box.").devices(kind).rank(kind.ordinal());
            return tolerance > 0 && kind != Device.Kind.CPU ? info.within(tolerance) : info;
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
        public Step<Pair, Detections> open(Params params, Device device) {
            float off = device == Device.CPU ? 0 : (float) tolerance;
            return (pair, run) -> {
                for (boolean held = CALLS.incrementAndGet() > most; held; Thread.onSpinWait())
                    run.checkCancelled();
                return new Detections.Builder(List.of("defect")).add(10 + off, 10, params.size, params.size, 0.5, 0,
                        null).build();
            };
        }
    }

    private static Registry registry(boolean gpu, double tolerance) {
        Registry registry = Registry.load(PlacedRunTest.class.getClassLoader());
        for (Device.Kind kind : Device.Kind.values())
            registry.add(new ToolProvider() {
                @Override
                public List<Tool<?, ?, ?>> tools() {
                    return List.of(new Box(kind, tolerance));
                }

                @Override
                public Devices devices() {
                    return gpu && kind == Device.Kind.CUDA ? new Devices(List.of(GPU), "", "") : Devices.NONE;
                }
            }, "test.box." + kind.name().toLowerCase(Locale.ROOT), "1.0.0");
        return registry;
    }

    /** Starts a run of 12 images on a GPU that is cancelled when a few are done. */
    private Path begin(double tolerance) throws Exception {
        Registry registry = registry(true, tolerance);
        Samples.write(new Samples.Request("test.generate-squares", Map.of(), 12, 1, temp.resolve("demo")), registry,
                Progress.NONE);
        AtomicInteger done = new AtomicInteger();
        CALLS.set(0);
        most = tolerance > 0 ? 3 : 3 + 8; // with those that measure
        Progress few = new Progress() {
            @Override
            public void update(int images, int total, int detections, int errors, String current) {
                done.set(images);
            }

            @Override
            public boolean cancelled() {
                return done.get() >= 3;
            }
        };
        Path run = temp.resolve("run");
        Inspections.Outcome outcome = Inspections.run(new Inspections.Request(new Recipe("r", "", List.of(RecipeStep
                .of("test.box"))), ImageList.find(List.of(temp.resolve("demo/images")), Pairing.AUTO, registry), run,
                Options.defaults().threads(1)), registry, few);
        most = Integer.MAX_VALUE;
        assertTrue(outcome.images() >= 3 && outcome.images() < 12, outcome.toString());
        return run;
    }

    @Test
    void theFolderTellsWhatWasChosenAndHowTheRunWentOn() throws Exception {
        Path run = begin(0);
        RunFacts begun = RunFacts.read(run);
        assertEquals(1, begun.provenance().placements().size());
        Placement chosen = begun.provenance().placements().get(0);
        assertTrue(chosen.reason().contains(" ms instead of "), chosen.toString());
        assertEquals(chosen.device(), begun.devices());
        Inspections.Outcome outcome = Inspections.resume(run, 2, registry(false, 0), Progress.NONE);
        assertEquals(12, outcome.images());
        assertTrue(outcome.summary().skipped() >= 3, outcome.toString());
        List<Placement> both = RunFacts.read(run).provenance().placements();
        assertEquals(List.of(chosen.device(), "CPU"), both.stream().map(Placement::device).toList());
        assertTrue(RunFacts.read(run).devices().endsWith("CPU"));
        try (RunReader reader = RunReader.open(run)) {
            assertEquals(1, reader.images().stream().flatMap(i -> i.warnings().stream())
                    .filter(w -> w.contains("The run was begun on " + GPU.label())).count());
        }
        for (boolean gpu : new boolean[] { true, false })
            assertEquals(12, Verification.check(run, 1, registry(gpu, 0), Progress.NONE).equal());
    }

    @Test
    void otherNumbersAreRefusedUnlessTheyAreChosen() throws Exception {
        Path run = begin(0.25);
        assertEquals(List.of(), RunFacts.read(run).provenance().placements());
        ToolException e = assertThrows(ToolException.class, () -> Inspections.resume(run, 1,
                registry(false, 0.25), Progress.NONE));
        assertTrue(e.getMessage().contains("was computed on " + GPU.label()), e.getMessage());
        Inspections.Outcome outcome = Inspections.resume(run, 1, Optional.of(Policy.CPU), registry(false,
                0.25), Progress.NONE);
        assertEquals(12, outcome.images());
        assertEquals(Set.of(GPU.label(), "CPU"), Set.of(RunFacts.read(run).devices().split(", ")));
        Verification.Report report = Verification.check(run, 1, registry(false, 0.25), Progress.NONE);
        assertEquals(0.25, report.tolerance());
        assertTrue(report.confirmed() && report.close() >= 3, report.toString());
    }
}
