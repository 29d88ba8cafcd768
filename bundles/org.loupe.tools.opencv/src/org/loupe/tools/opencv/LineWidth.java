package org.loupe.tools.opencv;

import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.javacpp.CharPointer;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.loupe.api.Run;
import org.loupe.api.Tile;

/**
 * Makes the bright structures of a reference as wide as the test image's, by a share of its dilation or erosion by one
 * pixel, again for each pixel of drift. The shares are those that least squares give; a shift gives equal ones for
 * both, so their difference is the drift.
 */
final class LineWidth {
    private static final int ROWS_APART = 3;
    private static final double SMALLEST = 0.15;
    private static final double NEARLY_ALL = 0.9;

    private LineWidth() {
    }

    /**
     * @param images    test image and reference; the reference is changed
     * @param reference the same reference, 16 bits
     * @param most      px per edge
     */
    static void adapt(Comparison images, Mat reference, Optional<Tile> valid, double most, Run run) {
        Mat element = opencv_imgproc.getStructuringElement(opencv_imgproc.MORPH_RECT, new Size(3, 3));
        double left = most;
        Mat current = reference;
        while (left >= SMALLEST) {
            run.checkCancelled();
            Mat wide = new Mat(), narrow = new Mat();
            opencv_imgproc.dilate(current, wide, element);
            opencv_imgproc.erode(current, narrow, element);
            double drift = drift(images, wide, narrow, valid);
            double step = Math.min(Math.min(1, left), Math.abs(drift));
            if (step < SMALLEST)
                return;
            blend(images, drift > 0 ? wide : narrow, step);
            left -= step;
            if (step < NEARLY_ALL)
                return;
            current = drift > 0 ? wide : narrow;
        }
    }

    /** By how many px the test image's bright structures are wider, per edge. */
    private static double drift(Comparison images, Mat wide, Mat narrow, Optional<Tile> valid) {
        int width = images.width;
        char[] wider = new char[width], narrower = new char[width];
        byte[] allowed = new byte[width];
        Arrays.fill(allowed, (byte) 255);
        CharPointer widePixels = new CharPointer(wide.data()), narrowPixels = new CharPointer(narrow.data());
        double alongWide = 0, lengthWide = 0, alongNarrow = 0, lengthNarrow = 0;
        for (int row = 1; row < images.height; row += ROWS_APART) {
            widePixels.position((long) row * width).get(wider);
            narrowPixels.position((long) row * width).get(narrower);
            if (valid.isPresent())
                valid.get().data().get(row * width, allowed);
            for (int x = 0, i = row * width; x < width; x++, i++) {
                if (wider[x] == narrower[x] || allowed[x] == 0)
                    continue;
                double reference = images.reference[i], difference = images.test[i] - reference;
                double out = wider[x] - reference, in = narrower[x] - reference;
                alongWide += out * difference;
                lengthWide += out * out;
                alongNarrow += in * difference;
                lengthNarrow += in * in;
            }
        }
        return (lengthWide == 0 ? 0 : alongWide / lengthWide) - (lengthNarrow == 0 ? 0 : alongNarrow / lengthNarrow);
    }

    private static void blend(Comparison images, Mat other, double share) {
        char[] line = new char[images.width];
        CharPointer pixels = new CharPointer(other.data());
        for (int row = 0; row < images.height; row++) {
            pixels.position((long) row * images.width).get(line);
            for (int x = 0, i = row * images.width; x < images.width; x++, i++)
                images.reference[i] += Math.round((float) (share * (line[x] - images.reference[i])));
        }
    }
}
