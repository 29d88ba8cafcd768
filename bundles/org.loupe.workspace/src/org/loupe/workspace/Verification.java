package org.loupe.workspace;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.loupe.api.Detections;
import org.loupe.api.Features;
import org.loupe.api.Provenance;
import org.loupe.api.Tool;
import org.loupe.api.ToolException;
import org.loupe.engine.ImageResult;
import org.loupe.engine.Inspection;
import org.loupe.engine.Item;
import org.loupe.engine.Plural;
import org.loupe.engine.Problem;
import org.loupe.engine.Progress;
import org.loupe.engine.Recipe;
import org.loupe.engine.Registry;
import org.loupe.engine.RunProvenance;
import org.loupe.store.ImageRow;
import org.loupe.store.RunReader;
import org.loupe.workspace.internal.CheckFile;

/** Makes the results of a run again from its images, its recipe and its seed, and compares. */
public final class Verification {
    private static final int MOST_DIFFERENCES = 1000;
    /** Largest difference of a score that tools with a tolerance may make. */
    private static final double SCORE = 0.05;
    /** Largest difference of a feature that tools with a tolerance may make, as a share of it. */
    private static final double SHARE = 0.01;

    private Verification() {
    }

    /**
     * How two results of an image differ.
     *
     * @param image name of the image
     * @param what  what was recorded and what was found now
     */
    public record Difference(String image, String what) { }

    /**
     * What came of a check.
     *
     * @param images      images of the run
     * @param equal       images whose results are the same bits
     * @param close       images whose numbers differ, but by no more than the tolerance: box edges by so many px,
     *                    features by so many of their units or by 1 %, scores also by at most 0.05; as many detections
     *                    of the same classes
     * @param different   images that differ by more, whose file has changed, or that fail now and did not then
     * @param tolerance   largest difference that the tools of the recipe allow themselves between machines; 0 if all
     *                    promise the same bits
     * @param differences the first {@value #MOST_DIFFERENCES} of them, in order of the images
     * @param notes       what else has changed since: versions of tools, programs, images that could not be compared
     * @param cancelled   whether it ended early
     */
    public record Report(int images, int equal, int close, int different, double tolerance,
            List<Difference> differences, List<String> notes, boolean cancelled) {

        /** Whether the run was made again completely. */
        public boolean confirmed() {
            return !cancelled && equal + close == images;
        }
    }

    /**
     * A check that was kept.
     *
     * @param when it ended
     */
    public record Checked(Instant when, Report report) {
    }

    /**
     * Keeps what a check said in the run's folder, where {@link RunFacts} finds it, until the run is resumed.
     *
     * @throws ToolException if the folder cannot be written
     */
    public static Checked keep(Path folder, Report report) throws ToolException {
        Checked checked = new Checked(Instant.now().truncatedTo(ChronoUnit.SECONDS), report);
        CheckFile.write(folder, checked);
        return checked;
    }

    /**
     * Checks a run.
     *
     * @param threads workers, at least 1
     * @throws ToolException if the folder holds no run or its recipe cannot be run here
     */
    public static Report check(Path folder, int threads, Registry registry, Progress progress) throws ToolException {
        try (RunReader run = RunReader.open(folder)) {
            RunProvenance provenance = RunProvenance.parse(run.provenanceJson());
            Inspection inspection = Inspection.again(Recipe.parse(run.recipeJson()), registry,
                    provenance.options().threads(threads), provenance);
            List<ImageRow> rows = run.images();
            List<String> notes = notes(provenance, RunProvenance.of(inspection.plan(), inspection.options()));
            if (!run.complete())
                notes.add("The run is not complete; the " + rows.size() + " images that it holds are checked.");
            Comparison comparison = new Comparison(run, rows, tolerance(inspection, registry, provenance));
            Inspection.Summary summary = inspection.run(rows.stream().map(Verification::item).toList(),
                    comparison::add, progress);
            return comparison.report(notes, summary.cancelled());
        }
    }

    private static Item item(ImageRow row) {
        return new Item(row.image(), Path.of(row.path()), row.page(),
                row.referencePath().isEmpty() ? Optional.empty() : Optional.of(Path.of(row.referencePath())),
                row.umPerPx(), row.conditions());
    }

    /** What is no longer as it was. */
    private static List<String> notes(RunProvenance then, RunProvenance now) {
        Set<String> notes = new LinkedHashSet<>();
        for (int i = 0; i < Math.min(then.steps().size(), now.steps().size()); i++) {
            Provenance a = then.steps().get(i), b = now.steps().get(i);
            if (!a.bundle().equals(b.bundle()) || !a.version().equals(b.version()))
                notes.add(a.toolId() + " was of " + a.bundle() + " " + a.version() + ", is now of " + b.bundle() + " "
                        + b.version() + ".");
            a.params().forEach((name, value) -> {
                if (value instanceof String file && file.startsWith("sha256:") && !file.equals(b.params().get(name)))
                    notes.add(a.toolId() + ": the file " + file.substring(file.indexOf(' ') + 1)
                            + " is no longer what it was, so other results are to be expected.");
            });
        }
        then.environment().forEach((name, value) -> {
            String today = now.environment().get(name);
            if (today != null && !today.equals(value))
                notes.add(name + " was " + value + ", is now " + today + ".");
        });
        return new ArrayList<>(notes);
    }

