package org.loupe.ui.viewer.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.loupe.api.Detections;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.engine.Options;
import org.loupe.engine.Progress;
import org.loupe.engine.Recipe;
import org.loupe.engine.Registry;
import org.loupe.engine.RunProvenance;
import org.loupe.engine.evaluation.Evaluation;
import org.loupe.engine.evaluation.OperatingCurve;
import org.loupe.engine.evaluation.ScoreLimits;
import org.loupe.engine.evaluation.ScoreLimits.Box;
import org.loupe.store.ImageRow;
import org.loupe.store.RunReader;
import org.loupe.ui.Judgement.Mark;
import org.loupe.ui.Words;
import org.loupe.workspace.Evaluations;
import org.loupe.workspace.Inspections;
import org.loupe.workspace.ParameterSweep;
import org.loupe.workspace.ScoreLimit;

/**
 * A run beside the truth, counted so that any limit can be looked up. Immutable; made by a job, read on the UI thread.
 *
 * @param run    what it was made of
 * @param all    all classes
 * @param scoped those that are looked at: all, or one class
 * @param curve  of {@code scoped} over the whole range
 * @param bins   scores of false and of true boxes of {@code scoped}, in {@value #BINS} bins over the range
 * @param from   lowest limit of the range
 * @param to     highest limit of the range
 */
