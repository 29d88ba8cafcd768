package org.loupe.tools.opencv;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.global.opencv_photo;
import org.loupe.api.ToolException;

/** OpenCV's native library: loaded when the first step is opened, once per process, and kept to the calling thread. */
final class Natives {

    private Natives() {
    }

    /**
     * Loads OpenCV unless that has happened. Any thread. Every {@code open} of this bundle calls it first.
     *
     * @throws ToolException if this machine has no OpenCV library that fits, with the reason
     */
    static void load() throws ToolException {
        try {
            Library.touch();
        } catch (LinkageError e) {
            Throwable root = e;
            while (root.getCause() != null)
                root = root.getCause();
            throw new ToolException("OpenCV's native library cannot be loaded on " + System.getProperty("os.name") + " "
                    + System.getProperty("os.arch") + ": " + root.getMessage(),
                    "Install the Loupe product made for this system, or put opencv's and openblas's jars with this"
                            + " system's natives on the class path.",
                    e);
        }
    }

    /** Its initialisation loads the library; the JVM sees to it that this happens once. */
    private static final class Library {
        static {
            // The engine bounds the memory by its pools of tiles. JavaCPP's own limit on the resident size of the whole
            // process would call System.gc() and sleep inside filters as soon as files are mapped.
            if (System.getProperty("org.bytedeco.javacpp.maxPhysicalBytes") == null)
                System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
            Loader.load(opencv_core.class);
            Loader.load(opencv_imgproc.class);
            Loader.load(opencv_photo.class);
            opencv_core.setNumThreads(1);
        }

        static void touch() {
            // nothing to do: the call itself initialises the class
        }
    }
}
