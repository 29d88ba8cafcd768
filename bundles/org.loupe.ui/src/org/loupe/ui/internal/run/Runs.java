package org.loupe.ui.internal.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.emf.common.command.Command;
import org.eclipse.emf.common.command.CommandStack;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.program.Program;
import org.eclipse.swt.widgets.Widget;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.engine.Options;
import org.loupe.engine.Plan;
import org.loupe.engine.Problem;
import org.loupe.engine.Recipe;
import org.loupe.engine.RunProvenance;
import org.loupe.engine.Zones;
import org.loupe.model.ImageSet;
import org.loupe.model.RunEntry;
import org.loupe.store.RunReader;
import org.loupe.ui.Failures;
import org.loupe.ui.Preferences;
import org.loupe.ui.RunPair;
import org.loupe.ui.Session;
import org.loupe.ui.Status;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Task;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Ids;
import org.loupe.workspace.ImageSets;
import org.loupe.workspace.Inspections;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.Verification;

/**
 * Everything that people do with runs: start, stop, resume, check, compare, delete; or why it cannot be done now. A
 * workbench service: {@code site.getService(Runs.class)}. UI thread only; what reads files is left to jobs.
 */
public final class Runs {
    private static final int STOPPED_MS = 50;

    private final Session session;
    private final RunBook book;
    private boolean quitting;

    public Runs(Session session) {
        this.session = session;
        book = new RunBook(session);
    }

    /** Keeps up with the project until {@code owner} is disposed. */
    public void follow(Widget owner) {
        session.listen(owner, Session.Event.PROJECT, () -> {
            book.clear();
            book.read();
        });
        session.listen(owner, Session.Event.MODEL, book::read);
        session.listen(owner, Session.Event.RUNS, book::read);
        book.read();
    }

    /** What is known of runs besides the model. */
    RunBook book() {
        return book;
    }

    // ---- start

    /** Why no run can be made now in this project; empty if one can. */
    private Optional<String> blocked() {
        Optional<ProjectFile> project = session.project();
        if (project.isEmpty())
            return Optional.of(Words.get("run.noProject"));
        if (project.get().readOnly())
            return Optional.of(Words.get("session.readOnly",
                    project.get().holder().orElse(Words.get("session.unwritable"))));
        return session.task().isPresent() ? Optional.of(Words.get("run.already")) : Optional.empty();
    }

    /** Why the recipe cannot be run on the set now; empty if it can. */
    public Optional<String> obstacle() {
        Optional<String> blocked = blocked();
        if (blocked.isPresent())
            return blocked;
        if (session.recipe().isEmpty())
            return Optional.of(Words.get("run.noRecipe"));
        if (session.items().isEmpty())
            return Optional.of(Words.get("run.noImages"));
        return Optional.empty();
    }

    /** Runs the chosen recipe on images. */
    public void start(List<Item> items) {
        Optional<String> obstacle = obstacle();
        if (obstacle.isPresent()) {
            warn(obstacle.get());
            return;
        }
        Recipe recipe = session.freeze(session.recipe().get());
        if (!sound(recipe))
            return;
        ImageSet set = session.imageSet().orElse(null);
        Options options = options(set);
        RunJob.start(session, this, () -> new RunJob.Work(recipe, items, options), set, recipe.name(), items.size());
    }

    private static Options options(ImageSet set) {
        return Preferences.options().zones(set == null ? Zones.NONE : ImageSets.zones(set));
    }

    private boolean sound(Recipe recipe) {
        Optional<Problem> wrong = Plan.of(recipe, session.registry(), session.policy()).problems().stream()
                .filter(Problem::isError).findFirst();
        wrong.ifPresent(w -> session.status().message(Kind.ERROR, w.toString()));
        return wrong.isEmpty();
    }

    /** Whether there is a run that can be repeated now. */
    public boolean canRepeat() {
        return blocked().isEmpty() && !session.project().get().project().getRuns().isEmpty();
    }

    /** Runs the recipe of the last run, as it is now, on the images of that run: tune, repeat, compare. */
    public void repeat() {
        if (!canRepeat()) {
            warn(blocked().orElse(Words.get("run.noRuns")));
            return;
        }
        List<RunEntry> runs = session.project().get().project().getRuns();
        RunEntry last = runs.get(runs.size() - 1);
        Optional<org.loupe.model.Recipe> now = session.project().get().project().getRecipes().stream()
                .filter(r -> r.getName().equals(last.getRecipe())).findFirst();
        if (now.isEmpty()) {
            again(last); // its recipe is gone; the run still has it
            return;
        }
        Recipe recipe = session.freeze(now.get());
        if (!sound(recipe))
            return;
        Path folder = folder(last);
        Options options = options(last.getImageSet());
        RunJob.start(session, this, () -> new RunJob.Work(recipe, Inspections.items(folder), options),
                last.getImageSet(), recipe.name(), 0);
    }

