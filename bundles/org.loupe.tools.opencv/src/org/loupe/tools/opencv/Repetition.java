package org.loupe.tools.opencv;

import java.lang.ref.Reference;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.loupe.api.Run;
import org.loupe.api.Tile;
import org.loupe.tools.base.Samples;

/** Finds the distance at which an image repeats, by the autocorrelation of its rows or columns. */
final class Repetition {
    private static final int SHORTEST = 4;
    /** Rows or columns that are looked at, evenly spread. */
    private static final int LINES = 256;
    /** A smaller correlation is no repetition. */
    private static final double LEAST = 0.3;
    /** A shorter distance is taken if it correlates as well as the best but for this factor. */
    private static final double AS_GOOD = 0.85;

    private Repetition() {
    }

    /** The pitch along the rows, or along the columns, in px; 0 if nothing repeats. */
    static double pitch(Tile image, boolean alongRows, Run run) {
        run.checkCancelled();
        double[] correlation = autocorrelation(image, alongRows);
        Reference.reachabilityFence(image);
        int longest = correlation.length * 2 / 3, start = 1;
        while (start < longest && correlation[start + 1] <= correlation[start])
            start++;
        int best = peak(correlation, Math.max(start, SHORTEST), longest);
        if (best == 0 || correlation[best] < LEAST)
            return 0;
        for (int lag = Math.max(start, SHORTEST); lag < best; lag++)
            if (isPeak(correlation, lag) && correlation[lag] >= AS_GOOD * correlation[best]) {
                best = lag;
                break;
            }
        double pitch = best;
        for (int k = 2; (k + 0.1) * pitch < longest; k++) {
            int around = (int) Math.max(2, 0.02 * k * pitch), expected = (int) Math.round(k * pitch);
            int multiple = peak(correlation, expected - around, Math.min(longest, expected + around));
            if (multiple == 0 || correlation[multiple] < LEAST)
                break;
            pitch = (double) multiple / k;
        }
        return pitch;
    }

    /** The highest peak in a range of distances; 0 if there is none. */
    private static int peak(double[] correlation, int from, int to) {
        int best = 0;
        for (int lag = from; lag <= to; lag++)
            if (isPeak(correlation, lag) && (best == 0 || correlation[lag] > correlation[best]))
                best = lag;
        return best;
    }

    private static boolean isPeak(double[] correlation, int lag) {
        return lag > 0 && lag + 1 < correlation.length && correlation[lag] >= correlation[lag - 1]
                && correlation[lag] > correlation[lag + 1];
    }

    /** Correlation of the lines with themselves by distance, 1 at distance 0. */
    private static double[] autocorrelation(Tile image, boolean alongRows) {
        int side = alongRows ? image.width() : image.height(), lines = alongRows ? image.height() : image.width();
        int used = Math.min(lines, LINES);
        float[][] samples = new float[used][side];
        if (alongRows)
            for (int i = 0; i < used; i++)
                Samples.read(image, (int) ((long) i * lines / used), samples[i]);
        else {
            float[] row = new float[image.width()];
            for (int y = 0; y < side; y++) {
                Samples.read(image, y, row);
                for (int i = 0; i < used; i++)
                    samples[i][y] = row[(int) ((long) i * lines / used)];
            }
        }
        double[] sums = new double[side];
        try (PointerScope scope = new PointerScope()) {
            int padded = opencv_core.getOptimalDFTSize(2 * side);
            Mat padding = new Mat(used, padded, opencv_core.CV_32F, new Scalar(0));
            FloatIndexer at = padding.createIndexer();
            for (int i = 0; i < used; i++) {
                double mean = 0;
                for (float sample : samples[i])
                    mean += sample / side;
                for (int x = 0; x < side; x++)
                    at.put(i, x, (float) (samples[i][x] - mean));
            }
            Mat spectrum = new Mat(), power = new Mat(), back = new Mat(), sum = new Mat();
            opencv_core.dft(padding, spectrum, opencv_core.DFT_ROWS, 0);
            opencv_core.mulSpectrums(spectrum, spectrum, power, opencv_core.DFT_ROWS, true);
            opencv_core.dft(power, back, opencv_core.DFT_ROWS | opencv_core.DFT_INVERSE | opencv_core.DFT_SCALE
                    | opencv_core.DFT_REAL_OUTPUT, 0);
            opencv_core.reduce(back, sum, 0, opencv_core.REDUCE_SUM, opencv_core.CV_32F);
            FloatIndexer total = sum.createIndexer();
            for (int lag = 0; lag < side; lag++)
                sums[lag] = total.get(0, lag) / (side - lag);
        }
        double zero = sums[0];
        for (int lag = 0; lag < side; lag++)
            sums[lag] = zero > 0 ? sums[lag] / zero : 0;
        return sums;
    }
}
