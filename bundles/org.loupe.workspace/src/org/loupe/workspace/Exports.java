package org.loupe.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.loupe.api.ToolException;
import org.loupe.engine.Recipe;
import org.loupe.engine.Registry;
import org.loupe.engine.RunProvenance;
import org.loupe.engine.evaluation.Evaluation;
import org.loupe.engine.evaluation.ScoreLimits;
import org.loupe.exchange.CocoWriter;
import org.loupe.exchange.CsvWriter;
import org.loupe.exchange.JsonWriter;
import org.loupe.exchange.RunPart;
import org.loupe.store.RunReader;
import org.loupe.workspace.internal.SafeFile;
import org.loupe.workspace.labels.LabelBook;
import org.loupe.workspace.report.HtmlReport;

/** Writes a run in the formats of other programs, or as a report for people. */
public final class Exports {

    private Exports() {
    }

    /** The formats. */
    public enum Format {
        /** JSON lines, one per image. */
        JSON("detections.jsonl", "JSON lines, one per image with its detections"),
        /** A table of detections. */
        CSV("detections.csv", "table, one line per detection"),
        /** A COCO dataset. */
        COCO("coco.json", "COCO dataset with scores"),
        /** COCO results. */
        COCO_RESULTS("coco-results.json", "COCO results, for the evaluation programs of others"),
        /** A report in one file. */
        HTML("report.html", "report for people, one file with pictures");

        private final String fileName;
        private final String help;

        Format(String fileName, String help) {
            this.fileName = fileName;
            this.help = help;
        }

        /** What the file is usually called. */
        public String fileName() {
            return fileName;
        }

        /** What it is, in a few words. */
        public String help() {
            return help;
        }

        /** As it is typed: {@code coco-results}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * Writes a run. Memory does not grow with its size.
     *
     * @param evaluation for a report: how well the run did
     * @param registry   reads the crops of a report
     * @throws ToolException if the file cannot be written
     */
    public static void write(RunReader run, Format format, Path file, Optional<Evaluation> evaluation,
            Registry registry) throws ToolException {
        write(run, format, RunPart.ALL, file, evaluation, registry);
    }

    /**
     * Writes a part of a run.
     *
     * @param part which detections; a report tells of all
     * @throws ToolException if the file cannot be written
     */
    public static void write(RunReader run, Format format, RunPart part, Path file, Optional<Evaluation> evaluation,
            Registry registry) throws ToolException {
        Path target = file.toAbsolutePath().normalize();
        try {
            Files.createDirectories(target.getParent());
        } catch (IOException e) {
            throw SafeFile.unwritable(target, e);
        }
        switch (format) {
            case JSON -> JsonWriter.write(run, part, target);
            case CSV -> CsvWriter.write(run, part, List.of(), target);
            case COCO -> CocoWriter.write(run, part, target);
            case COCO_RESULTS -> CocoWriter.writeResults(run, part, target);
            case HTML -> {
                try (RunCrops crops = new RunCrops(registry)) {
                    HtmlReport.write(run, head(run), evaluation, crops, book(run), target);
                }
            }
        }
    }

    /**
     * Writes the detections of a run that meet a condition as a table, one line for each.
     *
     * @param where   as of {@link RunReader#page}, "" for all
     * @param orderBy as of {@link RunReader#page}
     * @throws ToolException if the condition or order is not such, or the file cannot be written
     */
    public static void csv(RunReader run, String where, String orderBy, Path file) throws ToolException {
        Path target = file.toAbsolutePath().normalize();
        try {
            Files.createDirectories(target.getParent());
        } catch (IOException e) {
            throw SafeFile.unwritable(target, e);
        }
        CsvWriter.write(run, where, orderBy, target);
    }

    /**
     * A run to be written.
     *
     * @param run    its folder
     * @param format of the file
     * @param where  which detections, as of {@link RunReader#page}; "" for all. Not for a report
     * @param image  name of the only image to be written; "" for all. Not for a report
     * @param truth  of the images, for a report; empty if it is unknown
     * @param file   is replaced when the new one is whole
     */
    public record Request(Path run, Format format, String where, String image, Optional<Path> truth, Path file) { }

    /**
     * Writes a run or a part of it.
     *
     * @throws ToolException if the run or the truth cannot be read, the condition is none, or the file cannot be
     *                       written
     */
    public static void write(Request request, Registry registry) throws ToolException {
        try (RunReader run = RunReader.open(request.run)) {
            Optional<Evaluation> evaluation = Optional.empty();
            if (request.format == Format.HTML && request.truth.isPresent())
                evaluation = Optional.of(judged(run, request.truth.get()));
            RunPart part = request.format == Format.HTML ? RunPart.ALL
                    : RunPart.of(run, request.where, request.image);
            write(run, request.format, part, request.file, evaluation, registry);
        }
    }

    /** By class, unless run and truth have no class in common: then boxes alone, as nothing would match. */
    private static Evaluation judged(RunReader run, Path truth) throws ToolException {
        List<Evaluation.Case> cases = Evaluations.cases(run, truth).cases();
        Evaluation.Settings usual = Evaluation.Settings.DEFAULT;
        return Evaluation.of(cases,
                new Evaluation.Settings(usual.iou(), !ScoreLimits.classesShared(cases), usual.minScore()));
    }

    private static HtmlReport.Head head(RunReader run) throws ToolException {
        Path folder = run.folder().toAbsolutePath().normalize();
        String device = RunProvenance.parse(run.provenanceJson()).devices();
        return new HtmlReport.Head(project(folder), name(folder.getFileName().toString()),
                Recipe.parse(run.recipeJson()).name(), started(folder), device, Locale.getDefault());
    }

    /** A run's folder is named by its number alone. */
    private static String name(String folder) {
        return folder.matches("\\d{1,9}") ? "Run " + Integer.parseInt(folder) : folder;
    }

    /** The name of the project whose folder is above {@code runs}; "" if there is none. */
    private static String project(Path run) {
        Path project = run.getParent() == null ? null : run.getParent().getParent();
        if (project == null || !ProjectFile.isProject(project) || project.getFileName() == null)
            return "";
        try {
            String name = ProjectFile.peek(project).getName();
            return name == null || name.isBlank() ? project.getFileName().toString() : name;
        } catch (ToolException e) {
            return project.getFileName().toString(); // its results can be told of all the same
        }
    }

    /** What the classes of the run's project mean; nothing if its file cannot be read, which no report fails for. */
    private static Optional<LabelBook> book(RunReader run) {
        Path runs = run.folder().toAbsolutePath().normalize().getParent();
        Path folder = runs == null ? null : runs.getParent();
        if (folder == null || !ProjectFile.isProject(folder))
            return Optional.empty();
        try {
            return Optional.of(LabelBook.of(ProjectFile.peek(folder), folder));
        } catch (ToolException e) {
            return Optional.empty();
        }
    }

    /** When the run was started: provenance is the first file that is written, and never again. */
    private static ZonedDateTime started(Path run) throws ToolException {
        Path file = run.resolve("provenance.json");
        try {
            return Files.getLastModifiedTime(file).toInstant().atZone(ZoneId.systemDefault());
        } catch (IOException e) {
            throw SafeFile.unreadable(file, e);
        }
    }
}
