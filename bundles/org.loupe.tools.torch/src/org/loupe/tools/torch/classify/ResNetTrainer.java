package org.loupe.tools.torch.classify;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.loupe.api.Device;
import org.loupe.api.Examples;
import org.loupe.api.Model;
import org.loupe.api.Pair;
import org.loupe.api.Param;
import org.loupe.api.Predictions;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.Task;
import org.loupe.api.ToolException;
import org.loupe.api.Trainer;
import org.loupe.tools.torch.compute.Place;
import org.loupe.tools.torch.compute.Tensors;
import org.loupe.tools.torch.images.Alterations;
import org.loupe.tools.torch.images.ImageNet;
import org.loupe.tools.torch.images.Lesson;
import org.loupe.tools.torch.images.PairInput;
import org.loupe.tools.torch.images.Planes;
import org.loupe.tools.torch.images.ResNetWeights;
import org.loupe.tools.torch.net.Net;
import org.loupe.tools.torch.net.ResNet;
import org.loupe.tools.torch.training.ClassWeights;
import org.loupe.tools.torch.training.Fit;
import org.loupe.tools.torch.training.LearningNet;
import org.loupe.tools.torch.training.Losses;
import org.loupe.tools.torch.training.Optimisation;
import org.loupe.tools.torch.training.Subject;
import org.loupe.tools.torch.weights.Snapshot;
import org.loupe.tools.torch.weights.Weights;

/** Learns a {@link ResNet} that gives an image, such as that of a defect, a class. */
public final class ResNetTrainer implements Trainer<ResNetTrainer.Params, Pair, Predictions> {
    /** Id of the tool. */
    public static final String ID = "loupe.resnet";

    private static final String LAYERS = "layers", SIDE = "side";
    private static final double TOLERANCE = 1e-3;

    /** How deep the net is. */
    public enum Layers {
        RESNET18(18), RESNET34(34), RESNET50(50);

        private final int count;

        Layers(int count) {
            this.count = count;
        }
    }

    /**
     * @param layers       how deep it is
     * @param weights      file of the pretrained net; empty for none
     * @param frozen       stages of it that stay as they are
     * @param reference    whether the net also sees the reference
     * @param side         px that images are brought to
     * @param classWeights as of {@link ClassWeights}
     * @param alterations  of the images
     * @param optimisation how it learns
     */
    public record Params(
            @Param(label = "Net", help = "How deep the net is. ResNet-50 tells finer differences apart and takes about"
                    + " twice as long as ResNet-18.") Layers layers,
            @Param(label = "Pretrained weights", help = "File with weights of this net, learned on other images"
                    + " (.safetensors, .pth, .pt). It needs fewer examples and epochs then. Empty learns from scratch.")
            Path weights,
            @Param(label = "Frozen stages", min = 0, max = 5, advanced = true, help = "So many stages of a pretrained"
                    + " net, the first ones, stay as they are: the stem and up to four residual stages. More learn"
                    + " faster from few examples, fewer fit images better that look unlike photographs.") int frozen,
            @Param(label = "Use the reference", help = "Shows the net the golden image beside the test image, where"
                    + " there is one. What is the same in both is then easy to tell from a defect.") boolean reference,
            @Param(label = "Side", unit = "px", min = 64, max = 1024, help = "Images are brought to a square of this"
                    + " side. Raise it if classes differ in small details; time grows with its square.") int side,
            @Param(label = "Class weights", help = "How much mistakes count: empty for all the same, \"balanced\" where"
                    + " some classes have few examples, or classes with their weights such as \"pit 2, open 0.5\".")
            String classWeights,
            Alterations alterations,
            Optimisation optimisation) {

        private Params with(Optimisation other) {
            return new Params(layers, weights, frozen, reference, side, classWeights, alterations, other);
        }
    }

    @Override
    public Info info() {
        return Info.of(ID, "ResNet", "Learns to give an image, such as that of a defect, a class (ResNet), from the"
                + " image alone or against its reference.").within(TOLERANCE)
                        .devices(Device.Kind.CPU, Device.Kind.CUDA);
    }

    @Override
    public Params defaults() {
        return new Params(Layers.RESNET18, Path.of(""), 2, true, 96, ClassWeights.BALANCED, Alterations.DEFAULT,
                Optimisation.DEFAULT.with(30, 32, 1e-3));
    }

    @Override
    public Task task() {
        return Task.IMAGE_CLASSIFICATION;
    }

    @Override
    public boolean delegates() {
        return true;
    }

    @Override
    public Model<Pair, Predictions> read(Path file) throws ToolException {
        int[] side = { 0 };
        ImageNet read = ImageNet.read(file, ID, (input, classes, numbers) -> {
            side[0] = numbers.get(SIDE);
            return net(numbers.get(LAYERS), input, classes);
        });
        return new ResNetModel(read, side[0]);
    }

    private static Net net(int layers, PairInput input, List<String> classes) {
        return layers == 18 ? ResNet.of18(input.channels(), classes.size())
                : layers == 34 ? ResNet.of34(input.channels(), classes.size())
                        : ResNet.of50(input.channels(), classes.size());
    }

