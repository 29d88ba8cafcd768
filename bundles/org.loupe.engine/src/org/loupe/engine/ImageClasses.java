package org.loupe.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.loupe.api.Device;
import org.loupe.api.FeatureExtractor;
import org.loupe.api.Features;
import org.loupe.api.Pair;
import org.loupe.api.Param;
import org.loupe.api.Patch;
import org.loupe.api.Predictions;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.Task;
import org.loupe.api.ToolException;
import org.loupe.engine.nets.NetCard;
import org.loupe.engine.nets.ObjectView;

/**
 * How probable each class is for a defect, by a net that was trained to give images a class: numbers by which a
 * classifier or a filter decides. Columns are named {@code p CLASS.FILE}, FILE being a fingerprint of the model.
 */
final class ImageClasses implements FeatureExtractor<ImageClasses.Params>, Taught<ImageClasses.Params> {
    private static final Task TASK = Task.IMAGE_CLASSIFICATION;
    private static final double TOLERANCE = 1e-3;
    private static final int DIGITS = 8;
    /** Boxes whose sides differ by up to twice this many px have a square that lies within what is asked for. */
    private static final int REACH = 32;

    private final Registry registry;

    /** @param registry where the tools that learned are found */
    ImageClasses(Registry registry) {
        this.registry = registry;
    }

    /** @param model file of what was learned */
    record Params(
            @Param(label = "Model", help = "File of a net that was trained to give objects a class (.model).")
            Path model) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.image-classes", "Classes by a net", "Tells how probable each class is for a defect, by a"
                + " net that was trained on labelled objects or crops: a number for each class, by which a classifier or"
                + " a filter decides. The steps before it must be those that the net was trained with.")
                .within(TOLERANCE);
    }

    @Override
    public Params defaults() {
        return new Params(Path.of(""));
    }

    @Override
    public void check(Params params) throws ToolException {
        TrainedNets.card(params.model, TASK);
    }

    @Override
    public Optional<NetCard> card(Params params) {
        return TrainedNets.known(params.model, TASK);
    }

    @Override
    public List<String> names(Params params) {
        try {
            NetCard card = TrainedNets.card(params.model, TASK);
            String file = Hash.ofFile(params.model).substring(0, DIGITS);
            return card.classes().stream().map(c -> "p " + c + "." + file).toList();
        } catch (ToolException e) {
            return List.of(); // check() says why
        }
    }

    @Override
    public int context(Params params) {
        return ObjectView.CONTEXT + REACH;
    }

    @Override
    public Step<Patch, Features> open(Params params, Device device) throws ToolException {
        check(params);
        List<String> names = names(params);
        Step<Pair, Predictions> net = TrainedNets.<Predictions>model(params.model, TASK, registry).model().open(device);
        return new Step<>() {
            @Override
            public Features apply(Patch patch, Run run) throws ToolException {
                return new Features(names, 1, net.apply(ObjectView.of(patch), run).probabilities());
            }

            @Override
            public void close() {
                net.close();
            }
        };
    }
}
