package org.loupe.workspace;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.loupe.api.ToolException;
import org.loupe.engine.Inspection;
import org.loupe.engine.Item;
import org.loupe.engine.Options;
import org.loupe.engine.Plural;
import org.loupe.engine.Policy;
import org.loupe.engine.Progress;
import org.loupe.engine.Recipe;
import org.loupe.engine.Registry;
import org.loupe.engine.RunProvenance;
import org.loupe.engine.Zones;
import org.loupe.store.RunReader;
import org.loupe.store.RunWriter;
import org.loupe.workspace.internal.CheckFile;
import org.loupe.workspace.internal.ItemFile;
import org.loupe.workspace.internal.SafeFile;
import org.loupe.workspace.internal.StoredResults;

/**
 * Runs recipes and stores what they find. A run is a folder that tells all about itself: the recipe, its provenance,
 * the list of images and the results, so that it can be resumed and checked with nothing else at hand. Memory does not
 * grow with the number of images.
 */
public final class Inspections {

    private Inspections() {
    }

    /**
     * A run to be made.
     *
     * @param recipe  what is done; already frozen, so later edits do not touch the run
     * @param items   the images; paths become absolute, so that the run can be resumed and checked from anywhere
     * @param folder  of the results; made if need be, and holds no run
     * @param options how it is run
     */
    public record Request(Recipe recipe, List<Item> items, Path folder, Options options) {
        public Request {
            Objects.requireNonNull(recipe);
            items = items.stream().map(Inspections::absolute).toList();
            Objects.requireNonNull(folder);
            Objects.requireNonNull(options);
        }
    }

    /**
     * What came of a run.
     *
     * @param folder     of the results
     * @param recipeHash hash over recipe, parameters and versions of the tools
     * @param summary    what was done this time
     * @param images     images that the run holds now, with those of earlier times
     * @param errors     of these, images that could not be inspected
     * @param detections of all these images
     * @param pixels     px that were inspected this time
     */
    public record Outcome(Path folder, String recipeHash, Inspection.Summary summary, long images, long errors,
            long detections, long pixels) {

        /** Such as "280 images, 1963 detections, 1 error in 8.2 s (14.0 MPix/s)"; numbers as in any locale. */
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder();
            text.append(Plural.of(images, "image")).append(", ").append(Plural.of(detections, "detection")).append(", ")
                    .append(Plural.of(errors, "error"));
            if (summary.skipped() > 0)
                text.append("; ").append(summary.skipped()).append(" done before");
            text.append(String.format(Locale.ROOT, " in %.1f s", summary.seconds()));
            if (pixels > 0 && summary.seconds() > 0)
                text.append(String.format(Locale.ROOT, " (%.1f MPix/s)", pixels / 1e6 / summary.seconds()));
            return text.toString();
        }
    }

    /**
     * Runs a recipe into a new folder. A broken image is an error of that image; the others go on. When it is cancelled
     * or cannot go on, everything finished is kept and {@link #resume} does the rest.
     *
     * @throws ToolException if the recipe or an option is wrong (nothing has been written then), the folder holds a run
     *                       already, or results cannot be written
     */
    public static Outcome run(Request request, Registry registry, Progress progress) throws ToolException {
        Inspection inspection = new Inspection(request.recipe, registry, request.options);
        Path folder = request.folder.toAbsolutePath().normalize();
        if (RunReader.isRun(folder))
            throw new ToolException(folder + " holds a run already.", "Resume it, or choose another folder.");
        RunProvenance provenance = RunProvenance.of(inspection.plan(), inspection.options());
        ItemFile.prepare(folder, request.items); // a run that exists has its list, whenever it is killed
        try (RunWriter writer = RunWriter.create(folder, request.recipe.toJson(), provenance.toJson())) {
            ItemFile.publish(folder);
            return run(inspection, request.items, folder, writer, provenance, progress);
        }
    }

    /**
     * Goes on with a run that was interrupted: the same recipe, images and options; images that are finished are not
     * done again, those that failed are tried once more.
     *
     * @param threads workers, at least 1
     * @throws ToolException if the folder holds no run, or its tools have changed since or were computed on a device
     *                       that this machine has not, so that its results would not belong together; or as
     *                       {@link #run}
     */
    public static Outcome resume(Path folder, int threads, Registry registry, Progress progress) throws ToolException {
        return resume(folder, threads, Optional.empty(), registry, progress);
    }

    /**
     * The same with another policy from here on; {@link Policy#CPU} goes on with the processor also where its results
     * are not those of the GPU bit for bit.
     */
    public static Outcome resume(Path folder, int threads, Optional<Policy> policy, Registry registry,
            Progress progress) throws ToolException {
        Path place = folder.toAbsolutePath().normalize();
        Recipe recipe;
        RunProvenance provenance;
        long done;
        try (RunReader reader = RunReader.open(place)) {
            recipe = Recipe.parse(reader.recipeJson());
            provenance = RunProvenance.parse(reader.provenanceJson());
            done = reader.imageCount();
        }
        Options options = provenance.options().threads(threads);
        Inspection inspection = Inspection.goOn(recipe, registry, policy.map(options::policy).orElse(options),
                provenance, done);
        List<Item> items = ItemFile.read(place);
        try (RunWriter writer = RunWriter.resume(place)) {
            CheckFile.forget(place); // it spoke of less
            return run(inspection, items, place, writer, provenance, progress);
        }
    }

    private static Outcome run(Inspection inspection, List<Item> items, Path folder, RunWriter writer,
            RunProvenance provenance, Progress progress) throws ToolException {
        StoredResults results = new StoredResults(writer, provenance, inspection::placements);
        Inspection.Summary summary = inspection.run(items, results, progress);
        if (!summary.cancelled())
            writer.complete();
        writer.flush();
        long images, errors, detections;
        try (RunReader reader = RunReader.open(folder)) {
            images = reader.imageCount();
            errors = reader.errorCount();
            detections = reader.detectionCount();
        }
        return new Outcome(folder, inspection.plan().hash(), summary, images, errors, detections, results.pixels());
    }

    private static Item absolute(Item item) {
        return new Item(item.name(), item.test().toAbsolutePath().normalize(), item.page(),
                item.reference().map(r -> r.toAbsolutePath().normalize()), item.umPerPx(), item.conditions());
    }

    /** Where defects counted in a run; in the unit that it was started with. */
    public static Zones zones(RunReader run) throws ToolException {
        return RunProvenance.parse(run.provenanceJson()).options().zones();
    }

    /** The images of a run in order, as they were when it was started. */
    public static List<Item> items(Path folder) throws ToolException {
        return ItemFile.read(folder.toAbsolutePath().normalize());
    }

    /**
     * Makes the next free folder {@code 0001}, {@code 0002}, … for a run; safe against others who do the same.
     *
     * @param parent made if need be
     * @param first  lowest number that may be used, at least 1
     */
    public static Path newFolder(Path parent, int first) throws ToolException {
        try {
            Files.createDirectories(parent);
            int next = first;
            try (Stream<Path> names = Files.list(parent)) {
                next = Math.max(next, 1 + names.map(p -> p.getFileName().toString())
                        .filter(n -> n.matches("\\d{1,9}")).mapToInt(Integer::parseInt).max().orElse(0));
            }
            while (true)
                try {
                    return Files.createDirectory(parent.resolve(String.format(Locale.ROOT, "%04d", next)));
                } catch (FileAlreadyExistsException taken) {
                    next++;
                }
        } catch (IOException e) {
            throw SafeFile.unwritable(parent, e);
        }
    }
}
