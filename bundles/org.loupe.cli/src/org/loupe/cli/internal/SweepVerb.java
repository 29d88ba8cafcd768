package org.loupe.cli.internal;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.loupe.api.Param;
import org.loupe.api.Task;
import org.loupe.api.ToolException;
import org.loupe.engine.Recipe;
import org.loupe.engine.Spec;
import org.loupe.engine.nets.NetSettings;
import org.loupe.engine.nets.NetSweep;
import org.loupe.engine.nets.NetSweepTable;
import org.loupe.engine.nets.NetSweeping;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.Recipes;
import org.loupe.workspace.nets.ImageChoice;
import org.loupe.workspace.nets.KeptSweep;
import org.loupe.workspace.nets.NetSweeps;
import org.loupe.workspace.nets.SweepPlan;
import org.loupe.workspace.report.NetSweepReport;
import org.loupe.workspace.stack.StackExamples;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains nets with many settings and tells which are better. */
@Command(name = "sweep", sortOptions = false,
        description = "Trains nets with every combination of some settings, each several times, and tells which are "
                + "better on images held apart.",
        footer = {"", "A sweep that was stopped goes on where it was. Its folder gets table.csv, table.json, report.html "
            + "and pictures of what each setting finds.", "",
            "A specification has these keys; KEY=VALUE sets one on the command line:",
            "  data, truth, recipe  what is learned from, as of 'loupe train --net'",
            "  out                  folder of the sweep; of a project, without it, one in its folder sweeps, where the",
            "                       workbench shows it and can go on with it",
            "  net                  one trainer or several of one kind, such as [unet]",
            "  params               of all trainings, as train.params of 'loupe train'",
            "  vary                 lists of values of such parameters",
            "  images               how many images are learned from, such as [200, 400]; 0 for all",
            "  choose               how they are chosen: name, random or clusters, which stand for most",
            "  pseudo               how many further images are learned from with what a first net finds there",
            "  repeats, seed        how often each is made, with other seeds",
            "  held, merge_iou, least_score, evaluation_iou   how nets are judged", "", "Examples:",
            "  loupe sweep boards/ --truth truth.json --net unet --out sweeps/rate \"vary.learningRate=[1e-4, 1e-5]\"",
            "  loupe sweep -e sweep.yaml repeats=5"})
