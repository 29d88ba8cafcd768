package org.loupe.tools.classic;

import java.util.List;
import org.loupe.api.Device;
import org.loupe.api.FeatureExtractor;
import org.loupe.api.Features;
import org.loupe.api.Param;
import org.loupe.api.Patch;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.ToolException;
import org.loupe.tools.base.Needs;
import org.loupe.tools.base.Samples;
import org.loupe.tools.base.Variant;

/**
 * How restless the surroundings of a defect are, and how far it stands out of them, so that a limit behind it lets only
 * those defects pass whose class can be told. Pixels next to the defect's mask count for neither.
 * <ul>
 * <li>{@code noise}: standard deviation of the surroundings about the plane that fits them best, in grey levels; NaN of
 * fewer than {@value #LEAST} pixels. A slope of the ground does not count; a pattern does, and so does noise that a
 * smoothing step has spread over several pixels;</li>
 * <li>{@code contrast_to_noise}: mean distance of the defect's pixels from that plane, without its sign, by that.</li>
 * </ul>
 */
public final class Noise implements FeatureExtractor<Noise.Params> {
    /** Fewest pixels of surroundings that tell anything. */
    private static final int LEAST = 16;
    private static final List<String> NAMES = List.of("noise", "contrast_to_noise");

    /** @param context px around the defect's box that are looked at */
    public record Params(
            @Param(label = "Context", unit = "px", min = 3, max = 100, step = 1,
                    help = "How far around the defect's box the noise is measured. Widen it for a steadier number;"
                            + " narrow it where other structure is near.") int context) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.noise", "Noise", "Measures how noisy the surroundings of each defect are and how far the"
                + " defect stands out of them. Put 'Limit' behind this step to hold back what is too noisy to be told."
                + " A slope of the ground does not count as noise, a pattern does.");
    }

    @Override
    public Params defaults() {
        return new Params(12);
    }

    @Override
    public List<String> names(Params params) {
        String variant = Variant.of(params, defaults(), "context");
        return NAMES.stream().map(name -> name + variant).toList();
    }

    @Override
    public int context(Params params) {
        return params.context();
    }

    @Override
    public Step<Patch, Features> open(Params params, Device device) {
        return (patch, run) -> new Features(names(params), 1, measure(patch, params, run));
    }

    private float[] measure(Patch patch, Params params, Run run) throws ToolException {
        Shape shape = patch.image().shape();
        Needs.grey(info().label(), shape);
        Region part = patch.box().grow(params.context()).intersect(shape.region());
        float[][] image = new float[shape.height()][], mask = new float[shape.height()][];
        for (int y = part.y(); y < part.bottom(); y++) {
            image[y] = Samples.read(patch.image(), y);
            mask[y] = Samples.read(patch.mask(), y);
        }
        Sums ground = new Sums(), defect = new Sums();
        for (int y = part.y(); y < part.bottom(); y++) {
            run.checkCancelled();
            for (int x = part.x(); x < part.right(); x++)
                if (mask[y][x] > 0)
                    defect.add(x - part.x(), y - part.y(), image[y][x]);
                else if (clear(mask, part, x, y))
                    ground.add(x - part.x(), y - part.y(), image[y][x]);
        }
        if (ground.n < LEAST || defect.n == 0)
            return new float[] {Float.NaN, Float.NaN};
        double[] fit = ground.fit();
        double noise = Math.sqrt(Math.max(0, ground.residue(fit)));
        double contrast = Math.abs(defect.v - fit[0] * defect.n - fit[1] * defect.x - fit[2] * defect.y) / defect.n;
        return new float[] {(float) noise, (float) (contrast / noise)};
    }

    private static boolean clear(float[][] mask, Region part, int x, int y) {
        for (int row = Math.max(part.y(), y - 1); row <= Math.min(part.bottom() - 1, y + 1); row++)
            for (int column = Math.max(part.x(), x - 1); column <= Math.min(part.right() - 1, x + 1); column++)
                if (mask[row][column] > 0)
                    return false;
        return true;
    }

    /** Sums over pixels, for a plane v = a + b x + c y. */
    private static final class Sums {
        private double n, x, y, v, xx, xy, yy, xv, yv, vv;

        void add(double px, double py, double value) {
            n++;
            x += px;
            y += py;
            v += value;
            xx += px * px;
            xy += px * py;
            yy += py * py;
            xv += px * value;
            yv += py * value;
            vv += value * value;
        }

        /** The plane that fits best; level if the pixels lie on a line. */
        double[] fit() {
            double cxx = xx - x * x / n, cxy = xy - x * y / n, cyy = yy - y * y / n;
            double cxv = xv - x * v / n, cyv = yv - y * v / n, det = cxx * cyy - cxy * cxy;
            double b = det < 1e-9 * cxx * cyy || det == 0 ? 0 : (cxv * cyy - cyv * cxy) / det;
            double c = det < 1e-9 * cxx * cyy || det == 0 ? 0 : (cyv * cxx - cxv * cxy) / det;
            return new double[] {(v - b * x - c * y) / n, b, c};
        }

        /** Mean square distance from a plane that fits best. */
        double residue(double[] fit) {
            return (vv - fit[0] * v - fit[1] * xv - fit[2] * yv) / n;
        }
    }
}
