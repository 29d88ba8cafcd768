package org.loupe.workspace.nets;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.loupe.api.Task;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.engine.Problem;
import org.loupe.engine.Progress;
import org.loupe.engine.Recipe;
import org.loupe.engine.Registry;
import org.loupe.engine.evaluation.ScoreLimits;
import org.loupe.engine.nets.NetCard;
import org.loupe.engine.nets.NetTrial;
import org.loupe.workspace.stack.StackExamples;
import org.loupe.workspace.stack.StackSource;

/**
 * A net of a project that finds or outlines objects, tried on the labelled images of the project that it did not learn
 * from. Immutable; any thread.
 *
 * @param trial    how right it is
 * @param of       on which images
 * @param by       the recipe that found what is judged, with a least score that leaves nothing out
 * @param items    the images, by the names that the trial has
 * @param limits   of a detector, its figures at any least score; empty of a segmenter
 * @param problems what was left out, and why
 */
public record NetEvaluation(NetTrial trial, Images of, Recipe by, Map<String, Item> items,
        Optional<ScoreLimits> limits, List<Problem> problems) {

    /** Which of the labelled images a net is tried on. */
    public enum Images {
        /** Those of boards, wafers or lots that were held apart when it learned; its best epoch was chosen by them. */
        HELD_APART,
        /** All that it did not learn from. */
        UNSEEN
    }

    public NetEvaluation {
        items = Map.copyOf(items);
        problems = List.copyOf(problems);
    }

    /**
     * Tries a net.
     *
     * @param leastScore of what counts as reported, and of a segmenter how sure a pixel is at least; NaN for what the
     *                   model says
     * @throws ToolException if the model cannot be read or gives images a class, or no such image is labelled
     * @throws java.util.concurrent.CancellationException once the progress is cancelled
     */
    public static NetEvaluation of(Path model, Images of, double leastScore, StackSource labelled, Registry registry,
            Progress progress) throws ToolException {
        NetCard card = NetCard.read(model);
        if (card.task() != Task.DETECTION && card.task() != Task.SEGMENTATION)
            throw new ToolException(model.getFileName() + " gives images a class, and finds no objects.",
                    "Its figures by class stand in its editor.");
        Path folder = NetFolders.of(model);
        Optional<NetPlan> plan = NetPlan.isIn(folder) ? Optional.of(NetPlan.read(folder)) : Optional.empty();
        Recipe preparing = plan.isPresent() ? plan.get().preparing() : new Recipe("", "", List.of());
        List<StackExamples.Image> images = chosen(card, of, labelled.read(registry));
        try (NetTrials trials = new NetTrials(images, preparing, registry)) {
            double iou = plan.map(p -> p.settings().evaluationIou()).orElse(Double.NaN);
            boolean boxes = card.task() == Task.DETECTION;
            double least = boxes || !Double.isNaN(leastScore) ? leastScore : 0.5;
            NetTrial trial = trials.of(List.of(model), new NetTrials.Asked(iou, least, true), progress).get(0);
            Map<String, Item> all = new HashMap<>(), items = new LinkedHashMap<>();
            images.forEach(image -> all.putIfAbsent(image.item().name(), image.item()));
            trial.images().forEach(image -> items.put(image.name(), all.get(image.name())));
            return new NetEvaluation(trial, of, NetTrials.recipe(model, card, preparing, boxes ? 0 : least, registry),
                    items, boxes ? Optional.of(ScoreLimits.of(trial.cases(), trial.settings().evaluationIou(), false))
                            : Optional.empty(), trials.problems());
        }
    }

    private static List<StackExamples.Image> chosen(NetCard card, Images of, List<StackExamples.Image> labelled)
            throws ToolException {
        List<String> groups = card.report().groups();
        if (of == Images.UNSEEN || groups.isEmpty() && card.report().held() > 0) // which single ones is told by no file
            return labelled;
        if (groups.isEmpty())
            throw new ToolException("No images were held apart when this net learned.",
                    "Evaluate it on all labelled images that it did not learn from.");
        List<StackExamples.Image> held = labelled.stream().filter(i -> i.complete() && groups.contains(i.group()))
                .toList();
        if (held.isEmpty())
            throw new ToolException("No image of what was held apart is labelled any more: "
                    + String.join(", ", new TreeSet<>(groups)) + ".",
                    "Evaluate it on all labelled images that it did not learn from.");
        return held;
    }
}
