import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Scanner;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.loupe.api.Detections;
import org.loupe.api.Device;
import org.loupe.api.Examples;
import org.loupe.api.Model;
import org.loupe.api.OnnxRunner;
import org.loupe.api.Pair;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.api.TrainingRun;
import org.loupe.testkit.TestRun;
import org.loupe.tools.onnx.OnnxDetector;
import org.loupe.tools.torch.compute.Natives;
import org.loupe.tools.torch.compute.Place;
import org.loupe.tools.torch.compute.Tensors;
import org.loupe.tools.torch.compute.TorchNet;
import org.loupe.tools.torch.detect.CenterNetTrainer;
import org.loupe.tools.torch.detect.FasterRcnnTrainer;
import org.loupe.tools.torch.images.Alterations;
import org.loupe.tools.torch.images.Lesson;
import org.loupe.tools.torch.net.CenterNet;
import org.loupe.tools.torch.net.Net;
import org.loupe.tools.torch.net.ResNet;
import org.loupe.tools.torch.net.UNet;
import org.loupe.tools.torch.onnx.OnnxFile;
import org.loupe.tools.torch.segment.UNetTrainer;
import org.loupe.tools.torch.training.Fit;
import org.loupe.tools.torch.training.LearningNet;
import org.loupe.tools.torch.training.Mistakes;
import org.loupe.tools.torch.training.Optimisation;
import org.loupe.tools.torch.training.Subject;
import org.loupe.tools.torch.weights.Snapshot;
import org.loupe.tools.torch.weights.Weights;

/**
 * Loupe's side of nets.py: NET SIDE BATCH LOOKED WEIGHTS, sizes in px. Trains the net as the product does; for each
 * line that is read so many steps, whose best seconds of the processor and of the clock are printed. Behind the line
 * "infer" the weights are in their file, from which faster-rcnn begins, and each line is answered with the best of so many passes over one image of
 * LOOKED px, with the sum of what they give, and with the same of ONNX Runtime where the product leaves the net to it.
 */
public final class NetSteps {
    private static final List<String> CLASSES = List.of("open", "short", "mousebite", "spur", "copper", "pin-hole");
    private static final ThreadMXBean PROCESSOR = ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean PROCESS = (OperatingSystemMXBean) ManagementFactory
            .getOperatingSystemMXBean();
    private static final Scanner COMMANDS = new Scanner(System.in);
    /** Images, so that an epoch has as many steps as are not broken by what comes behind an epoch. */
    private static final int STEPS = 8;

    private NetSteps() {
    }