    @Override
    public long memory(Params p, Examples<Pair, Predictions> examples) throws ToolException {
        return LearningNet.memory(net(p.layers.count, input(p, examples), examples.classes()), p.side,
                p.optimisation.batchSize());
    }

    private static PairInput input(Params p, Examples<Pair, ?> examples) throws ToolException {
        return new Lesson(p.reference, 1, p.side, p.alterations).input(examples);
    }

    @Override
    public Optional<Params> lighter(Params p) {
        return p.optimisation.lighter().map(p::with);
    }

    @Override
    public Step<Examples<Pair, Predictions>, Model<Pair, Predictions>> open(Params params, Device device)
            throws ToolException {
        if (!params.weights.toString().isEmpty())
            Weights.of(params.weights);
        Place place = Place.of(device);
        return (examples, run) -> learn(params, place, examples, run);
    }

    private static Model<Pair, Predictions> learn(Params params, Place place, Examples<Pair, Predictions> examples,
            Run run) throws ToolException {
        ImageNet.check(examples.classes());
        if (examples.classes().size() < 2)
            throw new ToolException("A classifier tells two classes or more apart, and all examples are "
                    + examples.classes().get(0) + ".", "Label examples of another class, too.");
        long seed = run.random().nextLong();
        PairInput input = input(params, examples);
        Net net = net(params.layers.count, input, examples.classes());
        Function<Snapshot, Model<?, ?>> model = weights -> new ResNetModel(new ImageNet(ID, net, input,
                examples.classes(), Map.of(LAYERS, params.layers.count, SIDE, params.side), weights), params.side);
        long[] counts = new long[examples.classes().size()];
        examples.truths().forEach(t -> counts[t.best()[0]]++);
        float[] weights = ClassWeights.of(params.classWeights, examples.classes(), counts);
        try (LearningNet learning = new LearningNet(net, run.random())) {
            if (!params.weights.toString().isEmpty()) {
                learning.load(new ResNetWeights(Weights.of(params.weights), net, input,
                        name -> name.startsWith(net.head()) ? null : name));
                learning.freeze(node -> stage(node, net.head()) < params.frozen);
            }
            if (run.training().start().orElse(null) instanceof ResNetModel start)
                start.net().begin(List.of(learning), examples.classes(), Set.of(net.head()));
            Snapshot learned = new Fit(List.of(learning), params.optimisation, place, model, run)
                    .learn(new Images(params, examples, input, learning, weights), seed);
            return (ResNetModel) model.apply(learned);
        }
    }

    @Override
    public double[] losses(Params p, Model<Pair, Predictions> model, Examples<Pair, Predictions> examples, Run run)
            throws ToolException {
        ImageNet learned = ((ResNetModel) model).net();
        Params plain = new Params(p.layers, p.weights, p.frozen, p.reference, p.side, p.classWeights, Alterations.NONE,
                p.optimisation);
        float[] alike = new float[examples.classes().size()]; // of a single image weights make no difference
        Arrays.fill(alike, 1);
        try (LearningNet net = LearningNet.still(learned.net(), learned.weights())) {
            return Losses.of(new Images(plain, examples, learned.input(), net, alike), examples.size(), 1, run);
        }
    }

    /** 0 for the stem, 1 to 4 for the residual stages, more for what comes behind them. */
    private static int stage(String node, String head) {
        return node.startsWith("layer") ? node.charAt("layer".length()) - '0'
                : node.startsWith(head) ? Integer.MAX_VALUE : 0;
    }

    /** An image and its class. */
    private record Sample(float[] planes, int kind) {
    }

    /** Images, and how wrong the net is on them. */
    private record Images(Params params, Examples<Pair, Predictions> examples, PairInput input, LearningNet net,
            float[] weights) implements Subject<Sample> {

        @Override
        public int samples() {
            return examples.size();
        }

        @Override
        public Sample prepare(int number, RandomGenerator random) throws ToolException {
            Planes planes = ResNetModel.square(input.of(examples.inputs().get(number)), params.side,
                    params.alterations.turn(random));
            params.alterations.apply(planes, random);
            return new Sample(planes.values(), examples.truths().get(number).best()[0]);
        }

        /** Cross-entropy, weighted by class. */
        @Override
        public Tensor loss(List<Sample> batch, Map<String, Double> told) {
            Tensor images = Tensor.create(Tensors.row(batch, Sample::planes), batch.size(), input.channels(),
                    params.side, params.side).contiguous(torch.MemoryFormat.ChannelsLast);
            Tensor given = net.forward(images, List.of(net.net().output())).get(net.net().output())
                    .to(torch.ScalarType.Float);
            Tensor wanted = Tensor.create(batch.stream().mapToLong(Sample::kind).toArray(), batch.size());
            return torch.cross_entropy_loss(given, Tensors.beside(given, wanted), new TensorOptional(
                    Tensors.beside(given, Tensor.create(weights))), torch.Reduction.Mean.value, -100, 0);
            // no class is left out, none made softer
        }
    }
}
