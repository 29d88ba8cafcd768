package org.loupe.cli.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.loupe.api.Param;
import org.loupe.api.ToolException;
import org.loupe.engine.Plural;
import org.loupe.engine.Problem;
import org.loupe.engine.Progress;
import org.loupe.engine.Spec;
import org.loupe.engine.anomaly.AnomalySettings;
import org.loupe.engine.features.FeatureSet;
import org.loupe.engine.learning.Augmentation;
import org.loupe.engine.learning.ClassificationReport;
import org.loupe.engine.learning.ModelCard;
import org.loupe.engine.learning.RejectCurve;
import org.loupe.engine.learning.Spread;
import org.loupe.engine.learning.TrainedClassifier;
import org.loupe.engine.learning.TrainingSettings;
import org.loupe.engine.learning.Validation;
import org.loupe.engine.nets.NetModel;
import org.loupe.engine.nets.NetSettings;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.crops.CropFile;
import org.loupe.workspace.crops.CropList;
import org.loupe.workspace.crops.UsualFeatures;
import org.loupe.workspace.learning.ClassifierPlan;
import org.loupe.workspace.learning.Classifiers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Learns a classifier. */
@Command(name = "train", sortOptions = false,
        description = "Learns to tell classes of defects apart, from crops or from features, and tells how well it "
                + "does on wafers and boards that it has not learned from.",
        footer = {"", "DATA: " + ModelData.HELP, "",
            "A specification has these keys; KEY=VALUE sets one on the command line:",
            "  data, out          what is learned from; the model file",
            "  weights            of a pretrained net, beside the usual features; with good, in place of them",
            "  stack, truth       as the options; train and augment go with them",
            "  levels             as the option; features, weights and recipe go with it",
            "  good, recipe       as the options; weights and train go with them",
            "  net, truth, recipe, start",
            "                     as the options; train and judge go with them",
            "  judge              held, merge_iou, least_score, evaluation_iou: how a net is judged",
            "  features           a section for each tool, with its parameters and a weight",
            "  train              trainer, params, folds, repeats, purity, seed",
            "  augment            copies, flip, turn, rotate, shift, noise, blur, intensity",
            "Tools of Loupe may be named without \"loupe.\".", "", "Examples:",
            "  loupe train crops/ --out pits.model",
            "  loupe train my-project --out my-project/models/pits.model train.trainer=random-forest",
            "  loupe train crops/ --out deep.model --weights resnet18.pth augment.copies=4",
            "  loupe train good-images/ --good --out good.model --recipe sem-golden",
            "  loupe train my-project --stack defect-stack",
            "  loupe train my-project --stack types --levels levels.txt",
            "  loupe train crops/ --stack my-stack.yaml --out models augment.copies=4",
            "  loupe train images/ --stack defect-stack --truth truth.json --out models",
            "  loupe train my-project --net center-net --out my-project/models/boards.model",
            "  loupe train boards/ --truth truth.json --net center-net --out boards.model train.params.epochs=30",
            "  loupe train my-project --net center-net --out boards-2.model --start boards.model",
            "  loupe train crops/ --net resnet --out deep.model train.params.weights=resnet18.pth",
            "  loupe train -e spec.yaml train.purity=0.98 --format json > report.json"})
public final class TrainVerb implements Callable<Integer> {
    /** Copies are altered as usual as soon as any are asked for. */
    private static final Augmentation ALTERED = new Augmentation(0, Augmentation.USUAL.flip(),
            Augmentation.USUAL.turn(), Augmentation.USUAL.rotate(), Augmentation.USUAL.shift(),
            Augmentation.USUAL.noise(), Augmentation.USUAL.blur(), Augmentation.USUAL.intensity());

    private final Console console;

    @Parameters(paramLabel = "DATA|KEY=VALUE", arity = "0..*",
            description = "What is learned from, and values of the specification.")
    private List<String> given = List.of();

    @Mixin
    private Specification specification;

    @Option(names = {"-o", "--out"}, paramLabel = "NAME.model", description = "The model file; one in the folder of a "
            + "project is listed there.")
    private Path out;

    @Option(names = "--weights", paramLabel = "FILE", description = FeatureSpec.WEIGHTS)
    private Path weights;

    @Option(names = "--stack", paramLabel = "RECIPE", description = "Trains all classifying steps of a recipe with "
            + "routes: a recipe of the project DATA, which gets the models, or with --out FOLDER a shipped one or a "
            + "file. Without --truth, DATA is a project or a folder of crops.")
    private String stack;