    public static void main(String[] args) throws Exception {
        String net = args[0];
        int side = Integer.parseInt(args[1]), batch = Integer.parseInt(args[2]), looked = Integer.parseInt(args[3]);
        Path weights = Path.of(args[4]);
        Natives.load();
        Optimisation how = Optimisation.DEFAULT.with(10000, batch, 1e-5);
        Lesson lesson = new Lesson(true, 1, side, new Alterations(true, 0, 0, 0));
        Supplier<List<float[]>> pass, other = null;
        switch (net) {
            case "center-net" -> {
                train(new CenterNetTrainer(), new CenterNetTrainer.Params(lesson, 16, Mistakes.DEFAULT, how), boards(side, batch))
                        .write(weights);
                Net made = CenterNet.of(2, CLASSES.size(), 16);
                List<String> outputs = List.of(CenterNet.HEAT, CenterNet.BOX);
                pass = pass(made, outputs, weights, looked);
                other = runtime(made, outputs, weights, looked);
            }
            case "unet" -> {
                UNetTrainer trainer = new UNetTrainer();
                train(trainer, new UNetTrainer.Params(lesson, 16, 4, Mistakes.DEFAULT, how), layers(side, batch)).write(weights);
                pass = pass(UNet.of(2, 1, 16, 4), List.of("final_conv"), weights, looked);
                other = runtime(UNet.of(2, 1, 16, 4), List.of("final_conv"), weights, looked);
            }
            case "resnet18" -> {
                residual(side, batch, how).write(weights, Map.of());
                pass = pass(ResNet.of18(3, 1000), List.of("fc"), weights, looked);
                other = runtime(ResNet.of18(3, 1000), List.of("fc"), weights, looked);
            }
            default -> {
                FasterRcnnTrainer trainer = new FasterRcnnTrainer();
                FasterRcnnTrainer.Params usual = trainer.defaults();
                Model<Pair, Detections> model = train(trainer, new FasterRcnnTrainer.Params(lesson, usual.backbone(),
                        weights, 0, usual.anchor(), usual.width(), usual.regions(),
                        usual.mistakes(), how),
                        boards(side, batch));
                model.write(weights);
                Step<Pair, Detections> step = model.open(Device.CPU);
                Pair pair = board(looked);
                pass = () -> {
                    try (TestRun run = new TestRun()) {
                        Detections found = step.apply(pair, run);
                        float[] values = new float[1 + found.size()];
                        values[0] = found.size();
                        for (int i = 0; i < found.size(); i++)
                            values[1 + i] = (float) found.score()[i];
                        return List.of(values);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                };
            }
        }
        System.out.println("infer");
        while (COMMANDS.hasNextLine()) {
            int count = Integer.parseInt(COMMANDS.nextLine().strip());
            say("%s %s", best(pass, count, PROCESSOR::getCurrentThreadCpuTime),
                    other == null ? "0 0 0" : best(other, count, PROCESS::getProcessCpuTime));
        }
    }

    private static String best(Supplier<List<float[]>> pass, int count, LongSupplier processor) {
        double best = Double.POSITIVE_INFINITY, wall = Double.POSITIVE_INFINITY, sum = 0;
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime(), used = processor.getAsLong();
            List<float[]> given = pass.get();
            best = Math.min(best, (processor.getAsLong() - used) / 1e9);
            wall = Math.min(wall, (System.nanoTime() - start) / 1e9);
            sum = 0;
            for (float[] values : given)
                for (float value : values)
                    sum += Math.abs(value);
        }
        return String.format(Locale.ROOT, "%.6f %.6f %.9g", best, wall, sum);
    }

