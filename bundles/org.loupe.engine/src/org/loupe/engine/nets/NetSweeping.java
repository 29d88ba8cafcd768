package org.loupe.engine.nets;

import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.loupe.api.Detections;
import org.loupe.api.Device;
import org.loupe.api.Examples;
import org.loupe.api.Pair;
import org.loupe.api.Predictions;
import org.loupe.api.Step;
import org.loupe.api.Task;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.engine.Plural;
import org.loupe.engine.Progress;
import org.loupe.engine.Registry;
import org.loupe.engine.SimpleRun;

/**
 * Makes a {@link NetSweep}: all nets are judged on the same images held apart, so that their figures can be compared,
 * and learn for all their epochs. For one thread.
 *
 * @param <O> what the nets give
 */
public final class NetSweeping<O> {
    /** Images held apart that are shown for each setting. */
    private static final int SHOWN = 4;
    private static final float SURE = 0.5f;

    private final NetSweep sweep;
    private final Examples<Pair, O> examples;
    private final Registry registry;
    private final Task task;
    private final HeldApart split;
    private final Map<Integer, int[]> chosen = new HashMap<>();

    /** Who is told. Called by the thread of the sweep. */
    public interface Watcher {

        /** What is known of a combination already, from a sweep that was interrupted. */
        Optional<NetSweep.Cell> known(int setting, int repeat);

        /** A combination is about to be tried. */
        default void begins(int setting, int repeat) {
        }

        /** A combination is done. */
        void done(NetSweep.Cell cell) throws ToolException;

        /** What a net of the first repeat gives for an image held apart. @param example row of the image */
        void shown(int setting, int example, Pair pair, Object truth, Object found) throws ToolException;
    }

    /** Chooses images to learn from. */
    @FunctionalInterface
    public interface Choice {

        /** @param rows of the examples that may be chosen @return so many of them */
        int[] of(int[] rows, int count) throws ToolException;
    }

    /**
     * Prepares a sweep.
     *
     * @throws ToolException if a parameter is wrong, the trainers do different things, or there are too few images
     */
    public NetSweeping(NetSweep sweep, Examples<Pair, O> examples, Choice choice, Registry registry)
            throws ToolException {
        this.sweep = sweep;
        this.examples = examples;
        this.registry = registry;
        task = task(sweep, registry);
        split = HeldApart.of(task, examples, sweep.judged().held(), sweep.judged().seed(), new BitSet());
        if (split.held().length == 0)
            throw new ToolException("There is no image to judge nets on.", "Label more images.");
        int all = split.learned().length;
        for (NetSweep.Setting setting : sweep.settings()) {
            int images = setting.images() == 0 ? all - setting.pseudo() : setting.images();
            if (images < 1 || images + setting.pseudo() > all)
                throw new ToolException("A setting learns from " + Plural.of(images, "image") + " and "
                        + setting.pseudo() + " with pseudo-labels, and there are " + all + " that are not held apart.",
                        "Lower the numbers, or label more images.");
            if (!chosen.containsKey(images))
                chosen.put(images, images == all ? split.learned() : choice.of(split.learned().clone(), images));
            training(setting, 0, part(chosen.get(images), Map.of())); // checks parameters
        }
    }

    /** What the nets of a sweep do. @throws ToolException if they do different things, or one is no trainer of nets */
    public static Task task(NetSweep sweep, Registry registry) throws ToolException {
        Task first = null;
        for (String net : sweep.nets()) {
            Task task = NetTraining.task(net, registry);
            if (first != null && first != task)
                throw new ToolException("The nets of a sweep do one thing, and " + sweep.nets().get(0) + " and " + net
                        + " do different ones.", "Sweep detectors, segmenters or classifiers alone.");
            first = task;
        }
        return first;
    }

    /** The rows that are learned from where so many images are. */
    public Map<Integer, int[]> chosen() {
        return Map.copyOf(chosen);
    }

