package org.loupe.tools.classic;

import org.loupe.api.Device;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.tools.base.DataBar;
import org.loupe.tools.base.Samples;

/** Crops images on the processor. */
public final class CropImage extends org.loupe.tools.base.CropImage {

    @Override
    public Step<Tile, Tile> open(Params params, Device device) {
        return (in, run) -> {
            check(params, in.shape());
            return apply(in, params, new Pixels() {
                @Override
                public int[][] histograms() {
                    return CropImage.histograms(in, run);
                }

                @Override
                public Tile cut(Region part) {
                    return CropImage.cut(in, part, run);
                }
            }, run);
        };
    }

    /** Of each row, how often each level of a data bar occurs. */
    static int[][] histograms(Tile image, Run run) {
        int[][] histograms = new int[image.height()][DataBar.LEVELS];
        float[] line = new float[Samples.perRow(image)];
        float largest = 0;
        for (int row = 0; image.shape().type() != Shape.Type.U8 && row < image.height(); row++) {
            run.checkCancelled();
            Samples.read(image, row, line);
            for (float sample : line)
                largest = Math.max(largest, sample);
        }
        double scale = DataBar.scale(image.shape().type(), largest);
        int channels = image.shape().channels();
        for (int row = 0; row < histograms.length; row++) {
            run.checkCancelled();
            Samples.read(image, row, line);
            for (int i = 0; i < line.length; i += channels)
                histograms[row][(int) Math.max(0, Math.min(DataBar.LEVELS - 1, line[i] * scale))]++;
        }
        return histograms;
    }

    private static Tile cut(Tile in, Region part, Run run) {
        Tile out = run.tile(in.shape().size(part.width(), part.height()));
        int pixel = in.shape().channels() * in.shape().type().bytes(), row = part.width() * pixel;
        for (int y = 0; y < part.height(); y++) {
            if (y % 256 == 0)
                run.checkCancelled();
            out.data().put(y * row, in.data(), ((part.y() + y) * in.width() + part.x()) * pixel, row);
        }
        return out.at(in.x() + part.x(), in.y() + part.y());
    }
}