    /** The same pass in ONNX Runtime, which computes on a thread of its own: its time is that of the whole process. */
    private static Supplier<List<float[]>> runtime(Net net, List<String> outputs, Path weights, int side)
            throws Exception {
        Path file = weights.resolveSibling("net.onnx");
        OnnxFile.write(net, outputs, Weights.of(weights), Map.of(), file);
        OnnxRunner.Net loaded = new OnnxDetector().open(file);
        float[] images = numbers(net.channels() * side * side);
        return () -> {
            try {
                return loaded.compute(images, 1, net.channels(), side, side, () -> { });
            } catch (ToolException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    /** The numbers that both sides are given, in -2 to 2. */
    private static float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++)
            numbers[i] = (float) ((i * 7919L % 4001) / 1000.0 - 2);
        return numbers;
    }

    private static Supplier<List<float[]>> pass(Net net, List<String> outputs, Path weights, int side)
            throws Exception {
        TorchNet loaded = TorchNet.load(net, outputs, Weights.of(weights));
        float[] images = numbers(net.channels() * side * side);
        torch.set_num_threads(1);
        return () -> {
            Map<String, Tensor> given = Map.of();
            try (PointerScope scope = new PointerScope()) {
                given = loaded.forward(Tensor.create(images, 1, net.channels(), side, side)
                        .contiguous(torch.MemoryFormat.ChannelsLast), outputs, () -> { });
                List<float[]> values = new ArrayList<>();
                for (String output : outputs)
                    values.add(Tensors.values(given.get(output)));
                return values;
            } finally {
                given.values().forEach(Pointer::close);
            }
        };
    }

    /** A board whose pixels are those that nets.py makes. */
    private static Pair board(int side) {
        Tile test = Tile.allocate(Shape.grey(side, side)), reference = Tile.allocate(Shape.grey(side, side));
        for (int i = 0; i < side * side; i++) {
            test.data().put(i, (byte) (i * 7919L % 251));
            reference.data().put(i, (byte) (i * 7907L % 241));
        }
        return new Pair(test, Optional.of(reference), Optional.empty());
    }

    private static Examples<Pair, Detections> boards(int side, int batch) {
        List<Detections> truths = new ArrayList<>();
        for (int i = 0; i < STEPS * batch; i++) {
            Detections.Builder boxes = new Detections.Builder(CLASSES);
            for (int c = 0; c < CLASSES.size(); c++)
                boxes.add(20 + 35 * c, 30 + 20 * (c % 3), 24, 20, 1, c, null);
            truths.add(boxes.build());
        }
        return examples(CLASSES, side, truths);
    }

    private static Examples<Pair, Tile> layers(int side, int batch) {
        Tile truth = Tile.allocate(Shape.grey(side, side).samples(1, Shape.Type.F32));
        for (int i = 0; i < side * side / 2; i++)
            truth.data().putFloat(4 * i, 1);
        return examples(List.of("layer"), side, java.util.Collections.nCopies(STEPS * batch, truth));
    }

    private static <O> Examples<Pair, O> examples(List<String> classes, int side, List<O> truths) {
        return new Examples<>(classes, java.util.Collections.nCopies(truths.size(), board(side)), truths,
                java.util.Collections.nCopies(truths.size(), "board"));
    }

    private static <P extends Record, O> Model<Pair, O> train(org.loupe.api.Trainer<P, Pair, O> trainer, P params,
            Examples<Pair, O> examples) throws Exception {
        try (Step<Examples<Pair, O>, Model<Pair, O>> step = trainer.open(params, Device.CPU);
                TestRun run = new TestRun(1).training(new Asked())) {
            return step.apply(examples, run);
        }
    }

    /** ResNet-18, which learns the classes of images. */
    private static Snapshot residual(int side, int batch, Optimisation how) throws Exception {
        float[] image = numbers(3 * side * side);
        try (LearningNet net = new LearningNet(ResNet.of18(3, 1000), new SplittableRandom(1)); TestRun run =
                new TestRun(1).training(new Asked())) {
            return new Fit(List.of(net), how, Place.PROCESSOR, weights -> null, run).learn(new Subject<float[]>() {
                @Override
                public int samples() {
                    return STEPS * batch;
                }

                @Override
                public float[] prepare(int number, RandomGenerator random) {
                    return image;
                }

                @Override
                public Tensor loss(List<float[]> samples, Map<String, Double> told) {
                    int count = samples.size();
                    Tensor images = Tensor.create(Tensors.row(samples, s -> s), count, 3, side, side)
                            .contiguous(torch.MemoryFormat.ChannelsLast);
                    long[] kinds = new long[count];
                    Arrays.setAll(kinds, i -> i);
                    return torch.cross_entropy_loss(net.forward(images, List.of("fc")).get("fc"), Tensor.create(kinds,
                            count));
                }
            }, 1);
        }
    }

    /** Measures the steps that are asked for; ends the training when passes are. */
    private static final class Asked implements TrainingRun {
        private double best, clock;
        private long used, start;
        private int left;
        private boolean whole, ending;

        @Override
        public void figures(double epoch, Map<String, Double> values) {
            if (whole) {
                best = Math.min(best, (PROCESSOR.getCurrentThreadCpuTime() - used) / 1e9);
                clock = Math.min(clock, (System.nanoTime() - start) / 1e9);
                left--;
            }
            if (left == 0) {
                if (whole)
                    say("%.6f %.6f", best, clock);
                String asked = COMMANDS.nextLine().strip();
                ending = asked.equals("infer");
                left = ending ? -1 : Integer.parseInt(asked);
                best = clock = Double.POSITIVE_INFINITY;
            }
            whole = true;
            start = System.nanoTime();
            used = PROCESSOR.getCurrentThreadCpuTime();
        }

        @Override
        public double judge(Model<?, ?> soFar) {
            whole = false; // what comes behind an epoch is no part of a step
            return Double.NaN;
        }

        @Override
        public boolean ending() {
            return ending;
        }
    }
}
