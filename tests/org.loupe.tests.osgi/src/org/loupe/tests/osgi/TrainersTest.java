package org.loupe.tests.osgi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.Device;
import org.loupe.api.Examples;
import org.loupe.api.Features;
import org.loupe.api.Model;
import org.loupe.api.Predictions;
import org.loupe.api.Step;
import org.loupe.api.Task;
import org.loupe.api.Trainer;
import org.loupe.engine.Progress;
import org.loupe.engine.Registry;
import org.loupe.engine.SimpleRun;
import org.loupe.workspace.Tools;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** Trainers find the classes of their libraries, which load some by name, in separate bundles. */
class TrainersTest {
    private static final List<String> NAMES = List.of("width", "height", "grey");
    private static final List<String> CLASSES = List.of("pit", "particle", "scratch");

    @TempDir Path folder;
    private Tools tools;

    @BeforeEach void findTools() {
        BundleContext context = FrameworkUtil.getBundle(TrainersTest.class).getBundleContext();
        tools = context.getService(context.getServiceReference(Tools.class));
    }

    @Test void everyTrainerLearnsWritesReadsAndPredicts() throws Exception {
        int tried = 0;
        for (Registry.Entry entry : tools.registry().tools())
            if (entry.bundle().equals("org.loupe.tools.tribuo") && entry.tool() instanceof Trainer<?, ?, ?> trainer) {
                learn(trainer);
                tried++;
            }
        assertEquals(7, tried);
    }

    @SuppressWarnings("unchecked")
    private <P extends Record> void learn(Trainer<P, ?, ?> any) throws Exception {
        Trainer<P, Features, Predictions> trainer = (Trainer<P, Features, Predictions>) any;
        int[] truth = IntStream.range(0, 60).map(row -> row % 3).toArray();
        Features rows = rows(truth);
        Path file = folder.resolve(trainer.info().id() + ".model");
        try (SimpleRun run = new SimpleRun(Progress.NONE, 7, 0);
                Step<Examples<Features, Predictions>, Model<Features, Predictions>> step = trainer
                    .open(trainer.defaults(), Device.CPU)) {
            Model<Features, Predictions> model = step.apply(new Examples<>(CLASSES, List.of(rows),
                List.of(Predictions.truth(CLASSES, truth)), List.of("wafer")), run);
            model.write(file);
            Predictions told = predict(model, rows), read = predict(trainer.read(file), rows);
            assertArrayEquals(told.probabilities(), read.probabilities(), trainer.info().id());
            if (trainer.task() == Task.CLASSIFICATION)
                assertArrayEquals(truth, told.best(), trainer.info().id());
            else
                assertTrue(Arrays.stream(told.best()).sum() < 20, "most of what was learned from is good");
        }
    }

    private static Predictions predict(Model<Features, Predictions> model, Features rows) throws Exception {
        try (SimpleRun run = new SimpleRun(Progress.NONE, 0, 0);
                Step<Features, Predictions> step = model.open(Device.CPU)) {
            return step.apply(rows, run);
        }
    }

    private static Features rows(int[] truth) {
        SplittableRandom random = new SplittableRandom(1);
        float[] values = new float[truth.length * 3];
        for (int i = 0; i < values.length; i++)
            values[i] = (float) (random.nextDouble() + (truth[i / 3] == i % 3 ? 3 : 0));
        return new Features(NAMES, truth.length, values);
    }
}
