package org.loupe.ui.viewer.internal.clusters;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.loupe.api.Clustering;
import org.loupe.ui.Words;
import org.loupe.workspace.clusters.Cluster;
import org.loupe.workspace.clusters.ClusterDetails;
import org.loupe.workspace.clusters.ClusterMeasures;
import org.loupe.workspace.clusters.Clusters;

/**
 * Clusters as the parts show them: their rows in order, colours that stay with them, and the outliers. Immutable by
 * agreement; made off the UI thread.
 *
 * @param clusters the state that is shown
 * @param rows     its clusters, in their order
 * @param outliers rows of no cluster, farthest first
 * @param sigmas   how far each of these lies from the nearest cluster
 * @param slots    place of the colour of each cluster that there is or was, by its id
 */
record Sorted(Clusters clusters, List<ClusterRow> rows, int[] outliers, float[] sigmas, Map<String, Integer> slots) {

    /**
     * The clusters with their crops in order.
     *
     * @param order    of the crops behind the exemplar
     * @param before   what was shown until now, {@code null} for nothing: clusters keep their colours
     * @param measures of these clusters; {@code null} while they are not known: those that are as before keep theirs
     */
    static Sorted of(Clusters now, Sorted before, ClusterDetails details, ClusterMeasures measures,
            CropOrder order) {
        int[][] members = details.members().clone();
        for (int i = 0; i < members.length; i++)
            members[i] = order.of(members[i], now.computed().table().crops());
        return of(now, before, members, details.outliers(), details.sigmas(), measures);
    }

    /** The same with figures of its clusters. */
    static Sorted of(Sorted same, ClusterMeasures measures) {
        List<ClusterRow> rows = new ArrayList<>();
        for (int i = 0; i < same.rows.size(); i++) {
            ClusterRow row = same.rows.get(i);
            rows.add(new ClusterRow(row.id(), row.name(), row.named(), row.slot(), row.rows(),
                    measures.silhouette()[i], measures.stability()[i], measures.loose(i)));
        }
        return new Sorted(same.clusters, List.copyOf(rows), same.outliers, same.sigmas, same.slots);
    }

    /** The clusters alone, for what changes while the cut line is dragged. */
    static Sorted plain(Clusters now, Sorted before) {
        int[][] members = new int[now.clusters().size()][];
        for (int i = 0; i < members.length; i++)
            members[i] = now.members(i);
        return of(now, before, members, new int[0], new float[0], null);
    }

    private static Sorted of(Clusters now, Sorted before, int[][] members, int[] outliers, float[] sigmas,
            ClusterMeasures measures) {
        Map<String, ClusterRow> known = new HashMap<>();
        if (before != null)
            before.rows.forEach(row -> known.put(row.id(), row));
        int[] slots = slots(now, before);
        List<ClusterRow> rows = new ArrayList<>();
        for (int i = 0; i < slots.length; i++) {
            Cluster cluster = now.clusters().get(i);
            ClusterRow was = known.get(cluster.id());
            boolean same = was != null && was.size() == cluster.size();
            rows.add(new ClusterRow(cluster.id(), cluster.named() ? cluster.name()
                    : Words.get("clusters.unnamed", i + 1), cluster.named(), slots[i], members[i],
                    measures != null ? measures.silhouette()[i] : same ? was.silhouette() : Double.NaN,
                    measures != null ? measures.stability()[i] : same ? was.stability() : Double.NaN,
                    measures != null ? measures.loose(i) : same && was.loose()));
        }
        Map<String, Integer> all = new HashMap<>(before == null ? Map.of() : before.slots);
        rows.forEach(row -> all.put(row.id(), row.slot()));
        return new Sorted(now, List.copyOf(rows), outliers, sigmas, all);
    }

    /**
     * Places of the clusters' colours: a cluster keeps its own, and gets it again when it comes back; a new one takes
     * that of the gone one most of whose crops it has, else the first that is free.
     */
    private static int[] slots(Clusters now, Sorted before) {
        int count = now.clusters().size();
        int[] slots = new int[count];
        Arrays.fill(slots, -1);
        Set<Integer> taken = new HashSet<>();
        if (before != null) {
            Map<String, Integer> index = new HashMap<>();
            for (int i = 0; i < count; i++)
                index.put(now.clusters().get(i).id(), i);
            List<Integer> gone = new ArrayList<>();
            for (int i = 0; i < before.rows.size(); i++) {
                Integer at = index.get(before.rows.get(i).id());
                if (at == null)
                    gone.add(i);
                else
                    taken.add(slots[at] = before.rows.get(i).slot());
            }
            for (int i = 0; i < count; i++) {
                Integer was = before.slots.get(now.clusters().get(i).id());
                if (slots[i] < 0 && was != null && taken.add(was))
                    slots[i] = was;
            }
            int[] of = now.cluster();
            for (int each : gone) {
                if (taken.contains(before.rows.get(each).slot()))
                    continue;
                int[] shared = new int[count];
                int best = -1;
                for (int row : before.rows.get(each).rows())
                    if (of[row] != Clustering.OUTLIER && slots[of[row]] < 0
                            && (++shared[of[row]] > (best < 0 ? 0 : shared[best])))
                        best = of[row];
                if (best >= 0)
                    taken.add(slots[best] = before.rows.get(each).slot());
            }
        }
        int free = 0;
        for (int i = 0; i < count; i++)
            if (slots[i] < 0) {
                while (taken.contains(free))
                    free++;
                taken.add(slots[i] = free);
            }
        return slots;
    }

    /** Place of each crop's cluster in {@link #rows}; {@link Clustering#OUTLIER} for none. */
    int[] of() {
        return clusters.cluster();
    }
}
