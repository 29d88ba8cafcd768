package org.loupe.tools.base;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.loupe.api.FeatureExtractor;
import org.loupe.api.Param;
import org.loupe.api.Patch;
import org.loupe.api.ToolException;

/**
 * Zernike moments of a defect: its form, or its picture, taken apart into the polynomials that are orthogonal on a
 * disc. The square around the box and its context is brought to a fixed number of pixels, and the disc in it is the
 * unit disc, so that size does not matter; beyond the image it is as at its edge.
 * <ul>
 * <li>{@code zernike_n_m}: magnitude of the moment of order n and repetition m, which does not change when the part is
 * turned;</li>
 * <li>{@code zernike_n_m_phase}: its angle in degrees, −180 to 180, NaN where the magnitude is 0; of m above 0.</li>
 * </ul>
 * Moments are divided by that of order 0, the mean over the disc, unless they shall not be; they are NaN where it is 0.
 */
public abstract class Zernike implements FeatureExtractor<Zernike.Params> {

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
            @Param(label = "Source", help = "Whether moments are taken of the grey levels; of the defect's mask, its"
                    + " form alone; or of the contrast: how far grey levels are from the reference or, without one,"
                    + " from what is usual beside the defect.") Source source,
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
        String family = "zernike" + Variant.of(params, defaults(), "source", "size", "context", "normalise") + "_";
        for (int n = 0; n <= params.order(); n++)
            for (int m = n % 2; m <= n; m += 2)
                names.add(family + n + "_" + m);
        if (params.phase())
            for (int n = 1; n <= params.order(); n++)
                for (int m = n % 2 == 0 ? 2 : 1; m <= n; m += 2)
                    names.add(family + n + "_" + m + "_phase");
        return List.copyOf(names);
    }

    @Override
    public int context(Params params) {
        return params.context();
    }

    /**
     * The columns of a patch.
     *
     * @param moments real and imaginary part of each moment of the basis, side by side; {@code null} if there is
     *                nothing to measure, which gives NaN
     */
    protected float[] row(double[] moments, ZernikeBasis basis, Params params) {
        float[] row = new float[names(params).size()];
        Arrays.fill(row, Float.NaN);
        if (moments == null)
            return row;
        double whole = params.normalise() ? Math.hypot(moments[0], moments[1]) : 1;
        int at = 0;
        for (int i = 0; i < moments.length; i += 2, at++)
            if (whole != 0)
                row[at] = (float) (Math.hypot(moments[i], moments[i + 1]) / whole);
        if (params.phase())
            for (int i = 0; i < moments.length; i += 2)
                if (basis.moments().get(i / 2).m() > 0) {
                    if (moments[i] != 0 || moments[i + 1] != 0)
                        row[at] = (float) Math.toDegrees(StrictMath.atan2(moments[i + 1], moments[i]));
                    at++;
                }
        return row;
    }

    /** @throws ToolException if the patch is not grey */
    protected void check(Patch patch) throws ToolException {
        Needs.grey(info().label(), patch.image().shape());
    }
}
