package org.loupe.tools.torch.compute;

import java.io.IOException;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.pytorch.global.torch;
import org.loupe.api.DeviceException;
import org.loupe.api.ToolException;

/** PyTorch's native library: loaded when the first step is opened, once per process. */
public final class Natives {

    private Natives() {
    }

    /**
     * Loads PyTorch unless that has happened. Any thread. Every {@code open} of this bundle calls it first.
     *
     * @throws ToolException if this machine has no PyTorch library that fits, with the reason
     */
    public static void load() throws ToolException {
        try {
            Library.touch();
        } catch (LinkageError e) {
            Throwable root = e;
            while (root.getCause() != null)
                root = root.getCause();
            throw new ToolException("PyTorch's native library cannot be loaded on " + System.getProperty("os.name")
                    + " " + System.getProperty("os.arch") + ": " + root.getMessage(), isForGpus()
                            ? "Take PyTorch's library for GPUs out of the folder addons of Loupe, or make it anew with"
                                    + " releng/torch-gpu."
                            : "Install the Loupe product made for this system, or put pytorch's and openblas's jars with"
                                    + " this system's natives on the class path.",
                    e);
        }
    }

    /** Whether PyTorch's library is the one that can use GPUs. Loads nothing. */
    static boolean isForGpus() {
        return torch.class.getResource(folder(true) + System.mapLibraryName("torch_cuda")) != null;
    }

    /** What the linker misses for the use of GPUs, after PyTorch was loaded. */
    static String missingForGpus() {
        try {
            System.load(Loader.cacheResource(torch.class, folder(true) + System.mapLibraryName("torch_cuda"))
                    .getPath());
            return "it finds no GPU that it supports";
        } catch (IOException | LinkageError e) {
            return e.getMessage();
        }
    }

    /** Where JavaCPP has PyTorch's libraries. @param gpu those that can use GPUs */
    private static String folder(boolean gpu) {
        return "/org/bytedeco/pytorch/" + Loader.getPlatform() + (gpu ? "-gpu/" : "/");
    }

    /** Keeps what PyTorch computes for the calling thread to that thread. */
    public static void oneThread() {
        torch.set_num_threads(1);
    }

    /** What a failure of PyTorch says, without the C++ stack that follows it. */
    public static String reason(RuntimeException e) {
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        return message.split("\nException raised from|\n\n", 2)[0].strip().replaceAll("\\s*\n\\s*", " ");
    }

    /** Whether a failure says that there is no more memory: of Java's, or of PyTorch's, which throws no error of Java. */
    public static boolean isShortOfMemory(Throwable e) {
        String message = String.valueOf(e.getMessage());
        return e instanceof OutOfMemoryError || e instanceof RuntimeException
                && (message.contains("can't allocate memory") || message.contains("not enough memory")
                        || message.contains("bad_alloc"))
                || e instanceof DeviceException device && device.reason() == DeviceException.Cause.MEMORY;
    }

    /** Its initialisation loads the library; the JVM sees to it that this happens once. */
    private static final class Library {
        static {
            // Every native allocation is freed by its scope. JavaCPP's own limit on the resident size of the whole
            // process would call System.gc() and sleep as soon as files are mapped.
            if (System.getProperty("org.bytedeco.javacpp.maxPhysicalBytes") == null)
                System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
            unpackFirst("torch_cpu");
            Loader.load(torch.class);
            // PyTorch's matrix products are OpenBLAS's, which would start threads of its own: small products take
            // 25 times as long where these wait for a processor
            openblas.blas_set_num_threads(1);
            if (isForGpus()) { // else convolutions have 10 bits there, and others each time
                torch.globalContext().setAllowTF32CuDNN(false);
                torch.globalContext().setDeterministicCuDNN(true);
            }
            // a TorchScript program must not be rewritten while it runs: its numbers would change after some calls
            torch.setGraphExecutorOptimize(false);
        }

        /**
         * Unpacks a library before those that need it are loaded: JavaCPP unpacks and loads one after the other, and
         * the system's linker would take another PyTorch that is installed, of another version, for one that is not
         * there yet.
         */
        private static void unpackFirst(String library) {
            try {
                Loader.cacheResource(torch.class, folder(isForGpus()) + System.mapLibraryName(library));
            } catch (IOException | RuntimeException e) {
                // loading fails as well then, and says why
            }
        }

        static void touch() {
            // nothing to do: the call itself initialises the class
        }
    }
}
