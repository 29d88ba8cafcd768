package org.loupe.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.loupe.api.Detections;
import org.loupe.api.Detector;
import org.loupe.api.Device;
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
import org.loupe.engine.nets.Suppression;

/** Finds objects with a net that was trained to. */
final class Detect implements Detector<Detect.Params>, Deciding<Detect.Params>, Taught<Detect.Params> {
    private static final Task TASK = Task.DETECTION;
    private static final double TOLERANCE = 0.05;

    private final Registry registry;

    /** @param registry where the tools that learned are found */
    Detect(Registry registry) {
        this.registry = registry;
    }

    /**
     * @param model      file of what was learned
     * @param leastScore of what is reported
     * @param mergeIou   of boxes that are one
     * @param engine     that computes the net
     */
    record Params(
            @Param(label = "Model", help = "File of a detector that was trained on labelled images (.model).")
            Path model,
            @Param(label = "Least score", min = 0, max = 1, step = 0.05, help = "What is less sure is not reported. Lower"
                    + " it if defects are missed, raise it if good places are reported; 0.25 to 0.8 is usual.")
            double leastScore,
            @Param(label = "Merge above", min = 0.05, max = 1, step = 0.05, help = "Boxes of one class that overlap by more"
                    + " than this share of their union are merged. Raise it if small defects that lie close become one,"
                    + " lower it if a large one is reported twice; 0.25 to 0.8 is usual.") double mergeIou,
            @Param(label = "Engine", advanced = true, help = "Which library computes the net: own for the one that"
                    + " learned it, ONNX Runtime, or auto for the faster. Both find the same; the last bits differ.")
            NetEngine engine) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.detect", "Detect", "Finds objects of the classes that a net was trained on, with box and"
                + " score. The steps before it must be those that the net was trained with.").within(TOLERANCE);
    }

    @Override
    public Params defaults() {
        return new Params(Path.of(""), 0.5, 0.5, NetEngine.AUTO);
    }

    @Override
    public Params decided(Params params) {
        return TrainedNets.known(params.model(), TASK).map(card -> new Params(params.model(),
                params.leastScore(), params.mergeIou(), params.engine().decided(card, registry))).orElse(params);
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
        Step<Pair, Detections> net = params.engine().open(TrainedNets.<Detections>model(params.model(), TASK,
                registry), device, registry);
        return new Step<>() {
            @Override
            public Detections apply(Pair pair, Run run) throws ToolException {
                Detections found = Suppression.apply(net.apply(pair, run), params.leastScore(), params.mergeIou());
                Tile valid = pair.valid().orElse(null);
                return found.select(IntStream.range(0, found.size()).filter(i -> TrainedNets.counts(valid,
                        found.x()[i] + found.width()[i] / 2, found.y()[i] + found.height()[i] / 2)).toArray());
            }

            @Override
            public void close() {
                net.close();
            }
        };
    }
}
