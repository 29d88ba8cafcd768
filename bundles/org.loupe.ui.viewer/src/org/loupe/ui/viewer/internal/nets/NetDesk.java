package org.loupe.ui.viewer.internal.nets;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Widget;
import org.eclipse.ui.PlatformUI;
import org.loupe.api.ToolException;
import org.loupe.engine.nets.NetCard;
import org.loupe.model.ModelEntry;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;
import org.loupe.ui.Words;
import org.loupe.ui.internal.models.Models;
import org.loupe.ui.internal.nets.TrainingJob;
import org.loupe.ui.internal.nets.TrainingState;
import org.loupe.ui.internal.nets.Trainings;
import org.loupe.ui.viewer.internal.Latest;
import org.loupe.workspace.nets.NetFolders;
import org.loupe.workspace.nets.NetPlan;
import org.loupe.workspace.nets.NetTiles;

/**
 * The training or trained net that is looked at, and the one that it is compared with: all parts of trainings show
 * these. Files are read off the UI thread. UI thread only.
 */
public final class NetDesk {
    private record Listener(Widget owner, Runnable call) {
    }

    /** What reading a model came to. */
    private record Outcome(TrainingState state, String problem) {
    }

    private static NetDesk only;

    private final Session session;
    private final Trainings trainings;
    private final List<Listener> listeners = new ArrayList<>();
    private final Latest reading, comparing;
    private final Map<ModelEntry, TrainingState> known = new HashMap<>();
    private TrainingJob job;
    private ModelEntry entry, other;
    private TrainingState state;
    private boolean chosenOther;
    private String problem = "";

    private NetDesk(Session session) {
        this.session = session;
        trainings = Trainings.of(session);
        Shell shell = PlatformUI.getWorkbench().getWorkbenchWindows()[0].getShell();
        reading = new Latest(shell, "Loupe nets");
        comparing = new Latest(shell, "Loupe compared nets");
        trainings.listen(shell, this::changed);
        session.listen(shell, Session.Event.PROJECT, () -> {
            known.clear();
            show(null, null);
        });
        session.listen(shell, Session.Event.MODEL, () -> {
            if (entry != null && entry.eContainer() == null)
                show(null, null); // it was deleted; undo brings it back
        });
    }

    /** That of the session. */
    public static NetDesk of(Session session) {
        if (only == null || only.session != session)
            only = new NetDesk(session);
        return only;
    }

    Session session() {
        return session;
    }

    Trainings trainings() {
        return trainings;
    }

    /** Calls back when something else is to be shown, until the owner is disposed. */
    void listen(Widget owner, Runnable call) {
        Listener listener = new Listener(owner, call);
        listeners.add(listener);
        owner.addDisposeListener(e -> listeners.remove(listener));
    }

    private void fire() {
        for (Listener listener : List.copyOf(listeners))
            if (!listener.owner.isDisposed())
                listener.call.run();
    }

    // ---------------------------------------------------------------- what is looked at

    /** Shows a training. */
    public void show(TrainingJob shown) {
        show(shown, null);
    }

    /** Reads and shows a trained net of the project. */
    public void show(ModelEntry shown) {
        show(null, shown);
    }

    private void show(TrainingJob newJob, ModelEntry newEntry) {
        reading.forget();
        job = newJob;
        entry = newEntry;
        state = newJob == null ? null : newJob.state();
        problem = "";
        chosenOther = false;
        other = null;
        if (newEntry != null && session.project().isPresent()) {
            session.subject(newEntry);
            state = known.get(newEntry);
            if (state == null)
                read(newEntry);
        }
        compareWithPrevious();
        fire();
    }

    private void read(ModelEntry wanted) {
        Path file = session.project().orElseThrow().resolve(wanted.getFile());
        String name = wanted.getName();
        reading.ask(unwanted -> outcome(name, file), outcome -> {
            if (outcome.state != null)
                known.put(wanted, outcome.state);
            state = outcome.state;
            problem = outcome.problem;
            compareWithPrevious();
            fire();
        });
    }

    private static Outcome outcome(String name, Path file) {
        try {
            NetCard card = NetCard.read(file);
            Path folder = NetFolders.of(file);
            NetPlan plan = NetPlan.isIn(folder) ? NetPlan.read(folder) : TrainingState.planOf(name, card);
            return new Outcome(TrainingState.of(plan, folder, card, NetTiles.read(NetFolders.tiles(folder))), "");
        } catch (ToolException e) {
            return new Outcome(null, Failures.text(e));
        } catch (RuntimeException e) {
            Failures.log(e);
            return new Outcome(null, Words.get("models.failed", file.getFileName(), e));
        }
    }

    private void changed() {
        if (job != null && job.entry().isPresent()) {
            show(job.entry().get()); // it has become a model
            return;
        }
        if (job != null)
            state = job.state();
        fire();
    }

    /** How the shown one stands; empty if there is none, or it is read. */
    public Optional<TrainingState> state() {
        return Optional.ofNullable(state);
    }

    /** The training that is shown. */
    public Optional<TrainingJob> job() {
        return Optional.ofNullable(job);
    }

    /** The model that is shown. */
    public Optional<ModelEntry> entry() {
        return Optional.ofNullable(entry);
    }

    /** What the shown one is called; "" if there is none. */
    public String name() {
        return entry != null ? entry.getName() : state == null ? "" : state.plan().name();
    }

    /** Why the model cannot be shown, "" if it can. */
    String problem() {
        return problem;
    }

    // ---------------------------------------------------------------- what it is compared with

    /** The trained nets of the project, the latest first. */
    List<ModelEntry> nets() {
        List<ModelEntry> nets = new ArrayList<>(session.project().map(p -> p.project().getModels().stream()
                .filter(m -> Models.isNet(session.registry(), m)).toList()).orElse(List.of()));
        Collections.reverse(nets);
        return nets;
    }

    private void compareWithPrevious() {
        if (chosenOther || state == null)
            return;
        List<ModelEntry> nets = nets();
        int at = entry == null ? -1 : nets.indexOf(entry);
        String trainer = state.plan().settings().trainer();
        other = nets.stream().skip(at + 1L).filter(m -> trainer.equals(m.getTrainer())).findFirst().orElse(null);
        readOther();
    }

    /** Compares with another net, or with {@code null} with none. */
    void compareWith(ModelEntry chosen) {
        chosenOther = true;
        other = chosen;
        readOther();
        fire();
    }

    private void readOther() {
        ModelEntry wanted = other;
        if (wanted == null || known.containsKey(wanted) || session.project().isEmpty())
            return;
        Path file = session.project().get().resolve(wanted.getFile());
        String name = wanted.getName();
        comparing.ask(unwanted -> outcome(name, file), outcome -> {
            if (outcome.state != null) {
                known.put(wanted, outcome.state);
                fire();
            }
        });
    }

    /** The net that the shown one is compared with. */
    public Optional<ModelEntry> otherEntry() {
        return Optional.ofNullable(other);
    }

    /** How its training went, once it is read and if it does the same. */
    Optional<TrainingState> other() {
        return Optional.ofNullable(other).map(known::get).filter(o -> state != null
                && (state.task() == null || o.task() == state.task()));
    }
}
