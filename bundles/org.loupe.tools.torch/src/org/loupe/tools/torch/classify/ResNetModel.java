package org.loupe.tools.torch.classify;

import java.nio.file.Path;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.loupe.api.DelegatingModel;
import org.loupe.api.Device;
import org.loupe.api.OnnxRunner;
import org.loupe.api.Pair;
import org.loupe.api.Predictions;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.ToolException;
import org.loupe.tools.torch.compute.Tensors;
import org.loupe.tools.torch.images.ImageNet;
import org.loupe.tools.torch.images.OnnxExport;
import org.loupe.tools.torch.images.Planes;
import org.loupe.tools.torch.images.Window;
import org.loupe.tools.torch.net.ResNet;

/** A {@link ResNet} that has learned. @param side px that images are brought to */
record ResNetModel(ImageNet net, int side) implements DelegatingModel<Pair, Predictions> {
    private static final int STEP = 32;

    @Override
    public List<String> classes() {
        return net.classes();
    }

    @Override
    public void write(Path file) throws ToolException {
        net.write(file);
    }

    @Override
    public void exportOnnx(Path file) throws ToolException {
        export().write(file);
    }

    @Override
    public int channels() {
        return net.net().channels();
    }

    @Override
    public int step() {
        return STEP;
    }

    @Override
    public List<float[]> compute(float[] images, int count, int height, int width) throws ToolException {
        return export().compute(images, count, height, width);
    }

    private OnnxExport export() {
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
        return step(net.open(export().outputs(), 1));
    }

    @Override
    public Step<Pair, Predictions> open(OnnxRunner.Net runs) throws ToolException {
        return step(net.open(export().outputs(), 1, runs));
    }

    private Step<Pair, Predictions> step(ImageNet.Opened opened) {
        return new Step<>() {
            @Override
            public Predictions apply(Pair pair, Run run) throws ToolException {
                return opened.apply(square(net.input().of(pair), side, 0), run, (planes, given) -> {
                    Tensor sure = given.get(net.net().output()).softmax(1);
                    float[] values = Tensors.values(sure);
                    int best = 0;
                    for (int c = 1; c < values.length; c++)
                        best = values[c] > values[best] ? c : best;
                    return new Predictions(classes(), new int[] { best }, values);
                });
            }

            @Override
            public void close() {
                opened.close();
            }
        };
    }
}
