package org.loupe.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loupe.api.Detections;
import org.loupe.api.Detector;
import org.loupe.api.Device;
import org.loupe.api.HeatStep;
import org.loupe.api.Pair;
import org.loupe.api.Param;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Task;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.engine.nets.NetCard;
import org.loupe.engine.nets.NetEngine;

/** Outlines objects with a net that was trained to give each pixel a class. */
final class Segment implements Detector<Segment.Params>, Deciding<Segment.Params>, Taught<Segment.Params> {
    private static final Task TASK = Task.SEGMENTATION;
    private static final double TOLERANCE = 0.05;

    private final Registry registry;

    /** @param registry where the tools that learned are found */
    Segment(Registry registry) {
        this.registry = registry;
    }

    /**
     * @param model        file of what was learned
     * @param limit        how sure a pixel must be
     * @param smallestArea pixels of the smallest object
     * @param engine       that computes the net
     */
    record Params(
            @Param(label = "Model", help = "File of a segmenter that was trained on outlined images (.model).")
            Path model,
            @Param(label = "Limit", min = 0, max = 1, step = 0.05, help = "Pixels that are surer than this belong to the"
                    + " class. Lower it if objects are missed or too small, raise it if too much is outlined.")
            double limit,
            @Param(label = "Smallest area", unit = "px²", min = 1, max = 1e6, step = 1, help = "Objects of fewer pixels"
                    + " are left out.") int smallestArea,
            @Param(label = "Engine", advanced = true, help = "Which library computes the net: own for the one that"
                    + " learned it, ONNX Runtime, or auto for the faster. Both find the same; the last bits differ.")
            NetEngine engine) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.segment", "Segment", "Outlines objects of the classes that a net was trained on, pixel by"
                + " pixel. The steps before it must be those that the net was trained with.").within(TOLERANCE);
    }

    @Override
    public Params defaults() {
        return new Params(Path.of(""), 0.5, 8, NetEngine.AUTO);
    }

    @Override
    public Params decided(Params params) {
        return TrainedNets.known(params.model(), TASK).map(card -> new Params(params.model(),
                params.limit(), params.smallestArea(), params.engine().decided(card, registry))).orElse(params);
    }

    @Override
    public Map<String, String> libraries(Params params) {
        return TrainedNets.known(params.model(), TASK).map(card -> params.engine().libraries(card, registry))
                .orElse(Map.of());
    }

    @Override
    public Optional<NetCard> card(Params params) {
        return TrainedNets.known(params.model(), TASK);
    }

    @Override
    public int halo(Params params) {
        return TrainedNets.halo(params.model(), TASK);
    }

    @Override
    public List<String> classes(Params params) {
        return TrainedNets.classes(params.model(), TASK);
    }

    @Override
    public void check(Params params, Shape in) throws ToolException {
        params.engine().check(TrainedNets.card(params.model(), TASK), registry);
    }

    @Override
    public Step<Pair, Detections> open(Params params, Device device) throws ToolException {
        List<String> classes = classes(params);
        return new Opened(params, classes, params.engine().open(TrainedNets.<Tile>model(params.model(), TASK,
                registry), device, registry));
    }

    /** Opened with a net. */
    private record Opened(Params params, List<String> classes, Step<Pair, Tile> net)
            implements Step<Pair, Detections>, HeatStep<Pair> {

        @Override
        public Detections apply(Pair pair, Run run) throws ToolException {
            Tile sure = net.apply(pair, run), valid = pair.valid().orElse(null);
            Detections.Builder found = new Detections.Builder(classes);
            for (int c = 0; c < classes.size(); c++) {
                int kind = c;
                float[] values = Spot.values(sure, c);
                for (int i = 0; i < values.length; i++)
                    if (valid != null && valid.data().get(i) == 0)
                        values[i] = 0;
                Spot.add(values, sure.width(), params.limit, params.smallestArea, run, (spot, box, mask) -> found
                        .add(box.x(), box.y(), box.width(), box.height(), spot.mean(), kind, mask));
            }
            return found.build();
        }

        /** How surely a pixel is of any class. */
        @Override
        public Tile heat(Pair pair, Run run) throws ToolException {
            Tile sure = net.apply(pair, run), heat = run.tile(sure.shape().samples(1, Shape.Type.F32));
            for (int c = 0; c < classes.size(); c++) {
                float[] values = Spot.values(sure, c);
                for (int i = 0; i < values.length; i++)
                    if (c == 0 || values[i] > heat.data().getFloat(i * Float.BYTES))
                        heat.data().putFloat(i * Float.BYTES, values[i]);
            }
            return heat;
        }

        @Override
        public void close() {
            net.close();
        }
    }
}
