package org.loupe.tools.cuda;

import java.util.List;
import org.loupe.api.Detections;
import org.loupe.api.Device;
import org.loupe.api.Labels;
import org.loupe.api.Pair;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.tools.base.Peaks;

/**
 * Spots by a top-hat, as the reference implementation finds them, bit for bit. Image by image: each one's objects are
 * weighed here.
 */
public final class FindSpots extends org.loupe.tools.base.FindSpots {

    @Override
    public Info info() {
        return super.info().rank(100).devices(Device.Kind.CUDA);
    }

    @Override
    public Step<Pair, Detections> open(Params params, Device device) throws ToolException {
        Gpu.of(device);
        return (pair, run) -> find(pair, params, device, run);
    }

    private Detections find(Pair pair, Params params, Device device, Run run) throws ToolException {
        Tile test = pair.test();
        Shape shape = test.shape();
        check(params, shape);
        try (Work work = new Work(device, run, "FindSpots")) {
            long smooth = work.in(test), pixels = shape.pixels();
            if (radius(params) > 0) {
                long from = smooth;
                smooth = work.take(shape.bytes());
                GaussianFilter.blur(work, new long[] { from }, new long[] { smooth }, shape, radius(params),
                        sigma(params));
            }
            boolean masked = pair.valid().isPresent();
            long valid = masked ? work.in(pair.valid().get()) : 0, contrast = work.take(shape.bytes());
            long on = work.take(pixels);
            String type = Work.suffix(shape.type());
            List<String> classes = classes(params);
            Detections.Builder found = new Detections.Builder(classes);
            for (int c = 0; c < classes.size(); c++) {
                TopHat.transform(work, new long[] { smooth }, new long[] { contrast }, shape,
                        classes.get(c).equals("bright"), element(params));
                work.launch("contrast" + type, Grid.line(pixels), contrast, valid, on, pixels, params.contrast(),
                        masked ? 1 : 0);
                Labels labels = Objects.label(work, new long[] { on }, shape, 1).get(0);
                long numbers = work.in(labels.tile()), highest = work.zeros(4L * (labels.count() + 1));
                work.launch("peaks" + type, Grid.line(pixels), contrast, numbers, highest, pixels);
                Peaks.add(labels, work.floats(highest, labels.count() + 1), params.contrast(),
                        (all, row) -> suits(all, row, params), c, found);
            }
            return found.build();
        }
    }
}
