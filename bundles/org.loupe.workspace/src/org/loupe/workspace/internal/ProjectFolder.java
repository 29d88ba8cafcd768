package org.loupe.workspace.internal;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.loupe.api.ToolException;

/**
 * The files of a project as they were last read or written: the project file and those of the recipes. Writes only what
 * differs, all of it or nothing, and keeps what another program wrote meanwhile. Any thread, one at a time.
 */
public final class ProjectFolder {
    private static final String RECIPES = "recipes";

    private final Path folder;
    private final String projectName;
    /** What each file holds, by its path relative to the folder. */
    private final Map<String, String> known = new TreeMap<>();
    /** Files that a failed write may have replaced. */
    private final Set<String> uncertain = new HashSet<>();
    private Path backup;

    /** @param projectName of the project file */
    public ProjectFolder(Path folder, String projectName) {
        this.folder = folder;
        this.projectName = projectName;
    }

    /** Path of a recipe's file relative to the folder. @param name of the file */
    public static String recipe(String name) {
        return RECIPES + "/" + name;
    }

    /** Has the project file as it is now copied to {@code copy} before it is first written. */
    public synchronized void backUp(Path copy) {
        backup = copy;
    }

    /** Notes what a file holds. */
    public synchronized void read(String file, String text) {
        known.put(file, text);
    }

    /** Names of the recipe files that are there, in order. @throws ToolException if the folder cannot be read */
    public List<String> recipeNames() throws ToolException {
        Path recipes = folder.resolve(RECIPES);
        if (!Files.isDirectory(recipes))
            return List.of();
        try (Stream<Path> list = Files.list(recipes)) {
            return list.map(f -> f.getFileName().toString()).filter(n -> n.endsWith(".json") && !n.startsWith("."))
                    .sorted(Comparator.naturalOrder()).toList();
        } catch (IOException e) {
            throw SafeFile.unreadable(recipes, e);
        }
    }

    /**
     * Brings the files to a state. What is not named any more is deleted.
     *
     * @param project what the project file holds
     * @param recipes texts of the recipes by the names of their files
     * @throws ToolException if it could not be written; the next call does it
     */
    public synchronized void write(String project, Map<String, String> recipes) throws ToolException {
        if (!Files.isDirectory(folder))
            throw new ToolException("The project's folder " + folder + " is gone: it was moved or deleted, or its "
                    + "drive is disconnected.", "Bring it back, or save a copy of the project elsewhere.");
        if (backup != null) {
            copy(folder.resolve(projectName), backup);
            backup = null;
        }
        Map<String, String> wanted = new LinkedHashMap<>();
        recipes.forEach((name, text) -> wanted.put(recipe(name), text));
        wanted.put(projectName, project);
        Map<String, String> changed = new LinkedHashMap<>();
        wanted.forEach((file, text) -> {
            if (uncertain.contains(file) || !text.equals(known.get(file)))
                changed.put(file, text);
        });
        Set<String> gone = new TreeSet<>(known.keySet());
        gone.addAll(uncertain);
        gone.removeAll(wanted.keySet());
        gone.forEach(file -> changed.put(file, null));
        for (String file : changed.keySet())
            if (!file.equals(projectName) && !uncertain.contains(file))
                keepForeign(file);
        boolean noted = !uncertain.isEmpty();
        uncertain.addAll(changed.keySet());
        Transaction.write(folder, changed, noted);
        uncertain.clear();
        known.keySet().removeAll(gone);
        known.putAll(wanted);
    }

    /** A recipe file that another program wrote is kept beside before it is replaced. */
    private void keepForeign(String file) throws ToolException {
        Path place = folder.resolve(file);
        Path kept = place.resolveSibling(place.getFileName() + ".changed-elsewhere");
        try {
            if (!Files.readString(place).equals(known.get(file)))
                Files.copy(place, kept, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException fine) {
            // nothing to keep
        } catch (IOException e) {
            throw SafeFile.unwritable(kept, e);
        }
    }

    private static void copy(Path file, Path backup) throws ToolException {
        try {
            Files.copy(file, backup, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (FileAlreadyExistsException kept) {
            // the oldest copy is the one that counts
        } catch (IOException e) {
            throw SafeFile.unwritable(backup, e);
        }
    }
}
