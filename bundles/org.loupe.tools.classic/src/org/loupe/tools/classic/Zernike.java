package org.loupe.tools.classic;

import java.util.List;
import org.loupe.api.Device;
import org.loupe.api.Features;
import org.loupe.api.Patch;
import org.loupe.api.Step;
import org.loupe.tools.base.Plane;
import org.loupe.tools.base.ZernikeBasis;

/** Zernike moments on the processor. */
public final class Zernike extends org.loupe.tools.base.Zernike {

    @Override
    public Step<Patch, Features> open(Params params, Device device) {
        ZernikeBasis basis = new ZernikeBasis(params.order(), params.size());
        List<String> names = names(params);
        return (patch, run) -> {
            check(patch);
            double[] moments = patch.box().isEmpty() ? null : basis.of(Plane.of(patch, params.source(), run).square(
                    patch.box(), params.context(), params.size(), run));
            return new Features(names, 1, row(moments, basis, params));
        };
    }
}
