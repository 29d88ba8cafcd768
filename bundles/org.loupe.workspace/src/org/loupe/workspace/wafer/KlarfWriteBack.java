package org.loupe.workspace.wafer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.loupe.api.ToolException;
import org.loupe.exchange.Loss;
import org.loupe.exchange.wafer.KlarfEdit;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.Wafer.DefectCode;
import org.loupe.wafer.WaferDefects;
import org.loupe.workspace.internal.SafeFile;
import org.loupe.workspace.wafer.DefectFindings.Finding;

/**
 * Writes what a run found, or people labelled, into the KLARF file of the tool: each defect gets the number of its
 * class, and defects whose images the file does not name get the names of those on which they were seen. All else of the file
 * stays byte for byte. It is planned first, which says what would be changed and what not.
 */
public final class KlarfWriteBack {

    private KlarfWriteBack() {
    }

    /**
     * What is written back.
     *
     * @param minScore a detection below it says nothing; labels of people always count
     * @param bins     process bins of the project's classes, by the names of the classes
     * @param images   whether names of images are added
     */
    public record Options(double minScore, Map<String, String> bins, boolean images) {
        public Options {
            bins = Map.copyOf(bins);
        }
    }

    /**
     * What would be written.
     *
     * @param numbers new classes by the rows of the defects, where they differ from what the file says
     * @param same    number of defects that have their class already
     * @param added   classes that the file does not know yet
     * @param chosen  the number that each class of the project becomes, by its name
     * @param images  files that are copied beside the new file, by the rows of the defects that get their names
     * @param losses  what is not written back, and why
     */
    public record Plan(Map<Integer, Integer> numbers, int same, List<DefectCode> added, Map<String, Integer> chosen,
            Map<Integer, Path> images, List<Loss> losses) {
        public Plan {
            Objects.requireNonNull(numbers);
            added = List.copyOf(added);
            losses = List.copyOf(losses);
        }

        /** Whether the file would stay as it is. */
        public boolean isEmpty() {
            return numbers.isEmpty() && images.isEmpty();
        }
    }

    /** Says what would be written. Any thread. */
    public static Plan plan(Wafer wafer, DefectFindings findings, Options options) {
        Loss.Count losses = new Loss.Count();
        Numbers numbers = new Numbers(wafer, options.bins);
        Map<Integer, Integer> changed = new LinkedHashMap<>();
        Map<Integer, Path> images = new LinkedHashMap<>();
        WaferDefects defects = wafer.defects();
        int same = 0;
        for (Map.Entry<Integer, Finding> one : findings.byDefect().entrySet()) {
            int row = one.getKey();
            Finding finding = one.getValue();
            if (finding.score() < options.minScore) {
                losses.add("defects whose best detection is below the score limit; their class stays",
                        "defect " + defects.id(row) + ": " + finding.className() + " with "
                                + String.format(Locale.ROOT, "%.2f", finding.score()));
                continue;
            }
            int number = numbers.of(finding.className());
            if (number == defects.classNumber(row))
                same++;
            else
                changed.put(row, number);
            if (options.images && defects.images(row).isEmpty())
                images.put(row, finding.images().get(0).file());
        }
        List<Loss> all = new ArrayList<>(findings.losses());
        all.addAll(losses.losses());
        return new Plan(changed, same, numbers.added, numbers.chosen, images, all);
    }

    /** Finds the number of a class: by its process bin, by its name, else the next free one. */
    private static final class Numbers {
        private final Map<String, String> bins;
        private final Map<String, Integer> byName = new HashMap<>();
        private final Map<Integer, DefectCode> table = new HashMap<>();
        private final Map<String, Integer> chosen = new LinkedHashMap<>();
        private final List<DefectCode> added = new ArrayList<>();
        private int next;

        Numbers(Wafer wafer, Map<String, String> bins) {
            this.bins = bins;
            for (DefectCode code : wafer.classes()) {
                table.put(code.number(), code);
                for (String name : List.of(code.name(), code.code()))
                    if (!name.isBlank())
                        byName.putIfAbsent(plain(name), code.number());
                next = Math.max(next, code.number() + 1);
            }
            for (int i = 0; i < wafer.defects().size(); i++)
                next = Math.max(next, wafer.defects().classNumber(i) + 1);
            next = Math.max(next, 1);
        }

        private static String plain(String name) {
            return name.strip().toLowerCase(Locale.ROOT);
        }

        int of(String name) {
            return chosen.computeIfAbsent(name, this::choose);
        }

        private int choose(String name) {
            Optional<Integer> bin = number(bins.getOrDefault(name, ""));
            if (bin.isPresent() && table.containsKey(bin.get()))
                return bin.get();
            Integer known = byName.get(plain(name));
            if (known != null)
                return known;
            added.add(new DefectCode(next, name, ""));
            return next++;
        }

        private static Optional<Integer> number(String text) {
            return text.strip().matches("\\d{1,9}") ? Optional.of(Integer.valueOf(text.strip())) : Optional.empty();
        }
    }

    /**
     * Writes the changed file; images are copied into a folder beside it, named as the file and {@code -images}.
     *
     * @param from    the tool's file, or the copy of it in the project
     * @param wafer   index of the wafer within it, from 0
     * @param to      another file; it may exist only if {@code replace} says so
     * @throws ToolException if it exists though it may not, or something cannot be read or written; it is as it was
     */
    public static void write(Plan plan, Path from, int wafer, Path to, boolean replace) throws ToolException {
        free(from, to, replace);
        KlarfEdit edit = new KlarfEdit();
        plan.added.forEach(edit::defectClass);
        plan.numbers.forEach((row, number) -> edit.classNumber(wafer, row, number));
        String stem = to.getFileName().toString().replaceFirst("\\.[^.]*$", "");
        Path folder = to.resolveSibling(stem + "-images");
        Map<Path, String> names = new LinkedHashMap<>();
        for (Map.Entry<Integer, Path> image : plan.images.entrySet()) {
            String name = names.computeIfAbsent(image.getValue(), file -> name(file, names));
            edit.addImages(wafer, image.getKey(), List.of(new WaferDefects.Image(stem + "-images/" + name, 0, "")));
        }
        copy(names, folder);
        try {
            Files.createDirectories(to.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw SafeFile.unwritable(to, e);
        }
        edit.apply(from, to);
    }

    private static String name(Path file, Map<Path, String> taken) {
        String name = file.getFileName().toString();
        String free = name;
        for (int n = 2; taken.containsValue(free); n++)
            free = n + "-" + name;
        return free;
    }

    private static void copy(Map<Path, String> names, Path folder) throws ToolException {
        if (names.isEmpty())
            return;
        try {
            Files.createDirectories(folder);
            for (Map.Entry<Path, String> image : names.entrySet()) {
                Path place = folder.resolve(image.getValue());
                if (!place.toAbsolutePath().normalize().equals(image.getKey()))
                    Files.copy(image.getKey(), place, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw SafeFile.unwritable(folder, e);
        }
    }

    /** @throws ToolException if a file is there that may not be replaced */
    static void free(Path from, Path to, boolean replace) throws ToolException {
        if (from.toAbsolutePath().normalize().equals(to.toAbsolutePath().normalize()))
            throw new ToolException(to + " is the file that is read; the project keeps it as it came.",
                    "Choose another file.");
        if (Files.exists(to) && !replace)
            throw new ToolException(to + " is there already.", "Choose another file, or say that it may be replaced.");
    }
}
