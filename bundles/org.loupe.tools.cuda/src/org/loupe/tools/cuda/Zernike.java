package org.loupe.tools.cuda;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.loupe.api.Device;
import org.loupe.api.Features;
import org.loupe.api.Patch;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.tools.base.Plane;
import org.loupe.tools.base.Source;
import org.loupe.tools.base.ZernikeBasis;

/** Zernike moments, bit for bit those of the reference implementation; of all defects that are given in one launch. */
public final class Zernike extends org.loupe.tools.base.Zernike {
    /** Numbers that the kernel is told of each patch. */
    private static final int PLACE = 9;
    /** What is subtracted from an image, where it is not another image's samples. */
    private static final int NOTHING = -1, USUAL = -2;

    @Override
    public Info info() {
        return super.info().rank(100).devices(Device.Kind.CUDA);
    }

    @Override
    public Step<Patch, Features> open(Params params, Device device) throws ToolException {
        Gpu.of(device);
        return new GroupStep<>() {
            private final List<String> names = names(params);
            private final ZernikeBasis basis = new ZernikeBasis(params.order(), params.size());
            private final int[] pixels = basis.pixels();
            private final float[] shares = basis.shares();

            @Override
            public List<Features> applyAll(List<Patch> patches, Run run) throws ToolException {
                for (Patch patch : patches)
                    check(patch);
                List<Patch> there = patches.stream().filter(p -> !p.box().isEmpty()).toList();
                double[] moments = there.isEmpty() ? new double[0] : measure(there, params, device, run);
                int each = 2 * basis.moments().size(), at = 0;
                List<Features> all = new ArrayList<>();
                for (Patch patch : patches) {
                    double[] own = null;
                    if (!patch.box().isEmpty())
                        own = Arrays.copyOfRange(moments, at, at += each);
                    all.add(new Features(names, 1, row(own, basis, params)));
                }
                return all;
            }

            private double[] measure(List<Patch> patches, Params params, Device device, Run run) throws ToolException {
                int n = patches.size(), size = params.size(), padded = shares.length / 2 / basis.moments().size();
                try (Work work = new Work(device, run, "Patches")) {
                    float[] usual = new float[n];
                    long place = work.put(places(patches, params, usual, work, run));
                    long out = work.take(8L * 2 * basis.moments().size() * n);
                    work.launch("zernike", Grid.ofBlocks(n), place, work.put(usual), work.put(pixels),
                            pixels.length / 2, padded, work.put(shares), work.put(basis.moments().stream()
                                    .mapToInt(ZernikeBasis.Moment::m).toArray()),
                            basis.moments().size(), size, work.take(4L * size * size * n),
                            work.take(16L * padded * n), out);
                    return work.doubles(out, 2 * basis.moments().size() * n);
                }
            }
        };
    }

    /** What the kernel is told of each patch; their images are brought to the GPU. */
    private static long[] places(List<Patch> patches, Params params, float[] usual, Work work, Run run)
            throws ToolException {
        List<Tile> images = new ArrayList<>(), others = new ArrayList<>();
        for (Patch patch : patches) {
            images.add(params.source() == Source.MASK ? patch.mask() : patch.image());
            if (params.source() == Source.CONTRAST && patch.reference().isPresent())
                others.add(patch.reference().get());
        }
        long[] image = work.in(images), other = work.in(others), place = new long[PLACE * patches.size()];
        for (int i = 0, next = 0; i < patches.size(); i++) {
            Patch patch = patches.get(i);
            Region box = patch.box();
            int side = Math.max(box.width(), box.height()) + 2 * params.context();
            long from = 0, type = NOTHING;
            if (params.source() == Source.CONTRAST)
                if (patch.reference().isPresent()) {
                    from = other[next++];
                    type = patch.reference().get().shape().type().ordinal();
                } else {
                    usual[i] = Plane.usual(patch, run);
                    type = USUAL;
                }
            long[] its = { image[i], images.get(i).shape().type().ordinal(), from, type, patch.image().width(),
                patch.image().height(), side, 2L * box.x() + box.width() - side, 2L * box.y() + box.height() - side };
            System.arraycopy(its, 0, place, PLACE * i, PLACE);
        }
        return place;
    }
}
