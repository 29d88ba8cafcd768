package org.loupe.tools.torch.detect;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
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
import org.loupe.tools.torch.images.Alterations;
import org.loupe.tools.torch.images.ImageNet;
import org.loupe.tools.torch.images.Lesson;
import org.loupe.tools.torch.images.PairInput;
import org.loupe.tools.torch.images.Windows;
import org.loupe.tools.torch.net.CenterNet;
import org.loupe.tools.torch.net.Net;
import org.loupe.tools.torch.training.Fit;
import org.loupe.tools.torch.training.LearningNet;
import org.loupe.tools.torch.training.Losses;
import org.loupe.tools.torch.training.Mistakes;
import org.loupe.tools.torch.training.Optimisation;
import org.loupe.tools.torch.training.Subject;
import org.loupe.tools.torch.weights.Snapshot;

/** Learns a {@link CenterNet}: a detector that trains within minutes on a laptop. */
public final class CenterNetTrainer implements Trainer<CenterNetTrainer.Params, Pair, Detections> {
    /** Id of the tool. */
    public static final String ID = "loupe.center-net";

    private static final String WIDTH = "width";
    /** Heat that a net starts with everywhere, so that the many places without an object do not drown the others. */
    private static final double PRIOR = -Math.log((1 - 0.01) / 0.01);
    /** Weight of the boxes beside the heat. */
    private static final double BOXES = 5;
    private static final double TOLERANCE = 1e-3;
    /** Steps of an epoch without which 50 epochs of few images do not learn enough. */
    private static final int STEPS = 32;

    /**
     * @param lesson         what the net sees of the images
     * @param width          channels of the first layer
     * @param mistakes       how much they count
     * @param optimisation   how it learns
     */
    public record Params(
            Lesson lesson,
            @Param(label = "Width", unit = "channels", min = 4, max = 64, advanced = true, help = "Channels of the first"
                    + " layer. Twice as many take about four times as long and tell finer differences apart.") int width,
            Mistakes mistakes,
            Optimisation optimisation) {
    }

    @Override
    public Info info() {
        return Info.of(ID, "Small detector", "Learns to find objects by their centres (CenterNet) within minutes on two"
                + " cores, from the image alone or against its reference. Choose Faster R-CNN where objects overlap or"
                + " differ in size by more than 30 times.").within(TOLERANCE).devices(Device.Kind.CPU, Device.Kind.CUDA);
    }

    @Override
    public Params defaults() {
        return new Params(Lesson.DEFAULT, 16, Mistakes.DEFAULT,
                Optimisation.DEFAULT.withLeastSteps(STEPS));
    }

    @Override
    public Task task() {
        return Task.DETECTION;
    }

    @Override
    public Model<Pair, Detections> read(Path file) throws ToolException {
        return new CenterNetModel(ImageNet.read(file, ID, (input, classes, numbers) -> CenterNet.of(input.channels(),
                classes.size(), numbers.get(WIDTH))));
    }

    @Override
    public boolean delegates() {
        return true;
    }

    @Override
    public long memory(Params params, Examples<Pair, Detections> examples) throws ToolException {
        PairInput input = params.lesson.input(examples);
        return params.lesson.memory(CenterNet.of(input.channels(), examples.classes().size(), params.width), CenterNet.STEP,
                params.optimisation);
    }

    @Override
    public Optional<Params> lighter(Params p) {
        return p.optimisation.lighter().map(o -> new Params(p.lesson, p.width, p.mistakes, o))
                .or(() -> p.lesson.lighter().map(l -> new Params(l, p.width, p.mistakes, p.optimisation)));
    }

    @Override
    public Step<Examples<Pair, Detections>, Model<Pair, Detections>> open(Params params, Device device)
            throws ToolException {
        Place place = Place.of(device);
        return (examples, run) -> learn(params, place, examples, run);
    }

    private static Model<Pair, Detections> learn(Params params, Place place, Examples<Pair, Detections> examples,
            Run run) throws ToolException {
        ImageNet.check(examples.classes());
        long seed = run.random().nextLong();
        PairInput input = params.lesson.input(examples);
        Net net = CenterNet.of(input.channels(), examples.classes().size(), params.width);
        Function<Snapshot, Model<?, ?>> model = weights -> new CenterNetModel(new ImageNet(ID, net, input,
                examples.classes(), Map.of(WIDTH, params.width), weights));
        try (LearningNet learning = new LearningNet(net, run.random())) {
            learning.draw(CenterNet.HEAT, 0.01, PRIOR, run.random());
            learning.draw(CenterNet.BOX, 0.01, 0, run.random());
            if (run.training().start().orElse(null) instanceof CenterNetModel start)
                start.net().begin(List.of(learning), examples.classes(), Set.of(CenterNet.HEAT));
            if (examples.truths().stream().allMatch(t -> t.size() == 0))
                throw new ToolException("There is no object to learn from on " + examples.size() + " images.",
                        "Label objects first, 20 of each class or more.");
            Snapshot learned = new Fit(List.of(learning), params.optimisation, place, model, run)
                    .learn(new Centres(params, examples, input, learning), seed);
            return (CenterNetModel) model.apply(learned);
        }
    }

    @Override
    public double[] losses(Params p, Model<Pair, Detections> model, Examples<Pair, Detections> examples, Run run)
            throws ToolException {
        ImageNet learned = ((CenterNetModel) model).net();
        Params plain = new Params(p.lesson.plain(), p.width, p.mistakes.unbalanced(), p.optimisation);
        try (LearningNet net = LearningNet.still(learned.net(), learned.weights())) {
            return Losses.of(new Centres(plain, examples, learned.input(), net), examples.size(),
                    p.optimisation.batchSize(), run);
        }
    }

