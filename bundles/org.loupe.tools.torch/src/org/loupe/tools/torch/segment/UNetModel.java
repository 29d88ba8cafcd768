package org.loupe.tools.torch.segment;

import java.nio.FloatBuffer;
import java.util.List;
import org.loupe.api.Device;
import org.loupe.api.OnnxRunner;
import org.loupe.api.Pair;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.tools.torch.compute.Tensors;
import org.loupe.tools.torch.images.ExportedNet;
import org.loupe.tools.torch.images.ImageNet;
import org.loupe.tools.torch.images.OnnxExport;
import org.loupe.tools.torch.net.UNet;

/** A {@link UNet} that has learned. @param levels on its way down */
record UNetModel(ImageNet net, int levels) implements ExportedNet<Tile> {
    private static final String LAST = "final_conv";

    @Override
    public OnnxExport export() {
        return new OnnxExport(net, List.of(LAST), UNet.step(levels));
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
