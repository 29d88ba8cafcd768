package org.loupe.tools.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.loupe.api.Device;

/** What the probe says of every state that a machine can be in. */
class ProbeTest {
    private final Map<String, Integer> failing = new HashMap<>();
    private final int[][] capability = { { 9, 0 }, { 6, 1 } };
    private int version = 13010;
    private int devices = 1;

    /** A driver of this many devices, of which the second is old. */
    private Driver driver() {
        return (Driver) Proxy.newProxyInstance(Driver.class.getClassLoader(), new Class<?>[] { Driver.class },
                (proxy, method, a) -> {
                    if (failing.containsKey(method.getName()))
                        return failing.get(method.getName());
                    switch (method.getName()) {
                        case "cuInit", "cuGetErrorName" -> {
                            return method.getName().equals("cuInit") ? 0 : 1;
                        }
                        case "cuDriverGetVersion" -> ((int[]) a[0])[0] = version;
                        case "cuDeviceGetCount" -> ((int[]) a[0])[0] = devices;
                        case "cuDeviceGet" -> ((int[]) a[0])[0] = (Integer) a[1];
                        case "cuDeviceGetName" -> System.arraycopy(new byte[] { 'G', '0' }, 0, a[0], 0, 2);
                        case "cuDeviceTotalMem_v2" -> ((long[]) a[0])[0] = 8L << 30;
                        case "cuDeviceGetAttribute" -> ((int[]) a[0])[0] = capability[(Integer) a[2]][(Integer) a[1]
                                - Driver.COMPUTE_CAPABILITY_MAJOR];
                        default -> throw new AssertionError("The probe calls " + method.getName());
                    }
                    return 0;
                });
    }

    private void says(String part) {
        Probe probe = Probe.look(this::driver);
        assertEquals(List.of(), probe.devices().found());
        assertTrue(probe.driver().isEmpty());
        assertTrue(probe.devices().problem().contains(part), probe.devices().problem());
        assertTrue(probe.devices().remedy().length() > 20, probe.devices().remedy());
    }

    @Test
    void aGpuIsFound() {
        Probe probe = Probe.look(this::driver);
        assertEquals(List.of(new Device.Cuda(0, "G0", 8L << 30)), probe.devices().found());
        assertEquals("", probe.devices().problem());
        assertTrue(probe.driver().isPresent());
    }

    @Test
    void anOldGpuBesideIsNamed() {
        devices = 2;
        Probe probe = Probe.look(this::driver);
        assertEquals(1, probe.devices().found().size());
        assertEquals("G0 is too old: compute capability 6.1, and 7.5 is needed.", probe.devices().problem());
    }

    @Test
    void noDriver() {
        Probe probe = Probe.look(() -> {
            throw new UnsatisfiedLinkError("Unable to load library '" + Driver.library() + "'");
        });
        assertEquals("No NVIDIA driver was found (" + Driver.library() + ").", probe.devices().problem());
        assertTrue(probe.devices().remedy().startsWith("Install NVIDIA's driver 580 or newer"));
    }

    @Test
    void aDriverThatIsBroken() {
        for (Throwable e : List.of(new UnsatisfiedLinkError("undefined symbol: cuInit"), new NoClassDefFoundError("x"),
                new IllegalStateException("y")))
            assertTrue(Probe.look(() -> raise(e)).devices().problem().startsWith(
                    "NVIDIA's driver cannot be loaded: " + e.getMessage()), e.toString());
    }

    private static Driver raise(Throwable e) {
        if (e instanceof Error error)
            throw error;
        throw (RuntimeException) e;
    }

    @Test
    void aFunctionThatIsMissing() {
        Driver old = (Driver) Proxy.newProxyInstance(Driver.class.getClassLoader(), new Class<?>[] { Driver.class },
                (proxy, method, a) -> {
                    throw new UnsatisfiedLinkError("undefined symbol: " + method.getName());
                });
        assertTrue(Probe.look(() -> old).devices().problem().contains("undefined symbol: cuInit"));
    }

    @Test
    void noDevice() {
        failing.put("cuInit", Driver.NO_DEVICE);
        says("The NVIDIA driver finds no GPU.");
    }

    @Test
    void noDeviceIsCounted() {
        devices = 0;
        says("The NVIDIA driver finds no GPU.");
    }

    @Test
    void aDriverThatDoesNotFitItsKernelModule() {
        failing.put("cuInit", 803);
        says("The NVIDIA driver does not start: error 803.");
    }

    @Test
    void anOldDriver() {
        version = 12040;
        says("The NVIDIA driver is too old: it knows CUDA 12.4, and CUDA 13.0 is needed.");
    }

    @Test
    void aGpuThatDoesNotAnswer() {
        failing.put("cuDeviceTotalMem_v2", 46);
        says("GPU 0 does not answer: error 46.");
    }

    @Test
    void onlyAnOldGpu() {
        capability[0] = new int[] { 7, 0 };
        says("G0 is too old: compute capability 7.0");
    }
}
