package org.loupe.tools.cuda;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.loupe.api.Device;
import org.loupe.api.DeviceException;
import org.loupe.api.ToolException;

/**
 * One GPU as this process uses it: its primary context, which libraries in the same process share; a few streams, each
 * thread on one of them; the memory that is lent and taken back; the kernels that were loaded. It stays open as long as
 * the process, or until a kernel's fault spoils its context: then the next user gets a fresh one. Safe for use by any
 * thread.
 */
final class Gpu {
    /** Names the most memory that is taken of a GPU, in MiB; without, nine tenths of what is free at first. */
    static final String MEMORY = "loupe.cuda.memory";
    /** How often a GPU whose context was spoilt is opened afresh. */
    private static final int MOST_FAULTS = 3;
    private static final int STREAMS = 8;

    private static final Map<Integer, Gpu> OPEN = new HashMap<>();
    private static final Map<Integer, Integer> FAULTS = new HashMap<>();

    private final Driver driver;
    private final Device.Cuda device;
    private final long context;
    private final GpuStream[] streams = new GpuStream[STREAMS];
    private final AtomicInteger threads = new AtomicInteger();
    /** Threads take the streams in turn, so that a few never share one: one copies while another's kernels run. */
    private final ThreadLocal<GpuStream> stream = ThreadLocal.withInitial(this::nextStream);
    private final GpuMemory memory;
    private final Map<String, Long> modules = new HashMap<>();
    private final Map<String, Long> functions = new HashMap<>();
    private volatile boolean spoilt;

    private Gpu(Driver driver, Device.Cuda device) throws DeviceException {
        this.driver = driver;
        this.device = device;
        long[] handle = new long[1];
        check(driver.cuDevicePrimaryCtxRetain(handle, device.ordinal()), "opening the GPU");
        context = handle[0];
        enter();
        long[] free = new long[1], total = new long[1];
        check(driver.cuMemGetInfo_v2(free, total), "asking for its memory");
        Long limit = Long.getLong(MEMORY);
        memory = new GpuMemory(this, limit != null ? limit << 20 : free[0] / 10 * 9);
        for (int i = 0; i < STREAMS; i++)
            streams[i] = new GpuStream(this, i);
    }

    /**
     * The GPU that a step was opened for.
     *
     * @throws ToolException if it is not one, or cannot be used any more
     */
    static Gpu of(Device device) throws ToolException {
        if (!(device instanceof Device.Cuda cuda))
            throw new ToolException("This tool computes on an NVIDIA GPU, and was opened for " + device.label() + ".",
                    "Open the implementation of the same id that runs on the processor.");
        Driver driver = Probe.ofThisMachine().driver().orElseThrow(() -> lost(cuda, Probe.ofThisMachine().devices()
                .problem()));
        synchronized (OPEN) {
            Gpu gpu = OPEN.get(cuda.ordinal());
            if (gpu != null && !gpu.spoilt)
                return gpu;
            if (gpu != null) {
                if (FAULTS.merge(cuda.ordinal(), 1, Integer::sum) > MOST_FAULTS)
                    throw lost(cuda, "It failed more than " + MOST_FAULTS + " times.");
                OPEN.remove(cuda.ordinal());
                driver.cuDevicePrimaryCtxReset_v2(cuda.ordinal());
            }
            gpu = new Gpu(driver, cuda);
            OPEN.put(cuda.ordinal(), gpu);
            return gpu;
        }
    }

    /** Forgets every GPU and its faults, as if the process had just begun; for tests, while nothing is in use. */
    static void forget() {
        synchronized (OPEN) {
            OPEN.forEach((ordinal, gpu) -> {
                gpu.spoilt = true;
                gpu.driver.cuDevicePrimaryCtxReset_v2(ordinal);
            });
            OPEN.clear();
            FAULTS.clear();
        }
    }

    private static DeviceException lost(Device.Cuda device, String why) {
        return new DeviceException(DeviceException.Cause.LOST, device.label() + " cannot be used any more. " + why,
                "Run on with the processor, and look with nvidia-smi how the GPU is.");
    }

    Driver driver() {
        return driver;
    }

    Device.Cuda device() {
        return device;
    }

    GpuMemory memory() {
        return memory;
    }

    /** Whether its context is of no use any more: what lies in its memory is gone. */
    boolean isSpoilt() {
        return spoilt;
    }

    /** Makes this GPU the one that the calling thread's calls of the driver mean. */
    void enter() throws DeviceException {
        check(driver.cuCtxSetCurrent(context), "turning to the GPU");
    }

    /** The stream on which the calling thread's work is done, in its order. */
    GpuStream stream() {
        return stream.get();
    }

    private GpuStream nextStream() {
        return streams[Math.floorMod(threads.getAndIncrement(), STREAMS)];
    }

    GpuStream[] streams() {
        return streams.clone();
    }

    /** A kernel, compiled by the driver for this GPU when a kernel of its source is first asked for. */
    synchronized long kernel(String source, String name) throws DeviceException {
        Long known = functions.get(name);
        if (known != null)
            return known;
        Long module = modules.get(source);
        long[] handle = new long[1];
        if (module == null) {
            check(driver.cuModuleLoadData(handle, ptx(source)), "compiling " + source + ".ptx for it");
            modules.put(source, module = handle[0]);
        }
        check(driver.cuModuleGetFunction(handle, module, name), "finding the kernel " + name);
        functions.put(name, handle[0]);
        return handle[0];
    }

    /** The text of a compiled source, ended by a zero as the driver wants it. */
    private static byte[] ptx(String source) throws DeviceException {
        try (InputStream in = Gpu.class.getResourceAsStream(source + ".ptx")) {
            if (in == null)
                throw new IOException("it is missing");
            byte[] text = in.readAllBytes();
            return Arrays.copyOf(text, text.length + 1);
        } catch (IOException e) {
            throw new DeviceException(DeviceException.Cause.FAULT, "The kernels of " + source + " cannot be read: "
                    + e.getMessage() + ".", "Install org.loupe.tools.cuda again.");
        }
    }

    /** @throws DeviceException if the driver's answer is an error; {@code doing} says at what */
    void check(int code, String doing) throws DeviceException {
        if (code == 0)
            return;
        if (code == Driver.OUT_OF_MEMORY)
            throw new DeviceException(DeviceException.Cause.MEMORY, device.label() + " has not enough memory free ("
                    + doing + ").", "Close other programs that use the GPU, or use smaller tiles.");
        if (code >= Driver.LAUNCH_ERRORS || code == Driver.UNCORRECTABLE_MEMORY)
            spoilt = true;
        throw new DeviceException(DeviceException.Cause.FAULT, device.label() + " failed at " + doing + ": "
                + error(driver, code) + ".", "If it happens again, tell the maker of Loupe, and run with the policy"
                        + " \"cpu\".");
    }

    /** An error's name and number. */
    static String error(Driver driver, int code) {
        PointerByReference name = new PointerByReference();
        try {
            Pointer text = driver.cuGetErrorName(code, name) == 0 ? name.getValue() : null;
            return text == null ? "error " + code : text.getString(0) + " (" + code + ")";
        } catch (UnsatisfiedLinkError e) {
            return "error " + code; // a driver without it is too old for all else too
        }
    }
}
