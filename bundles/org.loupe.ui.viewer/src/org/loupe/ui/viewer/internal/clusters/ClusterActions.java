package org.loupe.ui.viewer.internal.clusters;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.ui.PlatformUI;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Status.Link;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.workspace.clusters.Clusterings;
import org.loupe.workspace.clusters.Clusters;
import org.loupe.workspace.clusters.Edit;

/** What people do to clusters: each gesture is one edit of the project, which is said and can be undone. UI thread. */
final class ClusterActions {

    /** Clusters that a sentence names. */
    private static final int MOST = 6;

    private final ClusterDesk desk;
    private final Session session;

    ClusterActions(ClusterDesk desk) {
        this.desk = desk;
        session = desk.session();
    }

    private void edit(String label, String said, Edit edit) {
        session.edit(project -> desk.entry().ifPresent(entry -> {
            Clusterings.edit(project, entry, label, edit);
            session.status().message(Kind.INFO, said, undo());
        }));
    }

    static Link undo() {
        return new Link(Words.get("label.undo"),
                () -> ToolRow.execute(PlatformUI.getWorkbench(), "org.eclipse.ui.edit.undo"));
    }

    private void say(String key, Object... values) {
        session.status().message(Kind.INFO, Words.get(key, values));
    }

    private String name(String id) {
        return desk.row(id).map(ClusterRow::name).orElse("");
    }

    private int[] selected() {
        return desk.selection().rows().stream().toArray();
    }

    /** Puts the cut line where it leaves so many groups. */
    void cut(int groups) {
        desk.clusters().filter(now -> now.hierarchy().isPresent()).ifPresent(now -> {
            if (groups == now.cut()) {
                desk.uncut();
                return;
            }
            edit(Words.get("clusters.undo.cut"), Words.get("clusters.done.cut", groups), new Edit.Cut(groups));
        });
    }

    /** Puts the cut line where it leaves so many clusters that count. */
    void cutInto(int clusters) {
        desk.clusters().filter(now -> now.hierarchy().isPresent()).ifPresent(now -> {
            Edit edit = now.cutInto(clusters);
            if (edit instanceof Edit.Cut cut)
                cut(cut.groups());
        });
    }

    /** Makes one cluster of those that are chosen. */
    void merge() {
        List<String> ids = List.copyOf(desk.chosen());
        if (ids.size() < 2) {
            say("clusters.needs.two");
            return;
        }
        merge(ids);
    }

    /** Makes one cluster of several. */
    void merge(List<String> ids) {
        desk.clusters().ifPresent(now -> {
            Edit.Merge edit = (Edit.Merge) now.merge(ids);
            String names = ids.stream().map(this::name).collect(Collectors.joining(", "));
            desk.goTo(edit.made());
            edit(Words.get("clusters.undo.merge"), Words.get("clusters.done.merge", names), edit);
        });
    }

    /** Splits the current cluster in two; that may take a moment. */
    void split() {
        String id = desk.current(), name = name(id);
        Clusters now = desk.clusters().orElse(null);
        if (now == null || now.index(id) < 0) {
            say("clusters.needs.one");
            return;
        }
        Job.create(Words.get("job.splitCluster", name), monitor -> {
            try {
                Edit edit = now.split(id);
                session.ui(() -> {
                    if (desk.clusters().orElse(null) == now)
                        edit(Words.get("clusters.undo.split", name), Words.get("clusters.done.split", name), edit);
                });
            } catch (IllegalArgumentException e) {
                session.ui(() -> session.status().message(Kind.INFO, e.getMessage()));
            }
        }).schedule();
    }

    /** Names a cluster. @param name "" to take its name away */
    void name(String id, String name) {
        ClusterRow row = desk.row(id).orElse(null);
        if (row == null || name.equals(row.named() ? row.name() : ""))
            return;
        edit(Words.get("clusters.undo.name"), name.isEmpty() ? Words.get("clusters.done.unname", row.name())
                : Words.get("clusters.done.name", row.name(), name), new Edit.Name(id, name));
    }

    /** Moves the selected crops to a cluster. */
    void move(String to) {
        int[] rows = elsewhere(to);
        if (rows.length == 0) {
            say(desk.selection().size() == 0 ? "clusters.needs.crops" : "clusters.needs.other");
            return;
        }
        desk.goTo(to);
        edit(Words.get("clusters.undo.move", rows.length), Words.get("clusters.done.move", rows.length, name(to)),
                new Edit.Move(to, rows));
    }

    private int[] elsewhere(String to) {
        Clusters now = desk.clusters().orElse(null);
        int at = now == null ? -1 : now.index(to);
        return at < 0 ? new int[0]
                : desk.selection().rows().stream().filter(row -> now.cluster()[row] != at).toArray();
    }

    /** Makes a cluster of the selected crops. @return its id; "" if there are none */
    String gather() {
        int[] rows = selected();
        Clusters now = desk.clusters().orElse(null);
        if (now == null || rows.length == 0) {
            say("clusters.needs.crops");
            return "";
        }
        Edit.Gather edit = (Edit.Gather) now.gather(rows);
        desk.goTo(edit.made());
        edit(Words.get("clusters.undo.new"), Words.get("clusters.done.new", rows.length), edit);
        return edit.made();
    }

    /** Makes outliers of the selected crops, else of the crops of the current cluster. */
    void outliers() {
        int[] rows = selected();
        String id = desk.current();
        if (rows.length > 0) {
            edit(Words.get("clusters.undo.outliers", rows.length), Words.get("clusters.done.outliers", rows.length),
                    new Edit.Outliers(rows));
            desk.choose(null);
        } else if (desk.row(id).isPresent()) {
            edit(Words.get("clusters.undo.dissolve"), Words.get("clusters.done.dissolve", name(id)),
                    new Edit.Dissolve(id));
        } else {
            say("clusters.needs.one");
        }
    }

    /** Selects all crops of the current cluster, or of all. */
    void selectAll() {
        BitSet all = new BitSet();
        ClusterRow row = desk.row(desk.current()).orElse(null);
        if (row == null)
            all.set(0, desk.size());
        else
            for (int each : row.rows())
                all.set(each);
        desk.choose(all);
    }

    /** What is selected, in a sentence: of which clusters how many. */
    String content() {
        int[] of = desk.of();
        List<ClusterRow> shown = desk.shown();
        int[] counts = new int[shown.size() + 1]; // the outliers first
        BitSet selected = desk.selection().rows();
        for (int row = selected.nextSetBit(0); row >= 0 && row < of.length; row = selected.nextSetBit(row + 1))
            counts[1 + Math.max(-1, of[row])]++;
        List<Integer> found = IntStream.range(0, counts.length).filter(i -> counts[i] > 0).boxed()
                .sorted(Comparator.comparingInt(i -> -counts[i])).toList();
        String parts = found.stream().limit(MOST)
                .map(i -> Words.get("clusters.content.part", counts[i], i == 0 ? Words.get("clusters.noCluster")
                        : shown.get(i - 1).name()))
                .collect(Collectors.joining(Words.get("clusters.content.join")));
        return Words.get("clusters.content", desk.selection().size(), found.size() > MOST ? parts + " …" : parts);
    }
}
