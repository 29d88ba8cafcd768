package org.loupe.tools.opencv;

import java.lang.ref.Reference;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.loupe.api.Detections;
import org.loupe.api.Labels;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.tools.base.Peaks;
import org.loupe.tools.base.Samples;

/** Connected pixels as numbered objects. */
final class Objects {
    private static final int PIXELS_BETWEEN_CHECKS = 1 << 22;

    private Objects() {
    }

    /**
     * Numbers the objects of a mask: pixels other than 0 that touch at edges or corners. Objects of fewer than
     * {@code smallestArea} pixels are left out; the others are numbered as their first pixels come, row by row.
     */
    static Labels label(Tile mask, int smallestArea, Run run) {
        Tile labels = run.tile(new Shape(mask.width(), mask.height(), 1, Shape.Type.S32, mask.shape().umPerPx()));
        run.checkCancelled();
        int count;
        try (PointerScope scope = new PointerScope()) {
            count = opencv_imgproc.connectedComponents(Mats.of(mask), Mats.of(labels), 8, opencv_core.CV_32S);
        }
        Reference.reachabilityFence(mask);
        return new Labels(labels, renumber(labels, count, smallestArea, run));
    }

    /**
     * Numbers objects anew from 1 in the order of their first pixels, row by row; those of fewer than
     * {@code smallestArea} pixels become background. Returns how many are left.
     *
     * @param count numbers in {@code labels} are below it; 0 is background
     */
    static int renumber(Tile labels, int count, int smallestArea, Run run) {
        int[] area = new int[count], number = new int[count], line = new int[labels.width()];
        IntBuffer data = labels.data().asIntBuffer();
        int rowsBetweenChecks = Math.max(1, PIXELS_BETWEEN_CHECKS / line.length);
        for (int row = 0; row < labels.height(); row++) {
            if (row % rowsBetweenChecks == 0)
                run.checkCancelled();
            data.get(line);
            for (int label : line)
                if (label != 0)
                    area[label]++;
        }
        Arrays.fill(number, -1);
        int used = 0;
        for (int row = 0; row < labels.height(); row++) {
            if (row % rowsBetweenChecks == 0)
                run.checkCancelled();
            data.get(row * line.length, line);
            for (int i = 0; i < line.length; i++) {
                int label = line[i];
                if (label == 0)
                    continue;
                if (number[label] < 0)
                    number[label] = area[label] < smallestArea ? 0 : ++used;
                line[i] = number[label];
            }
            data.put(row * line.length, line);
        }
        return used;
    }

    /** The mask of what is at least {@code threshold} in {@code values} of one channel, where it is valid. */
    private static Tile above(Tile values, double threshold, Optional<Tile> valid, Run run) {
        Tile mask = run.tile(Shape.grey(values.width(), values.height()));
        float[] line = new float[values.width()];
        byte[] on = new byte[line.length], allowed = new byte[line.length];
        Arrays.fill(allowed, (byte) 255);
        for (int row = 0; row < values.height(); row++) {
            Samples.read(values, row, line);
            if (valid.isPresent())
                valid.get().data().get(row * line.length, allowed);
            for (int i = 0; i < line.length; i++)
                on[i] = line[i] >= threshold ? allowed[i] : 0;
            mask.data().put(row * line.length, on);
        }
        return mask;
    }

    /**
     * Adds the objects of what stands out by at least a threshold, where it is valid. An object that stands out by just
     * the threshold has score 0.5, one that stands out infinitely 1.
     *
     * @param values       how far each pixel stands out
     * @param smallestArea pixels of the smallest object
     * @param suits        whether an object, by its row, is added
     * @param classIndex   of these objects
     */
    static void add(Tile values, double threshold, Optional<Tile> valid, int smallestArea,
            BiPredicate<Detections, Integer> suits, int classIndex, Detections.Builder to, Run run) {
        Labels labels = label(above(values, threshold, valid, run), smallestArea, run);
        Peaks.add(labels, Peaks.of(labels, values), threshold, suits, classIndex, to);
    }
}