public record Judged(Judged.Run run, ScoreLimits all, ScoreLimits scoped, OperatingCurve curve, long[][] bins,
        double from, double to) {
    /** Bins of the histogram. */
    static final int BINS = 50;
    private static final int POINTS = 1001;

    /**
     * A run and its truth, as they were read.
     *
     * @param cases      image by image
     * @param images     by the index of a case, the run's image
     * @param caseOf     by the index of an image of the run, its case
     * @param truthKnown whether there is a truth; if not, nothing counts as true
     * @param deep       whether it was made anew with the lowest limit, in memory, and is not what the folder holds
     * @param recipe     of the run
     * @param items      images of the run
     * @param options    how it was run
     * @param cut        where the recipe limits the score
     */
    public record Run(List<Evaluation.Case> cases, List<ImageRow> images, Map<Integer, Integer> caseOf,
            boolean truthKnown, boolean deep, Recipe recipe, List<Item> items, Options options,
            Optional<ScoreLimit> cut) {

        /** Limit of all classes below which the run knows nothing; -∞ if it knows all. */
        double floor() {
            return deep || cut.isEmpty() ? Double.NEGATIVE_INFINITY : cut.get().value();
        }

        /** Whether the run left out what these limits of single classes would let pass. */
        boolean hides(Map<String, Double> limits, double ofAll) {
            return !deep && own().entrySet().stream()
                    .anyMatch(e -> limits.getOrDefault(e.getKey(), ofAll) < e.getValue());
        }

        /** Limits of single classes that the recipe has, by name. */
        Map<String, Double> own() {
            return ScoreLimit.own(recipe);
        }
    }

    /**
     * What is looked at.
     *
     * @param scope name of a class, or "" for all
     * @param own   limits by class
     */
    record Lens(double iou, String scope, Map<String, Double> own) {
    }

    /** Reads a run. @param truth file or folder, or empty if it is unknown */
    static Run read(Path folder, Optional<Path> truth, Registry registry) throws ToolException {
        try (RunReader reader = RunReader.open(folder)) {
            List<Evaluation.Case> cases = new ArrayList<>();
            if (truth.isPresent())
                cases.addAll(Evaluations.cases(reader, truth.get()).cases());
            else
                reader.visit((image, found, features) -> cases
                        .add(new Evaluation.Case(image.image(), Detections.NONE, found)));
            Recipe recipe = Recipe.parse(reader.recipeJson());
            return of(cases, reader.images(), truth.isPresent(), false, recipe, Inspections.items(folder),
                    RunProvenance.parse(reader.provenanceJson()).options(), ScoreLimit.of(recipe, registry));
        }
    }

    /** The same run with the lowest limit that its recipe allows; takes as long as a run does. */
    static Run deeper(Run run, Path truth, Registry registry, Progress progress) throws ToolException {
        Recipe open = ScoreLimit.open(run.recipe, registry);
        Options options = run.options.threads(Options.defaults().threads());
        return of(ParameterSweep.cases(open, run.items, truth, options, registry, progress).cases(), run.images, true,
                true, run.recipe, run.items, run.options, run.cut);
    }

    private static Run of(List<Evaluation.Case> cases, List<ImageRow> rows, boolean truthKnown, boolean deep,
            Recipe recipe, List<Item> items, Options options, Optional<ScoreLimit> cut) {
        Map<String, ImageRow> byName = new HashMap<>();
        rows.forEach(row -> byName.put(row.image(), row));
        List<Evaluation.Case> kept = cases.stream().filter(c -> byName.containsKey(c.image())).toList();
        List<ImageRow> images = kept.stream().map(c -> byName.get(c.image())).toList();
        Map<Integer, Integer> caseOf = new HashMap<>();
        for (int i = 0; i < images.size(); i++)
            caseOf.put(images.get(i).index(), i);
        return new Run(kept, images, caseOf, truthKnown, deep, recipe, items, options, cut);
    }

    /** Counts. */
    static Judged of(Run run, Lens lens) {
        ScoreLimits all = ScoreLimits.of(run.cases, lens.iou, !ScoreLimits.classesShared(run.cases));
        if (!all.classAgnostic())
            all = all.own(lens.own);
        boolean one = !lens.scope.isEmpty() && !all.classAgnostic() && all.classes().contains(lens.scope);
        ScoreLimits scoped = one ? all.only(lens.scope).own(lens.own) : all;
        double from = Math.min(0, all.lowest().orElse(0)), to = Math.max(1, all.highest().orElse(1));
        return new Judged(run, all, scoped, scoped.curve(from, to, POINTS), scoped.histogram(from, to, BINS), from, to);
    }

    /** Class of a box: the true one's, else the found one's. */
    String className(Box box) {
        var of = scoped.cases().get(box.image());
        return box.truth() >= 0 ? of.truth().className(box.truth()) : of.found().className(box.found());
    }

    /** Place of a box in px: x, y, width, height; of the true one if there is one. */
    double[] place(Box box) {
        var of = scoped.cases().get(box.image());
        Detections in = box.truth() >= 0 ? of.truth() : of.found();
        int row = box.truth() >= 0 ? box.truth() : box.found();
        return new double[] { in.x()[row], in.y()[row], in.width()[row], in.height()[row] };
    }

    /** The run's image of a box. */
    ImageRow image(Box box) {
        return run.images().get(box.image());
    }

    /** What to draw over an image at a limit. @param image index of the run's image */
    List<Mark> marks(double at, int image) {
        Integer number = run.caseOf().get(image);
        if (number == null)
            return List.of();
        List<Mark> marks = new ArrayList<>();
        for (Box box : scoped.boxes(number)) {
            boolean passes = scoped.passes(box, at);
            if (box.truth() < 0 && !passes)
                continue;
            Mark.Kind kind = box.truth() < 0 ? Mark.Kind.OVERKILL : passes ? Mark.Kind.TRUTH : Mark.Kind.ESCAPE;
            double[] p = place(box);
            String text = switch (kind) {
                case OVERKILL -> Words.get("review.mark.overkill", Words.number(box.score(), 2));
                case ESCAPE -> box.found() < 0 ? Words.get("review.mark.missed", className(box))
                        : Words.get("review.mark.escape", className(box), Words.number(box.score(), 2));
                case TRUTH -> "";
            };
            marks.add(new Mark(kind, p[0], p[1], p[2], p[3], text));
        }
        return marks;
    }
}
