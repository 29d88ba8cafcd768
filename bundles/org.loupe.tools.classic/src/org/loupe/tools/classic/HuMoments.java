package org.loupe.tools.classic;

import java.util.List;
import java.util.stream.IntStream;
import org.loupe.api.Device;
import org.loupe.api.FeatureExtractor;
import org.loupe.api.Features;
import org.loupe.api.Param;
import org.loupe.api.Patch;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.ToolException;
import org.loupe.tools.base.Needs;
import org.loupe.tools.base.Plane;
import org.loupe.tools.base.Source;
import org.loupe.tools.base.Variant;

/**
 * Form of a defect, or of its picture, by the seven moments of Hu, which do not change when the part is shifted, turned
 * or larger: {@code hu.1} to {@code hu.7}; {@code hu.7} changes its sign when the part is mirrored. Pixels count by
 * what the source gives, divided by its mean over the box so that brightness does not matter; with the mask, each
 * counts 1. They are scikit-image's {@code moments_hu} of the box.
 *
 * <p>The moments span many powers of ten. On a logarithmic scale a moment h becomes sign(h) · log10(1 + 10¹² |h|): the
 * number of powers of ten above 10⁻¹², and 0 for those that only rounding keeps from 0. Without a pixel that counts,
 * all are NaN.
 */
public final class HuMoments implements FeatureExtractor<HuMoments.Params> {
    private static final double SMALLEST = 1e-12;

    /**
     * @param source      what pixels count by
     * @param logarithmic whether powers of ten are told
     */
    public record Params(
            @Param(label = "Source", help = "Whether pixels count by the defect's mask, its form alone; by the grey"
                    + " levels; or by the contrast: how far they are from the reference or, without one, from what is"
                    + " usual beside the defect. Where the detector gives no mask, contrast tells more.") Source source,
            @Param(label = "Logarithmic", help = "Tells powers of ten, since the moments differ by many of them.")
                    boolean logarithmic) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.hu", "Form (Hu)", "Measures the form of each defect, or its picture, by the seven moments"
                + " of Hu, which do not change when the part is shifted, turned or larger. They tell rough forms;"
                + " noise hides the higher ones.")
                .reference("Hu: Visual Pattern Recognition by Moment Invariants, IRE Transactions on Information Theory"
                        + " 1962");
    }

    @Override
    public Params defaults() {
        return new Params(Source.MASK, true);
    }

    @Override
    public List<String> names(Params params) {
        String family = "hu" + Variant.of(params, defaults(), "source", "logarithmic") + ".";
        return IntStream.rangeClosed(1, 7).mapToObj(i -> family + i).toList();
    }

    @Override
    public Step<Patch, Features> open(Params params, Device device) {
        List<String> names = names(params);
        return (patch, run) -> new Features(names, 1, measure(patch, params, run));
    }

    private float[] measure(Patch patch, Params params, Run run) throws ToolException {
        Needs.grey(info().label(), patch.image().shape());
        Plane plane = Plane.of(patch, params.source(), run);
        double[] hu = hu(normalised(plane, patch.box(), params.source() == Source.MASK, run));
        float[] row = new float[hu.length];
        for (int i = 0; i < row.length; i++)
            row[i] = (float) (params.logarithmic()
                    ? Math.signum(hu[i]) * StrictMath.log10(1 + Math.abs(hu[i]) / SMALLEST) : hu[i]);
        return row;
    }

    /**
     * Central moments up to order 3 divided by the power of the area that makes them independent of size, at
     * {@code [down * 4 + across]}; NaN if the pixels count nothing.
     */
    private static double[] normalised(Plane plane, Region box, boolean mask, Run run) {
        double sum = 0, byX = 0, byY = 0;
        long pixels = 0;
        for (int y = box.y(); y < box.bottom(); y++) {
            run.checkCancelled();
            for (int x = box.x(); x < box.right(); x++) {
                double value = plane.values()[y * plane.width() + x];
                sum += value;
                byX += value * x;
                byY += value * y;
                pixels += value != 0 || !mask ? 1 : 0;
            }
        }
        double[] moments = new double[16];
        double middleX = byX / sum, middleY = byY / sum;
        for (int y = box.y(); y < box.bottom(); y++) {
            run.checkCancelled();
            double none = 0, one = 0, two = 0, three = 0, v = y - middleY;
            for (int x = box.x(); x < box.right(); x++) {
                double value = plane.values()[y * plane.width() + x], u = x - middleX;
                none += value;
                one += value * u;
                two += value * u * u;
                three += value * u * u * u;
            }
            moments[2] += two;
            moments[3] += three;
            moments[5] += one * v;
            moments[6] += two * v;
            moments[8] += none * v * v;
            moments[9] += one * v * v;
            moments[12] += none * v * v * v;
        }
        // values are divided by their mean, so that their sum is the number of pixels
        for (int i = 0; i < moments.length; i++)
            moments[i] = sum > 0 ? moments[i] / sum * StrictMath.pow(pixels, -(i / 4 + i % 4) / 2.0) : Double.NaN;
        return moments;
    }

    /** The seven invariants of normalised central moments. */
    private static double[] hu(double[] n) {
        double n20 = n[8], n02 = n[2], n11 = n[5], n30 = n[12], n12 = n[6], n21 = n[9], n03 = n[3];
        double a = n30 + n12, b = n21 + n03, c = n30 - 3 * n12, d = 3 * n21 - n03, e = n20 - n02;
        double aa = a * a, bb = b * b;
        return new double[] { n20 + n02, e * e + 4 * n11 * n11, c * c + d * d, aa + bb,
            c * a * (aa - 3 * bb) + d * b * (3 * aa - bb), e * (aa - bb) + 4 * n11 * a * b,
            d * a * (aa - 3 * bb) - c * b * (3 * aa - bb) };
    }
}
