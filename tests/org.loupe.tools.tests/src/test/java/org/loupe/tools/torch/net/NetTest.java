package org.loupe.tools.torch.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.loupe.tools.torch.net.Layer.Concat;
import org.loupe.tools.torch.net.Layer.Conv;
import org.loupe.tools.torch.net.Layer.MaxPool;
import org.loupe.tools.torch.net.Layer.Relu;

class NetTest {
    private static final List<Net> NETS = List.of(ResNet.of18(3, 1000), ResNet.of34(3, 1000), ResNet.of50(3, 1000),
            SqueezeNet.of10(3, 1000), SqueezeNet.of11(3, 1000));

    @Test
    void namesShapesAndCountsAreTorchvisions() throws Exception {
        String[] lines;
        try (var in = NetTest.class.getResourceAsStream("/org/loupe/tools/torch/nets.txt")) {
            lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n");
        }
        assertEquals(NETS.size(), lines.length);
        for (int i = 0; i < lines.length; i++) {
            Net net = NETS.get(i);
            StringBuilder text = new StringBuilder();
            for (Parameter p : net.parameters())
                text.append(p.name()).append(' ').append(Arrays.toString(p.shape())).append('\n');
            String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
                    .digest(text.toString().getBytes(StandardCharsets.UTF_8)));
            assertEquals(lines[i], net.name() + " " + net.size() + " " + hash);
        }
    }

    @Test
    void shapesAreKnownWithoutAnImage() {
        Map<String, int[]> resnet = ResNet.of50(3, 7).shapes(224, 224);
        assertArrayEquals(new int[] { 2048, 7, 7 }, resnet.get("layer4.2"));
        assertArrayEquals(new int[] { 7 }, resnet.get("fc"));
        // the last window of a pool reaches beyond the image: 54, 27, 13
        Map<String, int[]> squeezenet = SqueezeNet.of10(3, 1000).shapes(224, 227);
        assertArrayEquals(new int[] { 96, 54, 55 }, squeezenet.get("features.2"));
        assertArrayEquals(new int[] { 256, 27, 27 }, squeezenet.get("features.6"));
        assertArrayEquals(new int[] { 512, 13, 13 }, squeezenet.get("features.12"));
    }

    @Test
    void aWindowThatWouldBeginBeyondTheImageDoesNotCount() {
        assertArrayEquals(new int[] { 1, 2, 2 }, new MaxPool(1, 2, 0, true).output(new int[] { 1, 3, 4 }));
        assertArrayEquals(new int[] { 1, 3, 2 }, new MaxPool(2, 2, 1, true).output(new int[] { 1, 4, 3 }));
        assertArrayEquals(new int[] { 1, 1, 2 }, new MaxPool(3, 2, 0, true).output(new int[] { 1, 3, 4 }));
    }

    @Test
    void aTooSmallImageIsRefused() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
                () -> SqueezeNet.of10(3, 1000).shapes(16, 16));
        assertTrue(e.getMessage().contains("px"), e.getMessage());
    }

    @Test
    void wrongGraphsAreRefused() {
        Layer relu = new Relu();
        assertThrows(IllegalArgumentException.class, () -> net(new Net.Node("a", relu, List.of("b"))));
        assertThrows(IllegalArgumentException.class, () -> net(new Net.Node("a", relu, List.of(Net.INPUT)),
                new Net.Node("a", relu, List.of(Net.INPUT))));
        Net wrong = net(new Net.Node("a", new Conv(3, 4, 3, 1, 0, true), List.of(Net.INPUT)),
                new Net.Node("b", new Concat(), List.of("a", Net.INPUT)));
        assertThrows(IllegalArgumentException.class, () -> wrong.shapes(8, 8));
    }

    private static Net net(Net.Node... nodes) {
        return new Net("test", 3, List.of(nodes), Map.of(), "");
    }

    @Test
    void onlyWhatALayerNeedsIsComputed() {
        Net net = ResNet.of18(3, 1000);
        assertEquals(List.of("conv1", "bn1", "relu", "maxpool", "layer1.0.conv1"),
                net.needed(List.of("layer1.0.conv1")).stream().map(Net.Node::name).toList());
        assertEquals("layer4", net.lastFeature());
        assertEquals("layer2.1", net.node("layer2"));
        assertEquals("fire9", SqueezeNet.of11(3, 10).lastFeature());
        assertEquals(Stream.of(2, 3, 4, 5, 6, 7, 8, 9).map(i -> "fire" + i).toList(),
                List.copyOf(SqueezeNet.of10(3, 10).features().keySet()));
    }
}
