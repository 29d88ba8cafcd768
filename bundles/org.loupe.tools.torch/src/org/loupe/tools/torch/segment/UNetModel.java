package org.loupe.tools.torch.segment;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import org.loupe.api.DelegatingModel;
import org.loupe.api.Device;
import org.loupe.api.OnnxRunner;
import org.loupe.api.Pair;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.tools.torch.compute.Tensors;
import org.loupe.tools.torch.images.ImageNet;
import org.loupe.tools.torch.images.OnnxExport;
import org.loupe.tools.torch.net.UNet;

/** A {@link UNet} that has learned. @param levels on its way down */
record UNetModel(ImageNet net, int levels) implements DelegatingModel<Pair, Tile> {
    private static final String LAST = "final_conv";

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
        return UNet.step(levels);
    }

    @Override
    public List<float[]> compute(float[] images, int count, int height, int width) throws ToolException {
        return export().compute(images, count, height, width);
    }

    private OnnxExport export() {
        return new OnnxExport(net, List.of(LAST), step());
    }

    @Override
    public Step<Pair, Tile> open(Device device) throws ToolException {
        return step(net.open(export().outputs(), step()));
    }

    @Override
    public Step<Pair, Tile> open(OnnxRunner.Net runs) throws ToolException {
        return step(net.open(export().outputs(), step(), runs));
    }

    private Step<Pair, Tile> step(ImageNet.Opened opened) {
        return new Step<>() {
            @Override
            public Tile apply(Pair pair, Run run) throws ToolException {
                int width = pair.test().width(), height = pair.test().height(), maps = classes().size();
                Tile sure = run.tile(pair.test().shape().samples(maps, Shape.Type.F32));
                FloatBuffer into = sure.data().asFloatBuffer();
                int by = net.input().reduction();
                return opened.apply(pair, run, (planes, given) -> {
                    int wide = (int) given.get(LAST).size(3), tall = (int) given.get(LAST).size(2);
                    float[] values = Tensors.values(given.get(LAST).sigmoid());
                    for (int y = 0; y < height; y++)
                        for (int x = 0; x < width; x++) {
                            int at = Math.min(planes.height() - 1, y / by) * wide
                                    + Math.min(planes.width() - 1, x / by);
                            for (int c = 0; c < maps; c++)
                                into.put((y * width + x) * maps + c, values[c * wide * tall + at]);
                        }
                    return sure;
                });
            }

            @Override
            public void close() {
                opened.close();
            }
        };
    }
}
