import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.loupe.api.Detections;
import org.loupe.api.Device;
import org.loupe.api.Examples;
import org.loupe.api.Model;
import org.loupe.api.Pair;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.api.Trainer;
import org.loupe.api.TrainingRun;
import org.loupe.testkit.TestRun;
import org.loupe.tools.torch.detect.CenterNetTrainer;
import org.loupe.tools.torch.detect.FasterRcnnTrainer;
import org.loupe.tools.torch.images.Alterations;
import org.loupe.tools.torch.images.Lesson;
import org.loupe.tools.torch.training.Mistakes;
import org.loupe.tools.torch.training.Optimisation;

/**
 * Measures for "nets.py memory" whether a long training grows: NET STEPS. It trains a small net as the product does,
 * with a checkpoint and a judged image after each epoch, and prints resident MiB ten times; ends with 1 if the last is
 * more than 5 % above the first, which is taken after a tenth of the steps.
 */
public final class NetMemory {
    private static final List<String> CLASSES = List.of("pit", "particle");
    private static final int IMAGES = 64, SIDE = 64, BATCH = 2;
    private static final double ALLOWED = 1.05;

    private NetMemory() {
    }

    public static void main(String[] args) throws Exception {
        int steps = Integer.parseInt(args[1]);
        Optimisation how = Optimisation.DEFAULT.with(10000, BATCH, 1e-3);
        Lesson lesson = new Lesson(true, 1, SIDE, Alterations.DEFAULT);
        Path state = Files.createTempDirectory("loupe-bench");
        Watch watch = new Watch(steps, state);
        if (args[0].equals("center-net"))
            train(new CenterNetTrainer(), new CenterNetTrainer.Params(lesson, 4, Mistakes.DEFAULT, how), watch);
        else {
            FasterRcnnTrainer.Params usual = new FasterRcnnTrainer().defaults();
            train(new FasterRcnnTrainer(), new FasterRcnnTrainer.Params(lesson, usual.backbone(), usual.weights(), 0,
                    usual.anchor(), 8, 32, usual.mistakes(), how), watch);
        }
        System.exit(watch.last <= ALLOWED * watch.first ? 0 : 1);
    }

    private static <P extends Record> void train(Trainer<P, Pair, Detections> trainer, P params, Watch watch)
            throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        List<Pair> images = new ArrayList<>();
        List<Detections> truths = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < IMAGES; i++) {
            Tile test = Tile.allocate(Shape.grey(SIDE, SIDE)), reference = Tile.allocate(Shape.grey(SIDE, SIDE));
            for (int p = 0; p < SIDE * SIDE; p++) {
                test.data().put(p, (byte) random.nextInt(256));
                reference.data().put(p, (byte) random.nextInt(256));
            }
            images.add(new Pair(test, Optional.of(reference), Optional.empty()));
            Detections.Builder boxes = new Detections.Builder(CLASSES);
            for (int n = 0; n < 3; n++)
                boxes.add(random.nextInt(40), random.nextInt(40), 8 + random.nextInt(12), 8 + random.nextInt(12), 1,
                        n % 2, null);
            truths.add(boxes.build());
            groups.add("group " + i % 4);
        }
        watch.shown = images.get(0);
        try (Step<Examples<Pair, Detections>, Model<Pair, Detections>> step = trainer.open(params, Device.CPU);
                TestRun run = new TestRun(1).training(watch)) {
            step.apply(new Examples<>(CLASSES, images, truths, groups), run);
        }
    }

    /** Counts steps, and looks at the memory. */
    private static final class Watch implements TrainingRun {
        private final int steps;
        private final Path state;
        private Pair shown;
        private int done;
        private long first, last;

        Watch(int steps, Path state) {
            this.steps = steps;
            this.state = state;
        }

        @Override
        public void figures(double epoch, Map<String, Double> values) {
            if (++done % (steps / 10) > 0)
                return;
            last = resident();
            if (first == 0)
                first = last;
            System.out.printf(Locale.ROOT, "%6d steps: %d MiB, %+.1f %%%n", done, last >> 10,
                    100.0 * last / first - 100);
        }

        @Override
        @SuppressWarnings("unchecked")
        public double judge(Model<?, ?> soFar) throws ToolException {
            try (Step<Pair, Detections> step = ((Model<Pair, Detections>) soFar).open(Device.CPU);
                    TestRun run = new TestRun()) {
                step.apply(shown, run);
                return Math.min(1, done * 1e-5);
            } catch (ToolException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public boolean ending() {
            return done >= steps;
        }

        @Override
        public Optional<Path> folder() {
            return Optional.of(state);
        }

        /** Resident KiB of this process. */
        private static long resident() {
            try {
                for (String line : Files.readAllLines(Path.of("/proc/self/status")))
                    if (line.startsWith("VmRSS"))
                        return Long.parseLong(line.replaceAll("\\D", ""));
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            throw new IllegalStateException("This system does not tell the resident memory.");
        }
    }
}