public final class SweepVerb implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "DATA|KEY=VALUE", arity = "0..*",
            description = "What is learned from, and values of the specification.")
    private List<String> given = List.of();

    @Mixin
    private Specification specification;

    @Option(names = "--truth", paramLabel = "FILE", description = "What is on the images of the folder DATA.")
    private String truth;

    @Option(names = "--net", paramLabel = "TRAINER", split = ",", description = "One or several: center-net, "
            + "faster-rcnn, unet, resnet.")
    private List<String> net;

    @Option(names = "--recipe", paramLabel = "RECIPE",
            description = "Whose steps before the detector prepare the images.")
    private String recipe;

    @Option(names = {"-o", "--out"}, paramLabel = "FOLDER", description = "Folder of the sweep.")
    private Path out;

    @Option(names = "--format", paramLabel = "text|json", defaultValue = "text",
            converter = EvaluateVerb.FormConverter.class, description = "Tables for people, or JSON (default: text).")
    private EvaluateVerb.Form format;

    @Option(names = {"-q", "--quiet"}, description = "No progress.")
    private boolean quiet;

    public SweepVerb(Console console) {
        this.console = console;
    }

    /** A sweep as specifications have it. */
    record Wanted(
            @Param(label = "Data", help = "What is learned from.") String data,
            @Param(label = "Truth", help = "What is on the images.") String truth,
            @Param(label = "Recipe", help = "That prepares the images.") String recipe,
            @Param(label = "Out", help = "Folder of the sweep.") String out,
            @Param(label = "Net", help = "What learns.") List<String> net, Spec params, Spec vary,
            @Param(label = "Images", help = "How many images are learned from.")
            List<Integer> images,
            @Param(label = "Choose", help = "How they are chosen.") ImageChoice choose,
            @Param(label = "Pseudo", help = "Further images with what a first net finds there.")
            List<Integer> pseudo,
            @Param(label = "Repeats", min = 1, max = 1000, help = "Of each setting, with other seeds.") int repeats,
            @Param(label = "Seed", help = "Of the first repeat.") long seed,
            @Param(label = "Held", min = 0.01, max = 0.9, help = "Share of the images held apart to judge nets.")
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
        NetSettings usual = NetSettings.of("");
        Wanted wanted = specification.set("truth", truth).set("net", net).set("recipe", recipe).set("out", out)
                .read(given, "data").as(new Wanted("", "", "", "", List.of(), Spec.NONE, Spec.NONE, List.of(),
                        ImageChoice.NAME, List.of(), 3, usual.seed(), 0.3, usual.mergeIou(), usual.leastScore(),
                        usual.evaluationIou()));
        boolean project = !wanted.data.isBlank() && ProjectFile.isProject(Console.path(wanted.data));
        for (String missing : new String[] {wanted.data.isBlank() ? "data" : "",
            wanted.out.isBlank() && !project ? "out" : "", wanted.net.isEmpty() ? "net" : ""})
            if (!missing.isEmpty())
                throw new ToolException("\"" + missing + "\" is not given.", "Write it into the specification, or as "
                        + missing + "=… behind loupe sweep.");
        NetSweep sweep = sweep(wanted);
        Path folder = wanted.out.isBlank() ? KeptSweep.usualFolder(Console.path(wanted.data), sweep)
                : Console.path(wanted.out);
        List<StackExamples.Image> images = new TrainNet(console, quiet).images(Console.path(wanted.data), wanted.truth,
                NetSweeping.task(sweep, console.registry()) == Task.IMAGE_CLASSIFICATION);
        Recipe preparing = wanted.recipe.isBlank() ? new Recipe("", "", List.of())
                : Recipes.load(wanted.recipe, console.registry());
        NetSweepTable table;
        try (Interrupt interrupt = new Interrupt(); ConsoleProgress progress = new ConsoleProgress(console.err(), quiet,
                ConsoleProgress.SHARE, interrupt::cancelled)) {
            table = NetSweeps.run(SweepPlan.of(sweep, wanted.choose, preparing), images, folder, console.registry(),
                    new NetSweeps.Watcher() {
                        @Override
                        public void done(NetSweep.Cell cell) {
                            if (!quiet)
                                console.note(NetSweeps.words(sweep, cell));
                        }
                    }, progress);
        } catch (CancellationException e) {
            console.note("Cancelled; the same command goes on.");
            return Console.CANCELLED;
        }
        NetSweepReport.write(table, folder);
        console.out().print(format == EvaluateVerb.Form.JSON ? table.toJson() : table.toText());
        console.note("Written: " + InspectVerb.relative(KeptSweep.report(folder)));
        return table.cells().stream().allMatch(NetSweep.Cell::succeeded) ? Console.OK : Console.DIFFERENT;
    }

    private static NetSweep sweep(Wanted w) throws ToolException {
        Map<String, List<Object>> vary = new LinkedHashMap<>();
        w.vary.values().forEach((name, value) -> vary.put(name, value instanceof List<?> list ? List.copyOf(list)
                : List.of(value)));
        try {
            return new NetSweep(w.net.stream().map(FeatureSpec::id).toList(), w.params.values(), vary, w.images,
                    w.pseudo, w.repeats, new NetSettings("", Map.of(), w.held, w.seed, w.mergeIou, w.leastScore,
                            w.evaluationIou));
        } catch (IllegalArgumentException e) {
            throw new ToolException(e.getMessage(), "Change the specification.", e);
        }
    }
}
