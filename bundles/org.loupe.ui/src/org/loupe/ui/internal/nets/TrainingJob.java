package org.loupe.ui.internal.nets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.IntFunction;
import java.util.stream.Stream;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.ISchedulingRule;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.ui.progress.IProgressConstants;
import org.loupe.api.ToolException;
import org.loupe.engine.Policy;
import org.loupe.engine.Progress;
import org.loupe.engine.Registry;
import org.loupe.engine.nets.NetCard;
import org.loupe.engine.nets.NetEpoch;
import org.loupe.engine.nets.NetModel;
import org.loupe.engine.nets.NetTraining;
import org.loupe.engine.nets.NetWatcher;
import org.loupe.model.ModelEntry;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Task;
import org.loupe.ui.Words;
import org.loupe.ui.internal.nets.TrainingState.Memory;
import org.loupe.ui.internal.nets.TrainingState.Pace;
import org.loupe.ui.internal.nets.TrainingState.Phase;
import org.loupe.workspace.learning.Classifiers;
import org.loupe.workspace.nets.NetFolders;
import org.loupe.workspace.nets.NetPlan;
import org.loupe.workspace.nets.NetTile;
import org.loupe.workspace.nets.NetTiles;
import org.loupe.workspace.stack.StackSource;

/**
 * A training of a net in the background. Of all trainings one learns at a time, the others wait; other work goes on
 * meanwhile. It can be interrupted at any time, and scheduled again to go on.
 */
public final class TrainingJob extends Job implements Progress, Task, NetWatcher {
    private static final long TELL_NS = 150_000_000, LOOK_NS = 1_000_000_000, KEEP_NS = 5 * LOOK_NS;
    /** Of all that learns in the background, one at a time. */
    static final ISchedulingRule ONE_AT_A_TIME = new ISchedulingRule() {
        @Override
        public boolean contains(ISchedulingRule rule) {
            return rule == this;
        }

        @Override
        public boolean isConflicting(ISchedulingRule rule) {
            return rule == this;
        }
    };

    /** Whoever writes or deletes the folder holds it. */
    private final Object files = new Object();
    private final Session session;
    private final Runnable changed;
    private final NetPlan plan;
    private final Path folder;
    private final Registry registry;
    private final Policy policy;
    private volatile StackSource source;
    private volatile IProgressMonitor monitor;
    private volatile boolean stopped, ending, discarded;
    private boolean failureTold;
    private ModelEntry entry;
    private String sha256 = "";
    private long told, looked, kept;

    // what is told, by the job's thread; read by the UI thread
    private final List<NetEpoch> epochs = new ArrayList<>();
    private final Map<Integer, NetTile> tiles = new HashMap<>();
    private final List<Integer> order = new ArrayList<>();
    private Phase phase = Phase.QUEUED;
    private String problem = "";
    private org.loupe.api.Task does;
    private List<String> classes = List.of(), groups = List.of(), warnings = List.of();
    private Map<String, Object> params = Map.of();
    private int learned, held;
    private double now, first = Double.NaN, live, rate = Double.NaN, steps, stepped;
    private long began, before, estimated, used;
    private NetCard card;
    private IntFunction<String> names = Integer::toString;

    /**
     * A training that is not scheduled yet.
     *
     * @param folder  of the training, with its plan
     * @param changed called on the UI thread when it has come further
     */
    TrainingJob(Session session, NetPlan plan, Path folder, Runnable changed) {
        super(Words.get("job.train", plan.name()));
        this.session = session;
        this.plan = plan;
        this.folder = folder;
        this.changed = changed;
        registry = session.registry();
        policy = session.policy();
        does = NetTraining.trainers(registry).stream().filter(t -> t.info().id().equals(plan.settings().trainer()))
                .findFirst().map(t -> t.task()).orElse(null);
        setRule(ONE_AT_A_TIME);
        setProperty(IProgressConstants.KEEPONE_PROPERTY, Boolean.FALSE);
    }

    /** Says that it was interrupted earlier. @param left what was told then @param shown tiles of then */
    synchronized void interrupted(List<NetEpoch> left, List<NetTile> shown) {
        phase = Phase.INTERRUPTED;
        epochs.addAll(left);
        for (int i = 0; i < shown.size(); i++) {
            tiles.put(-1 - i, shown.get(i)); // replaced by those of the same images when it goes on
            order.add(-1 - i);
        }
        now = left.isEmpty() ? 0 : left.get(left.size() - 1).number();
    }

    /** Begins or goes on, as soon as no other training learns. UI thread. @param labelled as it is now */
    void begin(StackSource labelled) {
        synchronized (this) {
            source = labelled;
            phase = Phase.QUEUED;
            problem = "";
            stopped = ending = discarded = failureTold = false;
        }
        Job.createSystem(getName(), monitor -> {
            keep(); // while it waits, a restart does not lose it
        }).schedule();
        schedule();
    }

