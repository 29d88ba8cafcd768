package org.loupe.engine.evaluation;

import java.util.List;
import java.util.Optional;
import org.loupe.api.Detections;

/** The figures of an evaluation. Signatures first; the body follows. */
public record Evaluation(Evaluation.Settings settings, int images, Evaluation.Scores overall,
        List<Evaluation.ClassScores> classes, double map, double map5095, Evaluation.Confusion confusion,
        Evaluation.Decisions perImage, Evaluation.Decisions perDefect, List<Evaluation.CurvePoint> curve) {

    /** One image: its truth and what was found in it. */
    public record Case(String image, Detections truth, Detections found) {
    }

    /** @param iou strict: a pair matches above it */
    public record Settings(double iou, boolean classAgnostic, double minScore) {
        public static final Settings DEFAULT = new Settings(0.33, false, 0);
    }

    public record Scores(long truths, long found, long matched, double precision, double recall, double f) {
    }

    public record ClassScores(String name, Scores scores, double ap, double ap5095) {
    }

    /** counts[truth][found]; the last row and column are "unmatched". */
    public record Confusion(List<String> truthClasses, List<String> foundClasses, long[][] counts) {
    }

    /** overkill = goodRejected / good, escape = badPassed / bad; NaN where there are none. */
    public record Decisions(long good, long goodRejected, long bad, long badPassed, double overkill, double escape) {
    }

    public record CurvePoint(double score, double precision, double recall, double f, double overkill,
            double escape) {
    }

    public static Evaluation of(List<Case> cases, Settings settings) {
        throw new UnsupportedOperationException();
    }

    /** The threshold with the best F. */
    public Optional<CurvePoint> best() {
        throw new UnsupportedOperationException();
    }

    public String toJson() {
        throw new UnsupportedOperationException();
    }

    /** Tables for a console. */
    public String toText() {
        throw new UnsupportedOperationException();
    }
}
