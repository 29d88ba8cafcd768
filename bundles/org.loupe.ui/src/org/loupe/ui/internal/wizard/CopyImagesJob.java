package org.loupe.ui.internal.wizard;

import java.nio.file.Path;
import java.util.List;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.model.ImageSet;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Words;
import org.loupe.ui.internal.project.ProjectEdits;
import org.loupe.workspace.ImageCopy;
import org.loupe.workspace.ProjectFile;

/** Copies images into the project in the background, and adds the set when all are there. */
final class CopyImagesJob extends Job {
    private final Session session;
    private final ProjectFile project;
    private final ImageSet set;
    private final List<Item> items;

    private CopyImagesJob(Session session, ProjectFile project, ImageSet set, List<Item> items) {
        super(Words.get("job.copyImages", set.getName(), items.size()));
        this.session = session;
        this.project = project;
        this.set = set;
        this.items = items;
    }

    /** Starts it. @param set belongs to no project yet */
    static void start(Session session, ImageSet set, List<Item> items) {
        session.project().ifPresent(project -> new CopyImagesJob(session, project, set, items).schedule());
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        monitor.beginTask(getName(), items.size());
        try {
            Path root = ImageCopy.copy(items, project.folder(), set.getName(), done -> {
                monitor.worked(1);
                return monitor.isCanceled();
            });
            session.ui(() -> added(root));
            return Status.OK_STATUS;
        } catch (java.util.concurrent.CancellationException e) {
            session.ui(() -> session.status().message(Kind.INFO, Words.get("wizard.copy.cancelled", set.getName())));
            return Status.CANCEL_STATUS;
        } catch (ToolException e) {
            Failures.log(e);
            session.ui(() -> session.status().message(Kind.ERROR, Failures.text(e)));
            return Status.CANCEL_STATUS; // said in the status line
        } finally {
            monitor.done();
        }
    }

    private void added(Path root) {
        if (session.project().orElse(null) != project)
            return; // closed meanwhile; the copies stay
        set.setRoot(project.relative(root));
        set.setPattern("");
        ProjectEdits.add(session, set);
        session.status().message(Kind.INFO, Words.get("wizard.copied", set.getName(), items.size()));
    }
}
