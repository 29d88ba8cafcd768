package org.loupe.ui.internal.help;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.loupe.model.ImageSet;
import org.loupe.model.Iteration;
import org.loupe.model.Project;
import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.LabelTally;
import org.loupe.store.labels.TileState;
import org.loupe.ui.Preferences;
import org.loupe.ui.Session;
import org.loupe.ui.internal.ClusterPerspective;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.TrainPerspective;
import org.loupe.ui.internal.WaferPerspective;
import org.loupe.ui.internal.models.Models;
import org.loupe.workspace.labels.Examples;
import org.loupe.workspace.labels.Iterations;

/** A cheat sheet: what it is called, and its steps in their order. */
enum Guide {
    /** From the sample to a report. */
    GOLDEN("guide.", "tune", Set.of(WaferPerspective.ID, ClusterPerspective.ID, TrainPerspective.ID), List.of(
            new Step("open", List.of(Ids.OPEN_SAMPLE), "", f -> true),
            new Step("look", List.of("org.loupe.ui.viewer.split")),
            new Step("recipe", List.of("org.loupe.ui.window.recipe")),
            new Step("run", List.of(Ids.RUN), "", Facts::hasRun),
            new Step("mistakes", List.of(Ids.REVIEW)),
            new Step("tune", List.of("org.loupe.ui.review.tune"), "org.loupe.ui.review.apply", f -> false),
            new Step("again", List.of(Ids.RUN), "",
                    f -> f.hasRun() && f.done.contains("tune") && f.newRuns > 0),
            new Step("report", List.of("org.loupe.ui.file.report"), "", f -> !f.project.getReports().isEmpty()))),

    /** From the sample to where a training would start. */
    TRAIN("guide.train.", "", Set.of(WaferPerspective.ID, ClusterPerspective.ID, TrainPerspective.ID), List.of(
            new Step("open", List.of(Ids.OPEN_SAMPLE), "", f -> true),
            new Step("run", List.of(Ids.RUN), "", Facts::hasRun),
            new Step("send", List.of(shown(Ids.RESULTS_VIEW), "org.eclipse.ui.edit.selectAll",
                    "org.loupe.ui.examples.send"), "", f -> Examples.set(f.project).isPresent()),
            new Step("label", List.of("org.loupe.ui.examples.open"), "org.loupe.ui.examples.open",
                    f -> f.session.imageSet()
                    .filter(ImageSet::isExamples).isPresent() && f.ran.contains(Ids.LABEL)),
            new Step("propose", List.of("org.loupe.ui.label.autoLabelOpen"), "",
                    f -> f.idle() && f.ran.contains("org.loupe.ui.label.autoLabelOpen")),
            new Step("accept", List.of("org.loupe.ui.label.acceptTiles"), "",
                    f -> f.tally().accepted() + f.tally().edited() + f.tally().added() > 0),
            new Step("complete", List.of(shown(Ids.TILES_VIEW), "org.eclipse.ui.edit.selectAll",
                    "org.loupe.ui.tiles.complete"), "", f -> f.table().tiles(TileState.COMPLETE) > 0
                            && f.table().tiles(TileState.OPEN) == 0),
            new Step("ready", List.of(shown(Ids.CLASSES_VIEW)), "", f -> f.ran.contains("ready")),
            new Step("split", List.of(shown(Ids.SPLITS_VIEW), "org.loupe.ui.splits.split"), "",
                    f -> f.project.getIterations().stream().anyMatch(i -> !i.getSplitRule().isEmpty())),
            new Step("freeze", List.of(shown(Ids.ITERATIONS_VIEW), "org.loupe.ui.iterations.freeze"), "",
                    Facts::frozen),
            new Step("begin", List.of("org.loupe.ui.iterations.new"), "",
                    f -> f.frozen() && Iterations.open(f.project).isPresent()))),

    /** From ten labelled boards to a net that finds defects, a better one, and its file for other programs. */
    NET("guide.net.", "", Set.of(WaferPerspective.ID, ClusterPerspective.ID), List.of(
            new Step("open", List.of(Ids.OPEN_SAMPLE), "", f -> true),
            new Step("label", labelled(List.of("org.loupe.ui.label.autoLabel", "org.loupe.ui.label.acceptAll",
                    "org.loupe.ui.label.complete")), "", f -> f.table().tiles(TileState.COMPLETE) >= Facts.ROUND),
            new Step("train", List.of(Ids.TRAIN, Ids.MODEL_NEW + "(" + Ids.MODEL_NEW_NET + "=loupe.center-net,"
                    + Ids.MODEL_NEW_EPOCHS + "=12)"), "", f -> f.nets() > 0),
            new Step("propose", List.of(Ids.TRAIN, shown(Ids.TRAININGS_VIEW), Ids.MODEL_AUTO_LABELER,
                    "org.loupe.ui.label.autoLabelOpen"), "", f -> f.idle() && f.nets() > 0
                            && f.ran.contains("org.loupe.ui.label.autoLabelOpen")),
            new Step("correct", labelled(List.of("org.loupe.ui.label.acceptAll", "org.loupe.ui.label.complete")), "",
                    f -> f.table().tiles(TileState.COMPLETE) >= 2 * Facts.ROUND),
            new Step("again", List.of(Ids.TRAIN, Ids.MODEL_NEW), "", f -> f.nets() > 1),
            new Step("compare", List.of(Ids.TRAIN, shown(Ids.TRAININGS_VIEW), Ids.MODEL_EVALUATE,
                    shown(Ids.EVALUATION_VIEW)), "", f -> f.idle() && f.nets() > 1 && f.ran.contains("compare")),
            new Step("export", List.of(Ids.TRAIN, shown(Ids.TRAININGS_VIEW), Ids.MODEL_EXPORT), "",
                    f -> f.idle() && f.exported(".onnx")))),

