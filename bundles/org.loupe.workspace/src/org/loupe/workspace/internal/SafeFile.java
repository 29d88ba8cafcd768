package org.loupe.workspace.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.loupe.api.ToolException;

/** Files that are written whole or not at all. */
public final class SafeFile {

    private SafeFile() {
    }

    /**
     * Writes a file aside, has it on the disk, and puts it in place of the old one.
     *
     * @throws ToolException with the path, the reason and what to do; the old file is untouched then
     */
    public static void write(Path file, byte[] content) throws ToolException {
        Path aside = file.resolveSibling("." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            try (FileChannel out = FileChannel.open(aside, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                for (ByteBuffer rest = ByteBuffer.wrap(content); rest.hasRemaining();)
                    out.write(rest);
                out.force(true);
            }
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
            force(file.getParent());
        } catch (IOException e) {
            try {
                Files.deleteIfExists(aside);
            } catch (IOException second) {
                e.addSuppressed(second);
            }
            throw unwritable(file, e);
        }
    }

    /** Has the new name on the disk too, where the system can do that. */
    private static void force(Path folder) {
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        } catch (IOException unsupported) {
            // Windows does not open folders; the file itself is on the disk
        }
    }

    /** Why a file or folder could not be written, with what to do about it. */
    public static ToolException unwritable(Path file, IOException cause) {
        String reason = reason(cause);
        try {
            Path folder = file.toAbsolutePath();
            while (!Files.exists(folder) && folder.getParent() != null)
                folder = folder.getParent();
            FileStore store = Files.getFileStore(folder);
            long free = store.getUsableSpace();
            if (free < 1 << 20 && store.getTotalSpace() > 0)
                return new ToolException(file + " cannot be written: " + free + " bytes are free on " + store + ".",
                        "Free some space there, or choose another folder.", cause);
        } catch (IOException unknown) {
            cause.addSuppressed(unknown);
        }
        return new ToolException(file + " cannot be written: " + reason + ".",
                "Check the folder and your right to write there, or choose another.", cause);
    }

    /** Why a file could not be read, with what to do about it. */
    public static ToolException unreadable(Path file, IOException cause) {
        return new ToolException(file + " cannot be read: " + reason(cause) + ".",
                "Check that it exists and that you may read it.", cause);
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException)
            return "permission denied";
        if (e instanceof NoSuchFileException)
            return "no such file or folder";
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
