package org.loupe.ui.viewer.internal.clusters;

import java.util.List;

import org.eclipse.core.runtime.jobs.Job;
import org.loupe.api.ToolException;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Words;
import org.loupe.workspace.clusters.ClusterLabels;
import org.loupe.workspace.clusters.Clusters;

/** Saves the named clusters as labels of the project. UI thread; the labels are composed by a job. */
final class ClusterSaving {

    private ClusterSaving() {
    }

    /** The clusters that would be saved: those with a name. */
    static List<ClusterRow> named(ClusterDesk desk) {
        return desk.rows().stream().filter(ClusterRow::named).toList();
    }

    /** Why nothing can be saved now, in a sentence; "" if it can. */
    static String obstacle(ClusterDesk desk) {
        if (desk.clusters().isEmpty())
            return Words.get("clusters.save.none");
        if (desk.readOnly())
            return Words.get("wizard.readOnly");
        return named(desk).isEmpty() ? Words.get("clusters.save.unnamed") : "";
    }

    /** Saves them, and says what was left out. */
    static void save(ClusterDesk desk) {
        String obstacle = obstacle(desk);
        Session session = desk.session();
        if (!obstacle.isEmpty()) {
            session.status().message(Kind.INFO, obstacle);
            return;
        }
        Clusters now = desk.clusters().orElseThrow();
        String name = desk.entry().orElseThrow().getName();
        session.edit(project -> {
            ClusterLabels labels = ClusterLabels.of(project, now, name);
            Job.create(Words.get("job.saveClusters"), monitor -> {
                try {
                    ClusterLabels.Prepared prepared = labels.prepare(Words.get("clusters.undo.save"));
                    session.ui(() -> {
                        if (session.project().orElse(null) != project)
                            return;
                        if (labels.fits(project))
                            said(session, labels.save(project, prepared));
                        else
                            save(desk); // somebody labelled meanwhile: once more with what is now
                    });
                } catch (ToolException e) {
                    session.ui(() -> session.status().message(Kind.ERROR, Failures.text(e)));
                }
            }).schedule();
        });
    }

    private static void said(Session session, ClusterLabels.Outcome outcome) {
        ClusterLabels.Plan plan = outcome.plan();
        String saved = Words.get("clusters.done.save", plan.clusters(), outcome.labels(), plan.classes().size());
        String left = plan.unnamed() == 0 && plan.outliers() == 0 ? ""
                : plan.unnamed() == 0 ? Words.get("clusters.left.outliers", plan.outliers())
                : plan.outliers() == 0 ? Words.get("clusters.left.unnamed", plan.unnamed(), plan.crops())
                : Words.get("clusters.left.both", plan.unnamed(), plan.crops(), plan.outliers());
        String gone = outcome.gone() == 0 ? "" : Words.get("clusters.left.gone", outcome.gone());
        session.status().message(Kind.INFO, (saved + " " + left + " " + gone).strip().replaceAll("  +", " "),
                ClusterActions.undo());
    }
}
