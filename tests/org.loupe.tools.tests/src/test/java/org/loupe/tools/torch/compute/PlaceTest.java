package org.loupe.tools.torch.compute;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.Device;
import org.loupe.api.DeviceException;
import org.loupe.tools.torch.RandomWeights;
import org.loupe.tools.torch.net.Layer.Flatten;
import org.loupe.tools.torch.net.Layer.Linear;
import org.loupe.tools.torch.net.Layer.Relu;
import org.loupe.tools.torch.net.Net;
import org.loupe.tools.torch.net.SqueezeNet;
import org.loupe.tools.torch.weights.Weights;

/** The way to a GPU and back, with the processor standing for it, and PyTorch's device without numbers. */
class PlaceTest {
    private static final Net NET = SqueezeNet.of11(3, 10);
    private static final String NODE = NET.node("fire9");
    /** What is done for a GPU, done on the processor. */
    private static final Place GPU = new Place("GPU 0", torch.DeviceType.CPU, 0, true);
    /** Computes shapes alone, and refuses to mix tensors of two devices as a GPU does. */
    private static final Place ELSEWHERE = new Place("elsewhere", torch.DeviceType.Meta, 0, true);

    @TempDir
    private Path folder;

    @BeforeAll
    static void load() throws Exception {
        Natives.load();
        Natives.oneThread();
    }

    private Weights weights() throws Exception {
        Path file = folder.resolve("weights");
        RandomWeights.write(NET, file);
        return Weights.of(file);
    }

    private static Tensor image() {
        float[] pixels = new float[3 * 64 * 64];
        for (int i = 0; i < pixels.length; i++)
            pixels[i] = RandomWeights.hashed(i, 7);
        return Tensor.create(pixels, 1, 3, 64, 64);
    }

    private static float[] values(TorchNet net) {
        try (PointerScope scope = new PointerScope();
                Tensor given = net.forward(image(), List.of(NODE), () -> { }).get(NODE)) {
            return Tensors.values(given);
        }
    }

    @Test
    void aNetGivesTheSameByTheWayThatLeadsToAGpu() throws Exception {
        Weights weights = weights();
        try (TorchNet here = TorchNet.load(NET, List.of(NODE), weights);
                TorchNet there = TorchNet.load(NET, List.of(NODE), weights, GPU)) {
            assertSame(Place.PROCESSOR, here.place());
            assertArrayEquals(values(here), values(there));
        }
    }

    @Test
    void netsOfTwoPlacesAreNotShared() throws Exception {
        Weights weights = weights();
        try (SharedNets.Lease a = SharedNets.open(NET, List.of(NODE), weights, "same", Place.PROCESSOR);
                SharedNets.Lease b = SharedNets.open(NET, List.of(NODE), weights, "same", GPU);
                SharedNets.Lease c = SharedNets.open(NET, List.of(NODE), weights, "same", GPU)) {
            assertTrue(a.net() != b.net());
            assertSame(b.net(), c.net());
        }
    }

    /** Of layers that PyTorch computes there: those without convolutions. */
    @Test
    void allOfAPassLiesWhereTheNetIs() throws Exception {
        Net net = new Net("plain", 3, List.of(new Net.Node("flat", new Flatten(), List.of(Net.INPUT)),
                new Net.Node("linear", new Linear(3 * 64 * 64, 5), List.of("flat")),
                new Net.Node("relu", new Relu(), List.of("linear"))), Map.of(), "");
        Path file = folder.resolve("plain");
        RandomWeights.write(net, file);
        try (TorchNet there = TorchNet.load(net, List.of("relu"), Weights.of(file), ELSEWHERE);
                PointerScope scope = new PointerScope();
                Tensor given = there.forward(image(), List.of("relu"), () -> { }).get("relu")) {
            assertTrue(given.is_meta());
            assertEquals(5, given.size(1));
            assertThrows(RuntimeException.class, () -> given.add(Tensor.create(new float[5], 1, 5)));
            assertTrue(given.add(Tensors.beside(given, Tensor.create(new float[5], 1, 5))).is_meta());
        }
    }

    @Test
    void withoutItsLibraryAGpuIsRefused() {
        DeviceException e = assertThrows(DeviceException.class, () -> Place.of(new Device.Cuda(0, "NVIDIA X", 1)));
        assertEquals(DeviceException.Cause.LOST, e.reason());
        assertEquals("PyTorch cannot use CUDA 0 (NVIDIA X).", e.getMessage());
    }

    @Test
    void failuresOfTheGpuAreToldToTheEngineAndOthersAreNot() throws Exception {
        RuntimeException memory = new RuntimeException("CUDA out of memory. Tried to allocate 2.00 GiB.\n\nframe #0"),
                blas = new RuntimeException("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`"),
                fault = new RuntimeException("CUDA error: an illegal memory access was encountered\n\nframe #0"),
                two = new RuntimeException("Expected all tensors to be on the same device, but found at least two devices,"
                        + " cuda:0 and cpu!"),
                cancelled = new CancellationException(), own = new IllegalStateException("3 values instead of 4");
        for (RuntimeException e : List.of(memory, blas))
            assertEquals(DeviceException.Cause.MEMORY, assertThrows(DeviceException.class, () -> GPU.failure(e))
                    .reason());
        for (RuntimeException e : List.of(fault, two))
            assertEquals(DeviceException.Cause.LOST, assertThrows(DeviceException.class, () -> GPU.failure(e)).reason());
        assertEquals("GPU 0 failed: CUDA error: an illegal memory access was encountered.",
                assertThrows(DeviceException.class, () -> GPU.failure(fault)).getMessage());
        assertSame(cancelled, GPU.failure(cancelled));
        assertSame(own, GPU.failure(own));
        assertSame(memory, Place.PROCESSOR.failure(memory));
    }
}