    @Option(names = "--levels", paramLabel = "FILE", description = "With --stack: makes the recipe anew, for the "
            + "classes that the file lists: a line for each; those of a group are indented below its name and told apart on a "
            + "level of their own. Objects of a class called none are dropped.")
    private Path levels;

    @Option(names = "--truth", paramLabel = "FILE",
            description = "With --stack or --net: what is on the images of the folder DATA, in any format that 'loupe "
                    + "evaluate' reads.")
    private String truth;

    @Option(names = "--good", description = "DATA is a folder of images without defects: learns what is good, to find "
            + "what is not. The trainer is patch-core or padim.")
    private boolean good;

    @Option(names = "--net", paramLabel = "TRAINER", description = "Learns a net that finds or outlines objects: "
            + "center-net, faster-rcnn or unet, from the complete images of a project or from images with --truth; or "
            + "resnet, which gives objects a class, from labels or from folders of crops. "
            + "Ctrl+C keeps what is needed to go on later.")
    private String net;

    @Option(names = "--start", paramLabel = "MODEL", description = "With --net: a model of the same trainer to go on "
            + "from, such as that of the last iteration. Images that it has learned are not held apart.")
    private String start;

    @Option(names = "--lighter", description = "With --net: where memory is short, learns in smaller batches.")
    private boolean lighter;

    @Option(names = "--recipe", paramLabel = "RECIPE",
            description = "With --good or --net: whose steps before the detector prepare the images. With --levels: "
                    + "whose steps up to the detector find the objects (default: each image shows one).")
    private String recipe;

    @Option(names = "--format", paramLabel = "text|json", defaultValue = "text",
            converter = EvaluateVerb.FormConverter.class,
            description = "The report on what was not learned from: tables for people, or JSON (default: text).")
    private EvaluateVerb.Form format;

    @Option(names = {"-q", "--quiet"}, description = "No progress.")
    private boolean quiet;

    public TrainVerb(Console console) {
        this.console = console;
    }

    /** A training as specifications have it. */
    record Wanted(
            @Param(label = "Data", help = "What is learned from.") String data,
            @Param(label = "Out", help = "The model file.") String out,
            @Param(label = "Weights", help = "Of a pretrained net.") String weights,
            @Param(label = "Stack", help = "Recipe whose classifying steps learn.") String stack,
            @Param(label = "Levels", help = "Classes of a new stack, in groups.") String levels,
            @Param(label = "Truth", help = "What is on the images that a stack learns from.") String truth,
            @Param(label = "Good", help = "Whether it is learned from images without defects.") boolean good,
            @Param(label = "Recipe", help = "That prepares images without defects, or finds the objects of a new "
                    + "stack.") String recipe, Spec features,
            @Param(label = "Net", help = "What learns to find or outline objects.") String net,
            @Param(label = "Start", help = "Model that a net goes on from.") String start,
            Learned train, Augmentation augment, Judged judge) {

        /** @throws ToolException if something is given that has no effect on what is to be learned */
        void check() throws ToolException {
            boolean ofStack = !stack.isBlank(), table = ModelData.isTable(Console.path(data));
            boolean known = ofStack && levels.isBlank(), ofNet = !net.isBlank();
            if (ofNet && (ofStack || good))
                throw new ToolException("A net, a stack and a model of good images are learned in different ways.",
                        "Leave out all but one of net, stack and good.");
            if (ofStack && good)
                throw new ToolException("A stack learns from defects, and \"good\" asks for images without.",
                        "Leave out one of them.");
            idle("truth", !truth.isBlank() && !ofStack && !ofNet, "tells a stack or a net what is on images");
            idle("levels", !levels.isBlank() && !ofStack, "goes with a stack");
            idle("recipe", !recipe.isBlank() && !good && !ofNet && (known || !ofStack),
                    "goes with images without defects, a net, or the levels of a new stack");
            idle("start", !start.isBlank() && !ofNet, "goes with a net");
            idle("weights", !weights.isBlank() && ofNet, "belongs to train.params of a net");
            idle("features", !features.isEmpty() && ofNet, "goes with crops; a net sees the images");
            idle("weights", !weights.isBlank() && (known || table), known ? "belongs to each step of a stack"
                    : "goes with images, and " + data + " is measured already");
            idle("features", !features.isEmpty() && (known || good || table), known
                    ? "belongs to each step of a stack" : good ? "goes with defects"
                            : "goes with images, and " + data + " is measured already");
            idle("augment", augment.copies() > 0 && (good || ofNet), ofNet ? "belongs to train.params of a net"
                    : "goes with defects");
        }

        private static void idle(String key, boolean given, String why) throws ToolException {
            if (given)
                throw new ToolException("\"" + key + "\" " + why + ".", "Leave it out.");
        }
    }

