package org.loupe.exchange.internal.labels;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.loupe.api.ToolException;
import org.loupe.exchange.Loss;

/** The files in a folder and in those in it. Hidden ones are passed over, and no link is followed out of it. */
final class FolderFiles {
    private static final int DEEPEST = 16;

    private FolderFiles() {
    }

    /**
     * Finds files, in order of their paths.
     *
     * @param endings in lower case, without the dot
     * @param losses  told of links
     */
    static List<Path> find(Path folder, Set<String> endings, Loss.Count losses) throws ToolException {
        List<Path> found = new ArrayList<>();
        Path root = real(folder);
        try (Stream<Path> files = Files.walk(root, DEEPEST)) {
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                Path inside = root.relativize(file);
                if (file.equals(root) || hidden(inside))
                    continue;
                if (Files.isSymbolicLink(file))
                    losses.add("links, which are not followed", name(inside));
                else if (endings.contains(ending(file)) && Files.isRegularFile(file))
                    found.add(folder.resolve(inside.toString()));
            }
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(folder, e);
        }
        return found;
    }

    /** The folders directly in a folder, in order of their names. */
    static List<Path> folders(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> !Files.isSymbolicLink(f) && Files.isDirectory(f) && !hidden(f.getFileName()))
                    .sorted().toList();
        }
    }

    /** The files directly in a folder, in order of their names. @param endings in lower case, without the dot */
    static List<Path> files(Path folder, Set<String> endings) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> !Files.isSymbolicLink(f) && endings.contains(ending(f)) && Files.isRegularFile(f)
                    && !hidden(f.getFileName())).sorted().toList();
        }
    }

    private static Path real(Path folder) throws ToolException {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    static ToolException unreadable(Path file, Exception e) {
        return new ToolException(file + " cannot be read: " + e.getMessage() + ".",
                "Check that it is there and that you may read it.", e);
    }

    private static boolean hidden(Path inside) {
        for (Path part : inside)
            if (part.toString().startsWith(".") || part.toString().equals("__MACOSX"))
                return true;
        return false;
    }

    /** In lower case, without the dot; "" for none. */
    static String ending(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /** A relative path with "/" on any system. */
    static String name(Path inside) {
        return inside.toString().replace('\\', '/');
    }
}
