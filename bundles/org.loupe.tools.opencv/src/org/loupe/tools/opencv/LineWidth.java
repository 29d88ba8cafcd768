package org.loupe.tools.opencv;

import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.javacpp.CharPointer;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.loupe.api.Tile;
import org.loupe.tools.base.Comparison;

/** Adapts the width of a reference's lines by OpenCV. To be used within a scope of pointers. */
final class LineWidth extends org.loupe.tools.base.LineWidth {
    private final Comparison images;
    private final Optional<Tile> valid;
    private final Mat element = opencv_imgproc.getStructuringElement(opencv_imgproc.MORPH_RECT, new Size(3, 3));
    private Mat current;
    private Mat wide;
    private Mat narrow;

    /**
     * @param images    test image and reference; the reference will be changed
     * @param reference the same reference, 16 bits
     */
    LineWidth(Comparison images, Mat reference, Optional<Tile> valid) {
        this.images = images;
        this.valid = valid;
        current = reference;
    }

    @Override
    protected double drift() {
        wide = new Mat();
        narrow = new Mat();
        opencv_imgproc.dilate(current, wide, element);
        opencv_imgproc.erode(current, narrow, element);
        int width = images.width();
        char[] wider = new char[width], narrower = new char[width], test = images.test(), own = images.reference();
        byte[] allowed = new byte[width];
        Arrays.fill(allowed, (byte) 255);
        CharPointer widePixels = new CharPointer(wide.data()), narrowPixels = new CharPointer(narrow.data());
        double alongWide = 0, lengthWide = 0, alongNarrow = 0, lengthNarrow = 0;
        for (int row = 1; row < images.height(); row += ROWS_APART) {
            widePixels.position((long) row * width).get(wider);
            narrowPixels.position((long) row * width).get(narrower);
            if (valid.isPresent())
                valid.get().data().get(row * width, allowed);
            for (int x = 0, i = row * width; x < width; x++, i++) {
                if (wider[x] == narrower[x] || allowed[x] == 0)
                    continue;
                double reference = own[i], difference = test[i] - reference;
                double out = wider[x] - reference, in = narrower[x] - reference;
                alongWide += out * difference;
                lengthWide += out * out;
                alongNarrow += in * difference;
                lengthNarrow += in * in;
            }
        }
        return drift(alongWide, lengthWide, alongNarrow, lengthNarrow);
    }

    @Override
    protected void blend(boolean wider, double share) {
        current = wider ? wide : narrow;
        int width = images.width();
        char[] line = new char[width], reference = images.reference();
        CharPointer pixels = new CharPointer(current.data());
        for (int row = 0; row < images.height(); row++) {
            pixels.position((long) row * width).get(line);
            for (int x = 0, i = row * width; x < width; x++, i++)
                reference[i] += Math.round((float) (share * (line[x] - reference[i])));
        }
    }
}
