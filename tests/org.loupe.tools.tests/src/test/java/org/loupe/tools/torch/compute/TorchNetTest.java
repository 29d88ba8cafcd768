package org.loupe.tools.torch.compute;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.ToolException;
import org.loupe.tools.torch.RandomWeights;
import org.loupe.tools.torch.net.Layer.Add;
import org.loupe.tools.torch.net.Layer.BatchNorm;
import org.loupe.tools.torch.net.Layer.Conv;
import org.loupe.tools.torch.net.Layer.Dropout;
import org.loupe.tools.torch.net.Layer.Flatten;
import org.loupe.tools.torch.net.Layer.Relu;
import org.loupe.tools.torch.net.Net;
import org.loupe.tools.torch.net.SqueezeNet;
import org.loupe.tools.torch.weights.Weights;

class TorchNetTest {
    @TempDir
    private Path folder;

    private static Net net(Net.Node... nodes) {
        return new Net("test", 3, List.of(nodes), Map.of(), "");
    }

    /** The values of nodes for one picture, row by row; loaded for exactly these. */
    private Map<String, float[]> run(Net net, String... outputs) throws Exception {
        Path file = folder.resolve(net.name());
        if (!Files.exists(file))
            RandomWeights.write(net, file);
        Natives.load();
        Natives.oneThread();
        float[] pixels = new float[3 * 40 * 40];
        for (int i = 0; i < pixels.length; i++)
            pixels[i] = RandomWeights.hashed(i, 7);
        Map<String, float[]> values = new HashMap<>();
        try (TorchNet loaded = TorchNet.load(net, List.of(outputs), Weights.of(file));
                PointerScope scope = new PointerScope()) {
            Tensor image = Tensor.create(pixels, 1, 3, 40, 40);
            loaded.forward(image, List.of(outputs), () -> { }).forEach((name, tensor) -> {
                float[] row = new float[(int) tensor.numel()];
                new FloatPointer(tensor.contiguous().data_ptr()).get(row);
                values.put(name, row);
                tensor.close();
            });
        }
        return values;
    }

    @Test
    void severalLayersAreComputedInOnePass() throws Exception {
        Net net = SqueezeNet.of11(3, 10);
        Map<String, float[]> both = run(net, net.node("fire5"), net.node("fire9"));
        assertEquals(2, both.size());
        for (String node : both.keySet())
            assertArrayEquals(run(net, node).get(node), both.get(node), node);
    }

    @Test
    void aNormalisationIsTheSameWorkedIntoItsConvolution() throws Exception {
        Net net = net(new Net.Node("conv", new Conv(3, 5, 3, 2, 1, true), List.of(Net.INPUT)),
                new Net.Node("bn", new BatchNorm(5, 1e-5), List.of("conv")));
        assertArrayEquals(run(net, "conv", "bn").get("bn"), run(net, "bn").get("bn"), 1e-5f);
    }

    @Test
    void whatOthersNeedIsNotOverwritten() throws Exception {
        Net net = net(new Net.Node("conv", new Conv(3, 5, 3, 1, 1, true), List.of(Net.INPUT)),
                new Net.Node("drop", new Dropout(0.5), List.of("conv")),
                new Net.Node("relu", new Relu(), List.of("drop")),
                new Net.Node("add", new Add(), List.of("relu", "conv")),
                new Net.Node("flat", new Flatten(), List.of("conv")),
                new Net.Node("flatRelu", new Relu(), List.of("flat")));
        float[] conv = run(net, "conv").get("conv");
        float[] sum = new float[conv.length], positive = new float[conv.length];
        for (int i = 0; i < conv.length; i++) {
            positive[i] = Math.max(0, conv[i]);
            sum[i] = positive[i] + conv[i];
        }
        Map<String, float[]> all = run(net, "flatRelu", "add", "conv");
        assertArrayEquals(sum, all.get("add"));
        assertArrayEquals(positive, all.get("flatRelu"));
        assertArrayEquals(conv, all.get("conv"));
        assertArrayEquals(sum, run(net, "add").get("add"));
    }

    @Test
    void aPassThatIsCancelledEndsAtTheNextLayer() throws Exception {
        Net net = SqueezeNet.of11(3, 10);
        Path file = RandomWeights.write(net, folder.resolve("cancelled"));
        Natives.load();
        int[] layers = new int[1];
        try (TorchNet loaded = TorchNet.load(net, List.of(net.output()), Weights.of(file));
                PointerScope scope = new PointerScope()) {
            Tensor image = Tensor.create(new float[3 * 40 * 40], 1, 3, 40, 40);
            assertThrows(CancellationException.class, () -> loaded.forward(image, List.of(net.output()), () -> {
                if (++layers[0] == 5)
                    throw new CancellationException();
            }));
        }
        assertEquals(5, layers[0]);
    }

    @Test
    void aStepStartsNoThreadsOfItsOwn() throws Exception {
        Natives.load();
        Natives.oneThread();
        assertEquals(1, torch.get_num_threads());
        assertEquals(1, openblas.blas_get_num_threads());
    }

    /**
     * At first use the library is unpacked. If parts of it were loaded before all were unpacked, the system's linker
     * would take those of another PyTorch that is installed, and the process would crash.
     */
    @Test
    void anotherPyTorchOnThisMachineIsNotMixedIn() throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/lib/x86_64-linux-gnu/libtorch_cpu.so")),
                "skipped: there is no other PyTorch on this machine");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java,
                "-Dorg.bytedeco.javacpp.cachedir=" + folder, "-cp", System.getProperty("java.class.path"),
                Loading.class.getName()));
        Path log = folder.resolve("log");
        int code = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(log.toFile()).start().waitFor();
        assertEquals(0, code, Files.readString(log));
    }

    /** Loads PyTorch in a process of its own; ends with 1 if a part of another one is in it. */
    static final class Loading {

        private Loading() {
        }

        public static void main(String[] args) throws ToolException, IOException {
            Natives.load();
            boolean other = Files.readAllLines(Path.of("/proc/self/maps")).stream()
                    .anyMatch(line -> line.contains("/usr/lib/") && line.contains("libtorch"));
            assertTrue(!other, "another libtorch is in this process");
        }
    }
}
