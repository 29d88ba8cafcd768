package org.loupe.ui.internal.clusters;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.eclipse.ui.PlatformUI;
import org.loupe.api.ToolException;
import org.loupe.engine.Problem;
import org.loupe.engine.Progress;
import org.loupe.model.ClusteringEntry;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Status.Link;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.WorkJob;
import org.loupe.ui.internal.Ids;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.clusters.ClusteringPlan;
import org.loupe.workspace.clusters.Clusterings;
import org.loupe.workspace.clusters.Computed;
import org.loupe.workspace.crops.CropList;
import org.loupe.workspace.crops.CropMeasuring;
import org.loupe.workspace.crops.CropTable;

/** Clusters crops in the background: lists, measures, clusters, writes, then shows what came of it. UI thread. */
public final class ClusterWork {
    /** How far the whole is when all is measured, which takes most of the time. */
    private static final double MEASURED = 0.7;

    private ClusterWork() {
    }

    private record Made(Computed computed, Path folder, List<Problem> problems) {
    }

    /** Begins one, unless other work is under way, which is said. */
    public static void start(Session session, ClusterSource source, ClusteringPlan plan) {
        start(session, source, crops -> plan);
    }

    /** Begins one by what suits the crops, which is asked off the UI thread; unless other work is under way. */
    public static void start(Session session, ClusterSource source, Function<CropList, ClusteringPlan> suiting) {
        if (session.task().isPresent()) {
            session.status().message(Kind.WARNING, Words.get("cluster.busy"));
            return;
        }
        session.edit(project -> {
            int first = Clusterings.next(project.project());
            WorkJob.start(session, Words.get("job.cluster"),
                    (done, total) -> told((double) done / total),
                    progress -> make(session, project.folder(), source, suiting, first, progress),
                    made -> made.ifPresent(m -> add(session, project, m)));
        });
    }

    private static String told(double fraction) {
        return fraction < MEASURED ? Words.get("cluster.measuring", (long) (100 * fraction / MEASURED))
                : Words.get("cluster.clustering", (long) (100 * (fraction - MEASURED) / (1 - MEASURED)));
    }

    private static Made make(Session session, Path project, ClusterSource source,
            Function<CropList, ClusteringPlan> suiting, int first, Progress progress)
            throws ToolException {
        CropList crops = source.read();
        ClusteringPlan plan = suiting.apply(crops);
        CropTable measured;
        try (CropMeasuring measuring = new CropMeasuring(plan.features(), session.registry(),
                Optional.of(Clusterings.measured(project)))) {
            measured = measuring.measure(crops, progress.part(0, MEASURED));
        }
        Computed computed = Clusterings.compute(measured, plan, session.registry(), progress.part(MEASURED, 1));
        progress.check();
        return new Made(computed, Clusterings.write(project, first, computed), measured.problems());
    }

    private static void add(Session session, ProjectFile project, Made made) {
        if (session.project().orElse(null) != project || project.readOnly())
            return;
        ClusteringEntry entry = Clusterings.add(project, Words.get("cluster.undo"), made.folder, made.computed);
        session.subject(entry);
        ToolRow.execute(PlatformUI.getWorkbench(), Ids.CLUSTER_OPEN);
        Computed computed = made.computed;
        String said = Words.get("cluster.done", entry.getName(), computed.table().rows(),
                computed.clustering().clusters(), Words.duration(computed.millis() / 1000));
        List<String> notes = computed.notes();
        boolean doubtful = computed.left() > 0 || !notes.isEmpty();
        session.status().message(doubtful ? Kind.WARNING : Kind.INFO,
                computed.left() > 0 ? Words.get("cluster.left", said, computed.left(),
                        made.problems.isEmpty() ? "" : made.problems.get(0).toString())
                        : notes.isEmpty() ? said : Words.get("cluster.noted", said, notes.get(0)),
                new Link(Words.get("label.undo"),
                        () -> ToolRow.execute(PlatformUI.getWorkbench(), "org.eclipse.ui.edit.undo")));
    }
}
