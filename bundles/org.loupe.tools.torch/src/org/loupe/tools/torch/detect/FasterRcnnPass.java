package org.loupe.tools.torch.detect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.loupe.api.Detections;
import org.loupe.api.Run;
import org.loupe.api.ToolException;
import org.loupe.tools.torch.compute.Place;
import org.loupe.tools.torch.compute.SharedNets;
import org.loupe.tools.torch.compute.Tensors;
import org.loupe.tools.torch.images.GradCam;
import org.loupe.tools.torch.images.ImageNet;
import org.loupe.tools.torch.net.FasterRcnn;
import org.loupe.tools.torch.net.Net;

/** Both stages of a {@link FasterRcnn}, behind its pyramid. For one thread; closed by it. */
final class FasterRcnnPass implements AutoCloseable {
    /** Regions that are looked at, the surest. */
    static final int MOST_REGIONS = 1000;
    /** What is less sure is never told. */
    static final float LEAST = 0.05f;
    /** Objects that overlap a surer one of their class more than this go. */
    static final float OVERLAP = 0.5f;
    /** Most objects of an image, the surest. */
    static final int MOST = 100;
    /** Px of an object's shorter side at least. */
    static final float SMALLEST = 1e-2f;
    private static final List<String> FIRST = List.of(FasterRcnn.OBJECTNESS, FasterRcnn.SHIFT);
    private static final List<String> SECOND = List.of(FasterRcnn.SCORE, FasterRcnn.BOX);

    private final SharedNets.Lease proposals, head;
    private final List<String> classes;
    private final int smallest;

    /**
     * @param smallest anchor, see {@link Anchors}
     * @param place    where it computes, as its pyramid does
     */
    FasterRcnnPass(ImageNet net, FasterRcnn nets, int smallest, Place place) throws ToolException {
        classes = net.classes();
        this.smallest = smallest;
        proposals = net.lease(nets.proposals(), FIRST, place);
        try {
            head = net.lease(nets.head(), SECOND, place);
        } catch (ToolException | RuntimeException e) {
            proposals.close();
            throw e;
        }
    }

    /**
     * What was found on an image.
     *
     * @param boxes   of objects, from the surest, as {@link Boxes} in px of the net's input
     * @param kinds   class of each
     * @param scores  of each
     * @param regions that were looked at, as {@link Boxes}
     * @param sure    of each the share of background and of each class
     */
    record Found(float[] boxes, int[] kinds, float[] scores, float[] regions, float[] sure) {
    }

    /**
     * Looks at an image. In a scope that frees all.
     *
     * @param levels  maps of the pyramid
     * @param height  of the image in px, without what it was padded by
     * @param width   of the image in px, without what it was padded by
     * @param lending which it is part of, see {@link Boxes#suppress}; without one it cannot be cancelled
     */
    Found apply(List<Tensor> levels, int height, int width, Optional<Run> lending) {
        try (NoGradGuard guard = new NoGradGuard()) {
            float[] frame = { 0, 0, width, height };
            return objects(levels, regions(levels, frame, lending), frame, lending);
        }
    }

    private float[] regions(List<Tensor> levels, float[] frame, Optional<Run> lending) {
        List<Tensor> objectness = new ArrayList<>(), shift = new ArrayList<>();
        try (PointerScope scope = new PointerScope()) {
            for (Tensor level : levels) {
                Map<String, Tensor> given = proposals.net().forward(level, FIRST, pause(lending));
                objectness.add(given.get(FasterRcnn.OBJECTNESS));
                shift.add(given.get(FasterRcnn.SHIFT));
            }
            Proposals proposed = Proposals.of(objectness, shift);
            Anchors anchors = Anchors.of(levels, padded((int) frame[3]), padded((int) frame[2]), smallest);
            return Proposals.regions(Tensors.values(proposed.objectness()), Tensors.values(proposed.shift()), anchors,
                    frame, MOST_REGIONS, lending);
        } finally {
            objectness.forEach(Pointer::close);
            shift.forEach(Pointer::close);
        }
    }

    private static Runnable pause(Optional<Run> lending) {
        return () -> lending.ifPresent(Run::checkCancelled);
    }

    private static int padded(int side) {
        return side + Math.floorMod(-side, FasterRcnn.STEP);
    }

    private Found objects(List<Tensor> levels, float[] regions, float[] frame, Optional<Run> lending) {
        int count = regions.length / 4, kinds = classes.size(), columns = kinds + 1;
        if (count == 0)
            return new Found(new float[0], new int[0], new float[0], regions, new float[0]);
        Map<String, Tensor> given = Map.of();
        float[] sure, shift;
        try (PointerScope scope = new PointerScope()) {
            Tensor read = RoiAlign.read(levels.subList(0, RoiAlign.LEVELS), FasterRcnn.STRIDE, regions,
                    new int[count], FasterRcnn.POOLED);
            given = head.net().forward(read, SECOND, pause(lending));
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
        Boxes.clip(boxes, frame);
        List<Integer> rows = Boxes.ranked(scores, 0, scores.length).stream()
                .filter(i -> scores[i] > LEAST && Boxes.isLarger(boxes, i, SMALLEST)).toList();
        List<Integer> kept = Boxes.suppress(boxes, kind, rows, OVERLAP, MOST, lending);
        float[] surest = new float[kept.size()];
        for (int i = 0; i < surest.length; i++)
            surest[i] = scores[kept.get(i)];
        return new Found(Boxes.select(boxes, kept), kept.stream().mapToInt(i -> kind[i]).toArray(), surest, regions,
                sure);
    }

    /**
     * How surely objects are of their classes, before the softmax, added up: a tensor of one number, of which PyTorch
     * knows how it depends on the maps. In the caller's scope.
     *
     * @param levels    maps that boxes are read from
     * @param objects   in px of the image, those of other classes do not count
     * @param reduction px of the image that are one of the net's input
     */
    Tensor score(List<Tensor> levels, Detections objects, int reduction) {
        int count = objects.size(), columns = classes.size() + 1;
        float[] boxes = new float[4 * count], weights = new float[count * columns];
        for (int i = 0; i < count; i++) {
            boxes[4 * i] = objects.x()[i] / reduction;
            boxes[4 * i + 1] = objects.y()[i] / reduction;
            boxes[4 * i + 2] = (objects.x()[i] + objects.width()[i]) / reduction;
            boxes[4 * i + 3] = (objects.y()[i] + objects.height()[i]) / reduction;
            int kind = classes.indexOf(objects.className(i));
            if (kind >= 0)
                weights[i * columns + kind + 1] = 1;
        }
        Map<String, Tensor> known = new HashMap<>();
        known.put(Net.INPUT, RoiAlign.read(levels, FasterRcnn.STRIDE, boxes, new int[count], FasterRcnn.POOLED));
        head.net().derive(known, List.of(FasterRcnn.SCORE));
        return GradCam.sum(known.get(FasterRcnn.SCORE), weights);
    }

    @Override
    public void close() {
        proposals.close();
        head.close();
    }
}
