package org.loupe.engine.stack;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.loupe.api.ToolException;
import org.loupe.engine.learning.ClassificationReport;
import org.loupe.engine.learning.Spread;
import org.loupe.engine.learning.Validation;

/**
 * The figures of a {@link StackReport}, as they are kept beside the models. Immutable.
 *
 * @param levels  in the order of the stack
 * @param overall of the whole stack, on the classes that objects are labelled with
 * @param notes   what was left out and what makes the figures doubtful, in whole sentences
 * @param images  by what the ids of objects begin with, up to {@value #AT}: the images that they are on
 */
public record StackSummary(List<Row> levels, Row overall, List<String> notes, Map<String, Picture> images) {
    /** Stands in the id of an object between its image and its place there. */
    public static final String AT = " @ ";

    private static final Gson GSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping()
            .serializeSpecialFloatingPointValues().create();

    /**
     * A level, or the whole.
     *
     * @param name            of the level; "" for the whole
     * @param learned         whether it was trained
     * @param examples        objects that it was judged on
     * @param strays          objects that earlier levels send here though they belong elsewhere
     * @param accuracy        share of the objects that get their own class
     * @param balancedAccuracy mean recall of the classes
     * @param macroF1         mean F1 of the classes
     * @param spread          standard deviation of the accuracy over repeats; NaN where there is none
     * @param first           the class of the pair that is mixed up most, "" if none is
     * @param second          the other one
     * @param mixed           objects of the two that are taken for the other
     * @param classes         names, in the order of {@code confusion}
     * @param confusion       {@code confusion[truth][given]}: objects
     * @param objects         each with the class that it gets
     */
    public record Row(String name, boolean learned, int examples, int strays, double accuracy, double balancedAccuracy,
            double macroF1, double spread, String first, String second, int mixed, List<String> classes,
            int[][] confusion, List<Judged> objects) {

        public Row {
            objects = objects == null ? List.of() : List.copyOf(objects); // reports of old listed other ones
        }

        /** The objects that get a class that is not their own. */
        public List<Judged> wrong() {
            return objects.stream().filter(o -> !o.right()).toList();
        }
    }

    /**
     * Where an image is.
     *
     * @param file as it was when the stack learned
     * @param page of the file, 0 the first
     */
    public record Picture(String file, int page) {
    }

    /**
     * An object that has not been learned from, and the class that it gets.
     *
     * @param id         what it is found again by
     * @param confidence of the class that it gets, 0..1
     */
    public record Judged(String id, String truth, String given, double confidence) {

        /** Whether it gets its own class. */
        public boolean right() {
            return truth.equals(given);
        }

        /** What its image is called. */
        public String image() {
            int at = id.lastIndexOf(AT);
            return at < 0 ? id : id.substring(0, at);
        }
    }

    public StackSummary {
        levels = List.copyOf(levels);
        notes = List.copyOf(notes);
        images = images == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(images)); // reports of old have none
    }

    /**
     * The figures of a report.
     *
     * @param notes  what else is to be said
     * @param images that the objects are on
     */
    public static StackSummary of(StackReport report, List<String> notes, Map<String, Picture> images) {
        List<String> all = new ArrayList<>(notes);
        all.addAll(report.left());
        List<Row> levels = new ArrayList<>();
        for (StackReport.LevelReport level : report.levels()) {
            levels.add(row(level.name(), level.learned(), level.strays(), level.report(),
                    level.validation().map(Validation::accuracy).map(Spread::sd).orElse(Double.NaN)));
            level.validation().ifPresent(v -> v.warnings().forEach(w -> all.add("Level " + level.name() + ": " + w)));
        }
        return new StackSummary(levels, row("", true, 0, report.overall(), Double.NaN), all, images);
    }

    private static Row row(String name, boolean learned, int strays, ClassificationReport report, double spread) {
        List<ClassificationReport.Pair> pairs = report.confusablePairs();
        ClassificationReport.Pair worst = pairs.isEmpty() ? null : pairs.get(0);
        List<String> classes = report.scored().classes();
        List<Judged> objects = IntStream.range(0, report.scored().rows()).mapToObj(i -> new Judged(
                report.scored().ids().get(i), classes.get(report.scored().truth()[i]),
                report.scored().predictions().className(i), report.scored().predictions().confidence(i))).toList();
        return new Row(name, learned, report.scored().rows(), strays, report.accuracy(), report.balancedAccuracy(),
                report.macroF1(), spread, worst == null ? "" : worst.first(), worst == null ? "" : worst.second(),
                worst == null ? 0 : worst.total(), classes, report.confusion(), objects);
    }

    /** As a file beside the models holds it. */
    public String toJson() {
        return GSON.toJson(this) + "\n";
    }

    /** Reads what {@link #toJson} wrote. @throws ToolException if the text is something else */
    public static StackSummary parse(String json) throws ToolException {
        try {
            StackSummary read = GSON.fromJson(json, StackSummary.class);
            if (read == null || read.overall == null)
                throw new JsonParseException("it holds no figures");
            return read;
        } catch (JsonParseException | NullPointerException e) {
            throw new ToolException("This is not the report of a stack: " + e.getMessage() + ".",
                    "Train the stack again.", e);
        }
    }

    /** For people at a console: a line for each level and one for the whole. */
    public String toText() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%-24s %8s %9s %9s %9s  %s%n", "level",
                "examples", "accuracy", "balanced", "macro-F1", "mixed up most"));
        levels.forEach(row -> text.append(line("level " + row.name + (row.learned ? "" : " (by its limit)"), row)));
        text.append(line("overall", overall));
        notes.forEach(n -> text.append(n).append(System.lineSeparator()));
        return text.toString();
    }

    private static String line(String name, Row row) {
        return String.format(Locale.ROOT, "%-24s %8d %9.4f %9.4f %9.4f  %s%n", name, row.examples, row.accuracy,
                row.balancedAccuracy, row.macroF1, row.mixed == 0 ? "–"
                        : row.first + " / " + row.second + " (" + row.mixed + ")");
    }
}
