package org.loupe.tools.torch.detect;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.loupe.api.Detections;
import org.loupe.api.Device;
import org.loupe.api.Examples;
import org.loupe.api.Model;
import org.loupe.api.Pair;
import org.loupe.api.Param;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.Task;
import org.loupe.api.ToolException;
import org.loupe.api.Trainer;
import org.loupe.tools.torch.compute.Place;
import org.loupe.tools.torch.compute.Tensors;
import org.loupe.tools.torch.images.ImageNet;
import org.loupe.tools.torch.images.Lesson;
import org.loupe.tools.torch.images.PairInput;
import org.loupe.tools.torch.images.ResNetWeights;
import org.loupe.tools.torch.images.Windows;
import org.loupe.tools.torch.net.FasterRcnn;
import org.loupe.tools.torch.net.Layer;
import org.loupe.tools.torch.net.Net;
import org.loupe.tools.torch.training.Fit;
import org.loupe.tools.torch.training.LearningNet;
import org.loupe.tools.torch.training.Losses;
import org.loupe.tools.torch.training.Mistakes;
import org.loupe.tools.torch.training.Optimisation;
import org.loupe.tools.torch.training.Subject;
import org.loupe.tools.torch.weights.NamedTensors;
import org.loupe.tools.torch.weights.Snapshot;
import org.loupe.tools.torch.weights.Weights;

/** Learns a {@link FasterRcnn}. */
public final class FasterRcnnTrainer implements Trainer<FasterRcnnTrainer.Params, Pair, Detections> {
    /** Id of the tool. */
    public static final String ID = "loupe.faster-rcnn";

    private static final String LAYERS = "layers", WIDTH = "width", ANCHOR = "anchor";
    private static final double TOLERANCE = 1e-3;
    /** Anchors of an image that are learned from at most, as in the paper. */
    private static final int ANCHORS = 256;

    /** The net that sees the image first. */
    public enum Backbone {
        RESNET18(18), RESNET50(50);

        private final int layers;

        Backbone(int layers) {
            this.layers = layers;
        }
    }

    /**
     * @param lesson         what the net sees of the images
     * @param backbone       the net that sees the image first
     * @param weights        file of the pretrained backbone; empty for none
     * @param frozen         stages of it that stay as they are
     * @param anchor         side of the smallest anchors in px
     * @param width          channels of the pyramid
     * @param regions        of an image that the second stage learns from
     * @param mistakes       how much they count
     * @param optimisation   how it learns
     */
    public record Params(
            Lesson lesson,
            @Param(label = "Backbone", help = "The net that sees the image first. ResNet-50 tells finer differences"
                    + " apart and takes about twice as long as ResNet-18.") Backbone backbone,
            @Param(label = "Pretrained weights", help = "File with weights of the backbone, learned on other images"
                    + " (.safetensors, .pth, .pt), or of a whole Faster R-CNN. It needs fewer examples and epochs then."
                    + " Empty learns from scratch.") Path weights,
            @Param(label = "Frozen stages", min = 0, max = 5, advanced = true, help = "So many stages of a pretrained"
                    + " backbone, the first ones, stay as they are: the stem and up to four residual stages. More learn"
                    + " faster from few examples, fewer fit images better that look unlike photographs.") int frozen,
            @Param(label = "Smallest anchor", unit = "px", min = 4, max = 256, help = "Side of the smallest boxes that"
                    + " it starts from, after the reduction; the largest are 16 times as large. Choose about the side"
                    + " of the smallest objects.") int anchor,
            @Param(label = "Width", unit = "channels", min = 8, max = 256, advanced = true, help = "Channels of the"
                    + " pyramid, and a quarter of those of the head. The paper's net has 256; 64 learns several times"
                    + " faster on a laptop.") int width,
            @Param(label = "Regions", min = 8, max = 2000, advanced = true, help = "Regions of an image that the second"
                    + " stage learns from at once. More are steadier and take longer.") int regions,
            Mistakes mistakes,
            Optimisation optimisation) {

        private Params with(Lesson newLesson, Optimisation newOptimisation) {
            return new Params(newLesson, backbone, weights, frozen, anchor, width, regions, mistakes,
                    newOptimisation);
        }

        private FasterRcnn nets(PairInput input, List<String> classes) {
            return FasterRcnn.of(backbone.layers, input.channels(), classes.size(), width);
        }
    }

