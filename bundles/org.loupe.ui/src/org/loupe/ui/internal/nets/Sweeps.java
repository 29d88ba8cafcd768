package org.loupe.ui.internal.nets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Widget;
import org.eclipse.ui.PlatformUI;
import org.loupe.api.ToolException;
import org.loupe.engine.Policy;
import org.loupe.engine.Registry;
import org.loupe.engine.Schema;
import org.loupe.engine.nets.NetSweep;
import org.loupe.ui.Failures;
import org.loupe.ui.Preferences;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Status.Link;
import org.loupe.ui.Task;
import org.loupe.ui.Words;
import org.loupe.ui.internal.nets.SweepState.Phase;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.nets.KeptSweep;
import org.loupe.workspace.nets.NetFolders;
import org.loupe.workspace.nets.SweepPlan;
import org.loupe.workspace.stack.StackSource;

/**
 * The sweeps of the open project, those of the command line too: under way, waiting, stopped, failed or over. Closing the
 * project stops them; they can go on when it is opened again. UI thread only.
 */
public final class Sweeps {
    /** What the name of the folder of a deleted sweep begins with, until it can no longer be brought back. */
    private static final String DELETED = ".deleted-";
    private static final String EPOCHS = "epochs";

    private record Listener(Widget owner, Runnable call) {
    }

    private static Sweeps only;

    private final Session session;
    private final List<Listener> listeners = new ArrayList<>();
    private final List<SweepJob> jobs = new ArrayList<>();
    private List<KeptSweep> kept = List.of();
    private ProjectFile project;

    private Sweeps(Session session) {
        this.session = session;
    }

    /** Those of the session. */
    public static Sweeps of(Session session) {
        if (only == null || only.session != session)
            only = new Sweeps(session);
        return only;
    }

    /** Keeps up with the project until {@code owner} is disposed. */
    public void follow(Widget owner) {
        session.listen(owner, Session.Event.PROJECT, this::opened);
        opened();
    }

    /** Calls back when a sweep is there, comes further or ends, until the owner is disposed. */
    public void listen(Widget owner, Runnable call) {
        Listener listener = new Listener(owner, call);
        listeners.add(listener);
        owner.addDisposeListener(e -> listeners.remove(listener));
    }

    private void fire() {
        Trainings.of(session).tellBackground();
        for (Listener listener : List.copyOf(listeners))
            if (!listener.owner.isDisposed())
                listener.call.run();
    }

    /** The sweep that trains now. */
    Optional<Task> running() {
        return jobs.stream().filter(j -> j.state().phase() == Phase.RUNNING).<Task>map(j -> j).findFirst();
    }

    /** All sweeps: those that wait or train first, then the latest first. */
    public List<SweepState> all() {
        List<SweepState> all = new ArrayList<>(jobs.stream().map(SweepJob::state).toList());
        kept.stream().filter(k -> jobs.stream().noneMatch(j -> j.folder().equals(k.folder()))).map(SweepState::of)
                .forEach(all::add);
        return all;
    }

    /** The sweep in a folder. */
    public Optional<SweepState> of(Path folder) {
        return all().stream().filter(s -> s.folder().equals(folder)).findFirst();
    }

    /** Folders that new ones must not be called like. */
    private List<Path> taken() {
        return jobs.stream().map(SweepJob::folder).toList();
    }

    // ---------------------------------------------------------------- projects

    private void opened() {
        ProjectFile now = session.project().orElse(null);
        if (now == project)
            return;
        jobs.forEach(SweepJob::cancel);
        jobs.clear();
        kept = List.of();
        project = now;
        fire();
        refresh(now != null && !now.readOnly());
    }

    /** Looks again which sweeps there are: the command line makes some, too. */
    public void refresh() {
        refresh(false);
    }

    private void refresh(boolean tidy) {
        ProjectFile now = project;
        if (now == null)
            return;
        Path folder = now.folder();
        Job.createSystem(Words.get("job.openRun", folder), monitor -> {
            List<KeptSweep> found = read(folder);
            session.ui(() -> {
                if (project != now || found.equals(kept))
                    return;
                kept = found;
                fire();
            });
            if (tidy)
                tidy(folder.resolve(KeptSweep.FOLDER));
        }).schedule();
    }

    private static List<KeptSweep> read(Path project) {
        List<Path> folders = new ArrayList<>(KeptSweep.of(project));
        folders.sort(Comparator.comparing(Sweeps::time).reversed());
        List<KeptSweep> found = new ArrayList<>();
        for (Path each : folders)
            try {
                found.add(KeptSweep.read(each));
            } catch (ToolException e) {
                Failures.log(e);
            }
        return found;
    }

