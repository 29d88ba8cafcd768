package org.loupe.workspace.wafer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.WaferDefects;

/**
 * Finds the images of defects below one folder, and never beyond it, whatever a file of wafers names. A name is looked
 * up as it stands; one that is absolute, leads out of the folder or is not there is looked up by its last part. Reads
 * the names of files, so not on the UI thread. Not safe for use by several threads.
 */
public final class DefectImages {
    private static final int MOST_FILES = 1_000_000, DEEPEST = 8;
    private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "tif", "tiff", "bmp", "gif", "pgm", "webp");
    private static final Pattern LAST_NUMBER = Pattern.compile("(\\d{1,9})\\D*$");

    private final Path root;
    private Map<String, Path> byName;

    /** An image of a defect. @param page of the file, from 0 */
    public record Found(Path file, int page) {
    }

    /** @param root where images may lie, in this folder and those in it */
    public DefectImages(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** The folder that it looks in. */
    public Path root() {
        return root;
    }

    /** Whether a name leads nowhere but into the folder. */
    public static boolean inside(String name) {
        String plain = name.replace('\\', '/');
        if (plain.isEmpty() || plain.startsWith("/") || plain.matches("^[A-Za-z]:.*"))
            return false;
        return Stream.of(plain.split("/")).noneMatch(part -> part.equals(".."));
    }

    /** The file that a name means; empty if there is none in the folder. */
    public Optional<Path> file(String name) {
        String plain = name.replace('\\', '/');
        try {
            if (inside(name)) {
                Path file = root.resolve(plain).normalize();
                if (ours(file))
                    return Optional.of(file);
            }
            String last = plain.substring(plain.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
            return Optional.ofNullable(names().get(last));
        } catch (InvalidPathException e) { // a name that this system cannot have
            return Optional.empty();
        }
    }

    /** Whether it is a file in the folder, also if links on the way are followed. */
    private boolean ours(Path file) {
        try {
            return file.startsWith(root) && Files.isRegularFile(file)
                    && file.toRealPath().startsWith(root.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    private Map<String, Path> names() {
        if (byName != null)
            return byName;
        byName = new HashMap<>();
        try (Stream<Path> files = Files.walk(root, DEEPEST)) {
            files.limit(MOST_FILES).filter(f -> Files.isRegularFile(f, LinkOption.NOFOLLOW_LINKS) || ours(f))
                    .forEach(f -> byName.putIfAbsent(f.getFileName().toString().toLowerCase(Locale.ROOT), f));
        } catch (IOException | java.io.UncheckedIOException e) {
            return byName; // what could be listed is what there is
        }
        return byName;
    }

    /** The images of a defect that are there, in the order of the file. */
    public List<Found> of(WaferDefects defects, int defect) {
        List<Found> found = new ArrayList<>();
        for (WaferDefects.Image image : defects.images(defect))
            file(image.file()).ifPresent(file -> found.add(new Found(file, image.page())));
        return found;
    }

    /**
     * The images of all defects that have some. Where the file of the wafer names no images at all, an image belongs to
     * the defect whose number is the last one in its name, as many tools name them.
     */
    public Map<Integer, List<Found>> of(Wafer wafer) {
        WaferDefects defects = wafer.defects();
        Map<Integer, List<Found>> all = new HashMap<>();
        boolean named = false;
        for (int i = 0; i < defects.size(); i++) {
            named |= !defects.images(i).isEmpty();
            List<Found> found = of(defects, i);
            if (!found.isEmpty())
                all.put(i, found);
        }
        return named ? all : byNumber(defects);
    }

    private Map<Integer, List<Found>> byNumber(WaferDefects defects) {
        Map<Integer, Integer> rows = new HashMap<>();
        for (int i = 0; i < defects.size(); i++)
            rows.putIfAbsent(defects.id(i), i);
        Map<Integer, List<Found>> all = new HashMap<>();
        names().entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(file -> {
            if (!ENDINGS.contains(file.getKey().substring(file.getKey().lastIndexOf('.') + 1)))
                return; // files of wafers have numbers in their names, too
            String stem = file.getKey().replaceFirst("\\.[^.]*$", "");
            Matcher number = LAST_NUMBER.matcher(stem);
            Integer row = number.find() ? rows.get(Integer.parseInt(number.group(1))) : null;
            if (row != null)
                all.computeIfAbsent(row, r -> new ArrayList<>()).add(new Found(file.getValue(), 0));
        });
        return all;
    }
}
