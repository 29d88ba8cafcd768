package org.loupe.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.loupe.api.Classifier;
import org.loupe.api.Device;
import org.loupe.api.Features;
import org.loupe.api.Param;
import org.loupe.api.Predictions;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.ToolException;
import org.loupe.engine.learning.ModelCard;
import org.loupe.engine.learning.TrainedClassifier;

/**
 * Sorts defects into classes with what a trainer has learned: a level of a classifier stack. Until there is a model its
 * classes are those that a person has written down, so that they can be routed before anything is trained; it cannot be
 * run then. A file is looked at again only when its size or time of change is another.
 */
public final class Classify implements Classifier<Classify.Params> {
    /** Id of the tool. */
    public static final String ID = "loupe.classify";
    /** Name of the parameter that names the model's file. */
    public static final String MODEL = "model";
    /** Name of the parameter that lists the classes. */
    public static final String CLASSES = "classes";

    private static final KnownModels<ModelCard, TrainedClassifier> KNOWN = new KnownModels<>(ModelCard::read,
            "The classifier is not trained.", "Train the stack");
    private static final double TOLERANCE = 1e-4;

    private final Registry registry;

    /** When an object is called unknown. */
    public enum Rejecting {
        /** As the model was trained. */
        TRAINED,
        /** Never: each object gets its best class. */
        NEVER,
        /** By the limits that are set here. */
        OWN
    }

    /**
     * @param model           the model's file; empty until it is trained
     * @param classes         names, with commas between; used until there is a model
     * @param rejecting       when an object is called unknown
     * @param leastConfidence of what keeps its class
     * @param mostNovelty     of what keeps its class; 0 for no limit
     */
    public record Params(
            @Param(label = "Model", help = "File of the trained model. Training the stack puts it here.") Path model,
            @Param(label = "Classes", help = "Names of the classes, with commas between. They are used until the step"
                    + " is trained; then the model knows its classes.") String classes,
            @Param(label = "Rejecting", help = "When an object is called unknown: as the model was trained, never, or"
                    + " by limits of your own.") Rejecting rejecting,
            @Param(label = "Least confidence", min = 0, max = 1, step = 0.05, when = "rejecting=own",
                    help = "Objects whose best class is less probable than this are unknown. Raise it to have fewer"
                            + " wrong classes and more to look at.") double leastConfidence,
            @Param(label = "Most novelty", min = 0, max = 1000, step = 0.1, when = "rejecting=own",
                    help = "Objects that are less like anything learned than this are unknown; 1 is where the known"
                            + " ends. 0 sets no limit.") double mostNovelty) {

        public Params {
            List<String> names = names(classes);
            for (int i = 0; i < names.size(); i++)
                for (int j = 0; j < i; j++)
                    if (ClassKey.of(names.get(i)).equals(ClassKey.of(names.get(j))))
                        throw new IllegalArgumentException("The classes need different names, found \"" + names.get(j)
                                + "\" and \"" + names.get(i) + "\".");
        }
    }

    /** @param registry where the tools are that learned the models */
    Classify(Registry registry) {
        this.registry = registry;
    }

    @Override
    public Info info() {
        return Info.of(ID, "Classify", "Sorts defects into classes with a trained model, from the features that the"
                + " steps before it measure. Route its classes to make a stack of classifiers, then train all levels"
                + " at once.").within(TOLERANCE);
    }

    @Override
    public Params defaults() {
        return new Params(Path.of(""), "defect, none", Rejecting.TRAINED, 0.5, 0);
    }

    @Override
    public List<String> classes(Params params) {
        ModelCard card = card(params).orElse(null);
        List<String> names = new ArrayList<>(card == null ? names(params.classes) : card.classes());
        if (card != null && rejects(params, card) && !names.contains(TrainedClassifier.UNKNOWN))
            names.add(TrainedClassifier.UNKNOWN);
        return names;
    }

    @Override
    public List<String> needs(Params params) {
        return card(params).map(ModelCard::needs).orElse(List.of());
    }

    @Override
    public boolean tellsNovelty(Params params) {
        return card(params).isPresent();
    }

    @Override
    public void check(Params params) throws ToolException {
        if (names(params.classes).size() < 2 && !named(params))
            throw new ToolException("A classifier has 2 classes or more, found \"" + params.classes + "\".",
                    "Write their names with commas between.");
        KNOWN.card(params.model);
    }

    @Override
    public Step<Features, Predictions> open(Params params, Device device) throws ToolException {
        TrainedClassifier model = KNOWN.model(params.model, file -> TrainedClassifier.read(file, registry));
        double least = leastConfidence(params, model.card());
        double most = params.rejecting == Rejecting.OWN && params.mostNovelty > 0 ? params.mostNovelty
                : Double.POSITIVE_INFINITY;
        boolean rejects = rejects(params, model.card());
        Step<Features, Predictions> step = model.open(device);
        return new Step<>() {
            @Override
            public Predictions apply(Features rows, Run run) throws ToolException {
                Predictions given = step.apply(rows, run);
                return rejects ? TrainedClassifier.reject(given, least, most) : given;
            }

            @Override
            public void close() {
                step.close();
            }
        };
    }

    /** Whether a step names a model, whether that is there or not. */
    public static boolean named(Params params) {
        return !params.model.toString().isBlank();
    }

    /** What is known of a step's model; empty if it has none that can be read. */
    public static Optional<ModelCard> card(Params params) {
        try {
            return Optional.of(KNOWN.card(params.model));
        } catch (ToolException e) {
            return Optional.empty(); // check() says why
        }
    }

    /** The names of a list with commas between. */
    public static List<String> names(String list) {
        return Arrays.stream(list.split("[,;]")).map(String::strip).filter(n -> !n.isEmpty()).toList();
    }

    private static boolean rejects(Params params, ModelCard card) {
        return leastConfidence(params, card) > 0 || params.rejecting == Rejecting.OWN && params.mostNovelty > 0;
    }

    private static double leastConfidence(Params params, ModelCard card) {
        return switch (params.rejecting) {
            case TRAINED -> card.reject();
            case NEVER -> 0;
            case OWN -> params.leastConfidence;
        };
    }
}
