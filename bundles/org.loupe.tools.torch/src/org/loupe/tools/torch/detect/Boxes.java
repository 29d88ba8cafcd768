package org.loupe.tools.torch.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Arithmetic of boxes: left, top, right and bottom edge in px, one box behind the other in an array. */
final class Boxes {

    private Boxes() {
    }

    /** Shared area as a share of the area that both cover; 0 if neither has an area. */
    static float overlap(float[] a, int i, float[] b, int j) {
        int p = 4 * i, q = 4 * j;
        float width = Math.min(a[p + 2], b[q + 2]) - Math.max(a[p], b[q]);
        float height = Math.min(a[p + 3], b[q + 3]) - Math.max(a[p + 1], b[q + 1]);
        if (width <= 0 || height <= 0)
            return 0;
        float both = width * height;
        return both / (area(a, i) + area(b, j) - both);
    }

    static float area(float[] boxes, int i) {
        return (boxes[4 * i + 2] - boxes[4 * i]) * (boxes[4 * i + 3] - boxes[4 * i + 1]);
    }

    /** Cuts off in place what reaches beyond a frame. @param frame left, top, right and bottom edge */
    static void clip(float[] boxes, float[] frame) {
        for (int e = 0; e < boxes.length; e++)
            boxes[e] = Math.max(frame[e & 1], Math.min(frame[2 + (e & 1)], boxes[e]));
    }

    /** Whether both sides of a box are at least so long. */
    static boolean isLarger(float[] boxes, int i, float side) {
        return boxes[4 * i + 2] - boxes[4 * i] >= side && boxes[4 * i + 3] - boxes[4 * i + 1] >= side;
    }

    /** The given boxes, in that order. */
    static float[] select(float[] boxes, List<Integer> rows) {
        float[] selected = new float[4 * rows.size()];
        for (int i = 0; i < rows.size(); i++)
            System.arraycopy(boxes, 4 * rows.get(i), selected, 4 * i, 4);
        return selected;
    }

    /** Rows from the highest to the lowest score; equal ones as they come. */
    static List<Integer> ranked(float[] scores, int from, int to) {
        return IntStream.range(from, to).boxed().sorted(Comparator.comparingDouble(i -> -scores[i])).toList();
    }

    /**
     * Non-maximum suppression: the surest box stays, those of its kind that overlap it more than that go, and so on.
     *
     * @param rows    of boxes, from the surest to the least sure
     * @param kinds   of all boxes; those of different kinds do not suppress one another
     * @param overlap as a share of the area that both cover
     * @param most    how many stay at most
     * @return those that stay, from the surest to the least sure
     */
    static List<Integer> suppress(float[] boxes, int[] kinds, List<Integer> rows, float overlap, int most) {
        List<Integer> kept = new ArrayList<>();
        Map<Integer, List<Integer>> ofKind = new HashMap<>();
        for (int row : rows) {
            if (kept.size() == most)
                break;
            List<Integer> rivals = ofKind.computeIfAbsent(kinds[row], kind -> new ArrayList<>());
            boolean stays = true;
            for (int i = 0; i < rivals.size() && stays; i++)
                stays = overlap(boxes, rivals.get(i), boxes, row) <= overlap;
            if (stays) {
                rivals.add(row);
                kept.add(row);
            }
        }
        return kept;
    }
}
