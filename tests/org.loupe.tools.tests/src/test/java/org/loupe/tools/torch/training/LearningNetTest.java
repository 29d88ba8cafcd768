package org.loupe.tools.torch.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.tools.torch.compute.Natives;
import org.loupe.tools.torch.compute.Tensors;
import org.loupe.tools.torch.net.CenterNet;
import org.loupe.tools.torch.net.Net;
import org.loupe.tools.torch.net.UNet;

/** Nets of any width that parameters allow: oneDNN wrote beyond its memory for convolutions of 1 × 1 with few channels. */
class LearningNetTest {

    @ParameterizedTest
    @ValueSource(ints = { 4, 5, 6, 8, 12, 20 })
    void narrowDetectorsLearn(int width) throws Exception {
        learn(CenterNet.of(2, 2, width), 2, 128, List.of(CenterNet.HEAT, CenterNet.BOX));
    }

    @ParameterizedTest
    @ValueSource(ints = { 2, 3, 6, 8 })
    void narrowSegmentersLearn(int width) throws Exception {
        Net net = UNet.of(1, 2, width, 3);
        learn(net, 1, 128, List.of(net.head()));
    }

    private static void learn(Net net, int channels, int side, List<String> outputs) throws Exception {
        Natives.load();
        torch.set_num_threads(2);
        SplittableRandom random = new SplittableRandom(1);
        float[] pixels = new float[8 * channels * side * side];
        for (int i = 0; i < pixels.length; i++)
            pixels[i] = random.nextFloat();
        try (LearningNet learning = new LearningNet(net, random)) {
            float[] first = null;
            for (int step = 0; step < 4; step++)
                try (PointerScope scope = new PointerScope()) {
                    Map<String, Tensor> given = learning.forward(Tensor.create(pixels, 8, channels, side, side)
                            .contiguous(torch.MemoryFormat.ChannelsLast), outputs);
                    Tensor sum = null;
                    for (String output : outputs)
                        sum = sum == null ? given.get(output).square().mean() : sum.add(given.get(output).square().mean());
                    learning.learned().forEach(t -> {
                        if (t.grad().defined())
                            t.grad().zero_();
                    });
                    sum.backward();
                    float[] gradient = Tensors.values(learning.learned().get(0).grad());
                    if (first == null)
                        first = gradient;
                    assertTrue(Float.isFinite(gradient[0]));
                    for (int i = 0; i < gradient.length; i++)
                        assertEquals(first[i], gradient[i], 1e-5f * (1 + Math.abs(first[i])), "gradient " + i);
                }
        }
    }
}
