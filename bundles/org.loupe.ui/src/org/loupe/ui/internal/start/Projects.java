package org.loupe.ui.internal.start;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.engine.Problem;
import org.loupe.engine.Progress;
import org.loupe.model.ImageSet;
import org.loupe.model.LoupeFactory;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Words;
import org.loupe.workspace.ImageSets;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.RecipeModel;
import org.loupe.workspace.Recipes;
import org.loupe.workspace.Samples;

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

    /** Opens a project's folder. */
    public static Job open(Session session, Path folder) {
        return schedule(session, Words.get("job.open", folder.getFileName()), monitor -> ProjectFile.open(folder));
    }

    /** Opens a sample; makes it first if it is not there yet. */
    public static Job openSample(Session session, SampleKind sample) {
        Path folder = home().resolve("sample-" + sample.kind());
        return schedule(session, Words.get("job.sample." + sample.kind()), monitor -> {
            if (!ProjectFile.isProject(folder))
                Samples.write(new Samples.Request(sample.kind(), Map.of(), sample.count(), SEED, fresh(folder)),
                        session.registry(), new Watched(monitor, sample.count()));
            return ProjectFile.open(folder);
        });
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

    /** Makes a project of a folder of images, or opens the one that is there. */
    public static Job inspectFolder(Session session, Path folder) {
        return schedule(session, Words.get("job.open", folder.getFileName()), monitor -> {
            if (ProjectFile.isProject(folder))
                return ProjectFile.open(folder);
            ProjectFile made = ProjectFile.create(folder, folder.getFileName().toString());
            boolean done = false;
            try {
                ImageSet set = LoupeFactory.eINSTANCE.createImageSet();
                set.setName(Words.get("project.images"));
                set.setRoot(".");
                List<Item> items = ImageSets.find(made, set, session.registry());
                boolean paired = items.stream().anyMatch(i -> i.reference().isPresent());
                var recipe = RecipeModel.thaw(Recipes.load(paired ? "golden-board" : "spots"));
                made.change(Words.get("project.create"), () -> {
                    made.project().getImageSets().add(set);
                    made.project().getRecipes().add(recipe);
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
        ProjectFile open(IProgressMonitor monitor) throws ToolException;
    }

    private static Job schedule(Session session, String name, Opener opener) {
        Job job = new Job(name) {
            @Override
            protected IStatus run(IProgressMonitor monitor) {
                try {
                    ProjectFile opened = opener.open(monitor);
                    session.ui(() -> {
                        session.open(opened);
                        for (Problem problem : opened.problems())
                            session.status().message(Kind.WARNING, problem.toString());
                    });
                    return Status.OK_STATUS;
                } catch (CancellationException e) {
                    return Status.CANCEL_STATUS;
                } catch (ToolException | RuntimeException e) {
                    Failures.log(e);
                    session.ui(() -> session.status().message(Kind.ERROR, Failures.text(e)));
                    return Status.CANCEL_STATUS; // said in the status line
                }
            }
        };
        job.schedule();
        return job;
    }

    /** A job's monitor as the engine's progress. */
    private static final class Watched implements Progress {
        private final IProgressMonitor monitor;
        private int done;

        Watched(IProgressMonitor monitor, int total) {
            this.monitor = monitor;
            monitor.beginTask("", total);
        }

        @Override
        public boolean cancelled() {
            return monitor.isCanceled();
        }

        @Override
        public void update(int now, int total, int detections, int errors, String current) {
            monitor.worked(now - done);
            done = now;
            monitor.subTask(Words.get("job.sampleProgress", now, total));
        }
    }
}