    private static FileTime time(Path folder) {
        try {
            return Files.getLastModifiedTime(KeptSweep.plan(folder));
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    /** Deletes for good what was deleted when the project was open the last time. */
    private static void tidy(Path sweeps) {
        if (!Files.isDirectory(sweeps))
            return;
        try (Stream<Path> all = Files.list(sweeps)) {
            all.filter(f -> f.getFileName().toString().startsWith(DELETED)).toList().forEach(NetFolders::delete);
        } catch (IOException e) {
            Failures.log(e);
        }
    }

    // ---------------------------------------------------------------- what people do

    /** Makes a sweep of what the project has now, as soon as nothing else learns. @return its folder */
    public Optional<Path> start(String name, SweepPlan plan) {
        Path[] made = new Path[1];
        session.edit(p -> {
            made[0] = KeptSweep.newFolder(p.folder(), name, taken());
            begin(KeptSweep.begun(made[0], plan), p);
        });
        return Optional.ofNullable(made[0]);
    }

    private void begin(KeptSweep sweep, ProjectFile p) {
        jobs.removeIf(j -> j.folder().equals(sweep.folder()));
        SweepJob job = new SweepJob(session, sweep, this::tell);
        jobs.add(0, job);
        job.begin(new StackSource(p));
        fire();
    }

    /** Goes on with a sweep that is not over. */
    public void resume(SweepState state) {
        if (!state.alive() && state.phase() != Phase.OVER)
            session.edit(p -> begin(state.kept(), p));
    }

    /** Does again what failed, and what is still to come. */
    public void again(SweepState state) {
        if (state.alive())
            return;
        session.edit(p -> {
            try {
                KeptSweep.forgetFailed(state.folder());
                begin(state.kept().succeeded(), p);
            } catch (ToolException e) {
                session.status().message(Kind.ERROR, Failures.text(e));
            }
        });
    }

    /** Ends a sweep: what is done is kept, and it can go on later. */
    public void stop(SweepState state) {
        jobs.stream().filter(j -> j.folder().equals(state.folder())).findFirst().ifPresent(SweepJob::end);
    }

    /** Deletes a sweep that is not under way. It can be brought back as long as the project is open. */
    public void delete(SweepState state) {
        if (state.alive())
            return;
        session.edit(p -> {
            Path folder = state.folder(), aside = folder.resolveSibling(DELETED + System.currentTimeMillis() + "-"
                    + folder.getFileName());
            if (!move(folder, aside))
                return;
            jobs.removeIf(j -> j.folder().equals(folder));
            kept = kept.stream().filter(k -> !k.folder().equals(folder)).toList();
            fire();
            session.status().message(Kind.INFO, Words.get("sweeps.deleted", state.kept().name()),
                    new Link(Words.get("label.undo"), () -> {
                        if (move(aside, folder))
                            refresh();
                    }));
        });
    }

    /** A sweep that has not begun has no folder yet. */
    private boolean move(Path from, Path to) {
        try {
            if (Files.exists(from))
                Files.move(from, to);
            return true;
        } catch (IOException e) {
            session.status().message(Kind.ERROR, Words.get("sweeps.notMoved", from, e.getMessage()));
            return false;
        }
    }

    // ---------------------------------------------------------------- ends

    /** Something has changed; what is over is no job any more. */
    private void tell() {
        for (SweepJob job : List.copyOf(jobs)) {
            SweepState state = job.state();
            if (state.alive() || state.phase() == Phase.FAILED && !job.failedAnew())
                continue;
            if (state.phase() == Phase.FAILED) {
                session.status().message(Kind.ERROR, Words.get("sweeps.failed", state.kept().name(), state.problem()));
                beep();
                continue;
            }
            jobs.remove(job);
            List<KeptSweep> now = new ArrayList<>(kept);
            now.removeIf(k -> k.folder().equals(state.folder()));
            if (Files.isDirectory(state.folder())) // one that was stopped before it began leaves nothing
                now.add(0, state.kept());
            kept = now;
            if (state.phase() == Phase.OVER)
                over(state);
        }
        fire();
    }

    private void over(SweepState state) {
        long failed = state.kept().cells().stream().filter(c -> !c.succeeded()).count();
        session.status().message(failed == 0 ? Kind.INFO : Kind.WARNING, failed == 0
                ? Words.get("sweeps.over", state.kept().name(), state.kept().total())
                : Words.get("sweeps.overFailed", state.kept().name(), state.kept().total(), failed));
        beep();
    }

    private static void beep() {
        if (Preferences.BEEP.get())
            PlatformUI.getWorkbench().getDisplay().beep();
    }

    // ---------------------------------------------------------------- how long

    /** Epochs of a setting; NaN if its trainer has none. */
    public static double epochs(Registry registry, NetSweep sweep, NetSweep.Setting setting) {
        Object given = setting.varied().getOrDefault(EPOCHS, sweep.params().get(EPOCHS));
        try {
            if (given == null)
                given = Schema.of(registry.find(setting.net(), Policy.AUTO).tool()).field(EPOCHS)
                        .map(Schema.Field::defaultValue).orElse(null);
        } catch (ToolException e) {
            return Double.NaN; // a tool of a vendor that is no longer there
        }
        return given instanceof Number n ? n.doubleValue() : Double.NaN;
    }

    /**
     * Seconds that a sweep takes, as others of its trainers in this project did; NaN if one has not been tried yet.
     *
     * @param all images that are not held apart
     */
    public double estimate(NetSweep sweep, int all) {
        double sum = 0;
        for (NetSweep.Setting setting : sweep.settings())
            sum += secondsPerImage(setting.net()) * epochs(session.registry(), sweep, setting) * images(setting, all);
        return sum * sweep.repeats();
    }

    private double secondsPerImage(String net) {
        double seconds = 0, images = 0;
        for (SweepState state : all())
            for (NetSweep.Cell cell : state.kept().cells()) {
                NetSweep.Setting setting = state.sweep().settings().get(cell.setting());
                if (!setting.net().equals(net) || !cell.succeeded())
                    continue;
                seconds += cell.seconds();
                images += epochs(session.registry(), state.sweep(), setting) * images(setting, state.kept().learned());
            }
        return images == 0 ? Double.NaN : seconds / images;
    }

    /** Images of an epoch: with pseudo-labels a first net learns before. */
    private static int images(NetSweep.Setting setting, int all) {
        int images = setting.images() == 0 ? all - setting.pseudo() : setting.images();
        return setting.pseudo() == 0 ? images : 2 * images + setting.pseudo();
    }
}