    private static double tolerance(Inspection inspection, Registry registry, RunProvenance provenance)
            throws ToolException {
        double largest = 0;
        List<Provenance> now = inspection.plan().provenance(inspection.options().seed(), "");
        for (Provenance step : provenance.steps()) {
            Tool.Info info = registry.find(step.toolId(), inspection.options().policy()).tool().info();
            largest = Math.max(largest, info.tolerance());
            for (Registry.Entry entry : registry.tools()) // then or now it may be another, such as a GPU's
                if (entry.tool().info().id().equals(step.toolId()) && (entry.bundle().equals(step.bundle())
                        || now.stream().anyMatch(n -> entry.bundle().equals(n.bundle())
                                && n.toolId().equals(step.toolId()))))
                    largest = Math.max(largest, entry.tool().info().tolerance());
        }
        return largest;
    }

    /** Compares results one by one as they come. */
    private static final class Comparison {
        private final RunReader run;
        private final List<ImageRow> rows;
        private final double tolerance;
        private final List<Difference> differences = new ArrayList<>();
        private int equal, close, different;

        Comparison(RunReader run, List<ImageRow> rows, double tolerance) {
            this.run = run;
            this.rows = rows;
            this.tolerance = tolerance;
        }

        void add(ImageResult now) throws ToolException {
            ImageRow then = rows.get(now.index());
            double[] largest = new double[1];
            Optional<String> what = compare(then, now, largest);
            if (what.isPresent()) {
                different++;
                if (differences.size() < MOST_DIFFERENCES)
                    differences.add(new Difference(then.image(), what.get()));
            } else if (largest[0] > 0)
                close++;
            else
                equal++;
        }

        Report report(List<String> notes, boolean cancelled) {
            return new Report(rows.size(), equal, close, different, tolerance, List.copyOf(differences),
                    List.copyOf(notes), cancelled);
        }

        private Optional<String> compare(ImageRow then, ImageResult now, double[] largest) throws ToolException {
            if (!then.sha256().isEmpty() && !then.sha256().equals(now.sha256()))
                return Optional.of(changed("The file " + then.path(), then.sha256(), now.sha256(), now));
            if (!then.referenceSha256().isEmpty() && !then.referenceSha256().equals(now.referenceSha256()))
                return Optional.of(changed("The reference " + then.referencePath(), then.referenceSha256(),
                        now.referenceSha256(), now));
            if (then.failed() != now.error().isPresent())
                return Optional.of(then.failed() ? "It failed (" + then.message() + "), and is fine now."
                        : "It was fine, and fails now: " + now.error().get());
            if (then.failed())
                return Optional.empty();
            Detections a = run.detections(then.index()), b = now.detections();
            if (a.size() != b.size())
                return Optional.of("It had " + Plural.of(a.size(), "detection") + ", now " + b.size() + ".");
            for (int i = 0; i < a.size(); i++) {
                if (!a.className(i).equals(b.className(i)))
                    return Optional.of(at(i) + "the class was \"" + a.className(i) + "\", is now \"" + b.className(i)
                            + "\".");
                Optional<String> number = first(at(i),
                        number("x", a.x()[i], b.x()[i], tolerance, 0, largest),
                        number("y", a.y()[i], b.y()[i], tolerance, 0, largest),
                        number("width", a.width()[i], b.width()[i], tolerance, 0, largest),
                        number("height", a.height()[i], b.height()[i], tolerance, 0, largest),
                        number("score", a.score()[i], b.score()[i], Math.min(tolerance, SCORE), 0,
                                largest));
                if (number.isPresent())
                    return number;
                if (tolerance == 0 && !Arrays.equals(a.masks()[i], b.masks()[i]))
                    return Optional.of(at(i) + "the mask differs.");
            }
            return compare(run.features(then.index()), now.features(), largest);
        }

        private Optional<String> compare(Features a, Features b, double[] largest) {
            for (int column = 0; column < b.names().size(); column++) {
                String name = b.names().get(column);
                int recorded = a.column(name);
                if (recorded < 0) {
                    if (b.rows() > 0)
                        return Optional.of("The feature " + name + " was not recorded.");
                    continue;
                }
                for (int row = 0; row < b.rows(); row++) {
                    Optional<String> number = first(at(row),
                            number(name, a.get(row, recorded), b.get(row, column), tolerance,
                                    tolerance > 0 ? SHARE : 0, largest));
                    if (number.isPresent())
                        return number;
                }
            }
            return Optional.empty();
        }

        private static String at(int row) {
            return "Detection " + (row + 1) + ": ";
        }

        @SafeVarargs
        private static Optional<String> first(String place, Optional<String>... found) {
            for (Optional<String> f : found)
                if (f.isPresent())
                    return Optional.of(place + f.get());
            return Optional.empty();
        }

        private static Optional<String> number(String name, float then, float now, double most, double share,
                double[] largest) {
            if (Float.floatToIntBits(then) == Float.floatToIntBits(now))
                return Optional.empty();
            double difference = Math.abs((double) then - now);
            if (difference <= Math.max(most, share * Math.abs(then))) { // false for NaN
                largest[0] = Math.max(largest[0], Math.max(difference, Double.MIN_VALUE));
                return Optional.empty();
            }
            return Optional.of(String.format(Locale.ROOT, "%s was %s, is now %s.", name, then, now));
        }

        private static String changed(String what, String then, String now, ImageResult result) {
            return now.isEmpty() ? what + " cannot be read: " + result.error().map(Problem::toString).orElse("") + "."
                    : what + " has changed since the run: SHA-256 was " + then.substring(0, 12) + "…, is now "
                            + now.substring(0, 12) + "….";
        }
    }
}
