package org.loupe.tools.base;

import java.nio.IntBuffer;
import java.util.function.BiPredicate;
import org.loupe.api.Detections;
import org.loupe.api.Labels;
import org.loupe.api.Tile;

/** How far objects stand out from their surroundings, and what is reported of them by it. */
public final class Peaks {

    private Peaks() {
    }

    /** The largest of {@code values}, which has one channel, within each object, by its number; at index 0 is 0. */
    public static float[] of(Labels labels, Tile values) {
        float[] peaks = new float[labels.count() + 1], line = new float[values.width()];
        int[] numbers = new int[line.length];
        IntBuffer data = labels.tile().data().asIntBuffer();
        for (int row = 0; row < values.height(); row++) {
            data.get(numbers);
            Samples.read(values, row, line);
            for (int i = 0; i < line.length; i++)
                if (numbers[i] != 0)
                    peaks[numbers[i]] = Math.max(peaks[numbers[i]], line[i]);
        }
        return peaks;
    }

    /**
     * Adds objects of what stands out by at least a threshold. An object that stands out by just the threshold has
     * score 0.5, one that stands out infinitely 1.
     *
     * @param peaks      how far each object stands out, by its number
     * @param suits      whether an object, by its row, is added
     * @param classIndex of these objects
     */
    public static void add(Labels labels, float[] peaks, double threshold, BiPredicate<Detections, Integer> suits,
            int classIndex, Detections.Builder to) {
        Detections all = labels.detections("");
        for (int i = 0; i < all.size(); i++)
            if (suits.test(all, i))
                to.add(all.x()[i], all.y()[i], all.width()[i], all.height()[i],
                        peaks[i + 1] / (peaks[i + 1] + threshold), classIndex, all.masks()[i]);
    }
}
