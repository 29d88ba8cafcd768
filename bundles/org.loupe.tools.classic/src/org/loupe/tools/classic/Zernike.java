package org.loupe.tools.classic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.loupe.api.Device;
import org.loupe.api.FeatureExtractor;
import org.loupe.api.Features;
import org.loupe.api.Param;
import org.loupe.api.Patch;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/**
 * Zernike moments of a defect: its form, or its picture, taken apart into the polynomials that are orthogonal on a
 * disc. The square around the box and its context is brought to a fixed number of pixels, each the mean of what it
 * covers, and the disc in it is the unit disc, so that size does not matter; beyond the image it is as at its edge.
 * <ul>
 * <li>{@code zernike_n_m}: magnitude of the moment of order n and repetition m, which does not change when the part is
 * turned;</li>
 * <li>{@code zernike_n_m_phase}: its angle in degrees, −180 to 180, NaN where the magnitude is 0; of m above 0.</li>
 * </ul>
 * Moments are divided by that of order 0, the mean over the disc, unless they shall not be; they are NaN where it is 0.
 */
public final class Zernike implements FeatureExtractor<Zernike.Params> {

    /** What the moments are taken of. */
    public enum Source {
        /** The grey levels. */
        IMAGE,
        /** The defect's mask: its form alone. */
        MASK
    }

    /**
     * @param order     highest order
     * @param source    what the moments are taken of
     * @param size      px of the side of the square that the defect is brought to
     * @param context   px around the box that are looked at
     * @param normalise whether moments are divided by that of order 0
     * @param phase     whether angles are told, too
     */
    public record Params(
            @Param(label = "Highest order", min = 1, max = 12, step = 1,
                    help = "Up to which order moments are taken. Low orders tell the rough form, high ones the fine"
                            + " form, and noise.") int order,
            @Param(label = "Source", help = "Whether moments are taken of the grey levels, or of the defect's mask:"
                    + " its form alone.") Source source,
            @Param(label = "Size", unit = "px", min = 16, max = 256, step = 2, advanced = true,
                    help = "How many pixels the defect is brought to, in width and height.") int size,
            @Param(label = "Context", unit = "px", min = 0, max = 200, step = 1,
                    help = "How far around the box it is looked at. The corners of the square lie outside of the"
                            + " disc.") int context,
            @Param(label = "Normalise", help = "Divides by the mean over the disc, so that brightness, or the size of"
                    + " a mask in its box, does not matter.") boolean normalise,
            @Param(label = "Phase", help = "Also tells the angles of moments, for parts that always lie alike.")
                    boolean phase) {

        /** @throws IllegalArgumentException if the size is odd */
        public Params {
            if (size % 2 != 0)
                throw new IllegalArgumentException("The size is an even number of px, found " + size + ". Use "
                        + (size + 1) + ".");
        }
    }

    @Override
    public Info info() {
        return Info.of("loupe.zernike", "Form (Zernike)", "Measures the form of each defect, or its picture, by the"
                + " magnitudes of its Zernike moments, which do not change when the part is turned.")
                .reference("Khotanzad, Hong: Invariant Image Recognition by Zernike Moments, IEEE PAMI 1990");
    }

    @Override
    public Params defaults() {
        return new Params(8, Source.IMAGE, 64, 0, true, false);
    }

    @Override
    public List<String> names(Params params) {
        List<String> names = new ArrayList<>();
        for (int n = 0; n <= params.order(); n++)
            for (int m = n % 2; m <= n; m += 2)
                names.add("zernike_" + n + "_" + m);
        if (params.phase())
            for (int n = 1; n <= params.order(); n++)
                for (int m = n % 2 == 0 ? 2 : 1; m <= n; m += 2)
                    names.add("zernike_" + n + "_" + m + "_phase");
        return names;
    }

    @Override
    public int context(Params params) {
        return params.context();
    }

    @Override
    public Step<Patch, Features> open(Params params, Device device) {
        ZernikeBasis basis = new ZernikeBasis(params.order(), params.size());
        List<String> names = names(params);
        return (patch, run) -> new Features(names, 1, measure(patch, params, basis, names.size(), run));
    }

    private float[] measure(Patch patch, Params params, ZernikeBasis basis, int columns, Run run)
            throws ToolException {
        Needs.grey(info().label(), patch.image().shape());
        Tile source = params.source() == Source.MASK ? patch.mask() : patch.image();
        double[] moments = basis.of(square(source, patch.box(), params, run));
        double whole = params.normalise() ? Math.hypot(moments[0], moments[1]) : 1;
        float[] row = new float[columns];
        int at = 0;
        for (int i = 0; i < moments.length; i += 2)
            row[at++] = whole == 0 ? Float.NaN : (float) (Math.hypot(moments[i], moments[i + 1]) / whole);
        if (params.phase())
            for (int i = 0; i < moments.length; i += 2)
                if (basis.moments().get(i / 2).m() > 0)
                    row[at++] = moments[i] == 0 && moments[i + 1] == 0 ? Float.NaN
                            : (float) Math.toDegrees(Math.atan2(moments[i + 1], moments[i]));
        return row;
    }

    /** The square around the box, brought to its size: each pixel the mean of what it covers. */
    private static float[] square(Tile of, Region box, Params params, Run run) {
        int size = params.size();
        double side = Math.max(box.width(), box.height()) + 2.0 * params.context();
        double left = box.x() + box.width() / 2.0 - side / 2, top = box.y() + box.height() / 2.0 - side / 2;
        float[][] lines = new float[of.height()][];
        Cover across = new Cover(left, side, size, of.width()), down = new Cover(top, side, size, of.height());
        float[] square = new float[size * size];
        for (int y = 0; y < size; y++) {
            run.checkCancelled();
            float[] row = new float[of.width()];
            for (int k = 0; k < down.pixels[y].length; k++) {
                int line = down.pixels[y][k];
                if (lines[line] == null)
                    lines[line] = Samples.read(of, line);
                for (int x = across.first; x <= across.last; x++)
                    row[x] += down.shares[y][k] * lines[line][x];
            }
            for (int x = 0; x < size; x++) {
                float sum = 0;
                for (int k = 0; k < across.pixels[x].length; k++)
                    sum += across.shares[x][k] * row[across.pixels[x][k]];
                square[y * size + x] = sum;
            }
        }
        return square;
    }

    /** Which pixels of a line each of fewer or more covers, and how much of it each is. */
    private static final class Cover {
        private final int[][] pixels;
        private final float[][] shares;
        private final int first;
        private final int last;

        Cover(double from, double length, int parts, int there) {
            pixels = new int[parts][];
            shares = new float[parts][];
            double step = length / parts;
            int least = there - 1, most = 0;
            for (int i = 0; i < parts; i++) {
                double begin = from + i * step, end = begin + step;
                int low = (int) Math.floor(begin), high = Math.max(low, (int) Math.ceil(end) - 1);
                pixels[i] = new int[high - low + 1];
                shares[i] = new float[high - low + 1];
                for (int p = low; p <= high; p++) {
                    pixels[i][p - low] = Math.min(there - 1, Math.max(0, p));
                    shares[i][p - low] = (float) ((Math.min(end, p + 1) - Math.max(begin, p)) / step);
                }
                least = Math.min(least, Arrays.stream(pixels[i]).min().orElseThrow());
                most = Math.max(most, Arrays.stream(pixels[i]).max().orElseThrow());
            }
            first = least;
            last = most;
        }
    }
}
