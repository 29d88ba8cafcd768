package org.loupe.workspace;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.IntPredicate;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.workspace.internal.SafeFile;

/** Copies images with their references into a project. */
public final class ImageCopy {

    private ImageCopy() {
    }

    /**
     * Copies images into a new folder {@code images/<name>} of a project. Files of one name from several folders get a
     * folder each. What was copied is taken away again if it cannot be done or is cancelled.
     *
     * @param project   its folder
     * @param name      of the image set
     * @param cancelled told the number of images that are copied; whether to stop
     * @return the new folder
     * @throws ToolException         if a file cannot be read or written
     * @throws CancellationException if it was stopped
     */
    public static Path copy(List<Item> items, Path project, String name, IntPredicate cancelled)
            throws ToolException {
        Path root = free(project.resolve("images"), name);
        List<Path> made = new ArrayList<>();
        boolean whole = false;
        try {
            Set<Path> files = new LinkedHashSet<>();
            int done = 0;
            Set<Path> copied = new HashSet<>();
            List<Path> folders = new ArrayList<>();
            for (Item item : items) {
                files.clear();
                files.add(item.test());
                item.reference().ifPresent(files::add);
                for (Path file : files)
                    if (copied.add(file))
                        copy(file, place(root, folders, file), made);
                if (cancelled.test(++done))
                    throw new CancellationException();
            }
            whole = true;
            return root;
        } finally {
            if (!whole)
                clear(root, made);
        }
    }

    /** Files of the first folder lie in the root, those of others in folders 2, 3, … of it. */
    private static Path place(Path root, List<Path> folders, Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (!folders.contains(folder))
            folders.add(folder);
        int index = folders.indexOf(folder);
        Path parent = index == 0 ? root : root.resolve(String.format(Locale.ROOT, "%d", index + 1));
        return parent.resolve(file.getFileName().toString());
    }

    private static Path free(Path parent, String name) throws ToolException {
        String safe = name.strip().replaceAll("[^\\p{L}\\p{M}\\p{N}._ -]+", "-").replaceAll("^[.-]+|[. -]+$", "");
        String stem = safe.isEmpty() ? "set" : safe;
        try {
            Files.createDirectories(parent);
            for (int n = 1;; n++)
                try {
                    return Files.createDirectory(parent.resolve(n == 1 ? stem : stem + "-" + n));
                } catch (FileAlreadyExistsException taken) {
                    continue;
                }
        } catch (IOException e) {
            throw SafeFile.unwritable(parent, e);
        }
    }

    private static void copy(Path from, Path to, List<Path> made) throws ToolException {
        if (!Files.isReadable(from))
            throw SafeFile.unreadable(from, new java.nio.file.NoSuchFileException(from.toString()));
        try {
            Files.createDirectories(to.getParent());
            made.add(to);
            Files.copy(from, to);
        } catch (IOException e) {
            throw SafeFile.unwritable(to, e);
        }
    }

    private static void clear(Path root, List<Path> made) {
        Set<Path> folders = new LinkedHashSet<>();
        for (Path file : made)
            folders.add(file.getParent());
        folders.add(root);
        try {
            for (Path file : made)
                Files.deleteIfExists(file);
            for (Path folder : folders)
                if (!folder.equals(root))
                    Files.deleteIfExists(folder);
            Files.deleteIfExists(root);
        } catch (IOException e) {
            return; // what is left lies in a folder of its own, and why it failed is told by the cause
        }
    }
}
