package org.loupe.store.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a run. A part is {@code detections-N.parquet} and {@code images-N.parquet}; the images come last, so a
 * part without them does not count.
 */
public final class Parts {
    /** The recipe as it ran. */
    public static final String RECIPE = "recipe.json";
    /** How the results came to be. */
    public static final String PROVENANCE = "provenance.json";
    /** What kind of folder this is, and whether the run went through to its end. */
    public static final String RUN = "run.json";
    /** Held by the writer; empty. */
    public static final String LOCK = ".lock";
    /** Where the writer puts an image that is too large for its memory; gone when it is closed. */
    public static final String SPILL = ".spill";

    /** Columns of detections that are not features, in order. */
    public static final List<String> COLUMNS = List.of("image_index", "row", "image", "x", "y", "width", "height",
            "score", "class", "mask_rle");

    /** Columns of {@code detections-N.parquet} without the features, for CREATE TABLE. */
    public static final String DETECTIONS = "image_index INTEGER, \"row\" INTEGER, image VARCHAR, x FLOAT, y FLOAT, "
            + "width FLOAT, height FLOAT, score FLOAT, class VARCHAR, mask_rle VARCHAR";

    /** Columns of {@code images-N.parquet}, for CREATE TABLE. */
    public static final String IMAGES = "image_index INTEGER, image VARCHAR, path VARCHAR, page INTEGER, "
            + "reference_path VARCHAR, sha256 VARCHAR, reference_sha256 VARCHAR, key VARCHAR, width INTEGER, "
            + "height INTEGER, um_per_px DOUBLE, layer VARCHAR, mode VARCHAR, magnification DOUBLE, "
            + "exposure_ms DOUBLE, detections INTEGER, millis DOUBLE, status VARCHAR, message VARCHAR, "
            + "remedy VARCHAR, warnings VARCHAR[]";

    private static final Pattern NAME = Pattern.compile("(detections|images)-(\\d{5,9})\\.parquet");

    private Parts() {
    }

    /** The detections of a part. */
    public static Path detections(Path folder, int part) {
        return folder.resolve(String.format(Locale.ROOT, "detections-%05d.parquet", part));
    }

    /** The images of a part. */
    public static Path images(Path folder, int part) {
        return folder.resolve(String.format(Locale.ROOT, "images-%05d.parquet", part));
    }

    /** Numbers of the parts that are whole, ascending. */
    public static List<Integer> whole(Path folder) throws IOException {
        return halves(folder).entrySet().stream().filter(e -> e.getValue() == 3).map(Map.Entry::getKey).toList();
    }

    /** A number that no file of a part has, larger than all that have been used. */
    public static int next(Path folder) throws IOException {
        TreeMap<Integer, Integer> found = halves(folder);
        return found.isEmpty() ? 1 : found.lastKey() + 1;
    }

    /** By number of part: 1 for its detections + 2 for its images. */
    private static TreeMap<Integer, Integer> halves(Path folder) throws IOException {
        TreeMap<Integer, Integer> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches())
                    found.merge(Integer.parseInt(name.group(2)), name.group(1).equals("images") ? 2 : 1, Integer::sum);
            }
        }
        return found;
    }

    /** Deletes what a killed writer left: files written aside, and detections without their images. */
    public static void deleteOrphans(Path folder) throws IOException {
        TreeSet<Integer> whole = new TreeSet<>(whole(folder));
        List<Path> orphans = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.getFileName().toString();
                Matcher part = NAME.matcher(name);
                boolean aside = name.endsWith(".tmp") && (NAME.matcher(name.substring(0, name.length() - 4)).matches()
                        || List.of(RECIPE, PROVENANCE, RUN).contains(name.substring(0, name.length() - 4)));
                if (aside || part.matches() && part.group(1).equals("detections")
                        && !whole.contains(Integer.parseInt(part.group(2))))
                    orphans.add(file);
            }
        }
        Path spill = folder.resolve(SPILL);
        if (Files.isDirectory(spill)) {
            try (Stream<Path> files = Files.list(spill)) {
                orphans.addAll(files.toList());
            }
            orphans.add(spill);
        }
        for (Path orphan : orphans)
            Files.delete(orphan);
    }
}