    /** The rows on which nets are judged. */
    public int[] held() {
        return split.held().clone();
    }

    /** How many images are not held apart. */
    public int learned() {
        return split.learned().length;
    }

    /** The rows, of those on which nets are judged, for which it is shown what each setting finds; in order. */
    public int[] shown() {
        int[] held = split.held();
        int count = Math.min(SHOWN, held.length);
        return IntStream.range(0, count).map(i -> held[(int) ((long) i * held.length / count)]).sorted().toArray();
    }

    /** What makes all figures doubtful, in whole sentences. */
    public List<String> warnings() {
        return split.warnings();
    }

    /**
     * Makes all combinations that are not known yet. One that fails is recorded with its reason, and the others go on.
     *
     * @param folder for what a training needs to go on after a kill
     * @return all combinations and repeats, in order
     * @throws ToolException         if the watcher does
     * @throws CancellationException once the progress is cancelled; what is done is known then
     */
    public List<NetSweep.Cell> run(Path folder, Watcher watcher, Progress progress) throws ToolException {
        List<NetSweep.Setting> settings = sweep.settings();
        List<NetSweep.Cell> cells = new ArrayList<>();
        int total = settings.size() * sweep.repeats();
        for (int s = 0; s < settings.size(); s++)
            for (int r = 0; r < sweep.repeats(); r++) {
                Optional<NetSweep.Cell> known = watcher.known(s, r);
                NetSweep.Cell cell = known.isPresent() ? known.get() : cell(s, r, settings.get(s), folder, watcher,
                        progress.part((double) cells.size() / total, (cells.size() + 1.0) / total));
                if (known.isEmpty())
                    watcher.done(cell);
                cells.add(cell);
            }
        return cells;
    }

    private NetSweep.Cell cell(int number, int repeat, NetSweep.Setting setting, Path folder, Watcher watcher,
            Progress progress) throws ToolException {
        long start = System.nanoTime();
        watcher.begins(number, repeat);
        try {
            NetModel<O> model = train(setting, repeat, folder, progress.part(0, 0.9));
            NetFigures figures = judge(model, number, repeat, watcher, progress.part(0.9, 1));
            String note = figures.blank() ? "It finds nothing at all, or everything." : "";
            return new NetSweep.Cell(number, repeat, figures.score(), figures.overall(), "", note,
                    (System.nanoTime() - start) / 1e9);
        } catch (CancellationException e) {
            throw e;
        } catch (ToolException | RuntimeException | OutOfMemoryError e) {
            return new NetSweep.Cell(number, repeat, Double.NaN, Map.of(), reason(e), "",
                    (System.nanoTime() - start) / 1e9);
        }
    }

    private static String reason(Throwable failure) {
        if (failure instanceof OutOfMemoryError)
            return "Memory is short. Lower the batch size or the window.";
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        return failure instanceof ToolException e && !e.remedy().isEmpty() ? message + " " + e.remedy() : message;
    }

    private NetModel<O> train(NetSweep.Setting setting, int repeat, Path folder, Progress progress)
            throws ToolException {
        int all = split.learned().length, images = setting.images() == 0 ? all - setting.pseudo() : setting.images();
        int[] rows = chosen.get(images);
        boolean twice = setting.pseudo() > 0;
        NetModel<O> first = learn(setting, repeat, part(rows, Map.of()), folder, progress.part(0, twice ? 0.4 : 1));
        if (!twice)
            return first;
        int[] more = Arrays.copyOf(NetSweep.without(split.learned(), rows), setting.pseudo());
        Map<Integer, O> found = labels(first, more, progress.part(0.4, 0.5));
        int[] sum = IntStream.concat(Arrays.stream(rows), Arrays.stream(more)).sorted().toArray();
        return learn(setting, repeat, part(sum, found), folder, progress.part(0.5, 1));
    }