    @Override
    public Info info() {
        return Info.of(ID, "Faster R-CNN", "Learns to find objects in two stages (Faster R-CNN with ResNet and a"
                + " feature pyramid): slower than the small detector, better where objects overlap or differ much in size. It"
                + " tells up to 100 objects of an image.").within(TOLERANCE).devices(Device.Kind.CPU, Device.Kind.CUDA);
    }

    @Override
    public Params defaults() {
        return new Params(Lesson.DEFAULT, Backbone.RESNET18, Path.of(""), 2, 16, 256, 128, Mistakes.DEFAULT,
                Optimisation.DEFAULT.with(50, 4, 2e-4));
    }

    @Override
    public Task task() {
        return Task.DETECTION;
    }

    @Override
    public Model<Pair, Detections> read(Path file) throws ToolException {
        FasterRcnn[] nets = { null };
        int[] anchor = { 0 };
        ImageNet read = ImageNet.read(file, ID, (input, classes, numbers) -> {
            anchor[0] = numbers.get(ANCHOR);
            nets[0] = FasterRcnn.of(numbers.get(LAYERS), input.channels(), classes.size(), numbers.get(WIDTH));
            return nets[0].pyramid();
        });
        read.check(nets[0].proposals());
        read.check(nets[0].head());
        return new FasterRcnnModel(read, nets[0], anchor[0]);
    }

    @Override
    public long memory(Params p, Examples<Pair, Detections> examples) throws ToolException {
        FasterRcnn nets = p.nets(p.lesson.input(examples), examples.classes());
        int side = p.lesson.side(FasterRcnn.STEP), batch = p.optimisation.batchSize();
        long bytes = LearningNet.memory(nets.pyramid(), side, batch);
        for (int stride = FasterRcnn.STRIDE; stride <= FasterRcnn.STEP; stride *= 2)
            bytes += LearningNet.memory(nets.proposals(), side / stride, batch);
        return bytes + LearningNet.memory(nets.head(), FasterRcnn.POOLED, batch * p.regions);
    }

    @Override
    public Optional<Params> lighter(Params p) {
        return p.optimisation.lighter().map(o -> p.with(p.lesson, o))
                .or(() -> p.lesson.lighter().map(l -> p.with(l, p.optimisation)));
    }

    @Override
    public Step<Examples<Pair, Detections>, Model<Pair, Detections>> open(Params params, Device device)
            throws ToolException {
        if (!params.weights.toString().isEmpty())
            Weights.of(params.weights);
        Place place = Place.of(device);
        return (examples, run) -> learn(params, place, examples, run);
    }

    private static Model<Pair, Detections> learn(Params params, Place place, Examples<Pair, Detections> examples,
            Run run) throws ToolException {
        ImageNet.check(examples.classes());
        long seed = run.random().nextLong();
        PairInput input = params.lesson.input(examples);
        FasterRcnn nets = params.nets(input, examples.classes());
        Function<Snapshot, Model<?, ?>> model = weights -> new FasterRcnnModel(new ImageNet(ID, nets.pyramid(), input,
                examples.classes(), Map.of(LAYERS, params.backbone.layers, WIDTH, params.width, ANCHOR, params.anchor),
                weights), nets, params.anchor);
        try (LearningNet pyramid = new LearningNet(nets.pyramid(), run.random());
                LearningNet proposals = new LearningNet(nets.proposals(), run.random());
                LearningNet head = new LearningNet(nets.head(), run.random())) {
            start(params, input, pyramid, proposals, run);
            if (run.training().start().orElse(null) instanceof FasterRcnnModel start)
                start.net().begin(List.of(pyramid, proposals, head), examples.classes(),
                        Set.of(FasterRcnn.SCORE, FasterRcnn.BOX));
            if (examples.truths().stream().allMatch(t -> t.size() == 0))
                throw new ToolException("There is no object to learn from on " + examples.size() + " images.",
                        "Label objects first, 20 of each class or more.");
            FasterRcnnLoss loss = new FasterRcnnLoss(pyramid, proposals, head, params.anchor, ANCHORS, params.regions,
                    params.mistakes.falseNegatives(), params.mistakes.weights(examples.classes(),
                            () -> CenterNetTrainer.objects(examples)), Optional.of(run));
            Snapshot learned = new Fit(List.of(pyramid, proposals, head), params.optimisation, place, model, run)
                    .learn(new Objects(params, examples, input, loss), seed);
            return (FasterRcnnModel) model.apply(learned);
        }
    }

