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
     * What is true and what was found, image by image.
     *
     * @param cases        to be judged
     * @param withoutTruth names of images of the run that the truth does not know; not counted
     * @param failed       names of images that could not be inspected; counted, with nothing found in them
     * @param unused       images of the truth that the run does not hold; not counted
     */
    public record Cases(List<Evaluation.Case> cases, List<String> withoutTruth, List<String> failed,
            List<String> unused) {
    }

    /** Brings together what was found and what is true, one image after the other. For one thread. */
    static final class Collector {
        private final Path truth;
        private final Truths truths;
        private final Zones zones;
        private final List<Evaluation.Case> cases = new ArrayList<>();
        private final List<String> withoutTruth = new ArrayList<>(), failed = new ArrayList<>();

        /** @param zones true defects where they let nothing count do not count either */
        Collector(Path truth, Zones zones) throws ToolException {
            this.truth = truth;
            this.zones = zones;
            truths = new Truths(TruthReader.read(truth));
        }

        /** @param umPerPx NaN if unknown */
        void add(String image, String path, double umPerPx, boolean isFailed, Detections found)
                throws ToolException {
            Optional<Truth> known = truths.find(image, path);
            if (known.isEmpty()) {
                withoutTruth.add(image);
                return;
            }
            if (isFailed)
                failed.add(image);
            Detections boxes = known.get().boxes();
            if (!zones.isEmpty() && !isFailed)
                boxes = boxes.select(zones.toPixels(umPerPx).rows(boxes));
            cases.add(new Evaluation.Case(image, boxes, found));
        }

        /** @throws ToolException if the truth fits no image */
        Cases cases() throws ToolException {
            if (cases.isEmpty())
                throw new ToolException("No image of the run is named in " + truth + "."
                        + (withoutTruth.isEmpty() ? " The run holds no image."
                                : " The run's first image is \"" + withoutTruth.get(0) + "\"."),
                        "Give the truth of these images; names are compared without folders and endings.");
            return new Cases(List.copyOf(cases), List.copyOf(withoutTruth), List.copyOf(failed),
                    truths.unused().stream().map(Truth::image).toList());
        }
    }

    /**
     * What a run found beside what is true. True defects where the run's zones let nothing count do not count either.
     *
     * @param truth file or folder of true boxes in any format of labels, told by content
     * @throws ToolException if the truth cannot be read, or fits no image of the run
     */
    public static Cases cases(RunReader run, Path truth) throws ToolException {
        Collector collector = new Collector(truth, Inspections.zones(run));
        run.visit((image, detections, features) -> collector.add(image.image(), image.path(),
                image.umPerPx(), image.failed(), detections));
        return collector.cases();
    }

    /**
     * Evaluates a run, as {@link #cases} sees it.
     *
     * @throws ToolException if the truth cannot be read, or fits no image of the run
     */
    public static Result of(RunReader run, Path truth, Evaluation.Settings settings) throws ToolException {
        Cases found = cases(run, truth);
        return new Result(Evaluation.of(found.cases, settings), found.withoutTruth, found.failed, found.unused);
    }
}
