package org.loupe.tools.cuda;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.loupe.api.Device;
import org.loupe.api.Devices;

/**
 * Looks for NVIDIA GPUs, and says what keeps them from being used: the first reason that it meets. It never fails.
 *
 * @param devices what was found
 * @param driver  the driver, if there is a device
 */
record Probe(Devices devices, Optional<Driver> driver) {
    /** CUDA version that the driver must know, since the kernels are compiled for it: 13.0. */
    static final int LEAST_VERSION = 13000;
    private static final String LEAST_DRIVER = "580";
    /** Least compute capability, times ten: that which the kernels are compiled for. */
    static final int LEAST_CAPABILITY = 75;
    private static final String WITHOUT = " Until then everything runs on the processor, with the same results.";

    private static Probe ofThisMachine;

    /** What there is on this machine; found out at the first call, which may take seconds. */
    static synchronized Probe ofThisMachine() {
        if (ofThisMachine == null)
            ofThisMachine = look(Driver::load);
        return ofThisMachine;
    }

    /** Looks through a driver. */
    static Probe look(Supplier<Driver> loading) {
        if (System.getProperty("os.name", "").startsWith("Mac"))
            return none("CUDA is not offered on macOS.", "Use Linux or Windows to compute on an NVIDIA GPU.");
        try {
            return look(loading.get());
        } catch (UnsatisfiedLinkError e) {
            return e.getMessage() != null && e.getMessage().contains(Driver.library())
                    ? none("No NVIDIA driver was found (" + Driver.library() + ").",
                            "Install NVIDIA's driver " + LEAST_DRIVER + " or newer if this computer has an NVIDIA GPU."
                                    + WITHOUT)
                    : broken(e);
        } catch (RuntimeException | LinkageError e) {
            return broken(e);
        }
    }

    private static Probe look(Driver driver) {
        int[] number = new int[1];
        int code = driver.cuInit(0);
        if (code == Driver.NO_DEVICE)
            return none("The NVIDIA driver finds no GPU.", "Check that the GPU is installed and, in a container or"
                    + " virtual machine, that it is passed on." + WITHOUT);
        if (code == 0)
            code = driver.cuDriverGetVersion(number);
        if (code != 0)
            return none("The NVIDIA driver does not start: " + Gpu.error(driver, code) + ".", "Restart the computer, or"
                    + " install the driver again; nvidia-smi tells more." + WITHOUT);
        if (number[0] < LEAST_VERSION)
            return none("The NVIDIA driver is too old: it knows CUDA " + version(number[0]) + ", and CUDA "
                    + version(LEAST_VERSION) + " is needed.", "Install NVIDIA's driver " + LEAST_DRIVER + " or newer."
                            + WITHOUT);
        code = driver.cuDeviceGetCount(number);
        if (code != 0 || number[0] == 0)
            return none("The NVIDIA driver finds no GPU" + (code == 0 ? "." : ": " + Gpu.error(driver, code) + "."),
                    "Check that the GPU is installed and that CUDA_VISIBLE_DEVICES does not hide it." + WITHOUT);
        return devices(driver, number[0]);
    }

    private static Probe devices(Driver driver, int count) {
        List<Device> found = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (int ordinal = 0; ordinal < count; ordinal++) {
            int[] device = new int[1], major = new int[1], minor = new int[1];
            byte[] name = new byte[256];
            long[] bytes = new long[1];
            int code = driver.cuDeviceGet(device, ordinal);
            code = code != 0 ? code : driver.cuDeviceGetName(name, name.length, device[0]);
            code = code != 0 ? code : driver.cuDeviceTotalMem_v2(bytes, device[0]);
            code = code != 0 ? code : driver.cuDeviceGetAttribute(major, Driver.COMPUTE_CAPABILITY_MAJOR, device[0]);
            code = code != 0 ? code : driver.cuDeviceGetAttribute(minor, Driver.COMPUTE_CAPABILITY_MINOR, device[0]);
            if (code != 0)
                problems.add("GPU " + ordinal + " does not answer: " + Gpu.error(driver, code) + ".");
            else if (major[0] * 10 + minor[0] < LEAST_CAPABILITY)
                problems.add(text(name) + " is too old: compute capability " + major[0] + "." + minor[0]
                        + ", and 7.5 is needed.");
            else
                found.add(new Device.Cuda(ordinal, text(name), bytes[0]));
        }
        return new Probe(new Devices(found, String.join(" ", problems), problems.isEmpty() ? ""
                : "Use a GPU of the Turing generation (2018) or newer; nvidia-smi tells how it is."
                        + (found.isEmpty() ? WITHOUT : "")),
                found.isEmpty() ? Optional.empty() : Optional.of(driver));
    }

    private static Probe broken(Throwable e) {
        return none("NVIDIA's driver cannot be loaded: " + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                + ".", "Install the driver again, and Loupe if that does not help." + WITHOUT);
    }

    private static Probe none(String problem, String remedy) {
        return new Probe(new Devices(List.of(), problem, remedy), Optional.empty());
    }

    private static String version(int number) {
        return number / 1000 + "." + number % 1000 / 10;
    }

    private static String text(byte[] name) {
        int end = 0;
        while (end < name.length && name[end] != 0)
            end++;
        return new String(name, 0, end, StandardCharsets.UTF_8);
    }
}
