package org.loupe.tools.torch.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.loupe.api.Run;
import org.loupe.tools.torch.compute.Tensors;
import org.loupe.tools.torch.net.FasterRcnn;
import org.loupe.tools.torch.training.LearningNet;

/**
 * How wrong a {@link FasterRcnn} is on a batch: the two losses of the paper for its first stage, objectness and boxes
 * of a choice of anchors, and the two for the second, classes and boxes of a choice of regions.
 *
 * @param pyramid         the nets of {@link FasterRcnn}, which learn
 * @param proposals       the second
 * @param head            the third
 * @param smallest        anchor, see {@link Anchors}
 * @param anchorsPerImage that are learned from at most
 * @param regionsPerImage that are learned from at most
 * @param misses          how much more a missed object counts than a false one
 * @param ofClasses       how much mistakes on objects of each class count
 * @param lending         see {@link Boxes#suppress}
 */
record FasterRcnnLoss(LearningNet pyramid, LearningNet proposals, LearningNet head, int smallest, int anchorsPerImage,
        int regionsPerImage, double misses, float[] ofClasses, Optional<Run> lending) {
    /** Regions of an image, of which some are chosen. */
    private static final int MOST_REGIONS = 2000;
    /** Shares of the choices that lie on objects, at most. */
    private static final double ANCHORS_ON = 0.5, REGIONS_ON = 0.25;
    /** Overlap from which a region is on an object. */
    private static final float ON = 0.5f;
    /** Difference from which on a wrong edge counts linearly. */
    private static final double BETA = 1.0 / 9;
    private static final int MEAN = 1, SUM = 2;
    /** PyTorch's number for "no class is left out". */
    private static final long NONE_IGNORED = -100;

    /**
     * Computes it, in the caller's scope.
     *
     * @param images {@code batch × channels × height × width}
     * @param told   takes the four parts
     */
    Tensor of(Tensor images, List<RegionSample> batch, Map<String, Double> told) {
        Map<String, Tensor> maps = pyramid.forward(images, FasterRcnn.LEVELS);
        List<Tensor> levels = FasterRcnn.LEVELS.stream().map(maps::get).toList();
        List<Tensor> objectness = new ArrayList<>(), shift = new ArrayList<>();
        for (Tensor level : levels) {
            Map<String, Tensor> given = proposals.forward(level, List.of(FasterRcnn.OBJECTNESS, FasterRcnn.SHIFT));
            objectness.add(given.get(FasterRcnn.OBJECTNESS));
            shift.add(given.get(FasterRcnn.SHIFT));
        }
        Proposals proposed = Proposals.of(objectness, shift);
        Anchors anchors = Anchors.of(levels, (int) images.size(2), (int) images.size(3), smallest);
        List<RandomGenerator> random = batch.stream().map(s -> (RandomGenerator) new SplittableRandom(s.seed()))
                .toList();
        Tensor first = first(proposed, anchors, batch, random, told);
        Tensor second = second(levels, regions(proposed, anchors, batch), batch, random, told);
        return second == null ? first : first.add(second);
    }

    // ---------------------------------------------------------------- first stage

    private Tensor first(Proposals proposed, Anchors anchors, List<RegionSample> batch, List<RandomGenerator> random,
            Map<String, Double> told) {
        Numbers rows = new Numbers(), on = new Numbers();
        List<float[]> codes = new ArrayList<>();
        List<Float> labels = new ArrayList<>();
        for (int image = 0; image < batch.size(); image++) {
            Matching matching = batch.get(image).anchors(anchors);
            Matching.Choice choice = matching.choose(anchorsPerImage, ANCHORS_ON, random.get(image));
            for (int i = 0; i < choice.size(); i++) {
                int row = choice.get(i), number = image * anchors.count() + row;
                boolean object = i < choice.objects().length;
                rows.add(number);
                labels.add(object ? 1f : 0f);
                if (object) {
                    on.add(number);
                    codes.add(code(BoxCoding.PROPOSALS, batch.get(image), matching.rows()[row], anchors.boxes(), row));
                }
            }
        }
        Tensor chosen = proposed.objectness().flatten().index_select(0, rows.tensor(proposed.objectness()));
        Tensor sure = torch.binary_cross_entropy_with_logits(chosen, beside(chosen, floats(labels), labels.size()),
                new TensorOptional(), new TensorOptional(beside(chosen, new float[] { (float) misses }, 1)), MEAN);
        told.put("objectnessLoss", (double) sure.item_float());
        Tensor box = boxes(proposed.shift().reshape(-1, 4), on, codes, rows.size());
        told.put("proposalLoss", box == null ? 0 : (double) box.item_float());
        return box == null ? sure : sure.add(box);
    }

    private static Tensor beside(Tensor other, float[] values, long... shape) {
        return Tensors.beside(other, Tensor.create(values, shape));
    }

    /** How the object of a box differs from it. */
    private static float[] code(BoxCoding coding, RegionSample sample, int object, float[] boxes, int row) {
        float[] code = new float[4];
        coding.encode(sample.truth().boxes(), object, boxes, row, code, 0);
        return code;
    }

    /**
     * How wrong boxes are.
     *
     * @param given rows of four numbers
     * @param rows  of them that lie on objects
     * @param codes that these should be
     * @param of    how many boxes are learned from in all
     * @return null if none lies on an object
     */
    private static Tensor boxes(Tensor given, Numbers rows, List<float[]> codes, int of) {
        if (codes.isEmpty())
            return null;
        Tensor wanted = beside(given, Tensors.row(codes, code -> code), codes.size(), 4);
        return torch.smooth_l1_loss(given.index_select(0, rows.tensor(given)), wanted, SUM, BETA)
                .div(new Scalar((double) of));
    }

    // ---------------------------------------------------------------- second stage

    /** Regions of each image, and with them its objects. */
    private List<float[]> regions(Proposals proposed, Anchors anchors, List<RegionSample> batch) {
        int count = anchors.count();
        float[] objectness = Tensors.values(proposed.objectness().detach());
        float[] shift = Tensors.values(proposed.shift().detach());
        List<float[]> regions = new ArrayList<>();
        for (int image = 0; image < batch.size(); image++) {
            float[] found = Proposals.regions(Arrays.copyOfRange(objectness, image * count, (image + 1) * count),
                    Arrays.copyOfRange(shift, 4 * image * count, 4 * (image + 1) * count), anchors,
                    batch.get(image).frame(), MOST_REGIONS, lending);
            Matching.Truth truth = batch.get(image).truth();
            float[] all = Arrays.copyOf(found, found.length + truth.boxes().length);
            System.arraycopy(truth.boxes(), 0, all, found.length, truth.boxes().length);
            regions.add(all);
        }
        return regions;
    }

    private Tensor second(List<Tensor> levels, List<float[]> regions, List<RegionSample> batch,
            List<RandomGenerator> random, Map<String, Double> told) {
        int classes = head.net().shapes(FasterRcnn.POOLED, FasterRcnn.POOLED).get(FasterRcnn.SCORE)[0];
        Numbers image = new Numbers(), kinds = new Numbers(), on = new Numbers();
        List<float[]> chosen = new ArrayList<>(), codes = new ArrayList<>();
        for (int number = 0; number < batch.size(); number++) {
            float[] boxes = regions.get(number);
            RegionSample sample = batch.get(number);
            Matching matching = Matching.of(boxes, sample.truth(), ON, ON, false);
            Matching.Choice choice = matching.choose(regionsPerImage, REGIONS_ON, random.get(number));
            for (int i = 0; i < choice.size(); i++) {
                int row = choice.get(i), object = matching.rows()[row];
                int kind = object < 0 ? 0 : sample.truth().kinds()[object] + 1;
                if (object >= 0) {
                    on.add(chosen.size() * classes + kind);
                    codes.add(code(BoxCoding.OBJECTS, sample, object, boxes, row));
                }
                image.add(number);
                kinds.add(kind);
                chosen.add(Arrays.copyOfRange(boxes, 4 * row, 4 * row + 4));
            }
        }
        if (chosen.isEmpty())
            return null;
        Tensor read = RoiAlign.read(levels.subList(0, 4), FasterRcnn.STRIDE, Tensors.row(chosen, box -> box),
                image.values(), FasterRcnn.POOLED);
        Map<String, Tensor> given = head.forward(read, List.of(FasterRcnn.SCORE, FasterRcnn.BOX));
        float[] weights = new float[classes];
        weights[0] = 1; // no object
        for (int c = 1; c < classes; c++)
            weights[c] = (float) misses * ofClasses[c - 1];
        Tensor score = given.get(FasterRcnn.SCORE).to(torch.ScalarType.Float);
        Tensor wrong = torch.cross_entropy_loss(score, kinds.tensor(score).to(torch.ScalarType.Long),
                new TensorOptional(beside(score, weights, classes)), MEAN, NONE_IGNORED, 0);
        told.put("classLoss", (double) wrong.item_float());
        Tensor box = boxes(given.get(FasterRcnn.BOX).to(torch.ScalarType.Float).reshape(-1, 4), on, codes,
                chosen.size());
        told.put("boxLoss", box == null ? 0 : (double) box.item_float());
        return box == null ? wrong : wrong.add(box);
    }

    private static float[] floats(List<Float> list) {
        float[] values = new float[list.size()];
        for (int i = 0; i < values.length; i++)
            values[i] = list.get(i);
        return values;
    }

    /** Whole numbers that are collected one by one. */
    private static final class Numbers {
        private int[] values = new int[64];
        private int size;

        void add(int value) {
            if (size == values.length)
                values = Arrays.copyOf(values, 2 * size);
            values[size++] = value;
        }

        int size() {
            return size;
        }

        int[] values() {
            return Arrays.copyOf(values, size);
        }

        /** Where another tensor lies. */
        Tensor tensor(Tensor other) {
            return Tensors.beside(other, Tensor.create(values(), size));
        }
    }
}