    /** From defects of which nothing is known to a stack of classifiers that tells them apart. */
    SORT("guide.sort.", "", Set.of(WaferPerspective.ID), List.of(
            new Step("open", List.of(Ids.OPEN_SAMPLE), "", f -> true),
            new Step("run", List.of(Ids.RUN), "", f -> f.hasRun() || f.clustered()),
            new Step("cluster", List.of(Ids.CLUSTER, "org.loupe.ui.cluster.new"), "", Facts::clustered),
            new Step("cut", List.of(shown(Ids.DENDROGRAM_VIEW), "org.loupe.ui.cluster.more"), "",
                    f -> f.edits("cut ") > 0),
            new Step("name", List.of("org.loupe.ui.cluster.nameNext"), "", f -> f.edits("name ") > 1),
            new Step("save", List.of("org.loupe.ui.cluster.save"), "",
                    f -> f.ran.contains("org.loupe.ui.cluster.save") && f.table().labelCount() > 0),
            new Step("train", List.of(Ids.TRAIN, "org.loupe.ui.model.new"), "",
                    f -> f.idle() && !f.project.getModels().isEmpty()),
            new Step("read", List.of(Ids.TRAIN, shown(Ids.MODELS_VIEW)), "",
                    f -> !f.project.getModels().isEmpty() && f.ran.contains("read"))));

    /**
     * One step.
     *
     * @param key      of its words
     * @param commands that do it, one after the other, with their parameters
     * @param last     the command whose success ends it; "" if only {@code there} tells
     * @param there    whether what the step is for is there
     */
    record Step(String key, List<String> commands, String last, Predicate<Facts> there) {
        Step(String key, List<String> commands) {
            this(key, commands, commands.get(0), f -> false);
        }
    }

    /**
     * What is known when a step is looked at.
     *
     * @param project the open one
     * @param done    keys of the steps that are done
     * @param ran     commands, and keys of steps whose commands have all run, since the project was opened
     * @param newRuns runs since {@link Guide#from}
     */
    record Facts(Session session, Project project, Set<String> done, Set<String> ran, int newRuns) {
        /** Tiles that are labelled before each training of a net. */
        static final int ROUND = 10;

        boolean idle() {
            return session.task().isEmpty();
        }

        boolean hasRun() {
            return idle() && session.results().isPresent();
        }

        /** Number of nets that were trained. */
        long nets() {
            return project.getModels().stream().filter(m -> Models.isNet(session.registry(), m)).count();
        }

        /** Whether a file of this ending stands where files for other programs are proposed to stand. */
        boolean exported(String ending) {
            try (Stream<Path> files = Files.list(session.project().orElseThrow().folder().resolve("exports"))) {
                return files.anyMatch(f -> f.toString().endsWith(ending));
            } catch (IOException e) {
                return false; // there is no such folder yet
            }
        }

        boolean clustered() {
            return idle() && !project.getClusterings().isEmpty();
        }

        /** Number of edits of clusters that begin so. */
        long edits(String start) {
            return project.getClusterings().stream().flatMap(c -> c.getEdits().stream())
                    .filter(edit -> edit.startsWith(start)).count();
        }

        LabelTable table() {
            return session.desk().table();
        }

        LabelTally tally() {
            return table().tally(table().iteration());
        }

        boolean frozen() {
            return project.getIterations().stream().map(Iteration::getFrozen).anyMatch(when -> when != null);
        }
    }

    /** Start of the keys of its words. */
    final String words;
    /** Key of the step from which on runs are counted; "" if they are not. */
    final String from;
    /** Perspectives where none of its steps leads. */
    final Set<String> without;
    final List<Step> steps;
    private final Preferences.Key<String> kept;
    private static final Preferences.Key<String> SHOWN = new Preferences.Key<>("guide.shown", "GOLDEN");

    Guide(String words, String from, Set<String> without, List<Step> steps) {
        this.words = words;
        this.from = from;
        this.without = without;
        this.steps = steps;
        kept = new Preferences.Key<>("guide." + name().toLowerCase(Locale.ROOT), "");
    }

    /** The one that was shown last. */
    static Guide last() {
        return Arrays.stream(values()).filter(g -> g.name().equals(SHOWN.get())).findFirst().orElse(GOLDEN);
    }

    /** Keeps that it is shown. */
    void shown() {
        SHOWN.set(name());
    }

    /** Does the same on as many tiles as a round has, from Label on. */
    private static List<String> labelled(List<String> eachTile) {
        List<String> all = new ArrayList<>(List.of(Ids.LABEL));
        for (int tile = 0; tile < Facts.ROUND; tile++)
            all.addAll(eachTile);
        return all;
    }

    private static String shown(String view) {
        return "org.eclipse.ui.views.showView(org.eclipse.ui.views.showView.viewId=" + view + ")";
    }

    /** Keys of the steps that were done when it was shown last. */
    List<String> kept() {
        return List.of(kept.get().split(","));
    }

    /** Keeps which steps are done. */
    void keep(List<String> done) {
        kept.set(String.join(",", done));
    }

    /** The command that opens it. */
    String command() {
        return "org.loupe.ui.help." + name().toLowerCase(Locale.ROOT);
    }
}
