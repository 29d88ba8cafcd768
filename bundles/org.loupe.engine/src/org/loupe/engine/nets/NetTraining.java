package org.loupe.engine.nets;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.loupe.api.Detections;
import org.loupe.api.Device;
import org.loupe.api.DeviceException;
import org.loupe.api.Examples;
import org.loupe.api.Model;
import org.loupe.api.Pair;
import org.loupe.api.Predictions;
import org.loupe.api.Provenance;
import org.loupe.api.Step;
import org.loupe.api.Task;
import org.loupe.api.Tool;
import org.loupe.api.ToolException;
import org.loupe.api.Trainer;
import org.loupe.api.TrainingRun;
import org.loupe.engine.Hash;
import org.loupe.engine.Policy;
import org.loupe.engine.Progress;
import org.loupe.engine.Registry;
import org.loupe.engine.Schema;
import org.loupe.engine.SchemaException;
import org.loupe.engine.SimpleRun;

/**
 * Trains a net on labelled images, judges it after each epoch on groups that it is not shown, and keeps the best. The
 * same settings and examples give the same model on one machine. For one thread.
 *
 * @param <O> what the net gives: {@link Detections}, a map of classes or {@link Predictions}
 */
public final class NetTraining<O> {
    /** Images held apart that are shown after each epoch. */
    private static final int SHOWN = 5;
    /** Judged epochs in a row without any result after which it is said. */
    private static final int BLANK = 5;
    private static final String KEY = "training.txt", EPOCHS = "epochs.json";
    private static final Gson GSON = new GsonBuilder().serializeSpecialFloatingPointValues().create();

    private final NetSettings settings;
    private final Examples<Pair, O> examples;
    private final Registry registry;
    private final Registry.Entry entry;
    private final Trainer<Record, Pair, O> trainer;
    private final Record params;
    private final HeldApart split;
    /** Where it learns: a GPU that the trainer can use, if there is one. */
    private volatile Device device;
    /** What it goes on from, if it does, and the hash of its file. */
    private final Optional<NetModel<?>> start;
    private final String startHash;

    /**
     * Prepares a training.
     *
     * @param examples their lists may read images when they are asked for, by any thread, and throw an
     *                 {@link UncheckedIOException} if one cannot be read
     * @throws ToolException if the trainer is missing, its parameters are wrong, or there is nothing to learn
     */
    public NetTraining(NetSettings settings, Examples<Pair, O> examples, Registry registry) throws ToolException {
        this.settings = settings;
        this.examples = examples;
        this.registry = registry;
        entry = find(settings.trainer(), registry);
        trainer = trainer(settings.trainer(), registry);
        params = read(settings.params());
        device = registry.devices(entry).stream().findFirst().orElse(Device.CPU);
        if (examples.size() == 0)
            throw new ToolException("There is no labelled image to learn from.", "Label images, or choose others.");
        start = settings.start().isEmpty() ? Optional.empty() : Optional.of(start(registry));
        startHash = start.isEmpty() ? "" : Hash.ofFile(Path.of(settings.start()));
        split = HeldApart.of(trainer.task(), examples, settings.held(), settings.seed(), known());
    }

    private NetModel<?> start(Registry registry) throws ToolException {
        NetModel<?> model = NetModel.read(Path.of(settings.start()), registry);
        if (!model.card().trainer().toolId().equals(settings.trainer()))
            throw new ToolException("The model to start from, " + settings.start() + ", was trained by "
                    + model.card().trainer().toolId() + ", and " + settings.trainer() + " cannot go on from it.",
                    "Choose that trainer, another model, or none.");
        return model;
    }

    /** Examples that the model which it goes on from has learned. */
    private BitSet known() throws ToolException {
        Set<String> prints = Set.copyOf(start.map(m -> m.card().learned()).orElse(List.of()));
        BitSet known = new BitSet();
        for (int i = 0; i < examples.size() && !prints.isEmpty(); i++)
            if (prints.contains(Fingerprint.of(examples.inputs().get(i).test())))
                known.set(i);
        return known;
    }

    /** Gives the examples for a task. */
    @FunctionalInterface
    public interface Reading {
        Examples<Pair, ?> of(Task task) throws ToolException;
    }