    private NetModel<O> learn(NetSweep.Setting setting, int repeat, Examples<Pair, O> from, Path folder,
            Progress progress) throws ToolException {
        return training(setting, repeat, from).train(Optional.of(folder), NetWatcher.NONE, progress);
    }

    /** One that holds nothing apart: what judges the nets is not among the examples. */
    private NetTraining<O> training(NetSweep.Setting setting, int repeat, Examples<Pair, O> from)
            throws ToolException {
        NetSettings s = sweep.of(setting, repeat);
        return new NetTraining<>(new NetSettings(s.trainer(), s.params(), 0, s.seed(), s.mergeIou(), s.leastScore(),
                s.evaluationIou()), from, registry);
    }

    /** The examples in some rows. @param made truths of some of them that a net has found */
    private Examples<Pair, O> part(int[] rows, Map<Integer, O> made) {
        return new Examples<>(examples.classes(), list(rows, row -> examples.inputs().get(row)),
                list(rows, row -> made.containsKey(row) ? made.get(row) : examples.truths().get(row)),
                Arrays.stream(rows).mapToObj(examples.groups()::get).toList(),
                Arrays.stream(rows).mapToObj(examples.modes()::get).toList());
    }

    /** What stands in a row. */
    @FunctionalInterface
    private interface OfRow<T> {
        T get(int row);
    }

    private static <T> List<T> list(int[] rows, OfRow<T> of) {
        return new AbstractList<>() {
            @Override
            public T get(int index) {
                return of.get(rows[index]);
            }

            @Override
            public int size() {
                return rows.length;
            }
        };
    }

    private NetFigures judge(NetModel<O> model, int number, int repeat, Watcher watcher, Progress progress)
            throws ToolException {
        Judge<O> judge = Judge.of(task, examples.classes(), sweep.judged());
        int[] shown = shown();
        each(model, split.held(), progress, (row, pair, given) -> {
            O truth = examples.truths().get(row);
            Object seen = judge.add("image " + row, truth, given);
            if (repeat == 0 && Arrays.binarySearch(shown, row) >= 0)
                watcher.shown(number, row, pair, truth, seen);
        });
        return judge.figures();
    }

    /** What a net finds, as if people had labelled it. */
    @SuppressWarnings("unchecked")
    private Map<Integer, O> labels(NetModel<O> model, int[] rows, Progress progress) throws ToolException {
        Map<Integer, O> labels = new HashMap<>();
        each(model, rows, progress, (row, pair, given) -> labels.put(row, (O) switch (task) {
            case DETECTION -> Suppression.apply((Detections) given, sweep.judged().leastScore(),
                    sweep.judged().mergeIou());
            case SEGMENTATION -> sure((Tile) given);
            default -> Predictions.truth(examples.classes(), ((Predictions) given).best());
        }));
        return labels;
    }

    private static Tile sure(Tile map) {
        Tile sure = Tile.allocate(map.shape());
        for (int i = 0; i < map.shape().pixels() * map.shape().channels(); i++)
            sure.data().putFloat(i * Float.BYTES, map.data().getFloat(i * Float.BYTES) > SURE ? 1 : 0);
        return sure;
    }

    /** What is done with what a net gives. */
    @FunctionalInterface
    private interface Given<O> {
        void take(int row, Pair pair, O given) throws ToolException;
    }

    private void each(NetModel<O> model, int[] rows, Progress progress, Given<O> use) throws ToolException {
        try (Step<Pair, O> step = model.model().open(Device.CPU)) {
            for (int i = 0; i < rows.length; i++) {
                progress.check();
                progress.update(i, rows.length, 0, 0, "");
                Pair pair = examples.inputs().get(rows[i]);
                try (SimpleRun run = SimpleRun.telling(progress.quiet(), sweep.judged().seed())) {
                    use.take(rows[i], pair, step.apply(pair, run));
                }
            }
        } catch (ToolException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("What a net had opened cannot be closed.", e);
        }
    }
}
