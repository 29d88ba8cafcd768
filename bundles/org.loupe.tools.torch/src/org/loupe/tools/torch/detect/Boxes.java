package org.loupe.tools.torch.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.loupe.api.DeviceException;
import org.loupe.api.Kernels;
import org.loupe.api.Run;

/** Arithmetic of boxes: left, top, right and bottom edge in px, one box behind the other in an array. */
final class Boxes {
    /** From so many boxes on it is worth the way to a device. */
    static final int WORTH_A_DEVICE = 1 << 12;

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
     * @param boxes   whose edges are numbers, and which have an area
     * @param kinds   of all boxes; those of different kinds do not suppress one another
     * @param rows    of boxes, from the surest to the least sure
     * @param overlap as a share of the area that both cover
     * @param most    how many stay at most
     * @param lending whose device does it for many boxes, if it lends one; the result is the same
     * @return those that stay, from the surest to the least sure
     */
    static List<Integer> suppress(float[] boxes, int[] kinds, List<Integer> rows, float overlap, int most,
            Optional<Run> lending) {
        Optional<int[]> lent = rows.size() < WORTH_A_DEVICE ? Optional.empty()
                : lending.flatMap(run -> Kernels.tryOn(run, k -> kept(k, boxes, kinds, rows, overlap, run)));
        return lent.map(kept -> Arrays.stream(kept).limit(most).mapToObj(rows::get).toList())
                .orElseGet(() -> plain(boxes, kinds, rows, overlap, most));
    }

    /** Which of the rows stay, as a device finds them. */
    private static int[] kept(Kernels kernels, float[] boxes, int[] kinds, List<Integer> rows, float overlap, Run run)
            throws DeviceException {
        int[] kind = rows.stream().mapToInt(row -> kinds[row]).toArray();
        float[] equal = new float[kind.length]; // so that they are taken as they come
        return kernels.suppress(select(boxes, rows), equal, kind, overlap, run);
    }

    private static List<Integer> plain(float[] boxes, int[] kinds, List<Integer> rows, float overlap, int most) {
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
