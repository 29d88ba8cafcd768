package org.loupe.ui.internal.nets;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Widget;
import org.eclipse.ui.PlatformUI;
import org.loupe.api.ToolException;
import org.loupe.engine.nets.NetEpoch;
import org.loupe.engine.nets.NetTraining;
import org.loupe.model.ModelEntry;
import org.loupe.ui.Failures;
import org.loupe.ui.Preferences;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Status.Link;
import org.loupe.ui.Task;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.models.Models;
import org.loupe.ui.internal.nets.TrainingState.Phase;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.nets.NetFolders;
import org.loupe.workspace.nets.NetPlan;
import org.loupe.workspace.nets.NetTile;
import org.loupe.workspace.nets.NetTiles;
import org.loupe.workspace.stack.StackSource;

/**
 * The trainings of nets of the open project: under way, waiting, interrupted or failed. One that has ended well is a
 * model of the project. Closing the project interrupts them; they, and those that waited, can go on when it is opened
 * again. UI thread only.
 */
public final class Trainings {
    private record Listener(Widget owner, Runnable call) {
    }

    /** A training that was found in the project's folder. */
    private record Left(NetPlan plan, Path folder, List<NetEpoch> epochs, List<NetTile> tiles) {
    }

    private static Trainings only;

    private final Session session;
    private final List<Listener> listeners = new ArrayList<>();
    private final List<TrainingJob> jobs = new ArrayList<>();
    private ProjectFile project;

    private Trainings(Session session) {
        this.session = session;
    }

    /** That of the session. */
    public static Trainings of(Session session) {
        if (only == null || only.session != session)
            only = new Trainings(session);
        return only;
    }

    /** Keeps up with the project until {@code owner} is disposed. */
    public void follow(Widget owner) {
        session.listen(owner, Session.Event.PROJECT, this::opened);
        opened();
    }

    /** Calls back when a training begins, comes further or ends, until the owner is disposed. */
    public void listen(Widget owner, Runnable call) {
        Listener listener = new Listener(owner, call);
        listeners.add(listener);
        owner.addDisposeListener(e -> listeners.remove(listener));
    }

    /** Has the status line show what learns now: a training, or a sweep. */
    void tellBackground() {
        session.background(jobs.stream().filter(j -> j.state().phase() == Phase.RUNNING
                || j.state().phase() == Phase.ENDING).<Task>map(j -> j).findFirst()
                .or(() -> Sweeps.of(session).running()).orElse(null));
    }

    private void fire() {
        tellBackground();
        for (Listener listener : List.copyOf(listeners))
            if (!listener.owner.isDisposed())
                listener.call.run();
    }

    /** The trainings, the latest first. */
    public List<TrainingJob> all() {
        return List.copyOf(jobs);
    }

    // ---------------------------------------------------------------- projects

    private void opened() {
        ProjectFile now = session.project().orElse(null);
        if (now == project)
            return;
        jobs.forEach(TrainingJob::cancel);
        jobs.clear();
        project = now;
        fire();
        if (now == null)
            return;
        Path folder = now.folder();
        Job.createSystem(Words.get("job.openRun", folder), monitor -> {
            List<Left> left = new ArrayList<>();
            for (Path each : NetFolders.interrupted(folder))
                try {
                    left.add(new Left(NetPlan.read(each), each, NetTraining.left(NetFolders.state(each)),
                            NetTiles.read(NetFolders.tiles(each))));
                } catch (ToolException e) {
                    Failures.log(e);
                }
            if (!left.isEmpty())
                session.ui(() -> found(now, left));
        }).schedule();
    }

