package org.loupe.workspace.nets;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.ToNumberPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.loupe.api.ToolException;
import org.loupe.engine.nets.NetSettings;
import org.loupe.engine.nets.NetSweep;
import org.loupe.engine.nets.NetSweepTable;
import org.loupe.workspace.internal.SafeFile;

/**
 * A sweep as its folder holds it: over, under way, or stopped. The sweeps of a project lie in its folder
 * {@value #FOLDER}, a folder for each. Immutable.
 *
 * @param folder   of the sweep
 * @param plan     what is tried
 * @param cells    what is done
 * @param classes  that the nets tell apart
 * @param learned  number of images that are not held apart
 * @param pictured names of the images for which it is kept what each setting finds, by the numbers of the pictures
 */
public record KeptSweep(Path folder, SweepPlan plan, List<NetSweep.Cell> cells, List<String> classes, int learned,
        Map<Integer, String> pictured) {
    /** Folder of a project that its sweeps lie in. */
    public static final String FOLDER = "sweeps";
    static final String PLAN = "sweep.json", CELLS = "cells.jsonl";
    private static final String PICTURES = "pictures", REPORT = "report.html", TABLE = "table.csv";
    private static final Gson GSON = new GsonBuilder().serializeSpecialFloatingPointValues()
            .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE).create();

    /** What the file of the plan has that is read. */
    private record Read(NetSweep sweep, ImageChoice choice, String recipe, List<String> classes, int free,
            Map<Integer, String> pictured) {
    }

    public KeptSweep {
        cells = List.copyOf(cells);
        classes = List.copyOf(classes);
    }

    // ---- folders

    /** The folders of the sweeps of a project, by name. Reads folders. */
    public static List<Path> of(Path project) {
        Path folder = project.resolve(FOLDER);
        if (!Files.isDirectory(folder))
            return List.of();
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(f -> !f.getFileName().toString().startsWith(".") && Files.isRegularFile(f.resolve(PLAN)))
                    .sorted().toList();
        } catch (IOException e) {
            return List.of(); // none can be shown then
        }
    }

    /**
     * A folder for a new sweep of a project.
     *
     * @param name  for people
     * @param taken folders of sweeps that have not begun
     */
    public static Path newFolder(Path project, String name, Collection<Path> taken) {
        String plain = name.strip().replaceAll("[^\\p{L}\\p{N}._-]+", "-").replaceFirst("^\\.+", "");
        Path first = project.resolve(FOLDER).resolve(plain.isEmpty() ? "sweep" : plain), folder = first;
        for (int n = 2; Files.exists(folder) || taken.contains(folder); n++)
            folder = first.resolveSibling(first.getFileName() + "-" + n);
        return folder;
    }

    /** Where a sweep of a project lies if it is given no other place: it is named by what is varied. */
    public static Path usualFolder(Path project, NetSweep sweep) {
        return project.resolve(FOLDER).resolve(sweep.axes().isEmpty() ? "repeats"
                : String.join("-", sweep.axes().keySet()));
    }

    /** The file of the plan. */
    public static Path plan(Path folder) {
        return folder.resolve(PLAN);
    }

    /** Pictures of what was found on an image held apart: setting by setting, in the order of the sweep. */
    public static Path picture(Path folder, int setting, int image) {
        return folder.resolve(PICTURES).resolve("setting-" + (setting + 1)).resolve("image-" + image + ".png");
    }

    /** The image itself, or what is true there. */
    public static Path picture(Path folder, boolean truth, int image) {
        return folder.resolve(PICTURES).resolve(truth ? "truth" : "images").resolve("image-" + image + ".png");
    }

    /** The table, one line for each repeat of each setting, of what was done when it was written. */
    public static Path csv(Path folder) {
        return folder.resolve(TABLE);
    }

    /** The report for people, once the sweep is over. */
    public static Path report(Path folder) {
        return folder.resolve(REPORT);
    }

    // ---- reading

    /** One of which nothing is done yet, and of whose images nothing is known. */
    public static KeptSweep begun(Path folder, SweepPlan plan) {
        return new KeptSweep(folder, plan, List.of(), List.of(), 0, Map.of());
    }

    /** Reads a sweep. @throws ToolException if there is none in this folder, or it is damaged */
    public static KeptSweep read(Path folder) throws ToolException {
        try {
            Read read = GSON.fromJson(Files.readString(folder.resolve(PLAN)), Read.class);
            NetSweep s = read.sweep;
            NetSettings j = s.judged();
            NetSweep sweep = new NetSweep(s.nets(), s.params(), s.vary(), s.images(), s.pseudo(), s.repeats(),
                    new NetSettings("", Map.of(), j.held(), j.seed(), j.mergeIou(), j.leastScore(),
                            j.evaluationIou()));
            return new KeptSweep(folder, new SweepPlan(sweep, read.choice, read.recipe), cells(folder), read.classes,
                    read.free, new LinkedHashMap<>(read.pictured));
        } catch (IOException | JsonParseException | NullPointerException | IllegalArgumentException e) {
            throw new ToolException("The sweep in " + folder + " cannot be read: " + e.getMessage() + ".",
                    "Delete that folder, and make the sweep anew.", e);
        }
    }

    /** What is done; a line that was not written to its end before a kill is left out. */
    static List<NetSweep.Cell> cells(Path folder) throws IOException {
        List<NetSweep.Cell> cells = new ArrayList<>();
        Path file = folder.resolve(CELLS);
        if (Files.exists(file))
            for (String line : Files.readAllLines(file))
                try {
                    NetSweep.Cell cell = GSON.fromJson(line, NetSweep.Cell.class);
                    if (cell != null)
                        cells.add(cell);
                } catch (JsonParseException e) {
                    continue; // that training is done again
                }
        return cells;
    }

    /** A line of the file of what is done. */
    static String line(NetSweep.Cell cell) {
        return GSON.toJson(cell) + "\n";
    }

    /** Has trainings that failed be done again when the sweep goes on. @throws ToolException if they cannot be */
    public static void forgetFailed(Path folder) throws ToolException {
        Path file = folder.resolve(CELLS);
        try {
            StringBuilder kept = new StringBuilder();
            cells(folder).stream().filter(NetSweep.Cell::succeeded).forEach(cell -> kept.append(line(cell)));
            SafeFile.write(file, kept.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw SafeFile.unreadable(file, e);
        }
    }

    // ---- what is known

    /** Name for people. */
    public String name() {
        return folder.getFileName().toString();
    }

    /** The tables of what is done. */
    public NetSweepTable table() {
        return new NetSweepTable(plan.sweep(), cells, List.of());
    }

    /** Number of all trainings. */
    public int total() {
        return plan.sweep().settings().size() * plan.sweep().repeats();
    }

    /** Whether all trainings are done. */
    public boolean over() {
        return cells.size() >= total();
    }

    /** Writes what is done as CSV, one line for each training. @throws ToolException if that cannot be done */
    public void export(Path file) throws ToolException {
        SafeFile.write(file, table().toCsv().getBytes(StandardCharsets.UTF_8));
    }

    /** The same without the trainings that failed. */
    public KeptSweep succeeded() {
        return new KeptSweep(folder, plan, cells.stream().filter(NetSweep.Cell::succeeded).toList(), classes, learned,
                pictured);
    }

    /** The same with one more training done. */
    public KeptSweep with(NetSweep.Cell cell) {
        List<NetSweep.Cell> more = new ArrayList<>(cells);
        more.removeIf(c -> c.setting() == cell.setting() && c.repeat() == cell.repeat());
        more.add(cell);
        return new KeptSweep(folder, plan, more, classes, learned, pictured);
    }
}
