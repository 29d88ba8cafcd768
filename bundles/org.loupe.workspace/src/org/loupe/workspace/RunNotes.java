package org.loupe.workspace;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.loupe.api.ToolException;
import org.loupe.model.ImageSet;
import org.loupe.model.LoupeFactory;
import org.loupe.model.RunEntry;
import org.loupe.model.RunState;
import org.loupe.store.RunReader;

/**
 * What a project says of its runs. How a run begins and ends are facts, not gestures: they are {@link ProjectFile#note
 * noted}, so that undo after a run takes back what a person did last. On the thread of the project's model.
 */
public final class RunNotes {

    private RunNotes() {
    }

    /**
     * What a run's folder holds.
     *
     * @param images     images done, those with errors included
     * @param errors     of these, images that could not be inspected
     * @param detections of all images
     * @param complete   whether every image of its list was tried
     */
    public record Counts(long images, long errors, long detections, boolean complete) {

        /**
         * Counts what is in the folder. Reads files: any thread but that of a user interface.
         *
         * @throws ToolException if the folder holds no run or cannot be read
         */
        public static Counts of(Path folder) throws ToolException {
            try (RunReader run = RunReader.open(folder)) {
                return new Counts(run.imageCount(), run.errorCount(), run.detectionCount(), run.complete());
            }
        }
    }

    /** The lowest number that the next run may have. */
    public static int nextNumber(ProjectFile project) {
        return 1 + project.project().getRuns().stream().mapToInt(RunEntry::getNumber).max().orElse(0);
    }

    /**
     * Notes the start of a run.
     *
     * @param folder   of the run, as {@link Inspections#newFolder} made it: its name is the run's number
     * @param recipe   name of the recipe
     * @param imageSet what is inspected, or {@code null} if it is no image set of the project
     */
    public static RunEntry begin(ProjectFile project, Path folder, String recipe, ImageSet imageSet) {
        RunEntry entry = LoupeFactory.eINSTANCE.createRunEntry();
        entry.setNumber(Integer.parseInt(folder.getFileName().toString()));
        entry.setName("Run " + entry.getNumber());
        entry.setFolder(project.relative(folder));
        entry.setRecipe(recipe);
        entry.setImageSet(imageSet);
        entry.setState(RunState.RUNNING);
        entry.setStarted(Instant.now().truncatedTo(ChronoUnit.SECONDS));
        project.note(() -> project.project().getRuns().add(entry));
        return entry;
    }

    /** Notes that a run goes on. */
    public static void resumed(ProjectFile project, RunEntry entry) {
        project.note(() -> entry.setState(RunState.RUNNING));
    }

    /** Notes the end of a run and its counts. */
    public static void end(ProjectFile project, RunEntry entry, Inspections.Outcome outcome) {
        project.note(() -> {
            entry.setState(outcome.summary().cancelled() ? RunState.CANCELLED : RunState.FINISHED);
            entry.setRecipeHash(outcome.recipeHash());
            entry.setSeconds(entry.getSeconds() + outcome.summary().seconds());
            set(entry, outcome.images(), outcome.errors(), outcome.detections());
        });
    }

    /**
     * Notes that a run could not go on.
     *
     * @param seconds how long it had gone on this time
     * @param kept    what its folder holds nevertheless
     */
    public static void failed(ProjectFile project, RunEntry entry, double seconds, Counts kept) {
        project.note(() -> {
            entry.setState(RunState.FAILED);
            entry.setSeconds(entry.getSeconds() + seconds);
            set(entry, kept.images, kept.errors, kept.detections);
        });
    }

    /** Notes what a run holds whose program ended without saying so; it stays "running" if it can be resumed. */
    public static void found(ProjectFile project, RunEntry entry, Counts found) {
        boolean same = entry.getImages() == limited(found.images) && entry.getErrors() == limited(found.errors)
                && entry.getDetections() == found.detections;
        if (same && !found.complete)
            return;
        project.note(() -> {
            if (found.complete)
                entry.setState(RunState.FINISHED);
            set(entry, found.images, found.errors, found.detections);
        });
    }

    private static void set(RunEntry entry, long images, long errors, long detections) {
        entry.setImages(limited(images));
        entry.setErrors(limited(errors));
        entry.setDetections(detections);
    }

    private static int limited(long count) {
        return (int) Math.min(Integer.MAX_VALUE, count);
    }
}
