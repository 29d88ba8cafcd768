package org.loupe.tools.torch.classify;

import java.util.List;
import org.loupe.api.Device;
import org.loupe.api.HeatStep;
import org.loupe.api.OnnxRunner;
import org.loupe.api.Pair;
import org.loupe.api.Predictions;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.tools.torch.compute.Tensors;
import org.loupe.tools.torch.images.ExportedNet;
import org.loupe.tools.torch.images.ImageNet;
import org.loupe.tools.torch.images.OnnxExport;
import org.loupe.tools.torch.images.Planes;
import org.loupe.tools.torch.images.Window;
import org.loupe.tools.torch.net.ResNet;

/** A {@link ResNet} that has learned. @param side px that images are brought to */
record ResNetModel(ImageNet net, int side) implements ExportedNet<Predictions> {
    private static final int STEP = 32;

    @Override
    public OnnxExport export() {
        return new OnnxExport(net, List.of(net.net().output()), STEP);
    }

    /** Makes planes a square, mirrored beyond the shorter sides, and brings it to a size. @param turn of a window */
    static Planes square(Planes planes, int side, int turn) {
        int longer = Math.max(planes.height(), planes.width());
        return planes.cut(new Window(Math.floorDiv(planes.width() - longer, 2),
                Math.floorDiv(planes.height() - longer, 2), longer, turn)).resized(side, side);
    }

    @Override
    public Step<Pair, Predictions> open(Device device) throws ToolException {
        return new Looking(this, net.open(export().outputs(), 1));
    }

    @Override
    public Step<Pair, Predictions> open(OnnxRunner.Net runs) throws ToolException {
        ImageNet.Opened opened = net.open(export().outputs(), 1, runs);
        return new Step<>() {
            @Override
            public Predictions apply(Pair pair, Run run) throws ToolException {
                return classify(opened, pair, run);
            }

            @Override
            public void close() {
                opened.close();
            }
        };
    }

    private Predictions classify(ImageNet.Opened opened, Pair pair, Run run) throws ToolException {
        return opened.apply(square(net.input().of(pair), side, 0), run, (planes, given) -> {
            float[] values = Tensors.values(given.get(net.net().output()).softmax(1));
            int best = 0;
            for (int c = 1; c < values.length; c++)
                best = values[c] > values[best] ? c : best;
            return new Predictions(classes(), new int[] { best }, values);
        });
    }

    /** Gives classes, and shows where it saw what speaks for the one that it gave. */
    private static final class Looking implements Step<Pair, Predictions>, HeatStep<Pair> {
        private final ResNetModel model;
        private final ImageNet.Opened opened;

        Looking(ResNetModel model, ImageNet.Opened opened) {
            this.model = model;
            this.opened = opened;
        }

        @Override
        public Predictions apply(Pair pair, Run run) throws ToolException {
            return model.classify(opened, pair, run);
        }

        @Override
        public Tile heat(Pair pair, Run run) throws ToolException {
            float[] cells = model.speaking(pair, apply(pair, run).best()[0], run);
            int n = (int) Math.round(Math.sqrt(cells.length)), width = pair.test().width(), height = pair.test()
                    .height(), longer = Math.max(width, height);
            float most = 0;
            for (float cell : cells)
                most = Math.max(most, cell);
            Tile heat = run.tile(pair.test().shape().samples(1, Shape.Type.F32));
            for (int y = 0; y < height; y++)
                for (int x = 0; x < width; x++) {
                    double u = (x - Math.floorDiv(width - longer, 2) + 0.5) / longer * n - 0.5;
                    double v = (y - Math.floorDiv(height - longer, 2) + 0.5) / longer * n - 0.5;
                    heat.data().putFloat((y * width + x) * Float.BYTES, most == 0 ? 0
                            : (float) Math.max(0, between(cells, n, u, v) / most));
                }
            return heat;
        }

        @Override
        public void close() {
            opened.close();
        }
    }

    /**
     * How much each place of the last feature layer speaks for a class: Grad-CAM (Selvaraju et al., Grad-CAM: Visual
     * Explanations from Deep Networks via Gradient-based Localization, ICCV 2017) before its rectification. As the net
     * averages that layer and is linear behind it, the gradients are the weights of the class by the number of places.
     *
     * @return as many rows as columns; their mean and the bias of the class are what the net gives before the softmax
     */
    float[] speaking(Pair pair, int kind, Run run) throws ToolException {
        String layer = net.net().features().get(net.net().lastFeature());
        float[][] weight = { null };
        net.weights().read(List.of(net.net().head() + ".weight"), (name, values) -> weight[0] = values);
        try (ImageNet.Opened maps = net.open(List.of(layer), 1)) {
            return maps.apply(square(net.input().of(pair), side, 0), run, (planes, given) -> {
                float[] values = Tensors.values(given.get(layer));
                int channels = weight[0].length / classes().size(), places = values.length / channels;
                float[] cells = new float[places];
                for (int k = 0; k < channels; k++)
                    for (int i = 0; i < places; i++)
                        cells[i] += weight[0][kind * channels + k] * values[k * places + i];
                return cells;
            });
        }
    }

    private static double between(float[] cells, int n, double u, double v) {
        double x = Math.max(0, Math.min(n - 1, u)), y = Math.max(0, Math.min(n - 1, v));
        int left = (int) x, top = (int) y, right = Math.min(n - 1, left + 1), bottom = Math.min(n - 1, top + 1);
        double across = x - left, down = y - top;
        return (1 - down) * ((1 - across) * Math.max(0, cells[top * n + left])
                + across * Math.max(0, cells[top * n + right]))
                + down * ((1 - across) * Math.max(0, cells[bottom * n + left])
                        + across * Math.max(0, cells[bottom * n + right]));
    }
}
