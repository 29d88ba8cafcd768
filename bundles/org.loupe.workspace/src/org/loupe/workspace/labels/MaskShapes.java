package org.loupe.workspace.labels;

import java.util.ArrayList;
import java.util.List;
import org.loupe.api.Mask;
import org.loupe.api.Region;
import org.loupe.store.labels.Contours;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelShape.Polygon;
import org.loupe.store.labels.LabelShape.Ring;

/** Masks of detections as shapes of labels. */
final class MaskShapes {
    /** px by which a polygon may leave the border of its pixels: steps of pixels become straight lines. */
    private static final double TOLERANCE = 0.75;

    private MaskShapes() {
    }

    /** The pixels as they are. @param box that the runs fill */
    static LabelShape.Mask mask(int[] runs, Region box) {
        return new LabelShape.Mask(box.x(), box.y(), box.width(), box.height(), runs);
    }

    /** Their outline with its holes; pixels in several pieces, which no polygon can be, as they are. */
    static LabelShape polygon(int[] runs, Region box) {
        if (Mask.area(runs) == 0)
            return mask(runs, box);
        List<Ring> rings = new ArrayList<>();
        boolean clockwise = false;
        for (int[] corners : Contours.trace(runs, box.width(), box.height())) {
            if (rings.isEmpty())
                clockwise = twiceArea(corners) > 0; // the first is always an outline, and holes run the other way
            else if (twiceArea(corners) > 0 == clockwise)
                return mask(runs, box);
            rings.add(ring(corners, box));
        }
        return new Polygon(rings);
    }

    private static long twiceArea(int[] xy) {
        long twice = 0;
        for (int i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2)
            twice += (long) xy[j] * xy[i + 1] - (long) xy[i] * xy[j + 1];
        return twice;
    }

    /** A closed line with fewer corners (Douglas and Peucker 1973), cut in two first, where it is farthest away. */
    private static Ring ring(int[] xy, Region box) {
        int n = xy.length / 2, far = 0;
        long most = -1;
        for (int i = 1; i < n; i++) {
            long dx = xy[2 * i] - xy[0], dy = xy[2 * i + 1] - xy[1];
            if (dx * dx + dy * dy > most) {
                most = dx * dx + dy * dy;
                far = i;
            }
        }
        boolean[] keep = new boolean[n + 1];
        keep[0] = keep[far] = true;
        thin(xy, 0, far, keep);
        thin(xy, far, n, keep);
        int kept = 0;
        for (int i = 0; i < n; i++)
            kept += keep[i] ? 1 : 0;
        boolean all = kept < 3; // too thin to be thinned
        float[] points = new float[2 * (all ? n : kept)];
        for (int i = 0, k = 0; i < n; i++)
            if (all || keep[i]) {
                points[k++] = box.x() + xy[2 * i];
                points[k++] = box.y() + xy[2 * i + 1];
            }
        return new Ring(points);
    }

    private static void thin(int[] xy, int from, int to, boolean[] keep) {
        int n = xy.length / 2, farthest = -1;
        double ax = xy[2 * (from % n)], ay = xy[2 * (from % n) + 1], dx = xy[2 * (to % n)] - ax,
                dy = xy[2 * (to % n) + 1] - ay, length = Math.hypot(dx, dy), most = TOLERANCE;
        for (int i = from + 1; i < to; i++) {
            double px = xy[2 * i] - ax, py = xy[2 * i + 1] - ay;
            double distance = length == 0 ? Math.hypot(px, py) : Math.abs(px * dy - py * dx) / length;
            if (distance > most) {
                most = distance;
                farthest = i;
            }
        }
        if (farthest >= 0) {
            keep[farthest] = true;
            thin(xy, from, farthest, keep);
            thin(xy, farthest, to, keep);
        }
    }
}
