package org.loupe.tools.imageio.internal;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;

import org.loupe.api.Shape;
import org.loupe.api.ToolException;

/** Stands between decoders and the rest of Loupe: whatever a file makes a decoder do, a user reads a sentence. */
final class Guard {

    /** Something that reads a file. */
    interface Work<T> {
        T run() throws IOException, ToolException;
    }

    /** Widest and highest image; leaves room for sums of two coordinates in an int. */
    private static final int LARGEST = 1 << 30;

    private Guard() {
    }

    /**
     * Does the work and turns everything that goes wrong with the file into a {@link ToolException}.
     *
     * @throws CancellationException if the work was cancelled
     */
    static <T> T read(Path file, Work<T> work) throws ToolException {
        try {
            return work.run();
        } catch (ToolException | CancellationException e) {
            throw e;
        } catch (Unreadable e) {
            throw problem(file, e.getMessage(), e.remedy(), e);
        } catch (NoSuchFileException e) {
            throw problem(file, "there is no such file.", "Check the path, and whether the drive is connected.", e);
        } catch (AccessDeniedException e) {
            throw problem(file, "permission to read it is missing.", "Ask its owner for permission to read it.", e);
        } catch (EOFException e) {
            throw problem(file, "it ends too early, at " + size(file) + " bytes.", Unreadable.SAVE_AGAIN, e);
        } catch (OutOfMemoryError e) {
            throw problem(file, "memory does not suffice (" + detail(e) + ").",
                    "Give Loupe more memory (-Xmx), work with fewer threads, or store the image as a tiled TIFF.", e);
        } catch (IOException e) {
            throw problem(file, "its content is damaged or the drive failed (" + detail(e) + ").",
                    Unreadable.SAVE_AGAIN, e);
        } catch (LinkageError e) {
            throw problem(file, "the reader for this kind of file could not be loaded (" + detail(e) + ").",
                    "Install Loupe again; on Linux, with a Java runtime that is not \"headless only\".", e);
        } catch (RuntimeException | StackOverflowError | InternalError e) {
            throw problem(file, "its content is damaged (" + detail(e) + ").", Unreadable.SAVE_AGAIN, e);
        }
    }

    /** Checks what can be said of a path before it is opened. */
    static void check(Path file) throws IOException {
        if (Files.isDirectory(file))
            throw new Unreadable("it is a folder, not a file.", "Choose a file in it.");
        if (!Files.exists(file))
            throw new NoSuchFileException(file.toString());
        if (!Files.isReadable(file))
            throw new AccessDeniedException(file.toString());
        if (Files.size(file) == 0)
            throw new Unreadable("it is empty (0 bytes).");
    }

    /**
     * Refuses sizes that no image has or that the file cannot hold.
     *
     * @param limit most pixels that the file's bytes can stand for
     */
    static void size(long width, long height, long limit) throws Unreadable {
        if (width < 1 || height < 1 || width > LARGEST || height > LARGEST)
            throw new Unreadable("its header says " + width + " × " + height + " pixels; sizes from 1 to "
                    + LARGEST + " are allowed.");
        if (width * height > limit)
            throw new Unreadable("its header says " + width + " × " + height
                    + " pixels, more than its data can hold (" + limit + ").");
    }

    /**
     * Refuses to decode at once what does not fit into memory.
     *
     * @param pixelBytes what the decoder needs for a pixel
     * @param what       such as "a WebP image"
     */
    static void memory(Shape shape, int pixelBytes, String what) throws Unreadable {
        long bytes = shape.pixels() * pixelBytes;
        long most = Math.min(Integer.MAX_VALUE - 64L, Runtime.getRuntime().maxMemory() / 2);
        if (bytes > most)
            throw new Unreadable(shape + " needs " + mebibytes(bytes) + " MiB to decode, and " + what
                    + " is decoded as a whole; " + mebibytes(most) + " MiB are allowed here.",
                    "Give Loupe more memory (-Xmx), or convert the image to a tiled TIFF, which is read by region.");
    }

    private static long mebibytes(long bytes) {
        return (bytes + (1 << 20) - 1) >> 20;
    }

    private static ToolException problem(Path file, String what, String remedy, Throwable cause) {
        return new ToolException("Cannot read " + file.getFileName() + ": " + what, remedy, cause);
    }

    private static String detail(Throwable e) {
        String message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message.strip();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return -1;
        }
    }
}
