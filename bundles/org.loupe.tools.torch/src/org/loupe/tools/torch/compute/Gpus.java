package org.loupe.tools.torch.compute;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.bytedeco.pytorch.global.torch;
import org.loupe.api.Device;
import org.loupe.api.Devices;
import org.loupe.api.ToolException;

/**
 * The GPUs that PyTorch can use on this machine. First NVIDIA's driver is asked, which takes no time where there is
 * none, and whether the add-on with PyTorch's library for GPUs is there; PyTorch is loaded only if both are.
 *
 * @param devices what was found, or why nothing was
 * @param mixed   those that compute in bfloat16 themselves
 */
public record Gpus(Devices devices, Set<Device> mixed) {
    /** Compute capability, times ten, from which on a GPU has bfloat16: Ampere. */
    private static final int MIXED = 80;
    private static final int CAPABILITY_MAJOR = 75, CAPABILITY_MINOR = 76;
    private static final String UNTIL = " Until then nets are computed on the processor.";

    private static Gpus ofThisMachine;

    /** What is asked of NVIDIA's driver, by the names of its functions; each gives 0 or the number of an error. */
    interface Driver extends Library {
        int cuInit(int flags);

        int cuDeviceGetCount(int[] count);

        int cuDeviceGet(int[] device, int ordinal);

        int cuDeviceGetName(byte[] name, int length, int device);

        int cuDeviceTotalMem_v2(long[] bytes, int device);

        int cuDeviceGetAttribute(int[] value, int attribute, int device);
    }

    /** PyTorch as it is installed. */
    interface Installed {

        /** Whether its library for GPUs is there; loads nothing. */
        boolean forGpus();

        /** Loads it and tells how many GPUs it can use. @throws ToolException if it cannot be loaded */
        int usable() throws ToolException;

        /** What keeps it from using any. */
        String problem();
    }

    /** What there is on this machine; found out at the first call, which may take seconds. */
    public static synchronized Gpus ofThisMachine() {
        if (ofThisMachine == null)
            ofThisMachine = look(() -> Native.load(driver(), Driver.class), new Installed() {
                @Override
                public boolean forGpus() {
                    return Natives.isForGpus();
                }

                @Override
                public int usable() throws ToolException {
                    Natives.load();
                    return torch.cuda_is_available() ? torch.cuda_device_count() : 0;
                }

                @Override
                public String problem() {
                    return Natives.missingForGpus();
                }
            });
        return ofThisMachine;
    }

    private static String driver() {
        return System.getProperty("os.name", "").startsWith("Windows") ? "nvcuda" : "libcuda.so.1";
    }

    /** Whether a GPU computes in bfloat16. */
    boolean mixed(Device.Cuda gpu) {
        return mixed.contains(gpu);
    }

    static Gpus look(Supplier<Driver> driver, Installed pytorch) {
        Set<Device> mixed = new HashSet<>();
        List<Device> there;
        try {
            there = there(driver.get(), mixed);
        } catch (LinkageError e) {
            there = List.of();
        }
        if (!pytorch.forGpus())
            return there.isEmpty() ? none("", "") : none("PyTorch's library for GPUs is not installed.", "Make it with"
                    + " releng/torch-gpu, for Linux, and copy it into the folder addons of Loupe." + UNTIL);
        if (there.isEmpty())
            return none("PyTorch's library for GPUs is installed, but NVIDIA's driver (" + driver() + ") is not there or"
                    + " finds no GPU.", "Install NVIDIA's driver 580 or newer if this computer has an NVIDIA GPU; in a"
                            + " container or virtual machine, have it passed on." + UNTIL);
        try {
            List<Device> usable = there.subList(0, Math.min(there.size(), pytorch.usable()));
            return usable.isEmpty() ? none("PyTorch cannot use the GPU: " + pytorch.problem() + ".", "Install the"
                    + " libraries of CUDA 13, cuDNN 9 and NCCL 2 where the linker finds them (ldconfig or"
                    + " LD_LIBRARY_PATH), and NVIDIA's driver 580 or newer." + UNTIL)
                    : new Gpus(new Devices(usable, "", ""), mixed);
        } catch (ToolException e) {
            return none(e.getMessage(), e.remedy());
        } catch (RuntimeException e) {
            return none("PyTorch cannot use the GPU: " + Natives.reason(e) + ".", "Install NVIDIA's driver 580 or newer."
                    + UNTIL);
        }
    }

    /** The GPUs that the driver names. @param mixed receives those with bfloat16 */
    private static List<Device> there(Driver driver, Set<Device> mixed) {
        int[] count = new int[1];
        if (driver.cuInit(0) != 0 || driver.cuDeviceGetCount(count) != 0)
            return List.of();
        List<Device> there = new ArrayList<>();
        for (int ordinal = 0; ordinal < count[0]; ordinal++) {
            int[] device = new int[1], major = new int[1], minor = new int[1];
            byte[] name = new byte[256];
            long[] bytes = new long[1];
            if (driver.cuDeviceGet(device, ordinal) != 0 || driver.cuDeviceGetName(name, name.length, device[0]) != 0
                    || driver.cuDeviceTotalMem_v2(bytes, device[0]) != 0
                    || driver.cuDeviceGetAttribute(major, CAPABILITY_MAJOR, device[0]) != 0
                    || driver.cuDeviceGetAttribute(minor, CAPABILITY_MINOR, device[0]) != 0)
                return there; // PyTorch numbers them as the driver does: none behind it
            there.add(new Device.Cuda(ordinal, new String(name, StandardCharsets.UTF_8).split("\0", 2)[0], bytes[0]));
            if (10 * major[0] + minor[0] >= MIXED)
                mixed.add(there.get(ordinal));
        }
        return there;
    }

    private static Gpus none(String problem, String remedy) {
        return new Gpus(new Devices(List.of(), problem, remedy), Set.of());
    }
}
