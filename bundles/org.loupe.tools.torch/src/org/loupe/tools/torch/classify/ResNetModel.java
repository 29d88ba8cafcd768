package org.loupe.tools.torch.classify;

import java.util.List;
import org.loupe.api.Device;
import org.loupe.api.HeatStep;
import org.loupe.api.OnnxRunner;
import org.loupe.api.Pair;
import org.loupe.api.Predictions;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.tools.torch.compute.Place;
import org.loupe.tools.torch.compute.Tensors;
import org.loupe.tools.torch.images.ExportedNet;
import org.loupe.tools.torch.images.GradCam;
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
        return new Looking(this, net.open(export().outputs(), 1, Place.of(device)));
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
        return opened.apply(square(net.input().of(pair, run), side, 0), run, (planes, given) -> {
            float[] values = Tensors.values(given.get(net.net().output()).tensor().softmax(1));
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
            float[] cells = model.speaking(pair, apply(pair, run).best()[0], opened.place(), run);
            for (int i = 0; i < cells.length; i++)
                cells[i] = Math.max(0, cells[i]);
            int n = (int) Math.round(Math.sqrt(cells.length)), width = pair.test().width(), height = pair.test()
                    .height(), longer = Math.max(width, height);
            return GradCam.spread(List.of(new GradCam.Cells(cells, n, n)), Math.floorDiv(width - longer, 2),
                    Math.floorDiv(height - longer, 2), longer, longer, pair.test(), run);
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
    float[] speaking(Pair pair, int kind, Place place, Run run) throws ToolException {
        String layer = net.net().features().get(net.net().lastFeature());
        float[][] weight = { null };
        net.weights().read(List.of(net.net().head() + ".weight"), (name, values) -> weight[0] = values);
        try (ImageNet.Opened maps = net.open(List.of(layer), 1, place)) {
            return maps.apply(square(net.input().of(pair, run), side, 0), run, (planes, given) -> {
                float[] values = given.get(layer).values();
                int channels = weight[0].length / classes().size(), places = values.length / channels;
                float[] cells = new float[places];
                for (int k = 0; k < channels; k++)
                    for (int i = 0; i < places; i++)
                        cells[i] += weight[0][kind * channels + k] * values[k * places + i];
                return cells;
            });
        }
    }
}
