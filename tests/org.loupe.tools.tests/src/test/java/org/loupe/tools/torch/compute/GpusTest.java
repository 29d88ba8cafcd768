package org.loupe.tools.torch.compute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.loupe.api.Device;
import org.loupe.api.Devices;
import org.loupe.api.ToolException;
import org.loupe.tools.torch.TorchTools;

class GpusTest {
    private static final Device.Cuda OLD = new Device.Cuda(0, "NVIDIA T4", 16L << 30);
    private static final Device.Cuda NEW = new Device.Cuda(1, "NVIDIA H200", 140L << 30);

    /** A driver that knows an old and a new GPU. @param start what it says when it is to begin */
    private record TwoGpus(int start) implements Gpus.Driver {
        @Override
        public int cuInit(int flags) {
            return start;
        }

        @Override
        public int cuDeviceGetCount(int[] count) {
            count[0] = 2;
            return 0;
        }

        @Override
        public int cuDeviceGet(int[] device, int ordinal) {
            device[0] = 40 + ordinal;
            return 0;
        }

        @Override
        public int cuDeviceGetName(byte[] name, int length, int device) {
            byte[] text = (device == 40 ? OLD : NEW).name().getBytes(StandardCharsets.UTF_8);
            System.arraycopy(text, 0, name, 0, text.length);
            return 0;
        }

        @Override
        public int cuDeviceTotalMem_v2(long[] bytes, int device) {
            bytes[0] = (device == 40 ? OLD : NEW).bytes();
            return 0;
        }

        @Override
        public int cuDeviceGetAttribute(int[] value, int attribute, int device) {
            value[0] = attribute == 75 ? device == 40 ? 7 : 9 : device == 40 ? 5 : 0;
            return 0;
        }
    }

    /** @param usable how many GPUs PyTorch says that it can use; less than 0 if it must not be loaded */
    private record Installation(boolean forGpus, int usable) implements Gpus.Installed {
        @Override
        public int usable() {
            assertTrue(usable >= 0, "PyTorch is loaded for nothing");
            return usable;
        }

        @Override
        public String problem() {
            return "libcublas.so.13: cannot open shared object file";
        }
    }

    private static Gpus look(Supplier<Gpus.Driver> driver, boolean forGpus, int usable) {
        return Gpus.look(driver, new Installation(forGpus, usable));
    }

    @Test
    void withTheLibraryAndADriverThereAreTheGpusThatPyTorchCanUse() {
        Gpus both = look(() -> new TwoGpus(0), true, 2);
        assertEquals(new Devices(List.of(OLD, NEW), "", ""), both.devices());
        assertFalse(both.mixed(OLD));
        assertTrue(both.mixed(NEW));
        assertEquals(List.of(OLD), look(() -> new TwoGpus(0), true, 1).devices().found());
    }

    @Test
    void withoutADriverOrAGpuPyTorchIsNotLoaded() {
        Devices none = look(() -> {
            throw new UnsatisfiedLinkError("libcuda.so.1");
        }, true, -1).devices();
        assertTrue(none.found().isEmpty() && none.problem().contains("NVIDIA's driver"), none.problem());
        assertEquals(none, look(() -> new TwoGpus(100), true, -1).devices());
        assertEquals(none, look(() -> {
            throw new NoClassDefFoundError("com/sun/jna/Library");
        }, true, -1).devices());
    }

    @Test
    void aMissingLibraryIsToldToThoseWhoHaveAGpuAlone() {
        Devices owner = look(() -> new TwoGpus(0), false, -1).devices();
        assertTrue(owner.found().isEmpty() && owner.problem().contains("not installed"), owner.problem());
        assertTrue(owner.remedy().contains("releng/torch-gpu"), owner.remedy());
        assertEquals(Devices.NONE, look(() -> new TwoGpus(100), false, -1).devices());
    }

    @Test
    void whatPyTorchMissesIsNamed() {
        Devices none = look(() -> new TwoGpus(0), true, 0).devices();
        assertEquals("PyTorch cannot use the GPU: libcublas.so.13: cannot open shared object file.", none.problem());
        assertTrue(none.remedy().contains("CUDA 13, cuDNN 9 and NCCL 2"), none.remedy());
    }

    @Test
    void failuresOfPyTorchAreProblemsAndNoMore() {
        Devices broken = Gpus.look(() -> new TwoGpus(0), new Gpus.Installed() {
            @Override
            public boolean forGpus() {
                return true;
            }

            @Override
            public int usable() throws ToolException {
                throw new ToolException("It is broken.", "Mend it.");
            }

            @Override
            public String problem() {
                throw new AssertionError();
            }
        }).devices();
        assertEquals(new Devices(List.of(), "It is broken.", "Mend it."), broken);
        assertEquals("PyTorch cannot use the GPU: driver too old.", Gpus.look(() -> new TwoGpus(0), new Gpus.Installed() {
            @Override
            public boolean forGpus() {
                return true;
            }

            @Override
            public int usable() {
                throw new IllegalStateException("driver too old\nException raised from init");
            }

            @Override
            public String problem() {
                throw new AssertionError();
            }
        }).devices().problem());
    }

    /** The tests run with the library for processors. */
    @Test
    void theLibraryForProcessorsIsRecognised() {
        assertFalse(Natives.isForGpus());
        assertTrue(new TorchTools().devices().found().isEmpty());
    }
}
