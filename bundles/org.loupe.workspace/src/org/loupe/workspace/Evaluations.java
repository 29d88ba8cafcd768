package org.loupe.workspace;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.loupe.api.Detections;
import org.loupe.api.ToolException;
import org.loupe.engine.Zones;
import org.loupe.engine.evaluation.Evaluation;
import org.loupe.exchange.Truth;
import org.loupe.exchange.TruthReader;
import org.loupe.exchange.Truths;
import org.loupe.store.RunReader;

/** Compares what runs found with what is truly there. */
public final class Evaluations {

    private Evaluations() {
    }

    /**
     * The figures, and what they leave out.
     *
     * @param evaluation   the figures
     * @param withoutTruth names of images of the run that the truth does not know; not counted
     * @param failed       names of images that could not be inspected; counted, with nothing found in them
     * @param unused       images of the truth that the run does not hold; not counted
     */
    public record Result(Evaluation evaluation, List<String> withoutTruth, List<String> failed, List<String> unused) {
    }

    /**
     * Evaluates a run. True defects where the run's zones let nothing count do not count either.
     *
     * @param truth file or folder of true boxes: COCO, DeepPCB or CSV, told by content
     * @throws ToolException if the truth cannot be read, or fits no image of the run
     */
    public static Result of(RunReader run, Path truth, Evaluation.Settings settings) throws ToolException {
        Truths truths = new Truths(TruthReader.read(truth));
        Zones zones = Inspections.zones(run);
        List<Evaluation.Case> cases = new ArrayList<>();
        List<String> withoutTruth = new ArrayList<>(), failed = new ArrayList<>();
        run.visit((image, detections, features) -> {
            Optional<Truth> known = truths.find(image.image(), image.path());
            if (known.isEmpty()) {
                withoutTruth.add(image.image());
                return;
            }
            if (image.failed())
                failed.add(image.image());
            Detections boxes = known.get().boxes();
            if (!zones.isEmpty() && !image.failed())
                boxes = boxes.select(zones.toPixels(image.umPerPx()).rows(boxes));
            cases.add(new Evaluation.Case(image.image(), boxes, detections));
        });
        if (cases.isEmpty())
            throw new ToolException("No image of the run is named in " + truth + "."
                    + (withoutTruth.isEmpty() ? " The run holds no image."
                            : " The run's first image is \"" + withoutTruth.get(0) + "\"."),
                    "Give the truth of these images; names are compared without folders and endings.");
        return new Result(Evaluation.of(cases, settings), List.copyOf(withoutTruth), List.copyOf(failed),
                truths.unused().stream().map(Truth::image).toList());
    }
}