    /** Runs once more what a run was: its recipe as it was then, its images, its options. */
    public void again(RunEntry run) {
        Optional<String> blocked = blocked();
        if (blocked.isPresent()) {
            warn(blocked.get());
            return;
        }
        Path folder = folder(run);
        int threads = Preferences.options().threads();
        RunJob.start(session, this, () -> {
            try (RunReader reader = RunReader.open(folder)) {
                return new RunJob.Work(Recipe.parse(reader.recipeJson()), Inspections.items(folder),
                        RunProvenance.parse(reader.provenanceJson()).options().threads(threads));
            }
        }, run.getImageSet(), run.getRecipe(), 0);
    }

    /** Whether the rest of a run's images can be done now. */
    public boolean canResume(RunEntry run) {
        return blocked().isEmpty() && mark(run).resumable();
    }

    /** Goes on with a run that was stopped, interrupted or failed. */
    public void resume(RunEntry run) {
        if (!canResume(run)) {
            warn(blocked().orElse(Words.get("run.nothingToResume", run.getName())));
            return;
        }
        RunJob.resume(session, this, run, Preferences.options().threads());
    }

    // ---- quit

    /**
     * Whether the workbench may close now. While long work is under way the user is asked, once; if it shall stop, the
     * workbench closes when it has.
     */
    public boolean mayQuit() {
        Optional<Task> training = session.background();
        if (session.task().isEmpty() && training.isEmpty())
            return true;
        if (quitting)
            return false; // it is about to stop, and then closes the workbench
        int answer = MessageDialog.open(MessageDialog.QUESTION, null, Words.get("run.quitTitle"),
                session.task().map(task -> Words.get("run.quitText", task.words()))
                        .orElseGet(() -> Words.get("run.quitTraining", training.get().words())), SWT.NONE,
                Words.get("run.quit"), Words.get("run.quitStay"));
        if (answer != 0 || session.task().isEmpty() && session.background().isEmpty()) // it may have ended by now
            return answer == 0;
        quitting = true;
        session.task().ifPresent(Task::cancel);
        session.background().ifPresent(Task::cancel);
        closeWhenStopped();
        return false;
    }

    private void closeWhenStopped() {
        session.ui(() -> {
            if (session.task().isPresent() || session.background().isPresent())
                PlatformUI.getWorkbench().getDisplay().timerExec(STOPPED_MS, this::closeWhenStopped);
            else if (quitting) {
                quitting = false;
                PlatformUI.getWorkbench().close();
            }
        });
    }

    // ---- look

    /** How far a run has come. */
    public RunMark mark(RunEntry run) {
        // who holds a project that is open read-only here may be running it
        boolean elsewhere = run.getState() == org.loupe.model.RunState.RUNNING
                && session.project().filter(p -> p.readOnly() && p.holder().isPresent()).isPresent();
        return RunMark.of(run, elsewhere || writing(run));
    }

    /** Whether a run is on its project's list; one that was deleted lies in the change that can bring it back. */
    public static boolean listed(RunEntry run) {
        return run.eContainer() instanceof org.loupe.model.Project;
    }

    /** Whether the job under way writes a run. */
    public boolean writing(RunEntry run) {
        return session.task().orElse(null) instanceof RunJob job && job.writes(run);
    }

    private Path folder(RunEntry run) {
        return session.project().orElseThrow().resolve(run.getFolder());
    }

    /** Shows what runs found and opens the list of it. */
    public void show(RunEntry run) {
        if (writing(run))
            warn(Words.get("run.stillWrites", run.getName()));
        else {
            session.show(run);
            page().ifPresent(page -> {
                try {
                    page.showView(Ids.RESULTS_VIEW, null, IWorkbenchPage.VIEW_VISIBLE);
                } catch (PartInitException e) {
                    Failures.log(e);
                }
            });
        }
    }