    /**
     * Prepares a training whose examples depend on what the trainer learns.
     *
     * @throws ToolException as the constructor, or as the reading does
     */
    @SuppressWarnings("unchecked")
    public static NetTraining<?> of(NetSettings settings, Reading reading, Registry registry) throws ToolException {
        Examples<Pair, ?> examples = reading.of(task(settings.trainer(), registry));
        return new NetTraining<>(settings, (Examples<Pair, Object>) examples, registry);
    }

    /** The same examples with other settings. */
    public NetTraining<O> with(NetSettings other, Registry registry) throws ToolException {
        return new NetTraining<>(other, examples, registry);
    }

    private Record read(Map<String, Object> given) throws ToolException {
        try {
            return Schema.of(trainer).read(given);
        } catch (SchemaException e) {
            throw e.of(trainer.info().label());
        }
    }

    private static Registry.Entry find(String id, Registry registry) throws ToolException {
        return registry.find(id, Policy.AUTO, NetTraining::learns, "learn from labelled images");
    }

    /** A trainer of nets. @throws ToolException if there is none of this id; the remedy names those that there are */
    @SuppressWarnings("unchecked")
    static <O> Trainer<Record, Pair, O> trainer(String id, Registry registry) throws ToolException {
        return (Trainer<Record, Pair, O>) find(id, registry).tool();
    }

    /** What the nets of a trainer do. @throws ToolException if no trainer of nets has this id */
    public static Task task(String trainer, Registry registry) throws ToolException {
        return trainer(trainer, registry).task();
    }

    /** The tools that learn nets from labelled images, each once. */
    public static List<Trainer<?, ?, ?>> trainers(Registry registry) {
        Map<String, Trainer<?, ?, ?>> known = new LinkedHashMap<>();
        for (Registry.Entry e : registry.tools())
            if (learns(e.tool()) && e.tool() instanceof Trainer<?, ?, ?> t)
                known.putIfAbsent(t.info().id(), t);
        return List.copyOf(known.values());
    }

    private static boolean learns(Tool<?, ?, ?> tool) {
        return tool instanceof Trainer<?, ?, ?> trainer && (trainer.task() == Task.DETECTION
                || trainer.task() == Task.SEGMENTATION || trainer.task() == Task.IMAGE_CLASSIFICATION);
    }

    /** What the net will do. */
    public Task task() {
        return trainer.task();
    }

    /** The classes that it will tell apart. */
    public List<String> classes() {
        return examples.classes();
    }

    /** The trainer's parameters, all of them, as they are after defaults were taken. */
    public Map<String, Object> params() {
        return Schema.of(trainer).write(params);
    }

    /** Boards, wafers or lots that are held apart; empty if single images are, or none. */
    public List<String> groups() {
        return split.groups();
    }

    /** What of the examples makes the figures doubtful, in whole sentences. */
    public List<String> warnings() {
        return split.warnings();
    }

    /** About the bytes of memory that it takes at its most; 0 if the trainer does not know. */
    public long memory() throws ToolException {
        return trainer.memory(params, examples);
    }