    /** Leaves in the folder what tells of a training that has not begun. */
    private void keep() {
        synchronized (files) {
            try {
                if (discarded || NetPlan.isIn(folder))
                    return;
                plan.write(folder);
                Files.createDirectories(NetFolders.state(folder));
            } catch (ToolException | IOException e) {
                Failures.log(e); // it says so itself when it begins
            }
        }
    }

    /** Takes away the folder. */
    private void delete() {
        synchronized (files) {
            NetFolders.delete(folder);
        }
    }

    /** Has it end with the best so far. */
    void end() {
        ending = true;
        synchronized (this) {
            if (phase == Phase.RUNNING)
                phase = Phase.ENDING;
        }
    }

    /** Has it end; nothing is kept. */
    void discard() {
        discarded = true;
        if (cancel()) // else it deletes the folder itself
            Job.createSystem(getName(), monitor -> {
                delete();
            }).schedule();
    }

    /** Has it end; it can go on later. */
    void pause() {
        if (cancel())
            set(Phase.INTERRUPTED, ""); // it had not begun
    }

    /** The plan. */
    NetPlan plan() {
        return plan;
    }

    Path folder() {
        return folder;
    }

    /** Whether its failure is asked for the first time. UI thread. */
    boolean failedAnew() {
        boolean anew = !failureTold && state().phase() == Phase.FAILED;
        failureTold |= anew;
        return anew;
    }

    /** The model that it became. UI thread. */
    public Optional<ModelEntry> entry() {
        return Optional.ofNullable(entry);
    }

    void entry(ModelEntry made) {
        entry = made;
    }

    /** Hash of the model's file once there is one. */
    synchronized String sha256() {
        return sha256;
    }

    // ---------------------------------------------------------------- the work

    @Override
    protected IStatus run(IProgressMonitor given) {
        monitor = given;
        given.beginTask(getName(), 1000);
        began = System.nanoTime();
        before = resident();
        set(ending ? Phase.ENDING : Phase.RUNNING, "");
        Phase after = Phase.FAILED;
        String why = "";
        try {
            synchronized (files) {
                plan.write(folder);
            }
            NetModel<?> model = plan.train(source.read(registry), registry, policy, NetFolders.state(folder),
                    this::prepared, this, this);
            check();
            Path file = NetFolders.model(folder);
            model.write(file);
            NetTiles.write(shown(), NetFolders.tiles(folder));
            String hash = Classifiers.sha256(file, Progress.NONE);
            synchronized (this) {
                sha256 = hash;
                card = model.card();
                epochs.clear();
                epochs.addAll(card.report().epochs());
                warnings = card.report().warnings();
            }
            after = Phase.DONE;
            System.getLogger(TrainingJob.class.getName()).log(System.Logger.Level.INFO, doneWords());
        } catch (CancellationException e) {
            after = Phase.INTERRUPTED;
            if (discarded)
                delete();
            else
                keepTiles();
        } catch (ToolException e) {
            why = Failures.text(e);
        } catch (RuntimeException | OutOfMemoryError e) {
            why = e instanceof OutOfMemoryError ? Words.get("net.outOfMemory") : Failures.text(e);
            Failures.log(e);
        } finally {
            source = null;
            if (after == Phase.FAILED && NetTraining.left(NetFolders.state(folder)).isEmpty())
                NetFolders.delete(NetFolders.state(folder)); // there is nothing to go on from
            given.done();
            set(after, why);
        }
        return after == Phase.INTERRUPTED ? Status.CANCEL_STATUS : Status.OK_STATUS;
    }

    private void keepTiles() {
        try {
            if (!shown().isEmpty())
                NetTiles.write(shown(), NetFolders.tiles(folder));
        } catch (ToolException e) {
            Failures.log(e);
        }
    }

    private void set(Phase to, String why) {
        synchronized (this) {
            phase = to;
            problem = why;
        }
        session.ui(changed);
    }

    private void prepared(NetTraining<?> training, IntFunction<String> given, List<String> notes) {
        boolean goesOn = training.continues(NetFolders.state(folder));
        long bytes;
        try {
            bytes = training.memory();
        } catch (ToolException e) {
            bytes = 0; // training says what is wrong
        }
        synchronized (this) {
            names = given;
            does = training.task();
            classes = training.classes();
            groups = training.groups();
            warnings = Stream.concat(training.warnings().stream(), notes.stream()).toList();
            params = training.params();
            learned = training.sizes()[0];
            held = training.sizes()[1];
            estimated = bytes;
            if (!goesOn && !epochs.isEmpty())
                session.ui(() -> session.status().message(Kind.WARNING, Words.get("training.net.anew", plan.name())));
            if (!goesOn) {
                epochs.clear();
                tiles.clear();
                order.clear();
                now = 0;
            }
            first = Double.NaN;
        }
        session.ui(changed);
    }