    /** The run before one that it is best compared with: the last one of the same images that found something out. */
    public Optional<RunEntry> previous(RunEntry run) {
        return session.project().stream().flatMap(p -> p.project().getRuns().stream())
                .filter(r -> r.getNumber() < run.getNumber() && r.getImages() > 0
                        && r.getImageSet() == run.getImageSet())
                .max(Comparator.comparingInt(RunEntry::getNumber));
    }

    /** Compares two runs: what is new, gone, changed. */
    public void compare(RunEntry before, RunEntry after) {
        page().ifPresent(page -> {
            try {
                page.openEditor(new RunPair(session.project().orElseThrow(), before, after), Ids.COMPARE_RUNS_EDITOR);
            } catch (PartInitException e) {
                Failures.log(e);
            }
        });
    }

    /** Opens the folder of a run in the desktop's file manager. */
    public void openFolder(RunEntry run) {
        Path folder = folder(run);
        Job job = Job.create(Words.get("job.openFolder"), monitor -> {
            boolean there = Files.isDirectory(folder);
            session.ui(() -> {
                if (!there)
                    session.status().message(Kind.ERROR, Words.get("run.folderGone", run.getName(), folder));
                else if (!Program.launch(folder.toString()))
                    session.status().message(Kind.INFO, Words.get("run.folderAt", run.getName(), folder));
            });
        });
        job.setSystem(true);
        job.schedule();
    }

    // ---- check

    /** Whether a run can be checked now. */
    public boolean canCheck(RunEntry run) {
        return session.project().isPresent() && session.task().isEmpty() && run.getImages() > 0;
    }

    /** Makes a run again and compares the results. */
    public void check(RunEntry run) {
        if (!canCheck(run)) {
            warn(session.task().isPresent() ? Words.get("run.already") : Words.get("check.nothing", run.getName()));
            return;
        }
        CheckJob job = new CheckJob(session, run.getName(), folder(run), report -> checked(run, report), why -> {
            session.task(null);
            session.status().message(Kind.ERROR, Words.get("check.failed", run.getName(), Failures.text(why)));
        });
        session.task(job);
        job.schedule();
    }

    private void checked(RunEntry run, Verification.Report report) {
        session.task(null);
        if (report.cancelled()) {
            session.status().message(Kind.INFO, Words.get("check.cancelled", run.getName()));
            return;
        }
        book.renew(run);
        session.status().message(report.confirmed() ? Kind.INFO : Kind.WARNING, summary(run, report),
                report.confirmed() ? new Status.Link[0] : new Status.Link[] { new Status.Link(
                        Words.get("check.details"), () -> page().ifPresent(page -> showList(page))) });
    }

    private static void showList(IWorkbenchPage page) {
        try {
            page.showView(Ids.RUNS_VIEW);
        } catch (PartInitException e) {
            Failures.log(e);
        }
    }

    private static String summary(RunEntry run, Verification.Report report) {
        if (report.different() > 0)
            return Words.get("check.differs", run.getName(), report.different(), report.images());
        return report.close() > 0
                ? Words.get("check.close", run.getName(), report.close(), report.images(),
                        Words.number(report.tolerance(), 2))
                : Words.get("check.equal", run.getName(), report.images());
    }

    // ---- delete

    /** Takes runs off the project; their files stay, so that undo brings them back. */
    public void delete(List<RunEntry> runs) {
        List<RunEntry> taken = new ArrayList<>(runs);
        taken.removeIf(this::writing);
        if (taken.isEmpty()) {
            warn(Words.get("run.already"));
            return;
        }
        session.edit(project -> {
            String what = taken.size() == 1 ? taken.get(0).getName() : Words.get("run.several", taken.size());
            project.change(Words.get("command.deleteRun", what), () -> EcoreUtil.deleteAll(taken, true));
            CommandStack stack = project.domain().getCommandStack();
            Command mine = stack.getMostRecentCommand();
            session.status().message(Kind.INFO, Words.get(taken.size() == 1 ? "run.deleted" : "run.deletedSeveral",
                    what, taken.get(0).getFolder()), new Status.Link(Words.get("run.undo"), () -> {
                        if (stack.canUndo() && stack.getUndoCommand() == mine) {
                            stack.undo();
                            session.status().message(Kind.INFO, Words.get("run.undone", what));
                        }
                    }));
        });
    }

    private void warn(String why) {
        session.status().message(Kind.WARNING, why);
    }

    private static Optional<IWorkbenchPage> page() {
        IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
        return Optional.ofNullable(window).map(IWorkbenchWindow::getActivePage);
    }
}
