package org.loupe.tools.torch.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.loupe.api.Detections;
import org.loupe.api.Device;
import org.loupe.api.ExplainingStep;
import org.loupe.api.OnnxRunner;
import org.loupe.api.Pair;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.tools.torch.compute.NetOutput;
import org.loupe.tools.torch.compute.Place;
import org.loupe.tools.torch.compute.Tensors;
import org.loupe.tools.torch.images.ExportedNet;
import org.loupe.tools.torch.images.GradCam;
import org.loupe.tools.torch.images.ImageNet;
import org.loupe.tools.torch.images.OnnxExport;
import org.loupe.tools.torch.images.Planes;
import org.loupe.tools.torch.net.CenterNet;
import org.loupe.tools.torch.net.Net;

/** A {@link CenterNet} that has learned: a peak of a class's heat is an object. */
record CenterNetModel(ImageNet net) implements ExportedNet<Detections> {
    /** Heat of a score of 0.02: what is less sure is never told. */
    private static final float LEAST = (float) Math.log(0.02 / 0.98);
    /** Most objects of an image, the surest. */
    private static final int MOST = 2000;

    @Override
    public OnnxExport export() {
        return new OnnxExport(net, List.of(CenterNet.HEAT, CenterNet.BOX), CenterNet.STEP);
    }

    @Override
    public Step<Pair, Detections> open(Device device) throws ToolException {
        return new Finding(this, net.open(export().outputs(), step(), Place.of(device)));
    }

    @Override
    public Step<Pair, Detections> open(OnnxRunner.Net runs) throws ToolException {
        return new Finding(this, net.open(export().outputs(), step(), runs));
    }

    private record Finding(CenterNetModel model, ImageNet.Opened opened)
            implements Step<Pair, Detections>, ExplainingStep<Pair> {
        @Override
        public Detections apply(Pair pair, Run run) throws ToolException {
            return opened.apply(pair, run, (planes, given) -> model.decode(planes, given, pair));
        }

        /** By the heat, before the sigmoid, of the surest place in each object's box. */
        @Override
        public Tile explain(Pair pair, Detections objects, Run run) throws ToolException {
            Net net = model.net.net();
            return GradCam.of(model.net, opened.place(), model.step(), List.of(net.features().get(net.lastFeature())),
                    List.of(CenterNet.HEAT), pair, known -> GradCam.sum(known.get(CenterNet.HEAT),
                            model.peaks(known.get(CenterNet.HEAT), objects)), false, run);
        }

        @Override
        public void close() {
            opened.close();
        }
    }

    /** 1 at the surest place in each object's box, else 0. */
    private float[] peaks(Tensor heat, Detections objects) {
        int height = (int) heat.size(2), width = (int) heat.size(3), cell = CenterNet.STRIDE * net.input().reduction();
        float[] heats = Tensors.values(heat), peaks = new float[heats.length];
        for (int i = 0; i < objects.size(); i++) {
            int kind = classes().indexOf(objects.className(i));
            int left = within(objects.x()[i] / cell, width), top = within(objects.y()[i] / cell, height);
            int right = within((objects.x()[i] + objects.width()[i]) / cell, width);
            int bottom = within((objects.y()[i] + objects.height()[i]) / cell, height), best = -1;
            for (int y = top; y <= bottom && kind >= 0; y++)
                for (int x = left; x <= right; x++) {
                    int at = (kind * height + y) * width + x;
                    best = best < 0 || heats[at] > heats[best] ? at : best;
                }
            if (best >= 0)
                peaks[best] = 1;
        }
        return peaks;
    }

    private static int within(float cell, int cells) {
        return Math.max(0, Math.min(cells - 1, (int) cell));
    }

    private record Peak(float heat, int kind, int x, int y) {
    }

    private Detections decode(Planes planes, Map<String, NetOutput> given, Pair pair) {
        NetOutput heat = given.get(CenterNet.HEAT);
        int height = heat.size(2), width = heat.size(3);
        float[] heats = heat.values();
        List<Peak> peaks = new ArrayList<>();
        int tall = Math.min(height, (planes.height() + CenterNet.STRIDE - 1) / CenterNet.STRIDE);
        int wide = Math.min(width, (planes.width() + CenterNet.STRIDE - 1) / CenterNet.STRIDE);
        for (int c = 0; c < classes().size(); c++)
            for (int y = 0; y < tall; y++)
                for (int x = 0; x < wide; x++)
                    if (heats[(c * height + y) * width + x] >= LEAST && isPeak(heats, c * height, x, y, width, height))
                        peaks.add(new Peak(heats[(c * height + y) * width + x], c, x, y));
        Detections.Builder found = new Detections.Builder(classes());
        if (peaks.isEmpty())
            return found.build();
        peaks.sort(Comparator.comparingDouble(p -> -p.heat));
        float[] boxes = given.get(CenterNet.BOX).values();
        int reduction = net.input().reduction();
        for (Peak peak : peaks.subList(0, Math.min(MOST, peaks.size()))) {
            double[] edges = new double[4];
            for (int e = 0; e < 4; e++)
                edges[e] = softplus(boxes[(e * height + peak.y) * width + peak.x]) * CenterNet.UNIT;
            double x = (peak.x + 0.5) * CenterNet.STRIDE, y = (peak.y + 0.5) * CenterNet.STRIDE;
            double left = Math.max(0, (x - edges[0]) * reduction), top = Math.max(0, (y - edges[1]) * reduction);
            double right = Math.min(pair.test().width(), (x + edges[2]) * reduction);
            double bottom = Math.min(pair.test().height(), (y + edges[3]) * reduction);
            if (right - left >= 1 && bottom - top >= 1)
                found.add(left, top, right - left, bottom - top, 1 / (1 + Math.exp(-peak.heat)), peak.kind, null);
        }
        return found.build();
    }

    private static double softplus(double value) {
        return value > 20 ? value : Math.log1p(Math.exp(value));
    }

    /** Whether no neighbour is higher; of equal ones the first counts. */
    private static boolean isPeak(float[] heats, int plane, int x, int y, int width, int height) {
        float value = heats[(plane + y) * width + x];
        for (int dy = -1; dy <= 1; dy++)
            for (int dx = -1; dx <= 1; dx++) {
                int nx = x + dx, ny = y + dy;
                if (dx == 0 && dy == 0 || nx < 0 || ny < 0 || nx >= width || ny >= height)
                    continue;
                float other = heats[(plane + ny) * width + nx];
                if (other > value || other == value && (dy < 0 || dy == 0 && dx < 0))
                    return false;
            }
        return true;
    }
}
