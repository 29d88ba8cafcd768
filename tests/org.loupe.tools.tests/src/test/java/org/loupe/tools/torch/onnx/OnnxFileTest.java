package org.loupe.tools.torch.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.OnnxRunner;
import org.loupe.tools.onnx.OnnxDetector;
import org.loupe.tools.torch.RandomWeights;
import org.loupe.tools.torch.images.ImageNet;
import org.loupe.tools.torch.images.OnnxExport;
import org.loupe.tools.torch.images.PairInput;
import org.loupe.tools.torch.net.CenterNet;
import org.loupe.tools.torch.net.Net;
import org.loupe.tools.torch.net.ResNet;
import org.loupe.tools.torch.net.SqueezeNet;
import org.loupe.tools.torch.net.UNet;
import org.loupe.tools.torch.weights.Snapshot;
import org.loupe.tools.torch.weights.Weights;

/** Exported nets compute in ONNX Runtime what they compute in PyTorch. */
class OnnxFileTest {
    private static final double LARGEST = 1e-4;

    @TempDir
    private Path folder;

    @Test
    void everyNetComputesTheSame() throws Exception {
        assertSame(CenterNet.of(2, 3, 8), List.of(CenterNet.HEAT, CenterNet.BOX), 16);
        assertSame(UNet.of(1, 2, 8, 3), List.of("final_conv"), 8);
        Net resnet = ResNet.of18(3, 10);
        assertSame(resnet, List.of(resnet.output()), 32);
        Net squeeze = SqueezeNet.of11(3, 10); // its pooling counts windows that reach beyond the image
        assertSame(squeeze, List.of(squeeze.output(), "classifier.0"), 17);
    }

    private void assertSame(Net net, List<String> outputs, int step) throws Exception {
        Path file = folder.resolve(net.name() + ".onnx");
        OnnxExport export = new OnnxExport(imageNet(net), outputs, step);
        export.write(file);
        for (int[] size : new int[][] { { 1, 4, 6 }, { 3, 6, 3 } }) {
            int height = size[1] * step, width = size[2] * step;
            float[] images = new float[size[0] * net.channels() * height * width];
            SplittableRandom random = new SplittableRandom(5);
            for (int i = 0; i < images.length; i++)
                images[i] = (float) random.nextDouble(-2, 2);
            List<float[]> wanted = export.compute(images, size[0], height, width);
            List<float[]> given;
            try (OnnxRunner.Net loaded = new OnnxDetector().open(file)) {
                given = loaded.compute(images, size[0], net.channels(), height, width, () -> { });
            }
            assertEquals(outputs.size(), given.size());
            for (int o = 0; o < outputs.size(); o++) {
                double difference = difference(wanted.get(o), given.get(o));
                assertTrue(difference <= LARGEST, net.name() + " " + outputs.get(o) + ": " + difference);
            }
        }
    }

    private ImageNet imageNet(Net net) throws Exception {
        Path file = RandomWeights.write(net, folder.resolve(net.name() + ".safetensors"));
        boolean reference = net.channels() % 2 == 0, colour = net.channels() % 3 == 0;
        return new ImageNet("loupe.test", net, new PairInput(colour, reference, 1), List.of("a"), Map.of(),
                Snapshot.of(Weights.of(file)));
    }

    private static double difference(float[] wanted, float[] given) {
        assertEquals(wanted.length, given.length);
        double largest = 0, scale = 0;
        for (int i = 0; i < wanted.length; i++) {
            largest = Math.max(largest, Math.abs(wanted[i] - given[i]));
            scale = Math.max(scale, Math.abs(wanted[i]));
        }
        assertTrue(scale > 0, "all is 0");
        return largest / scale;
    }

    @Test
    void equalNetsAreEqualFiles() throws Exception {
        ImageNet net = imageNet(UNet.of(1, 1, 4, 1));
        Path first = folder.resolve("first.onnx"), second = folder.resolve("second.onnx");
        new OnnxExport(net, List.of("final_conv"), 2).write(first);
        new OnnxExport(net, List.of("final_conv"), 2).write(second);
        assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
    }
}
