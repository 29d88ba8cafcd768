package org.loupe.tools.torch.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.loupe.api.Run;

/**
 * What the first stage of Faster R-CNN gives for a batch: how surely each anchor lies on an object, and how the
 * object's box differs from it. In the order of {@link Anchors}.
 *
 * @param objectness {@code batch × anchors}, before the sigmoid
 * @param shift      {@code batch × anchors × 4}
 */
record Proposals(Tensor objectness, Tensor shift) {
    /** Proposals that overlap a surer one of their level more than this go. */
    static final float OVERLAP = 0.7f;
    static final float SMALLEST = 1e-3f;

    /** Of the maps of all levels, {@code batch × anchors or 4 × anchors × height × width}. In the caller's scope. */
    static Proposals of(List<Tensor> objectness, List<Tensor> shift) {
        return new Proposals(joined(objectness, 1).squeeze(2), joined(shift, 4));
    }

    /** {@code batch × anchors × values} */
    private static Tensor joined(List<Tensor> maps, int values) {
        Tensor[] rows = maps.stream().map(map -> map.permute(0, 2, 3, 1).reshape(map.size(0), -1, values)
                .to(torch.ScalarType.Float)).toArray(Tensor[]::new);
        return torch.cat(new TensorVector(rows), 1);
    }

    /**
     * The regions of an image that may hold an object.
     *
     * @param objectness of the image's anchors
     * @param shift      of its anchors
     * @param frame      of the image, as {@link Boxes}
     * @param most       how many of each level are looked at, and given in all, at most
     * @param lending    see {@link Boxes#suppress}
     */
    static float[] regions(float[] objectness, float[] shift, Anchors anchors, float[] frame, int most,
            Optional<Run> lending) {
        float[] boxes = new float[4 * anchors.count()];
        int[] levels = new int[anchors.count()];
        List<Integer> rows = new ArrayList<>();
        for (int level = 0; level + 1 < anchors.first().length; level++) {
            int from = anchors.first()[level], to = anchors.first()[level + 1];
            Arrays.fill(levels, from, to, level);
            List<Integer> ranked = Boxes.ranked(objectness, from, to);
            rows.addAll(ranked.subList(0, Math.min(most, ranked.size())));
        }
        for (int row : rows)
            BoxCoding.PROPOSALS.decode(shift, 4 * row, anchors.boxes(), row, boxes, row);
        Boxes.clip(boxes, frame);
        rows.removeIf(row -> !Boxes.isLarger(boxes, row, SMALLEST));
        rows.sort((a, b) -> Float.compare(objectness[b], objectness[a]));
        return Boxes.select(boxes, Boxes.suppress(boxes, levels, rows, OVERLAP, most, lending));
    }
}
