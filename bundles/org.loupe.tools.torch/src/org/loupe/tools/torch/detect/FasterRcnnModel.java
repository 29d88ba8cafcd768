package org.loupe.tools.torch.detect;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.loupe.api.Detections;
import org.loupe.api.Device;
import org.loupe.api.ExplainingStep;
import org.loupe.api.ExportableModel;
import org.loupe.api.Pair;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.tools.torch.compute.Place;
import org.loupe.tools.torch.compute.SharedNets;
import org.loupe.tools.torch.images.GradCam;
import org.loupe.tools.torch.images.ImageNet;
import org.loupe.tools.torch.images.OnnxExport;
import org.loupe.tools.torch.images.Planes;
import org.loupe.tools.torch.net.FasterRcnn;

/**
 * A {@link FasterRcnn} that has learned. As ONNX it is one graph from image to objects, with the image's sides as the
 * frame that boxes end at; so the product, whose images may be smaller than what they are padded to, runs it itself.
 *
 * @param net      its pyramid, with the weights of all of its nets
 * @param nets     its nets
 * @param smallest anchor, see {@link Anchors}
 */
record FasterRcnnModel(ImageNet net, FasterRcnn nets, int smallest) implements ExportableModel<Pair, Detections> {
    /** Largest difference of edges of boxes that are the same, as a share of the image. */
    private static final float SAME = 1e-4f;
    /** Share of boxes that may be none of the others. */
    private static final double ALONE = 0.02;

    @Override
    public List<String> classes() {
        return net.classes();
    }

    @Override
    public void write(Path file) throws ToolException {
        net.write(file);
    }

    @Override
    public Step<Pair, Detections> open(Device device) throws ToolException {
        Place place = Place.of(device);
        ImageNet.Opened pyramid = net.open(FasterRcnn.LEVELS, step(), place);
        try {
            return new Finding(this, pyramid, new FasterRcnnPass(net, nets, smallest, place));
        } catch (ToolException | RuntimeException e) {
            pyramid.close();
            throw e;
        }
    }

    private record Finding(FasterRcnnModel model, ImageNet.Opened pyramid, FasterRcnnPass pass)
            implements Step<Pair, Detections>, ExplainingStep<Pair> {
        @Override
        public Detections apply(Pair pair, Run run) throws ToolException {
            return pyramid.apply(pair, run, (planes, maps) -> model.detections(pass.apply(FasterRcnn.LEVELS.stream()
                    .map(level -> maps.get(level).tensor()).toList(), planes.height(), planes.width(),
                    Optional.of(run)), pair));
        }

        /** By the score, before the softmax, of each object's box and class, at the maps that boxes are read from. */
        @Override
        public Tile explain(Pair pair, Detections objects, Run run) throws ToolException {
            List<String> levels = FasterRcnn.LEVELS.subList(0, RoiAlign.LEVELS);
            return GradCam.of(model.net, pyramid.place(), model.step(), levels, List.of(), pair,
                    known -> pass.score(levels.stream().map(known::get).toList(), objects,
                            model.net.input().reduction()), true, run);
        }

        @Override
        public void close() {
            pyramid.close();
            pass.close();
        }
    }

    private Detections detections(FasterRcnnPass.Found found, Pair pair) {
        Detections.Builder all = new Detections.Builder(classes());
        float reduction = net.input().reduction();
        float[] boxes = found.boxes();
        for (int i = 0; i < found.scores().length; i++) {
            float left = boxes[4 * i] * reduction, top = boxes[4 * i + 1] * reduction;
            float right = Math.min(pair.test().width(), boxes[4 * i + 2] * reduction);
            float bottom = Math.min(pair.test().height(), boxes[4 * i + 3] * reduction);
            all.add(left, top, right - left, bottom - top, found.scores()[i], found.kinds()[i], null);
        }
        return all.build();
    }

    // ---------------------------------------------------------------- export

    @Override
    public void exportOnnx(Path file) throws ToolException {
        FasterRcnnOnnx.of(nets, classes().size(), smallest, net.weights()).write(net.net().name(),
                new OnnxExport(net, FasterRcnn.LEVELS, step()).metadata(), file);
    }

    @Override
    public int channels() {
        return net.net().channels();
    }

    @Override
    public int step() {
        return FasterRcnn.STEP;
    }

    /** Each image has as many regions as it has. */
    @Override
    public int most() {
        return 1;
    }

    @Override
    public List<float[]> compute(float[] images, int count, int height, int width) throws ToolException {
        try (SharedNets.Lease pyramid = net.lease(nets.pyramid(), FasterRcnn.LEVELS, Place.PROCESSOR);
                FasterRcnnPass pass = new FasterRcnnPass(net, nets, smallest, Place.PROCESSOR);
                PointerScope scope = new PointerScope()) {
            torch.set_num_threads(1);
            Map<String, Tensor> maps = pyramid.net().forward(new Planes(channels(), height, width, images).tensor(),
                    FasterRcnn.LEVELS, () -> { });
            try {
                FasterRcnnPass.Found found = pass.apply(FasterRcnn.LEVELS.stream().map(maps::get).toList(), height,
                        width, Optional.empty());
                float[] labels = new float[found.kinds().length];
                for (int i = 0; i < labels.length; i++)
                    labels[i] = found.kinds()[i];
                return List.of(found.boxes(), labels, found.scores(), found.regions(), found.sure());
            } finally {
                maps.values().forEach(Pointer::close);
            }
        }
    }

    /**
     * Regions do not come in one order, and where two overlap by nearly the limit, rounding decides which goes: each is
     * compared with the one that it is, and a few may have none. So are the objects.
     */
    @Override
    public double difference(List<float[]> wanted, List<float[]> given) {
        if (given.size() != wanted.size())
            return Double.POSITIVE_INFINITY;
        return Math.max(difference(wanted.get(3), wanted.get(4), given.get(3), given.get(4)),
                difference(wanted.get(0), wanted.get(2), given.get(0), given.get(2)));
    }

    /** Largest difference of the numbers of boxes that are the same. @param numbers as many for each box */
    private static double difference(float[] boxes, float[] numbers, float[] others, float[] otherNumbers) {
        int count = boxes.length / 4, alone = Math.max(0, others.length / 4 - count);
        float side = 0;
        for (float edge : boxes)
            side = Math.max(side, Math.abs(edge));
        double largest = 0;
        for (int i = 0; i < count; i++) {
            double nearest = Double.POSITIVE_INFINITY;
            for (int j = 0; j < others.length / 4; j++)
                if (same(boxes, i, others, j, SAME * side))
                    nearest = Math.min(nearest, difference(numbers, i, otherNumbers, j, numbers.length / count));
            if (nearest == Double.POSITIVE_INFINITY)
                alone++;
            else
                largest = Math.max(largest, nearest);
        }
        return alone > 1 + ALONE * count ? Double.POSITIVE_INFINITY : largest;
    }

    private static boolean same(float[] boxes, int i, float[] others, int j, float within) {
        for (int e = 0; e < 4; e++)
            if (!(Math.abs(boxes[4 * i + e] - others[4 * j + e]) <= within))
                return false;
        return true;
    }

    private static double difference(float[] numbers, int i, float[] others, int j, int each) {
        double largest = 0;
        for (int k = 0; k < each; k++)
            largest = Math.max(largest, Math.abs(numbers[i * each + k] - others[j * each + k]));
        return largest;
    }
}
