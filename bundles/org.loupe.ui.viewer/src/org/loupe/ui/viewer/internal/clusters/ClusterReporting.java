package org.loupe.ui.viewer.internal.clusters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.ui.PlatformUI;
import org.loupe.api.ToolException;
import org.loupe.model.ClusteringEntry;
import org.loupe.model.LoupeFactory;
import org.loupe.model.Report;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Status.Link;
import org.loupe.ui.Words;
import org.loupe.ui.WorkJob;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.Launch;
import org.loupe.ui.internal.project.ProjectEdits;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.clusters.Clusterings;
import org.loupe.workspace.clusters.Clusters;
import org.loupe.workspace.report.ClusterReport;

/** Writes the clusters that are shown as a page for people, and names it in the project. */
public final class ClusterReporting extends AbstractHandler {
    private static final String FOLDER = "reports";

    private static Session session() {
        return PlatformUI.getWorkbench().getService(Session.class);
    }

    @Override
    public boolean isEnabled() {
        return PlatformUI.isWorkbenchRunning() && session().project().isPresent()
                && ClusterDesk.of(session()).clusters().isPresent();
    }

    @Override
    public Object execute(ExecutionEvent event) {
        Session session = session();
        ClusterDesk desk = ClusterDesk.of(session);
        ProjectFile project = session.project().orElse(null);
        Clusters now = desk.clusters().orElse(null);
        if (project == null || now == null)
            return null;
        String name = desk.entry().orElseThrow().getName();
        Path file = project.folder().resolve(FOLDER).resolve("clusters-" + desk.entry().get().getNumber() + ".html");
        WorkJob.start(session, Words.get("job.clusterReport", name),
                (done, total) -> Words.get("clusters.report.progress", name), progress -> {
                    makeFolder(file.getParent());
                    ClusterReport.write(ClusterReport.Head.of(now, name, session.registry(), progress),
                            session.registry(), file);
                    return file;
                }, written -> written.ifPresent(f -> said(session, project, name, f)));
        return null;
    }

    private static void makeFolder(Path folder) throws ToolException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new ToolException("The folder " + folder + " cannot be made: " + e.getMessage() + ".",
                    "Check that the project's folder may be written to.", e);
        }
    }

    private static void said(Session session, ProjectFile project, String name, Path file) {
        if (session.project().orElse(null) == project && !project.readOnly()) {
            String title = Words.get("clusters.report.name", name);
            Report report = LoupeFactory.eINSTANCE.createReport();
            report.setFile(project.relative(file));
            report.setCreated(Instant.now().truncatedTo(ChronoUnit.SECONDS));
            project.change(Words.get("edit.report", title), () -> {
                project.project().getReports().removeIf(old -> old.getFile().equals(report.getFile()));
                report.setName(ProjectEdits.free(project.project().getReports(), title));
                project.project().getReports().add(report);
            });
        }
        session.status().message(Kind.INFO, Words.get("wizard.written", name, file),
                new Link(Words.get("wizard.openIt"), () -> Launch.open(session, file)));
    }

    /** Takes the clusterings that are selected in the list out of the project. */
    public static final class Delete extends AbstractHandler {
        private static List<ClusteringEntry> chosen() {
            var window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
            return window != null && window.getActivePage() != null && window.getActivePage()
                    .findView(Ids.CLUSTERINGS_VIEW) instanceof ClusteringsView view ? view.chosen() : List.of();
        }

        @Override
        public Object execute(ExecutionEvent event) {
            ProjectEdits.delete(session(), chosen());
            return null;
        }

        @Override
        public boolean isEnabled() {
            return PlatformUI.isWorkbenchRunning() && session().project().filter(p -> !p.readOnly()).isPresent()
                    && !chosen().isEmpty();
        }
    }
}
