package org.loupe.ui.internal.start;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.IJobChangeListener;
import org.eclipse.core.runtime.jobs.Job;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.engine.Problem;
import org.loupe.engine.Progress;
import org.loupe.model.ImageSet;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Task;
import org.loupe.ui.Words;
import org.loupe.workspace.ImageSets;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.RecipeModel;
import org.loupe.workspace.Recipes;
import org.loupe.workspace.Samples;
import org.loupe.workspace.wafer.SampleLot;

/** Opens and makes projects, each in a job. */
public final class Projects {
    private static final long SEED = 1;

    private Projects() {
    }

    /** Where samples are put: the folder "Loupe" of the user's home, or what the property org.loupe.projects says. */
    public static Path home() {
        String set = System.getProperty("org.loupe.projects");
        return set != null ? Path.of(set) : Path.of(System.getProperty("user.home"), "Loupe");
    }

    /** The folder that stands on a command line for a project: its first word that is no option and no option's value. */
    public static Optional<Path> named(String... arguments) {
        return IntStream.range(0, arguments.length)
                .filter(i -> !arguments[i].startsWith("-") && (i == 0 || !arguments[i - 1].startsWith("-")))
                .mapToObj(i -> Path.of(arguments[i]).toAbsolutePath().normalize()).findFirst();
    }

    /** Opens a project's folder. */
    public static Job open(Session session, Path folder) {
        return schedule(session, folder, Words.get("job.open", folder.getFileName()), job -> ProjectFile.open(folder));
    }

    /** Opens a sample; makes it first if it is not there yet. */
    public static Job openSample(Session session, SampleKind sample) {
        Path folder = home().resolve("sample-" + sample.kind());
        return schedule(session, folder, Words.get("job.sample." + sample.kind()), job -> {
            if (!ProjectFile.isProject(folder))
                Samples.write(new Samples.Request(sample.kind(), Map.of(), sample.count(), SEED, fresh(folder)),
                        session.registry(), job);
            return ProjectFile.open(folder);
        });
    }

    /** Opens the sample of a lot; makes it first if it is not there yet. @param shown called when it is open */
    public static Job openLot(Session session, Runnable shown) {
        Path folder = home().resolve("sample-lot");
        Job job = schedule(session, folder, Words.get("job.sample.lot"), opening -> {
            if (!ProjectFile.isProject(folder))
                SampleLot.write(fresh(folder), SEED, session.registry(), opening);
            return ProjectFile.open(folder);
        });
        job.addJobChangeListener(IJobChangeListener.onDone(e -> session.ui(() -> {
            if (session.project().filter(p -> p.folder().equals(folder.toAbsolutePath().normalize())).isPresent())
                shown.run();
        })));
        return job;
    }

    /** A folder of that name that is empty or not there: what a cancelled job left is not touched. */
    private static Path fresh(Path folder) throws ToolException {
        Path place = folder;
        for (int n = 2; Files.exists(place); n++)
            place = folder.resolveSibling(folder.getFileName() + "-" + n);
        if (place.equals(folder))
            return folder;
        try {
            Files.move(folder, place); // half a sample; the new one takes the usual name
        } catch (java.io.IOException e) {
            throw new ToolException(folder + " is in the way and cannot be moved: " + e.getMessage() + ".",
                    "Move or delete it, and open the sample again.", e);
        }
        return folder;
    }

    /**
     * Makes a project with an image set and a recipe, and opens it.
     *
     * @param place  its folder
     * @param set    belongs to no project yet; its folder is absolute
     * @param recipe name of a shipped recipe; "" for the one that suits the images
     */
    public static Job create(Session session, Path place, String name, ImageSet set, String recipe) {
        return schedule(session, place, Words.get("job.open", name), job -> {
            ProjectFile made = ProjectFile.create(place, name);
            boolean done = false;
            try {
                String root = made.relative(made.resolve(set.getRoot()));
                set.setRoot(root.isEmpty() ? "." : root);
                List<Item> items = ImageSets.find(made, set, session.registry());
                boolean paired = items.stream().anyMatch(i -> i.reference().isPresent());
                var first = RecipeModel.thaw(Recipes.load(!recipe.isEmpty() ? recipe
                        : paired ? "golden-board" : "spots"));
                made.change(Words.get("project.create"), () -> {
                    made.project().getImageSets().add(set);
                    made.project().getRecipes().add(first);
                });
                made.save();
                done = true;
                return made;
            } finally {
                if (!done)
                    discard(made);
            }
        });
    }

    private static void discard(ProjectFile made) {
        made.close();
        try {
            Files.deleteIfExists(made.folder().resolve(ProjectFile.NAME));
        } catch (java.io.IOException e) {
            Failures.log(e);
        }
    }

    private interface Opener {
        ProjectFile open(Opening job) throws ToolException;
    }

    private static Job schedule(Session session, Path folder, String name, Opener opener) {
        Opening job = new Opening(session, name, opener);
        if (session.project().filter(p -> p.folder().equals(folder.toAbsolutePath().normalize())).isPresent()) {
            session.fire(Session.Event.PROJECT); // it is open: the window shows it again
        } else if (session.task().isPresent()) {
            session.status().message(Kind.WARNING, Words.get("project.busy"));
        } else {
            session.task(job);
            job.schedule();
        }
        return job;
    }

    /** Opens a project in the background and hands it to the session. */
    private static final class Opening extends Job implements Task, Progress {
        private final Session session;
        private final Opener opener;
        private volatile IProgressMonitor monitor;
        private volatile int done, total;

        Opening(Session session, String name, Opener opener) {
            super(name);
            this.session = session;
            this.opener = opener;
        }

        @Override
        protected IStatus run(IProgressMonitor given) {
            monitor = given;
            try {
                ProjectFile opened = opener.open(this);
                session.ui(() -> {
                    session.task(null);
                    session.open(opened);
                    for (Problem problem : opened.problems())
                        session.status().message(Kind.WARNING, problem.toString());
                });
                return Status.OK_STATUS;
            } catch (CancellationException e) {
                session.ui(() -> session.task(null));
                return Status.CANCEL_STATUS;
            } catch (ToolException | RuntimeException e) {
                Failures.log(e);
                session.ui(() -> {
                    session.task(null);
                    session.status().message(Kind.ERROR, Failures.text(e));
                });
                return Status.CANCEL_STATUS; // said in the status line
            }
        }

        @Override
        public boolean cancelled() {
            return monitor.isCanceled();
        }

        @Override
        public void update(int now, int of, int detections, int errors, String current) {
            if (total == 0)
                monitor.beginTask("", of);
            monitor.worked(now - done);
            monitor.subTask(Words.get("job.sampleProgress", now, of));
            done = now;
            total = of;
            session.ui(() -> session.fire(Session.Event.PROGRESS));
        }

        @Override
        public String words() {
            return total == 0 ? getName() : Words.get("job.sampleWords", getName(), done, total);
        }

        @Override
        public double fraction() {
            return total == 0 ? 0 : (double) done / total;
        }
    }
}
