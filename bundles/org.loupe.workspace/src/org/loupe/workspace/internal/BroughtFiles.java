package org.loupe.workspace.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.emf.common.command.AbstractCommand;
import org.loupe.api.ToolException;

/**
 * Files that come into a project with a change of it. They are made in a folder of their own below {@code .loupe}, moved
 * into their places as the change is made, and back there when it is undone; so a change that fails or is undone leaves
 * none, and redo has them. What lies there when the project is opened next is nobody's any more.
 */
public final class BroughtFiles extends AbstractCommand {
    private static final String FOLDER = ".loupe/brought";

    private final Map<Path, Path> places;

    /** @param places where each file lies, and where it shall lie; both in the project */
    public BroughtFiles(Map<Path, Path> places) {
        this.places = new LinkedHashMap<>(places);
    }

    /** A new folder in which files can be made. @throws ToolException if it cannot be made */
    public static Path folder(Path project) throws ToolException {
        Path parent = project.resolve(FOLDER);
        try {
            Files.createDirectories(parent);
            return Files.createTempDirectory(parent, "files");
        } catch (IOException e) {
            throw SafeFile.unwritable(parent, e);
        }
    }

    /** Deletes what undone changes and killed programs left. Whoever opens the project for writing calls it. */
    public static void clear(Path project) {
        delete(project.resolve(FOLDER));
    }

    /** Deletes a folder with all that is in it, as far as that can be done. */
    public static void delete(Path folder) {
        if (!Files.isDirectory(folder))
            return;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.sorted((a, b) -> b.compareTo(a))::iterator)
                Files.deleteIfExists(file);
        } catch (IOException e) {
            return; // it lies aside and does no harm
        }
    }

    /** Moves the files into their places; on failure all lie where they lay. @throws ToolException if one cannot be */
    public void bring() throws ToolException {
        Map<Path, Path> moved = new LinkedHashMap<>();
        for (Map.Entry<Path, Path> file : places.entrySet())
            try {
                Files.createDirectories(file.getValue().getParent());
                if (Files.exists(file.getValue()))
                    throw new IOException("a file of that name is there already");
                Files.move(file.getKey(), file.getValue(), StandardCopyOption.ATOMIC_MOVE);
                moved.put(file.getValue(), file.getKey());
            } catch (IOException e) {
                move(moved);
                throw SafeFile.unwritable(file.getValue(), e);
            }
    }

    private static void move(Map<Path, Path> files) {
        for (Map.Entry<Path, Path> file : files.entrySet())
            try {
                Files.createDirectories(file.getValue().getParent());
                Files.move(file.getKey(), file.getValue(), StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                continue; // a file that someone took away or holds open stays where it is; the others follow
            }
    }

    @Override
    protected boolean prepare() {
        return true;
    }

    @Override
    public void execute() {
        // they were brought before, where a failure can still be told
    }

    /** Takes the files out of their places. */
    @Override
    public void undo() {
        Map<Path, Path> back = new LinkedHashMap<>();
        places.forEach((aside, place) -> back.put(place, aside));
        move(back);
        for (Path folder : places.values().stream().map(Path::getParent).distinct().toList())
            try (Stream<Path> left = Files.list(folder)) {
                if (left.findAny().isEmpty())
                    Files.delete(folder);
            } catch (IOException e) {
                continue; // an empty folder does no harm
            }
    }

    /** Puts them back in. */
    @Override
    public void redo() {
        move(places);
    }

    /** The places of the files, once they are brought. */
    public List<Path> places() {
        return List.copyOf(places.values());
    }
}