    /** What learns, as specifications have it. */
    record Learned(
            @Param(label = "Trainer", help = "What learns.") String trainer, Spec params,
            @Param(label = "Folds", min = 2, max = 100, help = "Parts of the cross-validation.") int folds,
            @Param(label = "Repeats", min = 1, max = 100, help = "Of the cross-validation.") int repeats,
            @Param(label = "Purity", min = 0, max = 1, help = "Share of right ones wanted among what gets a class; the "
                    + "rest is unknown. 0 for no limit.") double purity,
            @Param(label = "Seed", help = "Of all random numbers.") long seed) {
    }

    /** How a net is judged, as specifications have it. */
    record Judged(
            @Param(label = "Held", min = 0, max = 0.9, help = "Share of the images held apart to judge it.")
            double held,
            @Param(label = "Merge IoU", min = 0.05, max = 1, help = "Boxes of one class that overlap more are one.")
            double mergeIou,
            @Param(label = "Least score", min = 0, max = 1, help = "What is less sure is not reported.")
            double leastScore,
            @Param(label = "Evaluation IoU", min = 0, max = 0.99, help = "A box that overlaps the true one more has"
                    + " found it.") double evaluationIou) {
    }

    @Override
    public Integer call() throws Exception {
        Wanted wanted = wanted();
        if (wanted.data.isBlank())
            throw new ToolException("Nothing is named to learn from.", "Give DATA, or write data: PATH.");
        wanted.check();
        if (!wanted.stack.isBlank())
            return new TrainStack(console, wanted.stack, NewStack.of(wanted.levels, wanted.recipe, wanted.features,
                    wanted.weights), wanted.augment, settings(wanted.train), quiet).train(Console.path(wanted.data),
                            wanted.truth, wanted.out.isBlank() ? null : Console.path(wanted.out),
                            format == EvaluateVerb.Form.JSON);
        if (wanted.out.isBlank())
            throw new ToolException("No model file is named.", "Add --out NAME.model.");
        if (!ModelData.isModel(wanted.out))
            throw new ToolException("The model file is called NAME.model, found " + wanted.out + ".",
                    "Let its name end so.");
        Path data = Console.path(wanted.data), file = Console.path(wanted.out);
        if (wanted.good)
            return good(wanted, data, file);
        if (!wanted.net.isBlank())
            return net(wanted, data, file);
        ClassifierPlan.Result result;
        try (Interrupt interrupt = new Interrupt(); ConsoleProgress progress = new ConsoleProgress(console.err(), quiet,
                ConsoleProgress.SHARE, interrupt::cancelled)) {
            result = learn(wanted, data, progress);
        } catch (CancellationException e) {
            return Console.CANCELLED;
        }
        for (Problem problem : result.problems())
            console.note(problem.toString());
        try {
            result.model().write(file);
        } catch (ToolException e) {
            throw new Console.Stopped(Console.STOPPED, e);
        }
        report(result.model(), file);
        register(result.model().card().trainer().toolId(), file);
        return Console.OK;
    }

    private int good(Wanted wanted, Path data, Path file) throws Exception {
        Learned train = wanted.train;
        String trainer = train.trainer.equals(TrainingSettings.DEFAULT.trainer()) ? AnomalySettings.standard().trainer()
                : FeatureSpec.id(train.trainer);
        if (new GoodImages(console, quiet).train(data, wanted.recipe, FeatureSpec.weights(wanted.weights), trainer,
                train.params.values(), train.seed, file).isEmpty())
            return Console.CANCELLED;
        register(trainer, file);
        return Console.OK;
    }

    private int net(Wanted wanted, Path data, Path file) throws Exception {
        Judged judge = wanted.judge;
        String trainer = FeatureSpec.id(wanted.net);
        Optional<NetModel<?>> model = new TrainNet(console, quiet).train(data, wanted.truth, wanted.recipe,
                new NetSettings(trainer, wanted.train.params.values(), judge.held, wanted.train.seed, judge.mergeIou,
                        judge.leastScore, judge.evaluationIou, wanted.start.isBlank() ? ""
                                : Console.path(wanted.start).toString()), lighter, file);
        if (model.isEmpty())
            return Console.CANCELLED;
        console.out().print(TrainNet.text(model.get(), file));
        register(trainer, file);
        return Console.OK;
    }