    // ---------------------------------------------------------------- what it tells

    @Override
    public void figures(double epoch, Map<String, Double> values) {
        long time = System.nanoTime();
        synchronized (this) {
            if (Double.isNaN(first)) {
                first = epoch;
                began = time;
            }
            now = epoch;
            live = values.getOrDefault("loss", Double.NaN);
            double speed = values.getOrDefault("imagesPerSecond", Double.NaN);
            if (!Double.isNaN(speed)) {
                rate = Double.isNaN(rate) ? speed : rate + 0.1 * (speed - rate);
                steps++;
                stepped += speed;
            }
        }
        if (time - looked > LOOK_NS) {
            looked = time;
            used = Math.max(0, resident() - before);
        }
        tell(time);
    }

    @Override
    public void epoch(NetEpoch epoch, List<Shown> shown) {
        synchronized (this) {
            epochs.removeIf(e -> e.number() >= epoch.number());
            epochs.add(epoch);
            now = epoch.number();
            goOnWith(shown);
        }
        for (Shown each : shown) {
            NetTile tile = tiles.get(each.example());
            boolean anew = tile == null;
            if (anew)
                tile = NetTile.of(each, names.apply(each.example()), classes);
            synchronized (this) {
                tile.add(epoch.number(), each, plan.settings());
                if (anew) {
                    tiles.put(each.example(), tile);
                    order.add(each.example());
                }
            }
        }
        if (System.nanoTime() - kept > KEEP_NS) { // a kill does not lose them then
            keepTiles();
            kept = System.nanoTime();
        }
        tell(0);
    }

    /** The tiles of before an interruption are of the same images, in their order. */
    private void goOnWith(List<Shown> shown) {
        if (order.isEmpty() || order.get(0) >= 0)
            return;
        List<NetTile> left = order.stream().map(tiles::get).toList();
        tiles.clear();
        order.clear();
        for (int i = 0; i < shown.size() && left.size() == shown.size(); i++) {
            tiles.put(shown.get(i).example(), left.get(i));
            order.add(shown.get(i).example());
        }
    }

    @Override
    public boolean ending() {
        return ending;
    }

    private void tell(long time) {
        if (time != 0 && time - told < TELL_NS)
            return;
        told = time == 0 ? System.nanoTime() : time;
        monitor.subTask(words());
        session.ui(changed);
    }

    @Override
    public boolean cancelled() {
        return stopped || monitor != null && monitor.isCanceled();
    }

    @Override
    protected void canceling() {
        stopped = true;
    }

    private synchronized List<NetTile> shown() {
        return order.stream().map(tiles::get).map(NetTile::copy).toList();
    }

    /** How it stands. Any thread. */
    public synchronized TrainingState state() {
        int wanted = TrainingState.wanted(params.isEmpty() ? plan.settings().params() : params);
        double since = (System.nanoTime() - began) / 1e9, done = now - first;
        double left = done > 0.02 && wanted > 0 ? since / done * (wanted - now) : Double.NaN;
        boolean learning = phase == Phase.RUNNING || phase == Phase.ENDING;
        Pace pace = learning ? new Pace(rate, steps == 0 ? Double.NaN : stepped / steps, since, left) : Pace.NONE;
        return new TrainingState(plan, folder, phase, problem, does, classes, wanted, now, List.copyOf(epochs),
                learning ? live : Double.NaN, pace, new Memory(estimated, used), learned, held, groups, warnings,
                shown(), Optional.ofNullable(card));
    }

    /** Bytes of memory that the process takes; 0 where the system does not say. */
    private static long resident() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status")))
                if (line.startsWith("VmRSS:"))
                    return Long.parseLong(line.replaceAll("\\D", "")) << 10;
        } catch (IOException e) {
            // another system
        }
        return 0;
    }

    // ---------------------------------------------------------------- words

    @Override
    public double fraction() {
        TrainingState state = state();
        return state.wanted() == 0 ? 0 : Math.min(1, state.now() / state.wanted());
    }

    @Override
    public String words() {
        TrainingState state = state();
        if (state.learned() == 0)
            return Words.get("training.net.reading", plan.name());
        int epoch = (int) Math.min(Math.max(1, state.wanted()), Math.floor(state.now()) + 1);
        return Double.isNaN(state.pace().left())
                ? Words.get("training.net.epoch", plan.name(), epoch, state.wanted())
                : Words.get("training.net.left", plan.name(), epoch, state.wanted(), Words.time(state.pace().left()));
    }

    /** What is said when there is a model: epochs reached, and how good it is. */
    String doneWords() {
        TrainingState state = state();
        int reached = state.epochs().size();
        return state.best().map(best -> Words.get("training.net.done", plan.name(), reached, state.scoreName(),
                TrainingState.score(best.score()), best.number()))
                .orElse(Words.get("training.net.doneUnjudged", plan.name(), reached));
    }
}
