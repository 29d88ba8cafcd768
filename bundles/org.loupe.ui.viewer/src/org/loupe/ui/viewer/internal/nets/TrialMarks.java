package org.loupe.ui.viewer.internal.nets;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.loupe.api.Detections;
import org.loupe.api.Region;
import org.loupe.api.Task;
import org.loupe.engine.Recipe;
import org.loupe.engine.evaluation.Evaluation;
import org.loupe.engine.nets.Failure;
import org.loupe.engine.nets.NetTrial;
import org.loupe.engine.nets.Suppression;
import org.loupe.ui.Judgement.Found;
import org.loupe.ui.Judgement.Mark;
import org.loupe.ui.Words;

/** What is drawn over an image of a trial: what was found, what is true, and what is wrong with it. */
final class TrialMarks {

    private TrialMarks() {
    }

    /** @param image index of the trial's @param by the recipe that found it */
    static Found of(NetTrial trial, int image, Recipe by) {
        Evaluation.Case one = trial.cases().get(image);
        Detections shown = trial.task() == Task.DETECTION
                ? Suppression.apply(one.found(), trial.settings().leastScore(), 1) : one.found();
        List<Mark> marks = new ArrayList<>();
        List<NetTrial.Mistake> mistakes = trial.images().get(image).mistakes();
        for (int i = 0; i < one.truth().size(); i++) {
            Region box = one.truth().region(i);
            if (mistakes.stream().noneMatch(m -> kind(m.failure()) == Mark.Kind.ESCAPE && m.place().equals(box)))
                marks.add(mark(Mark.Kind.TRUTH, box, ""));
        }
        for (NetTrial.Mistake mistake : mistakes) {
            String word = word(mistake.failure());
            marks.add(mark(kind(mistake.failure()), mistake.place(), mistake.className().isEmpty() ? word
                    : Words.get("trial.mark", word, mistake.className())));
        }
        return new Found(shown, marks, by);
    }

    private static Mark mark(Mark.Kind kind, Region place, String text) {
        return new Mark(kind, place.x(), place.y(), place.width(), place.height(), text);
    }

    private static Mark.Kind kind(Failure failure) {
        return failure == Failure.FALSE_OBJECT || failure == Failure.DOUBLED ? Mark.Kind.OVERKILL : Mark.Kind.ESCAPE;
    }

    /** What a failure is called. */
    static String word(Failure failure) {
        return Words.get("trial.failure." + failure.name().toLowerCase(Locale.ROOT));
    }
}
