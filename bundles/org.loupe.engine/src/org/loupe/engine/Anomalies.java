package org.loupe.engine;

import java.nio.file.Path;
import java.util.List;
import org.loupe.api.Detections;
import org.loupe.api.Detector;
import org.loupe.api.Device;
import org.loupe.api.HeatStep;
import org.loupe.api.Pair;
import org.loupe.api.Param;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.engine.anomaly.AnomalyModel;

/** Finds what is unlike the good images that a model was learned from. */
final class Anomalies implements Detector<Anomalies.Params> {
    /** The class of what it finds. */
    static final String ANOMALY = "anomaly";
    /** Px around a place that may decide; the result depends on the whole image anyway. */
    private static final int HALO = 128;

    private final Registry registry;

    /** @param registry where the tools that learned are found */
    Anomalies(Registry registry) {
        this.registry = registry;
    }

    /**
     * @param model        file of what was learned
     * @param limit        value of the heat map above which a place counts
     * @param smallestArea pixels of the smallest object
     */
    record Params(
            @Param(label = "Model", help = "File of a detector that was trained on good images (.model). Train one from"
                    + " the Model menu, or by the command line.") Path model,
            @Param(label = "Limit", min = 0, max = 100, step = 0.05,
                    help = "Places above this value of the heat map are reported; good images stay below 1. Raise it if"
                            + " good parts are reported, lower it if defects are missed.") double limit,
            @Param(label = "Smallest area", unit = "px²", min = 1, max = 1e6, step = 1,
                    help = "Places of fewer pixels together are left out.") int smallestArea) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.anomaly", "Anomalies", "Finds what is unlike the good images that a model was learned from,"
                + " without examples of defects, and shows it as a heat map. It does not tell kinds of defects apart."
                + " The steps before it must be those that the model was trained with.");
    }

    @Override
    public Params defaults() {
        return new Params(Path.of(""), 1, 4);
    }

    @Override
    public int halo(Params params) {
        return HALO;
    }

    @Override
    public boolean global(Params params) {
        return true;
    }

    @Override
    public List<String> classes(Params params) {
        return List.of(ANOMALY);
    }

    @Override
    public void check(Params params, Shape in) throws ToolException {
        if (params.model().toString().isEmpty())
            throw new ToolException("No model is chosen: it is not known what is good.",
                    "Train a model on good images, or choose the file of one.");
    }

    @Override
    public Step<Pair, Detections> open(Params params, Device device) throws ToolException {
        check(params, Shape.grey(1, 1));
        return new Opened(params, AnomalyModel.read(params.model(), registry).open(registry));
    }

    /** Opened with a model. */
    private record Opened(Params params, AnomalyModel.Opened model) implements Step<Pair, Detections>, HeatStep<Pair> {

        @Override
        public Tile heat(Pair pair, Run run) throws ToolException {
            Tile map = model.heat(pair.test(), run);
            if (pair.valid().isPresent())
                for (int i = 0; i < map.shape().pixels(); i++)
                    if (pair.valid().get().data().get(i) == 0)
                        map.data().putFloat(i * Float.BYTES, 0);
            return map;
        }

        @Override
        public Detections apply(Pair pair, Run run) throws ToolException {
            Detections.Builder found = new Detections.Builder(List.of(ANOMALY));
            Spot.add(Spot.values(heat(pair, run), 0), pair.test().width(), params.limit(), params.smallestArea(), run,
                    (spot, box, mask) -> found.add(box.x(), box.y(), box.width(), box.height(),
                            1 - Math.pow(2, -spot.peak()), 0, mask));
            return found.build();
        }

        @Override
        public void close() {
            model.close();
        }
    }
}
