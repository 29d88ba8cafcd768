package org.loupe.tools.torch.segment;

import java.nio.FloatBuffer;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.loupe.api.Detections;
import org.loupe.api.Device;
import org.loupe.api.ExplainingStep;
import org.loupe.api.Mask;
import org.loupe.api.OnnxRunner;
import org.loupe.api.Pair;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.tools.torch.compute.Place;
import org.loupe.tools.torch.compute.Tensors;
import org.loupe.tools.torch.images.ExportedNet;
import org.loupe.tools.torch.images.GradCam;
import org.loupe.tools.torch.images.ImageNet;
import org.loupe.tools.torch.images.OnnxExport;
import org.loupe.tools.torch.net.UNet;

/** A {@link UNet} that has learned. @param levels on its way down */
record UNetModel(ImageNet net, int levels) implements ExportedNet<Tile> {
    private static final String LAST = "final_conv", LOWEST = "bottleneck";

    @Override
    public OnnxExport export() {
        return new OnnxExport(net, List.of(LAST), UNet.step(levels));
    }

    @Override
    public Step<Pair, Tile> open(Device device) throws ToolException {
        return new Outlining(this, net.open(export().outputs(), step(), Place.of(device)));
    }

    @Override
    public Step<Pair, Tile> open(OnnxRunner.Net runs) throws ToolException {
        return new Outlining(this, net.open(export().outputs(), step(), runs));
    }

    private record Outlining(UNetModel model, ImageNet.Opened opened)
            implements Step<Pair, Tile>, ExplainingStep<Pair> {
        @Override
        public Tile apply(Pair pair, Run run) throws ToolException {
            int width = pair.test().width(), height = pair.test().height(), maps = model.classes().size();
            Tile sure = run.tile(pair.test().shape().samples(maps, Shape.Type.F32));
            FloatBuffer into = sure.data().asFloatBuffer();
            int by = model.net.input().reduction();
            return opened.apply(pair, run, (planes, given) -> {
                int wide = given.get(LAST).size(3), tall = given.get(LAST).size(2);
                float[] values = Tensors.values(given.get(LAST).tensor().sigmoid());
                float[] row = new float[width * maps];
                for (int y = 0; y < height; y++) {
                    int from = Math.min(planes.height() - 1, y / by) * wide;
                    for (int x = 0; x < width; x++)
                        for (int c = 0, at = from + Math.min(planes.width() - 1, x / by); c < maps; c++)
                            row[x * maps + c] = values[c * wide * tall + at];
                    into.put(row);
                }
                return sure;
            });
        }

        /**
         * By the pixels of the objects before the sigmoid, at the lowest level (Vinogradova, Dibrov, Myers: Towards
         * Interpretable Semantic Segmentation via Gradient-weighted Class Activation Mapping, AAAI 2020): the maps
         * behind it only repeat what was outlined.
         */
        @Override
        public Tile explain(Pair pair, Detections objects, Run run) throws ToolException {
            return GradCam.of(model.net, opened.place(), model.step(),
                    List.of(model.net.net().features().get(LOWEST)), List.of(LAST), pair, known -> GradCam.sum(known.get(LAST), model.pixels(known.get(LAST), objects)), false,
                    run);
        }

        @Override
        public void close() {
            opened.close();
        }
    }

    /** 1 at each pixel of an object in the map of its class, else 0. */
    private float[] pixels(Tensor maps, Detections objects) {
        int height = (int) maps.size(2), width = (int) maps.size(3), by = net.input().reduction();
        float[] pixels = new float[classes().size() * height * width];
        for (int i = 0; i < objects.size(); i++) {
            int kind = classes().indexOf(objects.className(i));
            Region box = objects.region(i);
            Tile drawn = Tile.allocate(Shape.grey(box.width(), box.height()));
            int[] runs = objects.masks()[i] == null ? new int[] { 0, box.width() * box.height() } : objects.masks()[i];
            Mask.draw(runs, new Region(0, 0, box.width(), box.height()), drawn);
            for (int y = 0; y < box.height() && kind >= 0; y++)
                for (int x = 0; x < box.width(); x++) {
                    int u = (box.x() + x) / by, v = (box.y() + y) / by;
                    if (drawn.data().get(y * box.width() + x) != 0 && u >= 0 && v >= 0 && u < width && v < height)
                        pixels[(kind * height + v) * width + u] = 1;
                }
        }
        return pixels;
    }
}
