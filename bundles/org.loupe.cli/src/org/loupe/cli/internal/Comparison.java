package org.loupe.cli.internal;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.loupe.api.ToolException;
import org.loupe.engine.evaluation.Evaluation;
import org.loupe.store.RunReader;
import org.loupe.workspace.Evaluations;
import picocli.CommandLine.Option;

/** The options that say how a run is compared with the truth, and the comparison with what a user should know of it. */
final class Comparison {
    /** The usual share. */
    static final double IOU = 0.33;

    @Option(names = "--iou", paramLabel = "NUMBER",
            description = "A box counts as found if it overlaps with a found one by more than this share of their "
                    + "union (default: 0.33).")
    private Double iou;

    @Option(names = "--class-agnostic", description = "Any class matches any.")
    private Boolean classAgnostic;

    @Option(names = "--min-score", paramLabel = "NUMBER",
            description = "Leaves detections of a lower score out (default: 0).")
    private Double minScore;

    /** As given; {@code null} if it is not, as the others. */
    Double iou() {
        return iou;
    }

    Boolean classAgnostic() {
        return classAgnostic;
    }

    Double minScore() {
        return minScore;
    }

    /** A comparison with these options. */
    Comparison with(double itsIou, boolean anyClass, double least) {
        Comparison other = new Comparison();
        other.iou = itsIou;
        other.classAgnostic = anyClass;
        other.minScore = least;
        return other;
    }

    /** Compares; what is left out or cannot match is noted on the console. */
    Evaluation evaluate(RunReader run, Path truth, Console console) throws ToolException {
        double share = iou == null ? IOU : iou;
        boolean agnostic = classAgnostic != null && classAgnostic;
        if (!(share >= 0 && share < 1))
            throw new ToolException("IoU is from 0 to below 1, found " + share + ".", "Use such as 0.33 or 0.5.");
        Evaluations.Result result = Evaluations.of(run, truth, new Evaluation.Settings(share, agnostic,
                minScore == null ? 0 : minScore));
        if (!run.complete())
            console.note("The run is not complete; the images that it holds are evaluated.");
        left(console, "Images of the run without truth, left out", result.withoutTruth());
        left(console, "Images of the truth that the run does not hold, left out", result.unused());
        left(console, "Images that could not be inspected, counted as if nothing was found", result.failed());
        Evaluation.Confusion classes = result.evaluation().confusion();
        if (!agnostic && !classes.truthClasses().isEmpty() && !classes.foundClasses().isEmpty()
                && Collections.disjoint(classes.truthClasses(), classes.foundClasses()))
            console.note("The run's classes (" + String.join(", ", classes.foundClasses()) + ") and the truth's ("
                    + String.join(", ", classes.truthClasses())
                    + ") have no name in common, so nothing matches. Use --class-agnostic to compare boxes alone.");
        return result.evaluation();
    }

    private static void left(Console console, String what, List<String> names) {
        if (!names.isEmpty())
            console.note(what + ": " + names.size() + " ("
                    + String.join(", ", names.subList(0, Math.min(3, names.size())))
                    + (names.size() > 3 ? ", …" : "") + ").");
    }
}