    @Override
    public double[] losses(Params p, Model<Pair, Detections> model, Examples<Pair, Detections> examples, Run run)
            throws ToolException {
        FasterRcnnModel learned = (FasterRcnnModel) model;
        NamedTensors weights = learned.net().weights();
        try (LearningNet pyramid = LearningNet.still(learned.nets().pyramid(), weights);
                LearningNet proposals = LearningNet.still(learned.nets().proposals(), weights);
                LearningNet head = LearningNet.still(learned.nets().head(), weights)) {
            Mistakes mistakes = p.mistakes.unbalanced();
            FasterRcnnLoss loss = new FasterRcnnLoss(pyramid, proposals, head, learned.smallest(), ANCHORS, p.regions,
                    mistakes.falseNegatives(), mistakes.weights(examples.classes(), () -> new long[0]),
                    Optional.of(run));
            return Losses.of(new Objects(p.with(p.lesson.plain(), p.optimisation), examples, learned.net().input(),
                    loss), examples.size(), p.optimisation.batchSize(), run);
        }
    }

    /** Sets the weights that it begins with. */
    private static void start(Params params, PairInput input, LearningNet pyramid, LearningNet proposals, Run run)
            throws ToolException {
        for (Net.Node node : pyramid.net().nodes())
            if (node.layer() instanceof Layer.Conv conv && FasterRcnn.ofResNet(node.name()) == null)
                pyramid.draw(node.name(), 1 / Math.sqrt((double) conv.in() * conv.kernel() * conv.kernel()), 0,
                        run.random());
        for (Net.Node node : proposals.net().nodes())
            if (node.layer() instanceof Layer.Conv)
                proposals.draw(node.name(), 0.01, 0, run.random());
        if (params.weights.toString().isEmpty())
            return;
        pyramid.load(new ResNetWeights(Weights.of(params.weights), pyramid.net(), input,
                FasterRcnn::ofResNet));
        // batches are too small for means of their own to be better than those of the file
        Set<String> norms = new HashSet<>();
        for (Net.Node node : pyramid.net().nodes())
            if (node.layer() instanceof Layer.BatchNorm)
                norms.add(node.name());
        pyramid.freeze(node -> norms.contains(node) || FasterRcnn.inFirst(params.frozen, node));
    }

    /** Objects in windows. */
    private record Objects(Params params, Examples<Pair, Detections> examples, PairInput input, Windows windows,
            FasterRcnnLoss loss) implements Subject<RegionSample> {

        Objects(Params params, Examples<Pair, Detections> examples, PairInput input, FasterRcnnLoss loss) {
            this(params, examples, input, params.lesson.windows(examples, input, FasterRcnn.STEP), loss);
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
        public RegionSample prepare(int number, RandomGenerator random) throws ToolException {
            Detections truth = examples.truths().get(windows.image(number));
            int by = input.reduction();
            List<int[]> centres = new ArrayList<>();
            for (int i = 0; i < truth.size(); i++)
                centres.add(new int[] { (int) (truth.x()[i] + truth.width()[i] / 2) / by,
                    (int) (truth.y()[i] + truth.height()[i] / 2) / by });
            return RegionSample.of(windows.cut(number, centres, random), truth, by, random);
        }

        @Override
        public Tensor loss(List<RegionSample> batch, Map<String, Double> told) {
            Tensor images = Tensor.create(Tensors.row(batch, RegionSample::planes), batch.size(), input.channels(),
                    windows.size(), windows.size()).contiguous(torch.MemoryFormat.ChannelsLast);
            return loss.of(images, batch, told);
        }
    }
}
