package org.loupe.store.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.loupe.api.ToolException;

/** Files that are whole or absent, and what to tell when the disk refuses. */
public final class Disk {
    /** What DuckDB's own message quotes of the system's, as JSON. */
    private static final Pattern INNER = Pattern.compile("\"exception_message\":\"((?:[^\"\\\\]|\\\\.)*)\"");

    private Disk() {
    }

    /** Name under which a file is written before it is whole. */
    public static Path aside(Path file) {
        return file.resolveSibling(file.getFileName() + ".tmp");
    }

    /** Writes a text file aside, forces it to disk and renames it; an older one is replaced. */
    public static void write(Path file, String text) throws IOException {
        Path aside = aside(file);
        try {
            Files.write(aside, text.getBytes(StandardCharsets.UTF_8));
            publish(aside, file);
        } catch (IOException e) {
            Files.deleteIfExists(aside);
            throw e;
        }
    }

    /** Forces a file that was written aside to disk and gives it its name. */
    public static void publish(Path aside, Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        forceFolder(file.toAbsolutePath().getParent());
    }

    /** Makes names in a folder last; a system that cannot open folders keeps names by itself. */
    private static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            return;
        }
    }

    /**
     * Why a folder could not be written, for people.
     *
     * @param what   that could not be written: "Part 3 of the run"
     * @param folder where
     * @param kept   what is safe nevertheless, a full sentence; "" if the run has not begun
     */
    public static ToolException refused(String what, Path folder, String kept, Exception cause) {
        long free = free(folder);
        String then = kept.isEmpty() ? " Then start the run again." : " Then resume the run.";
        String remedy = full(cause) || cause instanceof SQLException && free >= 0 && free < 1 << 20
                ? "Free some disk space." + then
                : "Check that the folder exists and may be written, or choose another one." + then;
        return new ToolException(
                what + " could not be written to " + folder.toAbsolutePath() + ": " + reason(cause)
                        + (free < 0 ? "" : " " + bytes(free) + " are free there.") + (kept.isEmpty() ? "" : " " + kept),
                remedy, cause);
    }

    private static boolean full(Exception cause) {
        String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        return text.contains("no space left") || text.contains("not enough space") || text.contains("disk full")
                || text.contains("quota exceeded");
    }

    /** The first line of what the system said, as a sentence. */
    public static String reason(Exception cause) {
        String text = cause.getMessage();
        Matcher inner = INNER.matcher(String.valueOf(text));
        if (full(cause))
            text = "The disk is full";
        else if (inner.find())
            text = inner.group(1).replace("\\\"", "\"");
        else if (cause instanceof AccessDeniedException)
            text = "Permission denied";
        else if (cause instanceof FileAlreadyExistsException || cause instanceof NotDirectoryException)
            text = "A file of that name is in the way";
        else if (cause instanceof NoSuchFileException)
            text = "It does not exist";
        else if (cause instanceof DirectoryNotEmptyException)
            text = "A folder of that name is in the way";
        else if (cause instanceof FileSystemException e && e.getReason() != null)
            text = e.getReason();
        if (text == null || text.isBlank())
            text = cause.getClass().getSimpleName();
        text = text.lines().findFirst().orElse(text).strip();
        return text.endsWith(".") ? text : text + ".";
    }

    private static long free(Path folder) {
        for (Path p = folder.toAbsolutePath(); p != null; p = p.getParent())
            try {
                return Files.getFileStore(p).getUsableSpace();
            } catch (IOException e) {
                continue;
            }
        return -1;
    }

    private static String bytes(long n) {
        if (n < 1_000)
            return n + " bytes";
        if (n < 1_000_000)
            return n / 1_000 + " kB";
        if (n < 1_000_000_000)
            return n / 1_000_000 + " MB";
        return n / 1_000_000_000 + " GB";
    }
}
