package org.loupe.tools.imageio.internal;

import java.util.Arrays;
import java.util.List;

import org.loupe.api.Detections;

/** Collects the defects that were put into a sample, with exact masks. Not for use by several threads. */
public final class Truth {
    private final Detections.Builder found;

    /** Truth of these classes. */
    public Truth(List<String> classes) {
        found = new Detections.Builder(classes);
    }

    /** Whether a pixel belongs to a defect. */
    public interface Pixel {
        boolean on(int x, int y);
    }

    /**
     * Adds a defect: the pixels that are on in a part of the image.
     *
     * @param part  left, top, right, bottom, half-open
     * @param least fewest pixels that count as a defect
     * @return whether there were enough
     */
    public boolean add(int classIndex, int[] part, int least, Pixel pixel) {
        int left = part[2], top = part[3], right = part[0] - 1, bottom = part[1] - 1, area = 0;
        for (int y = part[1]; y < part[3]; y++)
            for (int x = part[0]; x < part[2]; x++)
                if (pixel.on(x, y)) {
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                    top = Math.min(top, y);
                    bottom = Math.max(bottom, y);
                    area++;
                }
        if (area < least)
            return false;
        int[] runs = new int[2 * area + 2];
        int n = 0, length = 0;
        boolean on = false;
        for (int y = top; y <= bottom; y++)
            for (int x = left; x <= right; x++) {
                if (pixel.on(x, y) != on) {
                    runs[n++] = length;
                    length = 0;
                    on = !on;
                }
                length++;
            }
        runs[n++] = length;
        found.add(left, top, right - left + 1, bottom - top + 1, 1, classIndex, Arrays.copyOf(runs, n));
        return true;
    }

    /** All defects. */
    public Detections detections() {
        return found.build();
    }
}
