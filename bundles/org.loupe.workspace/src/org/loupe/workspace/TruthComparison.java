package org.loupe.workspace;

import java.nio.file.Path;
import java.util.Optional;
import org.loupe.api.Detections;
import org.loupe.api.ToolException;
import org.loupe.engine.Zones;
import org.loupe.engine.evaluation.Evaluation;
import org.loupe.engine.evaluation.Mistakes;
import org.loupe.engine.evaluation.SignTest;
import org.loupe.exchange.Truth;
import org.loupe.exchange.TruthReader;
import org.loupe.exchange.Truths;
import org.loupe.store.ImageRow;
import org.loupe.store.RunReader;

/** Which of two runs makes fewer mistakes, image by image. For one thread. */
final class TruthComparison {
    private final Truths truths;
    private final Zones zonesBefore, zonesAfter;
    private final Evaluation.Settings settings;
    private int better, worse, same, withoutTruth;

    /** @param iou a box is a true one if they overlap by more than this share of their union */
    TruthComparison(Path truth, RunReader before, RunReader after, double iou) throws ToolException {
        var read = TruthReader.read(truth);
        truths = new Truths(read);
        zonesBefore = Inspections.zones(before);
        zonesAfter = Inspections.zones(after);
        boolean common = read.stream().flatMap(t -> t.boxes().classes().stream()).distinct()
                .anyMatch(name -> before.classNames().stream().anyMatch(c -> Mistakes.sameClass(c, name))
                        || after.classNames().stream().anyMatch(c -> Mistakes.sameClass(c, name)));
        settings = new Evaluation.Settings(iou, !common, 0);
    }

    void add(ImageRow before, Detections old, ImageRow after, Detections now) throws ToolException {
        Optional<Truth> truth = truths.find(after.image(), after.path());
        if (truth.isEmpty()) {
            withoutTruth++;
            return;
        }
        int was = mistakes(truth.get(), old, zonesBefore, before), is = mistakes(truth.get(), now, zonesAfter, after);
        if (is < was)
            better++;
        else if (is > was)
            worse++;
        else
            same++;
    }

    private int mistakes(Truth truth, Detections found, Zones zones, ImageRow image) throws ToolException {
        Detections boxes = truth.boxes();
        if (!zones.isEmpty())
            boxes = boxes.select(zones.toPixels(image.umPerPx()).rows(boxes));
        return Mistakes.of(boxes, found, settings).total();
    }

    /** Empty if the truth knows none of the images. */
    Optional<RunComparison.Verdict> verdict() {
        SignTest test = new SignTest(better, worse, same);
        return test.pairs() == 0 ? Optional.empty()
                : Optional.of(new RunComparison.Verdict(test, !settings.classAgnostic(), withoutTruth));
    }
}
