package org.loupe.tools.torch.detect;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.loupe.api.Detections;
import org.loupe.api.Device;
import org.loupe.api.Model;
import org.loupe.api.Pair;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.ToolException;
import org.loupe.tools.torch.compute.SharedNets;
import org.loupe.tools.torch.compute.Tensors;
import org.loupe.tools.torch.images.ImageNet;
import org.loupe.tools.torch.images.Planes;
import org.loupe.tools.torch.net.FasterRcnn;

/**
 * A {@link FasterRcnn} that has learned.
 *
 * @param net      its pyramid, with the weights of all of its nets
 * @param nets     its nets
 * @param smallest anchor, see {@link Anchors}
 */
record FasterRcnnModel(ImageNet net, FasterRcnn nets, int smallest) implements Model<Pair, Detections> {
    /** Regions that are looked at, the surest. */
    private static final int MOST_REGIONS = 1000;
    /** What is less sure is never told. */
    private static final float LEAST = 0.05f;
    /** Objects that overlap a surer one of their class more than this go. */
    private static final float OVERLAP = 0.5f;
    /** Most objects of an image, the surest. */
    private static final int MOST = 100;
    private static final float SMALLEST = 1e-2f;
    private static final List<String> FIRST = List.of(FasterRcnn.OBJECTNESS, FasterRcnn.SHIFT);
    private static final List<String> SECOND = List.of(FasterRcnn.SCORE, FasterRcnn.BOX);

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
        ImageNet.Opened pyramid = net.open(FasterRcnn.LEVELS, FasterRcnn.STEP);
        SharedNets.Lease proposals = null;
        try {
            proposals = net.lease(nets.proposals(), FIRST);
            return step(pyramid, proposals, net.lease(nets.head(), SECOND));
        } catch (ToolException | RuntimeException e) {
            pyramid.close();
            if (proposals != null)
                proposals.close();
            throw e;
        }
    }

    private Step<Pair, Detections> step(ImageNet.Opened pyramid, SharedNets.Lease proposals, SharedNets.Lease head) {
        return new Step<>() {
            @Override
            public Detections apply(Pair pair, Run run) throws ToolException {
                return pyramid.apply(pair, run, (planes, maps) -> {
                    try (NoGradGuard guard = new NoGradGuard()) {
                        List<Tensor> levels = FasterRcnn.LEVELS.stream().map(maps::get).toList();
                        float[] regions = regions(proposals, levels, planes, run);
                        return objects(head, levels, regions, planes, pair, run);
                    }
                });
            }

            @Override
            public void close() {
                pyramid.close();
                proposals.close();
                head.close();
            }
        };
    }

    private static float[] frame(Planes planes) {
        return new float[] { 0, 0, planes.width(), planes.height() };
    }

    private float[] regions(SharedNets.Lease proposals, List<Tensor> levels, Planes planes, Run run) {
        List<Tensor> objectness = new ArrayList<>(), shift = new ArrayList<>();
        try (PointerScope scope = new PointerScope()) {
            for (Tensor level : levels) {
                Map<String, Tensor> given = proposals.net().forward(level, FIRST, run::checkCancelled);
                objectness.add(given.get(FasterRcnn.OBJECTNESS));
                shift.add(given.get(FasterRcnn.SHIFT));
            }
            Proposals proposed = Proposals.of(objectness, shift);
            Anchors anchors = Anchors.of(levels, planes.height() + padding(planes.height()),
                    planes.width() + padding(planes.width()), smallest);
            return Proposals.regions(Tensors.values(proposed.objectness()), Tensors.values(proposed.shift()), anchors,
                    frame(planes), MOST_REGIONS);
        } finally {
            objectness.forEach(Pointer::close);
            shift.forEach(Pointer::close);
        }
    }

    private static int padding(int side) {
        return Math.floorMod(-side, FasterRcnn.STEP);
    }

    private Detections objects(SharedNets.Lease head, List<Tensor> levels, float[] regions, Planes planes, Pair pair,
            Run run) {
        Detections.Builder found = new Detections.Builder(classes());
        int count = regions.length / 4, kinds = classes().size(), columns = kinds + 1;
        if (count == 0)
            return found.build();
        Map<String, Tensor> given = Map.of();
        float[] sure, shift;
        try (PointerScope scope = new PointerScope()) {
            Tensor read = RoiAlign.read(levels.subList(0, 4), FasterRcnn.STRIDE, regions, new int[count],
                    FasterRcnn.POOLED);
            given = head.net().forward(read, SECOND, run::checkCancelled);
            sure = Tensors.values(given.get(FasterRcnn.SCORE).softmax(1));
            shift = Tensors.values(given.get(FasterRcnn.BOX));
        } finally {
            given.values().forEach(Pointer::close);
        }
        float[] boxes = new float[4 * count * kinds], scores = new float[count * kinds];
        int[] kind = new int[count * kinds];
        for (int i = 0; i < count * kinds; i++) {
            int region = i / kinds, column = region * columns + 1 + i % kinds;
            BoxCoding.OBJECTS.decode(shift, 4 * column, regions, region, boxes, i);
            scores[i] = sure[column];
            kind[i] = i % kinds;
        }
        Boxes.clip(boxes, frame(planes));
        List<Integer> rows = Boxes.ranked(scores, 0, scores.length).stream()
                .filter(i -> scores[i] > LEAST && Boxes.isLarger(boxes, i, SMALLEST)).toList();
        float reduction = net.input().reduction();
        for (int i : Boxes.suppress(boxes, kind, rows, OVERLAP, MOST)) {
            float left = boxes[4 * i] * reduction, top = boxes[4 * i + 1] * reduction;
            float right = Math.min(pair.test().width(), boxes[4 * i + 2] * reduction);
            float bottom = Math.min(pair.test().height(), boxes[4 * i + 3] * reduction);
            found.add(left, top, right - left, bottom - top, scores[i], kind[i], null);
        }
        return found.build();
    }
}