    private Wanted wanted() throws ToolException {
        TrainingSettings usual = TrainingSettings.DEFAULT;
        NetSettings judged = NetSettings.of("");
        return specification.set("out", out).set("weights", weights).set("stack", stack).set("levels", levels)
                .set("truth", truth)
                .set("good", good ? true : null).set("recipe", recipe).set("net", net).set("start", start)
                .read(given, "data")
                .as(new Wanted("", "", "", "", "", "", false, "", Spec.NONE, "", "", new Learned(usual.trainer(), Spec.NONE,
                        usual.folds(), usual.repeats(), usual.purity(), usual.seed()), ALTERED,
                        new Judged(judged.held(), judged.mergeIou(), judged.leastScore(), judged.evaluationIou())));
    }

    private static TrainingSettings settings(Learned train) {
        return new TrainingSettings(FeatureSpec.id(train.trainer), train.params.values(), train.folds, train.repeats,
                train.purity, train.seed);
    }

    private ClassifierPlan.Result learn(Wanted wanted, Path data, Progress progress) throws Exception {
        TrainingSettings settings = settings(wanted.train);
        if (ModelData.isTable(data))
            return new ClassifierPlan(UsualFeatures.HAND_MADE, wanted.augment, settings).learn(CropFile.read(data),
                    console.registry(), progress);
        CropList crops = ModelData.crops(data, console);
        ModelData.tellUnknown(crops.all(), console);
        FeatureSet set = FeatureSpec.read(wanted.features, FeatureSpec.weights(wanted.weights), crops);
        return new ClassifierPlan(set, wanted.augment, settings).learn(crops, console.registry(), Optional.empty(),
                progress);
    }

    private void report(TrainedClassifier model, Path file) {
        ClassificationReport report = ClassificationReport.of(model.outOfSample());
        if (format == EvaluateVerb.Form.JSON) {
            console.out().print(report.toJson());
            return;
        }
        ModelCard card = model.card();
        Validation v = card.validation();
        console.out().println("Written: " + InspectVerb.relative(file) + ", " + card.trainer().toolId() + " on "
                + Plural.of(card.needs().size(), "feature") + " of " + Plural.of(card.examples().stream()
                        .mapToInt(Integer::intValue).sum(), "object") + " in " + Plural.of(card.groups(), "group"));
        console.out().println("Cross-validation" + (v.byGroup() ? ", no group on both sides" : "") + ": " + Plural.of(
                v.folds(), "part") + ", " + Plural.of(v.accuracy().repeats(), "repeat")
                + " with other divisions and seeds");
        line("accuracy", v.accuracy());
        line("balanced accuracy", v.balancedAccuracy());
        line("macro-F1", v.macroF1());
        console.out().printf(Locale.ROOT, "  %-18s %.4f before, %.4f after calibration (temperature %.2f)%n", "ECE",
                v.eceBefore(), v.eceAfter(), card.calibration().temperature());
        if (card.reject() > 0)
            console.out().printf(Locale.ROOT, "  unknown below a confidence of %.4f%s%n", card.reject(),
                    report.rejection().at(card.reject()).map(TrainVerb::words).orElse(""));
        console.out().println("\nFirst repeat, each object by what was learned without its group:");
        console.out().print(report.toText());
    }

    private static String words(RejectCurve.Point p) {
        return String.format(Locale.ROOT, ": %.2f %% get a class, %.2f %% of these the right one",
                100 * p.classified().value(), 100 * p.right().value());
    }

    private void line(String name, Spread spread) {
        console.out().printf(Locale.ROOT, "  %-18s %.4f%s%n", name, spread.mean(),
                Double.isNaN(spread.sd()) ? "" : String.format(Locale.ROOT, " ± %.4f", spread.sd()));
    }

    /** A model in the folder of a project is one of its models. */
    private void register(String trainer, Path file) throws Exception {
        Path folder = file.toAbsolutePath().normalize().getParent();
        while (folder != null && !ProjectFile.isProject(folder))
            folder = folder.getParent();
        if (folder == null)
            return;
        Path project = folder;
        ProjectAccess.write(project, console, p -> {
            String sha256 = Classifiers.sha256(file, Progress.NONE);
            String name = file.getFileName().toString().replaceFirst("(?i)\\.model$", "");
            p.change("Train " + name, () -> Classifiers.register(p.project(), project, name, file, sha256,
                    trainer));
            return Console.OK;
        });
    }
}
