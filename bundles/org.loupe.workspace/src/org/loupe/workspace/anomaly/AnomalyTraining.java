package org.loupe.workspace.anomaly;

import java.util.ArrayList;
import java.util.List;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.engine.Policy;
import org.loupe.engine.Preprocessing;
import org.loupe.engine.Problem;
import org.loupe.engine.Progress;
import org.loupe.engine.Recipe;
import org.loupe.engine.Registry;
import org.loupe.engine.SimpleRun;
import org.loupe.engine.anomaly.AnomalyModel;
import org.loupe.engine.anomaly.AnomalySettings;

/** Learns what is good from image files, prepared as the recipe that will use the model prepares them. */
public final class AnomalyTraining {
    private final Recipe recipe;
    private final Registry registry;
    private final Policy policy;

    /** @param recipe whose steps before the detector are applied to every image; one without steps leaves them as they are */
    public AnomalyTraining(Recipe recipe, Registry registry, Policy policy) {
        this.recipe = recipe;
        this.registry = registry;
        this.policy = policy;
    }

    /**
     * What was learned.
     *
     * @param images   that it was learned from
     * @param problems images that were left out, and why
     */
    public record Trained(AnomalyModel model, int images, List<Problem> problems) {
        public Trained {
            problems = List.copyOf(problems);
        }
    }

    /**
     * Learns. Images that cannot be read are left out and named.
     *
     * @param good     images without defects
     * @param progress told in thousandths
     * @throws ToolException as {@link AnomalyModel#train} does
     * @throws java.util.concurrent.CancellationException once the progress is cancelled
     */
    public Trained train(AnomalySettings settings, List<Item> good, Progress progress) throws ToolException {
        List<Problem> problems = new ArrayList<>();
        try (Preprocessing prepared = new Preprocessing(recipe, registry, policy)) {
            List<Item> readable = new ArrayList<>();
            for (Item item : good)
                try {
                    prepared.apply(item, progress);
                    readable.add(item);
                } catch (ToolException e) {
                    problems.add(Problem.warning(item.name(), e.getMessage(), e.remedy()));
                }
            if (readable.isEmpty() && !problems.isEmpty())
                throw new ToolException("None of " + good.size() + " images can be used. " + problems.get(0),
                        problems.get(0).remedy());
            AnomalyModel model = AnomalyModel.train(settings, images(prepared, readable, progress), registry, progress);
            return new Trained(model, readable.size(), problems);
        }
    }

    private static AnomalyModel.Images images(Preprocessing prepared, List<Item> items, Progress progress) {
        return new AnomalyModel.Images() {
            @Override
            public int size() {
                return items.size();
            }

            @Override
            public String name(int index) {
                return items.get(index).name();
            }

            @Override
            public Tile get(int index) throws ToolException {
                return prepared.apply(items.get(index), progress);
            }
        };
    }

    /**
     * How unlike good an image is.
     *
     * @param score  the largest value of its heat map: 1 is what good images reach
     * @param peakX  px of that place
     * @param peakY  px of that place
     */
    public record Score(Item item, double score, int peakX, int peakY) {
    }

    /**
     * Judges images. Those that cannot be read are left out and named.
     *
     * @param problems gets what was left out
     */
    public List<Score> score(AnomalyModel model, List<Item> images, List<Problem> problems, Progress progress)
            throws ToolException {
        List<Score> scores = new ArrayList<>();
        try (Preprocessing prepared = new Preprocessing(recipe, registry, policy);
                AnomalyModel.Opened opened = model.open(registry)) {
            for (Item item : images) {
                progress.update(scores.size(), images.size(), 0, problems.size(), item.name());
                try (SimpleRun run = new SimpleRun(progress, model.card().seed(), 0)) {
                    scores.add(peak(item, opened.heat(prepared.apply(item, progress), run)));
                } catch (ToolException e) {
                    problems.add(Problem.warning(item.name(), e.getMessage(), e.remedy()));
                } catch (RuntimeException e) {
                    throw e;
                } catch (Exception e) {
                    throw new IllegalStateException("What judging had opened cannot be closed.", e);
                }
            }
        }
        return scores;
    }

    private static Score peak(Item item, Tile heat) {
        Shape shape = heat.shape();
        var values = heat.data().asFloatBuffer();
        int best = 0;
        for (int i = 1; i < shape.pixels(); i++)
            if (values.get(i) > values.get(best))
                best = i;
        return new Score(item, values.get(best), best % shape.width(), best / shape.width());
    }
}
