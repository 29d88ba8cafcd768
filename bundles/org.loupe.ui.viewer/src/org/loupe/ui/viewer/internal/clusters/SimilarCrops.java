package org.loupe.ui.viewer.internal.clusters;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.swt.widgets.Widget;
import org.loupe.engine.Progress;
import org.loupe.model.RunEntry;
import org.loupe.ui.Session;
import org.loupe.ui.Words;
import org.loupe.ui.WorkJob;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.clusters.Clusterings;
import org.loupe.workspace.clusters.Computed;
import org.loupe.workspace.clusters.Similar;
import org.loupe.workspace.crops.Crop;
import org.loupe.workspace.crops.CropList;
import org.loupe.workspace.crops.CropMeasuring;
import org.loupe.workspace.crops.CropSources;

/**
 * Looks for defects like those that are selected, among the crops of the clustering and what every run of the project
 * found. What was measured for that is kept until the clustering or the runs change. UI thread; the looking is a job.
 */
final class SimilarCrops {
    /** Hits that are listed. */
    static final int MOST = 200;
    private static final double MEASURED = 0.9;

    /**
     * What was found.
     *
     * @param hits  nearest first
     * @param rows  row of each hit in the clustering; -1 for one that is not in it
     * @param asked number of crops that it was asked for
     * @param of    the cluster that these were in; "" if in several or none
     * @param pool  number of crops that were looked at
     */
    record Found(List<Similar.Hit> hits, int[] rows, int asked, String of, int pool) {
    }

    private record Ready(Computed by, List<String> runs, Similar similar, Map<String, Integer> places) {
    }

    private final ClusterDesk desk;
    private final Session session;
    private final List<Runnable> listeners = new ArrayList<>();
    private Ready ready;
    private Found found;

    SimilarCrops(ClusterDesk desk, Widget owner) {
        this.desk = desk;
        session = desk.session();
        desk.listen(owner, ClusterDesk.Event.OPENED, () -> {
            found = null;
            ready = null;
            tell();
        });
    }

    /** Calls back when something was found, or no longer. */
    void listen(Runnable told) {
        listeners.add(told);
    }

    private void tell() {
        listeners.forEach(Runnable::run);
    }

    /** What was found. */
    Optional<Found> found() {
        return Optional.ofNullable(found);
    }

    /** Looks for what is like the selected crops, or like the exemplar of the current cluster if none is selected. */
    void find() {
        Computed by = desk.clusters().map(now -> now.computed()).orElse(null);
        ProjectFile project = session.project().orElse(null);
        int[] rows = desk.selection().rows().stream().toArray();
        if (rows.length == 0)
            rows = desk.row(desk.current()).map(row -> new int[] { row.rows()[0] }).orElse(rows);
        if (by == null || project == null || rows.length == 0) {
            session.status().message(org.loupe.ui.Status.Kind.INFO, Words.get("clusters.needs.crops"));
            return;
        }
        if (session.task().isPresent()) {
            session.status().message(org.loupe.ui.Status.Kind.WARNING, Words.get("cluster.busy"));
            return;
        }
        int[] asked = rows;
        String of = cluster(asked);
        List<String> runs = project.project().getRuns().stream().filter(run -> run.getDetections() > 0)
                .map(RunEntry::getFolder).toList();
        List<Path> folders = runs.stream().map(project::resolve).toList();
        Ready known = ready != null && ready.by == by && ready.runs.equals(runs) ? ready : null;
        record Result(Ready ready, Found found) {
        }
        WorkJob.<Result>start(session, Words.get("job.findSimilar"),
                (done, total) -> Words.get("similar.progress", 100L * done / total), progress -> {
                    Ready now = known != null ? known : prepare(by, project.folder(), runs, folders, progress);
                    List<Similar.Hit> hits = now.similar.find(asked, MOST, progress);
                    int[] own = hits.stream().mapToInt(hit -> now.places.getOrDefault(place(hit.crop()), -1)).toArray();
                    return new Result(now, new Found(hits, own, asked.length, of, now.similar.pool().rows()));
                }, result -> result.ifPresent(r -> {
                    if (desk.clusters().filter(c -> c.computed() == by).isEmpty())
                        return;
                    ready = r.ready;
                    found = r.found;
                    tell();
                }));
    }

    private String cluster(int[] rows) {
        int[] of = desk.of();
        int first = of[rows[0]];
        for (int row : rows)
            if (of[row] != first)
                return "";
        return first < 0 ? "" : desk.shown().get(first).id();
    }

    private Ready prepare(Computed by, Path project, List<String> runs, List<Path> folders, Progress progress)
            throws org.loupe.api.ToolException {
        List<CropList> lists = new ArrayList<>();
        lists.add(new CropList(by.table().crops(), by.table().source(), List.of()));
        for (int i = 0; i < folders.size(); i++)
            lists.add(CropSources.detections(folders.get(i), runs.get(i), ""));
        Map<String, Integer> places = new HashMap<>();
        for (int row = 0; row < by.table().rows(); row++)
            places.putIfAbsent(place(by.table().crops().get(row)), row);
        try (CropMeasuring measuring = new CropMeasuring(by.plan().features(), session.registry(),
                Optional.of(Clusterings.measured(project)))) {
            return new Ready(by, runs, Similar.in(by, measuring.measure(CropSources.joined(lists),
                    progress.part(0, MEASURED)), progress.part(MEASURED, 1)), places);
        }
    }

    private static String place(Crop crop) {
        return crop.image().test() + "#" + crop.image().page() + "|" + (crop.whole() ? "" : crop.shape().bounds());
    }
}