    private void found(ProjectFile of, List<Left> left) {
        if (project != of)
            return;
        for (Left each : left) {
            if (jobs.stream().anyMatch(j -> j.folder().equals(each.folder)))
                continue;
            TrainingJob job = new TrainingJob(session, each.plan, each.folder, this::tell);
            job.interrupted(each.epochs, each.tiles);
            jobs.add(job);
        }
        fire();
        TrainingJob first = jobs.stream().filter(j -> j.state().phase() == Phase.INTERRUPTED).findFirst().orElse(null);
        if (first != null && !of.readOnly())
            session.status().message(Kind.INFO, Words.get(first.state().epochs().isEmpty() ? "training.net.waiting"
                    : "training.net.interrupted", first.plan().name(), first.state().epochs().size()),
                    new Link(Words.get("training.net.resume"), () -> resume(first)));
    }

    // ---------------------------------------------------------------- what people do

    /** Trains a net from what the project has now, as soon as no other training learns. */
    public Optional<TrainingJob> start(NetPlan plan) {
        TrainingJob[] made = new TrainingJob[1];
        session.edit(p -> {
            Path folder = NetFolders.of(NetFolders.newModel(p.folder(), plan.name(), jobs.stream()
                    .map(TrainingJob::folder).toList()));
            TrainingJob job = new TrainingJob(session, plan, folder, this::tell);
            made[0] = job;
            jobs.add(0, job);
            job.begin(new StackSource(p));
            fire();
        });
        return Optional.ofNullable(made[0]);
    }

    /** Goes on with a training that was interrupted, or failed. */
    public void resume(TrainingJob job) {
        if (!jobs.contains(job) || job.state().alive())
            return;
        session.edit(p -> {
            job.begin(new StackSource(p));
            fire();
        });
    }

    /** Interrupts a training: it can go on later. */
    public void pause(TrainingJob job) {
        job.pause();
    }

    /** Ends a training with the best so far; one that waits is taken back. */
    public void end(TrainingJob job) {
        if (job.state().phase() == Phase.QUEUED || job.state().epochs().isEmpty() && job.state().learned() == 0) {
            discard(job);
            return;
        }
        job.end();
        session.status().message(Kind.INFO, Words.get("training.net.ending", job.plan().name()));
        fire();
    }

    /** Ends a training and keeps nothing of it. */
    public void discard(TrainingJob job) {
        job.discard();
        jobs.remove(job);
        session.status().message(Kind.INFO, Words.get("training.net.discarded", job.plan().name()));
        fire();
    }

    /** What ending the training under way would keep. */
    public String hint() {
        return jobs.stream().map(TrainingJob::state).filter(s -> s.phase() == Phase.RUNNING).findFirst()
                .flatMap(TrainingState::best).map(best -> Words.get("training.net.keeps", best.number()))
                .orElse(Words.get(Sweeps.of(session).running().isPresent() ? "sweeps.hint" : "training.net.keepsNone"));
    }

    // ---------------------------------------------------------------- ends

    /** Something has changed; what has ended well becomes a model. */
    private void tell() {
        for (TrainingJob job : List.copyOf(jobs)) {
            Phase phase = job.state().phase();
            if (phase == Phase.DONE) {
                jobs.remove(job);
                done(job);
            } else if (phase == Phase.FAILED && job.failedAnew()) {
                session.status().message(Kind.ERROR, Words.get("training.net.failed", job.plan().name(),
                        job.state().problem()));
                beep();
            }
        }
        fire();
    }

    private void done(TrainingJob job) {
        Path file = NetFolders.model(job.folder());
        if (project == null || project.readOnly())
            return;
        ModelEntry entry = Models.register(project, Words.get("training.undo", job.plan().name()), job.plan().name(),
                file, job.plan().settings().trainer(), job.sha256());
        job.entry(entry);
        boolean doubtful = !job.state().warnings().isEmpty();
        session.status().message(doubtful ? Kind.WARNING : Kind.INFO, doubtful
                ? Words.get("training.noted", job.doneWords(), job.state().warnings().get(0)) : job.doneWords(),
                new Link(Words.get("training.net.show"), () -> {
                    session.subject(entry);
                    ToolRow.execute(PlatformUI.getWorkbench(), Ids.MODEL_OPEN);
                }));
        beep();
    }

    private static void beep() {
        if (Preferences.BEEP.get())
            PlatformUI.getWorkbench().getDisplay().beep();
    }
}
