package org.loupe.cli.internal;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.loupe.api.ToolException;
import org.loupe.engine.evaluation.Goal;
import org.loupe.engine.evaluation.OperatingPoint;
import org.loupe.engine.evaluation.ScoreLimits;
import org.loupe.engine.learning.DefectLimits;
import org.loupe.engine.learning.ModelComparison;
import org.loupe.engine.learning.Scored;
import org.loupe.engine.learning.TrainedClassifier;
import org.loupe.workspace.crops.CropTable;
import org.loupe.workspace.learning.Classifiers;

/** Tries classifiers on data whose classes are known, for the verbs that also judge and compare runs. */
final class ModelTrials {
    private static final int LIMITS = 200;

    private ModelTrials() {
    }

    /** Overkill and escapes at some limits. @param good classes that are no defect */
    static String limits(Scored scored, List<String> good) throws ToolException {
        if (!scored.classes().containsAll(good))
            throw new ToolException("Good classes are some of " + String.join(", ", scored.classes()) + ", found "
                    + String.join(", ", good) + ".", "Name them as the data do.");
        ScoreLimits limits = DefectLimits.of(scored, Set.copyOf(good));
        StringBuilder text = new StringBuilder("\na defect from this probability on\n");
        Optional<OperatingPoint> cheapest = limits.curve(0, 1, LIMITS + 1).cheapest(new Goal(10, 1, 0, 0, true));
        double[] shown = {0.1, 0.25, 0.5, 0.75, 0.9};
        for (double limit : shown)
            text.append(line(limits.at(limit), ""));
        cheapest.ifPresent(p -> text.append(line(p, "  least cost, an escape costing 10 overkills")));
        return text.toString();
    }

    private static String line(OperatingPoint p, String note) {
        return String.format(Locale.ROOT, "  %.3f  overkill %d of %d  escape %d of %d%s%n", p.setting(),
                p.perImage().overkill().count(), p.perImage().overkill().of(), p.perImage().escape().count(),
                p.perImage().escape().of(), note);
    }

    /** Tells which of two classifiers is better. */
    static int compare(Path first, Path second, Path data, EvaluateVerb.Form format, Console console)
            throws Exception {
        ModelComparison comparison;
        try {
            Scored one = scored(first, data, console), other = scored(second, data, console);
            comparison = ModelComparison.of(one, other);
        } catch (CancellationException e) {
            return Console.CANCELLED;
        }
        console.out().print(format == EvaluateVerb.Form.JSON ? comparison.toJson() : comparison.toText());
        boolean same = Arrays.equals(comparison.first().scored().predictions().best(),
                comparison.second().scored().predictions().best());
        return same ? Console.OK : Console.DIFFERENT;
    }

    /** What a classifier says. @throws CancellationException if it was interrupted */
    static Scored scored(Path model, Path data, Console console) throws Exception {
        TrainedClassifier classifier = TrainedClassifier.read(model, console.registry());
        try (Interrupt interrupt = new Interrupt(); ConsoleProgress progress = new ConsoleProgress(console.err(), false,
                "crops", interrupt::cancelled)) {
            CropTable table = ModelData.table(data, classifier.card(), console, progress);
            table.problems().forEach(p -> console.note(p.toString()));
            ModelData.tellUnknown(table.crops(), console);
            return Classifiers.score(classifier, table, progress);
        }
    }
}
