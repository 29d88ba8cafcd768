package org.loupe.tools.cuda;

import java.util.ArrayList;
import java.util.List;
import org.loupe.api.Device;
import org.loupe.api.Features;
import org.loupe.api.Patch;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.ToolException;
import org.loupe.tools.base.Needs;

/**
 * Texture by co-occurrence of grey levels, as the reference implementation measures it: the pairs of all defects,
 * distances and directions that are given at once are counted and added up on the GPU, in whole numbers but for the
 * entropies.
 */
public final class Haralick extends org.loupe.tools.base.Haralick {

    @Override
    public Info info() {
        return super.info().rank(100).within(1e-5).devices(Device.Kind.CUDA);
    }

    @Override
    public Step<Patch, Features> open(Params params, Device device) throws ToolException {
        List<String> names = names(params);
        CoOccurrence pairs = new CoOccurrence(params.levels(), steps(params));
        return GroupStep.on(device, (patches, run) -> {
            List<short[]> grey = new ArrayList<>();
            List<Region> regions = new ArrayList<>();
            for (Patch patch : patches) {
                Needs.grey(info().label(), patch.image().shape());
                Region region = region(patch, params);
                regions.add(region);
                grey.add(levels(patch, region, params, run));
            }
            List<Features> all = new ArrayList<>();
            for (double[][] each : pairs.measure(grey, regions, device, run))
                all.add(new Features(names, 1, row(each, names.size(), params.directions())));
            return all;
        });
    }
}