    /** How often each class occurs. */
    static long[] objects(Examples<Pair, Detections> examples) {
        long[] counts = new long[examples.classes().size()];
        for (Detections truth : examples.truths())
            for (int i = 0; i < truth.size(); i++)
                counts[truth.classIndex()[i]]++;
        return counts;
    }

    /** Objects in windows, and how wrong the net is on them. */
    private static final class Centres implements Subject<CentreTargets> {
        private final Params params;
        private final Examples<Pair, Detections> examples;
        private final PairInput input;
        private final LearningNet net;
        private final Windows windows;
        private final float[] weights;

        Centres(Params params, Examples<Pair, Detections> examples, PairInput input, LearningNet net)
                throws ToolException {
            this.params = params;
            this.examples = examples;
            this.input = input;
            this.net = net;
            windows = params.lesson.windows(examples, input, CenterNet.STEP);
            weights = params.mistakes.weights(examples.classes(), () -> objects(examples));
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
        public CentreTargets prepare(int number, RandomGenerator random) throws ToolException {
            Detections truth = examples.truths().get(windows.image(number));
            int by = input.reduction();
            List<int[]> centres = new ArrayList<>();
            for (int i = 0; i < truth.size(); i++)
                centres.add(new int[] { (int) (truth.x()[i] + truth.width()[i] / 2) / by,
                    (int) (truth.y()[i] + truth.height()[i] / 2) / by });
            return CentreTargets.of(windows.cut(number, centres, random), truth, by, examples.classes().size());
        }

        @Override
        public Tensor loss(List<CentreTargets> batch, Map<String, Double> told) {
            int count = batch.size(), size = windows.size(), side = size / CenterNet.STRIDE;
            Tensor images = Tensor.create(Tensors.row(batch, CentreTargets::planes), count, input.channels(), size,
                    size).contiguous(torch.MemoryFormat.ChannelsLast);
            Tensor wanted = Tensor.create(Tensors.row(batch, CentreTargets::heat), count,
                    examples.classes().size(), side, side);
            Tensor box = Tensor.create(Tensors.row(batch, CentreTargets::box), count, 4, side, side);
            Tensor weight = Tensor.create(Tensors.row(batch, CentreTargets::weight), count, side, side);
            Map<String, Tensor> given = net.forward(images, List.of(CenterNet.HEAT, CenterNet.BOX));
            Tensor hot = given.get(CenterNet.HEAT).to(torch.ScalarType.Float);
            Tensor heat = heat(hot, Tensors.beside(hot, wanted));
            Tensor boxes = boxes(given.get(CenterNet.BOX).to(torch.ScalarType.Float), Tensors.beside(hot, box),
                    Tensors.beside(hot, weight));
            told.put("centreLoss", (double) heat.item_float());
            told.put("boxLoss", (double) boxes.item_float());
            return heat.add(boxes.mul(new Scalar(BOXES)));
        }

        /** The focal loss of CornerNet and CenterNet: what is surely right counts little, near a centre too. */
        private Tensor heat(Tensor given, Tensor wanted) {
            Tensor sure = given.sigmoid().clamp(new ScalarOptional(new Scalar(1e-4)),
                    new ScalarOptional(new Scalar(1 - 1e-4)));
            Tensor centre = wanted.eq(new Scalar(1.0)).to(torch.ScalarType.Float);
            Tensor counted = wanted.ge(new Scalar(0.0)).to(torch.ScalarType.Float);
            Tensor unsure = sure.neg().add(new Scalar(1.0));
            Tensor missed = sure.log().mul(unsure.pow(new Scalar(2.0))).mul(centre)
                    .mul(new Scalar(params.mistakes.falseNegatives()));
            Tensor away = wanted.neg().add(new Scalar(1.0)).pow(new Scalar(4.0)).mul(counted);
            Tensor falsely = unsure.log().mul(sure.pow(new Scalar(2.0))).mul(away);
            double objects = Math.max(1, centre.sum().item_float());
            Tensor ofClasses = missed.add(falsely).sum(0, 2, 3);
            Tensor weight = Tensors.beside(given, Tensor.create(weights, weights.length));
            return ofClasses.mul(weight).sum().neg().div(new Scalar(objects));
        }

        /** One less the generalised overlap (Rezatofighi et al., CVPR 2019) of boxes around the same place. */
        private static Tensor boxes(Tensor given, Tensor wanted, Tensor weight) {
            Tensor got = torch.softplus(given).mul(new Scalar(CenterNet.UNIT));
            Tensor inner = torch.minimum(got, wanted), outer = torch.maximum(got, wanted);
            Tensor both = area(inner), union = area(got).add(area(wanted)).sub(both);
            Tensor hull = area(outer);
            Tensor tiny = union.add(new Scalar(1e-6));
            Tensor overlap = both.div(tiny).sub(hull.sub(union).div(hull.add(new Scalar(1e-6))));
            Tensor wrong = overlap.neg().add(new Scalar(1.0)).mul(weight);
            return wrong.sum().div(weight.sum().add(new Scalar(1e-4)));
        }

        private static Tensor area(Tensor edges) {
            return edges.select(1, 0).add(edges.select(1, 2)).mul(edges.select(1, 1).add(edges.select(1, 3)));
        }
    }
}