    /** Bytes of memory that are free for it now; of a GPU all that it has. */
    public long freeMemory() {
        if (device instanceof Device.Cuda gpu)
            return gpu.bytes();
        try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
            Optional<String> free = lines.filter(line -> line.startsWith("MemAvailable:")).findFirst();
            if (free.isPresent())
                return Long.parseLong(free.get().replaceAll("\\D", "")) << 10;
        } catch (IOException | UncheckedIOException e) {
            // another system, which is asked below
        }
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getFreeMemorySize();
    }

    /** Whether there is room for it, as far as that is known. */
    public boolean fits() throws ToolException {
        return memory() < 0.8 * freeMemory();
    }

    /** Parameters that take less memory, of which the user is asked; empty if there are none. */
    public Optional<Map<String, Object>> lighter() {
        return trainer.lighter(params).map(Schema.of(trainer)::write);
    }

    /** Images that are learned from, and images that are held apart. */
    public int[] sizes() {
        return new int[] { split.learned().length, split.held().length };
    }

    /**
     * Trains: on a GPU that the trainer can use, or on the processor if there is none or it fails; the arithmetic of this
     * machine's first device is lent either way.
     *
     * @param folder   takes what it needs to go on after a kill; what another training left there is removed. Empty: it
     *                 begins anew
     * @param progress told in thousandths
     * @throws ToolException if an example does not suit, memory is short or nothing can be learned
     */
    public NetModel<O> train(Optional<Path> folder, NetWatcher watcher, Progress progress) throws ToolException {
        Progress lending = registry.lending(Policy.AUTO, progress);
        if (folder.isPresent())
            prepare(folder.get());
        try {
            return train(new Watching(folder, watcher, lending));
        } catch (DeviceException e) {
            if (device.equals(Device.CPU))
                throw e;
            device = Device.CPU;
            Watching watching = new Watching(folder, watcher, lending);
            watching.warnings.add(e.getMessage() + " The training went on with the processor.");
            return train(watching);
        }
    }

    private NetModel<O> train(Watching watching) throws ToolException {
        watching.read();
        Optional<Path> folder = watching.folder;
        try (Step<Examples<Pair, O>, Model<Pair, O>> step = trainer.open(params, device);
                SimpleRun run = SimpleRun.training(watching.progress, settings.seed(), watching)) {
            Model<Pair, O> model = step.apply(part(split.learned()), run);
            NetCard card = card(watching.report());
            if (folder.isPresent())
                clear(folder.get());
            return new NetModel<>(card, model);
        } catch (ToolException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("What training had opened cannot be closed.", e);
        }
    }

    private NetCard card(NetReport report) {
        Provenance provenance = new Provenance(trainer.info().id(), entry.bundle(), entry.version(),
                Schema.of(trainer).write(params), settings.seed(), "", device.label(), entry.libraries(),
                List.of());
        boolean reference = examples.inputs().get(0).reference().isPresent();
        return new NetCard(trainer.task(), provenance, examples.classes(), reference,
                examples.inputs().get(0).test().shape().umPerPx(), modes(), largest(), settings.mergeIou(),
                settings.leastScore(), report, fingerprints(), began());
    }

    private List<String> modes() {
        return examples.modes().stream().map(String::strip).filter(mode -> !mode.isEmpty()).distinct().sorted()
                .toList();
    }

    private List<String> fingerprints() {
        Set<String> all = new LinkedHashSet<>(start.map(m -> m.card().learned()).orElse(List.of()));
        for (int row : split.learned())
            all.add(Fingerprint.of(examples.inputs().get(row).test()));
        return List.copyOf(all);
    }

    private String began() {
        return start.isEmpty() ? "" : Path.of(settings.start()).getFileName() + ", SHA-256 " + startHash;
    }

    private int largest() {
        float longest = 0;
        for (O truth : examples.truths())
            if (truth instanceof Detections boxes)
                for (int i = 0; i < boxes.size(); i++)
                    longest = Math.max(longest, Math.max(boxes.width()[i], boxes.height()[i]));
        return (int) Math.ceil(longest);
    }

    private Examples<Pair, O> part(int[] rows) {
        return new Examples<>(examples.classes(), view(examples.inputs(), rows), view(examples.truths(), rows),
                Arrays.stream(rows).mapToObj(examples.groups()::get).toList(),
                Arrays.stream(rows).mapToObj(examples.modes()::get).toList());
    }

    private static <T> List<T> view(List<T> all, int[] rows) {
        return new AbstractList<>() {
            @Override
            public T get(int index) {
                return all.get(rows[index]);
            }

            @Override
            public int size() {
                return rows.length;
            }
        };
    }

    // ---------------------------------------------------------------- the folder

    /**
     * Whether the folder holds what this very training left there when it was killed: it then goes on, else it begins
     * anew.
     */
    public boolean continues(Path folder) {
        try {
            Path file = folder.resolve(KEY);
            return Files.exists(file) && Files.exists(folder.resolve(EPOCHS)) && Files.readString(file).equals(key());
        } catch (IOException e) {
            return false; // it will say so when it is to be written
        }
    }

    /** What a training that did not end had told of its epochs; empty if nothing is known. */
    public static List<NetEpoch> left(Path folder) {
        try {
            Told told = GSON.fromJson(Files.readString(folder.resolve(EPOCHS)), Told.class);
            return told == null || told.epochs == null ? List.of() : List.copyOf(told.epochs);
        } catch (IOException | JsonParseException e) {
            return List.of(); // why is said when it is to go on
        }
    }

    /** Tells two trainings apart that do not give the same. */
    private String key() {
        StringBuilder key = new StringBuilder(entry.bundle() + " " + entry.version() + " " + settings.trainer() + "\n"
                + new TreeMap<>(Schema.of(trainer).write(params)) + "\n" + settings + "\n" + examples.classes() + "\n"
                + examples.groups() + "\n");
        int hash = 1;
        for (O truth : examples.truths())
            if (truth instanceof Detections d)
                hash = 31 * hash + Arrays.hashCode(d.x()) + 17 * Arrays.hashCode(d.y())
                        + 7 * Arrays.hashCode(d.width()) + 3 * Arrays.hashCode(d.height())
                        + Arrays.hashCode(d.classIndex());
        if (start.isPresent())
            key.append(startHash).append('\n');
        return key.append(hash).append('\n').toString();
    }

    /** Leaves in the folder only what this very training left there. */
    private void prepare(Path folder) throws ToolException {
        String key = key();
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve(KEY);
            if (Files.exists(file) && Files.readString(file).equals(key))
                return;
            clear(folder);
            Files.createDirectories(folder);
            Files.writeString(file, key);
        } catch (IOException e) {
            throw new ToolException("The folder " + folder + " of the training cannot be written: " + e.getMessage()
                    + ".", "Choose another place, or make room.", e);
        }
    }

    private static void clear(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList())
                Files.delete(path);
        } catch (IOException e) {
            System.getLogger(NetTraining.class.getName()).log(System.Logger.Level.WARNING, folder + " stays", e);
        }
    }

    // ---------------------------------------------------------------- judging

    /** What is known of the epochs so far, as the folder keeps it. */
    private record Told(List<NetEpoch> epochs, NetFigures best, int bestEpoch, List<String> warnings) {
    }

    /** Judges and records while the trainer works. */
    private final class Watching implements TrainingRun {
        private final Optional<Path> folder;
        private final NetWatcher watcher;
        private final Progress progress;
        private final List<NetEpoch> epochs = new ArrayList<>();
        private final Map<String, double[]> sums = new LinkedHashMap<>();
        private final Set<String> warnings = new LinkedHashSet<>(split.warnings());
        private NetFigures best;
        private int bestEpoch, blank, same;
        private double now;

        Watching(Optional<Path> folder, NetWatcher watcher, Progress progress) {
            this.folder = folder;
            this.watcher = watcher;
            this.progress = progress;
        }

        @Override
        public void figures(double epoch, Map<String, Double> values) {
            now = epoch;
            values.forEach((name, value) -> {
                double[] sum = sums.computeIfAbsent(name, n -> new double[3]);
                sum[0] += value;
                sum[1]++;
                sum[2] = value;
            });
            watcher.figures(epoch, values);
        }

        @Override
        public double judge(Model<?, ?> soFar) throws ToolException {
            Map<String, Double> trained = new TreeMap<>();
            sums.forEach((name, sum) -> trained.put(name, name.equals("learningRate") ? sum[2] : sum[0] / sum[1]));
            sums.clear();
            int number = (int) Math.floor(now) + 1;
            epochs.removeIf(e -> e.number() >= number); // told before a kill, and done again now
            List<NetWatcher.Shown> shown = new ArrayList<>();
            Answers answers = new Answers();
            NetFigures figures = split.held().length == 0 ? null : judged(soFar, shown, answers);
            double score = figures == null ? Double.NaN : figures.score();
            Map<String, Double> told = new TreeMap<>(figures == null ? Map.of() : figures.overall());
            if (figures != null)
                told.putAll(answers.figures());
            double[] losses = figures == null ? new double[0] : losses(soFar);
            Arrays.stream(losses).filter(Double::isFinite).average()
                    .ifPresent(mean -> told.put(NetEpoch.VALIDATION_LOSS, mean));
            shown.replaceAll(s -> losses.length == 0 ? s : new NetWatcher.Shown(s.example(), s.pair(), s.truth(),
                    s.found(), losses[Arrays.binarySearch(split.held(), s.example())]));
            NetEpoch epoch = new NetEpoch(number, trained, told, score);
            epochs.add(epoch);
            if (figures != null && (best == null || score >= best.score())) {
                best = figures;
                bestEpoch = number;
            }
            blank = figures != null && figures.blank() ? blank + 1 : 0;
            if (blank == BLANK)
                warnings.add("For " + BLANK + " epochs the net found nothing at all, or everything: check labels and"
                        + " learning rate.");
            same = figures != null && answers.same() ? same + 1 : 0;
            if (same == BLANK)
                warnings.add("For " + BLANK + " epochs the net gave the same for every image held apart: check that"
                        + " images and labels belong together, and the learning rate.");
            write();
            watcher.epoch(epoch, shown);
            return score;
        }

        /** How wrong it is on each image held apart; empty if the trainer does not tell. */
        @SuppressWarnings("unchecked")
        private double[] losses(Model<?, ?> soFar) throws ToolException {
            try (SimpleRun run = SimpleRun.telling(progress.quiet(), settings.seed())) {
                return trainer.losses(params, (Model<Pair, O>) soFar, part(split.held()), run);
            } catch (ToolException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException("What judging had opened cannot be closed.", e);
            }
        }

        /** What was told before a kill. */
        private void read() throws ToolException {
            Path file = folder.map(f -> f.resolve(EPOCHS)).orElse(null);
            if (file == null || !Files.exists(file))
                return;
            try {
                Told told = GSON.fromJson(Files.readString(file), Told.class);
                epochs.addAll(told.epochs);
                best = told.best;
                bestEpoch = told.bestEpoch;
                warnings.addAll(told.warnings);
            } catch (IOException | JsonParseException | NullPointerException e) {
                throw new ToolException("What the training left in " + folder.get() + " is damaged: " + e.getMessage()
                        + ".", "Delete that folder; the training then begins anew.", e);
            }
        }

        private void write() throws ToolException {
            if (folder.isEmpty())
                return;
            Path file = folder.get().resolve(EPOCHS), aside = folder.get().resolve(EPOCHS + ".part");
            try {
                Files.writeString(aside, GSON.toJson(new Told(epochs, best, bestEpoch, List.copyOf(warnings))));
                Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new ToolException("The state of the training cannot be written to " + folder.get() + ": "
                        + e.getMessage() + ".", "Make room on the disk; the training then goes on from the epoch"
                                + " before.", e);
            }
        }

        @SuppressWarnings("unchecked")
        private NetFigures judged(Model<?, ?> soFar, List<NetWatcher.Shown> shown, Answers answers)
                throws ToolException {
            Judge<O> judge = Judge.of(trainer.task(), examples, settings);
            try (Step<Pair, O> step = ((Model<Pair, O>) soFar).open(device)) {
                int[] held = split.held();
                for (int i = 0; i < held.length; i++) {
                    progress.check();
                    int row = held[i];
                    Pair pair = examples.inputs().get(row);
                    O truth = examples.truths().get(row);
                    try (SimpleRun run = SimpleRun.telling(progress.quiet(), settings.seed())) {
                        O given = step.apply(pair, run);
                        Object found = judge.add("image " + row, truth, given);
                        answers.add(truth, given, found);
                        if ((long) i * SHOWN / held.length != (long) (i - 1) * SHOWN / held.length || i == 0)
                            shown.add(new NetWatcher.Shown(row, pair, truth, found, Double.NaN)); // from all parts of them
                    }
                }
            } catch (ToolException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException("What judging had opened cannot be closed.", e);
            }
            return judge.figures();
        }

        @Override
        public Optional<Model<?, ?>> start() {
            return start.map(NetModel::model);
        }

        @Override
        public boolean ending() {
            return watcher.ending();
        }

        @Override
        public Optional<Path> folder() {
            return folder;
        }

        NetReport report() {
            if (best != null && best.blank())
                warnings.add("The model finds nothing at all, or everything, on the images held apart: it is of no use.");
            int last = epochs.isEmpty() ? 0 : epochs.get(epochs.size() - 1).number();
            return new NetReport(epochs, best == null ? last : bestEpoch, Optional.ofNullable(best),
                    split.learned().length, split.held().length, split.groups(), List.copyOf(warnings));
        }
    }
}
