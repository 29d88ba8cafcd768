package org.loupe.tools.openblas;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.loupe.api.ToolException;

/**
 * OpenBLAS: loaded when the first step is opened, once per process, and kept to the calling thread, so that a product
 * has the same bits whatever number of threads asks for it.
 */
final class Blas {
    private static final int ROW_MAJOR = 101;
    private static final int PLAIN = 111;
    private static final int TRANSPOSED = 112;

    private Blas() {
    }

    /**
     * Loads OpenBLAS unless that has happened. Any thread. Every {@code open} of this bundle calls it first.
     *
     * @throws ToolException if this machine has no OpenBLAS library that fits, with the reason
     */
    static void load() throws ToolException {
        try {
            Library.touch();
        } catch (LinkageError e) {
            Throwable root = e;
            while (root.getCause() != null)
                root = root.getCause();
            throw new ToolException("OpenBLAS's native library cannot be loaded on " + System.getProperty("os.name")
                    + " " + System.getProperty("os.arch") + ": " + root.getMessage(),
                    "Install the Loupe product made for this system, or put openblas's jars with this system's natives"
                            + " on the class path.",
                    e);
        }
    }

    /** Scalar products of each of the {@code m} rows of a with each of the {@code n} rows of b: m × n. */
    static void products(DoublePointer a, int m, DoublePointer b, int n, int columns, DoublePointer products) {
        openblas.cblas_dgemm(ROW_MAJOR, PLAIN, TRANSPOSED, m, n, columns, 1, a, columns, b, columns, 0, products, n);
    }

    /** The same in single precision. */
    static void products(FloatPointer a, int m, FloatPointer b, int n, int columns, FloatPointer products) {
        openblas.cblas_sgemm(ROW_MAJOR, PLAIN, TRANSPOSED, m, n, columns, 1, a, columns, b, columns, 0, products, n);
    }

    /** Its initialisation loads the library; the JVM sees to it that this happens once. */
    private static final class Library {
        static {
            // The matrices' sizes are known here. JavaCPP's own limit on the resident size of the whole process would
            // call System.gc() and sleep as soon as files are mapped.
            if (System.getProperty("org.bytedeco.javacpp.maxPhysicalBytes") == null)
                System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
            Loader.load(openblas.class);
            openblas.blas_set_num_threads(1);
        }

        static void touch() {
            // nothing to do: the call itself initialises the class
        }
    }
}
