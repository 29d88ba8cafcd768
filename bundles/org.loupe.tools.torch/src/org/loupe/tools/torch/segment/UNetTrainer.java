package org.loupe.tools.torch.segment;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.loupe.api.Device;
import org.loupe.api.Examples;
import org.loupe.api.Model;
import org.loupe.api.Pair;
import org.loupe.api.Param;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.Task;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.api.Trainer;
import org.loupe.tools.torch.compute.Place;
import org.loupe.tools.torch.compute.Tensors;
import org.loupe.tools.torch.images.ImageNet;
import org.loupe.tools.torch.images.Lesson;
import org.loupe.tools.torch.images.PairInput;
import org.loupe.tools.torch.images.Windows;
import org.loupe.tools.torch.net.Net;
import org.loupe.tools.torch.net.UNet;
import org.loupe.tools.torch.training.Fit;
import org.loupe.tools.torch.training.LearningNet;
import org.loupe.tools.torch.training.Losses;
import org.loupe.tools.torch.training.Mistakes;
import org.loupe.tools.torch.training.Optimisation;
import org.loupe.tools.torch.training.Subject;
import org.loupe.tools.torch.weights.Snapshot;

/** Learns a {@link UNet}, which gives each pixel a class. */
public final class UNetTrainer implements Trainer<UNetTrainer.Params, Pair, Tile> {
    /** Id of the tool. */
    public static final String ID = "loupe.unet";

    private static final String WIDTH = "width", LEVELS = "levels";
    private static final double TOLERANCE = 1e-3;
    /** Steps of an epoch without which 50 epochs of few images do not learn enough. */
    private static final int STEPS = 32;
    /** Places per image around which windows are wanted. */
    private static final int PLACES = 64;

    /**
     * @param lesson         what the net sees of the images
     * @param width          channels of the first level
     * @param levels         on the way down
     * @param mistakes       how much they count
     * @param optimisation   how it learns
     */
    public record Params(
            Lesson lesson,
            @Param(label = "Width", unit = "channels", min = 2, max = 64, advanced = true, help = "Channels of the first"
                    + " level; each further level has twice as many. The paper's net has 64; 16 learns on a laptop.")
            int width,
            @Param(label = "Levels", min = 1, max = 6, advanced = true, help = "How often the image is halved on the way"
                    + " down. More levels see a larger surrounding.") int levels,
            Mistakes mistakes,
            Optimisation optimisation) {
    }

    @Override
    public Info info() {
        return Info.of(ID, "U-Net", "Learns to give each pixel a class (U-Net), from the image alone or against its"
                + " reference.").within(TOLERANCE).devices(Device.Kind.CPU, Device.Kind.CUDA);
    }

    @Override
    public Params defaults() {
        return new Params(Lesson.DEFAULT, 16, 4, Mistakes.DEFAULT, Optimisation.DEFAULT.withLeastSteps(STEPS));
    }

    @Override
    public Task task() {
        return Task.SEGMENTATION;
    }

    @Override
    public Model<Pair, Tile> read(Path file) throws ToolException {
        int[] levels = { 0 };
        ImageNet read = ImageNet.read(file, ID, (input, classes, numbers) -> UNet.of(input.channels(), classes.size(),
                numbers.get(WIDTH), levels[0] = numbers.get(LEVELS)));
        return new UNetModel(read, levels[0]);
    }

    @Override
    public boolean delegates() {
        return true;
    }

    @Override
    public long memory(Params params, Examples<Pair, Tile> examples) throws ToolException {
        return params.lesson.memory(net(params, params.lesson.input(examples), examples), UNet.step(params.levels),
                params.optimisation);
    }

    @Override
    public Optional<Params> lighter(Params p) {
        return p.optimisation.lighter().map(o -> new Params(p.lesson, p.width, p.levels, p.mistakes, o))
                .or(() -> p.lesson.lighter().map(l -> new Params(l, p.width, p.levels, p.mistakes,
                        p.optimisation)));
    }

    private static Net net(Params params, PairInput input, Examples<Pair, Tile> examples) {
        return UNet.of(input.channels(), examples.classes().size(), params.width, params.levels);
    }

    @Override
    public Step<Examples<Pair, Tile>, Model<Pair, Tile>> open(Params params, Device device) throws ToolException {
        Place place = Place.of(device);
        return (examples, run) -> learn(params, place, examples, run);
    }

    private static Model<Pair, Tile> learn(Params params, Place place, Examples<Pair, Tile> examples, Run run)
            throws ToolException {
        ImageNet.check(examples.classes());
        long seed = run.random().nextLong();
        PairInput input = params.lesson.input(examples);
        Net net = net(params, input, examples);
        Function<Snapshot, Model<?, ?>> model = weights -> new UNetModel(new ImageNet(ID, net, input,
                examples.classes(), Map.of(WIDTH, params.width, LEVELS, params.levels), weights), params.levels);
        try (LearningNet learning = new LearningNet(net, run.random())) {
            if (run.training().start().orElse(null) instanceof UNetModel start)
                start.net().begin(List.of(learning), examples.classes(), Set.of(net.output()));
            Snapshot learned = new Fit(List.of(learning), params.optimisation, place, model, run)
                    .learn(new Pixels(params, examples, input, learning), seed);
            return (UNetModel) model.apply(learned);
        }
    }

