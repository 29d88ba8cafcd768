package org.loupe.exchange.internal.labels;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.loupe.api.ToolException;

/**
 * Writes a folder whole or not at all: its files go into a folder beside it, which gets its name when all are there.
 * Names of files come from labels, so nothing in them leads out of the folder, and no file replaces another. One
 * thread.
 */
public final class FolderOutput {
    private static final int LONGEST = 120;
    private static final int MOST_BYTES = 200; // with an ending and a number less than the 255 of most systems
    private static final Pattern NAME = Pattern.compile("(.*?)(\\.[A-Za-z][A-Za-z0-9]{1,4})?(#\\d+)?");
    private static final Pattern RESERVED = Pattern.compile("(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");

    private final Path root;
    private final Set<String> given = new HashSet<>();

    private FolderOutput(Path root) {
        this.root = root;
    }

    /** Writes the files. */
    @FunctionalInterface
    public interface Content {
        /** May fail as writers do. */
        void write(FolderOutput out) throws IOException, ToolException;
    }

    /**
     * Writes a folder.
     *
     * @param target new, or an empty folder
     * @throws ToolException if it is neither or cannot be written, or what the content throws
     */
    public static void write(Path target, Content content) throws ToolException {
        Path folder = target.toAbsolutePath().normalize();
        Path aside = null;
        try {
            if (Files.exists(folder))
                folder = folder.toRealPath();
            if (Files.exists(folder) && !empty(folder))
                throw new ToolException(target + " is not an empty folder.",
                        "Choose a new folder, so that nothing in it is lost.");
            Path parent = folder.getParent();
            if (parent == null)
                throw new ToolException(target + " cannot be written as a whole.", "Choose a folder in it.");
            Files.createDirectories(parent);
            aside = Files.createTempDirectory(parent, "." + folder.getFileName() + ".");
            content.write(new FolderOutput(aside));
            Files.deleteIfExists(folder);
            Files.move(aside, folder);
        } catch (IOException | UncheckedIOException e) {
            delete(aside);
            throw new ToolException(target + " could not be written: " + e.getMessage() + " ("
                    + e.getClass().getSimpleName() + ").",
                    "Check that it may be written and has space, or choose another folder.", e);
        } catch (ToolException | RuntimeException | Error e) {
            delete(aside);
            throw e;
        }
    }

    private static boolean empty(Path folder) throws IOException {
        if (!Files.isDirectory(folder))
            return false;
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private static void delete(Path folder) {
        if (folder == null)
            return;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList())
                Files.deleteIfExists(file);
        } catch (IOException | UncheckedIOException e) {
            return; // what is left lies in a hidden folder of its own, and why it failed is told by the cause
        }
    }

    /** Where a file is written now to be in the folder later; its folders are made. @param name as of {@link #name} */
    public Path file(String name) throws IOException {
        Path file;
        try {
            file = root.resolve(name).normalize();
        } catch (InvalidPathException e) {
            throw new IOException(name + " cannot be the name of a file on this system", e);
        }
        if (!file.startsWith(root) || file.equals(root))
            throw new IOException(name + " leads out of the folder");
        Files.createDirectories(file.getParent());
        return file;
    }

    /**
     * A free name for the file of an image: its own without the ending and with another, in its own folders. An image
     * that lies somewhere else on the machine is named without folders.
     *
     * @param folder that it lies in, "" for none
     * @param image  as labels name it
     * @param ending with the dot; {@code null} for the image's own
     */
    public String name(String folder, String image, String ending) {
        String safe = safe(image);
        Matcher parts = NAME.matcher(safe);
        String stem = parts.matches() ? parts.group(1) + (parts.group(3) == null ? "" : parts.group(3)) : safe;
        String own = parts.matches() && parts.group(2) != null ? parts.group(2) : "";
        String before = folder.isEmpty() ? "" : folder + "/";
        List<String> wanted = ending == null ? List.of(before + stem + own)
                : List.of(before + stem + ending, before + safe + ending);
        for (String name : wanted)
            if (given.add(name.toLowerCase(Locale.ROOT)))
                return name;
        for (int n = 2;; n++) {
            String name = before + stem + "-" + n + (ending == null ? own : ending);
            if (given.add(name.toLowerCase(Locale.ROOT)))
                return name;
        }
    }

    /** A path of folders and a file that is inside any folder and that every system can name. */
    static String safe(String path) {
        String plain = path.replace('\\', '/');
        if (plain.startsWith("/") || plain.matches("^[A-Za-z]:.*"))
            plain = plain.substring(plain.lastIndexOf('/') + 1);
        StringBuilder safe = new StringBuilder();
        for (String part : plain.split("/"))
            if (!part.isBlank() && !part.equals(".") && !part.equals(".."))
                safe.append(safe.isEmpty() ? "" : "/").append(part(part));
        return safe.isEmpty() ? "unnamed" : safe.toString();
    }

    /** One name of a folder or file that every system can have. */
    static String part(String name) {
        String part = whole(name).replaceAll("[\\p{Cntrl}<>:\"|?*/\\\\]", "_").strip().replaceAll("[. ]+$|^[.]", "_");
        if (part.isEmpty() || RESERVED.matcher(part).matches())
            part = "_" + part;
        String cut = part;
        for (int half = LONGEST / 2; cut.length() > LONGEST + 1 || bytes(cut) > MOST_BYTES; half -= 4)
            cut = whole(part.substring(0, half) + "~" + part.substring(part.length() - half)).replace('?', '_');
        return cut;
    }

    private static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }

    /** The same with a question mark for each half of a character, which no system can name. */
    private static String whole(String name) {
        return new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
