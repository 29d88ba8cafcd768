package org.loupe.ui.viewer.internal.clusters;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.WeakHashMap;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Widget;
import org.eclipse.ui.IWorkbenchPage;
import org.loupe.api.ToolException;
import org.loupe.engine.Progress;
import org.loupe.model.ClusteringEntry;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Words;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.clusters.ClusterDetails;
import org.loupe.workspace.clusters.Clusterings;
import org.loupe.workspace.clusters.Clusters;

/** Reads clusterings of the project, to be looked at. UI thread only; files are read by a job. */
final class ClusterOpening {
    private static final WeakHashMap<Session, ClusterOpening> ALL = new WeakHashMap<>();

    private final Session session;
    private final ClusterDesk desk;
    private ProjectFile begun;
    private ClusteringEntry wanted;
    private String problem = "";

    private ClusterOpening(Session session) {
        this.session = session;
        desk = ClusterDesk.of(session);
    }

    /** That of a session. */
    static ClusterOpening of(Session session) {
        return ALL.computeIfAbsent(session, ClusterOpening::new);
    }

    /** Opens the last clustering of each project that is opened from now on, and of the one that is. */
    void begin(IWorkbenchPage page, Widget owner) {
        session.listen(owner, Session.Event.PROJECT, () -> session.ui(() -> first(page)));
        session.ui(() -> {
            if (!owner.isDisposed())
                first(page);
        });
    }

    private void first(IWorkbenchPage page) {
        ProjectFile project = session.project().orElse(null);
        if (project == null)
            begun = null;
        if (project == null || project == begun)
            return;
        begun = project;
        problem = "";
        ClustersEditor.show(page, false);
        List<ClusteringEntry> all = project.project().getClusterings();
        if (!all.isEmpty() && desk.entry().isEmpty())
            open(all.get(all.size() - 1));
    }

    /** Why the clustering that was asked for last cannot be shown, in a sentence. */
    Optional<String> problem() {
        return problem.isEmpty() ? Optional.empty() : Optional.of(problem);
    }

    /** Shows a clustering of the project in all parts. */
    void open(ClusteringEntry entry) {
        ProjectFile project = session.project().orElse(null);
        if (project == null || desk.entry().orElse(null) == entry)
            return;
        wanted = entry;
        problem = "";
        Path folder = Clusterings.folder(project, entry);
        List<String> edits = List.copyOf(entry.getEdits());
        Job job = Job.create(Words.get("job.openClustering", entry.getName()), monitor -> {
            try {
                Clusters clusters = Clusters.of(Clusterings.read(folder)).replay(edits);
                ClusterDetails details = ClusterDetails.of(clusters, Progress.NONE);
                session.ui(() -> {
                    if (wanted == entry && session.project().orElse(null) == project) {
                        desk.open(entry, clusters, details);
                        clusters.problems().stream().findFirst()
                                .ifPresent(p -> session.status().message(Kind.WARNING, p.toString()));
                    }
                });
            } catch (ToolException e) {
                session.ui(() -> {
                    if (wanted != entry)
                        return;
                    problem = Failures.text(e);
                    desk.close();
                    session.status().message(Kind.ERROR, problem);
                });
            }
        });
        job.setPriority(Job.INTERACTIVE);
        job.schedule();
    }
}