    @Override
    public double[] losses(Params p, Model<Pair, Tile> model, Examples<Pair, Tile> examples, Run run)
            throws ToolException {
        ImageNet learned = ((UNetModel) model).net();
        Params plain = new Params(p.lesson.plain(), p.width, p.levels, p.mistakes.unbalanced(), p.optimisation);
        try (LearningNet net = LearningNet.still(learned.net(), learned.weights())) {
            return Losses.of(new Pixels(plain, examples, learned.input(), net), examples.size(),
                    p.optimisation.batchSize(), run);
        }
    }

    /**
     * A window.
     *
     * @param planes  what the net is given
     * @param wanted  {@code classes × size × size}, 0 or 1
     * @param counted {@code size × size}: 0 beyond the image, 1 in it
     */
    private record Sample(float[] planes, float[] wanted, float[] counted) {
    }

    /** Pixels in windows, and how wrong the net is on them. */
    private static final class Pixels implements Subject<Sample> {
        private final Params params;
        private final Examples<Pair, Tile> examples;
        private final PairInput input;
        private final LearningNet net;
        private final Windows windows;
        private final float[] weights;

        Pixels(Params params, Examples<Pair, Tile> examples, PairInput input, LearningNet net) throws ToolException {
            this.params = params;
            this.examples = examples;
            this.input = input;
            this.net = net;
            windows = params.lesson.windows(examples, input, UNet.step(params.levels));
            weights = params.mistakes.weights(examples.classes(), () -> pixels(examples));
        }

        /** How many pixels each class has. */
        private static long[] pixels(Examples<Pair, Tile> examples) {
            long[] counts = new long[examples.classes().size()];
            for (Tile truth : examples.truths()) {
                FloatBuffer values = truth.data().asFloatBuffer();
                for (int i = 0; i < values.capacity(); i++)
                    if (values.get(i) > 0.5f)
                        counts[i % counts.length]++;
            }
            return counts;
        }

        @Override
        public int samples() {
            return windows.count();
        }

        @Override
        public int example(int number) {
            return windows.image(number);
        }

        @Override
        public Sample prepare(int number, RandomGenerator random) throws ToolException {
            Tile truth = examples.truths().get(windows.image(number));
            int classes = examples.classes().size(), by = input.reduction(), size = windows.size();
            FloatBuffer values = truth.data().asFloatBuffer();
            List<int[]> places = new ArrayList<>();
            for (int i = 0; i < PLACES; i++) {
                int x = random.nextInt(truth.width()), y = random.nextInt(truth.height());
                for (int c = 0; c < classes; c++)
                    if (values.get((y * truth.width() + x) * classes + c) > 0.5f)
                        places.add(new int[] { x / by, y / by });
            }
            Windows.Seen seen = windows.cut(number, places, random);
            float[] wanted = new float[classes * size * size], counted = new float[size * size];
            for (int v = 0; v < size; v++)
                for (int u = 0; u < size; u++) {
                    if (!seen.inside(u, v))
                        continue;
                    int x = Math.min(truth.width() - 1, seen.window().column(u, v) * by + by / 2);
                    int y = Math.min(truth.height() - 1, seen.window().row(u, v) * by + by / 2);
                    counted[v * size + u] = 1;
                    for (int c = 0; c < classes; c++)
                        wanted[(c * size + v) * size + u] = values.get((y * truth.width() + x) * classes + c) > 0.5f
                                ? 1 : 0;
                }
            return new Sample(seen.planes().values(), wanted, counted);
        }

        /** Binary cross-entropy with weights of misses and classes, and the Dice loss (Milletari et al., V-Net, 3DV 2016). */
        @Override
        public Tensor loss(List<Sample> batch, Map<String, Double> told) {
            int count = batch.size(), size = windows.size(), classes = examples.classes().size();
            Tensor images = Tensor.create(Tensors.row(batch, Sample::planes), count, input.channels(), size, size)
                    .contiguous(torch.MemoryFormat.ChannelsLast);
            Tensor given = net.forward(images, List.of(net.net().output())).get(net.net().output())
                    .to(torch.ScalarType.Float);
            Tensor wanted = Tensors.beside(given, Tensor.create(Tensors.row(batch, Sample::wanted), count, classes, size,
                    size));
            Tensor counted = Tensors.beside(given, Tensor.create(Tensors.row(batch, Sample::counted), count, 1, size,
                    size));
            Tensor misses = Tensors.beside(given, torch.full(new long[] { 1 }, new Scalar(
                    params.mistakes.falseNegatives())));
            Tensor ofClasses = Tensors.beside(given, Tensor.create(weights, 1, classes, 1, 1));
            Tensor entropy = torch.binary_cross_entropy_with_logits(given, wanted,
                    new TensorOptional(counted.mul(ofClasses).expand_as(given)), new TensorOptional(misses),
                    torch.Reduction.Mean.value);
            Tensor sure = given.sigmoid().mul(counted), both = sure.mul(wanted);
            Tensor dice = both.sum(0, 2, 3).mul(new Scalar(2.0)).add(new Scalar(1.0))
                    .div(sure.sum(0, 2, 3).add(wanted.sum(0, 2, 3)).add(new Scalar(1.0)));
            Tensor overlap = dice.neg().add(new Scalar(1.0)).mul(ofClasses.flatten()).mean();
            told.put("entropyLoss", (double) entropy.item_float());
            told.put("diceLoss", (double) overlap.item_float());
            return entropy.add(overlap);
        }
    }
}
