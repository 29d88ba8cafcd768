package org.loupe.tools.cuda;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.nio.ByteBuffer;

/**
 * The functions of NVIDIA's driver that Loupe calls, by their names in its library: the driver API of CUDA, which comes
 * with the driver itself, so that a user needs nothing else. Handles and device addresses are numbers of 64 bits. Each
 * returns 0, or the driver's number of an error.
 */
interface Driver extends Library {
    /** Names a library to be used instead of the driver's, for tests. */
    String PROPERTY = "loupe.cuda.driver";

    int OUT_OF_MEMORY = 2;
    int NO_DEVICE = 100;
    int UNCORRECTABLE_MEMORY = 214;
    int ILLEGAL_ADDRESS = 700;
    /** From this number on errors are of the work itself, and the context is of no use any more. */
    int LAUNCH_ERRORS = 700;

    int COMPUTE_CAPABILITY_MAJOR = 75;
    int COMPUTE_CAPABILITY_MINOR = 76;

    /** @throws UnsatisfiedLinkError if there is no driver */
    static Driver load() {
        return Native.load(library(), Driver.class);
    }

    /** The name of the driver's library on this system. */
    static String library() {
        String windows = System.getProperty("os.name", "").startsWith("Windows") ? "nvcuda" : null;
        return System.getProperty(PROPERTY, windows != null ? windows : "libcuda.so.1");
    }

    int cuInit(int flags);

    int cuDriverGetVersion(int[] version);

    int cuDeviceGetCount(int[] count);

    int cuDeviceGet(int[] device, int ordinal);

    int cuDeviceGetName(byte[] name, int length, int device);

    int cuDeviceTotalMem_v2(long[] bytes, int device);

    int cuDeviceGetAttribute(int[] value, int attribute, int device);

    int cuDevicePrimaryCtxRetain(long[] context, int device);

    int cuDevicePrimaryCtxReset_v2(int device);

    int cuCtxSetCurrent(long context);

    int cuModuleLoadData(long[] module, byte[] image);

    int cuModuleGetFunction(long[] function, long module, String name);

    int cuStreamCreate(long[] stream, int flags);

    int cuStreamSynchronize(long stream);

    int cuEventCreate(long[] event, int flags);

    int cuEventRecord(long event, long stream);

    int cuEventSynchronize(long event);

    int cuMemGetInfo_v2(long[] free, long[] total);

    int cuMemAlloc_v2(long[] address, long bytes);

    int cuMemFree_v2(long address);

    int cuMemHostAlloc(PointerByReference address, long bytes, int flags);

    int cuMemcpyHtoDAsync_v2(long to, ByteBuffer from, long bytes, long stream);

    int cuMemcpyDtoHAsync_v2(ByteBuffer to, long from, long bytes, long stream);

    int cuMemcpyDtoDAsync_v2(long to, long from, long bytes, long stream);

    int cuMemsetD8Async(long to, byte value, long bytes, long stream);

    int cuLaunchKernel(long function, int gridX, int gridY, int gridZ, int blockX, int blockY, int blockZ, int shared,
            long stream, Pointer parameters, Pointer extra);

    int cuGetErrorName(int error, PointerByReference name);
}
