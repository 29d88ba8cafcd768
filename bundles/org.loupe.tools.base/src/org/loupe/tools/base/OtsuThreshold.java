package org.loupe.tools.base;

import org.loupe.api.Param;
import org.loupe.api.Segmenter;
import org.loupe.api.Shape;
import org.loupe.api.ToolException;

/**
 * Objects are the connected pixels above the grey level that parts the histogram best into two classes, or the others;
 * pixels that touch at corners are connected.
 */
public abstract class OtsuThreshold implements Segmenter<OtsuThreshold.Params> {

    /**
     * @param polarity     which side of the threshold the objects lie on
     * @param smallestArea pixels of the smallest object
     */
    public record Params(
            @Param(label = "Objects",
                    help = "Whether the objects are the bright or the dark parts of the image.") Polarity polarity,
            @Param(label = "Smallest area", unit = "px²", min = 1, max = 1e6, step = 1,
                    help = "Objects of fewer pixels are left out. Raise it if noise is reported.") int smallestArea) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.otsu", "Otsu threshold", "Finds objects brighter or darker than their ground with a grey"
                + " level that it chooses for each image. Always splits the image, even where there is no object: use"
                + " it where objects and ground are both there for certain.")
                .reference("Otsu: A Threshold Selection Method from Gray-Level Histograms, IEEE Trans. SMC 1979");
    }

    @Override
    public Params defaults() {
        return new Params(Polarity.BRIGHT, 10);
    }

    @Override
    public int halo(Params params) {
        return Threshold.LARGEST_IN_TILES;
    }

    @Override
    public boolean global(Params params) {
        return true;
    }

    @Override
    public void check(Params params, Shape in) throws ToolException {
        Needs.greyInteger(info().label(), in);
    }

    /** The grey level with the largest variance between the pixels up to it and those above it. */
    protected static int level(long[] histogram, long pixels) {
        double scale = 1.0 / pixels, mean = 0;
        for (int i = 0; i < histogram.length; i++)
            mean += i * (double) histogram[i];
        mean *= scale;
        double below = 0, meanBelow = 0, largest = 0;
        int level = 0;
        for (int i = 0; i < histogram.length; i++) {
            double part = histogram[i] * scale;
            meanBelow *= below;
            below += part;
            double above = 1 - below;
            if (Math.min(below, above) < Math.ulp(1f) || Math.max(below, above) > 1 - Math.ulp(1f))
                continue;
            meanBelow = (meanBelow + i * part) / below;
            double meanAbove = (mean - below * meanBelow) / above;
            double variance = below * above * (meanBelow - meanAbove) * (meanBelow - meanAbove);
            if (variance > largest) {
                largest = variance;
                level = i;
            }
        }
        return level;
    }
}
