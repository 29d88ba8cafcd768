package org.loupe.tools.torch.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.loupe.api.Detections;
import org.loupe.tools.torch.images.Windows;

/**
 * A window that Faster R-CNN learns from.
 *
 * @param planes what the net is given
 * @param truth  objects in it; of those that its edge cuts through, those whose centre is inside; the others are
 *               ignored
 * @param frame  the part of the window that lies in the image, as {@link Boxes}
 * @param seed   of the choice of regions
 */
record RegionSample(float[] planes, Matching.Truth truth, float[] frame, long seed) {
    private static final float BELOW = 0.3f, FROM = 0.7f;
    /** An object of which less is seen is none. */
    private static final float SMALLEST = 1;

    static RegionSample of(Windows.Seen seen, Detections truth, int reduction, RandomGenerator random) {
        int size = seen.window().size();
        float[] frame = floats(seen.window().box(0, 0, seen.width(), seen.height()));
        Boxes.clip(frame, new float[] { 0, 0, size, size });
        List<float[]> boxes = new ArrayList<>();
        List<Integer> kinds = new ArrayList<>();
        for (int i = 0; i < truth.size(); i++) {
            float[] box = floats(seen.window().box(truth.x()[i] / reduction, truth.y()[i] / reduction,
                    (truth.x()[i] + truth.width()[i]) / reduction, (truth.y()[i] + truth.height()[i]) / reduction));
            boolean inside = inside(frame, box, 0);
            Boxes.clip(box, frame);
            if (!Boxes.isLarger(box, 0, inside ? 0 : SMALLEST))
                continue;
            boxes.add(box);
            kinds.add(inside && Boxes.isLarger(box, 0, SMALLEST) ? truth.classIndex()[i] : Matching.Truth.IGNORED);
        }
        float[] all = new float[4 * boxes.size()];
        for (int i = 0; i < boxes.size(); i++)
            System.arraycopy(boxes.get(i), 0, all, 4 * i, 4);
        return new RegionSample(seen.planes().values(),
                new Matching.Truth(all, kinds.stream().mapToInt(k -> k).toArray()), frame, random.nextLong());
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++)
            floats[i] = (float) values[i];
        return floats;
    }

    private static boolean inside(float[] frame, float[] boxes, int i) {
        float x = (boxes[4 * i] + boxes[4 * i + 2]) / 2, y = (boxes[4 * i + 1] + boxes[4 * i + 3]) / 2;
        return x >= frame[0] && y >= frame[1] && x < frame[2] && y < frame[3];
    }

    /** Which object each anchor is on; nothing is learned from the background beyond the image. */
    Matching anchors(Anchors anchors) {
        Matching matching = Matching.of(anchors.boxes(), truth, BELOW, FROM, true);
        for (int i = 0; i < matching.rows().length; i++)
            if (matching.rows()[i] == Matching.BACKGROUND && !inside(frame, anchors.boxes(), i))
                matching.rows()[i] = Matching.NEITHER;
        return matching;
    }
}
