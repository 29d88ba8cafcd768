package org.loupe.ui.viewer.internal.clusters;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.loupe.engine.Progress;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Status.Link;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.internal.Menus;
import org.loupe.ui.viewer.internal.iterations.SendExamples;
import org.loupe.workspace.clusters.ClusterDetails;
import org.loupe.workspace.clusters.Clusters;
import org.loupe.workspace.clusters.Representatives;
import org.loupe.workspace.clusters.Representatives.By;

/**
 * Crops that are labelled first: a few that stand for all, or whichever are selected, on their way to the example set.
 * UI thread; they are chosen by a job.
 */
final class ChosenCrops {
    private static final int[] EACH = { 1, 3, 5, 10, 20, 30 };

    private final ClusterDesk desk;
    private Representatives last = new Representatives(new int[0], "");

    ChosenCrops(ClusterDesk desk) {
        this.desk = desk;
    }

    /** Fills a menu that offers which crops of each cluster are chosen, and how many. */
    void offer(Menu menu) {
        for (By by : By.values()) {
            Menu which = Menus.sub(menu, Words.get("clusters.representatives." + by.name().toLowerCase(Locale.ROOT)));
            for (int each : EACH)
                Menus.action(which, Words.get("clusters.representatives.each", each, desk.rows().stream()
                        .mapToInt(row -> Math.min(each, row.size())).sum()), () -> choose(each, by));
        }
    }

    /** Selects those that stand for each cluster. @param perCluster at most */
    private void choose(int perCluster, By by) {
        Clusters now = desk.clusters().orElse(null);
        if (now == null)
            return;
        String name = desk.entry().orElseThrow().getName();
        Session session = desk.session();
        Job.create(Words.get("job.representatives"), monitor -> {
            Representatives chosen = Representatives.of(now, ClusterDetails.of(now, Progress.NONE), name, perCluster,
                    by);
            BitSet rows = rows(chosen);
            session.ui(() -> {
                if (desk.clusters().orElse(null) != now)
                    return;
                last = chosen;
                desk.choose(rows);
                session.status().message(Kind.INFO, Words.get("clusters.done.representatives."
                        + by.name().toLowerCase(Locale.ROOT), rows.cardinality(),
                        now.rows(), now.clusters().size()), new Link(Words.get("clusters.representatives.send"),
                                () -> ToolRow.execute(PlatformUI.getWorkbench(), ClusterCommands.EXAMPLES)));
            });
        }).schedule();
    }

    private static BitSet rows(Representatives of) {
        BitSet rows = new BitSet();
        for (int row : of.rows())
            rows.set(row);
        return rows;
    }

    /** Sends the selected crops to the example set; of representatives it is kept how they were chosen. */
    void send(IWorkbenchPage page) {
        Clusters now = desk.clusters().orElse(null);
        BitSet selected = desk.selection().rows();
        if (now == null || selected.isEmpty())
            return;
        Representatives sent = rows(last).equals(selected) ? last
                : new Representatives(selected.stream().toArray(), "");
        SendExamples.requests(desk.session(), page, sent.requests(now, desk.entry().orElseThrow().getName()),
                sent.record().isEmpty() ? List.of() : List.of(sent.record()));
    }
}
