package org.loupe.tools.opencv;

import java.lang.ref.Reference;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.loupe.api.Run;
import org.loupe.api.Tile;

/**
 * Filters an image in bands of rows, each with a halo above and below it, so that a cancelled run ends soon however
 * large the image is. The result is that of the whole image at once.
 */
final class Bands {
    private static final double NANOS_BETWEEN_CHECKS = 60e6;

    private Bands() {
    }

    /** Filters {@code in} into {@code out}, which has the size of {@code in} and the right type. */
    interface Filter {
        void apply(Mat in, Mat out);
    }

    /**
     * Filters {@code in} into {@code out}, which has its size.
     *
     * @param halo           rows above and below that decide a row's result
     * @param nanosPerSample about what the filter takes; decides how high the bands are
     */
    static void filter(Tile in, Tile out, int halo, double nanosPerSample, Run run, Filter filter) {
        int height = in.height();
        double nanosPerRow = nanosPerSample * in.width() * in.shape().channels();
        int band = (int) Math.max(8, Math.min(height, NANOS_BETWEEN_CHECKS / nanosPerRow - 2 * halo));
        for (int from = 0; from < height; from += band) {
            run.checkCancelled();
            int to = Math.min(height, from + band);
            int first = Math.max(0, from - halo), last = Math.min(height, to + halo);
            try (PointerScope scope = new PointerScope()) {
                Mat target = Mats.rows(out, from, to);
                if (first == from && last == to)
                    filter.apply(Mats.rows(in, from, to), target);
                else {
                    Mat wide = new Mat(last - first, in.width(), Mats.type(out.shape()));
                    filter.apply(Mats.rows(in, first, last), wide);
                    wide.rowRange(from - first, to - first).copyTo(target);
                }
            }
            run.progress((double) to / height, "");
        }
        Reference.reachabilityFence(in);
        Reference.reachabilityFence(out);
    }
}
