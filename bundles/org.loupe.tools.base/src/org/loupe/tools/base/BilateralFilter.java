package org.loupe.tools.base;

import org.loupe.api.Operator;
import org.loupe.api.Param;
import org.loupe.api.Shape;
import org.loupe.api.ToolException;

/**
 * Mean of the neighbours, weighted by their distance and by how alike they are; outside of the image its edge pixels go
 * on. Computed in floating point; whole numbers are rounded.
 */
public abstract class BilateralFilter implements Operator<BilateralFilter.Params> {

    /**
     * @param sigmaSpace standard deviation of the weight by distance, in px
     * @param sigmaRange standard deviation of the weight by likeness, in grey levels
     */
    public record Params(
            @Param(label = "Sigma in space", unit = "px", min = 0.5, max = 10, step = 0.5,
                    help = "How far neighbours count. Raise it to smooth more; time grows with its square.")
                    double sigmaSpace,
            @Param(label = "Sigma in range", unit = "grey levels", min = 0.1, max = 65535, step = 1,
                    help = "Steps well above this stay sharp, smaller ones are smoothed. About twice the noise is a"
                            + " good start.") double sigmaRange) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.bilateral", "Bilateral filter", "Smooths noise and keeps edges that are stronger than the"
                + " noise. Grey or RGB.")
                .reference("Tomasi, Manduchi: Bilateral Filtering for Gray and Color Images, ICCV 1998");
    }

    @Override
    public Params defaults() {
        return new Params(2, 20);
    }

    @Override
    public int halo(Params params) {
        return radius(params);
    }

    /** px that the weights reach. */
    protected static int radius(Params params) {
        return (int) Math.max(1, Math.rint(1.5 * params.sigmaSpace()));
    }

    @Override
    public void check(Params params, Shape in) throws ToolException {
        Needs.pixels(info().label(), in);
        if (in.channels() == 4)
            throw new ToolException(info().label() + " needs grey or RGB, got " + in + ".",
                    "Put 'Convert to grey' before this step.");
    }

    @Override
    public Shape output(Params params, Shape in) {
        return in;
    }
}
